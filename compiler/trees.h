/* SPDX-License-Identifier: MIT */
/**
 * @file trees.h
 * @brief Which entries have the same nodes, so that the index holds them once.
 *
 * Most of an imported catalog is one cause with one step. Nodes are the same
 * when only their texts differ; those that use procedures, or refer to each
 * other, are kept apart, so that who uses a procedure is told by its nodes.
 */
#ifndef EKBC_TREES_H
#define EKBC_TREES_H

#include "entry.h"

/**
 * For each entry the number (position + 1) of the first one with the same
 * nodes, its own included, or 0 for an entry without nodes. @return an array to
 * be freed; NULL without memory.
 */
uint32_t *ekbc_trees_find(const ekbc_catalog *catalog);

#endif
