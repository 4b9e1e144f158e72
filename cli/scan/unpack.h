/* SPDX-License-Identifier: MIT */
/**
 * @file unpack.h
 * @brief Compressed logs as plain bytes: gzip, zstd, xz, bzip2, by content.
 *
 * gzip is what rotated logs are in, and ISA-L unpacks it several times as fast as
 * zlib. Each format is left to its own library: what could be unpacked of a
 * damaged file is wanted, which those that know all formats throw away. What is
 * read comes from the caller's function, so that pipes and files, and what was
 * read already to look at it, are all the same.
 */
#ifndef EKB_SCAN_UNPACK_H
#define EKB_SCAN_UNPACK_H

#include <stddef.h>

#include "errkb/errkb.h"

/** Bytes that are enough for ekb_unpack_knows(). */
enum { EKB_UNPACK_MAGIC = 6 };

/** Do these first bytes begin a compressed file? */
int ekb_unpack_knows(const char *bytes, size_t length);
/** May they, once more of them are there? */
int ekb_unpack_may_know(const char *bytes, size_t length);

/** Reads compressed bytes, as read(2): -1 with errno set. */
typedef long (*ekb_unpack_read_fn)(void *context, char *buffer, size_t size);

typedef struct ekb_unpack ekb_unpack;

/** @param bytes the first of the file, already read; lent for the call. */
ekb_status ekb_unpack_open(ekb_unpack **out, const char *bytes, size_t length, ekb_unpack_read_fn read,
                           void *context, ekb_error *error);
void ekb_unpack_close(ekb_unpack *unpack);

/**
 * Get plain bytes: at least one, at most @p size.
 * @param[out] got 0 at the end.
 * @retval EKB_ERR_IO reading failed (`system` is the errno)
 * @retval EKB_ERR_TRUNCATED the file ends too early
 * @retval EKB_ERR_CORRUPT damaged, or packed in a way that is not supported
 * What could be unpacked before a mistake came before. The texts of errors want a {path}, which the caller adds.
 */
ekb_status ekb_unpack_next(ekb_unpack *unpack, char *buffer, size_t size, size_t *got, ekb_error *error);

#endif
