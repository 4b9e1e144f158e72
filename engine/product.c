/* SPDX-License-Identifier: MIT */
#include "product.h"

#include "core/error.h"
#include "row.h"
#include "vector.h"

static ekb_status read_urls(ekb_index *index, int64_t product, ekb_arena *arena, ekb_vector *ids,
                            ekb_vector *links, ekb_error *error)
{
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_PRODUCT_LINKS, arena, error);
    ekb_row_bind(&row, 1, product);
    while (ekb_row_next(&row)) {
        int64_t *id = ekb_vector_push(ids, arena);
        ekb_product_link *link = ekb_vector_push(links, arena);
        if (id == NULL || link == NULL) {
            ekb_row_nomem(&row);
            break;
        }
        *id = ekb_row_key(&row, 0, 0, INT64_MAX);
        link->url = ekb_row_text(&row, 1);
    }
    return ekb_row_end(&row);
}

/* Links and their titles both come in the order of the link's id. */
static ekb_status read_titles(ekb_index *index, int64_t product, ekb_arena *arena, const int64_t *ids,
                              ekb_product_texts *out, ekb_error *error)
{
    ekb_vector titles = {.size = sizeof(ekb_text)};
    size_t at = 0;
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_PRODUCT_LINK_TEXT, arena, error);
    ekb_row_bind(&row, 1, product);
    while (ekb_row_next(&row)) {
        int64_t owner = ekb_texts_take(&row, &titles);
        while (at < out->link_count && ids[at] < owner)
            at++;
        if (at == out->link_count || ids[at] != owner)
            ekb_row_corrupt(&row);
        else
            out->links[at].titles.count++;
    }
    const ekb_text *next = titles.items;
    for (size_t i = 0; i < out->link_count && next != NULL; i++) {
        out->links[i].titles.items = next;
        next += out->links[i].titles.count;
    }
    return ekb_row_end(&row);
}

ekb_status ekb_product_texts_read(ekb_index *index, int64_t product, ekb_arena *arena, ekb_product_texts *out,
                                  ekb_error *error)
{
    ekb_vector ids = {.size = sizeof(int64_t)}, links = {.size = sizeof(ekb_product_link)};
    ekb_status status = ekb_texts_read(index, EKB_SQL_PRODUCT_TEXT, product, arena, &out->names, error);
    if (status == EKB_OK)
        status = read_urls(index, product, arena, &ids, &links, error);
    if (status != EKB_OK)
        return status;
    out->links = links.items;
    out->link_count = links.count;
    return out->link_count > 0 ? read_titles(index, product, arena, ids.items, out, error) : EKB_OK;
}
