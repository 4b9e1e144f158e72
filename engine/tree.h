/* SPDX-License-Identifier: MIT */
/**
 * @file tree.h
 * @brief The node tree of one entry or procedure, in every language, as stored.
 *
 * Invariant: once read, every parent stands before its children and is not
 * deeper than EKB_TREE_DEPTH, causes stand only at the top, and beside them
 * only links; what uses a procedure has no children of its own; a ref has its
 * label. So walking a tree needs no checks of its own.
 *
 * Left to others: language, numbering and the procedures that it uses.
 */
#ifndef EKB_TREE_H
#define EKB_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "index.h"
#include "texts.h"

/** Deepest nesting of nodes; the compiler reads no deeper. */
#define EKB_TREE_DEPTH 32

/** `node.type` of schema.sql. */
typedef enum ekb_node_type {
    EKB_NODE_CAUSE,
    EKB_NODE_STEP,
    EKB_NODE_NOTE,
    EKB_NODE_TIP,
    EKB_NODE_COMMAND,
    EKB_NODE_LINK,
    EKB_NODE_USE
} ekb_node_type;

/** Positions are those in `nodes`; 0 is the root, which stands for the entry. */
typedef struct ekb_tree_node {
    ekb_node_type type;
    const char *argument; /**< NULL if none. */
    int64_t target;       /**< Procedure, or 0. */
    uint32_t label, ref;  /**< 0: none. */
    uint32_t parent, depth;
    uint32_t first_child, last_child, next; /**< 0: none. */
    uint32_t child_count;
    ekb_texts texts;
} ekb_tree_node;

typedef struct ekb_tree {
    int64_t entry;
    const char *slug; /**< Of the entry, as its kind. */
    ekb_kind kind;
    ekb_texts titles; /**< Its title and detail. */
    ekb_tree_node *nodes;
    size_t node_count;  /**< With the root. */
    uint32_t *labelled; /**< Node of each label; [0] unused. */
    size_t label_count;
} ekb_tree;

/** Not 0 for what is counted when actions are numbered. */
int ekb_node_is_numbered(ekb_node_type type);

/**
 * Read titles and nodes of @p entry into @p out; slug and kind are the caller's.
 * @param stored the entry that its nodes are stored for, 0 for none.
 */
ekb_status ekb_tree_read(ekb_index *index, int64_t entry, int64_t stored, ekb_arena *arena, ekb_tree *out,
                         ekb_error *error);

#endif
