/* SPDX-License-Identifier: MIT */
/*
 * Languages, products and numbering schemes of an index: small tables that most
 * calls need, read whole on first use.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "index.h"
#include "row.h"
#include "vector.h"
#include "words.h"

ekb_status ekb_index_load_languages(ekb_index *index, ekb_error *error)
{
    if (index->languages_loaded)
        return EKB_OK;
    ekb_vector list = {.size = sizeof(ekb_index_language)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_LANGUAGES, &index->arena, error);
    while (ekb_row_next(&row)) {
        ekb_index_language *language = ekb_vector_push(&list, &index->arena);
        if (language == NULL) {
            ekb_row_nomem(&row);
            break;
        }
        /* Ids without gaps make the id a position. */
        ekb_row_number(&row, 0, (int64_t)list.count, (int64_t)list.count);
        language->tag = ekb_row_text(&row, 1);
        language->content = (int)ekb_row_number(&row, 2, 0, 1);
        if (list.count > EKB_LANGUAGE_MAX || *language->tag == '\0')
            ekb_row_corrupt(&row);
    }
    ekb_status status = ekb_row_end(&row);
    if (status != EKB_OK)
        return status;
    index->languages = list.items;
    index->language_count = list.count;
    index->languages_loaded = 1;
    return EKB_OK;
}

const ekb_index_language *ekb_index_language_by_id(const ekb_index *index, int64_t id)
{
    return id >= 1 && (uint64_t)id <= index->language_count ? &index->languages[id - 1] : NULL;
}

static void read_product(ekb_row *row, ekb_index_product *product)
{
    ekb_arena *arena = &row->index->arena;
    product->id = ekb_row_key(row, 0, 1, EKB_ENTRY_ID_MAX);
    product->slug = ekb_row_text(row, 1);
    product->origin = (ekb_origin)ekb_row_number(row, 2, EKB_ORIGIN_AUTHORED, EKB_ORIGIN_IMPORTED);
    product->space = ekb_row_text(row, 3);
    product->first = ekb_row_number(row, 5, 0, EKB_ENTRY_ID_MAX);
    product->entries = ekb_row_number(row, 6, 0, EKB_ENTRY_ID_MAX);
    ekb_status status = ekb_words_parse(ekb_row_peek(row, 4), arena, &product->words, &product->word_count);
    if (status == EKB_ERR_NOMEM)
        ekb_row_nomem(row);
    else if (status != EKB_OK || *product->slug == '\0')
        ekb_row_corrupt(row);
}

static int by_first(const void *a, const void *b)
{
    const ekb_index_product *x = *(const ekb_index_product *const *)a,
                            *y = *(const ekb_index_product *const *)b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->entries > y->entries) - (x->entries < y->entries);
}

/* The order of products is not that of their entries: "a/" is behind "a-b/". */
static ekb_status order_products(ekb_index *index, ekb_error *error)
{
    const ekb_index_product **order =
        ekb_arena_calloc(&index->arena, index->product_count + 1, sizeof *order);
    int64_t entries = 0;
    if (order == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < index->product_count; i++) {
        order[i] = &index->products[i];
        entries += order[i]->entries;
    }
    if (index->product_count > 0)
        qsort(order, index->product_count, sizeof *order, by_first);
    index->products_by_entry = order;
    index->has_procedures = entries != index->entry_count;
    return EKB_OK;
}

ekb_status ekb_index_load_products(ekb_index *index, ekb_error *error)
{
    if (index->products_loaded)
        return EKB_OK;
    ekb_vector list = {.size = sizeof(ekb_index_product)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_PRODUCTS, &index->arena, error);
    while (ekb_row_next(&row)) {
        ekb_index_product *product = ekb_vector_push(&list, &index->arena);
        if (product == NULL)
            ekb_row_nomem(&row);
        else if (list.count > EKB_PRODUCT_MAX)
            ekb_row_corrupt(&row);
        else
            read_product(&row, product);
    }
    ekb_status status = ekb_row_end(&row);
    index->products = list.items;
    index->product_count = list.count;
    if (status == EKB_OK)
        status = order_products(index, error);
    index->products_loaded = status == EKB_OK;
    return status;
}

const ekb_index_product *ekb_index_product_by_id(const ekb_index *index, int64_t id)
{
    size_t low = 0, high = index->product_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->products[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->product_count && index->products[low].id == id ? &index->products[low] : NULL;
}

const ekb_index_product *ekb_index_product_of_entry(const ekb_index *index, int64_t entry)
{
    const ekb_index_product *const *order = index->products_by_entry;
    size_t low = 0, high = index->product_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order[middle]->first + order[middle]->entries <= entry)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->product_count && order[low]->first <= entry ? order[low] : NULL;
}

const ekb_index_product *ekb_index_product_by_slug(const ekb_index *index, const char *slug, size_t length)
{
    for (size_t i = 0; i < index->product_count; i++) {
        const char *name = index->products[i].slug;
        if (strncmp(name, slug, length) == 0 && name[length] == '\0')
            return &index->products[i];
    }
    return NULL;
}

ekb_status ekb_index_load_spaces(ekb_index *index, ekb_error *error)
{
    if (index->spaces_loaded)
        return EKB_OK;
    ekb_vector list = {.size = sizeof(const char *)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_SPACES, &index->arena, error);
    while (ekb_row_next(&row)) {
        const char **name = ekb_vector_push(&list, &index->arena);
        if (name == NULL) {
            ekb_row_nomem(&row);
            break;
        }
        /* Ids without gaps make the id a position. */
        ekb_row_number(&row, 0, (int64_t)list.count, (int64_t)list.count);
        *name = ekb_row_text(&row, 1);
        if (**name == '\0')
            ekb_row_corrupt(&row);
    }
    ekb_status status = ekb_row_end(&row);
    if (status != EKB_OK)
        return status;
    index->spaces = list.items;
    index->space_count = list.count;
    index->spaces_loaded = 1;
    return EKB_OK;
}

const char *ekb_index_space_by_id(const ekb_index *index, int64_t id)
{
    return id >= 1 && (uint64_t)id <= index->space_count ? index->spaces[id - 1] : NULL;
}
