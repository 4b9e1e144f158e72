/* SPDX-License-Identifier: MIT */
/**
 * @file paste.h
 * @brief A paste made readable: one encoding, no control characters.
 */
#ifndef EKB_PASTE_H
#define EKB_PASTE_H

#include "core/strbuf.h"
#include "errkb/errkb.h"

/**
 * Decode @p bytes into UTF-8: by byte order mark, by the pattern of NUL bytes
 * (UTF-16), by validity (UTF-8, then GB18030), else bad bytes become U+FFFD;
 * then what it has in JSON's or HTML's notation (notation.h).
 * Terminal escape sequences, control characters, byte order marks and
 * zero-width characters are dropped, CR LF becomes LF.
 * @param[out] truncated not 0 when the paste was longer than EKB_QUERY_MAX.
 * @retval EKB_ERR_NOMEM
 */
ekb_status ekb_paste_read(const char *bytes, size_t length, ekb_strbuf *out, int *truncated,
                          ekb_error *error);

#endif
