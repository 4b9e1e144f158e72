/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "fold_table.h"
#include "utf8.h"

/* Longest expansion of one code point is 18 (U+FDFA); of a segment, what
 * utf8proc makes of it. */
enum { SEGMENT_MAX = 32 };
enum { CODEPOINTS = 0x110000 };

static int reserve(ekb_folded *out, size_t more)
{
    size_t need = out->length + more;
    if (need <= out->capacity)
        return 0;
    size_t capacity = out->capacity < 128 ? 128 : out->capacity * 2;
    while (capacity < need)
        capacity *= 2;
    /* One block for the three arrays: one allocation, one release. */
    uint32_t *block = malloc(3 * capacity * sizeof *block);
    if (block == NULL)
        return -1;
    if (out->length > 0) {
        memcpy(block, out->chars, out->length * sizeof *block);
        memcpy(block + capacity, out->start, out->length * sizeof *block);
        memcpy(block + 2 * capacity, out->end, out->length * sizeof *block);
    }
    free(out->chars);
    out->chars = block;
    out->start = block + capacity;
    out->end = block + 2 * capacity;
    out->capacity = capacity;
    return 0;
}

static void put(ekb_folded *out, uint32_t c, size_t start, size_t end)
{
    out->chars[out->length] = c;
    out->start[out->length] = (uint32_t)start;
    out->end[out->length] = (uint32_t)end;
    out->length++;
}

static uint32_t entry_of(uint32_t c)
{
    return ekb_fold_blocks[ekb_fold_stage[c >> 8]][c & 0xFF];
}

/* Room for FOLD_LONGEST characters must be reserved. */
static void put_folded(ekb_folded *out, uint32_t c, size_t start, size_t end)
{
    uint32_t entry = entry_of(c);
    switch (entry >> FOLD_KIND_SHIFT) {
    case FOLD_SAME:
        put(out, c, start, end);
        break;
    case FOLD_ONE:
        put(out, entry & FOLD_VALUE, start, end);
        break;
    case FOLD_SEVERAL:
        for (uint32_t i = 0, at = (entry & FOLD_VALUE) >> 5, n = entry & 31; i < n; i++)
            put(out, ekb_fold_expansions[at + i], start, end);
        break;
    default: /* FOLD_NOTHING, and a combining mark that stands alone */
        break;
    }
}

uint32_t ekb_fold_one(uint32_t c)
{
    uint32_t entry = c < CODEPOINTS ? entry_of(c) : (uint32_t)FOLD_NOTHING << FOLD_KIND_SHIFT;
    switch (entry >> FOLD_KIND_SHIFT) {
    case FOLD_SAME:
        return c;
    case FOLD_ONE:
        return entry & FOLD_VALUE;
    default:
        return 0;
    }
}

static int is_combining(uint32_t c)
{
    return entry_of(c) >> FOLD_KIND_SHIFT == FOLD_COMBINING;
}

/* Folds a base with its marks as a whole. Where utf8proc refuses, the base
 * alone is kept. */
static int put_segment(ekb_folded *out, uint32_t *chars, size_t count, size_t start, size_t end)
{
    utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                    UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    utf8proc_int32_t buffer[SEGMENT_MAX * 18];
    utf8proc_ssize_t total = 0;
    for (size_t i = 0; i < count; i++) {
        utf8proc_ssize_t n = utf8proc_decompose_char(
            (utf8proc_int32_t)chars[i], buffer + total,
            (utf8proc_ssize_t)(sizeof buffer / sizeof *buffer) - total, options, NULL);
        if (n < 0)
            break;
        total += n;
    }
    total = utf8proc_normalize_utf32(buffer, total, options);
    if (total <= 0)
        total = 0;
    if (reserve(out, ((size_t)total + 1) * FOLD_LONGEST) != 0)
        return -1;
    for (utf8proc_ssize_t i = 0; i < total; i++)
        put_folded(out, (uint32_t)buffer[i], start, end);
    return 0;
}

/* Folds ASCII from `at` on, up to the last character of it, which marks may
 * follow. Room for a character a byte must be reserved. Returns the end. */
static size_t put_ascii(ekb_folded *out, const char *text, size_t length, size_t at)
{
    const uint32_t *entries = ekb_fold_blocks[ekb_fold_stage[0]];
    for (; at < length && (unsigned char)text[at] < 0x80; at++) {
        uint32_t c = (unsigned char)text[at], kind = entries[c] >> FOLD_KIND_SHIFT;
        if ((kind != FOLD_SAME && kind != FOLD_ONE) ||
            (at + 1 < length && (unsigned char)text[at + 1] >= 0x80))
            break;
        put(out, kind == FOLD_ONE ? entries[c] & FOLD_VALUE : c, at, at + 1);
    }
    return at;
}

int ekb_fold(const char *text, size_t length, ekb_folded *out)
{
    out->length = 0;
    if (reserve(out, length + FOLD_LONGEST) != 0)
        return -1;
    size_t at = put_ascii(out, text, length, 0);
    while (at < length) {
        size_t size, start = at;
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        at += size;
        if (c == EKB_UTF8_BAD)
            c = 0xFFFD;
        uint32_t segment[SEGMENT_MAX];
        size_t count = 0;
        segment[count++] = c;
        while (at < length && (unsigned char)text[at] >= 0x80 && count < SEGMENT_MAX) {
            uint32_t next = ekb_utf8_next(text, length, at, &size);
            if (next == EKB_UTF8_BAD || !is_combining(next))
                break;
            segment[count++] = next;
            at += size;
        }
        if (count == 1)
            put_folded(out, c, start, at);
        else if (put_segment(out, segment, count, start, at) != 0)
            return -1;
        if (reserve(out, length - at + FOLD_LONGEST) != 0)
            return -1;
        at = put_ascii(out, text, length, at);
    }
    return 0;
}

void ekb_folded_release(ekb_folded *folded)
{
    free(folded->chars);
    *folded = (ekb_folded)EKB_FOLDED_INIT;
}
