/* SPDX-License-Identifier: MIT */
/* Finding with AVX-512, of which VBMI looks up bytes in tables of 128, and VBMI2
 * packs them: places of words are had without looking at one after the other. */
#if defined(__x86_64__)

#  include <immintrin.h>
#  include <stdint.h>

#  include "anchors.h"
#  include "core/anchor.h"
#  include "way_blocks.h"
#  include "ways.h"

typedef __m512i vec;
enum { VEC_BYTES = 64, LANES = 64 / VEC_BYTES };

static inline vec v_load(const char *at)
{
    return _mm512_loadu_si512(at);
}

static inline uint64_t v_equal(const vec v[1], char byte)
{
    return _mm512_cmpeq_epi8_mask(v[0], _mm512_set1_epi8(byte));
}

/* The places of bits; room for 32 more is written to. @return how many there are. */
static inline size_t put_places(uint64_t bits, size_t base, uint16_t *out)
{
    static const uint8_t numbers[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers));
    const __m512i from = _mm512_set1_epi16((short)base);
    __m512i places = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(packed));
    size_t count = (size_t)__builtin_popcountll(bits);
    _mm512_storeu_si512(out, _mm512_add_epi16(places, from));
    if (count > 32) {
        places = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(packed, 1));
        _mm512_storeu_si512(out + 32, _mm512_add_epi16(places, from));
    }
    return count;
}

/* ---- Marks ----------------------------------------------------------------------- */

typedef struct wide_table {
    vec first, second;
} wide_table;

static inline wide_table load_table(const uint8_t *bytes)
{
    return (wide_table){_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + VEC_BYTES)};
}

/* Of each byte that place of the table which its lower seven bits name. */
static inline vec look_up(wide_table t, vec v)
{
    return _mm512_permutex2var_epi8(t.first, v, t.second);
}

/* Bits of the places in so many blocks where a mark may be. @return the blocks that have some. */
static uint64_t match_blocks(const ekb_scan_buckets *buckets, const char *text, size_t blocks, uint64_t *out)
{
    const wide_table first = load_table(buckets->seven[0]), second = load_table(buckets->seven[1]),
                     third = load_table(buckets->seven[2]);
    uint64_t some = 0;
    for (size_t i = 0; i < blocks; i++, text += VEC_BYTES) {
        vec two = _mm512_and_si512(look_up(first, v_load(text)), look_up(second, v_load(text + 1)));
        out[i] = _mm512_test_epi8_mask(two, look_up(third, v_load(text + 2)));
        some |= (uint64_t)(out[i] != 0) << i;
    }
    return some;
}

/* The places of bits, in the blocks that have some. */
static size_t list_places(const uint64_t *blocks, uint64_t some, uint16_t *out)
{
    size_t n = 0;
    for (; some != 0; some &= some - 1) {
        size_t i = (size_t)__builtin_ctzll(some);
        n += put_places(blocks[i], 64 * i, out + n);
    }
    return n;
}

/* ---- Classes of bytes -------------------------------------------------------------- */

/* Of ASCII: the highest bit of what words are made of, the lowest of letters. */
enum { WORD = 0x80, LETTER = 1 };

#  define L (WORD | LETTER)
#  define TEN(c) c, c, c, c, c, c, c, c, c, c
#  define LETTERS TEN(L), TEN(L), L, L, L, L, L, L

static const uint8_t classes[128] = {
    ['0'] = TEN(WORD),
    ['A'] = LETTERS,
    ['_'] = WORD,
    ['a'] = LETTERS,
};

/* @return the bytes from 0x80 on. */
static inline uint64_t classify_block(const wide_table table, const char *text, size_t i, block_bits *out)
{
    vec v = v_load(text + 64 * i), class = look_up(table, v);
    uint64_t high = _mm512_movepi8_mask(v);
    out->word[i + 1] = _mm512_movepi8_mask(class) & ~high;
    out->letter[i] = _mm512_test_epi8_mask(class, _mm512_set1_epi8(LETTER)) & ~high;
    return out->high[i] = high;
}

/* Words, letters and bytes from 0x80 on, also of the block behind. @return the blocks
 * that have some of these. */
