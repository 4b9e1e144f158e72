/* SPDX-License-Identifier: MIT */
/* An entry as a tree: causes, numbers, procedures, languages; and its damage. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"
#include "index.h"
#include "index_fixture.h"

static const char *const en[] = {"en"}, *const both[] = {"zh-CN", "en"};

typedef struct opened {
    char path[FIXTURE_PATH];
    ekb_engine *engine;
} opened;

static opened open_made(const char *sql)
{
    opened o = {.engine = NULL};
    fixture_make(o.path, sql);
    assert_int_equal(ekb_engine_new(&o.engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(o.engine, o.path, NULL), EKB_OK);
    return o;
}

static void close_made(opened *o)
{
    ekb_engine_free(o->engine);
    fixture_remove(o->path);
}

static void put_actions(ekb_strbuf *to, const ekb_action *actions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ekb_action *a = &actions[i];
        ekb_strbuf_printf(to, "%s %s [%s]", ekb_action_type_name(a->type),
                          a->number != NULL ? a->number : "-", a->text);
        if (a->argument != NULL)
            ekb_strbuf_printf(to, " %s", a->argument);
        if (a->procedure != NULL)
            ekb_strbuf_printf(to, " %s", a->procedure);
        if (a->ref != NULL)
            ekb_strbuf_printf(to, " ref %s", a->ref);
        ekb_strbuf_puts(to, "\n");
        put_actions(to, a->actions, a->action_count);
    }
}

static void put_content(ekb_strbuf *to, const ekb_content *content)
{
    ekb_strbuf_printf(to, "%s%s: %s | %s | %s | %s\n", content->lang, content->fallback ? " fallback" : "",
                      content->title, content->detail, content->message, content->product_name);
    for (size_t i = 0; i < content->cause_count; i++) {
        const ekb_cause *c = &content->causes[i];
        ekb_strbuf_printf(to, "cause [%s] [%s] %s\n", c->title, c->detail,
                          c->procedure != NULL ? c->procedure : "-");
        put_actions(to, c->actions, c->action_count);
    }
    for (size_t i = 0; i < content->link_count; i++)
        ekb_strbuf_printf(to, "%s <%s>\n", content->links[i].title, content->links[i].url);
}

static void the_tree_is_resolved(void **state)
{
    (void)state;
    opened o = open_made(NULL);
    ekb_shown *shown = NULL;
    ekb_strbuf text = EKB_STRBUF_INIT;
    assert_int_equal(ekb_show(o.engine, "mars/34513", en, 1, &shown, NULL), EKB_OK);
    assert_non_null(shown);
    close_made(&o); /* what was shown outlives the engine */
    assert_int_equal(shown->entry.content_count, 1);
    put_content(&text, shown->entry.contents);
    assert_string_equal(ekb_strbuf_text(&text),
                        "en: Invalid credentials | Read this first. | Invalid (ID: 34513) | Azure Backup\n"
                        "cause [Expired] [It expired.] -\n"
                        "step 1 [Download it.]\n"
                        "note - [Only the newest.]\n"
                        "step 1.1 [Delete the others.]\n"
                        "step 1.2 [Run it.]\n"
                        "command - [] psexec -i\n"
                        "use 2 [Check the inner thing] mars/procedures/inner\n"
                        "note - [Careful.]\n"
                        "step 2.1 [See 2.2.] ref 2.2\n"
                        "step 2.2 [Inner last.]\n"
                        "step 3 [Go to 1, again to 1.] ref 1\n"
                        "tip - [A tip.]\n"
                        "cause [A shared cause] [Its detail.] mars/procedures/outer\n"
                        "step 1 [Outer first.]\n"
                        "use 2 [Check the inner thing] mars/procedures/inner\n"
                        "note - [Careful.]\n"
                        "step 2.1 [See 2.2.] ref 2.2\n"
                        "step 2.2 [Inner last.]\n"
                        "cause [] [] -\n"
                        "link - [The agent] https://example.com/agent\n"
                        "Own link <https://example.com/own>\n"
                        "Support <https://example.com/support>\n"
                        "Next <https://example.com/next>\n");
    ekb_strbuf_release(&text);
    ekb_shown_free(shown);
}

