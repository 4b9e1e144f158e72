/* SPDX-License-Identifier: MIT */
/**
 * @file frame.h
 * @brief What SQLite itself writes of an index: its schema before the rows,
 *        the indexes on its tables and `meta` after them.
 */
#ifndef EKBC_FRAME_H
#define EKBC_FRAME_H

#include "entry.h"
#include "rows.h"

/** The tables of schema.sql without rows. @p roots gets the page of each, @p
 *  is_index whether it has no rowid; @p page_count those of the file. */
ekb_status ekbc_frame_begin(const char *path, uint32_t roots[EKBC_TABLES], int is_index[EKBC_TABLES],
                            uint32_t *page_count, ekb_error *error);
/** Once all rows stand in the file. @p templates, @p id: facts of `meta`. */
ekb_status ekbc_frame_end(const char *path, const ekbc_catalog *catalog, int64_t templates, const char *id,
                          ekb_error *error);

/** engine/core/schema.sql, built in; NUL-terminated. */
extern const unsigned char ekbc_schema_sql[];

#endif
