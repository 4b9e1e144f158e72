/* SPDX-License-Identifier: MIT */
/**
 * @file canons.h
 * @brief Walking the canonical forms of an index in their order, and the codes
 *        that each leads to.
 *
 *     ekb_canons walk;
 *     ekb_canons_start(&walk, index, "n:34513", error);
 *     while (ekb_canons_next(&walk) && strcmp(walk.text, "n:34513") == 0)
 *         use(walk.entry, walk.n);
 *     return ekb_canons_end(&walk);
 *
 * Forms share rows, in lists that are read from their beginning (schema.sql
 * tells how they are written).
 */
#ifndef EKB_CANONS_H
#define EKB_CANONS_H

#include "core/code.h"
#include "index.h"
#include "row.h"

typedef struct ekb_canons {
    ekb_row row;
    const unsigned char *at, *end; /* of the row's list */
    uint64_t left;                 /* codes of the form at hand that are to come */
    const char *from;              /* NULL once it was reached */
    size_t from_length;
    size_t length;
    size_t kept;                /* bytes of the form at hand that it has from the one before */
    size_t common;              /* bytes of it that are also the beginning of `from` */
    char text[EKB_CANON_BYTES]; /**< The form at hand. */
    int64_t entry;              /**< A code that has it: its entry, */
    int64_t n;                  /**< and its number within that. */
} ekb_canons;

/** Begin with the first form that is not before @p from, which must live until the end. */
void ekb_canons_start(ekb_canons *walk, ekb_index *index, const char *from, ekb_error *error);
/** @return not 0 with the next code of the form at hand, or the first of the next form. */
int ekb_canons_next(ekb_canons *walk);
ekb_status ekb_canons_end(ekb_canons *walk);

#endif
