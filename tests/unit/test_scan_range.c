/* SPDX-License-Identifier: MIT */
/* Ranges of the input touch, leave nothing out and overlap nowhere. */
#include "range.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_parts_touch(void **state)
{
    static const uint64_t totals[] = {0, 1, 2, 999, 1000, 1456459, UINT64_C(1) << 40, UINT64_MAX};
    static const uint32_t parts[] = {1, 2, 3, 7, 1000, EKB_RANGE_MOST};
    (void)state;
    for (size_t t = 0; t < COUNT(totals); t++) {
        for (size_t p = 0; p < COUNT(parts); p++) {
            uint64_t before = 0;
            for (uint32_t i = 1; i <= parts[p]; i++) {
                ekb_bytes bytes = ekb_range_of((ekb_range){i, parts[p]}, totals[t]);
                assert_true(bytes.start == before && bytes.end >= bytes.start);
                before = bytes.end;
            }
            assert_true(before == totals[t]);
        }
    }
}

/* Three files of 10, 0 and 20 bytes in every number of parts: each byte once. */
static void test_files(void **state)
{
    static const uint64_t sizes[] = {10, 0, 20};
    (void)state;
    for (uint32_t parts = 1; parts <= 35; parts++) {
        unsigned seen[30] = {0}, wholes[3] = {0};
        for (uint32_t part = 1; part <= parts; part++) {
            ekb_bytes range = ekb_range_of((ekb_range){part, parts}, 30);
            uint64_t place = 0;
            for (size_t f = 0; f < COUNT(sizes); place += sizes[f++]) {
                ekb_bytes in = ekb_range_in_file(range, place, sizes[f], 0);
                for (uint64_t b = in.start; b < in.end; b++)
                    seen[place + b]++;
                in = ekb_range_in_file(range, place, sizes[f], 1);
                wholes[f] += in.end > in.start;
            }
        }
        for (size_t b = 0; b < COUNT(seen); b++)
            assert_int_equal(seen[b], 1);
        assert_true(wholes[0] == 1 && wholes[1] == 0 && wholes[2] == 1);
    }
}

static void test_texts(void **state)
{
    static const char *const wrong[] = {"",    "0/3",  "4/3",  "1/0",   "1",         "/3",           "1/",
                                        "a/b", "1/3 ", "-1/3", "1/3/4", "1/1000001", "99999999999/1"};
    ekb_range range;
    ekb_error error;
    (void)state;
    assert_int_equal(ekb_range_parse("2/8", &range, &error), EKB_OK);
    assert_true(range.part == 2 && range.parts == 8);
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_int_equal(ekb_range_parse(wrong[i], &range, &error), EKB_ERR_ARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_touch),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_texts),
    };
    return RUN_TESTS(tests);
}
