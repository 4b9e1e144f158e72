/* SPDX-License-Identifier: MIT */
/* Command lines: what is a command, an option, a text; and "did you mean". */
#include "unit.h"

#include <string.h>

#include "core/distance.h"
#include "options.h"
#include "suggest.h"

enum { ARGUMENTS_MOST = 8 };

/* Parses "errkb" and the arguments up to NULL, which outlive the options. */
static ekb_status parse(ekb_options *out, ekb_error *error, const char *const *arguments)
{
    const char *argv[ARGUMENTS_MOST] = {"errkb"};
    int argc = 1;
    for (; *arguments != NULL; arguments++, argc++) {
        assert_true(argc < ARGUMENTS_MOST);
        argv[argc] = *arguments;
    }
    return ekb_options_parse(argc, argv, out, error);
}

#define PARSE(options, error, ...) parse(options, error, (const char *const[]){__VA_ARGS__, NULL})

static void assert_words(const ekb_options *options, const char *const *words)
{
    size_t n = 0;
    for (; words[n] != NULL; n++) {
        assert_true(n < options->word_count);
        assert_string_equal(options->words[n], words[n]);
    }
    assert_int_equal(options->word_count, n);
}

#define WORDS(options, ...) assert_words(options, (const char *const[]){__VA_ARGS__, NULL})

