/* SPDX-License-Identifier: MIT */
/**
 * @file decode.h
 * @brief Bytes of a stream → UTF-8, block by block.
 *
 * Invariant: whole characters only, so the text does not depend on where the
 * blocks end. What is no character becomes U+FFFD, byte by byte, and never
 * swallows a line's end.
 */
#ifndef EKB_SCAN_DECODE_H
#define EKB_SCAN_DECODE_H

#include <stddef.h>

#include "scan.h"

/** Text of so many bytes is no longer than this. */
#define EKB_SCAN_DECODED(bytes) (3 * (bytes) + 4)

/**
 * Decode the whole characters at the beginning of @p bytes.
 * @param final no more follows: what is cut is bad.
 * @param[out] text    room for EKB_SCAN_DECODED(length).
 * @param[out] written bytes of text.
 * @return bytes that were decoded.
 */
size_t ekb_scan_decode(ekb_scan_encoding encoding, const unsigned char *bytes, size_t length, int final,
                       char *text, size_t *written);

/** Decode the one character at @p bytes, of which there must be all. @p text
 *  has room for EKB_SCAN_DECODED(4). @return bytes of it. */
size_t ekb_scan_decode_one(ekb_scan_encoding encoding, const unsigned char *bytes, size_t length, char *text,
                           size_t *written);

#endif
