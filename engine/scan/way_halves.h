/* SPDX-License-Identifier: MIT */
/*
 * Places of marks, told by the halves of bytes: for the ways whose vectors pick
 * from tables of 16 bytes. The file that includes this has defined what
 * way_simd.h names of vectors.
 */
#include "way_blocks.h"

/* Bytes where all three places of a mark agree, in one bucket at least. */
static inline vec match(const vec low[3], const vec high[3], const char *at)
{
    vec v = v_load(at);
    vec found = v_and(v_pick(low[0], v_low(v)), v_pick(high[0], v_high(v)));
    for (int place = 1; place < 3; place++) {
        v = v_load(at + place);
        found = v_and(found, v_and(v_pick(low[place], v_low(v)), v_pick(high[place], v_high(v))));
    }
    return found;
}

/* Bits of the places in so many blocks where a mark may be. Nothing else is done
 * meanwhile, so that the tables stay in registers. @return the blocks that have some. */
static uint64_t match_blocks(const ekb_scan_buckets *buckets, const char *text, size_t blocks, uint64_t *out)
{
    vec low[3], high[3];
    uint64_t some = 0;
    for (int place = 0; place < 3; place++) {
        low[place] = v_table(buckets->low[place]);
        high[place] = v_table(buckets->high[place]);
    }
    for (size_t i = 0; i < blocks; i++) {
        vec found[LANES];
        for (int lane = 0; lane < LANES; lane++)
            found[lane] = match(low, high, text + 64 * i + lane * VEC_BYTES);
        out[i] = v_bits(found, 0xFF);
        some |= (uint64_t)(out[i] != 0) << i;
    }
    return some;
}
