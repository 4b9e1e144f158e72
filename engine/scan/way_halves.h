/* SPDX-License-Identifier: MIT */
/*
 * Bytes told by their halves, for the ways whose vectors pick from tables of 16
 * bytes: places of marks, classes of bytes. The file that includes this has defined
 *   vec, VEC_BYTES, LANES, v_load(p), v_equal(v, byte)
 *                              as for way_simd.h
 *   v_table(t)                 16 bytes, repeated as often as they fit
 *   v_low(v), v_high(v)        of each byte a half
 *   v_pick(table, v)           of each byte, which is below 16, that place of the table
 *   v_and(a, b)
 *   v_bits(v, bits)            of LANES vectors the bytes that have any of the bits
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

/* The places of bits, in the blocks that have some. */
static size_t list_places(const uint64_t *blocks, uint64_t some, uint16_t *out)
{
    size_t n = 0;
    for (; some != 0; some &= some - 1) {
        unsigned i = (unsigned)__builtin_ctzll(some);
        for (uint64_t bits = blocks[i]; bits != 0; bits &= bits - 1)
            out[n++] = (uint16_t)(64 * i + (unsigned)__builtin_ctzll(bits));
    }
    return n;
}

/* Classes of bytes, told by their two halves together. */
enum { UPPER = 1, LOWER = 2, DIGIT = 4, LINE_UNDER = 8, WIDE = 16, LINE_END = 32, HIGH = 64 };

static const uint8_t class_low[16] = {
    LOWER | DIGIT | HIGH,
    UPPER | LOWER | DIGIT | HIGH,
    UPPER | LOWER | DIGIT | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | DIGIT | WIDE | HIGH,
    UPPER | LOWER | WIDE | LINE_END | HIGH,
    UPPER | WIDE | HIGH,
    UPPER | WIDE | HIGH,
    UPPER | WIDE | HIGH,
    UPPER | HIGH,
    UPPER | LINE_UNDER | HIGH,
};
/* The first of the two is that of @ to O and ` to o, the other of P to _ and p on. */
static const uint8_t class_high[16] = {
    LINE_END, 0,    0,    DIGIT, UPPER, LOWER | LINE_UNDER, UPPER, LOWER, HIGH,
    HIGH,     HIGH, HIGH, HIGH,  HIGH,  HIGH | WIDE,        HIGH,
};

static inline void classify_block(const vec low, const vec high, const char *text, vec class[LANES])
{
    for (int lane = 0; lane < LANES; lane++) {
        vec v = v_load(text + lane * VEC_BYTES);
        class[lane] = v_and(v_pick(low, v_low(v)), v_pick(high, v_high(v)));
    }
}

/* @return the bytes from 0x80 on. */
static inline uint64_t take_classes(const vec low, const vec high, const char *text, size_t i,
                                    block_bits *out)
{
    vec class[LANES];
    classify_block(low, high, text + 64 * i, class);
    out->word[i + 1] = v_bits(class, UPPER | LOWER | DIGIT | LINE_UNDER);
    out->letter[i] = v_bits(class, UPPER | LOWER);
    return out->high[i] = v_bits(class, HIGH);
}

/* Words, letters and bytes from 0x80 on, also of the block behind. @return the blocks
 * that have some of these. */
static uint64_t classify(const char *text, size_t blocks, block_bits *out)
{
    const vec low = v_table(class_low), high = v_table(class_high);
    uint64_t some = 0;
    for (size_t i = 0; i < blocks; i++)
        some |= (uint64_t)(take_classes(low, high, text, i, out) != 0) << i;
    (void)take_classes(low, high, text, blocks, out);
    return some;
}

static void mark_wide(const char *text, uint64_t which, block_bits *out)
{
    const vec low = v_table(class_low), high = v_table(class_high);
    for (; which != 0; which &= which - 1) {
        vec class[LANES];
        size_t i = (size_t)__builtin_ctzll(which);
        classify_block(low, high, text + 64 * i, class);
        out->wide[i] = v_bits(class, WIDE);
        out->line[i] = v_bits(class, LINE_END);
    }
}
