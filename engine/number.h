/* SPDX-License-Identifier: MIT */
/**
 * @file number.h
 * @brief Numbers of the steps of a tree at the place where it is shown.
 */
#ifndef EKB_NUMBER_H
#define EKB_NUMBER_H

#include "core/arena.h"
#include "tree.h"

/**
 * Number steps and used procedures: "1", "2", "2.1". What stands between two
 * levels without a number of its own (a note with steps) is counted through.
 * Each cause of an entry begins at 1.
 * @param prefix number of the action that shows the tree; NULL for none.
 * @return a number, or NULL, for each node of the tree; NULL without memory.
 */
const char **ekb_numbers(const ekb_tree *tree, const char *prefix, ekb_arena *arena);

/** As above where node @p step is the only one shown and has @p number already. */
const char **ekb_numbers_of_step(const ekb_tree *tree, uint32_t step, const char *number, ekb_arena *arena);

/** Replace `{ref}` in @p text. @return @p text itself where there is none;
 *  NULL without memory. */
const char *ekb_number_refs(const char *text, const char *number, ekb_arena *arena);

#endif
