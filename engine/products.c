/* SPDX-License-Identifier: MIT */
/*
 * Visiting the products of all indexes: each once, with the number of its
 * entries that a listing would show.
 */
#include <string.h>

#include "core/error.h"
#include "head.h"
#include "index.h"
#include "language.h"
#include "row.h"
#include "vector.h"

typedef struct tally {
    const ekb_index_product *product;
    ekb_index *index; /* the first that has it */
    int64_t entries;
} tally;

static tally *find_tally(const ekb_vector *tallies, const char *slug)
{
    tally *list = tallies->items;
    for (size_t i = 0; i < tallies->count; i++)
        if (strcmp(list[i].product->slug, slug) == 0)
            return &list[i];
    return NULL;
}

static ekb_status add_products(ekb_index *index, ekb_arena *arena, ekb_vector *tallies, ekb_error *error)
{
    ekb_status status = ekb_index_load_names(index, error);
    for (size_t i = 0; status == EKB_OK && i < index->product_count; i++) {
        if (find_tally(tallies, index->products[i].slug) != NULL)
            continue;
        tally *added = ekb_vector_push(tallies, arena);
        if (added == NULL)
            return ekb_error_nomem(error);
        *added = (tally){&index->products[i], index, 0};
    }
    return status;
}

/* The product of the row, to be counted for; entries of a product follow each other. */
static ekb_index_product *product_of(ekb_row *row, ekb_index_product *last)
{
    ekb_index *index = row->index;
    int64_t id = ekb_row_number(row, EKB_HEAD_PRODUCT, 1, EKB_ENTRY_ID_MAX);
    if (last != NULL && last->id == id)
        return last;
    const ekb_index_product *product = ekb_index_product_by_id(index, id);
    if (product == NULL) {
        ekb_row_corrupt(row);
        return NULL;
    }
    return &index->products[product - index->products];
}

/* Once: it takes a visit to every entry, and what is open does not change. */
static ekb_status count_entries(ekb_engine *engine, ekb_index *index, ekb_error *error)
{
    ekb_index_product *last = NULL;
    ekb_strbuf slug = EKB_STRBUF_INIT;
    ekb_row row;
    if (index->products_counted)
        return EKB_OK;
    for (size_t i = 0; i < index->product_count; i++)
        index->products[i].shown = 0;
    ekb_row_start(&row, index, EKB_SQL_LIST, NULL, error);
    ekb_row_bind(&row, 1, 1);
    ekb_row_bind(&row, 2, EKB_ENTRY_ID_MAX + 1);
    while (ekb_row_next(&row)) {
        int shadowed = 0;
        last = product_of(&row, last);
        if (ekb_row_number(&row, EKB_HEAD_KIND, EKB_KIND_ERROR, EKB_KIND_PROCEDURE) == EKB_KIND_PROCEDURE)
            continue;
        if (index->at > 0)
            ekb_head_slug(&row, &slug);
        if (index->at > 0 && row.status == EKB_OK)
            row.status = ekb_entry_shadowed(engine, index->at, ekb_strbuf_text(&slug), &shadowed, error);
        if (last != NULL && row.status == EKB_OK)
            last->shown += !shadowed;
    }
    ekb_strbuf_release(&slug);
    ekb_status status = ekb_row_end(&row);
    index->products_counted = status == EKB_OK;
    return status;
}

static void add_counts(const ekb_index *index, const ekb_vector *tallies)
{
    for (size_t i = 0; i < index->product_count; i++)
        find_tally(tallies, index->products[i].slug)->entries += index->products[i].shown;
}

static ekb_status visit_product(const tally *t, const char *const *languages, size_t language_count,
                                ekb_product_fn visit, void *context, int *ended, ekb_error *error)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_texts texts;
    ekb_product product = {
        .id = t->product->slug,
        .lang = "",
        .name = t->product->slug,
        .description = "",
        .entries = t->entries,
        .index = t->index->at,
    };
    ekb_status status = ekb_texts_read(t->index, EKB_SQL_PRODUCT_TEXT, t->product->id, &arena, &texts, error);
    if (status == EKB_OK) {
        const ekb_text *text = ekb_texts_choose(t->index, &texts, languages, language_count, 0);
        if (text != NULL) {
            product.lang = ekb_index_language_by_id(t->index, text->lang)->tag;
            product.name = text->title;
            product.description = text->text;
        }
        *ended = visit(context, &product) != 0;
    }
    ekb_arena_release(&arena);
    return status;
}

ekb_status ekb_products(ekb_engine *engine, const char *const *languages, size_t language_count,
                        ekb_product_fn visit, void *context, ekb_error *error)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_vector tallies = {.size = sizeof(tally)};
    int ended = 0;
    if (engine == NULL || visit == NULL || (languages == NULL && language_count > 0))
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_status status = ekb_languages_check(languages, language_count, error);
    for (size_t i = 0; status == EKB_OK && i < engine->index_count; i++)
        status = add_products(engine->indexes[i], &arena, &tallies, error);
    for (size_t i = 0; status == EKB_OK && i < engine->index_count; i++) {
        status = count_entries(engine, engine->indexes[i], error);
        if (status == EKB_OK)
            add_counts(engine->indexes[i], &tallies);
    }
    const tally *list = tallies.items;
    for (size_t i = 0; status == EKB_OK && !ended && i < tallies.count; i++)
        status = visit_product(&list[i], languages, language_count, visit, context, &ended, error);
    ekb_arena_release(&arena);
    return status;
}
