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

/* First entry whose id is not before `slug`; one past the last if there is none. */
static ekb_status entry_from(ekb_lookup_state *state, ekb_index *index, const char *slug, int64_t *out)
{
    ekb_row row;
    *out = EKB_ENTRY_ID_MAX;
    ekb_row_start(&row, index, EKB_SQL_SLUG_FROM, NULL, state->error);
    ekb_row_bind_text(&row, 1, slug);
    if (ekb_row_next(&row))
        *out = ekb_row_number(&row, 0, 1, EKB_ENTRY_ID_MAX);
    return ekb_row_end(&row);
}

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
    ekb_strbuf slug = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&slug, "%s/", state->query->product);
    ekb_status status = slug.failed ? ekb_error_nomem(state->error) : EKB_OK;
    if (status == EKB_OK)
        status = entry_from(state, index, slug.data, &out->entry_first);
    if (status == EKB_OK) {
        slug.data[slug.length - 1] = '/' + 1;
        status = entry_from(state, index, slug.data, &out->entry_end);
    }
    ekb_strbuf_release(&slug);
    if (status == EKB_OK)
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
