/* SPDX-License-Identifier: MIT */
/**
 * @file window.h
 * @brief The part of a stream that is at hand, as UTF-8, and where each of its
 *        characters stands in the stream.
 *
 * Positions count bytes of text from the stream's (or range's) first; in UTF-8
 * they are the stream's own offsets. Invariant: text[0] has position `at`, and
 * only whole characters of the stream are text.
 */
#ifndef EKB_SCAN_WINDOW_H
#define EKB_SCAN_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "scan.h"

/** A place that is known in both countings. */
typedef struct ekb_scan_mark {
    uint64_t position, offset;
} ekb_scan_mark;

typedef struct ekb_scan_window {
    ekb_scan_encoding encoding;
    char *text; /**< EKB_SCAN_MARGIN readable bytes stand on either side of it. */
    size_t length;
    uint64_t at;
    /* Memory: */
    char *memory;
    size_t capacity;
    unsigned char *raw; /* what the text was decoded from; NULL for UTF-8 */
    size_t raw_length, raw_used, raw_capacity;
    uint64_t raw_at;
    ekb_scan_mark *marks; /* ascending; of each decoded piece the beginning */
    size_t mark_count, mark_capacity;
} ekb_scan_window;

/** So many bytes before and behind the text may be read, for whatever they are;
 *  behind the stream's last byte they are zero. */
#define EKB_SCAN_MARGIN 128
/** What ekb_scan_room() has at least. */
#define EKB_SCAN_BLOCK ((size_t)512 * 1024)

/** @p offset is that of the first byte to come. */
void ekb_scan_window_open(ekb_scan_window *window, ekb_scan_encoding encoding, uint64_t offset);
/** Begin anew, perhaps with another encoding; memory is kept. */
void ekb_scan_window_restart(ekb_scan_window *window, ekb_scan_encoding encoding, uint64_t offset);
void ekb_scan_window_close(ekb_scan_window *window);

/** From UTF-8 to another encoding: what was taken is ASCII, which is the same in both.
 *  @return 0 without memory. */
int ekb_scan_window_turn(ekb_scan_window *window, ekb_scan_encoding encoding);

/** Room for at least EKB_SCAN_BLOCK bytes, once what is before position
 *  @p needed has been forgotten. NULL without memory. */
char *ekb_scan_window_room(ekb_scan_window *window, uint64_t needed, size_t *room);
/** The first @p length bytes of the room are the stream's next. @return 0 without memory. */
int ekb_scan_window_take(ekb_scan_window *window, size_t length, int final);

/** Offset in the stream of a position at hand. */
uint64_t ekb_scan_window_offset(const ekb_scan_window *window, uint64_t position);

#endif
