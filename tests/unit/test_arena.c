/* SPDX-License-Identifier: MIT */
/* The arena: alignment, blocks that do not overlap, limits of sizes. */
#include "unit.h"

#include <stdalign.h>
#include <string.h>

#include "core/arena.h"

static void memory_is_aligned_and_apart(void **state)
{
    (void)state;
    ekb_arena arena = EKB_ARENA_INIT;
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = ekb_arena_alloc(&arena, i + 1);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)i, i + 1);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t k = 0; k <= i; k++)
            assert_int_equal(blocks[i][k], i);
    ekb_arena_release(&arena);
}

static void large_blocks_leave_the_head_in_use(void **state)
{
    (void)state;
    ekb_arena arena = EKB_ARENA_INIT;
    char *small = ekb_arena_strdup(&arena, "small");
    char *large = ekb_arena_alloc(&arena, 1 << 20);
    assert_non_null(small);
    assert_non_null(large);
    memset(large, 'x', 1 << 20);
    size_t used = arena.used;
    assert_non_null(ekb_arena_alloc(&arena, 8));
    assert_true(arena.used > used);
    assert_string_equal(small, "small");
    ekb_arena_release(&arena);
}

static void a_large_first_block_is_full(void **state)
{
    (void)state;
    ekb_arena arena = EKB_ARENA_INIT;
    char *large = ekb_arena_alloc(&arena, 1 << 16);
    assert_non_null(large);
    memset(large, 'x', 1 << 16);
    char *next = ekb_arena_strdup(&arena, "next");
    assert_non_null(next);
    assert_int_equal(large[(1 << 16) - 1], 'x');
    assert_string_equal(next, "next");
    ekb_arena_release(&arena);
}

static void impossible_sizes_give_null(void **state)
{
    (void)state;
    ekb_arena arena = EKB_ARENA_INIT;
    assert_null(ekb_arena_alloc(&arena, SIZE_MAX));
    assert_null(ekb_arena_alloc(&arena, SIZE_MAX - 7));
    assert_null(ekb_arena_calloc(&arena, SIZE_MAX / 2, 4));
    assert_null(ekb_arena_strndup(&arena, "", SIZE_MAX));
    assert_non_null(ekb_arena_alloc(&arena, 0));
    assert_non_null(ekb_arena_calloc(&arena, 0, 8));
    assert_non_null(ekb_arena_calloc(&arena, 8, 0));
    ekb_arena_release(&arena);
}

static void calloc_zeroes_and_strndup_ends(void **state)
{
    (void)state;
    ekb_arena arena = EKB_ARENA_INIT;
    memset(ekb_arena_alloc(&arena, 4000), 0xFF, 4000);
    ekb_arena_release(&arena);
    const unsigned char *zeroed = ekb_arena_calloc(&arena, 100, 40);
    for (size_t i = 0; i < 4000; i++)
        assert_int_equal(zeroed[i], 0);
    assert_string_equal(ekb_arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(ekb_arena_strndup(&arena, "abc", 0), "");
    ekb_arena_release(&arena);
    assert_null(arena.head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_and_apart),
        cmocka_unit_test(large_blocks_leave_the_head_in_use),
        cmocka_unit_test(a_large_first_block_is_full),
        cmocka_unit_test(impossible_sizes_give_null),
        cmocka_unit_test(calloc_zeroes_and_strndup_ends),
    };
    return RUN_TESTS(tests);
}
