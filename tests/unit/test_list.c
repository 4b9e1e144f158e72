/* SPDX-License-Identifier: MIT */
/* Listing entries and products. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"
#include "index_fixture.h"

typedef struct collected {
    ekb_strbuf text;
    ekb_engine *engine; /* to call into it from the visitor */
    int most, count;
} collected;

static int collect(void *context, const ekb_listed *listed)
{
    collected *c = context;
    ekb_strbuf_printf(&c->text, "%s%s", c->count > 0 ? " " : "", strchr(listed->id, '/') + 1);
    return ++c->count == c->most;
}

static void list(ekb_engine *engine, const char *product, const char *prefix, int procedures,
                 const char *expected)
{
    collected c = {.text = EKB_STRBUF_INIT};
    assert_int_equal(ekb_list(engine, product, prefix, procedures, NULL, 0, collect, &c, NULL), EKB_OK);
    assert_string_equal(ekb_strbuf_text(&c.text), expected);
    ekb_strbuf_release(&c.text);
}

static ekb_engine *open_engine(const char *const *paths, size_t count)
{
    ekb_engine *engine = NULL;
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(ekb_engine_open(engine, paths[i], NULL), EKB_OK);
    return engine;
}

static void product_and_prefix_choose(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    fixture_make(path, NULL);
    const char *paths[] = {path};
    ekb_engine *engine = open_engine(paths, 1);
    list(engine, NULL, NULL, 0, "0x1FC07 100050 34513 schedule");
    list(engine, NULL, NULL, 1, "0x1FC07 100050 34513 procedures/inner procedures/outer schedule");
    list(engine, "mars", NULL, 0, "0x1FC07 100050 34513 schedule");
    list(engine, "mar", NULL, 0, "");
    list(engine, "mars/", NULL, 0, "");
    list(engine, "", NULL, 0, "");
    list(engine, NULL, "", 0, "0x1FC07 100050 34513 schedule");
    list(engine, NULL, "0X1f", 0, "0x1FC07");
    list(engine, NULL, "345", 0, "34513");
    list(engine, NULL, "0x8007", 0, "34513");
    list(engine, NULL, "id:", 0, "100050 34513");
    list(engine, NULL, "MARS/S", 0, "schedule");
    list(engine, NULL, "procedures/o", 1, "procedures/outer");
    list(engine, NULL, "none", 1, "");
    list(engine, "' OR '1'='1", "%", 1, "");
    ekb_engine_free(engine);
    fixture_remove(path);
}

static int stop_inside(void *context, const ekb_listed *listed)
{
    collected *c = context, inner = {.text = EKB_STRBUF_INIT};
    ekb_shown *shown = NULL;
    assert_int_equal(ekb_show(c->engine, listed->id, NULL, 0, &shown, NULL), EKB_OK);
    assert_string_equal(shown->entry.id, listed->id);
    assert_string_equal(shown->entry.contents->title, listed->title);
    ekb_shown_free(shown);
    list(c->engine, NULL, NULL, 0, "0x1FC07 100050 34513 schedule");
    ekb_strbuf_release(&inner.text);
    return ++c->count == c->most;
}

static void a_visitor_may_ask_and_end_it(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    fixture_make(path, NULL);
    const char *paths[] = {path};
    collected c = {.engine = open_engine(paths, 1), .most = 3};
    assert_int_equal(ekb_list(c.engine, NULL, NULL, 1, NULL, 0, stop_inside, &c, NULL), EKB_OK);
    assert_int_equal(c.count, 3);
    ekb_engine_free(c.engine);
    fixture_remove(path);
}

static int take_phrase(void *context, const ekb_phrase *phrase)
{
    collected *c = context;
    ekb_strbuf_printf(&c->text, "%s%s|%s;", phrase->is_example ? "example" : "", phrase->lang, phrase->text);
    return ++c->count == c->most;
}

static void phrases_are_messages_and_what_must_match(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    fixture_make(path,
                 "DELETE FROM example;"
                 "INSERT INTO example VALUES (3, 0, 1, 'ID {x}'), (3, 1, 0, 'not it'), (3, 2, 1, 'ID 2');"
                 "UPDATE text SET message = 'a {{b}} {c}' WHERE message IS NOT NULL;"
                 "DELETE FROM message;");
    const char *paths[] = {path};
    ekb_engine *engine = open_engine(paths, 1);
    collected all = {.text = EKB_STRBUF_INIT}, first = {.text = EKB_STRBUF_INIT, .most = 1};
    assert_int_equal(ekb_phrases(engine, "mars/34513", take_phrase, &all, NULL), EKB_OK);
    assert_string_equal(ekb_strbuf_text(&all.text),
                        "en|a {{b}} {c};zh-CN|a {{b}} {c};zh-TW|a {{b}} {c};example|ID {x};example|ID 2;");
    assert_int_equal(ekb_phrases(engine, "mars/34513", take_phrase, &first, NULL), EKB_OK);
    assert_int_equal(first.count, 1);
    assert_int_equal(ekb_phrases(engine, "mars/none", take_phrase, &first, NULL), EKB_OK);
    assert_int_equal(first.count, 1);
    assert_int_equal(ekb_phrases(engine, NULL, take_phrase, &first, NULL), EKB_ERR_ARG);
    ekb_strbuf_release(&all.text);
    ekb_strbuf_release(&first.text);
    ekb_engine_free(engine);
    fixture_remove(path);
}

