/* SPDX-License-Identifier: MIT */
/**
 * @file cache.h
 * @brief Finished replies, so that what a whole helpdesk asks is made once.
 *
 * A key is everything that a reply depends on and is compared whole: two
 * requests share a reply only if they would have got the same. Memory is
 * bounded in bytes and in number. A key has four places; when they are taken
 * the one not asked for the longest goes, and when memory is, one place after
 * the other is emptied. So no choice of keys makes a look-up slow.
 */
#ifndef EKB_SERVE_CACHE_H
#define EKB_SERVE_CACHE_H

#include <stddef.h>

typedef struct ekb_cache ekb_cache;

/** A reply that is kept, and stays as long as it is held. */
typedef struct ekb_cached {
    void *value;
    char *key;
    size_t key_length, size, users;
    unsigned long used; /* when, on the cache's clock */
    struct ekb_cache *cache;
} ekb_cached;

/** @param most bytes. @p release frees a value. NULL for want of memory. */
ekb_cache *ekb_cache_new(size_t most, void (*release)(void *value));
/** Nothing of it may be held. NULL is allowed. */
void ekb_cache_free(ekb_cache *cache);

/** @return what was put under the key, held; or NULL. */
ekb_cached *ekb_cache_find(ekb_cache *cache, const char *key, size_t length);
/**
 * Keep a value of @p size bytes; one that was under the key goes.
 * @return it, held; or NULL if it is too large or memory is short: @p value is
 *         then still the caller's.
 */
ekb_cached *ekb_cache_put(ekb_cache *cache, const char *key, size_t length, void *value, size_t size);
void ekb_cached_release(ekb_cached *cached);

/** Bytes that are kept. */
size_t ekb_cache_size(ekb_cache *cache);

#endif
