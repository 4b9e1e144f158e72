/* SPDX-License-Identifier: MIT */
/**
 * @file rows.h
 * @brief The rows of an index: a tree a table, a sticky error, a digest of what
 *        each table got.
 *
 * A run of calls needs one test at its end: after the first failure the rest
 * do nothing and `failed` says so. Rows of a table come in the order of its
 * key. What SQLite itself keeps, its schema, the indexes on tables and `meta`,
 * is write.c's.
 */
#ifndef EKBC_ROWS_H
#define EKBC_ROWS_H

#include <stdint.h>

#include "btree.h"
#include "btree_pages.h"
#include "core/strbuf.h"
#include "identity.h"
#include "os.h"

typedef enum ekbc_table {
    EKBC_LANG,
    EKBC_PRODUCT,
    EKBC_PRODUCT_TEXT,
    EKBC_PRODUCT_LINK,
    EKBC_PRODUCT_LINK_TEXT,
    EKBC_ENTRY,
    EKBC_SOURCE,
    EKBC_TEXT,
    EKBC_MESSAGE,
    EKBC_NODE,
    EKBC_SEE_ALSO,
    EKBC_KEYWORD,
    EKBC_EXAMPLE,
    EKBC_SPACE,
    EKBC_CODE,
    EKBC_CODE_CANON,
    EKBC_TEMPLATE,
    EKBC_TERM,
    EKBC_TERM_LIST,
    EKBC_SCAN,
    EKBC_TABLES
} ekbc_table;

/** What all that write rows share. */
typedef struct ekbc_tables {
    ekbc_pages pages; /**< Of the file. */
    ekbc_btree trees[EKBC_TABLES];
    ekbc_digest digests[EKBC_TABLES];
    int64_t templates; /**< Fact of `meta` that derive.c knows. */
} ekbc_tables;

typedef struct ekbc_rows {
    ekbc_tables *tables;
    ekb_strbuf record; /**< Of the row at hand. */
    int failed;        /**< Nothing more is written; the reason is with the pages. */
} ekbc_rows;

/** Name of a table in schema.sql. */
const char *ekbc_table_name(ekbc_table table);

/**
 * Append a row. @p types has one letter a column: `i` int64_t, `z` int64_t of
 * which 0 makes NULL, `s` const char * (NULL makes NULL), `b` const ekb_strbuf
 * *, its bytes. The first column of a table with a rowid is that number.
 */
void ekbc_row(ekbc_rows *rows, ekbc_table table, const char *types, ...);
void ekbc_rows_release(ekbc_rows *rows);

#endif
