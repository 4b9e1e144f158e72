/* SPDX-License-Identifier: MIT */
/**
 * @file candidates.h
 * @brief Templates that share telling terms with a stretch of the paste.
 */
#ifndef EKB_CANDIDATES_H
#define EKB_CANDIDATES_H

#include "match.h"

enum { EKB_CANDIDATES_MAX = 64, EKB_CANDIDATES_TERMS = 512 };

typedef struct ekb_candidate {
    uint32_t template_id;
    float bag; /* weight of the shared terms */
} ekb_candidate;

/**
 * Look up the terms of a window's tokens in one index: @p uses is parallel to
 * the paste's tokens.
 */
ekb_status ekb_candidates_terms(ekb_lookup_state *state, ekb_index *index, ekb_window window,
                                ekb_arena *lists, ekb_term_use *uses);

/**
 * The templates with the most weight in common, best first.
 * @param more terms that the window may mean beside its own (variants.h).
 */
ekb_status ekb_candidates_find(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                               ekb_window window, const ekb_term_use *uses, const ekb_term_use *more,
                               size_t more_count, ekb_candidate out[EKB_CANDIDATES_MAX], size_t *count);

#endif
