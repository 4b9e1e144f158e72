/* SPDX-License-Identifier: MIT */
/**
 * @file head.h
 * @brief One row of `entry`, checked, and the title of an entry.
 */
#ifndef EKB_HEAD_H
#define EKB_HEAD_H

#include "core/strbuf.h"
#include "index.h"
#include "texts.h"

/** Columns of EKB_SQL_ENTRY_HEAD and EKB_SQL_LIST. */
enum {
    EKB_HEAD_ID,
    EKB_HEAD_PRODUCT,
    EKB_HEAD_LOCAL,
    EKB_HEAD_KIND,
    EKB_HEAD_SEVERITY,
    EKB_HEAD_SPACE,
    EKB_HEAD_FORMS,
    EKB_HEAD_CODE,
    EKB_HEAD_DISPLAY,
    EKB_HEAD_REVIEWED,
    EKB_HEAD_SOURCE,
    EKB_HEAD_TREE
};

typedef struct ekb_head {
    const char *slug;
    const char *local;                /**< The slug behind its product. */
    const ekb_index_product *product; /**< Lent by the index. */
    ekb_kind kind;
    ekb_severity severity;
    unsigned forms;   /**< Of its own first code; 0: none. */
    const char *code; /**< That code; "" for none. */
    const char *display, *reviewed;
    int64_t source; /**< 0: none. */
    int64_t tree;   /**< The entry that its nodes are stored for; 0: it has none. */
} ekb_head;

/** Load languages and products of the index, as all that follows needs. */
ekb_status ekb_index_load_names(ekb_index *index, ekb_error *error);

/** Take the row of such a statement; texts are of its arena. Products must be loaded. */
void ekb_head_take(ekb_row *row, ekb_head *out);
/** Its public id alone, into @p out. @return its product, NULL after a failure. */
const ekb_index_product *ekb_head_slug(ekb_row *row, ekb_strbuf *out);

/** EKB_ERR_CORRUPT when there is no such entry. */
ekb_status ekb_head_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_head *out, ekb_error *error);

/** @name What the choice among entries needs of one, mostly known without its row */
/** @{ */
/** EKB_ERR_CORRUPT when no product has the entry; @p out is lent by the index. */
ekb_status ekb_entry_product(ekb_index *index, int64_t entry, const ekb_index_product **out,
                             ekb_error *error);
/** Whether it is a procedure, which is no answer by itself. EKB_ERR_CORRUPT when there is no such entry. */
ekb_status ekb_entry_is_procedure(ekb_index *index, int64_t entry, int *out, ekb_error *error);
/** @} */

/** The title for the first language asked for; "" for an entry without one. */
ekb_status ekb_title_read(ekb_index *index, int64_t entry, const char *const *languages,
                          size_t language_count, ekb_arena *arena, const char **title, const char **lang,
                          ekb_error *error);

/** The entry of that id in the first index that has it; @p entry is 0 for none. */
ekb_status ekb_slug_find(ekb_engine *engine, const char *slug, size_t *index_at, int64_t *entry,
                         ekb_error *error);

#endif
