/* SPDX-License-Identifier: MIT */
/**
 * @file typo.h
 * @brief How alike two words are that may differ by a slip of the hand or eye.
 */
#ifndef EKB_TYPO_H
#define EKB_TYPO_H

#include <stddef.h>
#include <stdint.h>

/**
 * Likeness in [0,1]: 1 less the share of letters that a restricted
 * Damerau-Levenshtein distance changes, where characters that look alike
 * (l 1 i, o 0, rn m, u v) cost a half. 0 for words that are too short or too
 * unlike to be compared, or of which one negates the other.
 */
float ekb_typo_likeness(const uint32_t *a, size_t n, const uint32_t *b, size_t m);

/** Non-zero if the longer word is the other with a prefix that negates it: "unable" and
 *  "able" are no slip of each other, nor is one what a cut has left. */
int ekb_typo_negates(const uint32_t *longer, size_t n, const uint32_t *shorter, size_t m);

/** Non-zero for two forms of one English word: "backup" and "backups", "started" and "starting". */
int ekb_typo_inflected(const uint32_t *a, size_t n, const uint32_t *b, size_t m);

/** Group of ideographs that readers of print and typists confuse: 未 末, 己 已 巳.
 *  0 for an ideograph that is in none. */
int ekb_typo_group(uint32_t c);

#endif
