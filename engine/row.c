/* SPDX-License-Identifier: MIT */
#include "row.h"

#include <string.h>

#include "core/error.h"
#include "core/utf8.h"

static void begin(ekb_row *row, ekb_index *index, ekb_sql which, ekb_arena *arena, ekb_error *error)
{
    *row = (ekb_row){.index = index, .which = which, .arena = arena, .error = error, .key = INT64_MIN};
}

void ekb_row_start(ekb_row *row, ekb_index *index, ekb_sql which, ekb_arena *arena, ekb_error *error)
{
    ekb_error local = {.status = EKB_OK};
    begin(row, index, which, arena, error);
    row->statement = ekb_index_statement(index, which, &local);
    if (row->statement != NULL)
        return;
    row->status = local.status;
    if (error != NULL)
        *error = local;
}

void ekb_row_start_own(ekb_row *row, ekb_index *index, ekb_sql which, ekb_arena *arena, ekb_error *error)
{
    begin(row, index, which, arena, error);
    row->owned = 1;
    if (sqlite3_prepare_v2(index->db, ekb_sql_text[which], -1, &row->statement, NULL) != SQLITE_OK)
        row->status = ekb_index_failed(index, error);
}

void ekb_row_bind(ekb_row *row, int at, int64_t value)
{
    if (row->status == EKB_OK && sqlite3_bind_int64(row->statement, at, value) != SQLITE_OK)
        row->status = ekb_index_failed(row->index, row->error);
}

void ekb_row_bind_text(ekb_row *row, int at, const char *text)
{
    if (row->status == EKB_OK &&
        sqlite3_bind_text(row->statement, at, text, -1, SQLITE_STATIC) != SQLITE_OK)
        row->status = ekb_index_failed(row->index, row->error);
}

int ekb_row_next(ekb_row *row)
{
    if (row->status != EKB_OK)
        return 0;
    int stepped = ekb_index_step(row->index, row->statement, row->error);
    if (stepped < 0)
        row->status = (ekb_status)stepped;
    else if (stepped > 0 && ++row->count > row->index->bytes)
        ekb_row_corrupt(row);
    return stepped > 0 && row->status == EKB_OK;
}

ekb_status ekb_row_end(ekb_row *row)
{
    if (row->owned)
        sqlite3_finalize(row->statement);
    else if (row->statement != NULL)
        sqlite3_reset(row->statement);
    row->statement = NULL;
    return row->status;
}

void ekb_row_corrupt(ekb_row *row)
{
    if (row->status == EKB_OK)
        row->status = ekb_index_corrupt(row->index, ekb_sql_table(row->which), row->error);
}

void ekb_row_nomem(ekb_row *row)
{
    if (row->status == EKB_OK)
        row->status = ekb_error_nomem(row->error);
}

int64_t ekb_row_number(ekb_row *row, int column, int64_t least, int64_t most)
{
    if (row->status != EKB_OK)
        return least;
    int64_t value = sqlite3_column_int64(row->statement, column);
    if (sqlite3_column_type(row->statement, column) == SQLITE_INTEGER && value >= least && value <= most)
        return value;
    ekb_row_corrupt(row);
    return least;
}

int64_t ekb_row_key(ekb_row *row, int column, int64_t least, int64_t most)
{
    int64_t value = ekb_row_number(row, column, least, most);
    if (row->status == EKB_OK && value <= row->key)
        ekb_row_corrupt(row);
    row->key = value;
    return value;
}

int ekb_row_columns(const ekb_row *row)
{
    return row->statement != NULL ? sqlite3_column_count(row->statement) : 0;
}

int ekb_row_is_null(const ekb_row *row, int column)
{
    return row->status != EKB_OK || sqlite3_column_type(row->statement, column) == SQLITE_NULL;
}

const char *ekb_row_peek(ekb_row *row, int column)
{
    if (row->status != EKB_OK)
        return "";
    if (sqlite3_column_type(row->statement, column) != SQLITE_TEXT) {
        ekb_row_corrupt(row);
        return "";
    }
    const char *text = (const char *)sqlite3_column_text(row->statement, column);
    if (text == NULL) {
        ekb_row_nomem(row);
        return "";
    }
    size_t length = (size_t)sqlite3_column_bytes(row->statement, column);
    if (memchr(text, '\0', length) != NULL || ekb_utf8_valid(text, length) != length) {
        ekb_row_corrupt(row);
        return "";
    }
    return text;
}

const char *ekb_row_text(ekb_row *row, int column)
{
    const char *text = ekb_row_peek(row, column);
    if (row->status != EKB_OK || *text == '\0')
        return "";
    char *copy = ekb_arena_strndup(row->arena, text, (size_t)sqlite3_column_bytes(row->statement, column));
    if (copy == NULL) {
        ekb_row_nomem(row);
        return "";
    }
    return copy;
}

const unsigned char *ekb_row_blob(ekb_row *row, int column, size_t *length)
{
    *length = 0;
    if (row->status != EKB_OK)
        return NULL;
    if (sqlite3_column_type(row->statement, column) != SQLITE_BLOB) {
        ekb_row_corrupt(row);
        return NULL;
    }
    const unsigned char *bytes = sqlite3_column_blob(row->statement, column);
    *length = (size_t)sqlite3_column_bytes(row->statement, column);
    /* NULL is also an empty blob. */
    if (bytes == NULL && *length > 0)
        ekb_row_nomem(row);
    return bytes;
}
