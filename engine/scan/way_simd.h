/* SPDX-License-Identifier: MIT */
/*
 * The SIMD ways of finding, but for what differs from processor to processor:
 * the file that includes this has defined
 *   vec, VEC_BYTES             a vector and its bytes, a divisor of 64
 *   v_load(p), v_table(t)      16 bytes repeated as often as they fit
 *   v_pick(table, v)           of each byte's low half that place of the table
 *   v_high(v)                  of each byte its high half
 *   v_and(a, b), v_or(a, b)
 *   v_has(v, bits)             bytes that have any of the bits: 0xFF, else 0
 *   v_is(v, byte)              bytes that are it: 0xFF, else 0
 *   v_any(v)                   not 0 if any byte is not 0
 *   v_mask(v)                  of 64 / VEC_BYTES vectors of 0xFF and 0 the bits
 *   v_take(bytes, n)           as ekb_anchor_take()
 *   FILTER_LANES, v_may_have(keys, words)
 *                              bits of those of so many words of which the key,
 *                              alone or with the word before it, may be there
 */
#include "core/anchor.h"
#include "ways.h"

enum { LANES = 64 / VEC_BYTES };

/* ---- Marks --------------------------------------------------------------------- */

/* Bytes where all three places of a mark agree, in one bucket at least. */
static inline vec match(const vec low[3], const vec high[3], const char *at)
{
    vec found = v_and(v_pick(low[0], v_load(at)), v_pick(high[0], v_high(v_load(at))));
    for (int place = 1; place < 3; place++) {
        vec v = v_load(at + place);
        found = v_and(found, v_and(v_pick(low[place], v), v_pick(high[place], v_high(v))));
    }
    return found;
}

