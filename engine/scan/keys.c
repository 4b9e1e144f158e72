/* SPDX-License-Identifier: MIT */
/*
 * Glimpses, and what follows where one has been seen. They are few enough for a
 * processor's cache, since the rarest words of messages are their anchors; what
 * passes is held against the tables.
 */
#include <stdlib.h>

#include "anchors.h"
#include "core/anchor.h"
#include "find.h"

/* A table of fewer words says the same for each continuation of their bits. */
static void join_glimpses(ekb_scan_keys *keys, unsigned bits, const ekb_anchors_table *table)
{
    for (size_t i = 0; i >> bits == 0; i++)
        keys->glimpses[i] |= table->glimpses[i >> (bits - table->glimpse_bits)];
}

int ekb_scan_keys_make(ekb_scan_keys *out, const ekb_anchors_table *tables, size_t count)
{
    unsigned bits = EKB_ANCHOR_GLIMPSE_LEAST;
    for (size_t i = 0; i < count; i++)
        bits = tables[i].glimpse_bits > bits ? tables[i].glimpse_bits : bits;
    *out = (ekb_scan_keys){.shift = 64 - bits, .tables = tables, .table_count = count};
    out->glimpses = calloc((size_t)1 << bits, sizeof *out->glimpses);
    for (size_t i = 0; out->glimpses != NULL && i < count; i++)
        join_glimpses(out, bits, &tables[i]);
    return out->glimpses != NULL;
}

void ekb_scan_keys_release(ekb_scan_keys *keys)
{
    free(keys->glimpses);
    keys->glimpses = NULL;
}

void ekb_scan_key_found(const ekb_scan_keys *keys, uint64_t key, size_t at, ekb_scan_candidates *out)
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

void ekb_scan_word_found(const ekb_scan_keys *keys, uint64_t before, uint64_t word, size_t at,
                         ekb_scan_candidates *out)
{
    ekb_scan_key_found(keys, ekb_anchor_pair_key(before, word), at, out);
    ekb_scan_key_found(keys, ekb_anchor_word_key(word), at, out);
}

static void take_wide(const ekb_scan_keys *keys, const char *wide, size_t run, size_t at,
                      ekb_scan_candidates *out)
{
    uint64_t three = run >= EKB_ANCHOR_SHORT ? ekb_anchor_short_key(wide) : 0;
    if (run < EKB_ANCHOR_SHORT || !ekb_scan_is_glimpsed(keys, three))
        return;
    ekb_scan_key_found(keys, three, at, out);
    if (run >= EKB_ANCHOR_LONG)
        ekb_scan_key_found(keys, ekb_anchor_long_key(wide), at, out);
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
