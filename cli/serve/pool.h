/* SPDX-License-Identifier: MIT */
/**
 * @file pool.h
 * @brief Engine handles for several threads, renewed without a pause.
 *
 * All handles of one generation have the same indexes open, so that two
 * requests are never answered differently by chance. A reload opens a whole
 * new generation and puts it in the place of the old one; requests that are
 * being answered keep their handle of the old one, which goes when the last of
 * them is given back. There are as many handles as threads ask at once, so
 * taking one never waits.
 */
#ifndef EKB_SERVE_POOL_H
#define EKB_SERVE_POOL_H

#include <stddef.h>

#include "errkb/errkb.h"
#include "indexes.h"
#include "offer.h"

typedef struct ekb_generation ekb_generation;
typedef struct ekb_pool ekb_pool;

/** One engine and what is remembered with it. One thread at a time. */
typedef struct ekb_handle {
    ekb_engine *engine;
    ekb_arena arena; /**< Of `offer`. */
    ekb_offer offer;
    const char *ids; /**< Ids of the indexes, with spaces between; lent by the generation. */
    ekb_generation *generation;
    struct ekb_handle *next;
} ekb_handle;

ekb_status ekb_pool_new(ekb_pool **out, size_t handles, ekb_error *error);
/** No handle may be out. NULL is allowed. */
void ekb_pool_free(ekb_pool *pool);

/**
 * Open the indexes in a new generation and answer from it henceforth. Called by
 * one thread at a time; on failure the old generation stays.
 * @param[out] changed the ids are not those of before.
 * @param[out] skipped as of ekb_indexes_open().
 */
ekb_status ekb_pool_load(ekb_pool *pool, const ekb_indexes *indexes, int *changed, ekb_error *skipped,
                         ekb_error *error);

/** Changes with each load: what was remembered before another number is stale.
 *  To be read before a handle is taken. */
unsigned long ekb_pool_generation(const ekb_pool *pool);

/** @return NULL only before the first load, or when more threads ask than there are handles. */
ekb_handle *ekb_pool_take(ekb_pool *pool);
void ekb_pool_give(ekb_pool *pool, ekb_handle *handle);

#endif
