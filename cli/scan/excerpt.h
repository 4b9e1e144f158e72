/* SPDX-License-Identifier: MIT */
/**
 * @file excerpt.h
 * @brief The line of a match, as wide as the screen and safe to show on it.
 */
#ifndef EKB_SCAN_EXCERPT_H
#define EKB_SCAN_EXCERPT_H

#include <stddef.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"

/** A line in three parts, sanitized; what was cut off is an ellipsis. */
typedef struct ekb_excerpt {
    ekb_strbuf before, match, after;
} ekb_excerpt;

/** Take the line in which @p match begins, in at most @p columns. A failed
 *  allocation shows in the parts. */
void ekb_excerpt_init(ekb_excerpt *excerpt, const char *text, size_t length, ekb_span match, size_t columns);
void ekb_excerpt_release(ekb_excerpt *excerpt);

#endif
