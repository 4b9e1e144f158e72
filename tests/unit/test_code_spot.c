/* SPDX-License-Identifier: MIT */
/* Codes in a text of a size that no paste has: what takes more than time in proportion to it
 * would not end here. */
#include "unit.h"

#include <string.h>

#include "core/code.h"

enum { LONG = 1 << 20 };

static const char *const pieces[] = {
    "a-",  "sk-",  "a.",   "/home", "a-b/",     "a#",   "1-",    "1-1.",   "1 ",   "1, ",
    "12:", "a_",   "A1-",  "0x",    "ID:",      "ORA-", "ID: (", "error ", "(1) ", "a   ",
    "--",  "错误", "一二", "第 1",  "1 errors", "# 1",  "1)) ",  "\xFF",
};

static void test_long(void **state)
{
    static ekb_spotted spotted[EKB_SPOTTED_MAX];
    char *text = test_malloc(LONG);
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t size = strlen(pieces[i]), length = LONG / size * size;
        for (size_t at = 0; at < length; at += size)
            memcpy(text + at, pieces[i], size);
        int count = ekb_code_spot(text, length, spotted);
        assert_true(count >= 0 && count <= EKB_SPOTTED_MAX);
    }
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_long)};
    return RUN_TESTS(tests);
}
