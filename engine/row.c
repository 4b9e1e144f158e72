/* SPDX-License-Identifier: MIT */
#include "row.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"

static void fail(ekb_row *row, ekb_status status)
{
    if (row->status == EKB_OK)
        row->status = ekb_index_unreadable(row->index, status, ekb_sql_table(row->which), row->error);
}

void ekb_row_corrupt(ekb_row *row)
{
    fail(row, EKB_ERR_CORRUPT);
}

void ekb_row_nomem(ekb_row *row)
{
    fail(row, EKB_ERR_NOMEM);
}

void ekb_row_start(ekb_row *row, ekb_index *index, ekb_sql which, ekb_arena *arena, ekb_error *error)
{
    ekb_error local = {.status = EKB_OK};
    memset(row, 0, offsetof(ekb_row, cursor));
    row->index = index;
    row->which = which;
    row->arena = arena;
    row->error = error;
    row->key = INT64_MIN;
    row->statement = NULL;
    row->plan = ekb_plan_of(which);
    if (row->plan != NULL) {
        ekb_tree_name tree = row->plan->tree;
        ekb_cursor_open(&row->cursor, &index->pages, index->roots.root[tree], ekb_tree_is_index(tree));
        return;
    }
    row->statement = ekb_index_statement(index, which, &local);
    if (row->statement != NULL)
        return;
    row->status = local.status;
    if (error != NULL)
        *error = local;
}

void ekb_row_bind(ekb_row *row, int at, int64_t value)
{
    if (row->plan != NULL)
        row->keys[at - 1] = (ekb_value){EKB_VALUE_NUMBER, value, NULL, 0};
    else if (row->status == EKB_OK && sqlite3_bind_int64(row->statement, at, value) != SQLITE_OK)
        row->status = ekb_index_failed(row->index, row->error);
}

void ekb_row_bind_text(ekb_row *row, int at, const char *text)
{
    if (row->plan != NULL)
        row->keys[at - 1] = (ekb_value){EKB_VALUE_TEXT, 0, (const unsigned char *)text, strlen(text)};
    else if (row->status == EKB_OK &&
             sqlite3_bind_text(row->statement, at, text, -1, SQLITE_STATIC) != SQLITE_OK)
        row->status = ekb_index_failed(row->index, row->error);
}

/* To the first row that the plan's beginning allows. */
static int seek(ekb_row *row)
{
    const ekb_plan *plan = row->plan;
    int64_t first = row->keys[0].number;
    switch (plan->kind) {
    case EKB_PLAN_CHILDREN:
        /* A parameter without room for children has none. */
        if (first < 0 || first > INT64_MAX >> plan->shift)
            return 0;
        return ekb_cursor_seek_rowid(&row->cursor, (int64_t)((uint64_t)first << plan->shift));
    case EKB_PLAN_NEXT:
    case EKB_PLAN_BETWEEN:
        return ekb_cursor_seek_rowid(&row->cursor, first);
    case EKB_PLAN_KEY:
    case EKB_PLAN_KEY_FROM:
        return ekb_cursor_seek_key(&row->cursor, row->keys, (size_t)plan->keys);
    default:
        return row->cursor.is_index ? ekb_cursor_seek_key(&row->cursor, NULL, 0)
                                    : ekb_cursor_seek_rowid(&row->cursor, INT64_MIN);
    }
}

/* Whether the row at hand is still one of the plan's. */
static int belongs(const ekb_row *row)
{
    const ekb_plan *plan = row->plan;
    switch (plan->kind) {
    case EKB_PLAN_CHILDREN:
        return row->cursor.rowid >> plan->shift == row->keys[0].number;
    case EKB_PLAN_BETWEEN:
        return row->cursor.rowid < row->keys[1].number;
    case EKB_PLAN_KEY:
        return ekb_key_compare(&row->cursor.record, row->keys, (size_t)plan->keys) == 0;
    case EKB_PLAN_NEXT:
        return row->count == 0;
    default:
        return 1;
    }
}

static int step(ekb_row *row)
{
    if (row->plan == NULL)
        return ekb_index_step(row->index, row->statement, row->error);
    int found = row->count == 0 ? seek(row) : ekb_cursor_next(&row->cursor);
    if (found > 0 && !belongs(row))
        return 0;
    if (found < 0)
        fail(row, (ekb_status)found);
    return found;
}

int ekb_row_next(ekb_row *row)
{
    if (row->status != EKB_OK)
        return 0;
    int found = step(row);
    if (found < 0)
        row->status = (ekb_status)found;
    else if (found > 0 && ++row->count > row->index->bytes)
        ekb_row_corrupt(row);
    return found > 0 && row->status == EKB_OK;
}

ekb_status ekb_row_end(ekb_row *row)
{
    if (row->plan != NULL)
        ekb_cursor_release(&row->cursor);
    else if (row->statement != NULL)
        sqlite3_reset(row->statement);
    free(row->peeked);
    row->peeked = NULL;
    row->statement = NULL;
    return row->status;
}

