/* SPDX-License-Identifier: MIT */
/**
 * @file range.h
 * @brief Parts of the input for several processes, and of a file for several threads.
 *
 * The bytes of all files, one after the other, are cut into N ranges of nearly
 * the same length. A line belongs to the range that its first byte is in, so
 * that the union of what the ranges find is what a single scan finds. What
 * cannot be entered in the middle (compressed files) belongs as a whole to the
 * range of its first byte.
 */
#ifndef EKB_SCAN_RANGE_H
#define EKB_SCAN_RANGE_H

#include <stdint.h>

#include "errkb/errkb.h"

/** The I-th of N, from 1; 1 of 1 is everything. */
typedef struct ekb_range {
    uint32_t part, parts;
} ekb_range;

/** Most parts that a range may have. */
#define EKB_RANGE_MOST 1000000u

/** Bytes [start, end). */
typedef struct ekb_bytes {
    uint64_t start, end;
} ekb_bytes;

/** Read "3/8". @retval EKB_ERR_ARG */
ekb_status ekb_range_parse(const char *text, ekb_range *out, ekb_error *error);

/** The bytes of the I-th range of @p total. Ranges touch and leave nothing out. */
ekb_bytes ekb_range_of(ekb_range range, uint64_t total);

/**
 * What of a file at @p place in the whole input is in @p bytes of that input.
 * @param whole the file cannot be entered in the middle.
 * @return in bytes of the file; empty (start == end) if nothing is.
 */
ekb_bytes ekb_range_in_file(ekb_bytes bytes, uint64_t place, uint64_t size, int whole);

#endif
