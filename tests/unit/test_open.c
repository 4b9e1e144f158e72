/* SPDX-License-Identifier: MIT */
/* Opening: every way in which a file can be no index has its own answer. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errkb/errkb.h"
#include "index.h"
#include "index_fixture.h"

static ekb_status open_status(const char *path)
{
    ekb_engine *engine = NULL;
    ekb_error error = {.status = EKB_OK};
    char text[1024];
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    ekb_status status = ekb_engine_open(engine, path, &error);
    assert_int_equal(error.status, status);
    if (status != EKB_OK) {
        assert_non_null(error.message);
        assert_non_null(error.remedy);
        assert_true(ekb_error_english(&error, text, sizeof text) > 0);
        assert_null(strchr(text, '{'));
        assert_null(strstr(text, "--")); /* programs have options of their own, or none */
        assert_int_equal(ekb_engine_index_count(engine), 0);
    }
    ekb_engine_free(engine);
    return status;
}

static ekb_status made_status(const char *sql)
{
    char path[FIXTURE_PATH];
    fixture_make(path, sql);
    ekb_status status = open_status(path);
    fixture_remove(path);
    return status;
}

static ekb_status written_status(const void *bytes, size_t length)
{
    char path[FIXTURE_PATH];
    fixture_write(path, bytes, length);
    ekb_status status = open_status(path);
    fixture_remove(path);
    return status;
}

static void it_opens_and_tells(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    fixture_make(path, NULL);
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
    assert_int_equal(ekb_engine_index_count(engine), 1);
    const ekb_index_info *info = ekb_engine_index(engine, 0);
    assert_non_null(info);
    assert_string_equal(info->path, path);
    assert_string_equal(info->id, "0123456789abcdef");
    assert_int_equal(info->format, EKB_INDEX_FORMAT);
    assert_int_equal(info->entries, 4);
    assert_int_equal(info->shadowed, 0);
    assert_int_equal(info->product_count, 1);
    assert_string_equal(info->products[0], "mars");
    assert_int_equal(info->language_count, 2);
    assert_string_equal(info->languages[1], "zh-CN");
    assert_null(ekb_engine_index(engine, 1));
    ekb_engine_free(engine);
    fixture_remove(path);
}

static void any_path_is_encoded(void **state)
{
    (void)state;
    char path[FIXTURE_PATH], strange[FIXTURE_PATH + 64], doubled[sizeof strange + 2];
    fixture_make(path, NULL);
    snprintf(strange, sizeof strange, "%s ?a=b#c%%20&“引”", path);
    assert_int_equal(rename(path, strange), 0);
    assert_int_equal(open_status(strange), EKB_OK);
    snprintf(doubled, sizeof doubled, "//%s", strange);
    assert_int_equal(open_status(doubled), EKB_OK);
    fixture_remove(strange);
}

static void a_relative_path_is_one(void **state)
{
    (void)state;
    char path[FIXTURE_PATH], folder[FIXTURE_PATH];
    fixture_make(path, NULL);
    char *name = strrchr(path, '/');
    *name = '\0';
    assert_non_null(getcwd(folder, sizeof folder));
    assert_int_equal(chdir(path), 0);
    assert_int_equal(open_status(name + 1), EKB_OK);
    fixture_remove(name + 1);
    assert_int_equal(chdir(folder), 0);
}

