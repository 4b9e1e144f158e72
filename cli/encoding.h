/* SPDX-License-Identifier: MIT */
/**
 * @file encoding.h
 * @brief From UTF-8 to the terminal's encoding.
 *
 * The encoding is the codeset that the locale's name ends with (GB18030 of
 * `zh_CN.GB18030`), whether or not that locale is installed: over ssh, and in
 * containers, it seldom is. No codeset (`C`, `POSIX`, `zh_CN`) means UTF-8, and
 * so does a codeset that cannot be a terminal's or that iconv(3) does not have:
 * output is never lost. JSON and HTML are UTF-8 by definition; do not convert
 * them. Input is not converted here: the engine reads what it is given.
 */
#ifndef EKB_CLI_ENCODING_H
#define EKB_CLI_ENCODING_H

#include <stddef.h>

#include "core/strbuf.h"

#define EKB_CODESET_SIZE 32

/** A conversion; iconv(3) is opened by the first text that needs it. */
typedef struct ekb_encoding {
    char codeset[EKB_CODESET_SIZE]; /**< As the locale writes it; "" for UTF-8. */
    void *converter;                /**< iconv_t, or NULL while not opened. */
    int lost;                       /**< Characters were shown as "?". */
} ekb_encoding;

#define EKB_ENCODING_INIT                                                                                    \
  {                                                                                                          \
    "", NULL, 0                                                                                              \
  }

/** Name of the locale that rules characters: LC_ALL > LC_CTYPE > LANG; "" if
 *  none is set. Lent by the environment. */
const char *ekb_encoding_locale(void);

/** Set up for @p locale, e.g. "zh_CN.GBK@stroke". Release with ekb_encoding_release(). */
void ekb_encoding_init(ekb_encoding *encoding, const char *locale);

/** Not 0 when text is the same in the encoding: nothing need be converted. */
int ekb_encoding_is_utf8(const ekb_encoding *encoding);

/**
 * Append @p length bytes of UTF-8 in the encoding. What it cannot say becomes a
 * plain look-alike ("—" a "-") or "?". A failed allocation shows in @p out.
 */
void ekb_encoding_convert(ekb_encoding *encoding, const char *text, size_t length, ekb_strbuf *out);

void ekb_encoding_release(ekb_encoding *encoding);

#endif
