/* SPDX-License-Identifier: MIT */
/* Finding with AVX-512, of which VBMI looks up bytes in tables of 128, and VBMI2
 * packs them: places of words are had without looking at one after the other. */
#if defined(__x86_64__)

#  include <immintrin.h>
#  include <stdint.h>

#  include "core/anchor.h"
#  include "way_blocks.h"
#  include "ways.h"

typedef __m512i vec;
enum { VEC_BYTES = 64, LANES = 64 / VEC_BYTES };

static inline vec v_load(const char *at)
{
    return _mm512_loadu_si512(at);
}

static inline vec v_table(const uint8_t *table)
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)table));
}

static inline vec v_and(vec a, vec b)
{
    return _mm512_and_si512(a, b);
}

static inline vec v_pick(vec table, vec v)
{
    return _mm512_shuffle_epi8(table, v);
}

static inline vec v_low(vec v)
{
    return v_and(v, _mm512_set1_epi8(0x0F));
}

static inline vec v_high(vec v)
{
    return v_low(_mm512_srli_epi16(v, 4));
}

static inline uint64_t v_bits(const vec v[1], int bits)
{
    return _mm512_test_epi8_mask(v[0], _mm512_set1_epi8((char)bits));
}

static inline uint64_t v_equal(const vec v[1], char byte)
{
    return _mm512_cmpeq_epi8_mask(v[0], _mm512_set1_epi8(byte));
}

/* ---- Marks ----------------------------------------------------------------------- */

typedef struct table {
    vec first, second;
} table;

static inline table load_table(const uint8_t *bytes)
{
    return (table){_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + VEC_BYTES)};
}

/* Of each byte that place of the table which its lower seven bits name. */
static inline vec look_up(table t, const char *at)
{
    return _mm512_permutex2var_epi8(t.first, v_load(at), t.second);
}

/* Bits of the places in so many blocks where a mark may be. @return the blocks that have some. */
static uint64_t match_blocks(const ekb_scan_buckets *buckets, const char *text, size_t blocks, uint64_t *out)
{
    const table first = load_table(buckets->seven[0]), second = load_table(buckets->seven[1]),
                third = load_table(buckets->seven[2]);
    uint64_t some = 0;
    for (size_t i = 0; i < blocks; i++, text += VEC_BYTES) {
        vec two = v_and(look_up(first, text), look_up(second, text + 1));
        out[i] = _mm512_test_epi8_mask(two, look_up(third, text + 2));
        some |= (uint64_t)(out[i] != 0) << i;
    }
    return some;
}

/* ---- Words ----------------------------------------------------------------------- */

enum { AT_ONCE = 16 };

/* Where words begin and where they end, in the same order, and their hashes, the
 * first behind that of the word before. */
typedef struct word_list {
    uint16_t starts[WORDS_MOST], ends[WORDS_MOST];
    uint32_t hashes[1 + WORDS_MOST + AT_ONCE];
    size_t count, ended;
    uint16_t end; /* of a word that goes on behind the last block */
} word_list;

/* The places of bits, of which there are no more than sixteen. */
static inline void put_places(uint64_t bits, size_t base, uint16_t *out)
{
    static const uint8_t numbers[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i packed = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers));
    __m256i places = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(packed));
    _mm256_storeu_si256((void *)out, _mm256_add_epi16(places, _mm256_set1_epi16((short)base)));
}

/* A bit added where a word begins is carried to where it ends. */
static inline void take_words(const char *text, const block_bits *b, size_t base, uint64_t starts,
                              word_list *w)
{
    (void)text;
    uint64_t sum;
    if (base == 0)
        w->ended = 0;
    uint64_t open = w->count > w->ended;
    (void)__builtin_add_overflow(b[0].word, starts, &sum);
    uint64_t ends = (sum + open) & ~b[0].word;
    put_places(starts, base, w->starts + w->count);
    put_places(ends, base, w->ends + w->ended);
    w->count += (size_t)__builtin_popcountll(starts);
    w->ended += (size_t)__builtin_popcountll(ends);
    w->end = (uint16_t)(base + 64 + ones(b[1].word));
}

