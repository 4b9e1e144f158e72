/* SPDX-License-Identifier: MIT */
#include "postings.h"

/* Bits of a block's k, and a k beyond which no list goes. */
enum { K_BITS = 5, K_MOST = 31 };

/* ---- Writing -------------------------------------------------------------- */

typedef struct writer {
    ekb_strbuf *out;
    uint64_t bits;
    unsigned have;
} writer;

/* The bytes that are full. */
static void flush(writer *w)
{
    char bytes[sizeof w->bits];
    size_t count = 0;
    for (; w->have >= 8; w->have -= 8, w->bits >>= 8)
        bytes[count++] = (char)(w->bits & 0xFF);
    ekb_strbuf_append(w->out, bytes, count);
}

/* At most 33 bits: fewer than 32 wait. */
static void put_bits(writer *w, uint64_t value, unsigned count)
{
    w->bits |= value << w->have;
    w->have += count;
    if (w->have >= 32)
        flush(w);
}

static void put_difference(writer *w, uint64_t less_one, unsigned k)
{
    uint64_t zeroes = less_one >> k;
    for (; zeroes >= 32; zeroes -= 32)
        put_bits(w, 0, 32);
    put_bits(w, UINT64_C(1) << zeroes, (unsigned)zeroes + 1);
    put_bits(w, less_one & ((UINT64_C(1) << k) - 1), k);
}

/* Bits that the differences take with a k. */
static uint64_t cost(const uint32_t *numbers, size_t count, uint64_t before, unsigned k)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++) {
        bits += ((numbers[i] - before - 1) >> k) + 1 + k;
        before = numbers[i];
    }
    return bits;
}

static unsigned best_k(const uint32_t *numbers, size_t count, uint64_t before)
{
    unsigned k = 0;
    uint64_t bits = cost(numbers, count, before, 0);
    for (uint64_t more; k < K_MOST && (more = cost(numbers, count, before, k + 1)) <= bits; k++)
        bits = more;
    return k;
}

void ekb_postings_put(ekb_strbuf *out, const uint32_t *numbers, size_t count)
{
    writer w = {out, 0, 0};
    uint64_t before = 0;
    for (size_t first = 0, end; first < count; first = end) {
        end = count - first < EKB_POSTINGS_BLOCK ? count : first + EKB_POSTINGS_BLOCK;
        unsigned k = best_k(numbers + first, end - first, before);
        put_bits(&w, k, K_BITS);
        for (size_t i = first; i < end; i++) {
            put_difference(&w, numbers[i] - before - 1, k);
            before = numbers[i];
        }
    }
    w.have = (w.have + 7) / 8 * 8;
    flush(&w);
}

/* ---- Reading -------------------------------------------------------------- */

ekb_postings ekb_postings_of(const unsigned char *bytes, size_t length, size_t count)
{
    return (ekb_postings){.at = bytes, .end = bytes + length, .left = count};
}

static uint64_t load(const unsigned char *at)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 8; i++)
        bits |= (uint64_t)at[i] << 8 * i;
    return bits;
}

/* At least 56 bits, unless the list ends. */
static void fill(ekb_postings *list)
{
    while (list->have <= 56 && list->at < list->end) {
        list->bits |= (uint64_t)*list->at++ << list->have;
        list->have += 8;
    }
}

/* @return 0 where there are not so many bits. */
static int take_bits(ekb_postings *list, unsigned count, uint64_t *out)
{
    if (list->have < count)
        fill(list);
    if (list->have < count)
        return 0;
    *out = list->bits & ((UINT64_C(1) << count) - 1);
    list->bits >>= count;
    list->have -= count;
    return 1;
}

static unsigned trailing_zeroes(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned count = 0;
    for (; (bits & 1) == 0; bits >>= 1)
        count++;
    return count;
#endif
}

/* The zeroes before the next one, which is taken too. @return 0 for none. */
static int take_zeroes(ekb_postings *list, uint64_t *out)
{
    *out = 0;
    while (list->bits == 0) {
        *out += list->have;
        list->have = 0;
        if (list->at == list->end)
            return 0;
        fill(list);
    }
    unsigned zeroes = trailing_zeroes(list->bits);
    *out += zeroes;
    list->bits = list->bits >> zeroes >> 1;
    list->have -= zeroes + 1;
    return 1;
}

/* A number whose bits may be far apart. */
static int read_slowly(ekb_postings *list, unsigned k)
{
    uint64_t zeroes, low;
    if (!take_zeroes(list, &zeroes) || !take_bits(list, k, &low) || zeroes > UINT32_MAX >> k)
        return 0;
    list->number += (zeroes << k) + low + 1;
    return 1;
}

/* The numbers whose bits are near, as many as there are of `count`; their state
 * is kept in variables of its own, which may be registers. @return how many. */
static size_t read_fast(ekb_postings *list, unsigned k, uint64_t *out, size_t count)
{
    uint64_t bits = list->bits, number = list->number, low_bits = (UINT64_C(1) << k) - 1;
    unsigned have = list->have;
    const unsigned char *at = list->at;
    size_t done = 0;
    for (; done < count; done++) {
        if (have < 56 && list->end - at >= 8) {
            bits |= load(at) << have; /* what of it is beyond `have` will be loaded again, the same */
            at += (63 - have) / 8;
            have |= 56;
        }
        if (bits == 0)
            break;
        unsigned zeroes = trailing_zeroes(bits);
        if (zeroes + 1 + k > have)
            break;
        uint64_t rest = bits >> zeroes >> 1;
        out[done] = number += ((uint64_t)zeroes << k) + (rest & low_bits) + 1;
        bits = rest >> k;
        have -= zeroes + 1 + k;
    }
    bits &= have < 64 ? (UINT64_C(1) << have) - 1 : UINT64_MAX;
    list->bits = bits;
    list->number = number;
    list->have = have;
    list->at = at;
    return done;
}

size_t ekb_postings_next(ekb_postings *list, uint64_t out[EKB_POSTINGS_BLOCK])
{
    size_t count = list->left < EKB_POSTINGS_BLOCK ? list->left : EKB_POSTINGS_BLOCK;
    uint64_t k;
    if (count == 0 || !take_bits(list, K_BITS, &k))
        return 0;
    for (size_t done = 0; done < count;) {
        done += read_fast(list, (unsigned)k, out + done, count - done);
        if (done == count)
            break;
        if (!read_slowly(list, (unsigned)k))
            return 0;
        out[done++] = list->number;
    }
    list->left -= count;
    return count;
}
