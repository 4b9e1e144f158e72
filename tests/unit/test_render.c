/* SPDX-License-Identifier: MIT */
/*
 * JSON, Markdown and HTML of an answer whose every text is hostile: JSON must
 * read back, Markdown must mean what was written and nothing else, HTML must be
 * balanced and free of foreign markup.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <md4c.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "markdown_text.h"
#include "render.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One of everything. HOSTILE stands where an index or a paste may put any bytes. */
#define HOSTILE                                                                                              \
  "<script>alert(1)</script> \\*a_b_c* # 1. x & \"q\" 'r' ![i](javascript:x) \033[31m\xe2\x80\xae "          \
  "\xff|~~s~~"

static const ekb_action nested[] = {
    {EKB_ACTION_STEP, "1.1", "Inner " HOSTILE, NULL, NULL, NULL, NULL, 0},
    {EKB_ACTION_NOTE, NULL, "**“启用”**按钮 and `a|b`", NULL, NULL, NULL, NULL, 0},
    {EKB_ACTION_LINK, NULL, "Page [x](y)", "https://example.com/a_(b)?c=\"d\"&e=*", NULL, NULL, NULL, 0},
    {EKB_ACTION_LINK, NULL, "Bad link", "javascript:alert(1)", NULL, NULL, NULL, 0},
};
static const ekb_action again[] = {{EKB_ACTION_STEP, "2.1", "Shared step", NULL, NULL, NULL, NULL, 0}};
static const ekb_action actions[] = {
    {EKB_ACTION_STEP, "1", "+ First, see [docs](https://example.com)", NULL, NULL, NULL, nested,
     COUNT(nested)},
    {EKB_ACTION_TIP, NULL, "A tip.", NULL, NULL, NULL, NULL, 0},
    {EKB_ACTION_USE, "2", "Shared", NULL, "p/procedures/x", NULL, again, COUNT(again)},
    {EKB_ACTION_COMMAND, NULL, "Run", "echo ```` <b>\r\n# two\033[0m", NULL, NULL, NULL, 0},
    {EKB_ACTION_USE, "3", "Shared", NULL, "p/procedures/x", "2", again, COUNT(again)},
};
static const ekb_cause causes[] = {
    {"Cause " HOSTILE, "One.\n\n2. Two\n# three", NULL, actions, COUNT(actions)},
    {"", "", NULL, again, COUNT(again)},
};
static const ekb_link links[] = {{"https://example.com/?a=1&b=2", "Link " HOSTILE},
                                 {"data:text/html,x", "Data"}};
static const ekb_content contents[] = {
    {"en", 1, "Title " HOSTILE, "Detail.", "- Message " HOSTILE, causes, COUNT(causes), links, COUNT(links),
     HOSTILE},
};
static const ekb_see_also see_also[] = {{"p/2`", "Other *one*"}};
static const ekb_code codes[] = {{"p", "1", 0}, {"hresult", "0x80070005", 1}};
static const ekb_message messages[] = {{"en", HOSTILE}, {"ja", "日本語"}};
static const ekb_entry entry = {"p/1",
                                "p",
                                EKB_KIND_ERROR,
                                EKB_SEVERITY_CRITICAL,
                                EKB_ORIGIN_IMPORTED,
                                HOSTILE,
                                "2026-01-02",
                                HOSTILE,
                                "https://example.com/source",
                                "2020-01-01",
                                0,
                                codes,
                                COUNT(codes),
                                messages,
                                COUNT(messages),
                                see_also,
                                COUNT(see_also),
                                contents,
                                COUNT(contents)};
static const ekb_span spans[] = {{1, 2}, {3, 5}};
static const ekb_evidence evidence[] = {{"code", HOSTILE, "", 1.0}, {"message", HOSTILE, "en", 0.123456}};
static const ekb_argument arguments[] = {{"path\xff", HOSTILE}};
static const ekb_hit hits[] = {
    {&entry, EKB_MATCH, 0.98765, 1, 1, spans, COUNT(spans), evidence, COUNT(evidence), arguments,
     COUNT(arguments)},
    {&entry, EKB_SIMILAR, 0.25, 0, 0, NULL, 0, evidence, COUNT(evidence), NULL, 0},
};
static const ekb_reading readings[] = {{{0, 3}, "``", "34513", "mars", "decimal", "ID", 1},
                                       {{4, 5}, HOSTILE, HOSTILE, "", "hex", "", 0}};
