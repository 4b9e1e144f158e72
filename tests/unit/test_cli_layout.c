/* SPDX-License-Identifier: MIT */
/* Setting text: safe characters, widths, line breaks, indents, looks. */
#include "unit.h"

#include <string.h>

#include "paragraph.h"
#include "sanitize.h"
#include "wrap.h"

/* ---- sanitize --------------------------------------------------------------- */

static void controls_never_pass(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"plain", "plain"},
        {"\033[31mred\033[0m", "␛[31mred␛[0m"},
        {"a\tb\nc\r\nd\re", "a b c d e"},
        {"bell\a del\x7f", "bell␇ del␡"},
        {"c1 \xC2\x9B"
         "31m",
         "c1 \xEF\xBF\xBD"
         "31m"},
        {"broken \xFF\xE4\xB8", "broken \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"bidi \xE2\x80\xAE"
         "exe.txt",
         "bidi exe.txt"},
        {"中文", "中文"},
        {"\xEF\xBB\xBF"
         "bom",
         "bom"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_sanitize(&out, cases[i].in, strlen(cases[i].in), EKB_LINE_ENDS_SPACE);
        assert_string_equal(ekb_strbuf_text(&out), cases[i].out);
        ekb_strbuf_release(&out);
    }
}

static void line_ends_can_stay(void **state)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    (void)state;
    ekb_sanitize(&out, "a\r\nb\nc\0d", 8, EKB_LINE_ENDS_KEEP);
    assert_string_equal(ekb_strbuf_text(&out), "a\nb\nc␀d");
    ekb_strbuf_release(&out);
}

/* ---- wrap -------------------------------------------------------------------- */

static void wide_characters_take_two_columns(void **state)
{
    (void)state;
    assert_int_equal(ekb_columns("abc", 3), 3);
    assert_int_equal(ekb_columns("错误 1", strlen("错误 1")), 6);
    assert_int_equal(ekb_columns("，", 3), 2);
    assert_int_equal(ekb_columns("e\xCC\x81", 3), 1); /* a combining accent */
    assert_int_equal(ekb_columns("\xFF", 1), 1);
}

/* The lines of a text, with '|' between them. */
static void assert_lines(const char *text, size_t columns, const char *lines)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_wrap wrap;
    size_t length = strlen(text), end = 0;
    assert_int_equal(ekb_wrap_init(&wrap, text, length), 0);
    for (size_t start = 0; start < length;) {
        size_t next = ekb_wrap_line(&wrap, start, columns, &end);
        assert_true(next > start);
        if (start > 0)
            ekb_strbuf_putc(&out, '|');
        ekb_strbuf_append(&out, text + start, end - start);
        start = next;
    }
    assert_string_equal(ekb_strbuf_text(&out), lines);
    ekb_wrap_release(&wrap);
    ekb_strbuf_release(&out);
}

static void lines_break_between_words(void **state)
{
    (void)state;
    assert_lines("one two three", 20, "one two three");
    assert_lines("one two three", 7, "one two|three");
    assert_lines("one two  three", 8, "one two|three");
    assert_lines("one two three", 3, "one|two|thr|ee");
    assert_lines("", 10, "");
}

static void chinese_breaks_anywhere_but_where_it_must_not(void **state)
{
    (void)state;
    assert_lines("请检查网络设置", 6, "请检查|网络设|置");
    /* No line begins with closing punctuation or ends with opening. */
    assert_lines("请检查，网络", 6, "请检|查，网|络");
    assert_lines("检查（网络）吧", 6, "检查|（网|络）吧");
    assert_lines("选择“启用”按钮", 5, "选择|“启|用”按|钮");
    assert_lines("错误。错误。", 5, "错|误。|错|误。");
    assert_lines("运行 Internet 选项", 10, "运行|Internet|选项");
    assert_lines("等待……好——了", 5, "等|待……|好——|了");
    assert_lines("共5%。", 4, "共|5%。");
}

static void names_and_paths_stay_whole(void **state)
{
    (void)state;
    assert_lines("in C:\\Program Files now", 12, "in|C:\\Program|Files now");
    assert_lines("see https://e.org/a-b/c ok", 20, "see|https://e.org/a-b/c|ok");
    assert_lines("a built-in one", 9, "a built-|in one");
    assert_lines("给出“-”时", 6, "给出|“-”时");
    assert_lines("the --no-pager option", 13, "the|--no-pager|option");
    assert_lines("suffixes: .windows.net", 16, "suffixes:|.windows.net");
    assert_lines("后缀：.windows.net、.a.com", 14, "后缀：|.windows.net、|.a.com");
    assert_lines("don’t stop", 6, "don’t|stop");
    assert_lines("C:\\path\\deep\\er", 10, "C:\\path\\|deep\\er");
    assert_lines("see https://e.org/path/deep now", 15, "see|https://e.org/path/deep|now");
    assert_lines("见（https://e.org/a-b/deep）中", 10, "见|（https://e.org/a-b/deep）|中");
    assert_lines("见（https://e.org/a-b/deep）。再见", 10, "见|（https://e.org/a-b/deep）。|再见");
}

