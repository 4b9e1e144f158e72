/* SPDX-License-Identifier: MIT */
/*
 * The page without a server: addresses, redirects, what stands where, and that
 * nothing of an entry or a paste becomes markup. PAGE_INDEX is kb/, HOSTILE_INDEX
 * has entries that try.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markup.h"
#include "page.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ekb_engine *engine, *hostile;

static ekb_engine *open_index(const char *path)
{
    ekb_engine *opened = NULL;
    assert_int_equal(ekb_engine_new(&opened, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(opened, path, NULL), EKB_OK);
    return opened;
}

static int open_indexes(void **state)
{
    (void)state;
    engine = open_index(PAGE_INDEX);
    hostile = open_index(HOSTILE_INDEX);
    return 0;
}

static int close_indexes(void **state)
{
    (void)state;
    ekb_engine_free(engine);
    ekb_engine_free(hostile);
    return 0;
}

static void assert_our_markup(const ekb_page_response *page)
{
    size_t at = 0;
    const char *body = ekb_strbuf_text(&page->body);
    const char *fault = strncmp(page->type, "text/html", 9) == 0 && page->body.length > 0
                            ? markup_fault(body, page->body.length, &at)
                            : NULL;
    if (fault != NULL)
        fail_msg("%s: %.120s", fault, body + at);
}

static void render(const ekb_page_request *request, ekb_page_response *out)
{
    *out = (ekb_page_response)EKB_PAGE_RESPONSE_INIT;
    assert_int_equal(ekb_page_render(request, out, NULL), EKB_OK);
    assert_our_markup(out);
}

static ekb_page_request request_of(const char *path)
{
    return (ekb_page_request){
        .engine = engine, .path = path, .language = "en", .origin = "https://help.example"};
}

static ekb_page_request question(const char *path, const char *query)
{
    ekb_page_request request = request_of(path);
    request.query = query;
    request.query_length = strlen(query);
    return request;
}

static void assert_holds(const ekb_page_request *request, unsigned status, const char *const *parts,
                         size_t count)
{
    ekb_page_response page;
    render(request, &page);
    assert_int_equal(page.status, status);
    for (size_t i = 0; i < count; i++) {
        if (strstr(ekb_strbuf_text(&page.body), parts[i]) == NULL)
            fail_msg("%s: without “%s”", request->path, parts[i]);
    }
    ekb_page_response_release(&page);
}

#define ASSERT_HOLDS(request, status, ...)                                                                   \
  do {                                                                                                       \
    static const char *const parts_[] = {__VA_ARGS__};                                                       \
    assert_holds(request, status, parts_, COUNT(parts_));                                                    \
  } while (0)

/* ---- Addresses ---------------------------------------------------------------------- */

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        unsigned status;
        const char *location;
    } cases[] = {
        {"/", 200, ""},
        {"/en/", 200, ""},
        {"/zh-CN", 302, "/zh-CN/"},
        {"/zh-CN/browse", 200, ""},
        {"/browse", 302, "/en/browse"},
        {"/en/mars", 302, "/en/mars/"},
        {"/en/mars/", 200, ""},
        {"/en/nothing/", 404, ""},
        {"/en/mars/34513", 200, ""},
        {"/en/mars/99999", 404, ""},
        {"/mars/34513", 302, "/en/mars/34513"},
        {"/mars/a b\r\nX: y", 302, "/en/mars/a%20b%0D%0AX:%20y"},
        {"/mars//evil.example/", 302, "/en/mars//evil.example/"},
        {"//evil.example/x", 404, ""},
        {"/robots.txt", 404, ""},
        {"/de/", 302, "/en/de/"},
        {"/\xff\xfe", 404, ""},
        {"", 200, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ekb_page_request request = request_of(cases[i].path);
        ekb_page_response page;
        render(&request, &page);
        assert_int_equal(page.status, cases[i].status);
        assert_string_equal(ekb_strbuf_text(&page.location), cases[i].location);
        ekb_page_response_release(&page);
    }
}

static void test_language_of_the_path_wins(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = request_of("/zh-CN/mars/34513");
    render(&request, &page);
    assert_string_equal(page.tag, "zh-CN");
    assert_int_equal(page.negotiated, 0);
    ekb_page_response_release(&page);
    request = request_of("/");
    request.language = "zh-CN";
    render(&request, &page);
    assert_string_equal(page.tag, "zh-CN");
    assert_int_equal(page.negotiated, 1);
    ekb_page_response_release(&page);
}

