/* SPDX-License-Identifier: MIT */
/*
 * test_ways: every way of finding that this processor has, held against the
 * scalar one, on texts from a seed: words, marks, ideographs, bad bytes and line
 * ends in every order, cut in every way. Needs no index, so that it can also be
 * built for another processor and emulated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchors.h"
#include "core/anchor.h"
#include "scan/find.h"

enum { TEXT = 6000, ROUNDS = 60 };

static uint64_t state = 88172645463325252u;

static unsigned below(unsigned most)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 20) % most);
}

static void make_text(char *text)
{
    static const char *const pieces[] = {
        "error ",
        "Error code: ",
        "0x1F",
        "ORA-0",
        "TS2",
        "(ID:",
        "id=",
        "错误",
        "錯誤",
        "错误代码",
        "识别码：",
        "\\u9519",
        "-21",
        "SQLSTATE ",
        "errno=",
        "HRESULT ",
        "msg ",
        "凭据无效",
        "保管库",
        "vault",
        "credentials ",
        "connection",
        "_",
        "a",
        "Z9",
        "\n",
        "\r\n",
        " ",
        ".",
        "\xE9",
        "\xFF\xFE",
        "\xC3\xA9",
        "x86_64",
        "7",
        "ER_HASHCHK ",
        "a_word_that_is_much_longer_than_any_vector_of_this_processor_would_hold_at_once",
    };
    size_t at = 0;
    while (at < TEXT) {
        const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
        size_t n = strlen(piece);
        n = n < TEXT - at ? n : TEXT - at;
        memcpy(text + at, piece, n);
        at += n;
    }
}

/* A table that has each third key of the text, whatever they mean. */
static void make_table(ekb_anchors_table *table)
{
    static uint32_t starts[257];
    static uint16_t prints[256];
    for (uint32_t i = 0; i < 257; i++)
        starts[i] = i < 256 ? i : 256;
    for (unsigned i = 0; i < 256; i++)
        prints[i] = (uint16_t)below(65536);
    *table = (ekb_anchors_table){.starts = starts, .bucket_bits = 8, .prints = prints, .count = 256};
}

/* The table has the key from now on, and another of its bucket no more. */
static void plant(ekb_anchors_table *table, uint32_t key)
{
    table->prints[(key & 0xFFFF) >> 8] = ekb_anchors_print(key);
}

/* Some keys of words, alone and with the word before, as the text has them. */
static void plant_words(ekb_anchors_table *table, const char *text)
{
    uint32_t before = 0;
    for (size_t at = 1; at + 40 < TEXT; at++) {
        size_t n = 0;
        if (!ekb_anchor_is_letter((unsigned char)text[at]) || ekb_anchor_is_word((unsigned char)text[at - 1]))
            continue;
        while (n < EKB_ANCHOR_WORD && ekb_anchor_is_word((unsigned char)text[at + n]))
            n++;
        if (n < EKB_ANCHOR_WORD_LEAST)
            continue;
        uint32_t word = ekb_anchor_word(text + at, n);
        if (below(8) == 0)
            plant(table, below(2) != 0 ? ekb_anchor_word_key(word) : ekb_anchor_pair_key(before, word));
        before = word;
    }
}

/* Some keys of three and of six ideographs, also where there are not so many. */
static void plant_wide(ekb_anchors_table *table, const char *text)
{
    for (size_t at = 0; at + 40 < TEXT; at++)
        if (ekb_scan_is_wide((unsigned char)text[at]) && below(16) == 0)
            plant(table, below(2) != 0 ? ekb_anchor_short_key(text + at) : ekb_anchor_long_key(text + at));
}

static int by_place(const void *a, const void *b)
{
    const ekb_scan_candidate *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->marks > y->marks) - (x->marks < y->marks);
}

static ekb_scan_candidates find_in(const ekb_scan_way *way, const ekb_scan_keys *keys, const char *text,
                                   size_t length, size_t block)
{
    ekb_scan_candidates out = {NULL, 0, 0, 0};
    ekb_scan_buckets buckets;
    uint32_t before = 0;
    if (!ekb_scan_buckets_choose(&buckets, way, text, length))
        exit(EXIT_FAILURE);
    for (size_t at = 0; at < length; at += block) {
        size_t end = length - at < block ? length : at + block;
        way->marks(&buckets, text, at, end, &out);
        way->keys(keys, text, at, end, &before, &out);
    }
    if (out.count > 1)
        qsort(out.items, out.count, sizeof *out.items, by_place);
    return out;
}

static size_t compare(const ekb_scan_way *way, const ekb_scan_keys *keys, const char *text, size_t length)
{
    const ekb_scan_way *scalar = ekb_scan_ways[ekb_scan_way_count - 1];
    ekb_scan_candidates wanted = find_in(scalar, keys, text, length, length + 1);
    ekb_scan_candidates got = find_in(way, keys, text, length, 1 + below(below(2) != 0 ? 700 : TEXT));
    int same = wanted.count == got.count && way->lines(text, length) == scalar->lines(text, length);
    for (size_t i = 0; same && i < got.count; i++)
        same = by_place(&wanted.items[i], &got.items[i]) == 0;
    size_t count = 0;
    for (size_t i = 0; i < wanted.count; i++)
        count += wanted.items[i].marks == 0;
    free(wanted.items);
    free(got.items);
    if (!same) {
        fprintf(stderr, "test_ways: %s finds other places than the scalar way\n", way->name);
        exit(EXIT_FAILURE);
    }
    return count;
}

int main(void)
{
    static char memory[TEXT + 2 * EKB_SCAN_MARGIN];
    char *text = memory + EKB_SCAN_MARGIN;
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        ekb_anchors_table table;
        ekb_scan_keys keys;
        size_t length = below(TEXT);
        make_text(text);
        make_table(&table);
        plant_words(&table, text);
        plant_wide(&table, text);
        memset(text + length, 0, TEXT - length + EKB_SCAN_MARGIN);
        if (!ekb_scan_keys_make(&keys, &table, 1))
            return EXIT_FAILURE;
        for (size_t i = 0; i < ekb_scan_way_count; i++)
            if (ekb_scan_ways[i]->is_there())
                found += compare(ekb_scan_ways[i], &keys, text, length);
        ekb_scan_keys_release(&keys);
    }
    for (size_t i = 0; i < ekb_scan_way_count; i++)
        printf("%s%s", ekb_scan_ways[i]->name, ekb_scan_ways[i]->is_there() ? " " : " (not here) ");
    printf("agree on marks and %zu keys\n", found);
    return EXIT_SUCCESS;
}