static void find_marks(const ekb_scan_buckets *buckets, const char *text, size_t from, size_t to,
                       ekb_scan_candidates *out)
{
    vec low[3], high[3];
    for (int place = 0; place < 3; place++) {
        low[place] = v_table(buckets->low[place]);
        high[place] = v_table(buckets->high[place]);
    }
    for (size_t at = from; at < to; at += 64) {
        vec found[LANES], any;
        any = found[0] = match(low, high, text + at);
        for (int lane = 1; lane < LANES; lane++) {
            found[lane] = match(low, high, text + at + lane * VEC_BYTES);
            any = v_or(any, found[lane]);
        }
        if (!v_any(any))
            continue;
        for (int lane = 0; lane < LANES; lane++)
            found[lane] = v_has(found[lane], 0xFF);
        uint64_t bits = v_mask(found);
        if (to - at < 64)
            bits &= (UINT64_C(1) << (to - at)) - 1;
        for (; bits != 0; bits &= bits - 1)
            ekb_scan_mark_found(buckets, text, at + (size_t)__builtin_ctzll(bits), out);
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

/* Bits of 64 bytes: of words, of letters, from 0x80 on, of which first bytes of
 * ideographs, and line ends behind one that is from 0x80 on. */
typedef struct bits {
    uint64_t word, letter, high, wide, line;
} bits;

/* Bytes walked at once; bits and places of them stay in the first cache. */
enum { WALK = 4096, BLOCKS = WALK / 64, WORDS_MOST = WALK / 4 + 64 };

static inline void classify(const vec low, const vec high, const char *text, bits *out)
{
    vec class[LANES], found[LANES];
    vec any;
    for (int lane = 0; lane < LANES; lane++) {
        vec v = v_load(text + lane * VEC_BYTES);
        class[lane] = v_and(v_pick(low, v), v_pick(high, v_high(v)));
        any = lane == 0 ? class[0] : v_or(any, class[lane]);
    }
    for (int lane = 0; lane < LANES; lane++)
        found[lane] = v_has(class[lane], UPPER | LOWER | DIGIT | LINE_UNDER);
    out->word = v_mask(found);
    for (int lane = 0; lane < LANES; lane++)
        found[lane] = v_has(class[lane], UPPER | LOWER);
    out->letter = v_mask(found);
    out->high = out->wide = out->line = 0;
    if (!v_any(v_has(any, HIGH)) && (unsigned char)text[-1] < 0x80)
        return;
    for (int lane = 0; lane < LANES; lane++)
        found[lane] = v_has(class[lane], HIGH);
    out->high = v_mask(found);
    for (int lane = 0; lane < LANES; lane++)
        found[lane] = v_has(class[lane], WIDE);
    out->wide = v_mask(found);
    for (int lane = 0; lane < LANES; lane++)
        found[lane] = v_has(class[lane], LINE_END);
    out->line = v_mask(found);
}

/* 64 bits from bit `at` on. */
static inline uint64_t bits_from(uint64_t word, uint64_t next, unsigned at)
{
    return word >> at | (next << 1) << (63 - at);
}

static inline unsigned ones(uint64_t word)
{
    return word == ~UINT64_C(0) ? 64 : (unsigned)__builtin_ctzll(~word);
}

/* Places of words, and their hashes, the first behind that of the word before. */
typedef struct walked {
    uint16_t places[WORDS_MOST];
    uint32_t hashes[1 + WORDS_MOST];
    size_t count;
} walked;

static void walk_words(const ekb_scan_keys *keys, walked *w, size_t base, ekb_scan_candidates *out)
{
    memset(&w->hashes[w->count + 1], 0, FILTER_LANES * sizeof *w->hashes);
    for (size_t i = 0; i < w->count; i += FILTER_LANES)
        for (unsigned found = v_may_have(keys, &w->hashes[i + 1]); found != 0; found &= found - 1) {
            size_t at = i + (size_t)__builtin_ctz(found);
            if (at < w->count)
                ekb_scan_word_found(keys, w->hashes[at], w->hashes[at + 1], base + w->places[at], out);
        }
}

/* Ideographs of one block, and line ends among them. */
static void take_wide(const ekb_scan_keys *keys, const char *text, size_t at, const bits *b, uint64_t valid,
                      ekb_scan_candidates *out)
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

/* Words that begin in one block; @return whether it ends within one. Always
 * taken are eight at a time, since how many there are cannot be foretold. */
static inline uint64_t take_words(const char *text, const bits *b, unsigned base, uint64_t in_word,
                                  uint64_t valid, walked *out)
{
    enum { AT_ONCE = 8 };
    uint64_t word = b[0].word, next = b[1].word;
    uint64_t starts =
        b[0].letter & ~(word << 1 | in_word) & bits_from(word, next, 1) & bits_from(word, next, 2) & valid;
    uint16_t *places = out->places + out->count;
    uint32_t *hashes = out->hashes + 1 + out->count;
    out->count += (size_t)__builtin_popcountll(starts);
    do {
        for (int i = 0; i < AT_ONCE; i++) {
            unsigned at = (unsigned)__builtin_ctzll(starts | UINT64_C(1) << 63);
            unsigned length = (unsigned)__builtin_ctzll(~bits_from(word, next, at) | 1u << EKB_ANCHOR_WORD);
            *places++ = (uint16_t)(base + at);
            *hashes++ = ekb_anchor_word_hash(v_take(ekb_anchor_load(text + at), length));
            starts &= starts - 1;
        }
    } while (starts != 0);
    return word >> 63;
}

static void find_keys(const ekb_scan_keys *keys, const char *text, size_t from, size_t to, uint32_t *before,
                      ekb_scan_candidates *out)
{
    const vec low = v_table(class_low), high = v_table(class_high);
    bits b[BLOCKS + 1];
    walked w;
    w.hashes[0] = *before;
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
            in_word = take_words(text + from + 64 * i, &b[i], (unsigned)(64 * i), in_word, valid, &w);
            if (wide != 0)
                take_wide(keys, text, from + 64 * i, &b[i], valid, out);
        }
        walk_words(keys, &w, from, out);
        w.hashes[0] = w.hashes[w.count];
    }
    *before = w.hashes[0];
}

/* ---- Lines --------------------------------------------------------------------- */

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0, at = 0;
    for (; length - at >= 64; at += 64) {
        vec found[LANES];
        for (int lane = 0; lane < LANES; lane++)
            found[lane] = v_is(v_load(text + at + lane * VEC_BYTES), '\n');
        count += (size_t)__builtin_popcountll(v_mask(found));
    }
    for (; at < length; at++)
        count += text[at] == '\n';
    return count;
}