static uint64_t classify(const char *text, size_t blocks, block_bits *out)
{
    const wide_table table = load_table(classes);
    uint64_t some = 0;
    for (size_t i = 0; i < blocks; i++)
        some |= (uint64_t)(classify_block(table, text, i, out) != 0) << i;
    (void)classify_block(table, text, blocks, out);
    return some;
}

static void mark_wide(const char *text, uint64_t which, block_bits *out)
{
    for (; which != 0; which &= which - 1) {
        size_t i = (size_t)__builtin_ctzll(which);
        vec v = v_load(text + 64 * i), from = _mm512_sub_epi8(v, _mm512_set1_epi8((char)EKB_SCAN_WIDE_FIRST));
        out->wide[i] =
            _mm512_cmple_epu8_mask(from, _mm512_set1_epi8(EKB_SCAN_WIDE_LAST - EKB_SCAN_WIDE_FIRST));
        out->line[i] = v_equal(&v, '\n');
    }
}

/* ---- Words ----------------------------------------------------------------------- */

enum { AT_ONCE = 16, PASSED_MOST = 512 };

/* Where words begin and where they end, by turns, and their hashes, the first
 * behind that of the word before. */
typedef struct word_list {
    uint16_t places[2 * (WORDS_MOST + AT_ONCE)];
    uint32_t hashes[1 + WORDS_MOST + AT_ONCE];
    size_t count;
} word_list;

/* Keys that have passed the filter, and where. */
typedef struct passed {
    uint32_t keys[PASSED_MOST + AT_ONCE], places[PASSED_MOST + AT_ONCE];
    size_t count;
} passed;

/* A bit added where a word begins is carried to where it ends, be it in the next block. */
static void list_words(const block_bits *b, size_t blocks, word_list *w)
{
    size_t count = 0, listed = 0;
    unsigned char open = 0;
    for (size_t i = 0; i < blocks; i++) {
        unsigned long long sum;
        open = _addcarry_u64(open, b->word[i + 1], b->starts[i], &sum);
        uint64_t both = b->starts[i] | (sum & ~b->word[i + 1]);
        listed += put_places(both, 64 * i, w->places + listed);
        count += (size_t)__builtin_popcountll(b->starts[i]);
    }
    if (open != 0)
        w->places[listed] = (uint16_t)(64 * blocks + ones(b->word[blocks + 1]));
    memset(w->places + 2 * count, 0, 2 * AT_ONCE * sizeof *w->places);
    w->count = count;
}

/* Hashes of eight words, of which the bytes that count and how long they are is given. */
static inline __m256i hash_words(const char *text, __m256i starts, __m256i lengths)
{
    __m512i bytes = _mm512_i32gather_epi64(starts, text, 1);
    __m256i spare = _mm256_subs_epu16(_mm256_set1_epi32(64), _mm256_slli_epi32(lengths, 3));
    __m512i taken = _mm512_srlv_epi64(_mm512_set1_epi64(-1), _mm512_cvtepu32_epi64(spare));
    bytes = _mm512_and_si512(_mm512_or_si512(bytes, _mm512_set1_epi64((long long)EKB_ANCHOR_CASE)), taken);
    bytes = _mm512_mullo_epi64(bytes, _mm512_set1_epi64((long long)EKB_ANCHOR_K1));
    __m256i longer = _mm256_mullo_epi32(lengths, _mm256_set1_epi32((int)EKB_ANCHOR_PAIR_MULTIPLIER));
    return _mm256_add_epi32(_mm512_cvtepi64_epi32(_mm512_srli_epi64(bytes, 32)), longer);
}

/* Hashes of sixteen words. @param places where each begins and, above, where it ends. */
static inline void hash_sixteen(const char *text, const uint16_t *places, uint32_t *out)
{
    __m512i both = _mm512_loadu_si512(places);
    __m512i starts = _mm512_and_si512(both, _mm512_set1_epi32(0xFFFF));
    __m512i lengths = _mm512_sub_epi32(_mm512_srli_epi32(both, 16), starts);
    lengths = _mm512_min_epu32(lengths, _mm512_set1_epi32(EKB_ANCHOR_WORD));
    _mm256_storeu_si256((void *)out,
                        hash_words(text, _mm512_castsi512_si256(starts), _mm512_castsi512_si256(lengths)));
    _mm256_storeu_si256((void *)(out + 8), hash_words(text, _mm512_extracti64x4_epi64(starts, 1),
                                                      _mm512_extracti64x4_epi64(lengths, 1)));
}

