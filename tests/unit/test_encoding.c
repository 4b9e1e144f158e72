/* SPDX-License-Identifier: MIT */
/* Output in the terminal's encoding, without that locale being installed. */
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *locale, *text, *bytes;
} conversions[] = {
    {"", "错误 — 34513", "错误 — 34513"},
    {"C", "错误", "错误"},
    {"zh_CN", "错误", "错误"},
    {"zh_CN.UTF-8", "错误", "错误"},
    {"zh_CN.utf8@pinyin", "错误", "错误"},
    {"zh_CN.GB18030", "错误", "\xb4\xed\xce\xf3"},
    {"zh_CN.gb18030@stroke", "错误", "\xb4\xed\xce\xf3"},
    {"zh_CN.GB18030", "\U0001f600", "\x94\x39\xfc\x36"},
    {"zh_CN.GBK", "错误 \U0001f600!", "\xb4\xed\xce\xf3 ?!"},
    {"zh_CN.gb2312", "错误 \xe9\x8c\xaf", "\xb4\xed\xce\xf3 ?"}, /* a traditional character */
    {"zh_TW.Big5", "\xe9\x8c\xaf\xe8\xaa\xa4", "\xbf\xf9\xbb\x7e"},
    {"en_US.ISO-8859-1", "a — “b” … 错", "a - \"b\" ... ?"},
    {"en_US.ANSI_X3.4-1968", "1 → 2", "1 -> 2"},
    {"zh_CN.GBK", "broken \xff\xe9 and cut \xe9\x8c", "broken ?? and cut ??"},
    /* What cannot be a terminal's encoding, or is none: UTF-8. */
    {"zh_CN.UTF-16", "错", "错"},
    {"zh_CN.nosuchcodeset", "错", "错"},
    {"zh_CN.GBK//IGNORE", "错", "错"},
    {"zh_CN./etc/passwd", "错", "错"},
    {"zh_CN.", "错", "错"},
    {"a.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "错", "错"},
};

static void test_conversions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(conversions); i++) {
        ekb_encoding encoding;
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_encoding_init(&encoding, conversions[i].locale);
        ekb_encoding_convert(&encoding, conversions[i].text, strlen(conversions[i].text), &out);
        assert_string_equal(ekb_strbuf_text(&out), conversions[i].bytes);
        ekb_strbuf_release(&out);
        ekb_encoding_release(&encoding);
    }
}

/* Longer than one buffer, with a character on every possible border of it. */
static void test_long_text(void **state)
{
    (void)state;
    ekb_encoding encoding;
    ekb_strbuf text = EKB_STRBUF_INIT, want = EKB_STRBUF_INIT, out = EKB_STRBUF_INIT;
    for (int i = 0; i < 5000; i++) {
        ekb_strbuf_puts(&text, i % 7 == 0 ? "a" : i % 11 == 0 ? "\U0001f600" : "错");
        ekb_strbuf_puts(&want, i % 7 == 0 ? "a" : i % 11 == 0 ? "?" : "\xb4\xed");
    }
    ekb_encoding_init(&encoding, "zh_CN.GBK");
    ekb_encoding_convert(&encoding, text.data, text.length, &out);
    assert_int_equal(out.length, want.length);
    assert_memory_equal(out.data, want.data, want.length);
    ekb_encoding_release(&encoding);
    ekb_strbuf_release(&text);
    ekb_strbuf_release(&want);
    ekb_strbuf_release(&out);
}

static void test_states_are_reset(void **state)
{
    (void)state;
    ekb_encoding encoding;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_encoding_init(&encoding, "ja_JP.ISO-2022-JP");
    ekb_encoding_convert(&encoding, "日", strlen("日"), &out);
    assert_string_equal(ekb_strbuf_text(&out), "\033$BF|\033(B");
    ekb_strbuf_release(&out);
    ekb_encoding_release(&encoding);
}

static void test_locale_of_the_environment(void **state)
{
    (void)state;
    setenv("LANG", "c", 1);
    setenv("LC_CTYPE", "b", 1);
    setenv("LC_ALL", "a", 1);
    assert_string_equal(ekb_encoding_locale(), "a");
    setenv("LC_ALL", "", 1);
    assert_string_equal(ekb_encoding_locale(), "b");
    unsetenv("LC_CTYPE");
    assert_string_equal(ekb_encoding_locale(), "c");
    unsetenv("LANG");
    assert_string_equal(ekb_encoding_locale(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conversions),
        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_states_are_reset),
        cmocka_unit_test(test_locale_of_the_environment),
    };
    return RUN_TESTS(tests);
}
