/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

typedef struct list {
    ekbc_catalog *catalog;
    size_t capacity;
} list;

static ekb_status add(void *context, const char *path, ekb_error *error)
{
    list *l = context;
    ekbc_catalog *catalog = l->catalog;
    if (catalog->file_count == l->capacity) {
        size_t capacity = l->capacity == 0 ? 64 : l->capacity * 2;
        void *files = realloc(catalog->files, capacity * sizeof *catalog->files);
        if (files == NULL)
            return ekb_error_nomem(error);
        catalog->files = files;
        l->capacity = capacity;
    }
    const char *copy = ekb_arena_strdup(&catalog->arena, path);
    if (copy == NULL)
        return ekb_error_nomem(error);
    catalog->files[catalog->file_count++] = copy;
    return EKB_OK;
}

static int by_path(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static void remove_repeated(ekbc_catalog *catalog)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalog->file_count; i++) {
        if (kept == 0 || strcmp(catalog->files[kept - 1], catalog->files[i]) != 0)
            catalog->files[kept++] = catalog->files[i];
    }
    catalog->file_count = kept;
}

ekb_status ekbc_files_find(ekbc_catalog *catalog, const char *const *paths, size_t path_count,
                           ekb_error *error)
{
    static const char *const suffixes[] = {".yaml", ".yml", NULL};
    list l = {catalog, 0};
    for (size_t i = 0; i < path_count; i++) {
        ekb_status status = ekbc_os_walk(paths[i], suffixes, add, &l, error);
        if (status != EKB_OK)
            return status;
    }
    if (catalog->file_count == 0) {
        ekb_error_set(error, EKB_ERR_SOURCE, EKB_N_("no .yaml files under {path}"),
                      EKB_N_("name the folder that holds the entries, such as kb/"));
        ekb_error_text(error, "path", path_count > 0 ? paths[0] : "");
        return EKB_ERR_SOURCE;
    }
    qsort(catalog->files, catalog->file_count, sizeof *catalog->files, by_path);
    remove_repeated(catalog);
    return EKB_OK;
}

static ekb_status read_all(FILE *in, const char *path, ekb_strbuf *out, ekb_error *error)
{
    char block[65536];
    size_t n;
    while (!out->failed && (n = fread(block, 1, sizeof block, in)) > 0)
        ekb_strbuf_append(out, block, n);
    if (ferror(in))
        return ekbc_os_failed(error, EKB_N_("cannot read {path}: {reason}"), path);
    if (out->failed && out->length + sizeof block > out->limit) {
        ekb_error_set(error, EKB_ERR_SOURCE, EKB_N_("the file is larger than {max} MiB"),
                      EKB_N_("divide it into several"));
        ekb_error_number(error, "max", (int64_t)(out->limit >> 20));
        return EKB_ERR_SOURCE;
    }
    return out->failed ? ekb_error_nomem(error) : EKB_OK;
}

ekb_status ekbc_file_bytes(const char *path, size_t limit, ekb_strbuf *out, ekb_error *error)
{
    errno = 0;
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return ekbc_os_failed(error, EKB_N_("cannot read {path}: {reason}"), path);
    ekb_strbuf_clear(out);
    out->limit = limit;
    ekb_status status = read_all(in, path, out, error);
    fclose(in);
    return status;
}
