/* SPDX-License-Identifier: MIT */
/* Finding with AVX2. */
#if defined(__x86_64__) || defined(__i386__)

#  include <immintrin.h>
#  include <stdint.h>

#  include "core/anchor.h"
#  include "ways.h"

typedef __m256i vec;
enum { VEC_BYTES = 32, LANES = 64 / VEC_BYTES };

static inline vec v_load(const char *at)
{
    return _mm256_loadu_si256((const void *)at);
}

static inline vec v_table(const uint8_t *table)
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table));
}

static inline vec v_and(vec a, vec b)
{
    return _mm256_and_si256(a, b);
}

static inline vec v_or(vec a, vec b)
{
    return _mm256_or_si256(a, b);
}

static inline vec v_pick(vec table, vec v)
{
    return _mm256_shuffle_epi8(table, v);
}

static inline vec v_low(vec v)
{
    return v_and(v, _mm256_set1_epi8(0x0F));
}

static inline vec v_high(vec v)
{
    return v_low(_mm256_srli_epi16(v, 4));
}

static inline uint64_t v_equal(const vec v[2], char byte)
{
    const vec wanted = _mm256_set1_epi8(byte);
    uint64_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v[0], wanted));
    uint64_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v[1], wanted));
    return first | second << VEC_BYTES;
}

static inline uint64_t v_bits(const vec v[2], int bits)
{
    const vec mask = _mm256_set1_epi8((char)bits), masked[2] = {v_and(v[0], mask), v_and(v[1], mask)};
    return ~v_equal(masked, 0);
}

static inline uint64_t v_take(uint64_t bytes, unsigned length)
{
    return _bzhi_u64(bytes | EKB_ANCHOR_CASE, 8 * length);
}

enum { FILTER_LANES = 8 };

/* 1 in the lowest bit of each lane whose key may be there. */
static inline vec may_have(const ekb_scan_keys *keys, vec key)
{
    const vec five = _mm256_set1_epi32(31), choice = _mm256_set1_epi32((1 << keys->bits) - 1);
    vec left = _mm256_srli_epi32(key, EKB_SCAN_IDLE_BITS);
    vec word = _mm256_i32gather_epi32((const int *)(const void *)keys->filter, v_and(left, choice), 4);
    left = _mm256_srl_epi32(left, _mm_cvtsi32_si128((int)keys->bits));
    vec first = v_and(left, five), second = v_and(_mm256_srli_epi32(left, 5), five);
    return v_and(_mm256_srlv_epi32(word, first), _mm256_srlv_epi32(word, second));
}

/* As ekb_anchor_key() does. */
static inline vec key_of(vec first, vec whole)
{
    return _mm256_blend_epi16(_mm256_srli_epi32(whole, 16), first, 0xAA);
}

static inline unsigned bits_of(vec lowest)
{
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_slli_epi32(lowest, 31)));
}

static inline unsigned v_may_have(const ekb_scan_keys *keys, const uint32_t *words, unsigned *alone)
{
    vec word = _mm256_loadu_si256((const void *)words),
        before = _mm256_loadu_si256((const void *)(words - 1));
    vec turned = v_or(_mm256_slli_epi32(before, 9), _mm256_srli_epi32(before, 23));
    vec pair = _mm256_mullo_epi32(_mm256_xor_si256(turned, word),
                                  _mm256_set1_epi32((int)EKB_ANCHOR_PAIR_MULTIPLIER));
    vec single = _mm256_mullo_epi32(word, _mm256_set1_epi32((int)EKB_ANCHOR_WORD_MULTIPLIER));
    *alone = bits_of(may_have(keys, key_of(word, single)));
    return bits_of(may_have(keys, key_of(word, pair)));
}

#  include "way_halves.h"
#  include "way_words.h"

#  include "way_simd.h"

static int is_there(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

const ekb_scan_way ekb_scan_avx2 = {"avx2", is_there, 0, find_marks, find_keys, count_lines};

#else
typedef int ekb_scan_no_avx2;
#endif
