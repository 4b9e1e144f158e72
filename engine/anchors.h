/* SPDX-License-Identifier: MIT */
/**
 * @file anchors.h
 * @brief The table that a scan of logs finds errors by, as it is stored: ready
 *        for use once it has been read.
 *
 * Invariant: whatever the file holds, a look-up stays within what was read.
 */
#ifndef EKB_ANCHORS_H
#define EKB_ANCHORS_H

#include "index.h"

/** Bits of the lower half of a key, by which buckets are chosen. */
#define EKB_ANCHORS_BITS 16

typedef struct ekb_anchors_table {
    uint64_t *codes; /**< Filter of the keys of codes. */
    size_t code_words;
    uint32_t *starts; /**< Of each bucket; one more than there are. */
    unsigned bucket_bits;
    uint16_t *prints;    /**< The upper half of each anchor's key. */
    uint8_t *sides;      /**< What stands beside each anchor (core/side.h). */
    unsigned char *refs; /**< `ref_bytes` of each anchor, the lowest first. */
    unsigned ref_bytes, number_bits;
    size_t count;
    size_t languages;    /**< Of the index. */
    unsigned char *cues; /**< Of each product, by its id - 1. */
    size_t product_count;
} ekb_anchors_table;

/** Read the table. @p out must be released in any case. */
ekb_status ekb_anchors_load(ekb_index *index, ekb_anchors_table *out, ekb_error *error);
void ekb_anchors_release(ekb_anchors_table *table);

/** Read it and hold it against what it speaks of. */
ekb_status ekb_anchors_check(ekb_index *index, ekb_error *error);

/** The word of the filter that tells of a code with this key. */
static inline const uint64_t *ekb_anchors_code_word(const ekb_anchors_table *table, uint64_t key)
{
    return &table->codes[(key >> 32) * table->code_words >> 32];
}
/** Have it at hand, as far as a processor can be asked to. */
static inline void ekb_anchors_expect_code(const ekb_anchors_table *table, uint64_t key)
{
    __builtin_prefetch(ekb_anchors_code_word(table, key));
}
/** Not 0 if a code with this key may be there, 0 if none is. */
static inline int ekb_anchors_has_code(const ekb_anchors_table *table, uint64_t key)
{
    uint64_t word = *ekb_anchors_code_word(table, key);
    return (int)(word >> (key & 63) & word >> (key >> 6 & 63) & word >> (key >> 12 & 63) & 1);
}

/** The anchors of a key: those from @p first up to the returned one whose print is
 *  that of the key, its upper half. The lower one chooses the bucket. */
static inline size_t ekb_anchors_bucket(const ekb_anchors_table *table, uint32_t key, size_t *first)
{
    size_t bucket = (size_t)(key & 0xFFFF) >> (EKB_ANCHORS_BITS - table->bucket_bits);
    *first = table->starts[bucket];
    return table->starts[bucket + 1];
}
static inline uint16_t ekb_anchors_print(uint32_t key)
{
    return (uint16_t)(key >> 16);
}

/** What an anchor leads to. @return the entry, 0 for a symbol among the codes.
 *  @param[out] source of the message, as template.h has it. */
int64_t ekb_anchors_ref(const ekb_anchors_table *table, size_t at, int64_t *source);

#endif
