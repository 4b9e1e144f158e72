/* SPDX-License-Identifier: MIT */
/*
 * The set of open indexes. Where two hold the same entry id the one opened
 * first wins: the other is shadowed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "head.h"
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

/* The order of the entry's local id and the one sought. */
static ekb_status compare_local(ekb_index *index, int64_t entry, const char *local, int *order,
                                ekb_error *error)
{
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_LOCAL, NULL, error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row))
        *order = strcmp(ekb_row_peek(&row, 0), local);
    else
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

ekb_status ekb_entry_find(ekb_index *index, const char *slug, int64_t *out_entry, ekb_error *error)
{
    *out_entry = 0;
    const char *slash = strchr(slug, '/');
    ekb_status status = slash != NULL ? ekb_index_load_products(index, error) : EKB_OK;
    if (status != EKB_OK || slash == NULL)
        return status;
    const ekb_index_product *product = ekb_index_product_by_slug(index, slug, (size_t)(slash - slug));
    int64_t low = 0, high = product != NULL ? product->entries : 0;
    while (status == EKB_OK && *out_entry == 0 && low < high) {
        int64_t middle = low + (high - low) / 2;
        int order = 0;
        status = compare_local(index, product->first + middle, slash + 1, &order, error);
        if (order < 0)
            low = middle + 1;
        else if (order > 0)
            high = middle;
        else if (status == EKB_OK)
            *out_entry = product->first + middle;
    }
    return status;
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
    ekb_strbuf slug = EKB_STRBUF_INIT;
    ekb_row row;
    ekb_status status = ekb_index_load_products(engine->indexes[at], NULL);
    if (status != EKB_OK)
        return status;
    ekb_row_start(&row, engine->indexes[at], EKB_SQL_LIST, NULL, NULL);
    ekb_row_bind(&row, 1, 1);
    ekb_row_bind(&row, 2, INT64_MAX);
    while (ekb_row_next(&row)) {
        int shadowed = 0;
        if (ekb_row_number(&row, EKB_HEAD_KIND, EKB_KIND_ERROR, EKB_KIND_PROCEDURE) == EKB_KIND_PROCEDURE)
            continue;
        ekb_head_slug(&row, &slug);
        if (ekb_entry_shadowed(engine, at, ekb_strbuf_text(&slug), &shadowed, NULL) != EKB_OK)
            break;
        *out += shadowed;
    }
    ekb_strbuf_release(&slug);
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
