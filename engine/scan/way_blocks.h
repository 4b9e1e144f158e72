/* SPDX-License-Identifier: MIT */
/* What is known of 64 bytes at a time, for the SIMD ways. */
#ifndef EKB_SCAN_WAY_BLOCKS_H
#define EKB_SCAN_WAY_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "find.h"

/* Bits of 64 bytes: of words, of letters, from 0x80 on, of which first bytes of
 * ideographs, and line ends behind one that is from 0x80 on. */
typedef struct block_bits {
    uint64_t word, letter, high, wide, line;
} block_bits;

/* A word has three bytes at least and one behind it. */
enum { WALK = EKB_SCAN_WALK, BLOCKS = WALK / 64, WORDS_MOST = WALK / 4 + 64 };

/* 64 bits from bit `at` on. */
static inline uint64_t bits_from(uint64_t word, uint64_t next, unsigned at)
{
    return word >> at | (next << 1) << (63 - at);
}

static inline unsigned ones(uint64_t word)
{
    return word == ~UINT64_C(0) ? 64 : (unsigned)__builtin_ctzll(~word);
}

#endif
