/* SPDX-License-Identifier: MIT */
/*
 * The SIMD ways of finding, but for what differs from processor to processor:
 * the file that includes this has defined
 *   vec, VEC_BYTES, LANES      a vector, its bytes, and how many have 64
 *   v_load(p)
 *   v_equal(v, byte)           of LANES vectors the bytes that are this one
 * and in files shared by some (way_halves.h, way_words.h) or of its own
 *   match_blocks, list_places  where marks may be
 *   classify, mark_wide        what of block_bits comes of the bytes themselves
 *   take_words, take_wide      keys of words and of ideographs
 */
#include "core/anchor.h"
#include "way_blocks.h"
#include "ways.h"

/* ---- Marks --------------------------------------------------------------------- */

static void find_marks(const ekb_scan_buckets *buckets, const char *text, size_t from, size_t to,
                       ekb_scan_candidates *out)
{
    uint64_t found[BLOCKS];
    uint16_t places[WALK + 32];
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

/* Where words begin that are long enough; of the last block only the first `last` bytes count. */
static void mark_starts(block_bits *b, size_t blocks, size_t last)
{
    for (size_t i = 0; i < blocks; i++) {
        uint64_t before = b->word[i], word = b->word[i + 1], next = b->word[i + 2];
        uint64_t longer = (word >> 1 | next << 63) & (word >> 2 | next << 62);
        b->starts[i] = b->letter[i] & ~(word << 1 | before >> 63) & longer;
    }
    if (last != 0)
        b->starts[blocks - 1] &= (UINT64_C(1) << last) - 1;
}

/* Line ends behind a byte from 0x80 on: they may part ideographs. */
static void take_parted(const ekb_scan_keys *keys, const char *text, size_t from, const block_bits *b,
                        uint64_t which, ekb_scan_candidates *out)
{
    for (; which != 0; which &= which - 1) {
        size_t i = (size_t)__builtin_ctzll(which), at = from + 64 * i;
        uint64_t before = (unsigned char)(text + at)[-1] >> 7;
        for (uint64_t line = b->line[i] & (b->high[i] << 1 | before); line != 0; line &= line - 1)
            ekb_scan_keys_parted(keys, text, 0, at + (size_t)__builtin_ctzll(line), out);
    }
}

/* Ideographs, of which most texts have few: only blocks with bytes from 0x80 on are
 * looked at, and the ones behind them for line ends. */
static void find_wide(const ekb_scan_keys *keys, const char *text, size_t from, size_t blocks, size_t last,
                      uint64_t high, block_bits *b, ekb_scan_candidates *out)
{
    uint64_t all = ~UINT64_C(0) >> (64 - blocks),
             valid = last != 0 ? (UINT64_C(1) << last) - 1 : ~UINT64_C(0);
    uint64_t which = (high | high << 1 | (unsigned char)(text + from)[-1] >> 7) & all;
    if (which == 0)
        return;
    mark_wide(text + from, which, b);
    b->wide[blocks - 1] &= valid;
    b->line[blocks - 1] &= valid;
    take_wide(keys, text, from, b, high, out);
    take_parted(keys, text, from, b, which, out);
}

static void find_keys(const ekb_scan_keys *keys, const char *text, size_t from, size_t to, uint32_t *before,
                      ekb_scan_candidates *out)
{
    block_bits b;
    for (size_t end; from < to; from = end) {
        end = to - from < WALK ? to : from + WALK;
        size_t blocks = (end - from + 63) / 64, last = (end - from) % 64;
        b.word[0] = (uint64_t)ekb_anchor_is_word((unsigned char)(text + from)[-1]) << 63;
        uint64_t high = classify(text + from, blocks, &b);
        mark_starts(&b, blocks, last);
        *before = take_words(keys, text + from, from, *before, &b, blocks, out);
        find_wide(keys, text, from, blocks, last, high, &b, out);
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
