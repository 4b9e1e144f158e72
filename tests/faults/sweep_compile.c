/* SPDX-License-Identifier: MIT */
/*
 * Every allocation, and every write, of a whole compilation failing in turn.
 *
 *   sweep_compile KB WORK-FOLDER
 *
 * With and without a state. Whatever fails: the index that stood there stays, or the new one stands
 * there, byte for byte, and no other file is left beside it.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "compile.h"
#include "core/error.h"
#include "core/strbuf.h"
#include "fault.h"
#include "files.h"
#include "load.h"

static const char *kb_path;
static const char *folder;
static char output[4096];
static char old_index[] = "the index that stood here before";

static int write_old_index(void)
{
    FILE *file = fopen(output, "wb");
    if (file == NULL)
        return -1;
    size_t length = strlen(old_index);
    size_t written = fwrite(old_index, 1, length, file);
    return fclose(file) == 0 && written == length ? 0 : -1;
}

/* Length and a hash of the file: FNV-1a. */
static void describe_file(char *digest, size_t size)
{
    unsigned long long hash = 14695981039346656037ULL, length = 0;
    FILE *file = fopen(output, "rb");
    for (int c; file != NULL && (c = fgetc(file)) != EOF; length++)
        hash = (hash ^ (unsigned)c) * 1099511628211ULL;
    if (file != NULL)
        fclose(file);
    snprintf(digest, size, "%llu bytes %016llx", length, hash);
}

static int count_files(void)
{
    int count = 0;
    DIR *list = opendir(folder);
    for (const struct dirent *item; list != NULL && (item = readdir(list)) != NULL;)
        count += item->d_name[0] != '.';
    if (list != NULL)
        closedir(list);
    return count;
}

static int is_old_index(void)
{
    char text[sizeof old_index + 1];
    FILE *file = fopen(output, "rb");
    size_t length = file != NULL ? fread(text, 1, sizeof text, file) : 0;
    if (file != NULL)
        fclose(file);
    return length == strlen(old_index) && memcmp(text, old_index, length) == 0;
}

/* What a compilation gives that nothing disturbs. */
static char right[64];

static int compile_scenario(char *digest, size_t size)
{
    ekbc_result result;
    ekb_error error;
    const char *const paths[] = {kb_path};
    ekbc_job job = {.paths = paths, .path_count = 1, .output = output};
    ekb_status status = ekbc_compile(&job, &result, &error);
    size_t errors = result.diags.errors;
    ekbc_result_release(&result);
    int fired = fault_disarm();
    if (status == EKB_OK && errors > 0)
        return EKB_ERR_SOURCE;
    describe_file(digest, size);
    if (status == EKB_OK && right[0] == '\0')
        snprintf(right, sizeof right, "%s", digest);
    /* What fails after the renaming leaves the new index, whole. */
    int whole = is_old_index() || strcmp(digest, right) == 0;
    if (status != EKB_OK)
        ekb_error_english(&error, digest, size);
    if (!whole) {
        printf("the index is neither the old one nor the new one (status %d)\n", status);
        status = EKB_ERR_CORRUPT;
    }
    if (count_files() != 1) {
        printf("%d files are left in the folder (status %d, fault %d)\n", count_files(), status, fired);
        status = EKB_ERR_CORRUPT;
    }
    if (write_old_index() != 0)
        status = EKB_ERR_ARG;
    return status;
}

/* What a compilation does with a state, but for the index. */
static ekb_status use_state(ekbc_past *past, ekbc_catalog *catalog, ekbc_diags *diags, ekb_error *error)
{
    const char *const paths[] = {kb_path};
    ekbc_checker checker = {.catalog = catalog, .state = &past->state, .diags = diags};
    ekbc_langs langs = {NULL, NULL, 0};
    ekbc_templates templates = {.items = NULL};
    ekbc_scan_keys keys = {.messages = NULL};
    ekb_status status = ekbc_files_find(catalog, paths, 1, 0, error);
    if (status == EKB_OK)
        status = ekbc_load(catalog, past, diags, error);
    if (status == EKB_OK)
        status = ekbc_check(&checker, error);
    if (status == EKB_OK)
        status = ekbc_langs_collect(catalog, &langs, error);
    if (status == EKB_OK)
        status = ekbc_templates_make(catalog, &langs, &past->state, &templates, error);
    if (status == EKB_OK && !ekbc_scan_keys_make(catalog, &past->state, &keys))
        status = ekb_error_nomem(error);
    const ekbc_state_content content = {.catalog = catalog,
                                        .sources = past->sources,
                                        .langs = &langs,
                                        .templates = &templates,
                                        .scan_keys = &keys,
                                        .taken = past->taken};
    if (status == EKB_OK)
        status = ekbc_state_write(&content, past->path, error);
    ekbc_templates_release(&templates);
    ekbc_scan_keys_release(&keys);
    ekbc_langs_release(&langs);
    return status;
}

/* Written by one compilation, used by the next. */
static int state_scenario(char *digest, size_t size)
{
    char state[4200];
    ekb_status status = EKB_OK;
    ekb_error error = {.status = EKB_OK};
    snprintf(state, sizeof state, "%s.state", output);
    for (int run = 0; status == EKB_OK && run < 2; run++) {
        ekbc_past past;
        ekbc_catalog catalog = EKBC_CATALOG_INIT;
        ekbc_diags diags = EKBC_DIAGS_INIT;
        status = ekbc_past_open(&past, NULL, state, 0, &error);
        if (status == EKB_OK)
            status = use_state(&past, &catalog, &diags, &error);
        ekbc_diags_release(&diags);
        ekbc_catalog_release(&catalog);
        ekbc_past_release(&past);
    }
    fault_disarm();
    snprintf(digest, size, "written and used");
    if (status != EKB_OK)
        ekb_error_english(&error, digest, size);
    remove(state);
    if (count_files() != 1) {
        printf("%d files are left in the folder (status %d)\n", count_files(), status);
        status = EKB_ERR_CORRUPT;
    }
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: sweep_compile KB WORK-FOLDER\n", stderr);
        return 2;
    }
    kb_path = argv[1];
    folder = argv[2];
    snprintf(output, sizeof output, "%s/out.ekb", folder);
    if (write_old_index() != 0) {
        fprintf(stderr, "sweep_compile: cannot write to %s\n", folder);
        return 3;
    }
    int failures = fault_sweep("compile, writes", FAULT_WRITE, EKB_ERR_IO, compile_scenario) +
                   fault_sweep("compile, allocations", FAULT_ALLOCATION, EKB_ERR_NOMEM, compile_scenario) +
                   fault_sweep("state, writes", FAULT_WRITE, EKB_ERR_IO, state_scenario) +
                   fault_sweep("state, allocations", FAULT_ALLOCATION, EKB_ERR_NOMEM, state_scenario);
    return failures != 0;
}
