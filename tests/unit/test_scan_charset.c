/* SPDX-License-Identifier: MIT */
/* The character set of a log by its content, and its lines as UTF-8. */
#include <string.h>

#include "charset.h"
#include "unit.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *bytes;
    size_t length;
    int at_start;
    ekb_charset_proof proof;
    ekb_scan_encoding encoding;
    size_t mark;
} guesses[] = {
    {BYTES(""), 1, EKB_CHARSET_OPEN, EKB_SCAN_UTF8, 0},
    {BYTES("error 34513\n"), 1, EKB_CHARSET_OPEN, EKB_SCAN_UTF8, 0},
    {BYTES("错误 34513\n"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF8, 0},
    {BYTES("\xEF\xBB\xBFok\n"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF8, 3},
    {BYTES("\xFF\xFEo\0k\0"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF16LE, 2},
    {BYTES("\xFE\xFF\0o\0k"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF16BE, 2},
    {BYTES("o\0k\0!\0\n\0"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF16LE, 0},
    {BYTES("\0o\0k\0!\0\n"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF16BE, 0},
    /* Chinese alone in UTF-16: only the line ends have a NUL. */
    {BYTES("\x19\x95\xEF\x8B\xC6\x5B\x01\x78\n\0\x19\x95\xEF\x8B\xC6\x5B\x01\x78\x19\x95\xEF\x8B\n\0"), 1,
     EKB_CHARSET_PROVED, EKB_SCAN_UTF16LE, 0},
    /* "错误 34513" */
    {BYTES("\xB4\xED\xCE\xF3 34513\n"), 1, EKB_CHARSET_PROVED, EKB_SCAN_GB18030, 0},
    {BYTES("\x84\x31\x95\x33ok"), 1, EKB_CHARSET_PROVED, EKB_SCAN_GB18030, 4},
    {BYTES("\x94\x39\xFC\x36\n"), 1, EKB_CHARSET_PROVED, EKB_SCAN_GB18030, 0},
    /* A character cut off at the end of what was read. */
    {BYTES("错\xE8\xAF"), 1, EKB_CHARSET_PROVED, EKB_SCAN_UTF8, 0},
    {BYTES("\xB4\xED\xCE"), 1, EKB_CHARSET_PROVED, EKB_SCAN_GB18030, 0},
    {BYTES("\xB4\xED\x94\x39\xFC"), 1, EKB_CHARSET_PROVED, EKB_SCAN_GB18030, 0},
    /* In the middle of a file there is neither a mark nor UTF-16 to be found. */
    {BYTES("o\0k\0"), 0, EKB_CHARSET_OPEN, EKB_SCAN_UTF8, 0},
    {BYTES("\xEF\xBB\xBF"), 0, EKB_CHARSET_PROVED, EKB_SCAN_UTF8, 0},
    /* Holes, and bytes that are nothing. */
    {BYTES("\0\0\0\0\0\0\0\0ok"), 1, EKB_CHARSET_OPEN, EKB_SCAN_UTF8, 0},
    {BYTES("\xFF\xFF\x80 broken\n"), 1, EKB_CHARSET_LIKELY, EKB_SCAN_UTF8, 0},
};

static void test_guesses(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(guesses); i++) {
        ekb_scan_encoding encoding;
        size_t mark;
        ekb_charset_proof proof =
            ekb_charset_guess(guesses[i].bytes, guesses[i].length, guesses[i].at_start, &encoding, &mark);
        if (proof != guesses[i].proof || encoding != guesses[i].encoding || mark != guesses[i].mark)
            fail_msg("guess %zu: proof %d, encoding %d, mark %zu", i, (int)proof, (int)encoding, mark);
    }
}

static const struct {
    ekb_scan_encoding encoding;
    const char *bytes;
    size_t length;
    const char *text;
} decodings[] = {
    {EKB_SCAN_UTF8, BYTES("错误"), "错误"},
    {EKB_SCAN_UTF8, BYTES("a\xFFz"), "a\uFFFDz"},
    /* A line of another encoding in a log of UTF-8. */
    {EKB_SCAN_UTF8, BYTES("x \xB4\xED\xCE\xF3"), "x 错误"},
    {EKB_SCAN_GB18030, BYTES("\xB4\xED\xCE\xF3 1"), "错误 1"},
    {EKB_SCAN_GB18030, BYTES("\x94\x39\xFC\x36"), "\U0001F600"},
    {EKB_SCAN_GB18030, BYTES("\xB4\xFF!"), "\uFFFD\uFFFD!"},
    {EKB_SCAN_UTF16LE, BYTES("\x19\x95!\0"), "错!"},
    {EKB_SCAN_UTF16BE, BYTES("\x95\x19\0!"), "错!"},
    {EKB_SCAN_UTF16LE, BYTES("\x3D\xD8\x00\xDE"), "\U0001F600"},
    {EKB_SCAN_UTF16LE, BYTES("\x3D\xD8!\0"), "\uFFFD!"},
    {EKB_SCAN_UTF16LE, BYTES("!\0x"), "!\uFFFD"},
};

static void test_decodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(decodings); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_charset_decode(decodings[i].encoding, decodings[i].bytes, decodings[i].length, &out);
        assert_string_equal(ekb_strbuf_text(&out), decodings[i].text);
        ekb_strbuf_release(&out);
    }
}

/* However much is taken at a time, the parts are read as the whole is. */
static void test_cuts(void **state)
{
    static const struct {
        ekb_scan_encoding encoding;
        const char *bytes;
        size_t length;
    } texts[] = {
        {EKB_SCAN_UTF8, BYTES("错误é\U0001F600z错 误1")},
        {EKB_SCAN_GB18030, BYTES("a\xB4\xED\xCE\xF3\x94\x39\xFC\x36\xB4\x40 \xB4\xED\x31")},
        {EKB_SCAN_UTF16LE, BYTES("\x19\x95\x3D\xD8\x00\xDE!\0")},
        {EKB_SCAN_UTF16BE, BYTES("\x95\x19\xD8\x3D\xDE\x00\0!")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ekb_strbuf whole = EKB_STRBUF_INIT;
        ekb_charset_decode(texts[i].encoding, texts[i].bytes, texts[i].length, &whole);
        for (size_t size = 4; size <= texts[i].length; size++) {
            ekb_strbuf out = EKB_STRBUF_INIT;
            for (size_t at = 0, n; at < texts[i].length; at += n) {
                n = texts[i].length - at < size ? texts[i].length - at : size;
                n = ekb_charset_cut(texts[i].encoding, texts[i].bytes + at, n);
                assert_true(n > 0);
                ekb_charset_decode(texts[i].encoding, texts[i].bytes + at, n, &out);
            }
            assert_string_equal(ekb_strbuf_text(&out), ekb_strbuf_text(&whole));
            ekb_strbuf_release(&out);
        }
        ekb_strbuf_release(&whole);
    }
    assert_int_equal(ekb_charset_cut(EKB_SCAN_UTF8, "\xE9", 1), 1); /* nothing else is left */
}

static void test_names(void **state)
{
    (void)state;
    assert_int_equal(ekb_charset_named("GBK"), EKB_SCAN_GB18030);
    assert_int_equal(ekb_charset_named("utf-16"), EKB_SCAN_UTF16LE);
    assert_int_equal(ekb_charset_named("latin-1"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_decodings),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_names),
    };
    return RUN_TESTS(tests);
}
