/* SPDX-License-Identifier: MIT */
/*
 * The SIMD ways of finding, but for what differs from processor to processor:
 * the file that includes this has defined
 *   vec, VEC_BYTES, LANES      a vector, its bytes, and how many have 64
 *   v_load(p), v_table(t)      16 bytes repeated as often as they fit
 *   v_low(v), v_high(v)        of each byte a half
 *   v_pick(table, v)           of each byte, which is below 16, that place of the table
 *   v_and(a, b)
 *   v_bits(v, bits)            of LANES vectors the bytes that have any of the bits
 *   v_equal(v, byte)           … that are the byte
 * and in files shared by some (way_halves.h, way_words.h) or of its own
 *   match_blocks               where marks may be
 *   word_list                  words that have been taken, `count` of them
 *   take_words, walk_words     as there
 */
#include "core/anchor.h"
#include "way_blocks.h"
#include "ways.h"

/* ---- Marks --------------------------------------------------------------------- */

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

static void find_marks(const ekb_scan_buckets *buckets, const char *text, size_t from, size_t to,
                       ekb_scan_candidates *out)
{
    uint64_t found[BLOCKS];
    uint16_t places[WALK];
    for (size_t end; from < to; from = end) {
        end = to - from < WALK ? to : from + WALK;
        size_t blocks = (end - from + 63) / 64, last = (end - from) % 64;
        uint64_t some = match_blocks(buckets, text + from, blocks, found);
        if (last != 0)
            found[blocks - 1] &= (UINT64_C(1) << last) - 1;
        size_t count = list_places(found, some, places);
        ekb_scan_marks_found(buckets, text + from, from, places, count, out);
    }
}

/* ---- Keys ---------------------------------------------------------------------- */

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

static inline void classify(const vec low, const vec high, const char *text, block_bits *out)
{
    vec class[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        vec v = v_load(text + lane * VEC_BYTES);
        class[lane] = v_and(v_pick(low, v_low(v)), v_pick(high, v_high(v)));
    }
    out->word = v_bits(class, UPPER | LOWER | DIGIT | LINE_UNDER);
    out->letter = v_bits(class, UPPER | LOWER);
    out->high = v_bits(class, HIGH);
    out->wide = out->line = 0;
    if (out->high == 0 && (unsigned char)text[-1] < 0x80)
        return;
    out->wide = v_bits(class, WIDE);
    out->line = v_bits(class, LINE_END);
}

/* Where words begin that are long enough. */
static inline uint64_t word_starts(const block_bits *b, uint64_t in_word)
{
    uint64_t word = b[0].word, next = b[1].word;
    return b[0].letter & ~(word << 1 | in_word) & bits_from(word, next, 1) & bits_from(word, next, 2);
}

/* Ideographs of one block, and line ends among them. */
static void take_wide(const ekb_scan_keys *keys, const char *text, size_t at, const block_bits *b,
                      uint64_t valid, ekb_scan_candidates *out)
{
    for (uint64_t wide = b[0].wide & valid; wide != 0; wide &= wide - 1) {
        unsigned i = (unsigned)__builtin_ctzll(wide);
        ekb_scan_wide_found(keys, text, at + i, ones(bits_from(b[0].high, b[1].high, i)), out);
    }
    for (uint64_t line = b[0].line & valid; line != 0; line &= line - 1) {
        size_t end = at + (size_t)__builtin_ctzll(line);
        if ((unsigned char)(text + end)[-1] >= 0x80)
            ekb_scan_keys_parted(keys, text, 0, end, out);
    }
}

static void find_keys(const ekb_scan_keys *keys, const char *text, size_t from, size_t to, uint32_t *before,
                      ekb_scan_candidates *out)
{
    const vec low = v_table(class_low), high = v_table(class_high);
    block_bits b[BLOCKS + 1];
    word_list w;
    for (size_t end; from < to; from = end) {
        end = to - from < WALK ? to : from + WALK;
        size_t blocks = (end - from + 63) / 64;
        uint64_t in_word = (uint64_t)ekb_anchor_is_word((unsigned char)(text + from)[-1]), wide = 0;
        w.count = 0;
        for (size_t i = 0; i <= blocks; i++) {
            classify(low, high, text + from + 64 * i, &b[i]);
            wide |= b[i].wide | b[i].line;
        }
        for (size_t i = 0; i < blocks; i++) {
            size_t left = end - from - 64 * i;
            uint64_t valid = left < 64 ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);
            uint64_t starts = word_starts(&b[i], in_word) & valid;
            in_word = b[i].word >> 63;
            take_words(text + from, &b[i], 64 * i, starts, &w);
            if (wide != 0)
                take_wide(keys, text, from + 64 * i, &b[i], valid, out);
        }
        *before = walk_words(keys, text + from, from, *before, &w, out);
    }
}

/* ---- Lines --------------------------------------------------------------------- */

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0, at = 0;
    for (; length - at >= 64; at += 64) {
        vec v[LANES];
        for (int lane = 0; lane < LANES; lane++)
            v[lane] = v_load(text + at + lane * VEC_BYTES);
        count += (size_t)__builtin_popcountll(v_equal(v, '\n'));
    }
    for (; at < length; at++)
        count += text[at] == '\n';
    return count;
}
