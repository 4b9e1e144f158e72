/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"

struct ekb_generation {
    ekb_handle *idle; /* last in, first out: its pages are still in the cache */
    size_t out;       /* handles being used */
    int retired;
    ekb_strbuf ids;
};

struct ekb_pool {
    pthread_mutex_t lock;
    size_t handles;
    ekb_generation *current;
    atomic_ulong number; /* raised after `current` is replaced, never before */
};

static void free_handle(ekb_handle *handle)
{
    ekb_engine_free(handle->engine);
    ekb_arena_release(&handle->arena);
    free(handle);
}

static void free_generation(ekb_generation *generation)
{
    if (generation == NULL)
        return;
    while (generation->idle != NULL) {
        ekb_handle *handle = generation->idle;
        generation->idle = handle->next;
        free_handle(handle);
    }
    ekb_strbuf_release(&generation->ids);
    free(generation);
}

ekb_status ekb_pool_new(ekb_pool **out, size_t handles, ekb_error *error)
{
    ekb_pool *pool = calloc(1, sizeof *pool);
    *out = NULL;
    if (pool == NULL || pthread_mutex_init(&pool->lock, NULL) != 0) {
        free(pool);
        return ekb_error_nomem(error);
    }
    pool->handles = handles;
    *out = pool;
    return EKB_OK;
}

void ekb_pool_free(ekb_pool *pool)
{
    if (pool == NULL)
        return;
    free_generation(pool->current);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

static ekb_status read_ids(ekb_engine *engine, ekb_strbuf *out, ekb_error *error)
{
    for (size_t i = 0; i < ekb_engine_index_count(engine); i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        if (info == NULL)
            return ekb_error_nomem(error);
        ekb_strbuf_puts(out, i > 0 ? " " : "");
        ekb_strbuf_puts(out, info->id);
    }
    return out->failed ? ekb_error_nomem(error) : EKB_OK;
}

static ekb_status add_handle(ekb_generation *generation, const ekb_indexes *indexes, ekb_strbuf *ids,
                             ekb_error *skipped, ekb_error *error)
{
    ekb_handle *handle = calloc(1, sizeof *handle);
    if (handle == NULL)
        return ekb_error_nomem(error);
    ekb_offer_init(&handle->offer, &handle->arena);
    handle->generation = generation;
    handle->next = generation->idle;
    generation->idle = handle;
    ekb_status status = ekb_indexes_open(indexes, &handle->engine, skipped, error);
    return status == EKB_OK ? read_ids(handle->engine, ids, error) : status;
}

/* All handles, or a failure. `settled` is 0 when a file was replaced meanwhile, so that handles differ. */
static ekb_status fill(ekb_generation *generation, size_t handles, const ekb_indexes *indexes, int *settled,
                       ekb_error *skipped, ekb_error *error)
{
    ekb_strbuf ids = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    *settled = 1;
    for (size_t i = 0; i < handles && status == EKB_OK; i++) {
        ekb_strbuf_clear(&ids);
        status = add_handle(generation, indexes, i == 0 ? &generation->ids : &ids, skipped, error);
        *settled &= i == 0 || strcmp(ekb_strbuf_text(&ids), ekb_strbuf_text(&generation->ids)) == 0;
    }
    for (ekb_handle *handle = generation->idle; handle != NULL; handle = handle->next)
        handle->ids = ekb_strbuf_text(&generation->ids);
    ekb_strbuf_release(&ids);
    return status;
}

static ekb_status open_generation(size_t handles, const ekb_indexes *indexes, ekb_generation **out,
                                  ekb_error *skipped, ekb_error *error)
{
    enum { ATTEMPTS = 5 };
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int settled = 0;
        ekb_generation *generation = calloc(1, sizeof *generation);
        ekb_status status = generation == NULL ? ekb_error_nomem(error)
                                               : fill(generation, handles, indexes, &settled, skipped, error);
        if (status == EKB_OK && settled) {
            *out = generation;
            return EKB_OK;
        }
        free_generation(generation);
        if (status != EKB_OK)
            return status;
    }
    return ekb_error_set(error, EKB_ERR_IO, EKB_N_("the indexes keep changing while they are opened"),
                         EKB_N_("replace an index by renaming a finished file into its place"));
}

ekb_status ekb_pool_load(ekb_pool *pool, const ekb_indexes *indexes, int *changed, ekb_error *skipped,
                         ekb_error *error)
{
    ekb_generation *fresh = NULL, *old;
    ekb_status status = open_generation(pool->handles, indexes, &fresh, skipped, error);
    *changed = 0;
    if (status != EKB_OK)
        return status;
    pthread_mutex_lock(&pool->lock);
    old = pool->current;
    pool->current = fresh;
    atomic_fetch_add(&pool->number, 1);
    *changed = old == NULL || strcmp(ekb_strbuf_text(&old->ids), ekb_strbuf_text(&fresh->ids)) != 0;
    if (old != NULL)
        old->retired = 1;
    if (old != NULL && old->out > 0)
        old = NULL; /* goes with its last handle */
    pthread_mutex_unlock(&pool->lock);
    free_generation(old);
    return EKB_OK;
}

unsigned long ekb_pool_generation(const ekb_pool *pool)
{
    return atomic_load(&pool->number);
}

ekb_handle *ekb_pool_take(ekb_pool *pool)
{
    ekb_handle *handle = NULL;
    pthread_mutex_lock(&pool->lock);
    if (pool->current != NULL && pool->current->idle != NULL) {
        handle = pool->current->idle;
        pool->current->idle = handle->next;
        pool->current->out++;
    }
    pthread_mutex_unlock(&pool->lock);
    return handle;
}

void ekb_pool_give(ekb_pool *pool, ekb_handle *handle)
{
    ekb_generation *generation = handle->generation, *done = NULL;
    pthread_mutex_lock(&pool->lock);
    handle->next = generation->idle;
    generation->idle = handle;
    generation->out--;
    if (generation->retired && generation->out == 0)
        done = generation;
    pthread_mutex_unlock(&pool->lock);
    free_generation(done);
}
