/* SPDX-License-Identifier: MIT */
/**
 * @file fold.h
 * @brief The one definition of "same text".
 *
 * Folding is NFKC_Casefold (Unicode's mapping, from utf8proc), then
 * traditional Chinese characters to simplified ones (OpenCC's table), then
 * one form for each kind of dash, quotation mark and full stop. A code point
 * goes through a generated table; sequences with combining marks through
 * utf8proc itself. Every folded character remembers the bytes it came from.
 */
#ifndef EKB_CORE_FOLD_H
#define EKB_CORE_FOLD_H

#include <stddef.h>
#include <stdint.h>

/** Folded text. `chars[i]` came from the bytes start[i] … end[i] - 1. */
typedef struct ekb_folded {
    uint32_t *chars;
    uint32_t *start, *end;
    size_t length;
    size_t capacity;
} ekb_folded;

/* clang-format off */
#define EKB_FOLDED_INIT {NULL, NULL, NULL, 0, 0}
/* clang-format on */

/**
 * Fold @p length bytes (at most 2^31). Bad bytes become U+FFFD. The memory of
 * @p out is reused from call to call.
 * @return 0, or -1 when memory ran out.
 */
int ekb_fold(const char *text, size_t length, ekb_folded *out);
/** What a character folds to where that is one character, whatever stands before it;
 *  0 for all others. A combining mark behind it may still change it. */
uint32_t ekb_fold_one(uint32_t c);
void ekb_folded_release(ekb_folded *folded);

#endif
