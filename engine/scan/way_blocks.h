/* SPDX-License-Identifier: MIT */
/* What is known of 64 bytes at a time, for the SIMD ways. */
#ifndef EKB_SCAN_WAY_BLOCKS_H
#define EKB_SCAN_WAY_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "find.h"

/* A word has three bytes at least and one behind it. */
enum { WALK = EKB_SCAN_WALK, BLOCKS = WALK / 64, WORDS_MOST = WALK / 4 + 64 };

/* Bits of blocks of 64 bytes: of words, of letters, where words begin that are
 * long enough, from 0x80 on, of which first bytes of ideographs, and line ends
 * behind a byte from 0x80 on; the last two of blocks that may have some. Block i of
 * words is i + 1: the first is the one before. */
typedef struct block_bits {
    uint64_t word[BLOCKS + 2], letter[BLOCKS + 1], starts[BLOCKS + 1], high[BLOCKS + 1], wide[BLOCKS + 1],
        line[BLOCKS + 1];
} block_bits;

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
