/* SPDX-License-Identifier: MIT */
/**
 * @file linebreak.h
 * @brief Where a line of Chinese, Japanese, Korean or Latin text may end.
 *
 * What UAX #14 says of those scripts, and what it leaves to taste decided for
 * technical text: a path, URL, option or host name stays whole, and one that
 * begins with a dot (`.windows.net`) may begin a line behind `：` or a space.
 * Scripts that need a dictionary (Thai) break at spaces only. libunibreak was
 * measured for this: it took a third of the instructions of a whole look-up and
 * broke `C:\Program Files` behind the colon.
 */
#ifndef EKB_LINEBREAK_H
#define EKB_LINEBREAK_H

#include <stddef.h>

/** What a line may do behind a character. */
enum {
    EKB_BREAK_NONE = 0,
    EKB_BREAK_ALLOWED = 1,
    EKB_BREAK_FORCED = 2, /**< Only to cut a word that is longer than a line: behind a slash or the like. */
    EKB_BREAK_NEVER = 3   /**< Not even then: within a URL, which is opened and copied whole. */
};

/** @param[out] breaks one of the above at each character's last byte, else 0. */
void ekb_line_breaks(const char *text, size_t length, char *breaks);

/** Code point at @p at and its length in bytes (invalid: U+FFFD, one byte). */
size_t ekb_character(const char *text, size_t length, size_t at, unsigned *codepoint);
/** Columns that a code point takes: 0, 1 or 2. */
size_t ekb_character_columns(unsigned codepoint);

#endif
