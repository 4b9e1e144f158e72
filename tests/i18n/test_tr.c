/* SPDX-License-Identifier: MIT */
/* Look-up in catalogs: languages, plurals, contexts, and images that lie. */
#include <stdlib.h>
#include <string.h>

#include "catalog.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_find_by_tag(void **state)
{
    (void)state;
    static const struct {
        const char *wish, *tag;
    } cases[] = {
        {"zh-CN", "zh-CN"},    {"zh_CN.UTF-8", "zh-CN"},
        {"zh", "zh-CN"},       {"ZH-hans", "zh-CN"},
        {"zh-TW@x", "zh-CN"},  {"en", "en"},
        {"en_GB.UTF-8", "en"}, {"C", "en"},
        {"POSIX", "en"},       {"", "en"},
        {"fr-FR", "en"},       {"z", "en"},
        {"zhx", "en"},         {"zh-", "zh-CN"},
    };
    assert_string_equal(ekb_tr_tag(ekb_tr_find(NULL)), "en");
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(ekb_tr_tag(ekb_tr_find(cases[i].wish)), cases[i].tag);
}

static void test_tags_that_a_user_can_choose(void **state)
{
    (void)state;
    const char *const *tags = ekb_tr_tags();
    assert_string_equal(tags[0], "en");
    assert_string_equal(tags[1], "zh-CN");
    assert_null(tags[2]); /* the pseudo-locale is hidden */
}

static void test_texts(void **state)
{
    (void)state;
    const ekb_tr_catalog *chinese = ekb_tr_find("zh-CN");
    static const char unknown[] = "a text that no catalog has";
    assert_string_equal(ekb_tr(chinese, "out of memory"), "内存不足");
    assert_string_equal(ekb_tr(ekb_tr_find("en"), "out of memory"), "out of memory");
    assert_string_equal(ekb_tr(NULL, "out of memory"), "out of memory");
    assert_ptr_equal(ekb_tr(chinese, unknown), unknown);
    assert_string_equal(ekb_tr(chinese, ""), ""); /* not the header */
    assert_string_equal(ekb_trn(NULL, "%d thing", "%d things", 1), "%d thing");
    assert_string_equal(ekb_trn(NULL, "%d thing", "%d things", 0), "%d things");
    assert_string_equal(ekb_trn(chinese, "%lu entry", "%lu entries", 1), "%lu 个条目");
    assert_string_equal(ekb_trn(chinese, "%lu entry", "%lu entries", 7), "%lu 个条目");
}

/* An image by hand: header, keys, values, strings. Keys must be sorted. */
typedef struct image {
    unsigned char bytes[512];
    size_t size;
} image;

static void put_u32(image *into, size_t at, unsigned value, int big)
{
    for (int i = 0; i < 4; i++)
        into->bytes[at + (size_t)i] = (unsigned char)(value >> 8 * (big ? 3 - i : i));
}

static image make_image(int big)
{
    static const struct {
        const char *text;
        unsigned length;
    } strings[2][3] = {
        {{"", 0}, {"menu\4Open", 9}, {"one\0many", 8}},
        {{"header", 6}, {"Öffnen", 7}, {"eins\0viele", 10}},
    };
    image made = {.size = 28 + 2 * 3 * 8};
    const unsigned header[] = {0x950412deu, 0, 3, 28, 28 + 3 * 8, 0, 0};
    for (size_t i = 0; i < COUNT(header); i++)
        put_u32(&made, i * 4, header[i], big);
    for (size_t table = 0; table < 2; table++) {
        for (size_t i = 0; i < 3; i++) {
            put_u32(&made, 28 + table * 24 + i * 8, strings[table][i].length, big);
            put_u32(&made, 28 + table * 24 + i * 8 + 4, (unsigned)made.size, big);
            memcpy(made.bytes + made.size, strings[table][i].text, strings[table][i].length + 1);
            made.size += strings[table][i].length + 1;
        }
    }
    return made;
}

static void test_contexts_and_plurals_in_both_byte_orders(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        image made = make_image(big);
        ekb_tr_catalog catalog = {"de", made.bytes, made.size, EKB_TR_PLURAL_NOT_ONE, 0};
        assert_string_equal(ekb_tr_context(&catalog, "menu", "Open"), "Öffnen");
        assert_string_equal(ekb_tr_context(&catalog, "door", "Open"), "Open");
        assert_string_equal(ekb_tr_context(&catalog, "men", "u\4Open"), "u\4Open");
        assert_string_equal(ekb_tr(&catalog, "Open"), "Open");
        assert_string_equal(ekb_trn(&catalog, "one", "many", 1), "eins");
        assert_string_equal(ekb_trn(&catalog, "one", "many", 2), "viele");
        assert_string_equal(ekb_trn(&catalog, "one", "many", 0), "viele");
        catalog.plural = EKB_TR_PLURAL_OVER_ONE;
        assert_string_equal(ekb_trn(&catalog, "one", "many", 0), "eins");
    }
}

/* Uses a copy of exactly the given size, so that a sanitizer sees a byte too far. */
static void look_up_in(const unsigned char *bytes, size_t size)
{
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    if (size > 0)
        memcpy(copy, bytes, size);
    ekb_tr_catalog catalog = {"de", copy, size, EKB_TR_PLURAL_NOT_ONE, 0};
    assert_true(strlen(ekb_tr(&catalog, "Open")) < 512);
    assert_true(strlen(ekb_tr_context(&catalog, "menu", "Open")) < 512);
    assert_true(strlen(ekb_trn(&catalog, "one", "many", 5)) < 512);
    free(copy);
}

static void test_images_that_lie(void **state)
{
    (void)state;
    image made = make_image(0);
    for (size_t size = 0; size <= made.size; size++)
        look_up_in(made.bytes, size);
    static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
    for (size_t at = 0; at < made.size; at++) {
        for (size_t i = 0; i < COUNT(values); i++) {
            image damaged = made;
            damaged.bytes[at] = values[i];
            look_up_in(damaged.bytes, damaged.size);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_by_tag),
        cmocka_unit_test(test_tags_that_a_user_can_choose),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_contexts_and_plurals_in_both_byte_orders),
        cmocka_unit_test(test_images_that_lie),
    };
    return RUN_TESTS(tests);
}
