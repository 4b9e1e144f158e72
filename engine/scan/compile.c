/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include <string.h>

#include "core/anchor.h"

typedef struct compiler {
    const char *text;
    size_t length;
    uint32_t *chars, *bytes;
    size_t count;
    const char **names;
    size_t name_count;
    ekb_arena *arena;
    int failed;
} compiler;

static void put(compiler *c, uint32_t character, size_t byte)
{
    c->chars[c->count] = character;
    c->bytes[c->count++] = (uint32_t)byte;
}

static void put_wild(compiler *c, size_t at, size_t length)
{
    const char *name = ekb_arena_strndup(c->arena, c->text + at + 1, length - 2);
    c->failed |= name == NULL;
    c->names[c->name_count++] = name;
    put(c, EKB_SCAN_WILD, at);
}

/* Folded characters in order; those of a placeholder become one. */
static void put_all(compiler *c, const ekb_folded *f)
{
    for (size_t i = 0; i < f->length && !c->failed;) {
        size_t at = f->start[i], wild = ekb_anchor_placeholder(c->text, c->length, at);
        uint32_t character = f->chars[i];
        if (wild != 0) {
            put_wild(c, at, wild);
            while (i < f->length && f->start[i] < at + wild)
                i++;
            continue;
        }
        int brace = character == '{' || character == '}';
        if (character > ' ' && character != 0xA0 && character != 0x3000)
            put(c, character, at);
        i += brace && i + 1 < f->length && f->chars[i + 1] == character ? 2 : 1;
    }
}

size_t ekb_scan_message_weigh(const uint32_t *chars, size_t count)
{
    size_t weight = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t x = chars[i];
        if (x != EKB_SCAN_WILD)
            weight += x >= 0x2E80 ? 3 : x < 0x80 ? (size_t)ekb_anchor_is_word((unsigned char)x) : 1;
    }
    return weight;
}

/* A head need not end with the sentence's mark: a log may go on otherwise. */
static size_t trim(const compiler *c, size_t head)
{
    while (head > 0 && c->chars[head - 1] < 0x80 && strchr(".:,;!", (int)c->chars[head - 1]) != NULL)
        head--;
    return head;
}

/* Ends of the sentences behind the head. */
static void put_ends(compiler *c, size_t head, ekb_scan_message *out)
{
    uint32_t *ends = ekb_arena_calloc(c->arena, c->count - head + 1, sizeof *ends);
    size_t count = 0;
    c->failed |= ends == NULL;
    for (size_t i = head + 1; !c->failed && i <= c->count; i++)
        if (i == c->count || ekb_anchor_ends_sentence(c->text, c->length, c->bytes[i]) ||
            (c->bytes[i] > 0 && ekb_anchor_ends_sentence(c->text, c->length, c->bytes[i] - 1)))
            ends[count++] = (uint32_t)trim(c, i);
    out->ends = ends;
    out->end_count = count;
}

/* No fewer than there are placeholders. */
static size_t count_braces(const char *text)
{
    size_t count = 0;
    while ((text = strchr(text, '{')) != NULL) {
        text++;
        count++;
    }
    return count;
}

int ekb_scan_message_compile(ekb_scan_message *out, const char *text, ekb_folded *folded, ekb_arena *arena,
                             size_t *size)
{
    compiler c = {.text = text, .length = strlen(text), .arena = arena};
    if (ekb_fold(text, c.length, folded) != 0)
        return 0;
    /* No character is put where one has not been read yet. */
    c.chars = folded->chars;
    c.bytes = folded->start;
    c.names = ekb_arena_calloc(arena, count_braces(text) + 1, sizeof *c.names);
    if (c.names == NULL)
        return 0;
    put_all(&c, folded);
    uint32_t *chars = ekb_arena_alloc(arena, (c.count + 1) * sizeof *chars);
    if (chars == NULL)
        return 0;
    if (c.count > 0)
        memcpy(chars, c.chars, c.count * sizeof *chars);
    *size += c.count * sizeof *chars;
    size_t head = 0, head_bytes = ekb_anchor_head(text, c.length);
    while (head < c.count && c.bytes[head] < head_bytes)
        head++;
    put_ends(&c, head, out);
    out->chars = chars;
    out->length = c.count;
    out->head = trim(&c, head);
    out->weight = ekb_scan_message_weigh(out->chars, out->head);
    out->names = c.names;
    out->name_count = c.name_count;
    return !c.failed;
}
