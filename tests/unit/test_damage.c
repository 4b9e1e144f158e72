/* SPDX-License-Identifier: MIT */
/* A damaged file may be refused or may answer, but never crashes or hangs. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errkb/errkb.h"
#include "index_fixture.h"

static int ignore_listed(void *context, const ekb_listed *listed)
{
    *(size_t *)context += strlen(listed->id) + strlen(listed->title) + strlen(listed->display);
    return 0;
}

static int ignore_product(void *context, const ekb_product *product)
{
    *(size_t *)context += strlen(product->name);
    return 0;
}

static size_t weigh_actions(const ekb_action *actions, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += strlen(actions[i].text);
        sum += weigh_actions(actions[i].actions, actions[i].action_count);
    }
    return sum;
}

/* Reads all there is; @return whether nothing was found wrong. */
static int read_all(ekb_engine *engine)
{
    static const char *const ids[] = {"mars/0x1FC07", "mars/100050", "mars/34513", "mars/procedures/outer"};
    static const char *const languages[] = {"zh-CN", "en"};
    size_t sum = 0;
    int sound = 1;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        ekb_shown *shown = NULL;
        ekb_error error = {.status = EKB_OK};
        ekb_status status = ekb_show(engine, ids[i], languages, 2, &shown, &error);
        assert_int_equal(error.status, status);
        assert_true(status == EKB_OK || shown == NULL);
        for (size_t k = 0; shown != NULL && k < shown->entry.content_count; k++) {
            const ekb_content *content = &shown->entry.contents[k];
            for (size_t c = 0; c < content->cause_count; c++)
                sum += weigh_actions(content->causes[c].actions, content->causes[c].action_count);
        }
        sound &= status == EKB_OK;
        ekb_shown_free(shown);
    }
    sound &= ekb_list(engine, NULL, NULL, 1, languages, 2, ignore_listed, &sum, NULL) == EKB_OK;
    sound &= ekb_list(engine, "mars", "345", 0, languages, 2, ignore_listed, &sum, NULL) == EKB_OK;
    sound &= ekb_products(engine, languages, 2, ignore_product, &sum, NULL) == EKB_OK;
    assert_non_null(ekb_engine_index(engine, 0));
    sound &= ekb_engine_check(engine, 0, NULL) == EKB_OK;
    return sound;
}

