/* SPDX-License-Identifier: MIT */
/**
 * @file product.h
 * @brief Names and links of a product in every language, and the choice among them.
 */
#ifndef EKB_PRODUCT_H
#define EKB_PRODUCT_H

#include "core/arena.h"
#include "index.h"
#include "texts.h"

typedef struct ekb_product_link {
    const char *url;
    ekb_texts titles;
} ekb_product_link;

typedef struct ekb_product_texts {
    ekb_texts names; /**< `title` is the name, `text` the description. */
    ekb_product_link *links;
    size_t link_count;
} ekb_product_texts;

/** Languages of the index must be loaded. Texts are of @p arena. */
ekb_status ekb_product_texts_read(ekb_index *index, int64_t product, ekb_arena *arena, ekb_product_texts *out,
                                  ekb_error *error);

#endif
