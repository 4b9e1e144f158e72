/* SPDX-License-Identifier: MIT */
/**
 * @file template.h
 * @brief Templates of an index: which text each is, and what it weighs.
 *
 * They are stored in rows of EKB_TEMPLATES_A_ROW, one list each (schema.sql
 * tells how it is written); a list is read from its beginning.
 */
#ifndef EKB_TEMPLATE_H
#define EKB_TEMPLATE_H

#include "index.h"
#include "row.h"

/** Kinds of templates, as in schema.sql. */
enum {
    EKB_TEMPLATE_MESSAGE,
    EKB_TEMPLATE_TITLE,
    EKB_TEMPLATE_KEYWORD,
    EKB_TEMPLATE_EXAMPLE,
    EKB_TEMPLATE_BODY
};

enum { EKB_TEMPLATES_A_ROW = 32, EKB_TEMPLATE_SENTENCES = 64 };

typedef struct ekb_template {
    int64_t entry;
    int64_t source; /**< Where the text is: an id, or n of the entry, by kind. */
    int kind;
    size_t weight_bytes; /**< Two a sentence, little-endian, in 1/16 nat; of later sentences none. */
    unsigned char weights[2 * EKB_TEMPLATE_SENTENCES];
} ekb_template;

/** Reading the list of one row. */
typedef struct ekb_template_list {
    const unsigned char *at, *end;
    int64_t entry; /* of the last one read */
} ekb_template_list;

/** Of a row whose columns from @p column are `entry` and `list`; lent until the next row. */
ekb_template_list ekb_template_list_of(ekb_row *row, int column);
/** @param out NULL: pass over it. @return 1, 0 at the end, or -1 for a broken list. */
int ekb_template_next(ekb_template_list *list, ekb_template *out);

/** EKB_ERR_CORRUPT when there is no such template. */
ekb_status ekb_template_read(ekb_index *index, int64_t id, ekb_template *out, ekb_error *error);

#endif