static void what_is_longer_than_a_line_is_cut(void **state)
{
    (void)state;
    assert_lines("xxxxxxxxxxxx", 5, "xxxxx|xxxxx|xx");
    assert_lines("\xFF\xFF\xFF\xFF", 2, "\xFF\xFF|\xFF\xFF");
    assert_lines("中", 1, "中");
}

/* ---- paragraph ----------------------------------------------------------------- */

static ekb_style style_of(unsigned width, int colour, int hyperlinks)
{
    ekb_style style = {.width = width, .colour = colour, .hyperlinks = hyperlinks};
    return style;
}

static void assert_printed(ekb_paragraph *paragraph, size_t first, size_t rest, const char *wanted)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_paragraph_print(paragraph, &out, first, rest);
    assert_string_equal(ekb_strbuf_text(&out), wanted);
    ekb_strbuf_release(&out);
    ekb_paragraph_release(paragraph);
}

static void indents_hang(void **state)
{
    ekb_style style = style_of(28, 0, 0);
    ekb_paragraph p;
    (void)state;
    ekb_paragraph_init(&p, &style);
    ekb_paragraph_add(&p, EKB_LOOK_PLAIN, "1. ");
    ekb_paragraph_add(&p, EKB_LOOK_PLAIN, "Open the settings and close them.");
    assert_printed(&p, 2, 5, "  1. Open the settings and\n     close them.\n");
}

static void looks_open_and_close_in_each_line(void **state)
{
    ekb_style style = style_of(20, 1, 0);
    ekb_paragraph p;
    (void)state;
    ekb_paragraph_init(&p, &style);
    ekb_paragraph_add(&p, EKB_LOOK_PLAIN, "see ");
    ekb_paragraph_add(&p, EKB_LOOK_BOLD, "this bold piece here");
    assert_printed(&p, 0, 0, "see \033[1mthis bold piece\033[0m\n\033[1mhere\033[0m\n");
}

static void marks_become_looks(void **state)
{
    ekb_style plain = style_of(80, 0, 0), coloured = style_of(80, 1, 1);
    ekb_paragraph p;
    (void)state;
    ekb_paragraph_init(&p, &plain);
    ekb_paragraph_add_inline(&p, EKB_LOOK_PLAIN, "run `a b` in **Tools**, see [docs](https://e.org/x)");
    assert_printed(&p, 0, 0, "run a b in Tools, see docs (https://e.org/x)\n");
    ekb_paragraph_init(&p, &coloured);
    ekb_paragraph_add_inline(&p, EKB_LOOK_PLAIN, "`a` [d](https://e.org/x)");
    assert_printed(&p, 0, 0, "\033[36ma\033[0m \033]8;;https://e.org/x\033\\d\033]8;;\033\\\n");
}

static void hostile_links_stay_text(void **state)
{
    ekb_style style = style_of(80, 1, 1);
    ekb_paragraph p;
    (void)state;
    ekb_paragraph_init(&p, &style);
    ekb_paragraph_add_link(&p, "x", 1, "javascript:alert(1)", 19);
    assert_printed(&p, 0, 0, "x (\033[2mjavascript:alert(1)\033[0m)\n");
    ekb_paragraph_init(&p, &style);
    ekb_paragraph_add_link(&p, "x", 1, "https://e.org/\033]8;;", 19);
    assert_printed(&p, 0, 0, "x (\033[2mhttps://e.org/␛]8;;\033[0m)\n");
}

static void empty_prints_nothing(void **state)
{
    ekb_style style = style_of(80, 1, 1);
    ekb_paragraph p;
    (void)state;
    ekb_paragraph_init(&p, &style);
    ekb_paragraph_add(&p, EKB_LOOK_BOLD, "");
    assert_printed(&p, 4, 4, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_never_pass),
        cmocka_unit_test(line_ends_can_stay),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(lines_break_between_words),
        cmocka_unit_test(chinese_breaks_anywhere_but_where_it_must_not),
        cmocka_unit_test(names_and_paths_stay_whole),
        cmocka_unit_test(what_is_longer_than_a_line_is_cut),
        cmocka_unit_test(indents_hang),
        cmocka_unit_test(looks_open_and_close_in_each_line),
        cmocka_unit_test(marks_become_looks),
        cmocka_unit_test(hostile_links_stay_text),
        cmocka_unit_test(empty_prints_nothing),
    };
    return RUN_TESTS(tests);
}
