/* SPDX-License-Identifier: MIT */
/**
 * @file collect.h
 * @brief Listings kept: the engine lends each item for one call only.
 */
#ifndef EKB_CLI_COLLECT_H
#define EKB_CLI_COLLECT_H

#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"

/** Entries or products, whichever is collected; memory is the arena's. */
typedef struct ekb_collection {
    ekb_arena *arena; /**< Lent. */
    size_t skip;      /**< So many are passed over first. */
    size_t limit;     /**< No more are kept; 0: all. */
    ekb_listed *listed;
    ekb_product *products;
    size_t count, capacity;
    int failed; /**< Memory was short. */
} ekb_collection;

/** For ekb_list(). @p context is a collection. */
int ekb_collect_entry(void *context, const ekb_listed *listed);
/** For ekb_products(). */
int ekb_collect_product(void *context, const ekb_product *product);

#endif