/* @return whether nothing was found wrong with the file. */
static int use_damaged(const unsigned char *bytes, size_t length)
{
    char path[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    fixture_write(path, bytes, length);
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    int sound = ekb_engine_open(engine, path, NULL) == EKB_OK && read_all(engine);
    ekb_engine_free(engine);
    fixture_remove(path);
    return sound;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static unsigned damage_rounds(void)
{
    const char *rounds = getenv("ERRKB_DAMAGE_ROUNDS");
    return rounds != NULL ? (unsigned)strtoul(rounds, NULL, 10) : 400;
}

static void flipped_bits(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    size_t length;
    uint32_t seed = 20261122;
    unsigned found = 0, rounds = damage_rounds();
    fixture_make(path, NULL);
    unsigned char *whole = fixture_read(path, &length);
    fixture_remove(path);
    assert_true(use_damaged(whole, length));
    unsigned char *copy = malloc(length);
    assert_non_null(copy);
    for (unsigned i = 0; i < rounds; i++) {
        memcpy(copy, whole, length);
        for (uint32_t flips = 1 + next_random(&seed) % 4; flips > 0; flips--)
            copy[next_random(&seed) % length] ^= (unsigned char)(1u << next_random(&seed) % 8);
        found += !use_damaged(copy, length);
    }
    free(copy);
    free(whole);
    assert_true(found > rounds / 10);
}

/* Page numbers in interior pages and overflow chains that lead anywhere. */
static void pages_in_wrong_places(void **state)
{
    (void)state;
    const size_t page = 1024;
    char path[FIXTURE_PATH];
    size_t length;
    uint32_t seed = 7;
    fixture_make_many(path, 600);
    unsigned char *whole = fixture_read(path, &length);
    fixture_remove(path);
    unsigned char *copy = malloc(length);
    assert_non_null(copy);
    for (unsigned i = 0; i < damage_rounds() / 8; i++) {
        memcpy(copy, whole, length);
        size_t from = 1 + next_random(&seed) % (length / page - 1),
               to = 1 + next_random(&seed) % (length / page - 1);
        memcpy(copy + to * page, whole + from * page, page);
        use_damaged(copy, length);
    }
    /* Every child of every interior page is the page itself. */
    for (size_t at = page; at < length; at += page) {
        memcpy(copy, whole, length);
        if (whole[at] != 5 && whole[at] != 2)
            continue;
        uint32_t self = (uint32_t)(at / page) + 1;
        const unsigned char pointer[4] = {0, 0, (unsigned char)(self >> 8), (unsigned char)self};
        memcpy(copy + at + 8, pointer, 4);
        size_t cells = (size_t)(whole[at + 3] << 8 | whole[at + 4]);
        for (size_t k = 0; k < cells; k++) {
            size_t cell = (size_t)(whole[at + 12 + 2 * k] << 8 | whole[at + 13 + 2 * k]);
            memcpy(copy + at + cell, pointer, 4);
        }
        use_damaged(copy, length);
    }
    free(copy);
    free(whole);
}

static const char *const unsound[] = {
    "UPDATE term SET list = x'0200010102030201' WHERE hash = 9",     /* fewer postings than df */
    "UPDATE term SET list = x'020001010201020103' WHERE hash = 9",   /* more postings than df */
    "UPDATE term SET list = x'02000181' WHERE hash = 9",             /* cut off in a posting */
    "UPDATE term SET list = x'020001000203020103' WHERE hash = 9",   /* a posting of 0 */
    "UPDATE term SET list = x'020001070203020103' WHERE hash = 9",   /* a template behind the last */
    "UPDATE term SET list = x'ffffffffffffffffff01' WHERE hash = 9", /* a number without end */
    "UPDATE term SET list = x'0200000203020103' WHERE hash = 9",     /* df 0 */
    "UPDATE term SET list = x'020001010003020103' WHERE hash = 9",   /* a hash twice */
    "UPDATE term SET list = x'030001010203020103' WHERE hash = 9",   /* not up to the row's hash */
    "UPDATE term SET list = x'010001010203020103' WHERE hash = 9",   /* beyond the row's hash */
    "UPDATE term SET list = x'0a0001010203020103' WHERE hash = 9",   /* a first hash below 0 */
    "UPDATE term SET list = x'02' WHERE hash = 9",                   /* no term */
    "UPDATE term SET list = x'' WHERE hash = 9",                     /* nothing */
    "UPDATE term SET list = x'020001010280020003' WHERE hash = 9",   /* a list that is not there */
    "UPDATE term SET list = x'0200010102800200' WHERE hash = 9",     /* cut off before the list's length */
    "UPDATE term SET hash = 1 WHERE hash = 9",
    "UPDATE term SET hash = -1 WHERE hash = 9",
    "UPDATE term SET hash = 281474976710656 WHERE hash = 281474976710655",
    "INSERT INTO term VALUES (10, x'0300010101')",
    "INSERT INTO term_list VALUES (0, x'01')", /* nobody's */
    "UPDATE template SET entry = 99",
    "UPDATE template SET entry = 0",
    "UPDATE template SET entry = -1",
    "UPDATE template SET id = 1",
    "DELETE FROM template",
    "INSERT INTO template VALUES (1, 6, x'400102')",
    "UPDATE template SET list = x'4005018201100120400101400200400300400422'", /* kind that is none */
    "UPDATE template SET list = x'418201100120400101400200400300400422'",     /* nothing to guess from */
    "UPDATE template SET list = x'40010141400101400200400300400422'", /* nothing that followed before */
    "UPDATE template SET list = x'4001018201100120400101400200400300420422'", /* fewer sentences than said */
    "UPDATE template SET list = x'400101820110012040010140020040030042042280'",   /* a sentence cut off */
    "UPDATE template SET list = x'80801001018201100120400101400200400300400422'", /* more than 16 bits */
    "UPDATE template SET list = x'400101820110012040010140020040030040b80c22'",   /* entry behind the last */
    "UPDATE template SET list = x'4001018201100120400101400200400300401103'", /* entry 5, whose title is another */
    "UPDATE template SET list = x'400101401009400101400200400300400422'",         /* no such message */
    "UPDATE template SET list = x'40010182011080800820400101400200400300400422'", /* message number too large */
    "UPDATE template SET list = x'40010140108102400101400200400300400422'",     /* no such further wording */
    "UPDATE template SET list = x'4001018201100120400163400200400300400422'",   /* no such title */
    "UPDATE template SET list = x'4001018201100120400101400209400300400422'",   /* no such keyword */
    "UPDATE template SET list = x'4001018201100120400101400200400309400422'",   /* no such example */
    "UPDATE template SET list = x'40010182011001204001014002004003004004b20c'", /* no such node */
    "UPDATE template SET list = x'4001018201100120400101400200400300400472'",   /* a node without text */
    "UPDATE template SET list = x'4001018201100120400101400200400300'",         /* one too few */
    "UPDATE template SET list = x'4001018201100120400101400200400300400422400422'", /* one too many */
    "UPDATE template SET list = "
    "x'"
    "40010182011001204001014002004003004004224004224004224004224004224004224004224004224004224004224004224004"
    "22400422400422400422400422400422400422400422400422400422400422400422400422400422400422400422400422400422"
    "'",                                                                      /* more than a row has */
    "UPDATE template SET list = x'400101820110012040010141400300400422'",     /* a guess that is wrong */
    "UPDATE template SET list = x''",                                         /* nothing */
    "UPDATE template SET list = x'40010182011001204001014002004003004004b2'", /* cut off */
    "UPDATE template SET list = x'400101820110012040010140020040030040'",     /* no label */
    "UPDATE template SET list = x'ffffffffffffffffffffffff'",                 /* a number without end */
    "INSERT INTO code VALUES (99 << 8, 1, '1', 1, 0)",
    "INSERT INTO code VALUES (1, 1, '1', 1, 0)",
    "INSERT INTO code VALUES (2 << 8, 2, '100050', 3, 0)", /* the first code twice */
    "UPDATE code SET forms = 0 WHERE id >> 8 = 3",
    "UPDATE code SET forms = 16 WHERE id >> 8 = 3", /* other forms than it leads from */
    "UPDATE code SET role = 2 WHERE id >> 8 = 3",
    "UPDATE code SET space = 3 WHERE id >> 8 = 3",
    "UPDATE code SET space = 0 WHERE id >> 8 = 3",
    "UPDATE entry SET space = 3 WHERE id = 2",
    "UPDATE entry SET space = -1 WHERE id = 2",
    "UPDATE entry SET forms = 32 WHERE id = 2",
    "UPDATE entry SET forms = 0 WHERE id = 2",
    "UPDATE entry SET code = '' WHERE id = 2",
    "UPDATE entry SET code = '100051' WHERE id = 2",
    "UPDATE entry SET forms = 1 WHERE id = 6", /* a code without a form */
    "UPDATE space SET id = 9 WHERE id = 1",
    "UPDATE space SET name = '' WHERE id = 1",
    "DELETE FROM code_canon WHERE last = 'n:34513'",
    "UPDATE code_canon SET last = 'n:34514' WHERE last = 'n:34513'",
    "UPDATE code_canon SET last = 'n:100049' WHERE last = 'n:34513'",
    "UPDATE code_canon SET list = x'' WHERE last = 'n:130055'",
    "UPDATE code_canon SET list = x'10006e3a3130303035300c0a03333030353501' WHERE last = 'n:130055'", /* other codes */
    "UPDATE code_canon SET list = x'10006e3a313030303530080a03333030353500' WHERE last = 'n:130055'",
    "UPDATE code_canon SET list = x'10006e3a31303030353008' WHERE last = 'n:130055'", /* one too few */
    "UPDATE code_canon SET list = x'10006e3a3130303035300810006e3a313030303530080a03333030353502' WHERE last "
    "= "
    "'n:130055'", /* one twice */
    "UPDATE code_canon SET list = x'10006e3a313030303530080a09333030353502' WHERE last = 'n:130055'", /* a beginning
                                                                                     longer than the one before */
    "UPDATE code_canon SET list = x'10006e3a313030303530080c03333030353502' WHERE last = 'n:130055'", /* cut off */
    "UPDATE code_canon SET list = x'10006e3a3130303035300880020333' WHERE last = 'n:130055'",
    "UPDATE code_canon SET list = x'11006e3a31303030353000080a03333030353502' WHERE last = 'n:130055'", /* no code */
    "UPDATE code_canon SET list = x'11006e3a3130303035300408000a03333030353502' WHERE last = 'n:130055'",
    "UPDATE code_canon SET list = x'10006e3a31303030353009010a03333030353502' WHERE last = 'n:130055'", /* no such n */
    "UPDATE code_canon SET list = x'10006e3a3130303035300980020a03333030353502' WHERE last = 'n:130055'",
    "UPDATE code_canon SET list = x'10006e3a3130303035308003' WHERE last = 'n:130055'", /* no such entry */
    "UPDATE meta SET value = 7 WHERE key = 'entries'",
    "UPDATE entry SET local = 'zzz' WHERE id = 3",
    "UPDATE entry SET local = '34513' WHERE id = 6",
    "UPDATE product SET first = 0",
    "UPDATE product SET entries = 7",
    "UPDATE product SET entries = 5",
    "INSERT INTO product VALUES (2, 'zzz', 0, 'zzz', '[]', 1, 1)",
    "DELETE FROM text WHERE id >> 8 = 2",
    "UPDATE node SET type = 9 WHERE id = 3 << 16 | 2",
    "INSERT INTO keyword VALUES (99, 0, 1, 'x')",
    "INSERT INTO keyword VALUES (3, 1, 9, 'x')",
    "INSERT INTO example VALUES (3, 2, 9, 'x')",
    "INSERT INTO see_also VALUES (99, 0, 'x')",
    "INSERT INTO message VALUES (99 << 16, 1, 0, 'x')",
    "INSERT INTO node VALUES (99 << 16 | 1, 0, 0, NULL, NULL, 0, 0)",
    "INSERT INTO text VALUES (99 << 8 | 1, 'x', NULL, NULL, NULL)",
    "INSERT INTO text VALUES (2 << 8 | 9, 'x', NULL, NULL, NULL)", /* a language that is none */
    "UPDATE text SET title = 16 WHERE id = 3 << 8 | 2",            /* more than the message has */
    "UPDATE text SET title = 0 WHERE id = 3 << 8 | 2",
    "UPDATE text SET title = 1 WHERE id = 2 << 8 | 2", /* of no message */
    "UPDATE text SET title = x'41' WHERE id = 3 << 8 | 1",
    "UPDATE text SET title = NULL WHERE id = 3 << 8 | 1", /* a template's */
    "UPDATE text SET message = NULL WHERE id = 3 << 8 | 1",
    "UPDATE text SET body = NULL WHERE id = 3 << 8 | 1",
    "UPDATE text SET body = '[]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[\"a\"' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[\"a\"] x' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[\"a\",]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[[\"a\",\"b\",\"c\"]]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[[]]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[1]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[nul]' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '\"a\"' WHERE id = 3 << 8 | 2",
    "UPDATE text SET body = '[\"a\"]' WHERE id = 2 << 8 | 2", /* of no node */
    "UPDATE entry SET tree = 3 WHERE id = 2",                 /* tree of an entry before it only */
    "UPDATE entry SET tree = 6 WHERE id = 6",                 /* without nodes */
    "UPDATE entry SET tree = 99 WHERE id = 6",
    "UPDATE entry SET tree = NULL WHERE id = 3",
    "UPDATE product SET words = 'x'",
};

static void the_check_finds_what_it_must(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++) {
        char path[FIXTURE_PATH];
        ekb_engine *engine = NULL;
        ekb_error error = {.status = EKB_OK};
        fixture_make(path, unsound[i]);
        assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
        assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
        if (ekb_engine_check(engine, 0, &error) != EKB_ERR_CORRUPT)
            fail_msg("%s", unsound[i]);
        assert_non_null(error.message);
        ekb_engine_free(engine);
        fixture_remove(path);
    }
}

static void the_check_passes_what_is_sound(void **state)
{
    (void)state;
    char path[FIXTURE_PATH];
    ekb_engine *engine = NULL;
    fixture_make(path, NULL);
    assert_int_equal(ekb_engine_new(&engine, NULL), EKB_OK);
    assert_int_equal(ekb_engine_open(engine, path, NULL), EKB_OK);
    assert_int_equal(ekb_engine_check(engine, 0, NULL), EKB_OK);
    assert_int_equal(ekb_engine_check(engine, 1, NULL), EKB_ERR_ARG);
    assert_int_equal(ekb_engine_check(NULL, 0, NULL), EKB_ERR_ARG);
    ekb_engine_free(engine);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flipped_bits),
        cmocka_unit_test(pages_in_wrong_places),
        cmocka_unit_test(the_check_finds_what_it_must),
        cmocka_unit_test(the_check_passes_what_is_sound),
    };
    return RUN_TESTS(tests);
}
