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

/* Keys are told apart by so many bits. */
enum { PRINT_BITS = 16, PLACE_BITS = 10, KEYS_A_WORD = 2 };

static void set_bits(ekb_scan_keys *keys, uint64_t key)
{
    unsigned first = (unsigned)(key >> (27 - keys->bits) & 31);
    unsigned second = (unsigned)(key >> (22 - keys->bits) & 31);
    keys->filter[key >> (32 - keys->bits)] |= UINT32_C(1) << first | UINT32_C(1) << second;
}

/* Of a small table the last bits of a key are not known: each may be. */
static void add_key(ekb_scan_keys *keys, unsigned known, uint64_t key)
{
    unsigned used = keys->bits + PLACE_BITS;
    uint64_t continuations = known < used ? UINT64_C(1) << (used - known) : 1;
    for (uint64_t i = 0; i < continuations; i++)
        set_bits(keys, key | i << (32 - used));
}

static void add_table(ekb_scan_keys *keys, const ekb_anchors_table *table)
{
    unsigned known = table->bucket_bits + PRINT_BITS;
    for (uint64_t bucket = 0; bucket >> table->bucket_bits == 0; bucket++)
        for (size_t i = table->starts[bucket]; i < table->starts[bucket + 1]; i++) {
            uint64_t key = bucket << PRINT_BITS | table->prints[i];
            add_key(keys, known, known < 32 ? key << (32 - known) : key >> (known - 32));
        }
}

int ekb_scan_keys_make(ekb_scan_keys *out, const ekb_anchors_table *tables, size_t count)
{
    unsigned bits = EKB_SCAN_FILTER_LEAST;
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += tables[i].count;
    while (bits < EKB_SCAN_FILTER_MOST && (size_t)KEYS_A_WORD << bits < all)
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
        uint16_t print = ekb_anchors_print(table, key);
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
