/* SPDX-License-Identifier: MIT */
/* Times that lines of logs begin with. */
#include <string.h>

#include "stamp.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A line, what of it is the time ("" for none), and seconds since 1970 (2000 where
 * the year is not written). */
static const struct {
    const char *line, *time;
    int64_t second;
    int has_year;
} lines[] = {
    {"2026-11-22T10:15:31Z ERROR x", "2026-11-22T10:15:31Z", 1795342531, 1},
    {"2026-11-22T18:15:31.250+08:00 x", "2026-11-22T18:15:31.250+08:00", 1795342531, 1},
    {"2026-11-22 10:15:31,123 [main] x", "2026-11-22 10:15:31,123", 1795342531, 1},
    {"2026-11-22 18:15:31 +0800 x", "2026-11-22 18:15:31 +0800", 1795342531, 1},
    {"2026/11/22 10:15:31 [error] 7#7: x", "2026/11/22 10:15:31", 1795342531, 1},
    {"2026/11/22 下午 10:15:31 x", "2026/11/22 下午 10:15:31", 1795385731, 1},
    {"2026年11月22日 10:15:31 x", "2026年11月22日 10:15:31", 1795342531, 1},
    {"10.0.0.1 - - [22/Nov/2026:10:15:31 +0000] \"GET / HTTP/1.1\"", "22/Nov/2026:10:15:31 +0000", 1795342531,
     1},
    {"[Sun Nov 22 10:15:31.123456 2026] [core:error] x", "Sun Nov 22 10:15:31.123456 2026", 1795342531, 1},
    {"22-Nov-2026 10:15:31.123 SEVERE x", "22-Nov-2026 10:15:31.123", 1795342531, 1},
    {"1:M 22 Nov 2026 10:15:31.123 # x", "22 Nov 2026 10:15:31.123", 1795342531, 1},
    {"Nov 22 10:15:31 host sshd[7]: x", "Nov 22 10:15:31", 974888131, 0},
    {"Nov  2 10:15:31 host sshd[7]: x", "Nov  2 10:15:31", 973160131, 0},
    {"<34>Nov 22 10:15:31 host x", "Nov 22 10:15:31", 974888131, 0},
    {"Nov 22, 2026 10:15:31 PM x", "Nov 22, 2026 10:15:31 PM", 1795385731, 1},
    {"11/22/2026 12:15:31 AM x", "11/22/2026 12:15:31 AM", 1795306531, 1},
    {"E1122 10:15:31.123456  7 x.go:1] x", "E1122 10:15:31.123456", 974888131, 0},
    {"{\"ts\":\"2026-11-22T10:15:31Z\"}", "2026-11-22T10:15:31Z", 1795342531, 1},
    {"no time here", "", 0, 0},
    {"2026-13-22 10:15:31 x", "", 0, 0},
    {"2026-11-22 10:65:31 x", "", 0, 0},
    {"version 2026-11-22", "", 0, 0},
    {"Nov", "", 0, 0},
    {"", "", 0, 0},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        ekb_stamp stamp;
        char time[64] = "";
        int found = ekb_stamp_find(lines[i].line, strlen(lines[i].line), &stamp);
        memcpy(time, lines[i].line + stamp.span.start, stamp.span.end - stamp.span.start);
        assert_string_equal(time, lines[i].time);
        assert_int_equal(found, *lines[i].time != '\0');
        if (stamp.second != lines[i].second || stamp.has_year != lines[i].has_year)
            fail_msg("%s: %lld", lines[i].line, (long long)stamp.second);
    }
}

/* Every beginning of a line is read without reading past it. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        for (size_t length = 0; length <= strlen(lines[i].line); length++) {
            ekb_stamp stamp;
            char *copy = test_malloc(length + 1);
            memcpy(copy, lines[i].line, length);
            ekb_stamp_find(copy, length, &stamp);
            assert_true(stamp.span.end <= length);
            test_free(copy);
        }
    }
}

static void test_order(void **state)
{
    ekb_stamp early, late, other;
    (void)state;
    ekb_stamp_find("2026-11-22 10:15:31,123", 23, &early);
    ekb_stamp_find("2026-11-22 10:15:31,124", 23, &late);
    ekb_stamp_find("Nov 22 10:15:31", 15, &other);
    assert_true(ekb_stamp_compare(&early, &late) < 0 && ekb_stamp_compare(&late, &early) > 0);
    assert_int_equal(ekb_stamp_compare(&early, &early), 0);
    /* Without a year it cannot be told. */
    assert_int_equal(ekb_stamp_compare(&early, &other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_order),
    };
    return RUN_TESTS(tests);
}
