/* SPDX-License-Identifier: MIT */
/**
 * @file json.h
 * @brief The little JSON that an index holds: strings, which words.c and body.c
 *        put together to arrays.
 */
#ifndef EKB_JSON_H
#define EKB_JSON_H

/** Behind the white space at @p at. */
const char *ekb_json_space(const char *at);

/**
 * Read a string whose opening quote is behind us into @p to, with its NUL. The
 * result is never longer than the source, so that @p to may be the place of
 * the opening quote.
 * @return behind the closing quote; NULL where there is no string, or one with
 *         a NUL or half a character in it.
 */
const char *ekb_json_string(const char *at, char *to);

#endif
