/* SPDX-License-Identifier: MIT */
/* A log as it is opened and read, and what is counted of it. */
#include <stdio.h>
#include <stdlib.h>

#include "input.h"
#include "unit.h"

enum { SIZE = 300000 };
static const char path[] = "test_scan_input.log";

static void write_log(size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (size_t i = 0; i < size; i++)
        fputc(i % 80 == 79 ? '\n' : 'x', file);
    assert_int_equal(fclose(file), 0);
}

static void open_log(ekb_input *input, _Atomic uint64_t *stored)
{
    ekb_source source = {.path = path};
    atomic_store(stored, 0);
    input->stored = stored;
    assert_int_equal(ekb_input_open(input, &source, -1, NULL), EKB_OK);
    assert_true(ekb_input_is_plain(input));
}

/* Pieces overlap, and a line that is longer than one is read again by those behind it. */
static void test_bytes_count_once(void **state)
{
    static const struct {
        uint64_t from, to;
    } parts[] = {{0, 200000}, {100000, 150000}, {90000, 200000}, {190000, SIZE}, {0, SIZE}};
    char *buffer = malloc(SIZE);
    _Atomic uint64_t stored;
    ekb_input input;
    size_t got;
    (void)state;
    assert_non_null(buffer);
    write_log(SIZE);
    open_log(&input, &stored);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t size = (size_t)(parts[i].to - parts[i].from);
        assert_int_equal(ekb_input_read_at(&input, buffer, size, parts[i].from, &got, NULL), EKB_OK);
        assert_int_equal(got, size);
        assert_true(atomic_load(&stored) <= SIZE);
    }
    assert_int_equal(atomic_load(&stored), SIZE);
    ekb_input_close(&input);
    free(buffer);
}

/* What was read to look at a short file is not read anew. */
static void test_head_counts_once(void **state)
{
    char buffer[1000];
    _Atomic uint64_t stored;
    ekb_input input;
    size_t got;
    (void)state;
    write_log(sizeof buffer);
    open_log(&input, &stored);
    assert_int_equal(ekb_input_read_at(&input, buffer, sizeof buffer, 0, &got, NULL), EKB_OK);
    assert_int_equal(got, sizeof buffer);
    assert_int_equal(atomic_load(&stored), sizeof buffer);
    ekb_input_close(&input);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_count_once),
        cmocka_unit_test(test_head_counts_once),
    };
    return RUN_TESTS(tests);
}
