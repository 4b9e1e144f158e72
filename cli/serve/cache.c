/* SPDX-License-Identifier: MIT */
#include "cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "etag.h"

enum { SETS = 1024, WAYS = 4, SHARE_MOST = 64 /* no value takes more than this part of all */ };

struct ekb_cache {
    pthread_mutex_t lock;
    size_t most, size;
    unsigned long clock;
    size_t hand; /* the set that is next to give up a value for others */
    void (*release)(void *value);
    ekb_cached *places[SETS][WAYS];
};

ekb_cache *ekb_cache_new(size_t most, void (*release)(void *value))
{
    ekb_cache *cache = calloc(1, sizeof *cache);
    if (cache == NULL || pthread_mutex_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    cache->most = most;
    cache->release = release;
    return cache;
}

static void free_cached(ekb_cached *cached)
{
    cached->cache->release(cached->value);
    free(cached->key);
    free(cached);
}

/* Takes the value out of its place; it goes with its last user. Locked. */
static void evict(ekb_cache *cache, ekb_cached **place)
{
    ekb_cached *cached = *place;
    if (cached == NULL)
        return;
    *place = NULL;
    cache->size -= cached->size;
    if (--cached->users == 0)
        free_cached(cached);
}

void ekb_cache_free(ekb_cache *cache)
{
    if (cache == NULL)
        return;
    for (size_t i = 0; i < SETS * WAYS; i++)
        evict(cache, &cache->places[i / WAYS][i % WAYS]);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static ekb_cached **set_of(ekb_cache *cache, const char *key, size_t length)
{
    ekb_etag hash;
    ekb_etag_init(&hash);
    ekb_etag_add(&hash, key, length);
    return cache->places[(hash.hash ^ hash.hash >> 32) % SETS];
}

static ekb_cached **find(ekb_cached **set, const char *key, size_t length)
{
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i] != NULL && set[i]->key_length == length && memcmp(set[i]->key, key, length) == 0)
            return &set[i];
    }
    return NULL;
}

/* An empty place of a set, or that of the value not asked for the longest. */
static ekb_cached **oldest(ekb_cached **set)
{
    ekb_cached **best = &set[0];
    for (size_t i = 1; i < WAYS && *best != NULL; i++) {
        if (set[i] == NULL || set[i]->used < (*best)->used)
            best = &set[i];
    }
    return best;
}

ekb_cached *ekb_cache_find(ekb_cache *cache, const char *key, size_t length)
{
    ekb_cached *found = NULL;
    pthread_mutex_lock(&cache->lock);
    ekb_cached **place = find(set_of(cache, key, length), key, length);
    if (place != NULL) {
        found = *place;
        found->users++;
        found->used = ++cache->clock;
    }
    pthread_mutex_unlock(&cache->lock);
    return found;
}

/* Set by set, so that all are as likely to lose something. Locked. Ends, as the sum of what is kept is what there is. */
static void make_room(ekb_cache *cache, size_t size)
{
    while (cache->size > 0 && cache->size + size > cache->most) {
        for (size_t i = 0; i < WAYS && cache->size + size > cache->most; i++)
            evict(cache, &cache->places[cache->hand][i]);
        cache->hand = (cache->hand + 1) % SETS;
    }
}

ekb_cached *ekb_cache_put(ekb_cache *cache, const char *key, size_t length, void *value, size_t size)
{
    ekb_cached *cached = size <= cache->most / SHARE_MOST ? calloc(1, sizeof *cached) : NULL;
    if (cached == NULL || (cached->key = malloc(length + 1)) == NULL) {
        free(cached);
        return NULL;
    }
    memcpy(cached->key, key, length);
    cached->key_length = length;
    cached->cache = cache;
    cached->value = value;
    cached->size = size + length + sizeof *cached;
    cached->users = 2; /* the cache and the caller */
    pthread_mutex_lock(&cache->lock);
    ekb_cached **set = set_of(cache, key, length), **place = find(set, key, length);
    if (place == NULL)
        place = oldest(set);
    evict(cache, place);
    make_room(cache, cached->size);
    cached->used = ++cache->clock;
    cache->size += cached->size;
    *place = cached;
    pthread_mutex_unlock(&cache->lock);
    return cached;
}

void ekb_cached_release(ekb_cached *cached)
{
    ekb_cache *cache = cached->cache;
    pthread_mutex_lock(&cache->lock);
    int last = --cached->users == 0;
    pthread_mutex_unlock(&cache->lock);
    if (last)
        free_cached(cached);
}

size_t ekb_cache_size(ekb_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    size_t size = cache->size;
    pthread_mutex_unlock(&cache->lock);
    return size;
}
