/* SPDX-License-Identifier: MIT */
/**
 * @file unpack_way.h
 * @brief What unpack.c shares with the ways of unpacking: one table each.
 */
#ifndef EKB_SCAN_UNPACK_WAY_H
#define EKB_SCAN_UNPACK_WAY_H

#include "unpack.h"

/** Where compressed bytes come from: those already read first. */
typedef struct ekb_packed {
    const char *head;
    size_t head_left;
    ekb_unpack_read_fn read;
    void *context;
    int ended;   /**< There are no more. */
    int failure; /**< errno of a read that failed, or 0. */
} ekb_packed;

/** Read on. @return bytes, 0 at the end or after a failure. */
size_t ekb_packed_read(ekb_packed *packed, char *buffer, size_t size);

typedef struct ekb_unpack_way {
    /** @return the state, or NULL without memory. @p packed outlives it. */
    void *(*open)(ekb_packed *packed);
    void (*close)(void *state);
    /** As ekb_unpack_next(); EKB_ERR_CORRUPT for whatever is wrong but memory, without text. */
    ekb_status (*next)(void *state, char *buffer, size_t size, size_t *got);
} ekb_unpack_way;

extern const ekb_unpack_way ekb_unpack_archive;
#ifdef ERRKB_HAVE_ISAL
extern const ekb_unpack_way ekb_unpack_gzip;
#endif

#endif
