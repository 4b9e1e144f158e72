/* SPDX-License-Identifier: MIT */
#include "paragraphs.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/strbuf.h"

typedef struct reader {
    const char *path;
    paragraphs *out;
    field fields[256]; /* of the paragraph being read */
    size_t count;
    unsigned line;
} reader;

static int fail(const reader *r, const char *what)
{
    fprintf(stderr, "%s:%u: %s\n", r->path, r->line, what);
    return -1;
}

static char *read_file(const char *path)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        ekb_strbuf_append(&text, block, n);
    int bad = ferror(file) || text.failed;
    fclose(file);
    ekb_strbuf_puts(&text, "\n");
    if (bad || text.failed)
        ekb_strbuf_release(&text);
    return text.data;
}

static char *trimmed(ekb_arena *arena, const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[0])) {
        text++;
        length--;
    }
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return ekb_arena_strndup(arena, text, length);
}

static int end_paragraph(reader *r)
{
    paragraphs *out = r->out;
    if (r->count == 0)
        return 0;
    paragraph *items = realloc(out->items, (out->count + 1) * sizeof *items);
    if (items == NULL)
        return fail(r, "out of memory");
    out->items = items;
    field *fields = ekb_arena_calloc(&out->arena, r->count, sizeof *fields);
    if (fields == NULL)
        return fail(r, "out of memory");
    memcpy(fields, r->fields, r->count * sizeof *fields);
    items[out->count++] = (paragraph){fields, r->count};
    r->count = 0;
    return 0;
}

static int continue_value(reader *r, const char *line, size_t length)
{
    if (r->count == 0)
        return fail(r, "nothing to continue");
    field *last = &r->fields[r->count - 1];
    const char *more = trimmed(&r->out->arena, line, length);
    size_t size = strlen(last->value) + strlen(more) + 2;
    char *value = ekb_arena_alloc(&r->out->arena, size);
    if (value == NULL)
        return fail(r, "out of memory");
    snprintf(value, size, "%s\n%s", last->value, more);
    last->value = value;
    return 0;
}

static int take_line(reader *r, const char *line, size_t length)
{
    if (length == 0)
        return end_paragraph(r);
    if (line[0] == '#')
        return 0;
    if (line[0] == ' ' || line[0] == '\t')
        return continue_value(r, line, length);
    const char *colon = memchr(line, ':', length);
    if (colon == NULL)
        return fail(r, "neither `key: value`, nor a comment, nor a blank line");
    if (r->count == sizeof r->fields / sizeof r->fields[0])
        return fail(r, "paragraph too long");
    field *f = &r->fields[r->count++];
    f->key = trimmed(&r->out->arena, line, (size_t)(colon - line));
    f->value = trimmed(&r->out->arena, colon + 1, length - (size_t)(colon - line) - 1);
    f->line = r->line;
    return 0;
}

int paragraphs_read(const char *path, paragraphs *out)
{
    *out = (paragraphs){NULL, 0, EKB_ARENA_INIT};
    reader r = {.path = path, .out = out};
    char *text = read_file(path);
    if (text == NULL)
        return fail(&r, "cannot be read");
    int status = 0;
    for (const char *at = text; status == 0 && *at != '\0';) {
        size_t length = strcspn(at, "\n");
        r.line++;
        status = take_line(&r, at, length);
        at += length + (at[length] == '\n');
    }
    if (status == 0)
        status = end_paragraph(&r);
    free(text);
    return status;
}

void paragraphs_release(paragraphs *data)
{
    free(data->items);
    ekb_arena_release(&data->arena);
    *data = (paragraphs){NULL, 0, EKB_ARENA_INIT};
}

const char *paragraph_get(const paragraph *p, const char *key)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->fields[i].key, key) == 0)
            return p->fields[i].value;
    return NULL;
}

char *unescape(ekb_arena *arena, const char *text, size_t *length)
{
    static const char letters[] = "ntr\\", bytes[] = "\n\t\r\\";
    char *out = ekb_arena_alloc(arena, strlen(text) + 1);
    size_t n = 0;
    if (out == NULL)
        return NULL;
    while (*text != '\0') {
        const char *at = text[0] == '\\' && text[1] != '\0' ? strchr(letters, text[1]) : NULL;
        if (at != NULL) {
            out[n++] = bytes[at - letters];
            text += 2;
        } else if (text[0] == '\\' && text[1] == 'x' && isxdigit((unsigned char)text[2]) &&
                   isxdigit((unsigned char)text[3])) {
            char digits[3] = {text[2], text[3], '\0'};
            out[n++] = (char)strtoul(digits, NULL, 16);
            text += 4;
        } else {
            out[n++] = *text++;
        }
    }
    out[n] = '\0';
    *length = n;
    return out;
}
