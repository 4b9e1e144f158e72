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

#include "core/label.h"
#include "core/strbuf.h"
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

enum { EKB_TEMPLATE_SENTENCES = 64 };

typedef struct ekb_template {
    int64_t entry;
    int64_t source; /**< Where the text is: the entry and the stored number, or n of the entry, by kind. */
    int kind;
    size_t weight_bytes; /**< Two a sentence, little-endian, in 1/16 nat; of later sentences none. */
    unsigned char weights[2 * EKB_TEMPLATE_SENTENCES];
} ekb_template;

/** Reading the list of one row. */
typedef struct ekb_template_list {
    const unsigned char *at, *end;
    int64_t entry; /* of the last one read */
    size_t count;  /* read so far */
    ekb_label labels[EKB_TEMPLATES_A_ROW];
} ekb_template_list;

/** Begin with a row whose columns from @p column are `entry` and `list`; lent until the next row. */
void ekb_template_list_start(ekb_template_list *list, ekb_row *row, int column);
/** @param out NULL: pass over it. @return 1, 0 at the end, or -1 for a broken list. */
int ekb_template_next(ekb_template_list *list, ekb_template *out);

/** @name Where a text is: what `source` of each kind holds */
/** @{ */
/** A message is its entry's first wording in a language, or a row of `message`. */
#define EKB_MESSAGE_IS_FIRST(source) (((source)&0x1FFFF) < 256)
#define EKB_MESSAGE_ROW(source) (((source) >> 17) << 16 | (((source)&0x1FFFF) - 256))
/** The row of `text` of a message that is first, a title and a node. */
#define EKB_MESSAGE_TEXT(source) (((source) >> 17) << 8 | ((source)&255))
#define EKB_TITLE_TEXT(source) (source)
#define EKB_BODY_TEXT(source) (((source) >> 24) << 8 | ((source)&255))
#define EKB_BODY_NODE(source) ((uint32_t)((source) >> 8 & 65535))
/** @} */

/** EKB_ERR_CORRUPT when there is no such template. */
ekb_status ekb_template_read(ekb_index *index, int64_t id, ekb_template *out, ekb_error *error);

/**
 * The text of a template into @p out, title and text of a node in two lines.
 * @param entry of a keyword or an example; the others' is in @p source.
 * @retval EKB_ERR_CORRUPT where there is none.
 */
ekb_status ekb_template_source(ekb_index *index, int kind, int64_t entry, int64_t source, ekb_strbuf *out,
                               ekb_error *error);

#endif