static void the_head_is_complete(void **state)
{
    (void)state;
    opened o = open_made(NULL);
    ekb_shown *shown = NULL;
    assert_int_equal(ekb_show(o.engine, "mars/34513", both, 2, &shown, NULL), EKB_OK);
    const ekb_entry *entry = &shown->entry;
    assert_string_equal(entry->id, "mars/34513");
    assert_string_equal(entry->product, "mars");
    assert_int_equal(entry->kind, EKB_KIND_ERROR);
    assert_int_equal(entry->severity, EKB_SEVERITY_CRITICAL);
    assert_int_equal(entry->origin, EKB_ORIGIN_AUTHORED);
    assert_string_equal(entry->display, "ID:34513");
    assert_string_equal(entry->reviewed, "2026-11-22");
    assert_string_equal(entry->source_title, "Article");
    assert_string_equal(entry->source_date, "2019-05-21");
    assert_int_equal(entry->code_count, 2);
    assert_string_equal(entry->codes[0].value, "34513");
    assert_string_equal(entry->codes[1].space, "hresult");
    assert_int_equal(entry->codes[1].is_class, 1);
    assert_int_equal(entry->message_count, 4);
    assert_string_equal(entry->messages[2].lang, "zh-TW");
    assert_int_equal(entry->see_also_count, 2);
    assert_string_equal(entry->see_also[0].title, "没有连接");
    assert_string_equal(entry->see_also[1].title, "");
    assert_int_equal(entry->content_count, 2);
    assert_string_equal(entry->contents[0].lang, "zh-CN");
    assert_string_equal(entry->contents[0].message, "凭据无效 (ID:34513)");
    assert_string_equal(entry->contents[0].causes[0].actions[2].text, "转到步骤 1。");
    /* A text that this language lacks is given in another one, not left out. */
    assert_string_equal(entry->contents[0].causes[0].actions[3].text, "A tip.");
    assert_string_equal(entry->contents[0].links[2].title, "Next");
    assert_string_equal(entry->contents[1].lang, "en");
    ekb_shown_free(shown);
    close_made(&o);
}

static void languages_fall_back_and_say_so(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const char *wishes[2];
        size_t count;
        const char *given[2];
        int fallback[2];
    } cases[] = {
        {"mars/34513", {"zh_CN.UTF-8", "en-US"}, 2, {"zh-CN", "en"}, {0, 0}},
        {"mars/34513", {"zh-TW", "de"}, 2, {"zh-CN", "zh-CN"}, {1, 1}},
        {"mars/34513", {"de", NULL}, 1, {"en", NULL}, {1, 0}},
        {"mars/34513", {NULL, NULL}, 0, {"en", NULL}, {0, 0}},
        {"mars/schedule", {"en", NULL}, 1, {"zh-CN", NULL}, {1, 0}},
        {"mars/schedule", {NULL, NULL}, 0, {"zh-CN", NULL}, {0, 0}},
        {"mars/0x1FC07", {"zh", "en"}, 2, {"en", "en"}, {1, 0}},
    };
    opened o = open_made(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ekb_shown *shown = NULL;
        assert_int_equal(ekb_show(o.engine, cases[i].id, cases[i].wishes, cases[i].count, &shown, NULL),
                         EKB_OK);
        size_t count = cases[i].count > 0 ? cases[i].count : 1;
        assert_int_equal(shown->entry.content_count, count);
        for (size_t k = 0; k < count; k++) {
            assert_string_equal(shown->entry.contents[k].lang, cases[i].given[k]);
            assert_int_equal(shown->entry.contents[k].fallback, cases[i].fallback[k]);
        }
        ekb_shown_free(shown);
    }
    close_made(&o);
}

static void a_procedure_is_shown_too(void **state)
{
    (void)state;
    opened o = open_made(NULL);
    ekb_shown *shown = NULL;
    assert_int_equal(ekb_show(o.engine, "mars/procedures/inner", en, 1, &shown, NULL), EKB_OK);
    assert_int_equal(shown->entry.kind, EKB_KIND_PROCEDURE);
    assert_int_equal(shown->entry.contents->cause_count, 1);
    assert_string_equal(shown->entry.contents->causes[0].actions[0].text, "See 2.");
    ekb_shown_free(shown);
    close_made(&o);
}

