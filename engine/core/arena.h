/* SPDX-License-Identifier: MIT */
/**
 * @file arena.h
 * @brief Memory that is freed all at once.
 *
 * An arena owns every block got from it until ekb_arena_release(). Blocks are
 * aligned for any type. Not for memory that grows without bound or is freed in
 * between: that is strbuf's or the caller's.
 */
#ifndef EKB_CORE_ARENA_H
#define EKB_CORE_ARENA_H

#include <stddef.h>

typedef struct ekb_arena_block ekb_arena_block;

typedef struct ekb_arena {
    ekb_arena_block *head;
    size_t used, size; /* of the head block */
} ekb_arena;

/* clang-format off */
#define EKB_ARENA_INIT {NULL, 0, 0}
/* clang-format on */

/** Uninitialised memory, or NULL when there is none. @p bytes may be 0. */
void *ekb_arena_alloc(ekb_arena *arena, size_t bytes);
/** Zeroed memory for @p count things of @p size bytes; NULL on overflow too. */
void *ekb_arena_calloc(ekb_arena *arena, size_t count, size_t size);
/** Copy of @p length bytes with a NUL behind. */
char *ekb_arena_strndup(ekb_arena *arena, const char *text, size_t length);
char *ekb_arena_strdup(ekb_arena *arena, const char *text);
/** Move every block of @p from to @p into; @p from is empty afterwards. */
void ekb_arena_join(ekb_arena *into, ekb_arena *from);
/** Frees everything; the arena is empty and usable afterwards. */
void ekb_arena_release(ekb_arena *arena);

#endif
