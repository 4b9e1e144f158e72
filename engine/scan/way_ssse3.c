/* SPDX-License-Identifier: MIT */
/* Finding with SSSE3. */
#if defined(__x86_64__) || defined(__i386__)

#  include <immintrin.h>
#  include <stdint.h>

#  include "core/anchor.h"
#  include "ways.h"

typedef __m128i vec;
enum { VEC_BYTES = 16, LANES = 64 / VEC_BYTES };

static inline vec v_load(const char *at)
{
    return _mm_loadu_si128((const void *)at);
}

static inline vec v_table(const uint8_t *table)
{
    return _mm_loadu_si128((const void *)table);
}

static inline vec v_and(vec a, vec b)
{
    return _mm_and_si128(a, b);
}

static inline vec v_pick(vec table, vec v)
{
    return _mm_shuffle_epi8(table, v);
}

static inline vec v_low(vec v)
{
    return v_and(v, _mm_set1_epi8(0x0F));
}

static inline vec v_high(vec v)
{
    return v_low(_mm_srli_epi16(v, 4));
}

static inline uint64_t v_equal(const vec v[4], char byte)
{
    uint64_t mask = 0;
    for (int i = 0; i < LANES; i++) {
        vec same = _mm_cmpeq_epi8(v[i], _mm_set1_epi8(byte));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(same) << (i * VEC_BYTES);
    }
    return mask;
}

static inline uint64_t v_bits(const vec v[4], int bits)
{
    vec masked[4];
    for (int i = 0; i < LANES; i++)
        masked[i] = v_and(v[i], _mm_set1_epi8((char)bits));
    return ~v_equal(masked, 0);
}

#  define v_take ekb_anchor_take
enum { FILTER_LANES = 1 };

static inline unsigned v_may_have(const ekb_scan_keys *keys, const uint32_t *word, unsigned *alone)
{
    *alone = (unsigned)ekb_scan_may_have(keys, ekb_anchor_word_key(word[0]));
    return (unsigned)ekb_scan_may_have(keys, ekb_anchor_pair_key(word[-1], word[0]));
}

#  include "way_halves.h"
#  include "way_words.h"

#  include "way_simd.h"

static int is_there(void)
{
    return __builtin_cpu_supports("ssse3");
}

const ekb_scan_way ekb_scan_ssse3 = {"ssse3", is_there, 0, find_marks, find_keys, count_lines};

#else
typedef int ekb_scan_no_ssse3;
#endif
