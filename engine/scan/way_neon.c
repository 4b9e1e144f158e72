/* SPDX-License-Identifier: MIT */
/* Finding with NEON, which every 64-bit ARM has. */
#if defined(__aarch64__)

#  include <arm_neon.h>
#  include <stdint.h>

#  include "core/anchor.h"
#  include "ways.h"

typedef uint8x16_t vec;
enum { VEC_BYTES = 16, LANES = 64 / VEC_BYTES };

static inline vec v_load(const char *at)
{
    return vld1q_u8((const uint8_t *)at);
}

static inline vec v_table(const uint8_t *table)
{
    return vld1q_u8(table);
}

static inline vec v_and(vec a, vec b)
{
    return vandq_u8(a, b);
}

static inline vec v_pick(vec table, vec v)
{
    return vqtbl1q_u8(table, v);
}

static inline vec v_low(vec v)
{
    return vandq_u8(v, vdupq_n_u8(0x0F));
}

static inline vec v_high(vec v)
{
    return vshrq_n_u8(v, 4);
}

/* Of vectors of 0xFF and 0 the bits: each byte keeps one, and neighbours are
 * added up three times. */
static inline uint64_t v_mask(const vec v[4])
{
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const vec weight = vld1q_u8(weights);
    vec low = vpaddq_u8(vandq_u8(v[0], weight), vandq_u8(v[1], weight));
    vec high = vpaddq_u8(vandq_u8(v[2], weight), vandq_u8(v[3], weight));
    vec sum = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static inline uint64_t v_bits(const vec v[4], int bits)
{
    vec found[4];
    for (int i = 0; i < LANES; i++)
        found[i] = vtstq_u8(v[i], vdupq_n_u8((uint8_t)bits));
    return v_mask(found);
}

static inline uint64_t v_equal(const vec v[4], char byte)
{
    vec found[4];
    for (int i = 0; i < LANES; i++)
        found[i] = vceqq_u8(v[i], vdupq_n_u8((uint8_t)byte));
    return v_mask(found);
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
    return 1;
}

const ekb_scan_way ekb_scan_neon = {"neon", is_there, 0, find_marks, find_keys, count_lines};

#else
typedef int ekb_scan_no_neon;
#endif
