/* SPDX-License-Identifier: MIT */
/**
 * @file row.h
 * @brief Reading rows of an index, every value checked.
 *
 * A statement with a plan (plan.h) is answered from the file's pages, any
 * other by SQLite; the reader does not show which. It keeps the first failure:
 * after it the getters return harmless values, ekb_row_next() ends the loop and
 * ekb_row_end() returns the status.
 *
 *     ekb_row row;
 *     ekb_row_start(&row, index, EKB_SQL_ENTRY_TEXT, arena, error);
 *     ekb_row_bind(&row, 1, entry);
 *     while (ekb_row_next(&row))
 *         title = ekb_row_text(&row, 1);
 *     return ekb_row_end(&row);
 *
 * Invariant: a loop ends, also over a file whose pages form a circle, for no
 * file has more rows than bytes.
 */
#ifndef EKB_ROW_H
#define EKB_ROW_H

#include <stdint.h>

#include "cursor.h"
#include "index.h"

typedef struct ekb_row {
    ekb_index *index;
    ekb_sql which;
    ekb_arena *arena;
    ekb_error *error;
    ekb_status status;
    int64_t count; /**< Rows so far. */
    int64_t key;   /* of the last row */
    char *peeked;  /* copy that ends with a NUL */
    size_t peeked_size;
    char no_draft[1];
    /* With a plan: */
    const ekb_plan *plan;
    ekb_value keys[EKB_CURSOR_KEYS]; /* the parameters */
    ekb_cursor cursor;
    /* Without: */
    sqlite3_stmt *statement;
} ekb_row;

/** @param arena gets the texts; may be NULL when none is read. Two readings of
 *  one statement without a plan must not overlap. */
void ekb_row_start(ekb_row *row, ekb_index *index, ekb_sql which, ekb_arena *arena, ekb_error *error);
/** Parameters count from 1. */
void ekb_row_bind(ekb_row *row, int at, int64_t value);
/** @p text must live until ekb_row_end(). */
void ekb_row_bind_text(ekb_row *row, int at, const char *text);
/** @return not 0 while there is a row. */
int ekb_row_next(ekb_row *row);
/** Ends the reading, also in the middle. @return the first failure or EKB_OK. */
ekb_status ekb_row_end(ekb_row *row);

/** @name Columns, from 0. A value of another type or range is corrupt. */
/** @{ */
int64_t ekb_row_number(ekb_row *row, int column, int64_t least, int64_t most);
/** A number that must be greater than in the row before. */
int64_t ekb_row_key(ekb_row *row, int column, int64_t least, int64_t most);
int ekb_row_columns(const ekb_row *row);
int ekb_row_is_null(const ekb_row *row, int column);
int ekb_row_is_number(const ekb_row *row, int column);
/** Copy in the arena; valid UTF-8 without NUL; "" after a failure. */
const char *ekb_row_text(ekb_row *row, int column);
/** The same, lent until the next row or peek. */
const char *ekb_row_peek(ekb_row *row, int column);
/** The same, to be overwritten as the reader likes. */
char *ekb_row_draft(ekb_row *row, int column);
/** The text whose number of characters the row says; lent like the others. */
const char *ekb_row_peek_start(ekb_row *row, int column, int64_t characters);
/** Lent until the next row. */
const unsigned char *ekb_row_blob(ekb_row *row, int column, size_t *length);
/** Report what only the caller can see to be wrong. */
void ekb_row_corrupt(ekb_row *row);
/** Report a failed allocation of the caller. */
void ekb_row_nomem(ekb_row *row);
/** @} */

#endif
