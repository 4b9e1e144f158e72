/* SPDX-License-Identifier: MIT */
/**
 * @file term.h
 * @brief Terms of an index: how many templates have each, and which.
 *
 * Terms share rows, in lists that are read from their beginning (schema.sql
 * tells how they are written). The postings of a frequent term stand elsewhere
 * and are not read for what `df` alone tells.
 */
#ifndef EKB_TERM_H
#define EKB_TERM_H

#include "core/strbuf.h"
#include "index.h"
#include "row.h"

#define EKB_TERM_HASH_MAX ((INT64_C(1) << 48) - 1)

/** Most postings that stand beside their term. */
enum { EKB_TERM_INLINE = 255 };
/** Bytes of a row of `term_list` but for the last. */
enum { EKB_TERM_LIST_ROW = 8150 };

typedef struct ekb_term {
    int64_t hash;
    uint32_t df;               /**< 0: no template has it. */
    const unsigned char *list; /**< Ids as LEB128 differences; NULL where they stand elsewhere: */
    uint64_t at;               /**< Where they begin in the stream of all rows of `term_list`. */
    size_t bytes;              /**< Of either. */
} ekb_term;

/** Reading the terms of one row. */
typedef struct ekb_term_list {
    const unsigned char *at, *end;
    int64_t hash; /* of the next one, but for its difference */
} ekb_term_list;

/** Of a row whose columns from @p column are `hash` and `list`; lent until the next row. */
ekb_term_list ekb_term_list_of(ekb_row *row, int column);
/** @return 1, 0 at the end, or -1 for a broken list. Ids in `list` are not checked. */
int ekb_term_next(ekb_term_list *list, ekb_term *out);

/** @param arena gets a copy of the postings, where they stand beside the term. */
ekb_status ekb_term_find(ekb_index *index, int64_t hash, ekb_arena *arena, ekb_term *out, ekb_error *error);
/** Whether any template has a term; 0 is none. @param arena as above. */
ekb_status ekb_term_is_known(ekb_index *index, int64_t hash, ekb_arena *arena, int *out, ekb_error *error);
/** Read the postings that stand elsewhere into @p out, as core/postings.h has them. */
ekb_status ekb_term_list_read(ekb_index *index, uint64_t at, size_t bytes, ekb_strbuf *out, ekb_error *error);

#endif
