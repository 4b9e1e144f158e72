/* SPDX-License-Identifier: MIT */
/**
 * @file markdown.h
 * @brief Whether a text stays inside the subset of CommonMark that all
 *        renderers of errkb know: `code`, **bold**, [text](https://…),
 *        backslash escapes, paragraphs.
 */
#ifndef EKBC_MARKDOWN_H
#define EKBC_MARKDOWN_H

#include <stddef.h>

/** Most that is quoted of a text, with its end. */
#define EKBC_MARKDOWN_QUOTED 128

/** The first thing in a text that is outside the subset. */
typedef struct ekbc_markdown_finding {
    const char *message;             /**< EKB_N_, may name `{text}`. */
    const char *remedy;              /**< EKB_N_ */
    size_t offset;                   /**< Where it stands. */
    char text[EKBC_MARKDOWN_QUOTED]; /**< The part of the text that is meant, cut where it is longer. */
} ekbc_markdown_finding;

/** @return 1 when the text is fine, 0 with @p out filled, -1 without memory. */
int ekbc_markdown_check(const char *text, size_t length, ekbc_markdown_finding *out);

#endif