static ekb_value stored_value(const ekb_row *row, int column)
{
    const ekb_record *record = &row->cursor.record;
    int at = row->plan->columns[column];
    if (at == EKB_ROWID)
        return (ekb_value){EKB_VALUE_NUMBER, row->cursor.rowid, NULL, 0};
    if (at == EKB_OWNER && record->count > 1 && record->values[1].type == EKB_VALUE_NUMBER)
        return (ekb_value){EKB_VALUE_NUMBER, record->values[1].number >> 16, NULL, 0};
    if (at >= 0 && (size_t)at < record->count)
        return record->values[at];
    return (ekb_value){EKB_VALUE_NULL, 0, NULL, 0};
}

/* The value of a column; NULL after a failure. */
static ekb_value value_of(ekb_row *row, int column)
{
    static const ekb_value_type types[] = {
        [SQLITE_NULL] = EKB_VALUE_NULL, [SQLITE_INTEGER] = EKB_VALUE_NUMBER, [SQLITE_FLOAT] = EKB_VALUE_REAL,
        [SQLITE_TEXT] = EKB_VALUE_TEXT, [SQLITE_BLOB] = EKB_VALUE_BLOB,
    };
    ekb_value value = {EKB_VALUE_NULL, 0, NULL, 0};
    if (row->status != EKB_OK)
        return value;
    if (row->plan != NULL)
        return stored_value(row, column);
    value.type = types[sqlite3_column_type(row->statement, column)];
    if (value.type == EKB_VALUE_NUMBER)
        value.number = sqlite3_column_int64(row->statement, column);
    if (value.type == EKB_VALUE_TEXT || value.type == EKB_VALUE_BLOB) {
        value.bytes = value.type == EKB_VALUE_TEXT ? sqlite3_column_text(row->statement, column)
                                                   : sqlite3_column_blob(row->statement, column);
        value.length = (size_t)sqlite3_column_bytes(row->statement, column);
        if (value.bytes == NULL && (value.type == EKB_VALUE_TEXT || value.length > 0))
            ekb_row_nomem(row);
    }
    return value;
}

int64_t ekb_row_number(ekb_row *row, int column, int64_t least, int64_t most)
{
    ekb_value value = value_of(row, column);
    if (row->status != EKB_OK)
        return least;
    if (value.type == EKB_VALUE_NUMBER && value.number >= least && value.number <= most)
        return value.number;
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
    if (row->plan != NULL)
        return row->plan->column_count;
    return row->statement != NULL ? sqlite3_column_count(row->statement) : 0;
}

int ekb_row_is_null(const ekb_row *row, int column)
{
    if (row->status != EKB_OK)
        return 1;
    return row->plan != NULL ? stored_value(row, column).type == EKB_VALUE_NULL
                             : sqlite3_column_type(row->statement, column) == SQLITE_NULL;
}

int ekb_row_is_number(const ekb_row *row, int column)
{
    if (row->status != EKB_OK)
        return 0;
    return row->plan != NULL ? stored_value(row, column).type == EKB_VALUE_NUMBER
                             : sqlite3_column_type(row->statement, column) == SQLITE_INTEGER;
}

/* A text that keeps the library's promise about texts. @return 0 on failure. */
static int sound_text(ekb_row *row, int column, ekb_value *out)
{
    *out = value_of(row, column);
    if (row->status == EKB_OK &&
        (out->type != EKB_VALUE_TEXT || memchr(out->bytes, '\0', out->length) != NULL ||
         ekb_utf8_valid((const char *)out->bytes, out->length) != out->length))
        ekb_row_corrupt(row);
    return row->status == EKB_OK;
}

/* The text, copied; NULL after a failure. */
static char *peek(ekb_row *row, int column)
{
    ekb_value value;
    if (!sound_text(row, column, &value))
        return NULL;
    if (value.length >= row->peeked_size) {
        char *grown = realloc(row->peeked, value.length + 1);
        if (grown == NULL) {
            ekb_row_nomem(row);
            return NULL;
        }
        row->peeked = grown;
        row->peeked_size = value.length + 1;
    }
    if (value.length > 0)
        memcpy(row->peeked, value.bytes, value.length);
    row->peeked[value.length] = '\0';
    return row->peeked;
}

const char *ekb_row_peek(ekb_row *row, int column)
{
    const char *text = peek(row, column);
    return text != NULL ? text : "";
}

char *ekb_row_draft(ekb_row *row, int column)
{
    char *text = peek(row, column);
    return text != NULL ? text : row->no_draft;
}

const char *ekb_row_peek_start(ekb_row *row, int column, int64_t characters)
{
    char *text = peek(row, column), *at = text;
    if (text == NULL)
        return "";
    for (; characters > 0 && *at != '\0'; characters--)
        for (at++; (*at & 0xC0) == 0x80;)
            at++;
    if (characters != 0)
        ekb_row_corrupt(row);
    *at = '\0';
    return text;
}

const char *ekb_row_text(ekb_row *row, int column)
{
    ekb_value value;
    if (!sound_text(row, column, &value) || value.length == 0)
        return "";
    char *copy = ekb_arena_strndup(row->arena, (const char *)value.bytes, value.length);
    if (copy == NULL) {
        ekb_row_nomem(row);
        return "";
    }
    return copy;
}

const unsigned char *ekb_row_blob(ekb_row *row, int column, size_t *length)
{
    ekb_value value = value_of(row, column);
    *length = 0;
    if (row->status != EKB_OK)
        return NULL;
    if (value.type != EKB_VALUE_BLOB) {
        ekb_row_corrupt(row);
        return NULL;
    }
    *length = value.length;
    return value.bytes;
}
