/* SPDX-License-Identifier: MIT */
#include "window.h"

#include <stdlib.h>
#include <string.h>

#include "decode.h"

/* Bytes decoded at a time: a position is found by decoding one piece again. */
enum { PIECE = 4096 };

void ekb_scan_window_open(ekb_scan_window *window, ekb_scan_encoding encoding, uint64_t offset)
{
    *window = (ekb_scan_window){.encoding = encoding, .at = offset, .raw_at = offset};
}

void ekb_scan_window_restart(ekb_scan_window *window, ekb_scan_encoding encoding, uint64_t offset)
{
    window->encoding = encoding;
    window->at = window->raw_at = offset;
    window->length = window->raw_length = window->raw_used = 0;
    window->mark_count = 0;
}

void ekb_scan_window_close(ekb_scan_window *window)
{
    free(window->memory);
    free(window->raw);
    free(window->marks);
    *window = (ekb_scan_window){.encoding = EKB_SCAN_UTF8};
}

/* Room for `more` bytes of text behind what there is. */
static int grow_text(ekb_scan_window *w, size_t more)
{
    if (w->capacity - w->length >= more && w->memory != NULL)
        return 1;
    size_t capacity = w->length + 2 * more; /* so that short reads do not each ask for some */
    char *memory = calloc(1, capacity + 2 * EKB_SCAN_MARGIN);
    if (memory == NULL)
        return 0;
    if (w->length > 0)
        memcpy(memory + EKB_SCAN_MARGIN, w->text, w->length);
    free(w->memory);
    w->memory = memory;
    w->text = memory + EKB_SCAN_MARGIN;
    w->capacity = capacity;
    return 1;
}

static void forget_marks(ekb_scan_window *w, uint64_t needed)
{
    size_t gone = 0;
    while (gone + 1 < w->mark_count && w->marks[gone + 1].position <= needed)
        gone++;
    if (gone > 0) {
        w->mark_count -= gone;
        memmove(w->marks, w->marks + gone, w->mark_count * sizeof *w->marks);
    }
    uint64_t keep = w->mark_count > 0 ? w->marks[0].offset : w->raw_at + w->raw_used;
    size_t drop = (size_t)(keep - w->raw_at);
    if (drop > 0) {
        memmove(w->raw, w->raw + drop, w->raw_length - drop);
        w->raw_length -= drop;
        w->raw_used -= drop;
        w->raw_at = keep;
    }
}

static void forget(ekb_scan_window *w, uint64_t needed)
{
    if (needed > w->at) {
        size_t drop = needed - w->at < w->length ? (size_t)(needed - w->at) : w->length;
        w->length -= drop;
        w->at += drop;
        if (drop > 0)
            memmove(w->text, w->text + drop, w->length);
    }
    if (w->raw != NULL)
        forget_marks(w, w->at);
}

/* Raw bytes are kept as long as their text, which may be all of one piece. */
static char *raw_room(ekb_scan_window *w, size_t *room)
{
    if (w->raw_capacity - w->raw_length < EKB_SCAN_BLOCK) {
        size_t capacity = w->raw_length + 2 * EKB_SCAN_BLOCK;
        unsigned char *raw = realloc(w->raw, capacity);
        if (raw == NULL)
            return NULL;
        w->raw = raw;
        w->raw_capacity = capacity;
    }
    *room = EKB_SCAN_BLOCK;
    return (char *)w->raw + w->raw_length;
}

char *ekb_scan_window_room(ekb_scan_window *window, uint64_t needed, size_t *room)
{
    *room = 0;
    if (window->encoding != EKB_SCAN_UTF8) {
        forget(window, needed);
        return raw_room(window, room);
    }
    if (window->memory == NULL || window->capacity - window->length < EKB_SCAN_BLOCK)
        forget(window, needed);
    if (!grow_text(window, EKB_SCAN_BLOCK))
        return NULL;
    *room = EKB_SCAN_BLOCK;
    return window->text + window->length;
}

static int add_mark(ekb_scan_window *w)
{
    if (w->mark_count == w->mark_capacity) {
        size_t capacity = w->mark_capacity == 0 ? 256 : w->mark_capacity * 2;
        ekb_scan_mark *marks = realloc(w->marks, capacity * sizeof *marks);
        if (marks == NULL)
            return 0;
        w->marks = marks;
        w->mark_capacity = capacity;
    }
    w->marks[w->mark_count++] = (ekb_scan_mark){w->at + w->length, w->raw_at + w->raw_used};
    return 1;
}

int ekb_scan_window_turn(ekb_scan_window *window, ekb_scan_encoding encoding)
{
    ekb_scan_window *w = window;
    size_t length = w->length;
    if (encoding == w->encoding)
        return 1;
    if (w->raw_capacity < length) {
        unsigned char *raw = realloc(w->raw, length);
        if (raw == NULL)
            return 0;
        w->raw = raw;
        w->raw_capacity = length;
    }
    if (length > 0)
        memcpy(w->raw, w->text, length);
    w->encoding = encoding;
    w->raw_at = w->at;
    w->raw_length = length;
    w->mark_count = 0;
    for (w->length = w->raw_used = 0; w->length < length;) {
        size_t left = length - w->length, piece = left < PIECE ? left : PIECE;
        if (!add_mark(w))
            return 0;
        w->length += piece;
        w->raw_used += piece;
    }
    return 1;
}

int ekb_scan_window_take(ekb_scan_window *window, size_t length, int final)
{
    ekb_scan_window *w = window;
    if (w->encoding == EKB_SCAN_UTF8) {
        w->length += length;
        if (final && w->memory != NULL)
            memset(w->text + w->length, 0, EKB_SCAN_MARGIN);
        return 1;
    }
    w->raw_length += length;
    size_t left = w->raw_length - w->raw_used;
    if (!grow_text(w, EKB_SCAN_DECODED(left)))
        return 0;
    while (left > 0) {
        size_t piece = left < PIECE ? left : PIECE, written;
        if (!add_mark(w))
            return 0;
        size_t used = ekb_scan_decode(w->encoding, w->raw + w->raw_used, piece, final && piece == left,
                                      w->text + w->length, &written);
        w->length += written;
        w->raw_used += used;
        left -= used;
        if (used == 0) {
            w->mark_count--;
            break;
        }
    }
    memset(w->text + w->length, 0, EKB_SCAN_MARGIN);
    return 1;
}

uint64_t ekb_scan_window_offset(const ekb_scan_window *window, uint64_t position)
{
    const ekb_scan_window *w = window;
    if (w->encoding == EKB_SCAN_UTF8 || w->mark_count == 0)
        return position;
    size_t low = 0, high = w->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (w->marks[middle].position <= position)
            low = middle;
        else
            high = middle;
    }
    ekb_scan_mark at = w->marks[low];
    uint64_t end = w->raw_at + w->raw_used;
    /* A character at a time, until the text is as long. */
    while (at.position < position && at.offset < end) {
        char text[EKB_SCAN_DECODED(4)];
        size_t written;
        at.offset += ekb_scan_decode_one(w->encoding, w->raw + (at.offset - w->raw_at),
                                         (size_t)(end - at.offset), text, &written);
        at.position += written;
    }
    return at.offset;
}
