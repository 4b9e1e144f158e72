/* SPDX-License-Identifier: MIT */
/* Errors as data: rendering, cut texts, NULL and too many arguments. */
#include "unit.h"

#include <string.h>

#include "core/error.h"

static void placeholders_are_filled(void **state)
{
    (void)state;
    ekb_error error;
    char text[200];
    assert_int_equal(ekb_error_set(&error, EKB_ERR_IO, "{path}: {count} of {other} {", "do {path}"),
                     EKB_ERR_IO);
    ekb_error_text(&error, "path", "/tmp/x {count}");
    ekb_error_number(&error, "count", INT64_MIN);
    const char *want = "/tmp/x {count}: -9223372036854775808 of {other} {; do /tmp/x {count}";
    assert_int_equal(ekb_error_english(&error, text, sizeof text), strlen(want));
    assert_string_equal(text, want);
}

static void a_short_buffer_is_cut_and_ended(void **state)
{
    (void)state;
    ekb_error error;
    char text[8];
    ekb_error_set(&error, EKB_ERR_ARG, "0123456789", NULL);
    assert_int_equal(ekb_error_english(&error, text, sizeof text), 10);
    assert_string_equal(text, "0123456");
    assert_int_equal(ekb_error_english(&error, NULL, 0), 10);
}

static const char *shout(void *context, const char *english)
{
    (void)english;
    return context;
}

static void the_translation_is_rendered(void **state)
{
    (void)state;
    ekb_error error;
    char text[50];
    char template[] = "找不到 {path}";
    ekb_error_set(&error, EKB_ERR_MISSING, "no {path}", NULL);
    ekb_error_text(&error, "path", "a.ekb");
    ekb_error_render(&error, shout, template, text, sizeof text);
    assert_string_equal(text, "找不到 a.ekb");
}

static const char *join_wide(void *context, const char *english)
{
    (void)context;
    return strcmp(english, ", ") == 0 ? "、" : english;
}

/* Names are joined as the language does; a text that has a comma is no list. */
static void lists_are_translated(void **state)
{
    (void)state;
    ekb_error error;
    char text[50];
    ekb_error_set(&error, EKB_ERR_ARG, "{one}: {names}", NULL);
    ekb_error_list(&error, "names", "a, b,c, d");
    ekb_error_text(&error, "one", "x, y");
    ekb_error_render(&error, join_wide, NULL, text, sizeof text);
    assert_string_equal(text, "x, y: a、b,c、d");
    ekb_error_english(&error, text, sizeof text);
    assert_string_equal(text, "x, y: a, b,c, d");
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    char text[3 * 200 + 1] = "";
    for (size_t i = 0; i < 200; i++)
        memcpy(text + 3 * i, "错", 4);
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_IO, "x", NULL);
    ekb_error_text(&error, "path", text);
    ekb_error_at(&error, text, 3, 4);
    assert_int_equal(strlen(error.args[0].text), EKB_ERROR_TEXT / 3 * 3);
    assert_int_equal(strlen(error.file), EKB_ERROR_TEXT / 3 * 3);
    ekb_error_at(&error, NULL, 5, 6);
    assert_int_equal(error.line, 5);
    assert_int_equal(error.column, 6);
    assert_memory_equal(error.file, "错", 3);
}

static void too_many_arguments_are_dropped(void **state)
{
    (void)state;
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_IO, "{e}", NULL);
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    for (size_t i = 0; i < 5; i++)
        ekb_error_number(&error, names[i], (int64_t)i);
    ekb_error_text(&error, "e", "x");
    char text[10];
    ekb_error_english(&error, text, sizeof text);
    assert_string_equal(text, "{e}");
}

static void no_error_is_allowed(void **state)
{
    (void)state;
    assert_int_equal(ekb_error_nomem(NULL), EKB_ERR_NOMEM);
    ekb_error_text(NULL, "a", "b");
    ekb_error_list(NULL, "a", "b, c");
    ekb_error_number(NULL, "a", 1);
    ekb_error_at(NULL, "f", 1, 1);
    char text[4] = "old";
    assert_int_equal(ekb_error_english(NULL, text, sizeof text), 0);
    assert_string_equal(text, "");
    assert_int_equal(ekb_error_render(NULL, NULL, NULL, NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_filled),
        cmocka_unit_test(a_short_buffer_is_cut_and_ended),
        cmocka_unit_test(the_translation_is_rendered),
        cmocka_unit_test(lists_are_translated),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(too_many_arguments_are_dropped),
        cmocka_unit_test(no_error_is_allowed),
    };
    return RUN_TESTS(tests);
}
