/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

/* The files while they are collected. */
typedef struct found {
    const char *path;
    unsigned char context;
} found;

typedef struct list {
    ekb_arena *arena;
    found *items;
    size_t count, capacity;
    unsigned char context; /* what is added now */
} list;

static const char *const suffixes[] = {".yaml", ".yml", NULL};

static ekb_status add(void *context, const char *path, ekb_error *error)
{
    list *l = context;
    if (l->count == l->capacity) {
        size_t capacity = l->capacity == 0 ? 64 : l->capacity * 2;
        found *items = realloc(l->items, capacity * sizeof *items);
        if (items == NULL)
            return ekb_error_nomem(error);
        l->items = items;
        l->capacity = capacity;
    }
    while (strncmp(path, "./", 2) == 0 && path[2] != '\0')
        path += 2;
    const char *copy = ekb_arena_strdup(l->arena, path);
    if (copy == NULL)
        return ekb_error_nomem(error);
    l->items[l->count++] = (found){copy, l->context};
    return EKB_OK;
}

static int by_path(const void *a, const void *b)
{
    const found *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : (int)left->context - (int)right->context;
}

/* The rest of the product that the file `path` belongs to. */
static ekb_status add_product(list *l, const char *path, ekb_error *error)
{
    ekb_strbuf folder = EKB_STRBUF_INIT, product = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    ekb_strbuf_printf(&folder, "%s%s", *path == '/' ? "" : "./", path);
    for (char *slash; !folder.failed && (slash = strrchr(folder.data, '/')) != NULL && slash > folder.data;) {
        *slash = '\0';
        ekb_strbuf_clear(&product);
        ekb_strbuf_printf(&product, "%s/product.yaml", folder.data);
        if (product.failed || ekbc_os_kind_of(product.data) != EKBC_OS_FILE)
            continue;
        l->context = 1;
        status = ekbc_os_walk(folder.data, suffixes, add, l, error);
        l->context = 0;
        break;
    }
    if (folder.failed || product.failed)
        status = ekb_error_nomem(error);
    ekb_strbuf_release(&folder);
    ekb_strbuf_release(&product);
    return status;
}

static ekb_status add_paths(list *l, const char *const *paths, size_t count, int with_context,
                            ekb_error *error)
{
    for (size_t i = 0; i < count; i++) {
        ekb_status status = ekbc_os_walk(paths[i], suffixes, add, l, error);
        if (status == EKB_OK && with_context && ekbc_os_kind_of(paths[i]) == EKBC_OS_FILE)
            status = add_product(l, paths[i], error);
        if (status != EKB_OK)
            return status;
    }
    if (l->count > 0)
        return EKB_OK;
    ekb_error_set(error, EKB_ERR_SOURCE, EKB_N_("no .yaml files under {path}"),
                  EKB_N_("name the folder that holds the entries, such as kb/"));
    ekb_error_text(error, "path", count > 0 ? paths[0] : "");
    return EKB_ERR_SOURCE;
}

/* Each file once; one that was named is no context. */
static ekb_status store(ekbc_catalog *catalog, list *l, ekb_error *error)
{
    qsort(l->items, l->count, sizeof *l->items, by_path);
    catalog->files = calloc(l->count, sizeof *catalog->files);
    catalog->context = calloc(l->count, 1);
    if (catalog->files == NULL || catalog->context == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < l->count; i++) {
        if (i > 0 && strcmp(l->items[i - 1].path, l->items[i].path) == 0)
            continue;
        catalog->context[catalog->file_count] = l->items[i].context;
        catalog->partial |= l->items[i].context;
        catalog->files[catalog->file_count++] = l->items[i].path;
    }
    return EKB_OK;
}

ekb_status ekbc_files_find(ekbc_catalog *catalog, const char *const *paths, size_t path_count,
                           int with_context, ekb_error *error)
{
    list l = {.arena = &catalog->arena};
    ekb_status status = add_paths(&l, paths, path_count, with_context, error);
    if (status == EKB_OK)
        status = store(catalog, &l, error);
    free(l.items);
    return status;
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
