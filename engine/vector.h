/* SPDX-License-Identifier: MIT */
/**
 * @file vector.h
 * @brief An array of unknown length that grows in an arena.
 *
 * Growing doubles, so what is left behind in the arena is less than what is
 * used. Zero-initialise, with `size` of an element.
 */
#ifndef EKB_VECTOR_H
#define EKB_VECTOR_H

#include <stddef.h>

#include "core/arena.h"

typedef struct ekb_vector {
    void *items;
    size_t size;
    size_t count, capacity;
} ekb_vector;

/** A new zeroed element at the end, or NULL when there is no memory.
 *  Pointers to elements are good until the next push. */
void *ekb_vector_push(ekb_vector *vector, ekb_arena *arena);

#endif
