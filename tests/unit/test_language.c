/* SPDX-License-Identifier: MIT */
/* The choice among languages. */
#include "unit.h"

#include "errkb/errkb.h"
#include "language.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void wishes_find_their_language(void **state)
{
    (void)state;
    static const char *const have[] = {"en", "zh-CN", "pt-PT", "sr-Latn-RS", "es", "es-419"};
    static const struct {
        const char *wish;
        int found;
    } cases[] = {
        {"en", 0},
        {"EN", 0},
        {"en-US", 0},
        {"en_GB.UTF-8", 0},
        {"zh", 1},
        {"zh-CN", 1},
        {"zh_CN", 1},
        {"zh_CN.UTF-8", 1},
        {"zh_CN.GB18030@x", 1},
        {"zh-Hans", 1},
        {"zh-Hans-SG", 1},
        {"zh-SG", 1},
        {"zh-TW", 1},
        {"zh_HK", 1},
        {"zh-Hant-MO", 1},
        {"pt-BR", 2},
        {"pt", 2},
        {"sr", 3},
        {"es-419", 5},
        {"es-419-x-a", 5},
        {"es-MX", 4},
        {"ca@valencia", -1},
        {"de", -1},
        {"e", -1},
        {"", -1},
        {"en--US", -1},
        {"-en", -1},
        {"en-", -1},
        {"zhx", -1},
        {"英语", -1},
        {"english1", -1},
        {"toolongsubtag", -1},
        {"en-toolongsubtag", -1},
        {"C", -1},
        {"en.", 0},
        {".UTF-8", -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (ekb_language_match(cases[i].wish, have, COUNT(have)) != cases[i].found)
            fail_msg("%s", cases[i].wish);
    assert_int_equal(ekb_language_match(NULL, have, COUNT(have)), -1);
    assert_int_equal(ekb_language_match("en", NULL, 0), -1);
    assert_int_equal(ekb_language_match("en", NULL, 2), -1);
}

static void traditional_chinese_before_simplified(void **state)
{
    (void)state;
    static const char *const both[] = {"en", "zh-Hans", "zh-CN", "zh-Hant", "zh-TW", "zh-HK"};
    static const char *const hant[] = {"zh", "zh-Hant"};
    assert_int_equal(ekb_language_match("zh", both, COUNT(both)), 2);
    assert_int_equal(ekb_language_match("zh-Hans", both, COUNT(both)), 1);
    assert_int_equal(ekb_language_match("zh-MO", both, COUNT(both)), 4);
    assert_int_equal(ekb_language_match("zh-HK", both, COUNT(both)), 5);
    assert_int_equal(ekb_language_match("zh-TW", hant, COUNT(hant)), 1);
    assert_int_equal(ekb_language_match("zh-Hans-TW", hant, COUNT(hant)), 0);
    assert_int_equal(ekb_language_match("zh-Hant-CN", hant, COUNT(hant)), 1);
}

static void broken_tags_at_hand_are_passed_over(void **state)
{
    (void)state;
    static const char *const have[] = {"", "e n", "en"};
    assert_int_equal(ekb_language_match("en", have, COUNT(have)), 2);
}

static void what_differs_is_labelled(void **state)
{
    (void)state;
    assert_false(ekb_language_differs("en-GB", "en"));
    assert_false(ekb_language_differs("zh", "zh-CN"));
    assert_false(ekb_language_differs("zh_SG.UTF-8", "zh-CN"));
    assert_true(ekb_language_differs("zh-TW", "zh-CN"));
    assert_true(ekb_language_differs("de", "en"));
    assert_true(ekb_language_differs("?", "en"));
}

static void what_is_no_tag_is_an_error(void **state)
{
    (void)state;
    static const char *const good[] = {"en", "zh_CN.UTF-8", "sr-Latn-RS"}, *const bad[] = {"en", "not a tag"};
    static const char *const missing[] = {NULL};
    ekb_error error;
    char text[256];
    assert_int_equal(ekb_languages_check(good, COUNT(good), &error), EKB_OK);
    assert_int_equal(ekb_languages_check(NULL, 0, &error), EKB_OK);
    assert_int_equal(ekb_languages_check(missing, 1, &error), EKB_ERR_LANGUAGE);
    assert_int_equal(ekb_languages_check(bad, COUNT(bad), &error), EKB_ERR_LANGUAGE);
    ekb_error_english(&error, text, sizeof text);
    assert_string_equal(text, "`not a tag` is not a language tag; write it like zh-CN or en");
}

/* A look-up is as strict as what shows and lists. */
static void a_lookup_takes_tags_only(void **state)
{
    (void)state;
    static const char *const bad[] = {"not a tag!!", NULL, "", "zh-CN-", "\xFF"};
    static const char *const good[] = {"zh_CN.UTF-8", "de"};
    ekb_engine *engine = NULL;
    ekb_answer *answer = NULL;
    ekb_error error;
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    ekb_query query = EKB_QUERY_INIT;
    query.language_count = 1;
    for (size_t i = 0; i < COUNT(bad); i++) {
        query.languages = &bad[i];
        assert_int_equal(ekb_lookup(engine, &query, &answer, &error), EKB_ERR_LANGUAGE);
        assert_null(answer);
        assert_non_null(error.message);
    }
    query.languages = NULL;
    assert_int_equal(ekb_lookup(engine, &query, &answer, &error), EKB_ERR_ARG);
    query.languages = good;
    query.language_count = COUNT(good);
    assert_int_equal(ekb_lookup(engine, &query, &answer, &error), EKB_OK);
    ekb_answer_free(answer);
    ekb_engine_free(engine);
}

/* No text is an empty one, wherever it is not. */
static void a_lookup_takes_no_text(void **state)
{
    (void)state;
    ekb_engine *engine = NULL;
    ekb_answer *answer = NULL;
    ekb_query query = EKB_QUERY_INIT;
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    query.text = NULL;
    assert_int_equal(ekb_lookup(engine, &query, &answer, NULL), EKB_OK);
    assert_int_equal(answer->verdict, EKB_NONE);
    assert_string_equal(answer->query, "");
    ekb_answer_free(answer);
    query.length = 1;
    assert_int_equal(ekb_lookup(engine, &query, &answer, NULL), EKB_ERR_ARG);
    assert_null(answer);
    ekb_engine_free(engine);
}

static void the_choice_falls_back_in_order(void **state)
{
    (void)state;
    static const char *const have[] = {"ja", "zh-CN", "en"}, *const other[] = {"ja", "zh-CN"};
    static const char *const wishes[] = {"de", "zh-TW"}, *const unknown[] = {"de"};
    assert_int_equal(ekb_language_choose(wishes, 2, 0, have, 3), 1);
    assert_int_equal(ekb_language_choose(wishes, 2, 1, have, 3), 1);
    assert_int_equal(ekb_language_choose(unknown, 1, 0, have, 3), 2);
    assert_int_equal(ekb_language_choose(unknown, 1, 0, other, 2), 0);
    assert_int_equal(ekb_language_choose(NULL, 0, 0, have, 3), 2);
    assert_int_equal(ekb_language_choose(NULL, 0, 0, have, 0), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wishes_find_their_language),
        cmocka_unit_test(traditional_chinese_before_simplified),
        cmocka_unit_test(broken_tags_at_hand_are_passed_over),
        cmocka_unit_test(what_differs_is_labelled),
        cmocka_unit_test(what_is_no_tag_is_an_error),
        cmocka_unit_test(a_lookup_takes_tags_only),
        cmocka_unit_test(a_lookup_takes_no_text),
        cmocka_unit_test(the_choice_falls_back_in_order),
    };
    return RUN_TESTS(tests);
}
