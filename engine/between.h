/* SPDX-License-Identifier: MIT */
/**
 * @file between.h
 * @brief Where placeholders begin and end: by the signs between them.
 *
 * An alignment knows words only; what parts the placeholders of
 * `'{user}'@'{host}'` are signs, and where the last one ends is where its
 * clause does.
 */
#ifndef EKB_BETWEEN_H
#define EKB_BETWEEN_H

#include "core/fold.h"
#include "core/token.h"

/** Placeholders of a template with no word between them, and where in the
 *  paste they are. All positions are characters of the folded texts. */
typedef struct ekb_between {
    const ekb_folded *signs; /**< The template. */
    size_t signs_start, signs_end;
    const ekb_token *wild; /**< Its placeholders there, of which there is one at least. */
    size_t count;
    const ekb_folded *text; /**< The paste. */
    size_t start, end;
    int open_before, open_behind; /**< No word bounds this side: `start` or `end` is but how far it may go. */
} ekb_between;

/** Characters of a folded text. */
typedef struct ekb_piece {
    size_t start, end;
} ekb_piece;

/**
 * Find the values of all placeholders.
 * @param out room for `count`; an empty piece for a placeholder without a value.
 * @return 0 where the signs are not those of the template, with @p out undefined.
 */
int ekb_between_find(const ekb_between *between, ekb_piece *out);

#endif