static void nothing_and_nonsense(void **state)
{
    (void)state;
    static const char *const bad[] = {"not a tag"};
    opened o = open_made(NULL);
    ekb_shown *shown = (ekb_shown *)&o;
    ekb_error error;
    assert_int_equal(ekb_show(o.engine, "mars/99999", en, 1, &shown, &error), EKB_OK);
    assert_null(shown);
    assert_int_equal(ekb_show(o.engine, "' OR 1=1; --", en, 1, &shown, &error), EKB_OK);
    assert_null(shown);
    assert_int_equal(ekb_show(o.engine, "mars/34513", bad, 1, &shown, &error), EKB_ERR_LANGUAGE);
    assert_int_equal(ekb_show(o.engine, NULL, en, 1, &shown, &error), EKB_ERR_ARG);
    assert_int_equal(ekb_show(NULL, "x", en, 1, &shown, &error), EKB_ERR_ARG);
    assert_int_equal(ekb_show(o.engine, "x", NULL, 1, &shown, &error), EKB_ERR_ARG);
    assert_int_equal(ekb_show(o.engine, "x", en, 1, NULL, &error), EKB_ERR_ARG);
    ekb_shown_free(NULL);
    close_made(&o);
}

static void the_first_index_wins(void **state)
{
    (void)state;
    opened o = open_made(
        "UPDATE entry SET display = 'first' WHERE id = 3; UPDATE entry SET local = '100049' WHERE id = 2");
    char second[FIXTURE_PATH];
    fixture_make(second, NULL);
    assert_int_equal(ekb_engine_open(o.engine, second, NULL), EKB_OK);
    ekb_shown *shown = NULL;
    assert_int_equal(ekb_show(o.engine, "mars/34513", en, 1, &shown, NULL), EKB_OK);
    assert_string_equal(shown->entry.display, "first");
    assert_int_equal(shown->entry.index, 0);
    /* What it refers to is found in the other index. */
    assert_string_equal(shown->entry.see_also[0].title, "No link");
    ekb_shown_free(shown);
    assert_int_equal(ekb_show(o.engine, "mars/100050", en, 1, &shown, NULL), EKB_OK);
    assert_int_equal(shown->entry.index, 1);
    ekb_shown_free(shown);
    close_made(&o);
    fixture_remove(second);
}

static void the_head_alone(void **state)
{
    (void)state;
    opened o = open_made(NULL);
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_entry_head head;
    int shadowed = 1;
    assert_int_equal(ekb_entry_head_load(o.engine, 0, 3, both, 2, &arena, &head, NULL), EKB_OK);
    assert_string_equal(head.slug, "mars/34513");
    assert_string_equal(head.product, "mars");
    assert_string_equal(head.title, "凭据无效");
    assert_string_equal(head.lang, "zh-CN");
    assert_int_equal(ekb_entry_head_load(o.engine, 0, 99, both, 2, &arena, &head, NULL), EKB_ERR_CORRUPT);
    assert_int_equal(ekb_entry_shadowed(o.engine, 0, "mars/34513", &shadowed, NULL), EKB_OK);
    assert_false(shadowed);
    assert_string_equal(o.engine->indexes[0]->products[0].words[1], "Azure 备份");
    ekb_arena_release(&arena);
    close_made(&o);
}

