/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

static const char *const texts[EKBC_TABLES] = {
    [EKBC_META_TEXT] = "INSERT INTO meta(key, value) VALUES(?, ?)",
    [EKBC_META_NUMBER] = "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)",
    [EKBC_LANG] = "INSERT INTO lang(id, tag, content) VALUES(?, ?, ?)",
    [EKBC_PRODUCT] = "INSERT INTO product(id, slug, origin, space, words) VALUES(?, ?, ?, ?, ?)",
    [EKBC_PRODUCT_TEXT] = "INSERT INTO product_text(id, name, description) VALUES(?, ?, ?)",
    [EKBC_PRODUCT_LINK] = "INSERT INTO product_link(id, url) VALUES(?, ?)",
    [EKBC_PRODUCT_LINK_TEXT] = "INSERT INTO product_link_text(id, title) VALUES(?, ?)",
    [EKBC_ENTRY] = ("INSERT INTO entry(id, slug, product, kind, severity, display, reviewed, source) "
                    "VALUES(?, ?, ?, ?, ?, ?, ?, nullif(?, 0))"),
    [EKBC_SOURCE] = "INSERT INTO source(id, title, url, date) VALUES(?, ?, ?, ?)",
    [EKBC_ENTRY_TEXT] = "INSERT INTO entry_text(id, title, detail) VALUES(?, ?, ?)",
    [EKBC_MESSAGE] = "INSERT INTO message(id, lang, variant, text) VALUES(?, ?, ?, ?)",
    [EKBC_NODE] = ("INSERT INTO node(id, parent, type, argument, target, label, ref) "
                   "VALUES(?, ?, ?, ?, nullif(?, 0), ?, ?)"),
    [EKBC_NODE_TEXT] = "INSERT INTO node_text(id, title, text) VALUES(?, ?, ?)",
    [EKBC_SEE_ALSO] = "INSERT INTO see_also(entry, n, target) VALUES(?, ?, ?)",
    [EKBC_KEYWORD] = "INSERT INTO keyword(entry, n, lang, text) VALUES(?, ?, ?, ?)",
    [EKBC_EXAMPLE] = "INSERT INTO example(entry, n, kind, text) VALUES(?, ?, ?, ?)",
    [EKBC_SPACE] = "INSERT INTO space(id, name) VALUES(?, ?)",
    [EKBC_CODE] = "INSERT INTO code(id, space, value, forms, role) VALUES(?, ?, ?, ?, ?)",
    [EKBC_CODE_CANON] = "INSERT INTO code_canon(canon, code) VALUES(?, ?)",
    [EKBC_TEMPLATE] = "INSERT INTO template(id, entry, list) VALUES(?, ?, ?)",
    [EKBC_TERM] = "INSERT INTO term(hash, list) VALUES(?, ?)",
    [EKBC_TERM_LIST] = "INSERT INTO term_list(hash, list) VALUES(?, ?)",
};

/* A connection is one thread's at a time. */
static void wait_for_turn(ekbc_rows *rows)
{
    ekbc_os_gate *gate = rows->gate;
    rows->gate = NULL;
    if (gate != NULL && !ekbc_os_gate_pass(gate))
        rows->failed = SQLITE_ABORT;
}

static sqlite3_stmt *statement(ekbc_rows *rows, ekbc_table table)
{
    wait_for_turn(rows);
    if (rows->failed == SQLITE_OK && rows->statements[table] == NULL)
        rows->failed = sqlite3_prepare_v3(rows->db, texts[table], -1, SQLITE_PREPARE_PERSISTENT,
                                          &rows->statements[table], NULL);
    return rows->failed == SQLITE_OK ? rows->statements[table] : NULL;
}

static int bind_number(sqlite3_stmt *row, int at, int64_t number, ekbc_digest *digest)
{
    ekbc_digest_number(digest, number);
    return sqlite3_bind_int64(row, at, number);
}

static int bind_bytes(sqlite3_stmt *row, int at, const ekb_strbuf *bytes, ekbc_digest *digest)
{
    ekbc_digest_bytes(digest, bytes->data, bytes->length);
    /* "" and not NULL, which would be no blob. */
    return sqlite3_bind_blob64(row, at, ekb_strbuf_text(bytes), bytes->length, SQLITE_STATIC);
}

static int bind_text(sqlite3_stmt *row, int at, const char *text, ekbc_digest *digest)
{
    if (text == NULL) {
        ekbc_digest_null(digest);
        return sqlite3_bind_null(row, at);
    }
    size_t length = strlen(text);
    ekbc_digest_bytes(digest, text, length);
    return sqlite3_bind_text64(row, at, text, length, SQLITE_STATIC, SQLITE_UTF8);
}

void ekbc_row(ekbc_rows *rows, ekbc_table table, const char *types, ...)
{
    sqlite3_stmt *row = statement(rows, table);
    if (row == NULL)
        return;
    ekbc_digest *digest = &rows->digests[table];
    va_list values;
    va_start(values, types);
    for (int at = 1; *types != '\0' && rows->failed == SQLITE_OK; types++, at++) {
        if (*types == 'i')
            rows->failed = bind_number(row, at, va_arg(values, int64_t), digest);
        else if (*types == 'b')
            rows->failed = bind_bytes(row, at, va_arg(values, const ekb_strbuf *), digest);
        else
            rows->failed = bind_text(row, at, va_arg(values, const char *), digest);
    }
    va_end(values);
    if (rows->failed != SQLITE_OK)
        return;
    sqlite3_step(row);
    rows->failed = sqlite3_reset(row);
}

void ekbc_rows_release(ekbc_rows *rows)
{
    for (size_t i = 0; i < EKBC_TABLES; i++) {
        sqlite3_finalize(rows->statements[i]);
        rows->statements[i] = NULL;
    }
}
