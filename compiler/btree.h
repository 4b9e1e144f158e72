/* SPDX-License-Identifier: MIT */
/**
 * @file btree.h
 * @brief A table of the index as SQLite's file format has it, built in one go.
 *
 * Rows come in the order of their keys and are laid into full pages one after
 * another; what stands above the leaves is built once they are all there. That
 * is several times as fast as asking SQLite to insert row by row, and the file
 * is the same to whoever reads it: "PRAGMA integrity_check" is a test. Pages of
 * a table that is ordered by its records must not be held: what divides them may
 * name others.
 * https://www.sqlite.org/fileformat2.html, section 1.6.
 */
#ifndef EKBC_BTREE_H
#define EKBC_BTREE_H

#include "btree_pages.h"
#include "core/strbuf.h"

/** A page of the level below, and where its divider ends among all of them. */
typedef struct ekbc_btree_child {
    uint32_t page;
    uint32_t divider;
} ekbc_btree_child;

typedef struct ekbc_btree {
    ekbc_pages *pages;
    uint32_t root; /**< Its page, which the file has already. */
    int is_index;  /**< Ordered by its records; else by numbers. */
    unsigned char *leaf;
    size_t *links; /* bytes of the leaf where it names another page */
    size_t link_count, link_capacity;
    size_t cells, content; /* of the leaf; content: where its lowest cell begins */
    size_t last_size;      /* of its last cell */
    int64_t last_key;
    ekbc_btree_child *children; /* leaves that are full */
    size_t child_count, child_capacity;
    ekb_strbuf dividers;
} ekbc_btree;

/** An empty table. Nothing is allocated before its first row. */
void ekbc_btree_init(ekbc_btree *tree, ekbc_pages *pages, uint32_t root, int is_index);
/** Append a row; @p key counts where rows are ordered by numbers. Failures are in the pages. */
void ekbc_btree_add(ekbc_btree *tree, int64_t key, const ekb_strbuf *record);
/** Its pages, held so far, are now in @p pages, behind @p before others. */
void ekbc_btree_move(ekbc_btree *tree, ekbc_pages *pages, uint32_t before);
/** Write what is above the rows. The tree holds no memory afterwards. */
void ekbc_btree_finish(ekbc_btree *tree);
/** For a tree that is not to be finished; a finished one stays as it is. */
void ekbc_btree_release(ekbc_btree *tree);

#endif