/* Those of sixteen keys that may be there. */
static inline __mmask16 may_have(const ekb_scan_keys *keys, __m512i key)
{
    const __m512i five = _mm512_set1_epi32(31), choice = _mm512_set1_epi32((1 << keys->bits) - 1);
    __m512i left = _mm512_srli_epi32(key, EKB_SCAN_IDLE_BITS);
    __m512i word = _mm512_i32gather_epi32(_mm512_and_si512(left, choice), keys->filter, 4);
    left = _mm512_srl_epi32(left, _mm_cvtsi32_si128((int)keys->bits));
    __m512i first = _mm512_and_si512(left, five), second = _mm512_and_si512(_mm512_srli_epi32(left, 5), five);
    __m512i both = _mm512_and_si512(_mm512_srlv_epi32(word, first), _mm512_srlv_epi32(word, second));
    return _mm512_test_epi32_mask(both, _mm512_set1_epi32(1));
}

/* As ekb_anchor_key() does. */
static inline __m512i key_of(__m512i first, __m512i whole)
{
    return _mm512_mask_blend_epi16(0xAAAAAAAA, _mm512_srli_epi32(whole, 16), first);
}

static inline int has_print(const ekb_anchors_table *table, uint32_t key)
{
    size_t i, end = ekb_anchors_bucket(table, key, &i);
    const __m512i print = _mm512_set1_epi16((short)ekb_anchors_print(key));
    __mmask32 found = 0;
    for (; i < end; i += 32) {
        __mmask32 there = _bzhi_u32(~0u, end - i < 32 ? (unsigned)(end - i) : 32);
        found |=
            _mm512_mask_cmpeq_epi16_mask(there, _mm512_maskz_loadu_epi16(there, table->prints + i), print);
    }
    return found != 0;
}

/* Adds those that a table has. Which they are cannot be foretold: each is
 * written, and perhaps overwritten. */
static void take_passed(const ekb_scan_keys *keys, passed *p, size_t base, ekb_scan_candidates *out)
{
    size_t count = ekb_scan_candidates_reserve(out, p->count) ? p->count : 0;
    for (size_t i = 0; i < count; i++) {
        int found = 0;
        for (size_t t = 0; t < keys->table_count; t++)
            found |= has_print(&keys->tables[t], p->keys[i]);
        out->items[out->count] =
            (ekb_scan_candidate){.key = p->keys[i], .at = (uint32_t)(base + p->places[i])};
        out->count += (size_t)found;
    }
    p->count = 0;
}

/* Those of sixteen keys, of which some count, that pass the filter. */
static inline void pass(const ekb_scan_keys *keys, __mmask16 which, __m512i key, __m512i places, passed *p)
{
    which &= may_have(keys, key);
    _mm512_storeu_si512(p->keys + p->count, _mm512_maskz_compress_epi32(which, key));
    _mm512_storeu_si512(p->places + p->count, _mm512_maskz_compress_epi32(which, places));
    p->count += (size_t)__builtin_popcount(which);
}

static inline __mmask16 first_of(size_t count)
{
    return (__mmask16)_bzhi_u32(0xFFFF, count < AT_ONCE ? (unsigned)count : AT_ONCE);
}

/* The keys of sixteen words, of each with the one before and alone. */
static inline void pass_words(const ekb_scan_keys *keys, const word_list *w, size_t i, passed *out)
{
    __mmask16 valid = first_of(w->count - i);
    __m512i word = _mm512_loadu_si512(w->hashes + 1 + i), before = _mm512_loadu_si512(w->hashes + i);
    __m512i pair = _mm512_mullo_epi32(_mm512_xor_si512(_mm512_rol_epi32(before, 9), word),
                                      _mm512_set1_epi32((int)EKB_ANCHOR_PAIR_MULTIPLIER));
    __m512i single = _mm512_mullo_epi32(word, _mm512_set1_epi32((int)EKB_ANCHOR_WORD_MULTIPLIER));
    __m512i starts = _mm512_and_si512(_mm512_loadu_si512(w->places + 2 * i), _mm512_set1_epi32(0xFFFF));
    pass(keys, valid, key_of(word, pair), starts, out);
    pass(keys, valid, key_of(word, single), starts, out);
}