static void what_is_no_file(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    assert_int_equal(open_status("/nonexistent/errkb.ekb"), EKB_ERR_MISSING);
    assert_int_equal(open_status(""), EKB_ERR_MISSING);
    assert_int_equal(open_status("/"), EKB_ERR_FOREIGN);
    assert_int_equal(open_status("/dev/null"), EKB_ERR_FOREIGN);
    fixture_write(path, "", 0);
    fixture_remove(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(open_status(path), EKB_ERR_FOREIGN);
    fixture_remove(path);
    char *long_path = malloc(100000);
    assert_non_null(long_path);
    memset(long_path, 'a', 99999);
    long_path[99999] = '\0';
    assert_int_equal(open_status(long_path), EKB_ERR_IO);
    free(long_path);
}

static void without_permission(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    if (geteuid() == 0)
        skip();
    fixture_make(path, NULL);
    assert_int_equal(chmod(path, 0), 0);
    assert_int_equal(open_status(path), EKB_ERR_IO);
    fixture_remove(path);
}

static void what_is_no_index(void **state)
{
    (void)state;
    assert_int_equal(written_status("", 0), EKB_ERR_FOREIGN);
    assert_int_equal(written_status("x", 1), EKB_ERR_FOREIGN);
    assert_int_equal(written_status("id: mars/34513\n", 15), EKB_ERR_FOREIGN);
    assert_int_equal(written_status("SQLite format 3", 16), EKB_ERR_TRUNCATED);
    assert_int_equal(made_status("--late\nPRAGMA application_id = 7"), EKB_ERR_FOREIGN);
    assert_int_equal(made_status("--late\nPRAGMA user_version = 0"), EKB_ERR_OLDER);
    assert_int_equal(made_status("--late\nPRAGMA user_version = 2"), EKB_ERR_NEWER);
    assert_int_equal(made_status("--late\nPRAGMA user_version = -1"), EKB_ERR_NEWER);
}

static void what_contradicts_itself(void **state)
{
    (void)state;
    static const char *const corrupt[] = {
        "--late\nDROP TABLE meta",
        ("--late\nDROP TABLE meta; CREATE VIEW meta AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i "
         "FROM n)"
         " SELECT 'k' AS key, i AS value FROM n"),
        "--late\nDROP TABLE text",
        "--late\nDROP TABLE code_canon",
        ("--late\nDROP TABLE node; CREATE VIEW node AS SELECT 1 AS id, 0 AS parent, 0 AS type, NULL AS "
         "argument,"
         " NULL AS target, 0 AS label, 0 AS ref"),
        "--late\nDELETE FROM meta",
        "--late\nUPDATE meta SET value = 2 WHERE key = 'format'",
        "--late\nUPDATE meta SET value = -1 WHERE key = 'bytes'",
        "--late\nUPDATE meta SET value = 'many' WHERE key = 'entries'",
        "--late\nUPDATE meta SET value = 9223372036854775807 WHERE key = 'entries'",
        "--late\nUPDATE meta SET value = x'00' WHERE key = 'id'",
        "--late\nUPDATE meta SET value = CAST(x'ff' AS TEXT) WHERE key = 'id'",
        "--late\nUPDATE meta SET value = 99999999 WHERE key = 'templates'",
    };
    for (size_t i = 0; i < sizeof corrupt / sizeof *corrupt; i++)
        assert_int_equal(made_status(corrupt[i]), EKB_ERR_CORRUPT);
    assert_int_equal(made_status("--late\nUPDATE meta SET value = 99999999 WHERE key = 'bytes'"),
                     EKB_ERR_TRUNCATED);
    assert_int_equal(made_status("--late\nINSERT INTO meta VALUES ('later', 1.5)"), EKB_OK);
}

static void every_truncation_is_told(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    size_t length;
    fixture_make(path, NULL);
    unsigned char *bytes = fixture_read(path, &length);
    fixture_remove(path);
    for (size_t cut = 16; cut < length; cut += cut < 100 ? 1 : 512)
        assert_int_equal(written_status(bytes, cut), EKB_ERR_TRUNCATED);
    bytes[16] = 3; /* no page size */
    assert_int_equal(written_status(bytes, length), EKB_ERR_CORRUPT);
    free(bytes);
}

static void wrong_arguments_are_refused(void **state)
{
    (void)state;
    ekb_error error;
    assert_int_equal(ekb_engine_new(NULL, &error), EKB_ERR_ARG);
    assert_int_equal(ekb_engine_open(NULL, "x", &error), EKB_ERR_ARG);
    assert_int_equal(ekb_engine_index_count(NULL), 0);
    assert_null(ekb_engine_index(NULL, 0));
    ekb_engine_free(NULL);
}

static void shadowed_entries_are_counted(void **state)
{
    (void)state;
    char first[FIXTURE_PATH], second[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    fixture_make(first, NULL);
    fixture_make(second, "UPDATE entry SET local = '0x1FC08' WHERE id = 1");
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, first, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, "/nonexistent", NULL), EKB_ERR_MISSING);
    assert_int_equal(ekb_engine_open(engine, second, NULL), EKB_OK);
    assert_int_equal(ekb_engine_index_count(engine), 2);
    assert_int_equal(ekb_engine_index(engine, 0)->shadowed, 0);
    assert_int_equal(ekb_engine_index(engine, 1)->shadowed, 3);
    ekb_engine_free(engine);
    fixture_remove(first);
    fixture_remove(second);
}

static void a_replaced_file_is_not_mixed_in(void **state)
{
    (void)state;
    char path[FIXTURE_PATH], newer[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    ekb_shown *shown = NULL;
    fixture_make(path, NULL);
    fixture_make_many(newer, 3);
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
    assert_int_equal(rename(newer, path), 0);
    assert_int_equal(ekb_show(engine, "mars/34513", NULL, 0, &shown, NULL), EKB_OK);
    assert_non_null(shown);
    assert_int_equal(ekb_engine_check(engine, 0, NULL), EKB_ERR_IO);
    ekb_shown_free(shown);
    ekb_engine_free(engine);
    fixture_remove(path);
}

static void every_statement_fits_the_schema(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    fixture_make(path, NULL);
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
    for (int which = 0; which < EKB_SQL_COUNT; which++) {
        ekb_error error;
        sqlite3_stmt *statement = ekb_index_statement(engine->indexes[0], (ekb_sql)which, &error);
        if (statement == NULL)
            fail_msg("%d: %s", which, error.args[1].text);
        assert_ptr_equal(statement, ekb_index_statement(engine->indexes[0], (ekb_sql)which, &error));
        assert_non_null(ekb_sql_table((ekb_sql)which));
    }
    ekb_engine_free(engine);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_opens_and_tells),
        cmocka_unit_test(any_path_is_encoded),
        cmocka_unit_test(a_relative_path_is_one),
        cmocka_unit_test(what_is_no_file),
        cmocka_unit_test(without_permission),
        cmocka_unit_test(what_is_no_index),
        cmocka_unit_test(what_contradicts_itself),
        cmocka_unit_test(every_truncation_is_told),
        cmocka_unit_test(wrong_arguments_are_refused),
        cmocka_unit_test(shadowed_entries_are_counted),
        cmocka_unit_test(a_replaced_file_is_not_mixed_in),
        cmocka_unit_test(every_statement_fits_the_schema),
    };
    return RUN_TESTS(tests);
}
