/* SPDX-License-Identifier: MIT */
/* The lines of a catalog, one at a time: memory is taken by what is kept, not
   by the file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "import_catalog.h"
#include "os.h"

typedef struct lines {
    ekbc_records *out;
    ekbc_diags *diags;
    ekb_strbuf line;
    uint32_t number;
    int too_long; /* the line at hand; its rest is passed over */
} lines;

void *ekbc_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity == 0 ? 64 : *capacity * 2;
    void *grown = wanted > SIZE_MAX / size ? NULL : realloc(items, wanted * size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

void ekbc_records_release(ekbc_records *records)
{
    free(records->items);
    free(records->products);
    free(records->order);
    ekb_arena_release(&records->arena);
    *records = (ekbc_records){.arena = EKB_ARENA_INIT};
}

static int is_empty(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL && text[length - 1] != '\0')
        length--;
    return length == 0;
}

/* @return 0 without memory. */
static int end_line(lines *l)
{
    const char *text = ekb_strbuf_text(&l->line);
    size_t length = l->line.length;
    int fine = 1;
    l->number++;
    if (l->number == 1 && length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, length -= 3;
    if (l->too_long) {
        ekbc_diag_error(l->diags, (ekbc_place){0, l->number, 1},
                        EKB_N_("the line is longer than {max} bytes"),
                        EKB_N_("write one entry a line, without pictures and the like"));
        ekbc_diag_number(l->diags, "max", (int64_t)EKBC_IMPORT_LINE_MAX);
    } else if (!is_empty(text, length)) {
        fine = ekbc_import_record(l->out, l->number, text, length, l->diags);
    }
    l->too_long = 0;
    ekb_strbuf_clear(&l->line);
    return fine;
}

static int put(lines *l, const char *bytes, size_t length)
{
    if (l->too_long || l->line.length + length > EKBC_IMPORT_LINE_MAX)
        l->too_long = 1;
    else
        ekb_strbuf_append(&l->line, bytes, length);
    return !l->line.failed;
}

/* @return 0 without memory. */
static int take(lines *l, const char *bytes, size_t length)
{
    for (const char *end; length > 0; bytes = end) {
        const char *newline = memchr(bytes, '\n', length);
        end = newline != NULL ? newline : bytes + length;
        if (!put(l, bytes, (size_t)(end - bytes)))
            return 0;
        length -= (size_t)(end - bytes);
        if (newline == NULL)
            break;
        if (!end_line(l))
            return 0;
        end++;
        length--;
    }
    return 1;
}

ekb_status ekbc_import_read(FILE *in, const char *name, ekbc_records *out, ekbc_diags *diags,
                            ekb_error *error)
{
    char block[65536];
    size_t n;
    lines l = {.out = out, .diags = diags};
    int fine = 1;
    errno = 0;
    while (fine && (n = fread(block, 1, sizeof block, in)) > 0)
        fine = take(&l, block, n);
    ekb_status status = EKB_OK;
    if (ferror(in))
        status = ekbc_os_failed(error, EKB_N_("cannot read {path}: {reason}"), name);
    else if (!fine || ((l.line.length > 0 || l.too_long) && !end_line(&l)) || diags->nomem)
        status = ekb_error_nomem(error);
    ekb_strbuf_release(&l.line);
    return status;
}
