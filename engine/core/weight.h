/* SPDX-License-Identifier: MIT */
/**
 * @file weight.h
 * @brief How much a term tells: its inverse document frequency.
 *
 * In an index of nine entries every word is rare, also "check" and "network".
 * So the index's own counts are added to a background: how many of some
 * 50,000 error messages of databases, compilers and operating systems hold
 * the term (data/background.tsv, counts only).
 */
#ifndef EKB_CORE_WEIGHT_H
#define EKB_CORE_WEIGHT_H

#include <stdint.h>

/** Messages that the background was counted on. Of the build. */
double ekb_background_size(void);
/** Messages of the background with this term, 0 for one it does not list. */
double ekb_background_df(uint64_t term);

/**
 * Weight of a term in nats.
 * @param df        templates of the index with the term.
 * @param templates templates of the index.
 */
double ekb_term_weight(uint64_t term, double df, double templates);

#endif