static const size_t hit_of_error[] = {0};
static const ekb_occurrence occurrences[] = {{{0, 3}, EKB_MATCH, hit_of_error, 1, HOSTILE},
                                             {{4, 5}, EKB_NONE, NULL, 0, "| x"}};
static const ekb_unknown unknown[] = {{{4, 5}, HOSTILE, "hresult", "error", "WIN32", "5"}};
static const ekb_nearest nearest[] = {{"p/1", "1", HOSTILE, "digits"}};
static const ekb_answer answer = {HOSTILE,
                                  sizeof HOSTILE - 1,
                                  1,
                                  "en",
                                  EKB_SIMILAR,
                                  readings,
                                  COUNT(readings),
                                  hits,
                                  COUNT(hits),
                                  occurrences,
                                  COUNT(occurrences),
                                  unknown,
                                  COUNT(unknown),
                                  nearest,
                                  COUNT(nearest),
                                  ""};

static ekb_style style_of(const char *lang)
{
    return (ekb_style){.catalog = ekb_tr_find(lang), .width = 80, .pretty = 1};
}

/* ---- JSON ------------------------------------------------------------------- */

static json_t *read_back(ekb_strbuf *out)
{
    json_t *value = json_loads(ekb_strbuf_text(out), JSON_ALLOW_NUL, NULL);
    assert_non_null(value);
    ekb_strbuf_release(out);
    return value;
}

static const char *text_at(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    assert_non_null(text);
    return text;
}

/* Joins the keys of an object, in order. */
static void assert_keys(json_t *object, const char *expected)
{
    ekb_strbuf keys = EKB_STRBUF_INIT;
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) ekb_strbuf_printf(&keys, "%s%s", keys.length > 0 ? " " : "", key);
    assert_string_equal(ekb_strbuf_text(&keys), expected);
    ekb_strbuf_release(&keys);
}

static void test_json_answer(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_style style = style_of("zh-CN");
    ekb_render_json.answer(&out, &style, NULL, &answer);
    json_t *value = read_back(&out);
    assert_keys(value,
                "schema query truncated language verdict readings hits errors unknown nearest indexes");
    assert_string_equal(text_at(value, "verdict"), "similar"); /* not translated */
    json_t *hit = json_array_get(json_object_get(value, "hits"), 0);
    assert_keys(hit,
                "entry product kind severity display verdict confidence ambiguous conflict spans evidence "
                "arguments index origin reviewed source see_also links content");
    assert_string_equal(text_at(hit, "origin"), "imported");
    assert_true(json_real_value(json_object_get(hit, "confidence")) == 0.9877);
    assert_int_equal(json_integer_value(json_array_get(json_array_get(json_object_get(hit, "spans"), 1), 1)),
                     5);
    assert_keys(json_object_get(hit, "arguments"), "path\xef\xbf\xbd");
    json_t *content = json_array_get(json_object_get(hit, "content"), 0);
    assert_keys(content, "lang fallback title detail message causes links product_name");
    json_t *cause = json_array_get(json_object_get(content, "causes"), 0);
    json_t *steps = json_object_get(cause, "actions");
    assert_keys(json_array_get(steps, 4), "type number text actions procedure ref");
    assert_keys(json_array_get(steps, 3), "type text argument actions");
    json_decref(value);
}

static void test_json_lines(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_json_answer_line(&out, NULL, &answer, "{\"a\": [1, \"\\u0000\"]}");
    assert_ptr_equal(strchr(out.data, '\n'), out.data + out.length - 1);
    json_t *value = read_back(&out);
    assert_int_equal(json_array_size(json_object_get(json_object_get(value, "id"), "a")), 2);
    json_decref(value);

    ekb_error error;
    ekb_error_set(&error, EKB_ERR_MISSING, EKB_N_("out of memory"), "look at {path}\xff");
    ekb_error_text(&error, "path", "/a\"b");
    ekb_json_error_line(&out, ekb_tr_find("zh-CN"), &error, "7");
    value = read_back(&out);
    assert_keys(value, "schema id error remedy status file line column");
    assert_string_equal(text_at(value, "error"), "内存不足");
    assert_string_equal(text_at(value, "remedy"), "look at /a\"b\xef\xbf\xbd");
    assert_string_equal(text_at(value, "status"), "missing");
    json_decref(value);
}