static void first_word_that_is_a_command_is_the_command(void **state)
{
    ekb_options options;
    (void)state;
    assert_int_equal(PARSE(&options, NULL, "show", "mars/403"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_SHOW);
    assert_true(options.command_at > 0);
    WORDS(&options, "mars/403");
    ekb_options_release(&options);

    assert_int_equal(PARSE(&options, NULL, "--lang", "en", "list", "show"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_LIST);
    WORDS(&options, "show");
    ekb_options_release(&options);
}

static void other_words_are_a_lookup(void **state)
{
    ekb_options options;
    (void)state;
    assert_int_equal(PARSE(&options, NULL, "Show", "me", "34513"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_LOOKUP);
    assert_int_equal(options.command_at, 0);
    WORDS(&options, "Show", "me", "34513");
    ekb_options_release(&options);
}

static void two_dashes_force_text(void **state)
{
    ekb_options options;
    (void)state;
    assert_int_equal(PARSE(&options, NULL, "--", "show", "--lang"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_LOOKUP);
    WORDS(&options, "show", "--lang");
    ekb_options_release(&options);

    assert_int_equal(PARSE(&options, NULL, "search", "--", "-x"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_SEARCH);
    WORDS(&options, "-x");
    ekb_options_release(&options);
}

static void what_looks_like_a_value_or_text_is_no_option(void **state)
{
    static const char *const texts[] = {
        "-2147024891",    "-",    "- Error 403", "--- log begins ---", "-Error 403 happened",
        "--proxy failed", "-0x1F"};
    ekb_options options;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(PARSE(&options, NULL, texts[i]), EKB_OK);
        WORDS(&options, texts[i]);
        ekb_options_release(&options);
    }
}

static void options_take_values_in_every_form(void **state)
{
    ekb_options options;
    (void)state;
    assert_int_equal(PARSE(&options, NULL, "--limit=7", "x", "--format", "json", "--color=never"), EKB_OK);
    assert_int_equal(options.limit, 7);
    assert_int_equal(options.format, EKB_FORMAT_JSON);
    assert_int_equal(options.colour, EKB_COLOUR_NEVER);
    ekb_options_release(&options);

    assert_int_equal(PARSE(&options, NULL, "-n3", "--explain", "x"), EKB_OK);
    assert_int_equal(options.limit, 3);
    assert_true(ekb_options_has(&options, EKB_OPTION_EXPLAIN));
    assert_false(ekb_options_has(&options, EKB_OPTION_CHECK));
    ekb_options_release(&options);

    assert_int_equal(PARSE(&options, NULL, "--index", "a", "--index=b", "x"), EKB_OK);
    assert_int_equal(options.index_count, 2);
    ekb_options_release(&options);
}

static void wrong_options_are_told(void **state)
{
    static const struct {
        const char *argument, *second, *says;
    } cases[] = {
        {"--formt", NULL, "did you mean --format?"},
        {"--zzz", NULL, "write -- before it"},
        {"-x", NULL, "write -- before it"},
        {"-format", NULL, "did you mean --format?"},
        {"--format=jsn", NULL, "did you mean json?"},
        {"--format=zzzzz", NULL, "possible are: text, json, markdown, html"},
        {"--limit", NULL, "needs a value"},
        {"--limit=0", NULL, "whole number"},
        {"--limit=12x", NULL, "whole number"},
        {"-n", "99999999999999999999999", "whole number"},
        {"--explain=yes", NULL, "takes no value"},
        {"--check", "x", "does not go with the command lookup"},
        {"list", "--jsonl", "does not go with the command list"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_options options;
        ekb_error error;
        char text[512];
        assert_int_equal(PARSE(&options, &error, cases[i].argument, cases[i].second), EKB_ERR_ARG);
        ekb_error_english(&error, text, sizeof text);
        if (strstr(text, cases[i].says) == NULL)
            fail_msg("%s: %s", cases[i].argument, text);
        ekb_options_release(&options);
    }
}

static void command_may_follow_options(void **state)
{
    ekb_options options;
    (void)state;
    assert_int_equal(PARSE(&options, NULL, "--lang", "show", "-n3", "list", "show"), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_LIST);
    assert_int_equal(options.command_at, 4);
    assert_string_equal(options.languages, "show");
    WORDS(&options, "show");
    ekb_options_release(&options);
}

static void program_of_one_command_takes_every_word(void **state)
{
    const char *const argv[] = {"errkb-scan", "scan", "--index=i", "show"};
    ekb_options options;
    (void)state;
    assert_int_equal(ekb_options_parse_for(EKB_COMMAND_SCAN, 4, argv, &options, NULL), EKB_OK);
    assert_int_equal(options.command, EKB_COMMAND_SCAN);
    WORDS(&options, "scan", "show");
    ekb_options_release(&options);
}

/* What no command may tell apart must not share a name. */
static void options_of_one_command_differ(void **state)
{
    (void)state;
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        for (size_t k = 0; k < i; k++) {
            const ekb_option_spec *a = &ekb_option_specs[i], *b = &ekb_option_specs[k];
            if ((a->commands & b->commands) == 0)
                continue;
            assert_string_not_equal(a->name, b->name);
            assert_true(a->letter == 0 || a->letter != b->letter);
        }
    }
}

static void tables_are_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        assert_int_equal(ekb_command_specs[i].command, i);
        assert_non_null(ekb_command_specs[i].summary);
        assert_non_null(ekb_command_specs[i].examples);
    }
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        assert_int_equal(spec->option, i);
        assert_true((spec->kind == EKB_VALUE_NONE) == (spec->value == NULL));
        assert_true((spec->kind == EKB_VALUE_CHOICE) == (spec->choices != NULL));
        assert_true(spec->commands != 0);
    }
}

static void distance_counts_typing_errors(void **state)
{
    (void)state;
    assert_int_equal(ekb_edit_distance("show", "show"), 0);
    assert_int_equal(ekb_edit_distance("shwo", "show"), 1);
    assert_int_equal(ekb_edit_distance("SHOW", "show"), 0);
    assert_int_equal(ekb_edit_distance("", "abc"), 3);
    assert_int_equal(ekb_edit_distance("formt", "format"), 1);
    assert_int_equal(ekb_edit_distance("kitten", "sitting"), 3);
    char long_word[100];
    memset(long_word, 'a', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_true(ekb_edit_distance(long_word, "a") == SIZE_MAX);
}

static void suggestion_is_the_nearest_or_none(void **state)
{
    static const char *const words[] = {"lookup", "show", "search", "list", "info", "help"};
    static const struct {
        const char *typed, *best;
    } cases[] = {{"shwo", "show"}, {"serach", "search"}, {"sea", "search"},
                 {"xyz", NULL},    {"a", NULL},          {"", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_suggest suggest;
        ekb_suggest_init(&suggest, cases[i].typed);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            ekb_suggest_offer(&suggest, words[k]);
        if (cases[i].best == NULL)
            assert_null(suggest.best);
        else
            assert_string_equal(suggest.best, cases[i].best);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_word_that_is_a_command_is_the_command),
        cmocka_unit_test(other_words_are_a_lookup),
        cmocka_unit_test(two_dashes_force_text),
        cmocka_unit_test(what_looks_like_a_value_or_text_is_no_option),
        cmocka_unit_test(options_take_values_in_every_form),
        cmocka_unit_test(wrong_options_are_told),
        cmocka_unit_test(command_may_follow_options),
        cmocka_unit_test(program_of_one_command_takes_every_word),
        cmocka_unit_test(options_of_one_command_differ),
        cmocka_unit_test(tables_are_complete),
        cmocka_unit_test(distance_counts_typing_errors),
        cmocka_unit_test(suggestion_is_the_nearest_or_none),
    };
    return RUN_TESTS(tests);
}
