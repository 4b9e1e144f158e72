/* SPDX-License-Identifier: MIT */
/*
 * A source file of any bytes: read, checked, its findings shown. A product
 * stands beside it, so that entries of demo/ get as far as the rules. A file is
 * in the way of speed but not of depth: what is fuzzed is the compiler that
 * authors run.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/errkb-fuzz-XXXXXX";

static void require(int holds)
{
    if (!holds)
        abort();
}

static void remove_file(void)
{
    unlink(path);
}

static int open_file(void)
{
    int file = mkstemp(path);
    require(file >= 0);
    atexit(remove_file);
    return file;
}

static void show(const ekbc_result *result, FILE *nowhere)
{
    for (int json = 0; json <= 1; json++) {
        ekbc_diag_style style = {.out = nowhere, .json = json, .colour = !json};
        ekbc_diags_show(&result->diags, &result->catalog, &style, NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    static FILE *nowhere;
    if (file < 0) {
        file = open_file();
        nowhere = fopen("/dev/null", "w");
        require(nowhere != NULL);
    }
    require(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
    const char *const paths[] = {FUZZ_PRODUCT, path};
    ekbc_job job = {.paths = paths, .path_count = 2};
    ekbc_result result;
    ekb_error error;
    require(ekbc_compile(&job, &result, &error) == EKB_OK);
    show(&result, nowhere);
    ekbc_result_release(&result);
    return 0;
}