/* What the operating system says is in the catalog as well; a path is not. */
static void test_reasons_are_translated(void **state)
{
    (void)state;
    ekb_error error;
    char text[256];
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_error_set(&error, EKB_ERR_IO, "{path}: {reason}", NULL);
    ekb_error_text(&error, "path", "Permission denied");
    ekb_error_text(&error, "reason", "Permission denied");
    ekb_json_error_line(&out, ekb_tr_find("zh-CN"), &error, NULL);
    json_t *value = read_back(&out);
    assert_string_equal(text_at(value, "error"), "Permission denied: 权限不够");
    json_decref(value);
    ekb_error_english(&error, text, sizeof text);
    assert_string_equal(text, "Permission denied: Permission denied");
}

static void test_json_other_documents(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_style style = style_of("en");
    ekb_render_json.entry(&out, &style, NULL, &entry);
    json_t *value = read_back(&out);
    assert_keys(value,
                "schema entry product kind severity display codes messages index origin reviewed source "
                "see_also links content indexes");
    json_decref(value);

    const ekb_listed listed = {"p/1", "p", EKB_KIND_SYMPTOM, EKB_SEVERITY_INFO, "", "en", HOSTILE};
    ekb_render_json.list(&out, &style, &listed, 1);
    value = read_back(&out);
    assert_keys(json_array_get(json_object_get(value, "entries"), 0),
                "entry product kind severity display lang title");
    json_decref(value);

    const ekb_product product = {"p", "en", HOSTILE, "", 3, 0};
    ekb_render_json.products(&out, &style, &product, 1);
    value = read_back(&out);
    assert_keys(json_array_get(json_object_get(value, "products"), 0),
                "product lang name description entries index");
    json_decref(value);

    static const char *const names[] = {"p", "q\xff"};
    const ekb_index_info info = {"/x\xff", "abc", 1, 4096, 2, 0, names, 2, names, 1};
    ekb_error damage;
    ekb_error_set(&damage, EKB_ERR_CORRUPT, "page {n} is damaged", NULL);
    ekb_error_number(&damage, "n", 5);
    const ekb_index_report report = {&info, &damage};
    const ekb_info_report whole = {"0.1.0", &report, 1, 1, names, 2};
    ekb_render_json.info(&out, &style, &whole);
    value = read_back(&out);
    json_t *index = json_array_get(json_object_get(value, "indexes"), 0);
    assert_keys(index, "path id version bytes entries shadowed products languages damage");
    assert_string_equal(text_at(json_object_get(index, "damage"), "error"), "page 5 is damaged");
    json_decref(value);
}

/* ---- Markdown ------------------------------------------------------------------- */

/* What md4c reads: headings' texts, URLs, code blocks; HTML and other marks are counted. */
typedef struct reading_of {
    ekb_strbuf headings, urls, code, text;
    int in_heading, in_code, foreign;
} reading_of;

static int on_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    reading_of *r = user;
    (void)detail;
    r->in_heading = type == MD_BLOCK_H;
    r->in_code = type == MD_BLOCK_CODE;
    r->foreign += type == MD_BLOCK_HTML || type == MD_BLOCK_TABLE || type == MD_BLOCK_HR;
    return 0;
}

