/* SPDX-License-Identifier: MIT */
/* Trees of every height, with records of every length: SQLite finds the file
 * whole and reads back what was put in. */
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btree.h"
#include "btree_record.h"

enum { NUMBERED, KEYED, TREES };

/* A row is told by its number: lengths at all edges of what fits where. */
static size_t length_of(size_t row, size_t longest)
{
    uint64_t mixed = (row + 1) * UINT64_C(0x9E3779B97F4A7C15);
    return longest == 0 ? 0 : (size_t)((mixed >> 33) % (longest + 1));
}

static void fill(char *text, size_t length, size_t row)
{
    for (size_t i = 0; i < length; i++)
        text[i] = (char)('a' + (row + i) % 26);
}

static int64_t number_of(size_t row)
{
    static const int64_t edges[] = {0,         1,        -1,     127,     128,       -128,
                                    -129,      32767,    -32769, 8388608, INT32_MAX, INT64_C(1) << 40,
                                    INT64_MAX, INT64_MIN};
    return edges[row % (sizeof edges / sizeof edges[0])];
}

/* Ascending, in varints of one byte up to nine. */
static int64_t key_of(size_t row, size_t rows)
{
    return row + 1 == rows ? INT64_MAX : (int64_t)(row * row * 5);
}

static void add_rows(ekbc_btree *trees, size_t rows, size_t longest, char *text)
{
    ekb_strbuf record = EKB_STRBUF_INIT;
    for (size_t row = 0; row < rows; row++) {
        char key[32];
        size_t length = length_of(row, longest);
        snprintf(key, sizeof key, "%08zu", row);
        fill(text, length, row);
        const ekbc_value numbered[] = {{EKBC_VALUE_NULL, 0, NULL, 0},
                                       {EKBC_VALUE_NUMBER, number_of(row), NULL, 0},
                                       {EKBC_VALUE_BLOB, 0, text, length}};
        const ekbc_value keyed[] = {{EKBC_VALUE_TEXT, 0, key, strlen(key)},
                                    {EKBC_VALUE_TEXT, 0, text, length}};
        ekbc_record_make(&record, numbered, 3);
        ekbc_btree_add(&trees[NUMBERED], key_of(row, rows), &record);
        ekbc_record_make(&record, keyed, 2);
        ekbc_btree_add(&trees[KEYED], 0, &record);
    }
    ekb_strbuf_release(&record);
}

static void write_file(ekbc_os_temp *file, size_t rows, size_t longest, char *text)
{
    sqlite3 *db = NULL;
    ekbc_pages pages;
    ekbc_btree trees[TREES];
    assert_int_equal(sqlite3_open(file->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; BEGIN;"
                                  "CREATE TABLE n(id INTEGER PRIMARY KEY, number INTEGER, bytes BLOB);"
                                  "CREATE TABLE k(key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID; COMMIT",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    ekbc_pages_init(&pages, file, 3, NULL, NULL);
    ekbc_btree_init(&trees[NUMBERED], &pages, 2, 0);
    ekbc_btree_init(&trees[KEYED], &pages, 3, 1);
    add_rows(trees, rows, longest, text);
    for (size_t i = 0; i < TREES; i++)
        ekbc_btree_finish(&trees[i]);
    ekbc_pages_finish(&pages);
    assert_int_equal(pages.status, EKB_OK);
    ekbc_pages_release(&pages);
}

static void compare_rows(sqlite3 *db, size_t rows, size_t longest, char *text)
{
    sqlite3_stmt *both = NULL;
    size_t row = 0;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, number, bytes FROM n ORDER BY id", -1, &both, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(both) == SQLITE_ROW; row++) {
        size_t length = length_of(row, longest);
        fill(text, length, row);
        assert_int_equal(sqlite3_column_int64(both, 0), key_of(row, rows));
        assert_int_equal(sqlite3_column_int64(both, 1), number_of(row));
        assert_int_equal(sqlite3_column_bytes(both, 2), length);
        if (length > 0)
            assert_memory_equal(sqlite3_column_blob(both, 2), text, length);
    }
    sqlite3_finalize(both);
    assert_int_equal(row, rows);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT text FROM k ORDER BY key", -1, &both, NULL), SQLITE_OK);
    for (row = 0; sqlite3_step(both) == SQLITE_ROW; row++) {
        size_t length = length_of(row, longest);
        fill(text, length, row);
        assert_int_equal(sqlite3_column_bytes(both, 0), length);
        assert_memory_equal(sqlite3_column_text(both, 0), text, length);
    }
    sqlite3_finalize(both);
    assert_int_equal(row, rows);
}

static int is_whole(void *context, int columns, char **values, char **names)
{
    (void)names;
    if (columns != 1 || strcmp(values[0], "ok") != 0) {
        print_error("%s\n", columns > 0 ? values[0] : "");
        *(int *)context = 0;
    }
    return 0;
}

static void try_rows(size_t rows, size_t longest)
{
    ekbc_os_temp file = EKBC_OS_TEMP_INIT;
    sqlite3 *db = NULL;
    int whole = 1;
    char *target = ekbc_os_scratch_path("errkb-test-btree.db"), *text = malloc(longest + 1);
    assert_non_null(target);
    assert_non_null(text);
    assert_int_equal(ekbc_os_temp_open(&file, target, NULL), EKB_OK);
    write_file(&file, rows, longest, text);
    assert_int_equal(sqlite3_open(file.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA integrity_check", is_whole, &whole, NULL), SQLITE_OK);
    if (!whole)
        print_error("%zu rows of at most %zu bytes\n", rows, longest);
    assert_true(whole);
    compare_rows(db, rows, longest, text);
    sqlite3_close(db);
    ekbc_os_temp_discard(&file);
    free(target);
    free(text);
}

/* Around every count at which a page, and a level of pages, is full. */
static void few_rows(void **state)
{
    (void)state;
    for (size_t rows = 0; rows < 40; rows++)
        try_rows(rows, 1200);
}

static void levels(void **state)
{
    (void)state;
    static const size_t longest[] = {0, 30, 500, 1010, 4090, 9000};
    for (size_t i = 0; i < sizeof longest / sizeof longest[0]; i++)
        for (size_t rows = 150; rows < 3000; rows = rows * 5 / 4)
            try_rows(rows, longest[i]);
}

static void three_levels(void **state)
{
    (void)state;
    try_rows(60000, 60);
    try_rows(3000, 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_rows),
        cmocka_unit_test(levels),
        cmocka_unit_test(three_levels),
    };
    return RUN_TESTS(tests);
}
