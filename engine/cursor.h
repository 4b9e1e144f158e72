/* SPDX-License-Identifier: MIT */
/**
 * @file cursor.h
 * @brief Walking one b-tree of an index file in key order.
 *
 * Invariant: a walk visits no more pages than the file has, so it ends over a
 * file whose pages form a circle, too. The row at hand is a copy: it stays
 * whole whatever other cursors read.
 */
#ifndef EKB_CURSOR_H
#define EKB_CURSOR_H

#include <stddef.h>
#include <stdint.h>

#include "pages.h"
#include "record.h"

/** Deepest tree that SQLite itself makes. */
#define EKB_CURSOR_DEPTH 20
/** Rows that are not longer need no memory of their own. */
#define EKB_CURSOR_ROOM 480
/** Longest key to seek. */
#define EKB_CURSOR_KEYS 3

typedef struct ekb_level {
    uint32_t page;
    uint32_t cell, cells; /**< Cell at hand, or child being walked; `cells` is the last child. */
    int leaf;
    int at_key; /**< Of an index's interior page: its cell itself is the row at hand. */
} ekb_level;

typedef struct ekb_cursor {
    ekb_pages *pages;
    uint32_t root;
    int is_index;           /**< Rows are ordered by their columns; else by rowid. */
    unsigned char *payload; /**< Of the row at hand; `room`, where that does. */
    size_t length, capacity;
    int64_t rowid; /**< Of the row at hand, in a table. */
    size_t depth;
    uint32_t visits;
    ekb_level levels[EKB_CURSOR_DEPTH]; /**< From here on nothing is set before it is used. */
    ekb_record record;                  /**< The row at hand. */
    unsigned char room[EKB_CURSOR_ROOM];
} ekb_cursor;

void ekb_cursor_open(ekb_cursor *cursor, ekb_pages *pages, uint32_t root, int is_index);
void ekb_cursor_release(ekb_cursor *cursor);

/** @name Moving. @return 1 with a row at hand, 0 at the end, or a negative ekb_status. */
/** @{ */
/** To the first row whose rowid is not less. */
int ekb_cursor_seek_rowid(ekb_cursor *cursor, int64_t least);
/** To the first row whose first columns are not less; @p count 0: the first row. */
int ekb_cursor_seek_key(ekb_cursor *cursor, const ekb_value *keys, size_t count);
int ekb_cursor_next(ekb_cursor *cursor);
/** @} */

/** Compare the column stored at @p at with a key, as SQLite does. */
int ekb_column_compare(const ekb_record *record, size_t at, const ekb_value *key);
/** Compare the first columns of a row as SQLite does, texts by bytes. */
int ekb_key_compare(const ekb_record *record, const ekb_value *keys, size_t count);

#endif
