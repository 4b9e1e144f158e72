/* SPDX-License-Identifier: MIT */
/**
 * @file claim.h
 * @brief Whether a well-known name in the paste claims a code or a text for itself.
 */
#ifndef EKB_CLAIM_H
#define EKB_CLAIM_H

#include "match.h"

/** Whether nothing but a colon is between token @p at, not the first, and the one before. */
int ekb_is_colon(const ekb_lookup_state *state, size_t at);

/** Whether one does that stands before token @p first or from token @p end on. */
ekb_status ekb_claimed(ekb_lookup_state *state, size_t index, size_t first, size_t end, int *out);

/** Whether one claims a text, unless the paste names the product of its entry: beside it, or
 *  within it where no placeholder could have it. */
ekb_status ekb_text_claimed(ekb_lookup_state *state, const ekb_scored *scored, int *out);

#endif
