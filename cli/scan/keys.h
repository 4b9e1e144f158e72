/* SPDX-License-Identifier: MIT */
/**
 * @file keys.h
 * @brief Texts numbered in the order in which they were first seen.
 */
#ifndef EKB_SCAN_KEYS_H
#define EKB_SCAN_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

typedef struct ekb_keys {
    ekb_arena arena;
    const char **texts; /**< By number, NUL-terminated. */
    size_t count, room;
    uint32_t *slots; /**< Number + 1, by hash; 0 for none. */
    size_t slot_count;
} ekb_keys;

/* clang-format off */
#define EKB_KEYS_INIT {EKB_ARENA_INIT, NULL, 0, 0, NULL, 0}
#define EKB_KEY_NONE SIZE_MAX
/* clang-format on */

/** The number of a text, which is added where it is new: then it is count - 1
 *  afterwards and was not before. EKB_KEY_NONE without memory. */
size_t ekb_keys_number(ekb_keys *keys, const char *text, size_t length);
/**
 * A table by number, made long enough for one key more than there is: to be had
 * before ekb_keys_number(), so that no number is ever without its row.
 * @param table the table so far, or NULL; it is as it was where this fails.
 * @return the table, new rows zeroed, or NULL without memory.
 */
void *ekb_keys_table(const ekb_keys *keys, void *table, size_t *room, size_t row_size);
void ekb_keys_release(ekb_keys *keys);

#endif