/* Hashes of eight words. */
static inline void hash_words(const char *text, const word_list *w, size_t i, uint32_t *out)
{
    __m128i start = _mm_loadu_si128((const void *)(w->starts + i));
    __m128i length = _mm_sub_epi16(_mm_loadu_si128((const void *)(w->ends + i)), start);
    length = _mm_min_epu16(length, _mm_set1_epi16(EKB_ANCHOR_WORD));
    __m512i bits = _mm512_cvtepu16_epi64(_mm_slli_epi16(_mm_min_epu16(length, _mm_set1_epi16(8)), 3));
    __m256i longer =
        _mm256_mullo_epi32(_mm256_cvtepu16_epi32(length), _mm256_set1_epi32((int)EKB_ANCHOR_PAIR_MULTIPLIER));
    __m512i bytes = _mm512_i32gather_epi64(_mm256_cvtepu16_epi32(start), text, 1);
    __m512i taken = _mm512_srlv_epi64(_mm512_set1_epi64(-1), _mm512_sub_epi64(_mm512_set1_epi64(64), bits));
    bytes = _mm512_and_si512(_mm512_or_si512(bytes, _mm512_set1_epi64((long long)EKB_ANCHOR_CASE)), taken);
    bytes = _mm512_mullo_epi64(bytes, _mm512_set1_epi64((long long)EKB_ANCHOR_K1));
    __m256i hashes = _mm512_cvtepi64_epi32(_mm512_srli_epi64(bytes, 32));
    _mm256_storeu_si256((void *)out, _mm256_add_epi32(hashes, longer));
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

static inline unsigned words_may_be(const ekb_scan_keys *keys, const uint32_t *hashes, unsigned *alone)
{
    __m512i word = _mm512_loadu_si512(hashes), before = _mm512_loadu_si512(hashes - 1);
    __m512i pair = _mm512_mullo_epi32(_mm512_xor_si512(_mm512_rol_epi32(before, 9), word),
                                      _mm512_set1_epi32((int)EKB_ANCHOR_PAIR_MULTIPLIER));
    __m512i single = _mm512_mullo_epi32(word, _mm512_set1_epi32((int)EKB_ANCHOR_WORD_MULTIPLIER));
    *alone = may_have(keys, key_of(word, single));
    return may_have(keys, key_of(word, pair));
}

static inline uint32_t walk_words(const ekb_scan_keys *keys, const char *text, size_t base, uint32_t before,
                                  word_list *w, ekb_scan_candidates *out)
{
    uint32_t *hashes = w->hashes;
    if (w->ended < w->count)
        w->ends[w->ended] = w->end;
    memset(w->starts + w->count, 0, AT_ONCE * sizeof *w->starts);
    memset(w->ends + w->count, 0, AT_ONCE * sizeof *w->ends);
    hashes[0] = before;
    for (size_t i = 0; i < w->count; i += AT_ONCE) {
        hash_words(text, w, i, hashes + 1 + i);
        hash_words(text, w, i + 8, hashes + 1 + i + 8);
    }
    for (size_t i = 0; i < w->count; i += AT_ONCE) {
        unsigned valid = w->count - i < AT_ONCE ? (1u << (w->count - i)) - 1 : ~0u, alone;
        unsigned pairs = words_may_be(keys, hashes + 1 + i, &alone) & valid;
        ekb_scan_words_found(keys, hashes + i, w->starts + i, base, pairs, alone & valid, out);
    }
    return hashes[w->count];
}

#  include "way_simd.h"

static int is_there(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

const ekb_scan_way ekb_scan_avx512 = {"avx512", is_there, 1, find_marks, find_keys, count_lines};

#else
typedef int ekb_scan_no_avx512;
#endif
