/* SPDX-License-Identifier: MIT */
/**
 * @file variants.h
 * @brief What an unknown word may have been before a slip of the hand or eye.
 */
#ifndef EKB_VARIANTS_H
#define EKB_VARIANTS_H

#include "match.h"

/** Words of a window that are tried, and the readings of all of them together. */
enum { EKB_VARIANTS_WORDS = 4, EKB_VARIANTS_MAX = 12 };

/**
 * Terms of the index that differ by one slip from words of the window which it
 * does not have: a letter too many or doubled, two swapped, a vowel or one of
 * a pair left out, letters that look alike. Longest words first; of a paste
 * that is all unknown, only a few.
 *
 * @param uses  of the window, looked up.
 * @param lists gets the postings.
 */
ekb_status ekb_variants_find(ekb_lookup_state *state, ekb_index *index, ekb_window window,
                             const ekb_term_use *uses, ekb_arena *lists, ekb_term_use out[EKB_VARIANTS_MAX],
                             size_t *count);

#endif
