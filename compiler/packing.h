/* SPDX-License-Identifier: MIT */
/**
 * @file packing.h
 * @brief Products and entries as bytes, and back.
 *
 * Of a struct of entry.h, one table (packing.c) says what stands in which
 * order, for both ways: what the sources said, not what check.h completed.
 * Texts are taken where they stand, so the bytes must outlive what is unpacked
 * from them. Whatever the bytes are, unpacking stays within them.
 */
#ifndef EKBC_PACKING_H
#define EKBC_PACKING_H

#include "core/strbuf.h"
#include "entry.h"
#include "langs.h"

typedef struct ekbc_packer {
    ekb_strbuf out; /**< Its `failed` tells that memory ended. */
    const ekbc_langs *langs;
    uint32_t line; /* of the place before */
} ekbc_packer;

typedef struct ekbc_unpacker {
    const unsigned char *at, *end;
    const char *const *tags; /**< As ekbc_langs had them. */
    size_t tag_count;
    ekb_arena *arena;
    uint32_t file; /**< Of all places. */
    uint32_t line; /* of the place before */
    int depth;
    int broken; /**< The bytes are not what a packer wrote; sticky. */
    int nomem;  /**< Sticky. */
} ekbc_unpacker;

void ekbc_pack_number(ekbc_packer *packer, uint64_t number);
void ekbc_pack_product(ekbc_packer *packer, const ekbc_product *product);
void ekbc_pack_entry(ekbc_packer *packer, const ekbc_entry *entry);

/** @name What fails sets `broken` or `nomem`; numbers are then 0. */
/** @{ */
uint64_t ekbc_unpack_number(ekbc_unpacker *unpacker);
void ekbc_unpack_product(ekbc_unpacker *unpacker, ekbc_product *out);
void ekbc_unpack_entry(ekbc_unpacker *unpacker, ekbc_entry *out);
/** @} */

#endif
