/* SPDX-License-Identifier: MIT */
#include "indexes.h"

#include <string.h>

#include "core/error.h"

ekb_status ekb_indexes_find(ekb_indexes *out, const ekb_options *options, ekb_error *error)
{
    memset(out, 0, sizeof *out);
    out->found.arena = out->searched.arena = &out->arena;
    for (size_t i = 0; i < options->index_count; i++) {
        if (ekb_paths_add_once(&out->found, options->indexes[i]) != 0)
            return ekb_error_nomem(error);
    }
    out->named = options->index_count > 0;
    if (out->named)
        return EKB_OK;
    ekb_discovery discovery;
    ekb_discovery_read(&discovery, &out->arena);
    out->named = discovery.errkb_index != NULL && *discovery.errkb_index != '\0';
    return ekb_discover(&discovery, &out->found, &out->searched, error);
}

void ekb_indexes_release(ekb_indexes *indexes)
{
    ekb_arena_release(&indexes->arena);
    memset(indexes, 0, sizeof *indexes);
}

static ekb_status open_all(const ekb_indexes *indexes, ekb_engine *engine, ekb_error *skipped,
                           ekb_error *error)
{
    for (size_t i = 0; i < indexes->found.count; i++) {
        ekb_status status = ekb_discover_open(engine, indexes->found.items[i], error);
        if (status != EKB_OK && (indexes->named || status == EKB_ERR_NOMEM || indexes->found.count == 1))
            return status;
        if (status != EKB_OK)
            *skipped = *error;
    }
    if (ekb_engine_index_count(engine) > 0)
        return EKB_OK;
    return ekb_error_set(error, EKB_ERR_MISSING, EKB_N_("no index was found"),
                         EKB_N_("name one with --index FILE, or compile one with errkbc"));
}

ekb_status ekb_indexes_open(const ekb_indexes *indexes, ekb_engine **out, ekb_error *skipped,
                            ekb_error *error)
{
    ekb_engine *engine = NULL;
    *out = NULL;
    skipped->message = NULL;
    ekb_status status = ekb_engine_new(&engine, error);
    if (status == EKB_OK)
        status = open_all(indexes, engine, skipped, error);
    if (status == EKB_OK) {
        *out = engine;
        engine = NULL;
    }
    ekb_engine_free(engine);
    return status;
}

ekb_status ekb_indexes_folders(const ekb_indexes *indexes, ekb_paths *out, ekb_error *error)
{
    int failed = 0;
    for (size_t i = 0; i < indexes->found.count && !failed; i++) {
        const char *path = indexes->found.items[i], *slash = strrchr(path, '/');
        const char *folder = slash == NULL   ? "."
                             : slash == path ? "/"
                                             : ekb_arena_strndup(out->arena, path, (size_t)(slash - path));
        failed = folder == NULL || ekb_paths_add_once(out, folder) != 0;
    }
    for (size_t i = 0; !indexes->named && i < indexes->searched.count && !failed; i++)
        failed = ekb_paths_add_once(out, indexes->searched.items[i]) != 0;
    return failed ? ekb_error_nomem(error) : EKB_OK;
}
