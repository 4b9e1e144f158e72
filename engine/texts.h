/* SPDX-License-Identifier: MIT */
/**
 * @file texts.h
 * @brief One text in several languages, as rows of the index hold it.
 */
#ifndef EKB_TEXTS_H
#define EKB_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "index.h"
#include "row.h"
#include "vector.h"

/** A text in one language. What the two parts are depends on the table. */
typedef struct ekb_text {
    int64_t lang; /**< Id in the index. */
    const char *title, *text;
} ekb_text;

typedef struct ekb_texts {
    const ekb_text *items;
    size_t count;
} ekb_texts;

/**
 * Take the row's text to the end of @p list: column 0 is `owner << 8 | lang`
 * and must ascend, column 1 the title, column 2, if there is one, the text.
 * @return the owner.
 */
int64_t ekb_texts_take(ekb_row *row, ekb_vector *list);

/** All rows of a statement that has one owner as its parameter. */
ekb_status ekb_texts_read(ekb_index *index, ekb_sql which, int64_t owner, ekb_arena *arena, ekb_texts *out,
                          ekb_error *error);

/** @name Rows of `text`: the columns of EKB_SQL_ENTRY_TEXT and EKB_SQL_TEXT_BY_ID */
/** @{ */
enum { EKB_TEXT_ID, EKB_TEXT_TITLE, EKB_TEXT_DETAIL, EKB_TEXT_MESSAGE, EKB_TEXT_BODY };

/** The title, lent like ekb_row_peek(); "" for none. */
const char *ekb_title_peek(ekb_row *row);
/** Title and detail to the end of @p list, where the row has a title. */
void ekb_title_take(ekb_row *row, ekb_vector *list);
/** The language of the row, checked. */
int64_t ekb_text_lang(ekb_row *row);
/** Titles and details of an entry in every language. */
ekb_status ekb_titles_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_texts *out,
                           ekb_error *error);
/** @} */

/** The text for a wish as ekb_language_choose() sees it. @return NULL when
 *  there is none in any language. */
const ekb_text *ekb_texts_choose(const ekb_index *index, const ekb_texts *texts, const char *const *wishes,
                                 size_t wish_count, size_t at);

/** The same for the one language @p lang. */
const ekb_text *ekb_texts_in(const ekb_index *index, const ekb_texts *texts, const char *lang);

#endif
