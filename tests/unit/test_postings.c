/* SPDX-License-Identifier: MIT */
/* Long lists: what was written is read; what is broken ends and stays in bounds. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "core/postings.h"

enum { MOST = 5000 };

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void round_trip(const uint32_t *numbers, size_t count)
{
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    ekb_postings_put(&bytes, numbers, count);
    assert_false(bytes.failed);
    /* A copy of its exact size, so that a sanitizer sees each byte too many. */
    unsigned char *copy = malloc(bytes.length + (bytes.length == 0));
    assert_non_null(copy);
    if (bytes.length > 0)
        memcpy(copy, bytes.data, bytes.length);
    ekb_postings list = ekb_postings_of(copy, bytes.length, count);
    uint64_t block[EKB_POSTINGS_BLOCK];
    size_t read = 0, more;
    for (; (more = ekb_postings_next(&list, block)) > 0; read += more)
        for (size_t i = 0; i < more; i++)
            assert_int_equal(block[i], numbers[read + i]);
    assert_int_equal(read, count);
    assert_int_equal(list.left, 0);
    assert_true(list.at == list.end && list.have < 8);
    free(copy);
    ekb_strbuf_release(&bytes);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    static uint32_t numbers[MOST];
    uint32_t seed = 20261122;
    round_trip(numbers, 0);
    for (unsigned spread = 0; spread < 20; spread++)
        for (size_t count = 1; count <= MOST; count = count * 2 + 1) {
            uint32_t last = 0;
            for (size_t i = 0; i < count; i++)
                numbers[i] = last +=
                    1 + next_random(&seed) % ((1u << spread) < 800000 ? 1u << spread : 800000);
            round_trip(numbers, count);
        }
}

static void extremes(void **state)
{
    (void)state;
    static const uint32_t far[] = {1, 2, UINT32_MAX}, one[] = {UINT32_MAX}, first[] = {1};
    uint32_t jump[200];
    for (uint32_t i = 0; i < 200; i++)
        jump[i] = i < 199 ? i + 1 : UINT32_MAX - 1;
    round_trip(far, 3);
    round_trip(one, 1);
    round_trip(first, 1);
    round_trip(jump, 200);
}

static void broken_lists_end(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (unsigned round = 0; round < 20000; round++) {
        size_t length = next_random(&seed) % 40;
        unsigned char *bytes = malloc(length + (length == 0));
        assert_non_null(bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (unsigned char)(next_random(&seed) >> (round % 3 == 0 ? 0 : 28));
        ekb_postings list = ekb_postings_of(bytes, length, 1000);
        uint64_t last = 0, block[EKB_POSTINGS_BLOCK];
        size_t steps = 0, count;
        while ((count = ekb_postings_next(&list, block)) > 0) {
            for (size_t i = 0; i < count; last = block[i++])
                assert_true(block[i] > last);
            assert_true((steps += count) <= 8 * length);
        }
        assert_true(list.left > 0);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(extremes),
        cmocka_unit_test(broken_lists_end),
    };
    return RUN_TESTS(tests);
}
