/* SPDX-License-Identifier: MIT */
/*
 * Words of a walk, one by one: for the ways whose vectors cannot gather bytes.
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
static inline void take_words(const char *text, const block_bits *b, size_t base, uint64_t starts,
                              word_list *out)
{
    enum { AT_ONCE = 8 };
    uint64_t word = b[0].word, next = b[1].word;
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

/* Holds all words against the filter; @return the hash of the last, or `before`. */
static inline uint32_t walk_words(const ekb_scan_keys *keys, const char *text, size_t base, uint32_t before,
                                  word_list *w, ekb_scan_candidates *out)
{
    (void)text;
    w->hashes[0] = before;
    memset(&w->hashes[w->count + 1], 0, FILTER_LANES * sizeof *w->hashes);
    for (size_t i = 0; i < w->count; i += FILTER_LANES) {
        unsigned valid = w->count - i < FILTER_LANES ? (1u << (w->count - i)) - 1 : ~0u, alone;
        unsigned pairs = v_may_have(keys, &w->hashes[i + 1], &alone) & valid;
        ekb_scan_words_found(keys, &w->hashes[i], &w->places[i], base, pairs, alone & valid, out);
    }
    return w->hashes[w->count];
}
