/* SPDX-License-Identifier: MIT */
/**
 * @file comments.h
 * @brief Comments that may be meant as text: `Error #1042 from server` without
 *        quotes is `Error` and a comment, and libyaml tells of no comments.
 *
 * What looks so has a blank before its `#` and a letter or digit right behind.
 * Scalars are asked about in the order of the file.
 */
#ifndef EKBC_COMMENTS_H
#define EKBC_COMMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "diag.h"

typedef struct ekbc_comments {
    const unsigned char *start, *at, *end; /* of the file; what is not yet read of it */
    const unsigned char *counted;          /* line and column are of this byte */
    uint32_t line, column;
    /* The next one, and where the text before it ends; line 0: there is none. */
    uint32_t hash_line, hash_column, text_column;
} ekbc_comments;

/** Look at the bytes of a file that ekbc_encoding_check() has passed, without
 *  a byte order mark; they are lent. */
void ekbc_comments_start(ekbc_comments *comments, const char *bytes, size_t length);

/**
 * The comment behind a text without quotes.
 * @param line, column of the character behind the text, from 1; never before
 *        those of the last call.
 * @return the column of its `#` in that line; 0 if there is none.
 */
uint32_t ekbc_comments_behind(ekbc_comments *comments, uint32_t line, uint32_t column);

/** Warn of one, by the place of its `#`. */
void ekbc_comment_report(ekbc_diags *diags, ekbc_place hash);

#endif
