/* SPDX-License-Identifier: MIT */
/* The string builder: growth, the limit, the error that sticks. */
#include "unit.h"

#include <string.h>

#include "core/strbuf.h"

static void empty_has_a_text(void **state)
{
    (void)state;
    ekb_strbuf buffer = EKB_STRBUF_INIT;
    assert_string_equal(ekb_strbuf_text(&buffer), "");
    ekb_strbuf_clear(&buffer);
    ekb_strbuf_append(&buffer, NULL, 0);
    assert_string_equal(ekb_strbuf_text(&buffer), "");
    ekb_strbuf_release(&buffer);
}

static void it_grows_and_stays_terminated(void **state)
{
    (void)state;
    ekb_strbuf buffer = EKB_STRBUF_INIT;
    for (int i = 0; i < 1000; i++)
        ekb_strbuf_printf(&buffer, "%03d", i);
    ekb_strbuf_putc(&buffer, '!');
    ekb_strbuf_puts(&buffer, "end");
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, 3004);
    assert_int_equal(strlen(buffer.data), 3004);
    assert_memory_equal(buffer.data + 2997, "999!end", 8);
    ekb_strbuf_release(&buffer);
    assert_null(buffer.data);
}

static void past_the_limit_nothing_is_added(void **state)
{
    (void)state;
    ekb_strbuf buffer = EKB_STRBUF_INIT;
    buffer.limit = 5;
    ekb_strbuf_puts(&buffer, "12345");
    assert_false(buffer.failed);
    ekb_strbuf_putc(&buffer, '6');
    assert_true(buffer.failed);
    ekb_strbuf_puts(&buffer, "");
    ekb_strbuf_printf(&buffer, "%d", 1);
    assert_true(buffer.failed);
    assert_string_equal(ekb_strbuf_text(&buffer), "12345");
    ekb_strbuf_clear(&buffer);
    assert_false(buffer.failed);
    ekb_strbuf_append(&buffer, "123456", 6);
    assert_true(buffer.failed);
    assert_string_equal(ekb_strbuf_text(&buffer), "");
    ekb_strbuf_release(&buffer);
    assert_int_equal(buffer.limit, 5);
}

static void code_points_become_utf8(void **state)
{
    (void)state;
    static const struct {
        unsigned codepoint;
        const char *utf8;
    } rows[] = {
        {0x41, "A"},
        {0x7F, "\x7F"},
        {0x80, "\xC2\x80"},
        {0x7FF, "\xDF\xBF"},
        {0x800, "\xE0\xA0\x80"},
        {0x9519, "错"},
        {0xFFFF, "\xEF\xBF\xBF"},
        {0x10000, "\xF0\x90\x80\x80"},
        {0x10FFFF, "\xF4\x8F\xBF\xBF"},
        {0xD800, "\xEF\xBF\xBD"},
        {0xDFFF, "\xEF\xBF\xBD"},
        {0x110000, "\xEF\xBF\xBD"},
        {0xFFFFFFFFu, "\xEF\xBF\xBD"},
    };
    ekb_strbuf buffer = EKB_STRBUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ekb_strbuf_clear(&buffer);
        ekb_strbuf_put_codepoint(&buffer, rows[i].codepoint);
        assert_string_equal(ekb_strbuf_text(&buffer), rows[i].utf8);
    }
    ekb_strbuf_release(&buffer);
}

static void impossible_lengths_stick(void **state)
{
    (void)state;
    ekb_strbuf buffer = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&buffer, "kept");
    ekb_strbuf_append(&buffer, "", SIZE_MAX);
    assert_true(buffer.failed);
    assert_string_equal(ekb_strbuf_text(&buffer), "kept");
    ekb_strbuf_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_has_a_text),         cmocka_unit_test(it_grows_and_stays_terminated),
        cmocka_unit_test(code_points_become_utf8),  cmocka_unit_test(past_the_limit_nothing_is_added),
        cmocka_unit_test(impossible_lengths_stick),
    };
    return RUN_TESTS(tests);
}
