/* SPDX-License-Identifier: MIT */
/* What the server reads of a request, and keeps of a reply. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accept.h"
#include "access_log.h"
#include "cache.h"
#include "config.h"
#include "etag.h"
#include "framing.h"
#include "media.h"
#include "target.h"
#include "unit.h"

/* "zh-CN en" */
static void expect_languages(const char *field, const char *wanted)
{
    char got[EKB_LANGUAGES_MOST * EKB_TAG_SIZE] = "";
    ekb_language_list list;
    ekb_accept_languages(field, &list);
    for (size_t i = 0; i < list.count; i++) {
        strcat(got, i > 0 ? " " : "");
        strcat(got, list.tags[i]);
    }
    assert_string_equal(got, wanted);
    assert_int_equal(list.explicit_wish, 0);
}

static void test_accept_languages(void **state)
{
    static const char *const cases[][2] = {
        {"en", "en"},
        {"zh-CN,zh;q=0.9,en;q=0.8", "zh-CN zh en"},
        {"en;q=0.1, zh-Hans-CN ; q=0.2 ,fr;q=0.15", "zh-Hans-CN fr en"},
        {"en;q=0,zh", "zh"},
        {"*", ""},
        {"en;q=1.5, zh;q=0.1", "zh"},
        {"en;q=0.1234, zh;q=0.001", "zh"},
        {"en;q=, zh;Q=1", "zh"},
        {"a,bb,bb,cc,dd,ee,ff;q=0.5,gg", "bb cc dd ee"},
        {",,;;,\t", ""},
        {"", ""},
        {NULL, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_languages(cases[i][0], cases[i][1]);
    /* A better one that comes late drives out the worst of four. */
    expect_languages("aa;q=0.1,bb;q=0.2,cc;q=0.3,dd;q=0.4,ee;q=0.5", "ee dd cc bb");
}

static void test_accept_encoding(void **state)
{
    static const struct {
        const char *field;
        int welcome;
    } cases[] = {
        {"gzip", 1},   {"GZIP;q=0.5", 1},        {"br, gzip;q=0.1", 1},
        {"*", 1},      {"identity, *;q=0.5", 0}, {"gzip;q=0", 0},
        {"*;q=0", 0},  {"identity", 0},          {"", 0},
        {NULL, 0},     {"gzipped", 0},           {"gzip;q=0.5, identity;q=0.6", 0},
        {"x-gzip", 0}, {"*, gzip;q=0", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ekb_accept_encoding(cases[i].field, "gzip"), cases[i].welcome);
}

static void test_etags(void **state)
{
    static const struct {
        const char *field;
        int matches;
    } cases[] = {
        {"\"a\"", 1},
        {"W/\"a\"", 1},
        {"\"b\", \"a\"", 1},
        {"\"b\" , W/\"a\"", 1},
        {"\"b,\\\"a\"", 0},
        {"\"b\"", 0},
        {"a", 0},
        {"\"a", 0},
        {"\"b, \"a\"\"", 0},
        {"", 0},
        {NULL, 0},
        {"W/", 0},
        {",", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ekb_etag_matches(cases[i].field, "\"a\""), cases[i].matches);
    ekb_etag one, two;
    char text[EKB_ETAG_SIZE];
    ekb_etag_init(&one);
    ekb_etag_init(&two);
    ekb_etag_write(&one, text);
    assert_string_equal(text, "\"cbf29ce484222325\""); /* FNV-1a of nothing */
    ekb_etag_add_text(&one, "ab");
    ekb_etag_add_text(&one, "c");
    ekb_etag_add_text(&two, "a");
    ekb_etag_add_text(&two, "bc");
    assert_true(one.hash != two.hash);
    ekb_etag_init(&one);
    ekb_etag_init(&two);
    ekb_etag_add_text(&one, NULL);
    ekb_etag_add_text(&two, "");
    assert_true(one.hash != two.hash);
}

static void test_targets(void **state)
{
    static const struct {
        const char *target;
        ekb_target_result result;
        const char *path, *query;
    } cases[] = {
        {"/", EKB_TARGET_OK, "/", ""},
        {"/a%2Fb?c=%2F", EKB_TARGET_OK, "/a/b", "c=%2F"},
        {"/a+b%", EKB_TARGET_OK, "/a+b%", ""},
        {"/%4", EKB_TARGET_OK, "/%4", ""},
        {"/?", EKB_TARGET_OK, "/", ""},
        {"/a?b?c", EKB_TARGET_OK, "/a", "b?c"},
        {"http://host/a?b", EKB_TARGET_OK, "/a", "b"},
        {"https://host?b", EKB_TARGET_OK, "/", "b"},
        {"http://host", EKB_TARGET_OK, "/", ""},
        {"*", EKB_TARGET_FORM, NULL, NULL},
        {"host:443", EKB_TARGET_FORM, NULL, NULL},
        {"", EKB_TARGET_FORM, NULL, NULL},
        {"/%00", EKB_TARGET_NUL, NULL, NULL},
        {"/%C0%AF", EKB_TARGET_UTF8, NULL, NULL},
        {"/\xFF", EKB_TARGET_UTF8, NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_arena arena = EKB_ARENA_INIT;
        const char *path, *query;
        assert_int_equal(ekb_target_split(cases[i].target, &arena, &path, &query), cases[i].result);
        if (cases[i].path != NULL) {
            assert_string_equal(path, cases[i].path);
            assert_string_equal(query, cases[i].query);
        }
        ekb_arena_release(&arena);
    }
}

static void test_params(void **state)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_params params = {.count = 0};
    static const char form[] = "q=a+b%2B%zz%0&&empty=&bare&nul=%00x&=v&%E9%94%99=%E8%AF%AF";
    (void)state;
    assert_int_equal(ekb_params_read(&params, form, sizeof form - 1, &arena), EKB_TARGET_OK);
    assert_string_equal(ekb_params_text(&params, "q"), "a b+%zz%0");
    assert_null(ekb_params_text(&params, "empty"));
    assert_non_null(ekb_params_find(&params, "bare"));
    assert_int_equal(ekb_params_find(&params, "nul")->length, 2);
    assert_string_equal(ekb_params_text(&params, ""), "v");
    assert_string_equal(ekb_params_text(&params, "错"), "误");
    assert_int_equal(ekb_params_read(&params, "q=2", 3, &arena), EKB_TARGET_REPEATED);
    assert_int_equal(ekb_params_read(&params, "x=%FF", 5, &arena), EKB_TARGET_UTF8);
    assert_int_equal(ekb_params_read(&params, "%FF=x", 5, &arena), EKB_TARGET_UTF8);
    assert_int_equal(ekb_params_read(&params, "%00=x", 5, &arena), EKB_TARGET_NUL);
    for (int i = 0; params.count < EKB_PARAMS_MOST; i++) {
        char pair[16];
        int n = snprintf(pair, sizeof pair, "n%d=1", i);
        assert_int_equal(ekb_params_read(&params, pair, (size_t)n, &arena), EKB_TARGET_OK);
    }
    assert_int_equal(ekb_params_read(&params, "last=1", 6, &arena), EKB_TARGET_MANY);
    ekb_arena_release(&arena);
}

static void test_media(void **state)
{
    (void)state;
    assert_true(ekb_media_is("Application/JSON", "application/json"));
    assert_true(ekb_media_is("application/json ; charset=utf-8", "application/json"));
    assert_false(ekb_media_is("application/jsonx", "application/json"));
    assert_false(ekb_media_is("application/json, text/plain", "application/json"));
    assert_false(ekb_media_is(NULL, "application/json"));
    assert_true(ekb_media_has_charset("text/plain; format=flowed; Charset=\"UTF-8\"", "utf-8"));
    assert_true(ekb_media_has_charset("text/plain;charset=utf-8;x=y", "utf-8"));
    assert_false(ekb_media_has_charset("text/plain; charset=utf-16", "utf-8"));
    assert_false(ekb_media_has_charset("text/plain; charset=utf-8x", "utf-8"));
    assert_false(ekb_media_has_charset(NULL, "utf-8"));
}

/* Fields as "name:value\n…" */
static int judge(const char *fields, ekb_problem *problem)
{
    char copy[512];
    ekb_head head = {0};
    ekb_error why;
    snprintf(copy, sizeof copy, "%s", fields);
    for (char *at = copy; *at != '\0';) {
        char *end = strchr(at, '\n'), *colon = strchr(at, ':');
        *end = *colon = '\0';
        ekb_head_field(&head, at, colon + 1);
        at = end + 1;
    }
    return ekb_head_refused(&head, 0, 100, problem, &why);
}

static void test_heads(void **state)
{
    static const struct {
        const char *fields;
        int refused;
        ekb_problem problem;
    } cases[] = {
        {"Host:a\nContent-Length:100\n", 0, 0},
        {"host:a\nTransfer-Encoding:Chunked\n", 0, 0},
        {"Content-Length:1\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nHost:a\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nContent-Length:101\n", 1, EKB_PROBLEM_BODY},
        {"Host:a\nContent-Length:99999999999999999999999\n", 1, EKB_PROBLEM_BODY},
        {"Host:a\nContent-Length:\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nContent-Length:1 1\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nContent-Length:1\nCONTENT-LENGTH:1\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nContent-Length:1\nTransfer-Encoding:chunked\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\nTransfer-Encoding:gzip, chunked\n", 1, EKB_PROBLEM_CODING},
        {"Host:a\nTransfer-Encoding:chunked\nTransfer-Encoding:chunked\n", 1, EKB_PROBLEM_CODING},
        {"Host:a\nContent-Length :1\n", 1, EKB_PROBLEM_REQUEST},
        {"Host:a\n:1\n", 1, EKB_PROBLEM_REQUEST},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_problem problem = EKB_PROBLEM_COUNT;
        assert_int_equal(judge(cases[i].fields, &problem), cases[i].refused);
        if (cases[i].refused)
            assert_int_equal(problem, cases[i].problem);
    }
}

/* ---- Kept replies -------------------------------------------------------------- */

static int released;

static void count_release(void *value)
{
    released++;
    free(value);
}

static void *make_value(void)
{
    void *value = malloc(1);
    assert_non_null(value);
    return value;
}

static void test_cache(void **state)
{
    enum { MOST = 64 * 1024, SIZE = 500 };
    ekb_cache *cache = ekb_cache_new(MOST, count_release);
    (void)state;
    assert_non_null(cache);
    assert_null(ekb_cache_find(cache, "a", 1));
    void *first = make_value();
    ekb_cached *held = ekb_cache_put(cache, "a", 1, first, SIZE);
    assert_ptr_equal(held->value, first);
    ekb_cached *again = ekb_cache_put(cache, "a", 1, make_value(), SIZE);
    assert_int_equal(released, 0); /* replaced, but held */
    ekb_cached_release(held);
    assert_int_equal(released, 1);
    ekb_cached_release(again);
    for (int i = 0; i < 5000; i++) {
        ekb_cached *kept = ekb_cache_put(cache, (const char *)&i, sizeof i, make_value(), SIZE);
        assert_non_null(kept);
        ekb_cached_release(kept);
        assert_true(ekb_cache_size(cache) <= MOST);
        ekb_cached *found = ekb_cache_find(cache, (const char *)&i, sizeof i);
        assert_ptr_equal(found, kept);
        ekb_cached_release(found);
    }
    void *large = make_value();
    assert_null(ekb_cache_put(cache, "b", 1, large, MOST / 2)); /* would drive out too much */
    free(large);
    ekb_cache_free(cache);
    assert_int_equal(released, 5002);
}

/* ---- The log ----------------------------------------------------------------------- */

static void expect_log(const ekb_access *access, ekb_log_format format, int queries, const char *wanted)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_access_format(&out, format, queries, "NOW", access);
    assert_string_equal(ekb_strbuf_text(&out), wanted);
    ekb_strbuf_release(&out);
}

static void test_log(void **state)
{
    (void)state;
    ekb_access access = {.peer = "::1",
                         .method = "GET",
                         .target = "/a?q=secret\x1b[31m\n",
                         .body = "se\ncret",
                         .body_length = 7,
                         .status = 200,
                         .bytes = 12,
                         .microseconds = 1234,
                         .outcome = {.route = EKB_ROUTE_LOOKUP, .answered = 1, .verdict = EKB_MATCH}};
    expect_log(&access, EKB_LOG_TEXT, 0, "NOW ::1 GET /a 200 12 1.234ms match\n");
    expect_log(&access, EKB_LOG_TEXT, 1,
               "NOW ::1 GET /a?q=secret%1B[31m%0A 200 12 1.234ms match se%0Acret\n");
    expect_log(&access, EKB_LOG_JSON, 0,
               "{\"time\":\"NOW\",\"client\":\"::1\",\"method\":\"GET\",\"route\":\"lookup\",\"target\":\"/"
               "a\",\"status\":200,"
               "\"bytes\":12,\"microseconds\":1234,\"verdict\":\"match\"}\n");
    access.status = 404;
    access.method = "\n";
    access.outcome.answered = 0;
    expect_log(&access, EKB_LOG_TEXT, 0, "NOW ::1 - - 404 12 1.234ms\n");
}

static ekb_status read_config(const char *listen, const char *cors, ekb_serve_config *config,
                              ekb_arena *arena)
{
    ekb_options options = {0};
    ekb_error error;
    options.text[EKB_OPTION_LISTEN] = listen;
    options.text[EKB_OPTION_CORS] = cors;
    return ekb_serve_config_read(config, &options, arena, &error);
}

static void test_config(void **state)
{
    static const struct {
        const char *listen, *host, *port, *path; /* no port, no path: refused */
    } cases[] = {
        {NULL, "127.0.0.1", "8080", NULL}, {":80", NULL, "80", NULL},         {"[::1]:80", "::1", "80", NULL},
        {"name:0", "name", "0", NULL},     {"unix:/a b", NULL, NULL, "/a b"}, {"unix:", NULL, NULL, NULL},
        {"80", NULL, NULL, NULL},          {"a:b", NULL, NULL, NULL},         {"a:70000", NULL, NULL, NULL},
        {"a:", NULL, NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_arena arena = EKB_ARENA_INIT;
        ekb_serve_config config;
        ekb_status status = read_config(cases[i].listen, NULL, &config, &arena);
        assert_int_equal(status == EKB_OK, cases[i].port != NULL || cases[i].path != NULL);
        if (cases[i].port != NULL)
            assert_string_equal(config.port, cases[i].port);
        if (cases[i].host != NULL)
            assert_string_equal(config.host, cases[i].host);
        if (cases[i].path != NULL)
            assert_string_equal(config.unix_path, cases[i].path);
        ekb_arena_release(&arena);
    }
    static const char *const origins[] = {"*", "https://a", "http://a:1"}, *const none[] = {"a", "https://",
                                                                                            "https://a/",
                                                                                            "ftp://a", ""};
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_serve_config config;
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++)
        assert_int_equal(read_config(NULL, origins[i], &config, &arena), EKB_OK);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(read_config(NULL, none[i], &config, &arena), EKB_ERR_ARG);
    ekb_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accept_languages),
        cmocka_unit_test(test_accept_encoding),
        cmocka_unit_test(test_etags),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_params),
        cmocka_unit_test(test_media),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_cache),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_config),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
