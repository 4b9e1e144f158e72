/* SPDX-License-Identifier: MIT */
/**
 * @file nearest.h
 * @brief "Did you mean": the known name that is nearest to a mistyped one.
 */
#ifndef EKBC_NEAREST_H
#define EKBC_NEAREST_H

#include <stddef.h>

/** Gives candidate number @p at, or NULL at the end. */
typedef const char *(*ekbc_candidate_fn)(const void *context, size_t at);

/** The candidate that @p word may have meant, or NULL when none is near. */
const char *ekbc_nearest(const char *word, ekbc_candidate_fn candidate, const void *context);

#endif
