/* SPDX-License-Identifier: MIT */
/*
 * Words and ideographs, one by one: for the ways whose vectors cannot gather bytes.
 * The file that includes this has defined
 *   v_take(bytes, n)           as ekb_anchor_take()
 *   FILTER_LANES, v_may_have(keys, words, alone)
 *                              bits of those of so many words of which the key
 *                              with the word before may be there, or that alone
 */
#include "core/anchor.h"
#include "way_blocks.h"

/* Places of words, and their hashes, the first behind that of the word before. */
typedef struct word_list {
    uint16_t places[WORDS_MOST];
    uint32_t hashes[1 + WORDS_MOST];
    size_t count;
} word_list;

/* Words that begin in one block. Always taken are eight at a time, since how
 * many there are cannot be foretold. */
static inline void take_block(const char *text, const block_bits *b, size_t block, word_list *out)
{
    enum { AT_ONCE = 8 };
    size_t base = 64 * block;
    uint64_t word = b->word[block + 1], next = b->word[block + 2], starts = b->starts[block];
    uint16_t *places = out->places + out->count;
    uint32_t *hashes = out->hashes + 1 + out->count;
    out->count += (size_t)__builtin_popcountll(starts);
    do {
        for (int i = 0; i < AT_ONCE; i++) {
            unsigned at = (unsigned)__builtin_ctzll(starts | UINT64_C(1) << 63);
            unsigned length =
                (unsigned)__builtin_ctzll(~bits_from(word, next, at) | UINT64_C(1) << EKB_ANCHOR_WORD);
            *places++ = (uint16_t)(base + at);
            *hashes++ = ekb_anchor_word_hash(v_take(ekb_anchor_load(text + base + at), length), length);
            starts &= starts - 1;
        }
    } while (starts != 0);
}

/* Holds all words of some blocks against the filter; @return the hash of the last, or `before`. */
static uint32_t take_words(const ekb_scan_keys *keys, const char *text, size_t base, uint32_t before,
                           const block_bits *b, size_t blocks, ekb_scan_candidates *out)
{
    word_list w;
    w.count = 0;
    w.hashes[0] = before;
    for (size_t i = 0; i < blocks; i++)
        take_block(text, b, i, &w);
    memset(&w.hashes[w.count + 1], 0, FILTER_LANES * sizeof *w.hashes);
    for (size_t i = 0; i < w.count; i += FILTER_LANES) {
        unsigned valid = w.count - i < FILTER_LANES ? (1u << (w.count - i)) - 1 : ~0u, alone;
        unsigned pairs = v_may_have(keys, &w.hashes[i + 1], &alone) & valid;
        ekb_scan_words_found(keys, &w.hashes[i], &w.places[i], base, pairs, alone & valid, out);
    }
    return w.hashes[w.count];
}

/* Ideographs of some blocks. */
static void take_wide(const ekb_scan_keys *keys, const char *text, size_t from, const block_bits *b,
                      uint64_t which, ekb_scan_candidates *out)
{
    for (; which != 0; which &= which - 1) {
        size_t i = (size_t)__builtin_ctzll(which);
        for (uint64_t wide = b->wide[i]; wide != 0; wide &= wide - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(wide);
            unsigned run = ones(bits_from(b->high[i], b->high[i + 1], bit));
            ekb_scan_wide_found(keys, text, from + 64 * i + bit, run, out);
        }
    }
}
