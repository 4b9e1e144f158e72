/* SPDX-License-Identifier: MIT */
/**
 * @file content.h
 * @brief Causes and numbered actions of one entry in one language, with the
 *        procedures it uses put in.
 *
 * Invariant: building ends and stays within a budget of actions whatever the
 * file says: procedures that use each other, or each other twice, are corrupt.
 */
#ifndef EKB_CONTENT_H
#define EKB_CONTENT_H

#include "index.h"
#include "tree.h"
#include "vector.h"

/** An entry and the longest chain of procedures in procedures, as the compiler allows it. */
#define EKB_SHOWN_MAX 17

/** One entry being loaded: procedures read for one language serve the next. */
typedef struct ekb_builder {
    ekb_index *index;
    ekb_arena *arena;
    ekb_error *error;
    ekb_status status;            /* the first failure */
    ekb_vector trees;             /* ekb_tree *, those read */
    const char *lang;             /* of the content being built */
    int64_t shown[EKB_SHOWN_MAX]; /* entry and procedures that are being put in */
    size_t shown_count;
    size_t budget;
} ekb_builder;

void ekb_builder_start(ekb_builder *builder, ekb_index *index, ekb_arena *arena, ekb_error *error);

/** The tree of an entry or procedure; NULL on failure. */
const ekb_tree *ekb_builder_tree(ekb_builder *builder, int64_t entry);

/** Fill causes, and links as far as the entry's own, of @p out, whose `lang` is set. */
ekb_status ekb_content_build(ekb_builder *builder, const ekb_tree *tree, ekb_content *out);

#endif