static void test_permalink_names_its_other_languages(void **state)
{
    (void)state;
    ekb_page_request request = request_of("/zh-CN/mars/34513");
    ASSERT_HOLDS(&request, 200, "<html lang=\"zh-CN\">",
                 "rel=\"canonical\" href=\"https://help.example/zh-CN/mars/34513\"",
                 "hreflang=\"en\" href=\"https://help.example/en/mars/34513\"",
                 "hreflang=\"x-default\" href=\"https://help.example/mars/34513\"");
}

/* ---- The form ----------------------------------------------------------------------- */

static void test_short_question_gets_an_address(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = question("/en/", "Error 34506 & more\r\n");
    request.posted = 1;
    request.product = "mars";
    render(&request, &page);
    assert_int_equal(page.status, 303);
    assert_string_equal(ekb_strbuf_text(&page.location), "/en/?q=Error%2034506%20%26%20more&product=mars");
    assert_int_equal(page.body.length, 0);
    ekb_page_response_release(&page);
}

static void test_long_question_is_answered_at_once(void **state)
{
    (void)state;
    enum { LENGTH = 200000 };
    static char text[LENGTH + 1];
    ekb_page_response page;
    memset(text, '<', LENGTH);
    ekb_page_request request = question("/en/", text);
    memcpy(text, "Error 34506\n", 12);
    request.posted = 1;
    render(&request, &page);
    assert_int_equal(page.status, 200);
    assert_int_equal(page.answered, 1);
    assert_true(page.body.length < 700000);
    /* The other language is reached by the form, as no address holds this. */
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "formaction=\"/zh-CN/\""));
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "<mark>34506</mark>"));
    ekb_page_response_release(&page);
}

static void test_blank_question_is_none(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = question("/en/", " \r\n\t");
    render(&request, &page);
    assert_int_equal(page.answered, 0);
    ekb_page_response_release(&page);
}

/* ---- Answers ------------------------------------------------------------------------ */

static void test_match_is_a_card(void **state)
{
    (void)state;
    ekb_page_request request = question("/zh-CN/", "错误 34506");
    ASSERT_HOLDS(&request, 200, "<div class=\"verdict match\">", "<h1>未正确配置加密通行短语</h1>",
                 "<mark>34506</mark>", "<blockquote lang=\"en\">Error 34506.",
                 "href=\"/en/?q=%E9%94%99%E8%AF%AF%2034506\"", "action=\"/mars/34506\"",
                 "<a class=\"entry\" href=\"/zh-CN/mars/0x1FC07\">", "name=\"robots\" content=\"noindex\"");
}

static void test_unknown_offers_what_is_near_and_a_request(void **state)
{
    (void)state;
    ekb_page_request request = question("/en/", "Error code: 0x1FC08");
    ASSERT_HOLDS(&request, 200, "<h1>Not known</h1>", "<mark class=\"unknown\">0x1FC08</mark>",
                 "<a class=\"entry\" href=\"/en/mars/0x1FC07\">", "<section class=\"request\"",
                 "errkb has no entry for this error:\n\nError code: 0x1FC08");
}

static void test_verdict_is_told_to_the_server(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        ekb_verdict verdict;
    } cases[] = {{"ID:34513", EKB_MATCH}, {"vault credentials", EKB_SIMILAR}, {"no such thing", EKB_NONE}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        ekb_page_request request = question("/", cases[i].query);
        ekb_page_response page;
        render(&request, &page);
        assert_int_equal(page.answered, 1);
        assert_int_equal(page.verdict, cases[i].verdict);
        ekb_page_response_release(&page);
    }
}

static void test_ticket(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = request_of("/mars/34513");
    request.language = "zh-CN";
    request.format = "markdown";
    render(&request, &page);
    assert_int_equal(page.status, 200);
    assert_string_equal(page.type, "text/markdown; charset=utf-8");
    assert_int_equal(strncmp(ekb_strbuf_text(&page.body), "# 提供的保管库凭据无效\n", 33), 0);
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "\nhttps://help.example/zh-CN/mars/34513\n"));
    ekb_page_response_release(&page);
    request.format = "text";
    render(&request, &page);
    assert_string_equal(page.type, "text/plain; charset=utf-8");
    ekb_page_response_release(&page);
}

