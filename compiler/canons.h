/* SPDX-License-Identifier: MIT */
/**
 * @file canons.h
 * @brief The canonical forms (core/code.h) of all codes of a catalog, in byte
 *        order: worked out once for those that check, write and scan by them.
 */
#ifndef EKBC_CANONS_H
#define EKBC_CANONS_H

#include "entry.h"

typedef struct ekbc_state ekbc_state; /* state.h */

/** One canonical form of one code. */
typedef struct ekbc_canon {
    uint64_t key; /**< First bytes of the text: most comparisons need no more. */
    const char *text;
    uint32_t entry, code; /**< Positions in the catalog and in the entry. */
} ekbc_canon;

/**
 * Fill catalog->canons, sorted by text, entry and code, each once; and of every
 * code whether it has one. The catalog is sorted and complete; codes of unknown
 * products are left out. @p state: the forms of entries that it knows are taken
 * from there; may be NULL, else it must outlive the catalog's forms. @return 0
 * without memory.
 */
int ekbc_canons_make(ekbc_catalog *catalog, const ekbc_state *state);
/** The `key` of a form. */
uint64_t ekbc_canon_key(const char *text);

#endif
