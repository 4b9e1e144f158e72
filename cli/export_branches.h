/* SPDX-License-Identifier: MIT */
/**
 * @file export_branches.h
 * @brief How many slots begin at each place of a tree of patterns.
 *
 * liblognorm 2.0.6 counts the parsers of a place in one byte and loses what
 * goes beyond. A character of UTF-8 begins with one of at most 147 bytes, so
 * there is always room for a hundred slots beside the literal text.
 */
#ifndef EKB_CLI_EXPORT_BRANCHES_H
#define EKB_CLI_EXPORT_BRANCHES_H

#include <stddef.h>
#include <stdint.h>

enum { EKB_BRANCHES_MOST = 100 };

struct ekb_branch_cell; /* private */

/** Zero-initialise. */
typedef struct ekb_branches {
    struct ekb_branch_cell *cells;
    size_t count, capacity;
    int failed; /**< There was no memory; nothing fits any more. */
} ekb_branches;

/** May the slot @p rule[start..end) begin where the text before it leads? */
int ekb_branches_fits(const ekb_branches *branches, const char *rule, size_t start, size_t end);
/** It begins there. */
void ekb_branches_add(ekb_branches *branches, const char *rule, size_t start, size_t end);
void ekb_branches_release(ekb_branches *branches);

#endif
