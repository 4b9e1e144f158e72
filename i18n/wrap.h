/* SPDX-License-Identifier: MIT */
/**
 * @file wrap.h
 * @brief Where a paragraph breaks into lines, by what it takes on a terminal.
 *
 * Widths are columns (East Asian wide characters take two), break opportunities
 * those of linebreak.h: no line begins with `，` or ends with `（`. What the text
 * looks like is left to paragraph.h.
 */
#ifndef EKB_WRAP_H
#define EKB_WRAP_H

#include <stddef.h>

/** Columns of @p length bytes of UTF-8; a byte that is none counts as one. */
size_t ekb_columns(const char *text, size_t length);

/** A paragraph and its break opportunities. */
typedef struct ekb_wrap {
    const char *text; /**< Lent. No control characters. */
    size_t length;
    char *breaks; /**< One a byte; owned. */
} ekb_wrap;

/** @return 0, or -1 for want of memory. */
int ekb_wrap_init(ekb_wrap *wrap, const char *text, size_t length);
void ekb_wrap_release(ekb_wrap *wrap);

/**
 * The line that begins at @p start and takes at most @p columns. A word that is
 * longer than a whole line is cut, but for a URL.
 * @param[out] end where its text ends, trailing spaces left off.
 * @return where the next line begins; `length` after the last one.
 */
size_t ekb_wrap_line(const ekb_wrap *wrap, size_t start, size_t columns, size_t *end);

#endif
