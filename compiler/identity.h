/* SPDX-License-Identifier: MIT */
/**
 * @file identity.h
 * @brief The id of an index: a SHA-256 of the rows that are written.
 *
 * It is taken from the rows and not from the catalog: equal ids then mean equal
 * answers, even when a later compiler derives other terms. Each table is summed
 * up by itself, row after row as they are inserted; the id is the sum over the
 * tables' sums in the order of ekbc_table. So it says which rows each table
 * holds in which order, whatever was written between two rows of a table.
 */
#ifndef EKBC_IDENTITY_H
#define EKBC_IDENTITY_H

#include <nettle/sha2.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ekbc_digest {
    struct sha256_ctx hash;
} ekbc_digest;

void ekbc_digest_start(ekbc_digest *digest);
/** Add a value: its type and, of bytes, their length come first, so that no two
 *  rows can run into one another. */
void ekbc_digest_number(ekbc_digest *digest, int64_t number);
void ekbc_digest_bytes(ekbc_digest *digest, const void *bytes, size_t length);

/** The id in hexadecimal, with its NUL. */
#define EKBC_IDENTITY_SIZE 65
/** Sum up @p count digests, which are used up. */
void ekbc_identity(ekbc_digest *digests, size_t count, char out[EKBC_IDENTITY_SIZE]);

#endif
