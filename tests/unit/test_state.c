/* SPDX-License-Identifier: MIT */
/* A state is used where files are the same, and is nothing where it is damaged. */
#include "unit.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"

static char *output, *state_path;

static int set_up(void **state)
{
    (void)state;
    char name[64];
    snprintf(name, sizeof name, "errkb-test-state-%ld.ekb", (long)getpid());
    output = ekbc_os_scratch_path(name);
    snprintf(name, sizeof name, "errkb-test-state-%ld.state", (long)getpid());
    state_path = ekbc_os_scratch_path(name);
    return output == NULL || state_path == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    remove(output);
    remove(state_path);
    free(output);
    free(state_path);
    return 0;
}

/* Compiles kb/. @return how many files were taken from the state. */
static size_t compile(unsigned char digest[SHA256_DIGEST_SIZE])
{
    static const char *const paths[] = {TEST_SOURCES};
    const ekbc_job job = {
        .paths = paths, .path_count = 1, .output = output, .state = state_path, .no_examples = 1};
    ekbc_result result;
    unsigned char *bytes;
    size_t length, taken = 0;
    struct sha256_ctx hash;
    assert_int_equal(ekbc_compile(&job, &result, NULL), EKB_OK);
    assert_int_equal(result.diags.errors, 0);
    assert_int_equal(result.state_failed, 0);
    for (size_t i = 0; i < result.catalog.file_count; i++)
        taken += result.past.sources[i].how != EKBC_READ;
    assert_true(taken == 0 || taken == result.catalog.file_count);
    ekbc_result_release(&result);
    assert_true(ekbc_os_read_whole(output, &bytes, &length));
    sha256_init(&hash);
    sha256_update(&hash, length, bytes);
    sha256_digest(&hash, SHA256_DIGEST_SIZE, digest);
    free(bytes);
    return taken;
}

static void is_used(void **state)
{
    (void)state;
    unsigned char first[SHA256_DIGEST_SIZE], second[SHA256_DIGEST_SIZE];
    remove(state_path);
    assert_int_equal(compile(first), 0);
    assert_true(compile(second) > 0);
    assert_memory_equal(first, second, sizeof first);
}

static void put_file(const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(state_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Every bit that is another makes the whole, or the part, not there; what does
   not begin as a state may be anybody's, and is not written over. */
static void damage_is_seen(void **state)
{
    (void)state;
    unsigned char *bytes, first[SHA256_DIGEST_SIZE], second[SHA256_DIGEST_SIZE];
    size_t length;
    remove(state_path);
    assert_int_equal(compile(first), 0);
    assert_true(ekbc_os_read_whole(state_path, &bytes, &length));
    for (size_t at = 0; at < length; at += 1 + length / 60) {
        bytes[at] ^= 16;
        put_file(bytes, length);
        bytes[at] ^= 16;
        static const char *const paths[] = {TEST_SOURCES};
        const ekbc_job job = {
            .paths = paths, .path_count = 1, .output = output, .state = state_path, .no_examples = 1};
        ekbc_result result;
        ekb_status right = at < EKBC_STATE_AT_COMPILER ? EKB_ERR_ARG : EKB_OK;
        assert_int_equal(ekbc_compile(&job, &result, NULL), right);
        assert_int_equal(result.diags.errors + result.diags.warnings, 0);
        ekbc_result_release(&result);
    }
    for (size_t cut = 0; cut < length; cut += 1 + length / 20) {
        put_file(bytes, cut);
        assert_int_equal(compile(second), 0);
        assert_memory_equal(first, second, sizeof first);
    }
    free(bytes);
}

/* Every sum made right: what is wrong is left to be found. */
static void malice_does_no_harm(void **state)
{
    (void)state;
    unsigned char *bytes, digest[SHA256_DIGEST_SIZE];
    size_t length;
    uint64_t seed = 20261122, directory;
    remove(state_path);
    compile(digest);
    assert_true(ekbc_os_read_whole(state_path, &bytes, &length));
    memcpy(&directory, bytes + EKBC_STATE_AT_DIRECTORY, sizeof directory);
    for (int round = 0; round < 300; round++) {
        unsigned char *wrong = malloc(length);
        assert_non_null(wrong);
        memcpy(wrong, bytes, length);
        for (int n = 0; n < 3; n++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            wrong[directory + (seed >> 33) % (length - directory)] = (unsigned char)(seed >> 25);
        }
        uint64_t sum = ekbc_state_sum(wrong + directory, length - directory);
        memcpy(wrong + EKBC_STATE_AT_SUM, &sum, sizeof sum);
        sum = ekbc_state_sum(wrong, EKBC_STATE_AT_HEADER_SUM);
        memcpy(wrong + EKBC_STATE_AT_HEADER_SUM, &sum, sizeof sum);
        put_file(wrong, length);
        free(wrong);
        static const char *const paths[] = {TEST_SOURCES};
        const ekbc_job job = {.paths = paths, .path_count = 1, .state = state_path, .no_examples = 1};
        ekbc_result result;
        assert_int_equal(ekbc_compile(&job, &result, NULL), EKB_OK);
        ekbc_result_release(&result);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_used),
        cmocka_unit_test(damage_is_seen),
        cmocka_unit_test(malice_does_no_harm),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
