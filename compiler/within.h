/* SPDX-License-Identifier: MIT */
/**
 * @file within.h
 * @brief Where in a source a character of a scalar's text stands.
 *
 * libyaml tells where a scalar begins, not where its parts are. So the source
 * of the one scalar that a finding is about is walked along with its text, by
 * the rules of YAML 1.2 for escapes (chapter 5.7) and folded lines (6.5, 8.1).
 * Never more than a better place: where both do not agree, it is the beginning.
 */
#ifndef EKBC_WITHIN_H
#define EKBC_WITHIN_H

#include <stddef.h>

/**
 * @param source of @p length bytes, in which the scalar begins at @p start (its
 *        quote, its `|` or `>`, or its first letter).
 * @param text what it says up to the character that is sought, @p text_length bytes.
 * @return the byte of @p source where that character stands, @p start if that cannot be told.
 */
size_t ekbc_within(const char *source, size_t length, size_t start, const char *text, size_t text_length);

#endif
