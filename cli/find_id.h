/* SPDX-License-Identifier: MIT */
/**
 * @file find_id.h
 * @brief The entries that a word means, if it is meant to name one: an id, an id
 *        without its product, or a code in any spelling, alone or behind its
 *        product; and if none, those that it may be a slip for.
 */
#ifndef EKB_CLI_FIND_ID_H
#define EKB_CLI_FIND_ID_H

#include "session.h"

/** Ids; memory is the session's. */
typedef struct ekb_found_ids {
    ekb_paths ids;   /**< What the word means; of several, any. */
    ekb_paths alike; /**< Ids that are written nearly so. Empty where `ids` is not. */
    ekb_paths near;  /**< Entries whose codes or texts are near it. */
} ekb_found_ids;

/** Only ids of the product that the options name. @return EKB_OK also where nothing is found. */
ekb_status ekb_find_id(ekb_session *session, const char *word, ekb_found_ids *out, ekb_error *error);

/** Non-zero if @p id is in @p list. */
int ekb_is_listed(const ekb_paths *list, const char *id);

#endif
