/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16384)
#define ALIGNMENT alignof(max_align_t)

struct ekb_arena_block {
    ekb_arena_block *next;
    alignas(max_align_t) unsigned char data[];
};

static void *alloc_own_block(ekb_arena *arena, size_t bytes)
{
    ekb_arena_block *block = malloc(sizeof *block + bytes);
    if (block == NULL)
        return NULL;
    /* Behind the head, so that the head's free rest stays in use. */
    if (arena->head != NULL) {
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        block->next = NULL;
        arena->head = block;
        arena->used = arena->size = bytes;
    }
    return block->data;
}

void *ekb_arena_alloc(ekb_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        return NULL;
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->head == NULL || arena->size - arena->used < bytes) {
        if (bytes > BLOCK_BYTES / 4)
            return alloc_own_block(arena, bytes);
        ekb_arena_block *block = malloc(sizeof *block + BLOCK_BYTES);
        if (block == NULL)
            return NULL;
        block->next = arena->head;
        arena->head = block;
        arena->used = 0;
        arena->size = BLOCK_BYTES;
    }
    void *out = arena->head->data + arena->used;
    arena->used += bytes;
    return out;
}

void *ekb_arena_calloc(ekb_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    void *out = ekb_arena_alloc(arena, count * size);
    if (out != NULL)
        memset(out, 0, count * size);
    return out;
}

char *ekb_arena_strndup(ekb_arena *arena, const char *text, size_t length)
{
    char *out = length < SIZE_MAX ? ekb_arena_alloc(arena, length + 1) : NULL;
    if (out == NULL)
        return NULL;
    if (length > 0)
        memcpy(out, text, length);
    out[length] = '\0';
    return out;
}

char *ekb_arena_strdup(ekb_arena *arena, const char *text)
{
    return ekb_arena_strndup(arena, text, strlen(text));
}

void ekb_arena_join(ekb_arena *into, ekb_arena *from)
{
    if (from->head == NULL)
        return;
    if (into->head == NULL) {
        *into = *from;
    } else {
        ekb_arena_block *last = from->head;
        while (last->next != NULL)
            last = last->next;
        last->next = into->head->next;
        into->head->next = from->head;
    }
    *from = (ekb_arena)EKB_ARENA_INIT;
}

void ekb_arena_release(ekb_arena *arena)
{
    for (ekb_arena_block *block = arena->head; block != NULL;) {
        ekb_arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (ekb_arena)EKB_ARENA_INIT;
}
