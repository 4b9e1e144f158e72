/* SPDX-License-Identifier: MIT */
/* Open addressing, at most half full. */
#include "keys.h"

#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 64 };

/* FNV-1a */
static uint64_t hash(const char *text, size_t length)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return h ^ h >> 32;
}

/* The slot of a text or the free one for it. */
static size_t slot_of(const ekb_keys *keys, const char *text, size_t length)
{
    size_t mask = keys->slot_count - 1, at = (size_t)hash(text, length) & mask;
    for (; keys->slots[at] != 0; at = (at + 1) & mask) {
        const char *there = keys->texts[keys->slots[at] - 1];
        if (strncmp(there, text, length) == 0 && there[length] == '\0')
            break;
    }
    return at;
}

static int grow(ekb_keys *keys)
{
    size_t room = keys->room > 0 ? keys->room * 2 : SMALLEST;
    const char **texts = realloc((void *)keys->texts, room * sizeof *texts);
    if (texts == NULL)
        return -1;
    keys->texts = texts;
    uint32_t *slots = calloc(room * 2, sizeof *slots);
    if (slots == NULL)
        return -1;
    free(keys->slots);
    keys->slots = slots;
    keys->slot_count = room * 2;
    keys->room = room;
    for (size_t i = 0; i < keys->count; i++)
        keys->slots[slot_of(keys, texts[i], strlen(texts[i]))] = (uint32_t)i + 1;
    return 0;
}

size_t ekb_keys_number(ekb_keys *keys, const char *text, size_t length)
{
    if (keys->count == keys->room && (keys->count >= UINT32_MAX / 4 || grow(keys) != 0))
        return EKB_KEY_NONE;
    size_t slot = slot_of(keys, text, length);
    if (keys->slots[slot] != 0)
        return keys->slots[slot] - 1;
    const char *copy = ekb_arena_strndup(&keys->arena, text, length);
    if (copy == NULL)
        return EKB_KEY_NONE;
    keys->texts[keys->count++] = copy;
    keys->slots[slot] = (uint32_t)keys->count;
    return keys->count - 1;
}

void *ekb_keys_table(const ekb_keys *keys, void *table, size_t *room, size_t row_size)
{
    if (keys->count < *room)
        return table;
    size_t wish = *room > 0 ? *room * 2 : SMALLEST;
    char *more = realloc(table, wish * row_size);
    if (more == NULL)
        return NULL;
    memset(more + *room * row_size, 0, (wish - *room) * row_size);
    *room = wish;
    return more;
}

void ekb_keys_release(ekb_keys *keys)
{
    free((void *)keys->texts);
    free(keys->slots);
    ekb_arena_release(&keys->arena);
    *keys = (ekb_keys)EKB_KEYS_INIT;
}
