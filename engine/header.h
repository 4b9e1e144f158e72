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

/** Bytes of a SQLite file header. */
#define EKB_HEADER_BYTES 100

typedef struct ekb_header {
    int file;      /**< Descriptor, the caller's to close. */
    int64_t bytes; /**< Size of the file. */
    unsigned char start[EKB_HEADER_BYTES];
} ekb_header;

/**
 * Open @p path and check that it is a whole index of our format.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_FOREIGN, EKB_ERR_OLDER,
 *         EKB_ERR_NEWER, EKB_ERR_TRUNCATED, EKB_ERR_CORRUPT; nothing is open then.
 */
ekb_status ekb_header_open(const char *path, ekb_header *out, ekb_error *error);

/** The error for a file of @p bytes that should have @p expected. */
ekb_status ekb_header_truncated(const char *path, int64_t bytes, int64_t expected, ekb_error *error);

#endif
