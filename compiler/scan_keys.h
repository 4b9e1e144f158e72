/* SPDX-License-Identifier: MIT */
/**
 * @file scan_keys.h
 * @brief The keys that messages may be found by in logs (core/anchor.h), and
 *        which of them each is found by.
 *
 * Of the keys of a message the rarest is chosen, so that what is read for
 * nothing stays little however many messages share their words. Which is the
 * rarest depends on all messages; what keys one has, on its text alone, so a
 * state keeps them.
 */
#ifndef EKBC_SCAN_KEYS_H
#define EKBC_SCAN_KEYS_H

#include "entry.h"

typedef struct ekbc_state ekbc_state; /* state.h */

typedef struct ekbc_scan_key {
    uint32_t key;   /**< Its upper half tells the last of its words. */
    uint16_t first; /**< The same of the first. */
    uint8_t sides;  /**< What stands beside it (core/side.h). */
    uint8_t kind;
} ekbc_scan_key;

/** What a scan needs of the entries that are errors, each by itself. */
typedef struct ekbc_scan_keys {
    uint32_t *messages;   /**< By entry: how many, 0 for what is no error. */
    unsigned char *cues;  /**< By entry: how it prints its codes (ekbc_scan_cues()). */
    unsigned char *sizes; /**< By message: how many keys. */
    ekbc_scan_key *items; /**< By message. */
    size_t message_count, message_capacity;
    size_t count, capacity;
} ekbc_scan_keys;

/**
 * The keys of a catalog's messages. @p state: those of entries that it knows are
 * taken from there; may be NULL. Release @p out in any case. @return 0 without
 * memory.
 */
int ekbc_scan_keys_make(const ekbc_catalog *catalog, const ekbc_state *state, ekbc_scan_keys *out);
/**
 * Of each message its rarest key, the first of several, NULL for one that has
 * none. @return an array by message, to be freed; NULL without memory.
 */
const ekbc_scan_key **ekbc_scan_keys_choose(const ekbc_scan_keys *keys);
void ekbc_scan_keys_release(ekbc_scan_keys *keys);

#endif
