/* SPDX-License-Identifier: MIT */
/**
 * @file utf8.h
 * @brief Reading UTF-8 that may be broken.
 */
#ifndef EKB_CORE_UTF8_H
#define EKB_CORE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/** What ekb_utf8_next() gives for a byte that begins no character. */
#define EKB_UTF8_BAD 0xFFFFFFFFu

/**
 * Decode the character at @p at (< @p length).
 * @param[out] size its bytes; 1 for a bad byte.
 * @return the code point or EKB_UTF8_BAD (overlong forms and surrogates too).
 */
uint32_t ekb_utf8_next(const char *text, size_t length, size_t at, size_t *size);

/** Bytes of the longest valid beginning of the text: @p length if all is valid. */
size_t ekb_utf8_valid(const char *text, size_t length);

/** @p length without the last character, where that is cut off. */
size_t ekb_utf8_whole(const char *text, size_t length);

#endif
