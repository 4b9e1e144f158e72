/* SPDX-License-Identifier: MIT */
/*
 * The scope of a look-up that names a product. Entries are numbered in the
 * order of their ids and templates in that of entries, so a product is one
 * range of each: nothing of other products is read, and none can crowd out
 * what was asked for.
 */
#include <string.h>

#include "core/error.h"
#include "match.h"
#include "row.h"

/* First template whose entry is not before `entry`. */
static ekb_status template_from(ekb_lookup_state *state, ekb_index *index, int64_t entry, int64_t *out)
{
    int64_t low = 1, high = index->template_count + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        ekb_template found;
        ekb_status status = ekb_template_read(index, middle, &found, state->error);
        if (status != EKB_OK)
            return status;
        if (found.entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return EKB_OK;
}

static ekb_status product_scope(ekb_lookup_state *state, ekb_index *index, ekb_scope *out)
{
    ekb_status status = ekb_index_load_products(index, state->error);
    if (status != EKB_OK)
        return status;
    const char *slug = state->query->product;
    const ekb_index_product *product = ekb_index_product_by_slug(index, slug, strlen(slug));
    out->entry_first = product != NULL ? product->first : 1;
    out->entry_end = product != NULL ? product->first + product->entries : 1;
    status = template_from(state, index, out->entry_first, &out->template_first);
    if (status == EKB_OK)
        status = template_from(state, index, out->entry_end, &out->template_end);
    return status;
}

ekb_status ekb_match_scope(ekb_lookup_state *state)
{
    state->scopes = ekb_arena_calloc(state->arena, state->engine->index_count + 1, sizeof *state->scopes);
    if (state->scopes == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < state->engine->index_count; i++) {
        ekb_index *index = state->engine->indexes[i];
        state->scopes[i] = (ekb_scope){1, EKB_ENTRY_ID_MAX, 1, index->template_count + 1};
        if (state->query->product == NULL)
            continue;
        ekb_status status = product_scope(state, index, &state->scopes[i]);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}
