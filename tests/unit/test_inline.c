/* SPDX-License-Identifier: MIT */
/*
 * The reader of inline text: the subset against md4c, then what only we say
 * about text that is broken or hostile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <md4c.h>

#include "core/strbuf.h"
#include "inline.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void put_escaped(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '&':
            ekb_strbuf_puts(out, "&amp;");
            break;
        case '<':
            ekb_strbuf_puts(out, "&lt;");
            break;
        case '>':
            ekb_strbuf_puts(out, "&gt;");
            break;
        case '"':
            ekb_strbuf_puts(out, "&quot;");
            break;
        default:
            ekb_strbuf_putc(out, text[i]);
        }
    }
}

/* Text with its looks as HTML, each look closed and opened anew, so that two
   readers that see the same give the same. */
typedef struct page {
    ekb_strbuf out;
    int bold, code; /* of what is written next */
    char url[64];
    int open_bold, open_code; /* of what was written last */
    char open_url[64];
} page;

static void put_looks(page *p, int bold, int code, const char *url)
{
    if (p->open_bold == bold && p->open_code == code && strcmp(p->open_url, url) == 0)
        return;
    ekb_strbuf_puts(&p->out, p->open_code ? "</code>" : "");
    ekb_strbuf_puts(&p->out, p->open_bold ? "</strong>" : "");
    if (strcmp(p->open_url, url) != 0) {
        ekb_strbuf_puts(&p->out, p->open_url[0] != '\0' ? "</a>" : "");
        if (url[0] != '\0')
            ekb_strbuf_printf(&p->out, "<a %s>", url);
    }
    ekb_strbuf_puts(&p->out, bold ? "<strong>" : "");
    ekb_strbuf_puts(&p->out, code ? "<code>" : "");
    p->open_bold = bold;
    p->open_code = code;
    snprintf(p->open_url, sizeof p->open_url, "%s", url);
}

static void put_run(page *p, const char *text, size_t length)
{
    put_looks(p, p->bold, p->code, p->url);
    put_escaped(&p->out, text, length);
}

static const char *our_html(page *p, const char *text)
{
    ekb_inline in;
    ekb_inline_span span;
    ekb_inline_begin(&in, text, strlen(text));
    while (ekb_inline_next(&in, &span)) {
        p->bold = span.bold;
        p->code = span.code;
        snprintf(p->url, sizeof p->url, "%.*s", (int)span.url_length, span.url != NULL ? span.url : "");
        put_run(p, span.text, span.length);
    }
    put_looks(p, 0, 0, "");
    return ekb_strbuf_text(&p->out);
}

static int on_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *user)
{
    page *p = user;
    const MD_SPAN_A_DETAIL *link = detail;
    p->bold += type == MD_SPAN_STRONG;
    p->code += type == MD_SPAN_CODE;
    if (type == MD_SPAN_A)
        snprintf(p->url, sizeof p->url, "%.*s", (int)link->href.size, link->href.text);
    return 0;
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *user)
{
    page *p = user;
    (void)detail;
    p->bold -= type == MD_SPAN_STRONG;
    p->code -= type == MD_SPAN_CODE;
    if (type == MD_SPAN_A)
        p->url[0] = '\0';
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type;
    put_run(user, text, size);
    return 0;
}

static const char *commonmark_html(page *p, const char *text)
{
    const MD_PARSER parser = {.flags = MD_FLAG_NOHTML,
                              .enter_block = on_block,
                              .leave_block = on_block,
                              .enter_span = on_span,
                              .leave_span = on_span_end,
                              .text = on_text};
    assert_int_equal(md_parse(text, (MD_SIZE)strlen(text), &parser, p), 0);
    put_looks(p, 0, 0, "");
    return ekb_strbuf_text(&p->out);
}

/* What both must read alike. */
static const char *const subset[] = {
    "plain text, nothing else",
    "select **Enable** now",
    "选择**启用**。",
    "转到**工具** > **Internet 选项** > **安全**。",
    "run `whoami /all` first",
    "`` a ` b `` and ``` `` ```",
    "`  `",
    "` a `",
    "`` `x` ``",
    "code with `**no bold**` inside",
    "[Support](https://example.com/a?b=c)",
    "see [the `net` command](https://example.com/net) and **[both](https://example.com)**",
    "[**bold** inside](https://example.com/)",
    "[a(b)](https://example.com/x_(y))",
    "a \\*\\*star\\*\\* and \\`tick\\` and \\[bracket\\]",
    "C:\\Program Files\\Agent",
    "\\\\ one backslash",
    "a \\\\**b**",
    "unended **bold",
    "unended `code",
    "a ** b ** c",
    "2 * 3 ** 4",
    "[no link] (x)",
    "[no link]",
    "[nested [a](https://example.com) b",
    "**bold `code` bold**",
    "**a** b **c**",
    "``unequal` runs",
    "a `b``c` d",
    "\\",
    "trailing\\",
    "[a `](b)` c](https://example.com)",
    "**a [b** c](https://example.com)",
    "`[a](b)`",
    "<path> & \"x\"",
};

