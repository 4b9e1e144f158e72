/* SPDX-License-Identifier: MIT */
/**
 * @file plan.h
 * @brief How the statements of a look-up are answered without SQLite.
 *
 * A plan says of a statement of sql.c which b-tree it walks, where it begins
 * and ends, and which stored values its columns are; the two must say the same.
 * What has no plan is SQLite's.
 */
#ifndef EKB_PLAN_H
#define EKB_PLAN_H

#include <stddef.h>

#include "cursor.h"
#include "sql.h"

/** B-trees that plans walk. */
typedef enum ekb_tree_name {
    EKB_AT_META,
    EKB_AT_LANG,
    EKB_AT_PRODUCT,
    EKB_AT_PRODUCT_TEXT,
    EKB_AT_PRODUCT_LINK,
    EKB_AT_PRODUCT_LINK_TEXT,
    EKB_AT_ENTRY,
    EKB_AT_SOURCE,
    EKB_AT_TEXT,
    EKB_AT_MESSAGE,
    EKB_AT_NODE,
    EKB_AT_SEE_ALSO,
    EKB_AT_KEYWORD,
    EKB_AT_EXAMPLE,
    EKB_AT_SPACE,
    EKB_AT_CODE,
    EKB_AT_CODE_CANON,
    EKB_AT_NODE_TARGET,
    EKB_AT_TEMPLATE,
    EKB_AT_TERM,
    EKB_AT_TERM_LIST,
    EKB_AT_SCAN,
    EKB_AT_COUNT
} ekb_tree_name;

/** Roots of the b-trees, found in the file's schema. */
typedef struct ekb_roots {
    uint32_t root[EKB_AT_COUNT];
} ekb_roots;

/** Find all of them. @retval EKB_ERR_CORRUPT when one is missing. */
ekb_status ekb_roots_find(ekb_pages *pages, ekb_roots *roots);

/** Not 0 for a tree ordered by its columns. */
int ekb_tree_is_index(ekb_tree_name tree);

typedef enum ekb_plan_kind {
    EKB_PLAN_NONE,
    EKB_PLAN_SCAN,     /**< Every row. */
    EKB_PLAN_CHILDREN, /**< ?1 << shift <= rowid < (?1 + 1) << shift. */
    EKB_PLAN_NEXT,     /**< The first row with ?1 <= rowid. */
    EKB_PLAN_BETWEEN,  /**< ?1 <= rowid < ?2. */
    EKB_PLAN_KEY,      /**< The first columns are the parameters. */
    EKB_PLAN_KEY_FROM  /**< ?1 <= first column, in the order of it. */
} ekb_plan_kind;

#define EKB_PLAN_COLUMNS 12
/** Stands for the rowid in `columns`. */
#define EKB_ROWID (-1)
/** Stands for the entry of a node whose rowid is the second value of an index. */
#define EKB_OWNER (-2)

typedef struct ekb_plan {
    ekb_plan_kind kind;
    ekb_tree_name tree;
    int shift;
    int keys; /**< Parameters that are keys. */
    int column_count;
    short columns[EKB_PLAN_COLUMNS]; /**< Position in the stored row, or EKB_ROWID. */
} ekb_plan;

/** The plan of a statement; NULL for none. */
const ekb_plan *ekb_plan_of(ekb_sql which);

#endif