static int on_block_end(MD_BLOCKTYPE type, void *detail, void *user)
{
    reading_of *r = user;
    (void)detail;
    if (type == MD_BLOCK_H)
        ekb_strbuf_putc(&r->headings, '\n');
    r->in_heading = r->in_code = 0;
    ekb_strbuf_putc(&r->text, '\n');
    return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *user)
{
    reading_of *r = user;
    if (type == MD_SPAN_A) {
        const MD_SPAN_A_DETAIL *link = detail;
        ekb_strbuf_append(&r->urls, link->href.text, link->href.size);
        ekb_strbuf_putc(&r->urls, '\n');
    }
    r->foreign += type != MD_SPAN_A && type != MD_SPAN_CODE && type != MD_SPAN_STRONG;
    return 0;
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    reading_of *r = user;
    r->foreign += type == MD_TEXT_HTML || type == MD_TEXT_ENTITY;
    ekb_strbuf_append(r->in_heading ? &r->headings : r->in_code ? &r->code : &r->text, text, size);
    return 0;
}

static void read_markdown(reading_of *r, const char *text)
{
    const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
                              .enter_block = on_block,
                              .leave_block = on_block_end,
                              .enter_span = on_span,
                              .leave_span = on_span_end,
                              .text = on_text};
    assert_int_equal(md_parse(text, (MD_SIZE)strlen(text), &parser, r), 0);
}

/* HOSTILE as a reader of Markdown shall see it: escape, direction and byte made harmless. */
#define SEEN "<script>alert(1)</script> *a_b_c* # 1. x & \"q\" 'r' !i \xe2\x90\x9b[31m \xef\xbf\xbd|~~s~~"

static void test_markdown_means_what_was_written(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_style style = style_of("en");
    reading_of r = {.foreign = 0};
    ekb_render_markdown.entry(&out, &style, NULL, &entry);
    read_markdown(&r, ekb_strbuf_text(&out));
    assert_int_equal(r.foreign, 0);
    assert_string_equal(ekb_strbuf_text(&r.headings),
                        "Title " SEEN "\nCause: Cause " SEEN "\nWhatever the cause\nLinks\nSee also\n");
    assert_string_equal(ekb_strbuf_text(&r.urls),
                        "https://example.com\nhttps://example.com/a_%28b%29?c=\"d\"&e=%2A\n"
                        "https://example.com/?a=1&b=2\nhttps://example.com/source\n");
    assert_string_equal(ekb_strbuf_text(&r.code), "echo ```` <b>\n# two\xe2\x90\x9b[0m\n");
    assert_non_null(strstr(ekb_strbuf_text(&r.text), "“启用”按钮 and a|b"));
    assert_non_null(strstr(ekb_strbuf_text(&r.text), "\n2. Two # three\n"));
    assert_non_null(strstr(ekb_strbuf_text(&r.text), "+ First, see docs"));
    assert_non_null(strstr(ekb_strbuf_text(&r.text), "Shared (see above)"));
    ekb_strbuf_release(&out);
    ekb_strbuf_release(&r.headings);
    ekb_strbuf_release(&r.urls);
    ekb_strbuf_release(&r.code);
    ekb_strbuf_release(&r.text);
}

