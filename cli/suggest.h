/* SPDX-License-Identifier: MIT */
/**
 * @file suggest.h
 * @brief "Did you mean": the known word nearest to a mistyped one.
 */
#ifndef EKB_CLI_SUGGEST_H
#define EKB_CLI_SUGGEST_H

#include <stddef.h>

/** Keeps the best of the words offered to it. */
typedef struct ekb_suggest {
    const char *typed;
    const char *best; /**< Lent; NULL when nothing is near. */
    size_t distance;  /**< Letters mistyped; 1 for the beginning of a longer word. */
    int is_beginning; /**< `typed` is one of `best`. */
} ekb_suggest;

/** @p typed is lent. */
void ekb_suggest_init(ekb_suggest *suggest, const char *typed);
/** Consider @p word, which must outlive the result. */
void ekb_suggest_offer(ekb_suggest *suggest, const char *word);

#endif
