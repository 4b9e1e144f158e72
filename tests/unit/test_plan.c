/* SPDX-License-Identifier: MIT */
/* What is read without SQLite is what SQLite reads: every statement that has a
 * plan, over every key, on small and on large files. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "errkb/errkb.h"
#include "index.h"
#include "index_fixture.h"
#include "row.h"

/* A value for each parameter of a statement. */
typedef struct parameters {
    int64_t numbers[3];
    const char *text[2]; /* in place of the first numbers */
} parameters;

static void compare_column(ekb_row *row, sqlite3_stmt *statement, int column)
{
    size_t length;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        assert_true(ekb_row_is_null(row, column));
        break;
    case SQLITE_INTEGER:
        assert_int_equal(ekb_row_number(row, column, INT64_MIN, INT64_MAX),
                         sqlite3_column_int64(statement, column));
        break;
    case SQLITE_TEXT:
        assert_string_equal(ekb_row_text(row, column), (const char *)sqlite3_column_text(statement, column));
        assert_string_equal(ekb_row_peek(row, column), (const char *)sqlite3_column_text(statement, column));
        break;
    default: {
        const unsigned char *blob = ekb_row_blob(row, column, &length);
        assert_int_equal(length, sqlite3_column_bytes(statement, column));
        if (length > 0)
            assert_memory_equal(blob, sqlite3_column_blob(statement, column), length);
        break;
    }
    }
}

/* @return rows. */
static size_t compare(ekb_index *index, ekb_sql which, const parameters *p)
{
    ekb_arena arena = EKB_ARENA_INIT;
    size_t rows = 0;
    ekb_row row;
    sqlite3_stmt *statement = ekb_index_statement(index, which, NULL);
    assert_non_null(statement);
    ekb_row_start(&row, index, which, &arena, NULL);
    for (int i = 0; i < sqlite3_bind_parameter_count(statement); i++) {
        if (i < 2 && p->text[i] != NULL) {
            sqlite3_bind_text(statement, i + 1, p->text[i], -1, SQLITE_STATIC);
            ekb_row_bind_text(&row, i + 1, p->text[i]);
        } else {
            sqlite3_bind_int64(statement, i + 1, p->numbers[i]);
            ekb_row_bind(&row, i + 1, p->numbers[i]);
        }
    }
    assert_int_equal(ekb_row_columns(&row), sqlite3_column_count(statement));
    while (ekb_row_next(&row)) {
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        for (int column = 0; column < sqlite3_column_count(statement); column++)
            compare_column(&row, statement, column);
        rows++;
    }
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
    assert_int_equal(ekb_row_end(&row), EKB_OK);
    ekb_arena_release(&arena);
    return rows;
}

static int takes_text(int which)
{
    return which == EKB_SQL_CANONS_FROM;
}

static size_t compare_all(const char *path, int64_t most, const char *const *texts, size_t text_count)
{
    ekb_engine *engine = NULL;
    size_t rows = 0;
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
    for (int which = 0; which < EKB_SQL_COUNT; which++) {
        const ekb_plan *plan = ekb_plan_of((ekb_sql)which);
        if (plan == NULL)
            continue;
        for (size_t i = 0; takes_text(which) && i < text_count; i++)
            rows += compare(engine->indexes[0], (ekb_sql)which, &(parameters){{0}, {texts[i]}});
        if (takes_text(which))
            continue;
        for (int64_t i = -1; i <= most; i++)
            for (int64_t k = 0; k < 3; k++)
                rows += compare(engine->indexes[0], (ekb_sql)which, &(parameters){{i, i + k - 1, k}, {NULL}});
        /* Ids made of others. */
        for (int64_t i = 0; i < 4 * 16; i++)
            rows +=
                compare(engine->indexes[0], (ekb_sql)which, &(parameters){{(i / 16) << 16 | i % 16}, {NULL}});
    }
    ekb_engine_free(engine);
    return rows;
}

static void the_small_fixture(void **state)
{
    (void)state;
    static const char *const texts[] = {"",        "n:130055",     "n:",  "n;",
                                        "n:34513", "n:2147942405", "zzz", "n:345131"};
    char path[FIXTURE_PATH];
    fixture_make(path, NULL);
    assert_true(compare_all(path, 12, texts, 8) > 200);
    fixture_remove(path);
}

static void many_entries(void **state)
{
    (void)state;
    static const char *const texts[] = {"s:e000001",  "s:e003000", "s:e0030005", "s:e000777",
                                        "s:e0007771", "A",         "z"};
    char path[FIXTURE_PATH];
    fixture_make_many(path, 3000);
    assert_true(compare_all(path, 40, texts, 7) > 3000);
    fixture_remove(path);
}

static void texts_longer_than_pages(void **state)
{
    (void)state;
    static const char *const texts[] = {"34513", "mars/34513"};
    char path[FIXTURE_PATH];
    fixture_make(
        path,
        "UPDATE text SET title = replace(hex(zeroblob(500 * (id & 255))), '00', 'ab'), detail ="
        " replace(hex(zeroblob(3000)), '00', '长文');"
        "UPDATE term SET list = zeroblob(20000) WHERE hash = 9;"
        "INSERT INTO term_list VALUES (0, zeroblob(30000)), (1, zeroblob(5));"
        "UPDATE code SET value = replace(hex(zeroblob(400 * (id >> 8))), '00', 'cd');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO code_canon"
        " SELECT printf('%s%04d', replace(hex(zeroblob(450)), '00', 'ef'), i), zeroblob(i * 20) FROM n;"
        "UPDATE entry SET reviewed = replace(hex(zeroblob(700)), '00', 'x') WHERE id = 3");
    assert_true(compare_all(path, 12, texts, 2) > 200);
    fixture_remove(path);
}

static void numbers_of_every_size(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    fixture_make(
        path,
        "DELETE FROM template; WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 62)"
        " INSERT INTO template SELECT i, 1 << i, zeroblob(i) FROM n;"
        "DELETE FROM message; WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 62)"
        " INSERT INTO message SELECT i + 1, -(1 << i), (1 << i) - 1, '' FROM n;"
        "DELETE FROM term; WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 47)"
        " INSERT INTO term SELECT 1 << i, x'01' FROM n");
    assert_true(compare_all(path, 64, NULL, 0) > 200);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_fixture),
        cmocka_unit_test(many_entries),
        cmocka_unit_test(texts_longer_than_pages),
        cmocka_unit_test(numbers_of_every_size),
    };
    return RUN_TESTS(tests);
}
