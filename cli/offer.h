/* SPDX-License-Identifier: MIT */
/**
 * @file offer.h
 * @brief What the open indexes offer: languages and products, against what was
 *        asked for. Collected when first asked, then kept.
 */
#ifndef EKB_CLI_OFFER_H
#define EKB_CLI_OFFER_H

#include <stddef.h>

#include "discover.h"
#include "errkb/errkb.h"
#include "locale.h"

typedef struct ekb_offer {
    ekb_paths languages, products; /**< Ids; empty while not collected. */
} ekb_offer;

/** @p arena keeps the lists; lent. */
void ekb_offer_init(ekb_offer *offer, ekb_arena *arena);

/**
 * The tags of the indexes that meet the wishes: all of them for an explicit
 * wish, else the first that can be met, or the first wish itself when none can
 * (the engine then falls back, and says so).
 * @param[out] chosen room for EKB_LANGUAGES_MOST tags; lent by wishes or offer.
 * @param[out] first  position in @p wishes of the first one that was chosen.
 * @retval EKB_ERR_LANGUAGE an explicit wish that no index meets.
 */
ekb_status ekb_offer_languages(ekb_offer *offer, ekb_engine *engine, const ekb_language_list *wishes,
                               const char **chosen, size_t *count, size_t *first, ekb_error *error);

/** @retval EKB_ERR_ARG no index has the product; the remedy names those known. */
ekb_status ekb_offer_product(ekb_offer *offer, ekb_engine *engine, const char *product, ekb_error *error);

#endif