static const char *const contradictions[] = {
    "UPDATE entry SET kind = 4 WHERE id = 3",
    "UPDATE entry SET kind = -1 WHERE id = 3",
    "UPDATE entry SET severity = 9 WHERE id = 3",
    "UPDATE entry SET product = 7 WHERE id = 3",
    "UPDATE entry SET source = 7 WHERE id = 3",
    "UPDATE entry SET display = CAST(x'c328' AS TEXT) WHERE id = 3",
    "UPDATE entry SET display = 'a' || char(0) || 'b' WHERE id = 3",
    "DELETE FROM text WHERE id >> 8 = 3",
    "UPDATE text SET id = 3 << 8 | 77 WHERE id = 3 << 8 | 2",
    "UPDATE message SET lang = 9 WHERE id = 3 << 16",
    "UPDATE code SET role = 2 WHERE id >> 8 = 3",
    "UPDATE code SET space = 0 WHERE id = 3 << 8 | 1",
    "DELETE FROM space",
    "UPDATE node SET type = 7 WHERE id = 3 << 16 | 2",
    "UPDATE node SET type = 0 WHERE id = 3 << 16 | 2",
    "UPDATE node SET type = 1 WHERE id = 3 << 16 | 1",
    "UPDATE node SET parent = 2 WHERE id = 3 << 16 | 2",
    "UPDATE node SET parent = 9 WHERE id = 3 << 16 | 2",
    "UPDATE node SET parent = -1 WHERE id = 3 << 16 | 2",
    "UPDATE node SET parent = 7 WHERE id = 3 << 16 | 8",   /* below a used procedure */
    "UPDATE node SET parent = 10 WHERE id = 3 << 16 | 12", /* below a shared cause */
    "UPDATE node SET argument = NULL WHERE id = 3 << 16 | 6",
    "UPDATE node SET argument = 'x' WHERE id = 3 << 16 | 2",
    "UPDATE node SET target = NULL WHERE id = 3 << 16 | 7",
    "UPDATE node SET target = 4 WHERE id = 3 << 16 | 2",
    "UPDATE node SET target = 1 WHERE id = 3 << 16 | 7", /* no procedure */
    "UPDATE node SET target = 1 WHERE id = 3 << 16 | 10",
    "UPDATE node SET target = 99 WHERE id = 3 << 16 | 7",
    "UPDATE node SET target = 3 WHERE id = 3 << 16 | 7",
    "UPDATE node SET target = 5 WHERE id = 5 << 16 | 3", /* procedures in a circle */
    "UPDATE node SET target = 4 WHERE id = 5 << 16 | 1",
    "UPDATE node SET ref = 2 WHERE id = 3 << 16 | 8",
    "UPDATE node SET ref = 70000 WHERE id = 3 << 16 | 8",
    "UPDATE node SET label = 1 WHERE id = 3 << 16 | 5",
    "UPDATE node SET label = 2 WHERE id = 3 << 16 | 3",
    "DELETE FROM node WHERE id = 3 << 16 | 5",
    "UPDATE node SET id = 2 << 16 | 13 WHERE id = 3 << 16 | 13", /* fewer nodes than texts */
    "UPDATE text SET body = '[[1]]' WHERE id = 3 << 8 | 1",
    "UPDATE text SET body = '[\"\\u0000\"]' WHERE id = 3 << 8 | 1",
    "UPDATE text SET id = 3 << 8 WHERE id = 3 << 8 | 1",
    "UPDATE entry SET tree = -1 WHERE id = 3",
    "UPDATE entry SET tree = 6 WHERE id = 3",
    "UPDATE lang SET id = 9 WHERE id = 3",
    "UPDATE lang SET tag = '' WHERE id = 3",
    "UPDATE lang SET content = 2 WHERE id = 3",
    ("WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
     " INSERT INTO lang SELECT i, 'x' || i, 0 FROM n"),
    "UPDATE product SET words = 'MARS'",
    "UPDATE product SET words = '[\"a\"'",
    "UPDATE product SET words = '[\"a\",]'",
    "UPDATE product SET words = '[\"a]'",
    "UPDATE product SET words = '[1]'",
    "UPDATE product SET words = '[\"\\x\"]'",
    "UPDATE product SET words = '[\"\\uD800\"]'",
    "UPDATE product SET words = '[\"\\uD800\\u0041\"]'",
    "UPDATE product SET words = '[\"\\u00\"]'",
    "UPDATE product SET words = '[\"\\u0000\"]'",
    "UPDATE product SET words = '[] x'",
    "UPDATE product SET slug = ''",
    "UPDATE product SET origin = 2",
    "UPDATE product_link_text SET id = 65999 << 8 | 1 WHERE id = 65537 << 8 | 1",
    "UPDATE product_text SET id = 1 << 8 | 99 WHERE id = 257",
};

