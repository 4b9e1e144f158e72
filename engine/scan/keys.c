/* SPDX-License-Identifier: MIT */
/*
 * The filter of keys, and what follows where a key has passed it. It is made of
 * the tables when a scan starts: these need it not, and it is larger than they
 * could afford to store.
 */
#include <stdlib.h>

#include "anchors.h"
#include "core/anchor.h"
#include "find.h"

enum { WORD_BITS_LEAST = 12, WORD_BITS_MOST = 20 };

static void set_bits(ekb_scan_keys *keys, uint32_t key)
{
    uint32_t left = key >> EKB_SCAN_IDLE_BITS,
             *word = &keys->filter[left & ((UINT32_C(1) << keys->bits) - 1)];
    left >>= keys->bits;
    *word |= UINT32_C(1) << (left & 31) | UINT32_C(1) << (left >> 5 & 31);
}

static uint32_t guesses_of(unsigned bucket_bits)
{
    unsigned unknown = EKB_ANCHORS_BITS - bucket_bits;
    return unknown > EKB_SCAN_IDLE_BITS ? UINT32_C(1) << (unknown - EKB_SCAN_IDLE_BITS) : 1;
}

/* A table of few buckets does not tell all bits of a key: each may be. */
static void add_anchor(ekb_scan_keys *keys, uint32_t print, uint32_t bucket, unsigned bits)
{
    uint32_t known = print << 16 | bucket << (EKB_ANCHORS_BITS - bits), guesses = guesses_of(bits);
    for (uint32_t i = 0; i < guesses; i++)
        set_bits(keys, known | i << EKB_SCAN_IDLE_BITS);
}

static void add_table(ekb_scan_keys *keys, const ekb_anchors_table *table)
{
    for (uint32_t bucket = 0; bucket >> table->bucket_bits == 0; bucket++)
        for (size_t i = table->starts[bucket]; i < table->starts[bucket + 1]; i++)
            add_anchor(keys, table->prints[i], bucket, table->bucket_bits);
}

int ekb_scan_keys_make(ekb_scan_keys *out, const ekb_anchors_table *tables, size_t count)
{
    unsigned bits = WORD_BITS_LEAST;
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += tables[i].count * guesses_of(tables[i].bucket_bits);
    while (bits < WORD_BITS_MOST && (size_t)1 << bits < all)
        bits++;
    *out = (ekb_scan_keys){.bits = bits, .tables = tables, .table_count = count};
    out->filter = calloc((size_t)1 << bits, sizeof *out->filter);
    for (size_t i = 0; out->filter != NULL && i < count; i++)
        add_table(out, &tables[i]);
    return out->filter != NULL;
}

void ekb_scan_keys_release(ekb_scan_keys *keys)
{
    free(keys->filter);
    keys->filter = NULL;
}

void ekb_scan_key_found(const ekb_scan_keys *keys, uint32_t key, size_t at, ekb_scan_candidates *out)
{
    for (size_t t = 0; t < keys->table_count; t++) {
        const ekb_anchors_table *table = &keys->tables[t];
        size_t i, end = ekb_anchors_bucket(table, key, &i);
        uint16_t print = ekb_anchors_print(key);
        for (; i < end; i++)
            if (table->prints[i] == print) {
                ekb_scan_candidates_add(out, (ekb_scan_candidate){.key = key, .at = (uint32_t)at});
                return;
            }
    }
}

static void take(const ekb_scan_keys *keys, uint32_t key, size_t at, ekb_scan_candidates *out)
{
    if (ekb_scan_may_have(keys, key))
        ekb_scan_key_found(keys, key, at, out);
}

void ekb_scan_word_found(const ekb_scan_keys *keys, uint32_t before, uint32_t word, size_t at,
                         ekb_scan_candidates *out)
{
    take(keys, ekb_anchor_pair_key(before, word), at, out);
    take(keys, ekb_anchor_word_key(word), at, out);
}

static void take_wide(const ekb_scan_keys *keys, const char *wide, size_t run, size_t at,
                      ekb_scan_candidates *out)
{
    if (run >= EKB_ANCHOR_SHORT)
        take(keys, ekb_anchor_short_key(wide), at, out);
    if (run >= EKB_ANCHOR_LONG)
        take(keys, ekb_anchor_long_key(wide), at, out);
}

void ekb_scan_wide_found(const ekb_scan_keys *keys, const char *text, size_t at, size_t run,
                         ekb_scan_candidates *out)
{
    take_wide(keys, text + at, run, at, out);
}

/* Up to five ideographs before the line's end, and those behind it. What does
 * not reach across it has been found, and is found once more: no harm. */
void ekb_scan_keys_parted(const ekb_scan_keys *keys, const char *text, size_t from, size_t at,
                          ekb_scan_candidates *out)
{
    enum { SIDE = EKB_ANCHOR_LONG - 3, SPACES = 16 };
    char joined[2 * SIDE];
    at -= at > from && text[at - 1] == '\r';
    size_t before = 0, behind = at + 1, after = 0;
    while (behind - at < SPACES && (text[behind] == ' ' || text[behind] == '\t' || text[behind] == '\n'))
        behind++;
    while (before < SIDE && before + 3 <= at - from && ekb_scan_is_wide((unsigned char)text[at - before - 3]))
        before += 3;
    while (after < SIDE && ekb_scan_is_wide((unsigned char)text[behind + after]))
        after += 3;
    if (before == 0 || after == 0)
        return;
    memcpy(joined, text + at - before, before);
    memcpy(joined + before, text + behind, after);
    for (size_t i = 0; i < before; i += 3)
        take_wide(keys, joined + i, before + after - i, at - before + i, out);
}