static void test_filter(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = request_of("/en/mars/");
    request.filter = "PROXY";
    render(&request, &page);
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "href=\"/en/mars/407\""));
    assert_null(strstr(ekb_strbuf_text(&page.body), "href=\"/en/mars/403\""));
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "href=\"/zh-CN/mars/?filter=PROXY\""));
    ekb_page_response_release(&page);
    request.filter = "0x86D1"; /* a spelling of 34513 that no title has */
    render(&request, &page);
    assert_non_null(strstr(ekb_strbuf_text(&page.body), "href=\"/en/?q=0x86D1\""));
    ekb_page_response_release(&page);
}

/* ---- What is hostile ---------------------------------------------------------------- */

static void test_hostile_entries(void **state)
{
    (void)state;
    static const char *const paths[] = {"/en/", "/zh-CN/browse", "/en/hostile/", "/zh-CN/hostile/plain",
                                        "/en/hostile/a<b>\"&'#?%2F/../c"};
    for (size_t i = 0; i < COUNT(paths); i++) {
        ekb_page_response page;
        ekb_page_request request = request_of(paths[i]);
        request.engine = hostile;
        render(&request, &page);
        assert_int_equal(page.status, 200);
        ekb_page_response_release(&page);
    }
}

static void test_hostile_questions(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "</textarea></pre><script>alert(1)</script>",
        "hostile message <iframe src=//x> <svg onload=alert(1)> 66601",
        "\"><a href='javascript:alert(1)'>66601</a>",
        "66601 \xff\xfe\x80 \033[31m \xe2\x80\xae 66602",
        "\n\n<b>66601</b>\n&lt;&amp;",
        "[66601](javascript:alert(1)) **x** `y`",
    };
    for (size_t i = 0; i < COUNT(queries); i++) {
        ekb_page_response page;
        ekb_page_request request = question("/zh-CN/", queries[i]);
        request.engine = hostile;
        request.product = "\"><script>";
        request.filter = request.page = request.format = request.product;
        render(&request, &page);
        ekb_page_response_release(&page);
        request.product = NULL;
        render(&request, &page);
        assert_int_equal(page.answered, 1);
        ekb_page_response_release(&page);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    static const unsigned statuses[] = {400, 405, 413, 414, 431, 500, 503};
    ekb_page_response page = EKB_PAGE_RESPONSE_INIT;
    for (size_t i = 0; i < COUNT(statuses); i++) {
        assert_int_equal(ekb_page_refuse(NULL, statuses[i], NULL, &page, NULL), EKB_OK);
        assert_int_equal(page.status, statuses[i]);
        assert_our_markup(&page);
        ekb_page_response_release(&page);
        page = (ekb_page_response)EKB_PAGE_RESPONSE_INIT;
    }
}

static void test_assets_are_found_where_the_page_names_them(void **state)
{
    (void)state;
    ekb_page_response page;
    ekb_page_request request = request_of("/");
    size_t found = 0;
    render(&request, &page);
    for (const char *at = strstr(ekb_strbuf_text(&page.body), "/assets/"); at != NULL;
         at = strstr(at + 1, "/assets/")) {
        char path[128];
        snprintf(path, sizeof path, "%.*s", (int)strcspn(at, "\""), at);
        const ekb_asset *asset = ekb_asset_find(path);
        assert_non_null(asset);
        assert_true(asset->length > 0 && strlen(asset->hash) == 64);
        found++;
    }
    assert_int_equal(found, 3);
    assert_null(ekb_asset_find("/assets/page.css"));
    ekb_page_response_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_language_of_the_path_wins),
        cmocka_unit_test(test_permalink_names_its_other_languages),
        cmocka_unit_test(test_short_question_gets_an_address),
        cmocka_unit_test(test_long_question_is_answered_at_once),
        cmocka_unit_test(test_blank_question_is_none),
        cmocka_unit_test(test_match_is_a_card),
        cmocka_unit_test(test_unknown_offers_what_is_near_and_a_request),
        cmocka_unit_test(test_verdict_is_told_to_the_server),
        cmocka_unit_test(test_ticket),
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_hostile_entries),
        cmocka_unit_test(test_hostile_questions),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_assets_are_found_where_the_page_names_them),
    };
    return cmocka_run_group_tests(tests, open_indexes, close_indexes);
}