/* @return the hash of the last word, or `before`. */
static uint32_t take_words(const ekb_scan_keys *keys, const char *text, size_t base, uint32_t before,
                           const block_bits *b, size_t blocks, ekb_scan_candidates *out)
{
    word_list w;
    passed found;
    found.count = 0;
    list_words(b, blocks, &w);
    w.hashes[0] = before;
    for (size_t i = 0; i < w.count; i += AT_ONCE)
        hash_sixteen(text, w.places + 2 * i, w.hashes + 1 + i);
    for (size_t i = 0; i < w.count; i += AT_ONCE) {
        if (found.count + 2 * AT_ONCE > PASSED_MOST)
            take_passed(keys, &found, base, out);
        pass_words(keys, &w, i, &found);
    }
    take_passed(keys, &found, base, out);
    return w.hashes[w.count];
}

/* ---- Ideographs ------------------------------------------------------------------ */

/* Keys of three and of six ideographs, and at which of the places there are so many. */
typedef struct wide_keys {
    __m256i three, six;
    __mmask8 has_three, has_six;
} wide_keys;

static inline __m512i times(__m512i v, uint64_t by)
{
    return _mm512_mullo_epi64(v, _mm512_set1_epi64((long long)by));
}

static inline __mmask8 all_high(__m512i v)
{
    const __m512i high = _mm512_set1_epi64((long long)UINT64_C(0x8080808080808080));
    return _mm512_cmpeq_epi64_mask(_mm512_and_si512(v, high), high);
}

/* As ekb_anchor_short_key() and ekb_anchor_long_key() do. */
static inline wide_keys wide_keys_at(const char *text, __m256i places)
{
    __m512i a = _mm512_i32gather_epi64(places, text, 1), next = _mm512_i32gather_epi64(places, text + 1, 1);
    __m512i b = _mm512_i32gather_epi64(places, text + 8, 1), c = _mm512_i32gather_epi64(places, text + 10, 1);
    __m512i three = _mm512_add_epi64(_mm512_srli_epi64(times(a, EKB_ANCHOR_K1), 7), next);
    __m512i six = _mm512_add_epi64(times(_mm512_xor_si512(a, _mm512_rol_epi64(b, 21)), EKB_ANCHOR_K1), c);
    return (wide_keys){
        .three = _mm512_cvtepi64_epi32(_mm512_srli_epi64(times(three, EKB_ANCHOR_K2), 32)),
        .six = _mm512_cvtepi64_epi32(_mm512_srli_epi64(times(six, EKB_ANCHOR_K2), 32)),
        .has_three = all_high(_mm512_and_si512(a, next)),
        .has_six = all_high(_mm512_and_si512(_mm512_and_si512(a, b), c)),
    };
}

static inline __m512i joined(__m256i first, __m256i second)
{
    return _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1);
}

static inline void pass_wide(const ekb_scan_keys *keys, const char *text, __mmask16 valid,
                             const uint16_t *places, passed *out)
{
    __m512i at = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const void *)places));
    wide_keys k = wide_keys_at(text, _mm512_castsi512_si256(at)),
              l = wide_keys_at(text, _mm512_extracti64x4_epi64(at, 1));
    __m512i three = joined(k.three, l.three), six = key_of(three, joined(k.six, l.six));
    pass(keys, valid & (__mmask16)(k.has_three | l.has_three << 8), three, at, out);
    pass(keys, valid & (__mmask16)(k.has_six | l.has_six << 8), six, at, out);
}

static void take_wide(const ekb_scan_keys *keys, const char *text, size_t from, const block_bits *b,
                      uint64_t which, ekb_scan_candidates *out)
{
    uint16_t places[WALK + 32];
    passed found;
    size_t count = list_places(b->wide, which, places);
    found.count = 0;
    memset(places + count, 0, AT_ONCE * sizeof *places);
    for (size_t i = 0; i < count; i += AT_ONCE) {
        if (found.count + 2 * AT_ONCE > PASSED_MOST)
            take_passed(keys, &found, from, out);
        pass_wide(keys, text + from, first_of(count - i), places + i, &found);
    }
    take_passed(keys, &found, from, out);
}

#  include "way_simd.h"

static int is_there(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt");
}

const ekb_scan_way ekb_scan_avx512 = {"avx512", is_there, 1, find_marks, find_keys, count_lines};

#else
typedef int ekb_scan_no_avx512;
#endif
