/* SPDX-License-Identifier: MIT */
/**
 * @file charset.h
 * @brief The character set of a log, found by its content, and its lines as UTF-8.
 *
 * Only four occur in logs that errkb knows of: UTF-8 (and ASCII, which is part of
 * it), UTF-16 in both byte orders, and GB18030 with its subsets GBK and GB 2312.
 * A guess from statistics is wrong too often for short texts; what is asked here
 * is structure: a mark at the beginning, NULs at every other byte, valid UTF-8,
 * valid GB18030.
 */
#ifndef EKB_SCAN_CHARSET_H
#define EKB_SCAN_CHARSET_H

#include <stddef.h>

#include "core/strbuf.h"
#include "scan/scan.h"

/** What bytes tell of their character set. */
typedef enum ekb_charset_proof {
    EKB_CHARSET_OPEN,   /**< Nothing: ASCII only. */
    EKB_CHARSET_LIKELY, /**< Neither UTF-8 nor GB18030 is valid: UTF-8 with damage. */
    EKB_CHARSET_PROVED
} ekb_charset_proof;

/**
 * Look at bytes that begin a file, or a line where @p at_start is 0: then there is
 * no mark and no UTF-16 to look for. A character cut off at the end is no fault.
 * @param[out] charset   UTF-8 where nothing else is proved.
 * @param[out] mark_size bytes of a byte order mark, 0 for none; may be NULL.
 */
ekb_charset_proof ekb_charset_guess(const char *bytes, size_t length, int at_start,
                                    ekb_scan_encoding *charset, size_t *mark_size);

/** The same for bytes that begin with the first one of a log that is not ASCII: its
 *  encoding, UTF-8 where nothing else is proved. */
ekb_scan_encoding ekb_charset_settle(const char *bytes, size_t length);

/** How many bytes at the beginning are ASCII. */
size_t ekb_charset_ascii(const char *bytes, size_t length);

/** Bytes of the byte order mark of @p charset that @p bytes begin with, or 0. */
size_t ekb_charset_mark(ekb_scan_encoding charset, const char *bytes, size_t length);

/** The set with a name as people write it ("utf8", "GBK", "utf-16"); -1 if none. */
int ekb_charset_named(const char *name);
/** "utf-8", "utf-16le", "utf-16be", "gb18030": for output that programs read. */
const char *ekb_charset_name(ekb_scan_encoding charset);
/** The names that ekb_charset_named() takes and an option offers; NULL-ended. */
extern const char *const ekb_charset_names[];

/** Bytes of a line end: 2 in UTF-16, else 1. */
size_t ekb_charset_unit(ekb_scan_encoding charset);

/** How many of the bytes, which begin with a character, to take where a long line is to be
 *  cut: all but a character at the end that is not whole. */
size_t ekb_charset_cut(ekb_scan_encoding charset, const char *bytes, size_t length);

/**
 * Append @p length bytes as UTF-8: what is invalid becomes U+FFFD, and bytes that
 * are no UTF-8 in a file that is are read as GB18030 where they are valid in it.
 * A failed allocation shows in @p out.
 */
void ekb_charset_decode(ekb_scan_encoding charset, const char *bytes, size_t length, ekb_strbuf *out);

#endif