static void contradictions_are_corrupt(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof contradictions / sizeof *contradictions; i++) {
        opened o = open_made(contradictions[i]);
        ekb_shown *shown = NULL;
        ekb_error error = {.status = EKB_OK};
        if (ekb_show(o.engine, "mars/34513", en, 1, &shown, &error) != EKB_ERR_CORRUPT)
            fail_msg("%s", contradictions[i]);
        assert_null(shown);
        assert_int_equal(error.status, EKB_ERR_CORRUPT);
        assert_non_null(error.remedy);
        close_made(&o);
    }
}

/* Each procedure uses the next one twice: 2^40 actions if nobody counted. */
static void exploding_procedures_are_corrupt(void **state)
{
    (void)state;
    static const char *const damages[] = {
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 21)"
        " INSERT INTO entry SELECT i, 1, 'p/' || i, 3, 2, 0, 0, NULL, i, NULL, '', NULL FROM n;"
        "INSERT INTO text SELECT id << 8 | 1, 'P', NULL, NULL, NULL FROM entry WHERE id >= 10;"
        "INSERT INTO node SELECT id << 16 | 1, 0, 0, NULL, NULL, 0, 0 FROM entry WHERE id >= 10;"
        "WITH RECURSIVE k(j) AS (SELECT 2 UNION ALL SELECT j + 1 FROM k WHERE j < 12)"
        " INSERT INTO node SELECT id << 16 | j, 1, 6, NULL, id + 1, 0, 0 FROM entry, k WHERE id BETWEEN 10 "
        "AND 20;"
        "UPDATE node SET target = 10 WHERE id = 3 << 16 | 7",
        /* A chain that is too long, without any doubling. */
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
        " INSERT INTO entry SELECT i, 1, 'p/' || i, 3, 2, 0, 0, NULL, i, NULL, '', NULL FROM n;"
        "INSERT INTO text SELECT id << 8 | 1, 'P', NULL, NULL, NULL FROM entry WHERE id >= 10;"
        "INSERT INTO node SELECT id << 16 | 1, 0, 0, NULL, NULL, 0, 0 FROM entry WHERE id >= 10;"
        "INSERT INTO node SELECT id << 16 | 2, 1, 6, NULL, id + 1, 0, 0 FROM entry WHERE id BETWEEN 10 AND "
        "59;"
        "UPDATE node SET target = 10 WHERE id = 3 << 16 | 7",
        /* Actions nested too deep. */
        ("WITH RECURSIVE n(i) AS (SELECT 14 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
         " INSERT INTO node SELECT 3 << 16 | i, CASE i WHEN 14 THEN 11 ELSE i - 1 END, 1, NULL, NULL, 0, 0 "
         "FROM n"),
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        opened o = open_made(damages[i]);
        ekb_shown *shown = NULL;
        assert_int_equal(ekb_show(o.engine, "mars/34513", en, 1, &shown, NULL), EKB_ERR_CORRUPT);
        close_made(&o);
    }
}

static void names_are_stable(void **state)
{
    (void)state;
    assert_string_equal(ekb_version(), EKB_VERSION);
    assert_string_equal(ekb_kind_name(EKB_KIND_PROCEDURE), "procedure");
    assert_string_equal(ekb_severity_name(EKB_SEVERITY_CRITICAL), "critical");
    assert_string_equal(ekb_origin_name(EKB_ORIGIN_IMPORTED), "imported");
    assert_string_equal(ekb_verdict_name(EKB_SIMILAR), "similar");
    assert_string_equal(ekb_kind_name((ekb_kind)99), "unknown");
    assert_string_equal(ekb_action_type_name(EKB_ACTION_USE), "use");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_is_resolved),
        cmocka_unit_test(the_head_is_complete),
        cmocka_unit_test(languages_fall_back_and_say_so),
        cmocka_unit_test(a_procedure_is_shown_too),
        cmocka_unit_test(nothing_and_nonsense),
        cmocka_unit_test(the_first_index_wins),
        cmocka_unit_test(the_head_alone),
        cmocka_unit_test(contradictions_are_corrupt),
        cmocka_unit_test(exploding_procedures_are_corrupt),
        cmocka_unit_test(names_are_stable),
    };
    return RUN_TESTS(tests);
}
