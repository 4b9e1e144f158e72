/* SPDX-License-Identifier: MIT */
/**
 * @file header.h
 * @brief What the first 100 bytes of a file tell, before SQLite touches it.
 *
 * Gives every way in which a file can be no index of ours its own status and
 * remedy. Left to others: everything behind the header.
 */
#ifndef EKB_HEADER_H
#define EKB_HEADER_H

#include <stdint.h>

#include "errkb/errkb.h"

/**
 * Check that @p path is a whole index of our format.
 * @param[out] bytes size of the file.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_FOREIGN, EKB_ERR_OLDER,
 *         EKB_ERR_NEWER, EKB_ERR_TRUNCATED, EKB_ERR_CORRUPT
 */
ekb_status ekb_header_check(const char *path, int64_t *bytes, ekb_error *error);

/** The error for a file of @p bytes that should have @p expected. */
ekb_status ekb_header_truncated(const char *path, int64_t bytes, int64_t expected, ekb_error *error);

#endif