/* A line of spans, each bold or not, of letters, spaces, brackets and signs. */
static void make_line(unsigned *seed, ekb_strbuf *markdown, ekb_strbuf *plain)
{
    static const char *const pieces[] = {"a", "b1", "字", "（", "）", "(", ")", "“",  "”",  " ",
                                         ",", "。", "→",  "·",  "[",  "]", "–", "《", "》", "c"};
    ekb_markdown_text m = {.out = markdown};
    for (int i = 0; i < 4; i++) {
        ekb_strbuf text = EKB_STRBUF_INIT;
        for (int n = 0; n < 5; n++) {
            *seed = *seed * 1103515245u + 12345u;
            ekb_strbuf_puts(&text, pieces[(*seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        ekb_inline_span span = {ekb_strbuf_text(&text), text.length, 0, i % 2, NULL, 0};
        ekb_markdown_put_span(&m, &span);
        ekb_strbuf_puts(plain, ekb_strbuf_text(&text));
        ekb_strbuf_release(&text);
    }
    ekb_markdown_end_looks(&m, 1);
    ekb_strbuf_release(&m.held);
}

/* Spaces at the ends of a line are nothing in Markdown. */
static const char *trimmed(ekb_strbuf *text)
{
    size_t start = strspn(ekb_strbuf_text(text), " ");
    while (text->length > start && text->data[text->length - 1] <= ' ' && text->data[text->length - 1] > 0)
        text->data[--text->length] = '\0';
    return ekb_strbuf_text(text) + start;
}

/* No mark is read as text, whatever stands beside it. */
static void test_markdown_of_bold_is_bold(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int i = 0; i < 20000; i++) {
        ekb_strbuf markdown = EKB_STRBUF_INIT, plain = EKB_STRBUF_INIT;
        reading_of r = {.foreign = 0};
        make_line(&seed, &markdown, &plain);
        read_markdown(&r, ekb_strbuf_text(&markdown));
        if (r.foreign != 0 || strcmp(trimmed(&r.text), trimmed(&plain)) != 0)
            fail_msg("%s", ekb_strbuf_text(&markdown));
        ekb_strbuf_release(&markdown);
        ekb_strbuf_release(&plain);
        ekb_strbuf_release(&r.text);
    }
}

/* Steps with notes and commands between them keep their numbers. */
static int numbers_seen;
static int on_list(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)user;
    if (type == MD_BLOCK_OL)
        numbers_seen = numbers_seen * 10 + (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
    return 0;
}
static int ignore_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}
static int ignore_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type, (void)text, (void)size, (void)user;
    return 0;
}

static void test_markdown_keeps_numbers(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_style style = style_of("en");
    const MD_PARSER parser = {.enter_block = on_list,
                              .leave_block = ignore_block,
                              .enter_span = on_span_end,
                              .leave_span = on_span_end,
                              .text = ignore_text};
    ekb_render_markdown.entry(&out, &style, NULL, &entry);
    numbers_seen = 0;
    assert_int_equal(md_parse(out.data, (MD_SIZE)out.length, &parser, NULL), 0);
    assert_int_equal(numbers_seen, 123); /* lists that begin at 1, 2 and 3 */
    assert_non_null(strstr(out.data, "\n   - 1.1 Inner "));
    ekb_strbuf_release(&out);
}

static void test_markdown_of_answers_is_free_of_foreign_marks(void **state)
{
    (void)state;
    ekb_style style = style_of("zh-CN");
    for (int search = 0; search < 2; search++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        reading_of r = {.foreign = 0};
        (search ? ekb_render_markdown.search : ekb_render_markdown.answer)(&out, &style, NULL, &answer);
        read_markdown(&r, ekb_strbuf_text(&out));
        assert_int_equal(r.foreign, 0);
        assert_null(strstr(ekb_strbuf_text(&r.urls), "javascript"));
        assert_null(strstr(ekb_strbuf_text(&r.text), "**"));
        ekb_strbuf_release(&out);
        ekb_strbuf_release(&r.headings);
        ekb_strbuf_release(&r.urls);
        ekb_strbuf_release(&r.code);
        ekb_strbuf_release(&r.text);
    }
}

/* ---- HTML ----------------------------------------------------------------------- */

static int is_known_tag(const char *name, size_t length)
{
    static const char *const known[] = {"html", "head", "title", "style", "body",   "main", "section",
                                        "h1",   "h2",   "h3",    "p",     "ul",     "ol",   "li",
                                        "pre",  "code", "a",     "span",  "strong", "div",  "blockquote"};
    for (size_t i = 0; i < COUNT(known); i++) {
        if (strlen(known[i]) == length && memcmp(known[i], name, length) == 0)
            return 1;
    }
    return 0;
}

/* Every tag is one of ours and closed in order. */
static void assert_balanced(const char *page)
{
    struct {
        const char *name;
        size_t length;
    } open[64];
    size_t depth = 0;
    for (const char *at = strchr(page, '<'); at != NULL; at = strchr(at + 1, '<')) {
        int closing = at[1] == '/';
        const char *name = at + 1 + closing;
        size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789");
        if (strncmp(at, "<meta ", 6) == 0 || strncmp(at, "<!DOCTYPE ", 10) == 0)
            continue;
        assert_true(is_known_tag(name, length));
        if (!closing) {
            assert_true(depth < COUNT(open));
            open[depth].name = name;
            open[depth++].length = length;
            continue;
        }
        assert_true(depth > 0);
        depth--;
        assert_int_equal(open[depth].length, length);
        assert_memory_equal(open[depth].name, name, length);
    }
    assert_int_equal(depth, 0);
}

static void assert_safe_page(ekb_strbuf *out)
{
    const char *page = ekb_strbuf_text(out);
    assert_balanced(page);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "href=\"javascript"));
    assert_null(strstr(page, "href=\"data"));
    assert_null(strchr(page, '\033'));
    assert_null(strchr(page, '\xff'));
    assert_null(strstr(page, "\xe2\x80\xae")); /* right-to-left override */
    ekb_strbuf_release(out);
}

