/* SPDX-License-Identifier: MIT */
/**
 * @file head.h
 * @brief One row of `entry`, checked, and the title of an entry.
 */
#ifndef EKB_HEAD_H
#define EKB_HEAD_H

#include "index.h"
#include "texts.h"

typedef struct ekb_head {
    const char *slug;
    const ekb_index_product *product; /**< Lent by the index. */
    ekb_kind kind;
    ekb_severity severity;
    const char *display, *reviewed;
    int64_t source; /**< 0: none. */
    int64_t tree;   /**< The entry that its nodes are stored for; 0: it has none. */
} ekb_head;

/** Load languages and products of the index, as all that follows needs. */
ekb_status ekb_index_load_names(ekb_index *index, ekb_error *error);

/** Take the row of a statement whose columns are those of EKB_SQL_ENTRY_HEAD. */
void ekb_head_take(ekb_row *row, ekb_head *out);

/** EKB_ERR_CORRUPT when there is no such entry. */
ekb_status ekb_head_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_head *out, ekb_error *error);

/** The title for the first language asked for; "" for an entry without one. */
ekb_status ekb_title_read(ekb_index *index, int64_t entry, const char *const *languages,
                          size_t language_count, ekb_arena *arena, const char **title, const char **lang,
                          ekb_error *error);

/** The entry of that id in the first index that has it; @p entry is 0 for none. */
ekb_status ekb_slug_find(ekb_engine *engine, const char *slug, size_t *index_at, int64_t *entry,
                         ekb_error *error);

#endif
