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

/** The text for a wish as ekb_language_choose() sees it. @return NULL when
 *  there is none in any language. */
const ekb_text *ekb_texts_choose(const ekb_index *index, const ekb_texts *texts, const char *const *wishes,
                                 size_t wish_count, size_t at);

/** The same for the one language @p lang. */
const ekb_text *ekb_texts_in(const ekb_index *index, const ekb_texts *texts, const char *lang);

#endif
