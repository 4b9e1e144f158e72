/* SPDX-License-Identifier: MIT */
/**
 * @file rows.h
 * @brief Inserting rows: one prepared statement a table, a sticky error, a
 *        digest of what each table got.
 *
 * A run of calls needs one test at its end: after the first failure the rest
 * do nothing and `failed` says so.
 */
#ifndef EKBC_ROWS_H
#define EKBC_ROWS_H

#include <sqlite3.h>
#include <stdint.h>

#include "core/strbuf.h"
#include "identity.h"
#include "os.h"

typedef enum ekbc_table {
    EKBC_META_TEXT, /* facts about the file, not of its identity */
    EKBC_META_NUMBER,
    EKBC_LANG,
    EKBC_PRODUCT,
    EKBC_PRODUCT_TEXT,
    EKBC_PRODUCT_LINK,
    EKBC_PRODUCT_LINK_TEXT,
    EKBC_ENTRY,
    EKBC_SOURCE,
    EKBC_ENTRY_TEXT,
    EKBC_MESSAGE,
    EKBC_NODE,
    EKBC_NODE_TEXT,
    EKBC_SEE_ALSO,
    EKBC_KEYWORD,
    EKBC_EXAMPLE,
    EKBC_SPACE,
    EKBC_CODE,
    EKBC_CODE_CANON,
    EKBC_TEMPLATE,
    EKBC_TERM,
    EKBC_TERM_LIST,
    EKBC_TABLES
} ekbc_table;

typedef struct ekbc_rows {
    sqlite3 *db;
    sqlite3_stmt *statements[EKBC_TABLES];
    ekbc_digest *digests; /**< By table; started by whoever owns them. */
    ekbc_os_gate *gate;   /**< What the first row waits for, or NULL. */
    int failed;           /**< SQLITE_OK, or the first failure. */
} ekbc_rows;

/**
 * Insert a row. @p types has one letter a column: `i` int64_t, `s` const char
 * * (NULL makes NULL), `b` const ekb_strbuf *, its bytes. Both must live during
 * the call.
 */
void ekbc_row(ekbc_rows *rows, ekbc_table table, const char *types, ...);
void ekbc_rows_release(ekbc_rows *rows);

#endif
