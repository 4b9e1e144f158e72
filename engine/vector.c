/* SPDX-License-Identifier: MIT */
#include "vector.h"

#include <string.h>

void *ekb_vector_push(ekb_vector *vector, ekb_arena *arena)
{
    if (vector->count == vector->capacity) {
        size_t capacity = vector->capacity == 0 ? 8 : vector->capacity * 2;
        void *items = ekb_arena_calloc(arena, capacity, vector->size);
        if (items == NULL)
            return NULL;
        if (vector->count > 0)
            memcpy(items, vector->items, vector->count * vector->size);
        vector->items = items;
        vector->capacity = capacity;
    }
    return (char *)vector->items + vector->size * vector->count++;
}