static int check_title(void *context, const ekb_listed *listed)
{
    const char *const *expected = context;
    if (strcmp(listed->id, "mars/34513") == 0) {
        assert_string_equal(listed->lang, expected[0]);
        assert_string_equal(listed->title, expected[1]);
        assert_int_equal(listed->severity, EKB_SEVERITY_CRITICAL);
        assert_string_equal(listed->product, "mars");
    }
    return 0;
}

static void titles_are_in_the_language_asked_for(void **state)
{
    (void)state;
    static const char *const wishes[] = {"zh-TW"}, *const bad[] = {""};
    const char *chinese[] = {"zh-CN", "凭据无效"}, *english[] = {"en", "Invalid credentials"};
    char path[FIXTURE_PATH];
    fixture_make(path, NULL);
    const char *paths[] = {path};
    ekb_engine *engine = open_engine(paths, 1);
    assert_int_equal(ekb_list(engine, NULL, NULL, 0, wishes, 1, check_title, (void *)chinese, NULL), EKB_OK);
    assert_int_equal(ekb_list(engine, NULL, NULL, 0, NULL, 0, check_title, (void *)english, NULL), EKB_OK);
    assert_int_equal(ekb_list(engine, NULL, NULL, 0, bad, 1, check_title, NULL, NULL), EKB_ERR_LANGUAGE);
    assert_int_equal(ekb_list(NULL, NULL, NULL, 0, NULL, 0, check_title, NULL, NULL), EKB_ERR_ARG);
    assert_int_equal(ekb_list(engine, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL), EKB_ERR_ARG);
    ekb_engine_free(engine);
    fixture_remove(path);
}

static int take_product(void *context, const ekb_product *product)
{
    collected *c = context;
    ekb_strbuf_printf(&c->text, "%s (%s, %s) %d in %d; ", product->id, product->lang, product->name,
                      (int)product->entries, (int)product->index);
    return ++c->count == c->most;
}

static void several_indexes_are_one_list(void **state)
{
    (void)state;
    static const char *const wishes[] = {"zh"};
    char first[FIXTURE_PATH], second[FIXTURE_PATH], third[FIXTURE_PATH];
    fixture_make(first, "DELETE FROM entry WHERE id IN (1, 2); UPDATE product SET first = 3, entries = 4");
    fixture_make(second, NULL);
    fixture_make_many(third, 3);
    const char *paths[] = {first, second, third};
    ekb_engine *engine = open_engine(paths, 3);
    list(engine, NULL, NULL, 0, "34513 schedule 0x1FC07 100050 000001 000002 000003");
    list(engine, "many", "e000002", 0, "000002");
    collected c = {.text = EKB_STRBUF_INIT};
    assert_int_equal(ekb_products(engine, wishes, 1, take_product, &c, NULL), EKB_OK);
    assert_string_equal(ekb_strbuf_text(&c.text), "mars (zh-CN, Azure 备份) 4 in 0; many (, many) 3 in 2; ");
    ekb_strbuf_clear(&c.text);
    c = (collected){.text = c.text, .most = 1};
    assert_int_equal(ekb_products(engine, NULL, 0, take_product, &c, NULL), EKB_OK);
    assert_string_equal(ekb_strbuf_text(&c.text), "mars (en, Azure Backup) 4 in 0; ");
    ekb_strbuf_release(&c.text);
    assert_int_equal(ekb_products(NULL, NULL, 0, take_product, &c, NULL), EKB_ERR_ARG);
    ekb_engine_free(engine);
    fixture_remove(first);
    fixture_remove(second);
    fixture_remove(third);
}

static void damage_ends_the_list(void **state)
{
    (void)state;
    static const char *const damages[] = {
        "UPDATE entry SET kind = 9 WHERE id = 3",         "UPDATE entry SET product = 2 WHERE id = 3",
        "UPDATE code SET id = -3 WHERE id = 3 << 8 | 1",  "UPDATE text SET id = 3 << 8 WHERE id = 3 << 8 | 1",
        "UPDATE entry SET id = 99999999999 WHERE id = 6",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        char path[FIXTURE_PATH];
        collected c = {.text = EKB_STRBUF_INIT};
        fixture_make(path, damages[i]);
        const char *paths[] = {path};
        ekb_engine *engine = open_engine(paths, 1);
        assert_int_equal(ekb_list(engine, NULL, "", 0, NULL, 0, collect, &c, NULL), EKB_ERR_CORRUPT);
        ekb_strbuf_release(&c.text);
        ekb_engine_free(engine);
        fixture_remove(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(product_and_prefix_choose),
        cmocka_unit_test(a_visitor_may_ask_and_end_it),
        cmocka_unit_test(phrases_are_messages_and_what_must_match),
        cmocka_unit_test(titles_are_in_the_language_asked_for),
        cmocka_unit_test(several_indexes_are_one_list),
        cmocka_unit_test(damage_ends_the_list),
    };
    return RUN_TESTS(tests);
}
