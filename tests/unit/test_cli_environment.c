/* SPDX-License-Identifier: MIT */
/* What the environment decides: languages, indexes, the terminal. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "discover.h"
#include "locale.h"
#include "terminal.h"

/* ---- Languages ---------------------------------------------------------------- */

static void names_of_locales_become_tags(void **state)
{
    static const struct {
        const char *name, *tag; /* NULL: no language */
    } cases[] = {
        {"zh_CN.UTF-8", "zh-CN"},
        {"zh", "zh"},
        {"zh-hans", "zh-Hans"},
        {"ZH_hant_tw", "zh-Hant-TW"},
        {"en_US@euro", "en-US"},
        {"de_DE", "de-DE"},
        {"C", NULL},
        {"POSIX", NULL},
        {"C.UTF-8", NULL},
        {"", NULL},
        {"zh--CN", NULL},
        {"z", NULL},
        {"english", NULL},
        {"zh CN", NULL},
        {"中文", NULL},
        {"en-abcdefghi", NULL},
    };
    char tag[EKB_TAG_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int known = ekb_locale_tag(cases[i].name, tag);
        assert_int_equal(known, cases[i].tag != NULL);
        if (known)
            assert_string_equal(tag, cases[i].tag);
    }
}

static void lists_of_languages_are_checked(void **state)
{
    static const char *const wrong[] = {"",         ",", "zh-CN,", "zh-CN,,en",
                                        "klingon!", "C", "a,b,c",  "en,de,fr,es,it"};
    ekb_language_list list;
    ekb_error error;
    (void)state;
    assert_int_equal(ekb_languages_parse("zh_CN.UTF-8,en,en", &list, NULL), EKB_OK);
    assert_int_equal(list.count, 2);
    assert_true(list.explicit_wish);
    assert_string_equal(list.tags[0], "zh-CN");
    assert_string_equal(list.tags[1], "en");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(ekb_languages_parse(wrong[i], &list, &error), EKB_ERR_LANGUAGE);
}

/* The tags that an environment gives, with commas; '!' before an explicit wish. */
static void assert_wishes(const ekb_environment *environment, const char *wanted)
{
    char got[200] = "";
    ekb_language_list list;
    assert_int_equal(ekb_languages_from_environment(environment, &list, NULL), EKB_OK);
    if (list.explicit_wish)
        strcat(got, "!");
    for (size_t i = 0; i < list.count; i++) {
        strcat(got, i > 0 ? "," : "");
        strcat(got, list.tags[i]);
    }
    assert_string_equal(got, wanted);
}

static void environment_is_read_in_order(void **state)
{
    (void)state;
    assert_wishes(&(ekb_environment){0}, "");
    assert_wishes(&(ekb_environment){.lang = "C"}, "");
    assert_wishes(&(ekb_environment){.lang = "POSIX", .language = "zh_CN"}, "");
    assert_wishes(&(ekb_environment){.lang = "C.UTF-8"}, "");
    assert_wishes(&(ekb_environment){.lang = "zh_CN.UTF-8"}, "zh-CN");
    assert_wishes(&(ekb_environment){.lang = "zh_CN", .lc_messages = "en_US"}, "en-US");
    assert_wishes(&(ekb_environment){.lang = "zh_CN", .lc_messages = "en_US", .lc_all = "de_DE"}, "de-DE");
    assert_wishes(&(ekb_environment){.lang = "zh_CN", .lc_all = ""}, "zh-CN");
    assert_wishes(&(ekb_environment){.lang = "zh_CN", .lc_all = "C"}, "");
    assert_wishes(&(ekb_environment){.lang = "en_US", .language = "fr:zh_CN:"}, "fr,zh-CN,en-US");
    assert_wishes(&(ekb_environment){.language = "zh_CN"}, "zh-CN");
    assert_wishes(&(ekb_environment){.lang = "de_DE", .errkb_lang = "zh,en"}, "!zh,en");
    assert_wishes(&(ekb_environment){.lang = "C", .errkb_lang = "zh-CN"}, "!zh-CN");
}

