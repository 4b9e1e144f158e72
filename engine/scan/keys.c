/* SPDX-License-Identifier: MIT */
/*
 * The filter of keys. It is small enough for a processor's cache and lets one
 * in some twenty pass by mistake; what passes is held against the tables.
 */
#include <stdlib.h>

#include "anchors.h"
#include "core/anchor.h"
#include "find.h"

/* Words of the filter: at least a processor's first cache, at most half of its
 * second, and a byte an anchor if these allow. */
enum { WORD_BITS_LEAST = 11, WORD_BITS_MOST = 17, BYTES_AN_ANCHOR = 1, SECOND_BITS = 6 };

static void set_key(ekb_scan_keys *keys, uint64_t key)
{
    keys->words[key >> keys->word_shift] |=
        UINT64_C(1) << (key >> keys->first_shift & 63) | UINT64_C(1) << (key >> keys->second_shift & 63);
}

/* The bits of an anchor's key that the table holds stand in its bucket and its print. */
static void set_table(ekb_scan_keys *keys, const ekb_anchors_table *table)
{
    for (size_t bucket = 0; bucket >> table->bucket_bits == 0; bucket++)
        for (size_t i = table->starts[bucket]; i < table->starts[bucket + 1]; i++)
            set_key(keys, (uint64_t)bucket << (64 - table->bucket_bits) | (uint64_t)table->prints[i]
                                                                              << (48 - table->bucket_bits));
}

int ekb_scan_keys_make(ekb_scan_keys *out, const ekb_anchors_table *tables, size_t count)
{
    size_t anchors = 0;
    unsigned known = 64, bits = WORD_BITS_LEAST;
    for (size_t i = 0; i < count; i++) {
        anchors += tables[i].count;
        known = tables[i].bucket_bits + 16 < known ? tables[i].bucket_bits + 16 : known;
    }
    while (bits < WORD_BITS_MOST && (size_t)8 << bits < anchors * BYTES_AN_ANCHOR)
        bits++;
    /* No more bits than every table knows of its keys. */
    if (bits > known - SECOND_BITS)
        bits = known - SECOND_BITS;
    *out = (ekb_scan_keys){.word_shift = 64 - bits,
                           .first_shift = 64 - known,
                           .second_shift = bits + 12 <= known ? 64 - known + SECOND_BITS : 64 - known + 3,
                           .tables = tables,
                           .table_count = count};
    out->words = calloc((size_t)1 << bits, sizeof *out->words);
    for (size_t i = 0; out->words != NULL && i < count; i++)
        set_table(out, &tables[i]);
    return out->words != NULL;
}

void ekb_scan_keys_release(ekb_scan_keys *keys)
{
    free(keys->words);
    keys->words = NULL;
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

/* Up to five ideographs before the line's end, and those behind it. */
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
    for (size_t i = 0; i < before; i += 3) {
        size_t left = before + after - i;
        uint64_t key = left >= EKB_ANCHOR_LONG ? ekb_anchor_long_key(joined + i) : 0;
        if (left >= EKB_ANCHOR_LONG && i + EKB_ANCHOR_LONG > before && ekb_scan_keys_pass(keys, key))
            ekb_scan_key_found(keys, key, at - before + i, out);
        key = left >= EKB_ANCHOR_SHORT ? ekb_anchor_short_key(joined + i) : 0;
        if (left >= EKB_ANCHOR_SHORT && i + EKB_ANCHOR_SHORT > before && ekb_scan_keys_pass(keys, key))
            ekb_scan_key_found(keys, key, at - before + i, out);
    }
}