static void test_html_is_balanced_and_safe(void **state)
{
    (void)state;
    static const char *const tags[] = {"en", "zh-CN"};
    for (size_t i = 0; i < COUNT(tags); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_style style = style_of(tags[i]);
        ekb_render_html.answer(&out, &style, NULL, &answer);
        assert_non_null(
            strstr(ekb_strbuf_text(&out), i == 0 ? "<html lang=\"en\">" : "<html lang=\"zh-CN\">"));
        assert_non_null(strstr(ekb_strbuf_text(&out), "<section lang=\"en\">"));
        assert_safe_page(&out);
        ekb_render_html.search(&out, &style, NULL, &answer);
        assert_safe_page(&out);
        ekb_render_html.entry(&out, &style, NULL, &entry);
        assert_non_null(strstr(ekb_strbuf_text(&out), "href=\"https://example.com/?a=1&amp;b=2\""));
        assert_safe_page(&out);
    }
}

static void test_other_documents_in_reading_formats(void **state)
{
    (void)state;
    static const ekb_renderer *const renderers[] = {&ekb_render_markdown, &ekb_render_html};
    static const char *const names[] = {HOSTILE, "q"};
    const ekb_listed listed = {HOSTILE, "p", EKB_KIND_SYMPTOM, EKB_SEVERITY_INFO, HOSTILE, "en", HOSTILE};
    const ekb_product product = {HOSTILE, "en", HOSTILE, HOSTILE, 3, 0};
    const ekb_index_info info = {HOSTILE, "abc", 1, 4096, 2, 1, names, 2, names, 1};
    ekb_error damage;
    ekb_error_set(&damage, EKB_ERR_CORRUPT, "page {n} is damaged", "compile {n} again");
    ekb_error_text(&damage, "n", HOSTILE);
    ekb_error_at(&damage, HOSTILE, 3, 4);
    const ekb_index_report report = {&info, &damage};
    const ekb_info_report whole = {"0.1.0", &report, 1, 1, names, 2};
    ekb_style style = style_of("en");
    for (size_t i = 0; i < COUNT(renderers); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        renderers[i]->list(&out, &style, &listed, 1);
        renderers[i]->products(&out, &style, &product, 1);
        renderers[i]->info(&out, &style, &whole);
        renderers[i]->error(&out, &style, &damage);
        assert_false(out.failed);
        if (renderers[i] == &ekb_render_html) {
            assert_safe_page(&out);
            continue;
        }
        reading_of r = {.foreign = 0};
        read_markdown(&r, ekb_strbuf_text(&out));
        assert_int_equal(r.foreign, 0);
        assert_int_equal(r.urls.length, 0);
        ekb_strbuf_release(&out);
        ekb_strbuf_release(&r.headings);
        ekb_strbuf_release(&r.code);
        ekb_strbuf_release(&r.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_answer),
        cmocka_unit_test(test_json_lines),
        cmocka_unit_test(test_reasons_are_translated),
        cmocka_unit_test(test_json_other_documents),
        cmocka_unit_test(test_markdown_means_what_was_written),
        cmocka_unit_test(test_markdown_of_bold_is_bold),
        cmocka_unit_test(test_markdown_keeps_numbers),
        cmocka_unit_test(test_markdown_of_answers_is_free_of_foreign_marks),
        cmocka_unit_test(test_html_is_balanced_and_safe),
        cmocka_unit_test(test_other_documents_in_reading_formats),
    };
    return RUN_TESTS(tests);
}