static void a_bad_errkb_lang_is_an_error(void **state)
{
    ekb_language_list list;
    ekb_error error;
    (void)state;
    assert_int_equal(ekb_languages_from_environment(&(ekb_environment){.errkb_lang = "??"}, &list, &error),
                     EKB_ERR_LANGUAGE);
}

/* ---- Indexes -------------------------------------------------------------------- */

typedef struct data_place {
    char root[64];
    ekb_arena arena;
    ekb_paths found, searched;
} data_place;

static void touch(const data_place *place, const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", place->root, name);
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

static int set_up(void **state)
{
    static data_place it;
    memset(&it, 0, sizeof it);
    strcpy(it.root, "/tmp/errkb-test-XXXXXX");
    it.found.arena = it.searched.arena = &it.arena;
    *state = &it;
    return mkdtemp(it.root) == NULL;
}

static int tear_down(void **state)
{
    data_place *it = *state;
    char command[100];
    ekb_arena_release(&it->arena);
    snprintf(command, sizeof command, "rm -r '%s'", it->root);
    return system(command);
}

static char *under(const data_place *place, const char *name)
{
    static char paths[4][200];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, 200, "%s/%s", place->root, name);
    return path;
}

static void assert_found(const data_place *place, size_t at, const char *name)
{
    assert_true(at < place->found.count);
    assert_string_equal(place->found.items[at], under(place, name));
}

static void data_folders_are_searched_in_order(void **state)
{
    data_place *it = *state;
    touch(it, "home/errkb/b.ekb");
    touch(it, "home/errkb/a.ekb");
    touch(it, "home/errkb/notes.txt");
    touch(it, "home/errkb/.hidden.ekb");
    touch(it, "system/errkb/c.ekb");
    touch(it, "prefix/share/errkb/d.ekb");
    ekb_discovery discovery = {
        .xdg_data_home = under(it, "home"),
        .xdg_data_dirs = under(it, "system"),
        .program_folder = under(it, "prefix/bin"),
    };
    assert_int_equal(ekb_discover(&discovery, &it->found, &it->searched, NULL), EKB_OK);
    assert_int_equal(it->found.count, 4);
    assert_found(it, 0, "home/errkb/a.ekb");
    assert_found(it, 1, "home/errkb/b.ekb");
    assert_found(it, 2, "system/errkb/c.ekb");
    assert_found(it, 3, "prefix/share/errkb/d.ekb");
    assert_int_equal(it->searched.count, 3);
}

static void one_file_is_found_once(void **state)
{
    data_place *it = *state;
    touch(it, "prefix/share/errkb/a.ekb");
    assert_int_equal(symlink(under(it, "prefix"), under(it, "link")), 0);
    char both[420];
    snprintf(both, sizeof both, "%s:relative:%s", under(it, "link/share"), under(it, "prefix/share/"));
    ekb_discovery discovery = {
        .home = under(it, "nowhere"), .xdg_data_dirs = both, .program_folder = under(it, "prefix/bin")};
    assert_int_equal(ekb_discover(&discovery, &it->found, &it->searched, NULL), EKB_OK);
    assert_int_equal(it->found.count, 1);
    assert_found(it, 0, "link/share/errkb/a.ekb");
    assert_string_equal(it->searched.items[0], under(it, "nowhere/.local/share/errkb"));
}

static void errkb_index_replaces_the_search(void **state)
{
    data_place *it = *state;
    touch(it, "home/errkb/a.ekb");
    ekb_discovery discovery = {.errkb_index = ":/x/one.ekb::/x/two.ekb:/x/one.ekb",
                               .xdg_data_home = under(it, "home")};
    assert_int_equal(ekb_discover(&discovery, &it->found, &it->searched, NULL), EKB_OK);
    assert_int_equal(it->found.count, 2);
    assert_string_equal(it->found.items[0], "/x/one.ekb");
    assert_string_equal(it->found.items[1], "/x/two.ekb");
}

/* ---- The terminal ---------------------------------------------------------------- */

static ekb_terminal decide(ekb_terminal_environment environment, int is_terminal, ekb_colour wish)
{
    ekb_terminal terminal;
    ekb_terminal_decide(&terminal, &environment, is_terminal, 120, 40, wish, 0);
    return terminal;
}

