/* SPDX-License-Identifier: MIT */
/**
 * @file continued.h
 * @brief Items that YAML takes for the text above them: one that is indented too
 *        deep goes on with a text without quotes, and no parser complains.
 *
 * Texts are asked about in the order of the file.
 */
#ifndef EKBC_CONTINUED_H
#define EKBC_CONTINUED_H

#include <stddef.h>

#include "diag.h"

typedef struct ekbc_lines {
    const char *at, *end; /* of the file: the line of that number, and on */
    uint32_t line;
} ekbc_lines;

/** @param bytes without a byte order mark; lent. */
void ekbc_lines_start(ekbc_lines *lines, const char *bytes, size_t length);
/**
 * Report the first line, of those behind @p first up to @p last, that begins like an item; or
 * @p text, that begins at @p first, where it stands as deep as that and is one that lacks its `- `.
 * @return 1 if the text was reported.
 */
int ekbc_continued_report(ekbc_lines *lines, ekbc_place first, const char *text, uint32_t last,
                          ekbc_diags *diags);

#endif