static void test_subset_reads_as_commonmark(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(subset); i++) {
        page ours = {0}, theirs = {0};
        assert_string_equal(our_html(&ours, subset[i]), commonmark_html(&theirs, subset[i]));
        ekb_strbuf_release(&ours.out);
        ekb_strbuf_release(&theirs.out);
    }
}

/* Text outside of the subset, and where we differ from CommonMark on purpose. */
static const struct {
    const char *text, *html;
} ours_only[] = {
    {"", ""},
    {"*one* _two_ ~~three~~", "*one* _two_ ~~three~~"},
    {"***three***", "***three***"},
    {"# no heading", "# no heading"},
    {"&amp; is text", "&amp;amp; is text"},
    {"<https://example.com>", "&lt;https://example.com&gt;"},
    {"**“启用”**按钮", "<strong>“启用”</strong>按钮"},
    {"[](https://example.com)", "[](https://example.com)"},
    {"[empty]()", "[empty]()"},
    {"[a](two words)", "[a](two words)"},
    {"[a](back\\slash)", "[a](back\\slash)"},
    {"![image](https://example.com)", "!<a https://example.com>image</a>"},
    {"\\`` x `", "`<code>x</code>"},
    {"\xff**\xc3**\x80", "\xff<strong>\xc3</strong>\x80"},
};

static void test_rest_is_plain_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ours_only); i++) {
        page ours = {0};
        assert_string_equal(our_html(&ours, ours_only[i].text), ours_only[i].html);
        ekb_strbuf_release(&ours.out);
    }
}

static size_t total_length(const char *text, size_t length)
{
    ekb_inline in;
    ekb_inline_span span;
    size_t total = 0;
    ekb_inline_begin(&in, text, length);
    while (ekb_inline_next(&in, &span)) {
        assert_true(span.length > 0);
        assert_true(span.text >= text && span.text + span.length <= text + length);
        total += span.length;
    }
    return total;
}

/* Long repetitions of marks that end nowhere; a quadratic reader would need minutes. */
static void test_hostile_text_takes_linear_time(void **state)
{
    (void)state;
    static const char *const units[] = {"**a ", "[",          "[a](((", "`a``b```c",
                                        "[`",   "[a](b)**a ", "\\",     "**a** [`x](y)` "};
    const size_t size = 1u << 20;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t u = 0; u < COUNT(units); u++) {
        size_t n = strlen(units[u]);
        for (size_t i = 0; i < size; i++)
            text[i] = units[u][i % n];
        assert_true(total_length(text, size) <= size);
    }
    free(text);
}

static void test_any_bytes_are_read(void **state)
{
    (void)state;
    static const char alphabet[16] = "****``[]()\\ a\n\0";
    uint32_t seed = 1;
    char text[64];
    for (int round = 0; round < 200000; round++) {
        size_t length = 0;
        do {
            seed = seed * 1664525u + 1013904223u;
            text[length++] = alphabet[seed >> 24 & 15];
        } while (length < sizeof text && (seed >> 8 & 31) != 0);
        char *copy = malloc(length); /* exact, so that a sanitizer sees a byte too far */
        assert_non_null(copy);
        memcpy(copy, text, length);
        assert_true(total_length(copy, length) <= length);
        free(copy);
    }
}

static void test_plain_text(void **state)
{
    (void)state;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_inline_plain(&out, "Run `net\nstop` in\n**CMD**, see [here](https://example.com)\\.");
    assert_string_equal(ekb_strbuf_text(&out), "Run net stop in CMD, see here.");
    ekb_strbuf_release(&out);
}

static void test_only_web_addresses_are_safe(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        int safe;
    } urls[] = {{"https://example.com", 1},
                {"HTTP://example.com/ä", 1},
                {"javascript:alert(1)", 0},
                {"https://", 0},
                {"https://a\033b", 0},
                {"file:///etc/passwd", 0},
                {"", 0},
                {" https://a", 0},
                {"https://a b", 0}};
    for (size_t i = 0; i < COUNT(urls); i++)
        assert_int_equal(ekb_inline_url_safe(urls[i].url, strlen(urls[i].url)), urls[i].safe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subset_reads_as_commonmark),
        cmocka_unit_test(test_rest_is_plain_text),
        cmocka_unit_test(test_hostile_text_takes_linear_time),
        cmocka_unit_test(test_any_bytes_are_read),
        cmocka_unit_test(test_plain_text),
        cmocka_unit_test(test_only_web_addresses_are_safe),
    };
    return RUN_TESTS(tests);
}