static void colours_follow_wish_then_terminal(void **state)
{
    ekb_terminal_environment xterm = {.term = "xterm-256color"}, dumb = {.term = "dumb"}, none = {0};
    ekb_terminal_environment refused = {.term = "xterm", .no_color = "1"},
                             empty = {.term = "xterm", .no_color = ""};
    (void)state;
    assert_true(decide(xterm, 1, EKB_COLOUR_AUTO).colour);
    assert_false(decide(xterm, 0, EKB_COLOUR_AUTO).colour);
    assert_false(decide(xterm, 1, EKB_COLOUR_NEVER).colour);
    assert_true(decide(xterm, 0, EKB_COLOUR_ALWAYS).colour);
    assert_false(decide(dumb, 1, EKB_COLOUR_AUTO).colour);
    assert_false(decide(none, 1, EKB_COLOUR_AUTO).colour);
    assert_false(decide(refused, 1, EKB_COLOUR_AUTO).colour);
    assert_true(decide(refused, 1, EKB_COLOUR_ALWAYS).colour);
    assert_true(decide(empty, 1, EKB_COLOUR_AUTO).colour);
}

static void hyperlinks_need_a_terminal_that_knows_them(void **state)
{
    ekb_terminal_environment xterm = {.term = "xterm"}, kitty = {.term = "xterm-kitty"};
    ekb_terminal_environment old = {.term = "xterm", .vte_version = "4900"};
    ekb_terminal_environment vte = {.term = "xterm", .vte_version = "7001"};
    (void)state;
    assert_false(decide(xterm, 1, EKB_COLOUR_AUTO).hyperlinks);
    assert_true(decide(kitty, 1, EKB_COLOUR_AUTO).hyperlinks);
    assert_false(decide(kitty, 0, EKB_COLOUR_ALWAYS).hyperlinks);
    assert_false(decide(old, 1, EKB_COLOUR_AUTO).hyperlinks);
    assert_true(decide(vte, 1, EKB_COLOUR_AUTO).hyperlinks);
}

static void width_is_bounded(void **state)
{
    ekb_terminal_environment none = {.term = "xterm"}, narrow = {.columns = "10"}, set = {.columns = "60"};
    ekb_terminal_environment nonsense = {.columns = "6x"};
    (void)state;
    assert_int_equal(decide(none, 1, EKB_COLOUR_AUTO).width, 100);
    assert_int_equal(decide(none, 0, EKB_COLOUR_AUTO).width, 80);
    assert_int_equal(decide(narrow, 1, EKB_COLOUR_AUTO).width, 20);
    assert_int_equal(decide(set, 1, EKB_COLOUR_AUTO).width, 60);
    assert_int_equal(decide(nonsense, 0, EKB_COLOUR_AUTO).width, 80);
}

static void pager_is_for_terminals(void **state)
{
    ekb_terminal_environment none = {.term = "xterm"}, set = {.term = "xterm", .pager = "more"};
    ekb_terminal_environment own = {.term = "xterm", .pager = "more", .errkb_pager = ""};
    ekb_terminal_environment cat = {.term = "xterm", .pager = "cat"};
    (void)state;
    assert_string_equal(decide(none, 1, EKB_COLOUR_AUTO).pager, "less -FRX");
    assert_null(decide(none, 0, EKB_COLOUR_AUTO).pager);
    assert_string_equal(decide(set, 1, EKB_COLOUR_AUTO).pager, "more");
    assert_null(decide(own, 1, EKB_COLOUR_AUTO).pager);
    assert_null(decide(cat, 1, EKB_COLOUR_AUTO).pager);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_locales_become_tags),
        cmocka_unit_test(lists_of_languages_are_checked),
        cmocka_unit_test(environment_is_read_in_order),
        cmocka_unit_test(a_bad_errkb_lang_is_an_error),
        cmocka_unit_test_setup_teardown(data_folders_are_searched_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_file_is_found_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(errkb_index_replaces_the_search, set_up, tear_down),
        cmocka_unit_test(colours_follow_wish_then_terminal),
        cmocka_unit_test(hyperlinks_need_a_terminal_that_knows_them),
        cmocka_unit_test(width_is_bounded),
        cmocka_unit_test(pager_is_for_terminals),
    };
    return RUN_TESTS(tests);
}
