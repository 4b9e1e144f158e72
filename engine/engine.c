/* SPDX-License-Identifier: MIT */
/*
 * The set of open indexes. Where two hold the same entry id the one opened
 * first wins: the other is shadowed.
 */
#include <stdlib.h>

#include "core/error.h"
#include "index.h"
#include "match.h"
#include "row.h"

ekb_status ekb_engine_new(ekb_engine **out, ekb_error *error)
{
    if (out == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    *out = calloc(1, sizeof **out);
    return *out != NULL ? EKB_OK : ekb_error_nomem(error);
}

void ekb_engine_free(ekb_engine *engine)
{
    if (engine == NULL)
        return;
    for (size_t i = 0; i < engine->index_count; i++)
        ekb_index_close(engine->indexes[i]);
    ekb_scratch_free(engine->scratch);
    free(engine->indexes);
    free(engine);
}

ekb_status ekb_engine_open(ekb_engine *engine, const char *path, ekb_error *error)
{
    if (engine == NULL || path == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_index **indexes = realloc(engine->indexes, (engine->index_count + 1) * sizeof *indexes);
    if (indexes == NULL)
        return ekb_error_nomem(error);
    engine->indexes = indexes;
    ekb_status status = ekb_index_open(&indexes[engine->index_count], path, error);
    if (status == EKB_OK) {
        indexes[engine->index_count]->at = engine->index_count;
        engine->index_count++;
    }
    return status;
}

size_t ekb_engine_index_count(const ekb_engine *engine)
{
    return engine != NULL ? engine->index_count : 0;
}

ekb_status ekb_entry_find(ekb_index *index, const char *slug, int64_t *out_entry, ekb_error *error)
{
    ekb_row row;
    *out_entry = 0;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_BY_SLUG, NULL, error);
    ekb_row_bind_text(&row, 1, slug);
    if (ekb_row_next(&row))
        *out_entry = ekb_row_number(&row, 0, 1, EKB_ENTRY_ID_MAX);
    return ekb_row_end(&row);
}

ekb_status ekb_entry_shadowed(ekb_engine *engine, size_t index_at, const char *slug, int *out,
                              ekb_error *error)
{
    int64_t entry = 0;
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && entry == 0 && i < index_at; i++)
        status = ekb_entry_find(engine->indexes[i], slug, &entry, error);
    *out = entry != 0;
    return status;
}

static ekb_status count_shadowed(ekb_engine *engine, size_t at, int64_t *out)
{
    *out = 0;
    if (at == 0)
        return EKB_OK;
    ekb_row row;
    ekb_row_start(&row, engine->indexes[at], EKB_SQL_LIST, NULL, NULL);
    ekb_row_bind(&row, 1, 1);
    ekb_row_bind(&row, 2, INT64_MAX);
    while (ekb_row_next(&row)) {
        int shadowed = 0;
        if (ekb_row_number(&row, 2, EKB_KIND_ERROR, EKB_KIND_PROCEDURE) == EKB_KIND_PROCEDURE)
            continue;
        if (ekb_entry_shadowed(engine, at, ekb_row_peek(&row, 0), &shadowed, NULL) != EKB_OK)
            break;
        *out += shadowed;
    }
    return ekb_row_end(&row);
}

/* Lists of names for the info; left empty where memory or the file fails. */
static void fill_names(ekb_index *index)
{
    const char **products = NULL, **languages = NULL;
    if (ekb_index_load_products(index, NULL) == EKB_OK)
        products = ekb_arena_calloc(&index->arena, index->product_count, sizeof *products);
    for (size_t i = 0; products != NULL && i < index->product_count; i++)
        products[index->info.product_count++] = index->products[i].slug;
    if (ekb_index_load_languages(index, NULL) == EKB_OK)
        languages = ekb_arena_calloc(&index->arena, index->language_count, sizeof *languages);
    for (size_t i = 0; languages != NULL && i < index->language_count; i++)
        if (index->languages[i].content)
            languages[index->info.language_count++] = index->languages[i].tag;
    index->info.products = products;
    index->info.languages = languages;
}

const ekb_index_info *ekb_engine_index(ekb_engine *engine, size_t at)
{
    if (engine == NULL || at >= engine->index_count)
        return NULL;
    ekb_index *index = engine->indexes[at];
    if (!index->info_ready) {
        index->info = (ekb_index_info){.path = index->path,
                                       .id = index->id,
                                       .format = EKB_INDEX_FORMAT,
                                       .bytes = index->bytes,
                                       .entries = index->entry_count};
        fill_names(index);
        count_shadowed(engine, at, &index->info.shadowed);
        index->info_ready = 1;
    }
    return &index->info;
}
