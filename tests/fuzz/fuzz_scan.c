/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a log: the ways of finding see the same places, and a scan tells
 * the same of them whatever the blocks, in each encoding. The first two bytes
 * choose the blocks and the encoding.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "scan/scan.h"
#include "scan/scanner.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

/* What was told, as one number. */
typedef struct digest {
    uint64_t hash, count;
} digest;

static void add(digest *d, uint64_t value)
{
    d->hash = (d->hash ^ value) * UINT64_C(0x100000001b3);
    d->hash ^= d->hash >> 29;
}

static void add_place(digest *d, const ekb_scan_place *place)
{
    require(place->start <= place->end && place->record_start <= place->start &&
            place->end <= place->record_end + 1 && place->match.start <= place->match.end &&
            place->match.end <= place->text_length && place->before <= EKB_SCAN_BEFORE_MAX &&
            place->behind <= EKB_SCAN_AFTER_MAX);
    add(d, place->start);
    add(d, place->end);
    add(d, place->record_start);
    add(d, place->record_end);
    add(d, place->line);
    add(d, place->before);
    add(d, place->behind);
    d->count++;
}

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    digest *d = context;
    add_place(d, &hit->place);
    require(hit->entry_count > 0 && hit->confidence >= 0 && hit->confidence <= 1);
    require(hit->code_span.start <= hit->code_span.end && hit->code_span.end <= hit->place.text_length);
    for (size_t i = 0; i < hit->argument_count; i++)
        require(hit->arguments[i].span.start <= hit->arguments[i].span.end &&
                hit->arguments[i].span.end <= hit->place.text_length);
    add(d, (uint64_t)hit->tier + hit->entry_count * 16);
    return 0;
}

static int on_unknown(void *context, const ekb_scan_unknown *unknown)
{
    add_place(context, &unknown->place);
    return 0;
}

static ekb_scanner *scanner;

static void start(void)
{
    ekb_engine *engine = NULL;
    ekb_scan_options options = EKB_SCAN_OPTIONS_INIT;
    options.min_confidence = 0.01;
    require(ekb_engine_new(&engine, NULL) == EKB_OK && ekb_engine_open(engine, FUZZ_INDEX, NULL) == EKB_OK);
    require(ekb_scanner_new(engine, &options, &scanner, NULL) == EKB_OK);
    ekb_engine_free(engine);
}

static digest scan_in(const uint8_t *data, size_t size, size_t block, ekb_scan_encoding encoding)
{
    digest out = {0, 0};
    ekb_scan *scan = NULL;
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    ekb_scan_sink sink = {on_hit, on_unknown, &out};
    range.encoding = encoding;
    require(ekb_scan_start(&scan, scanner, &range, &sink, NULL) == EKB_OK);
    for (size_t at = 0; at < size; at += block)
        require(ekb_scan_feed(scan, (const char *)data + at, size - at < block ? size - at : block, NULL) ==
                EKB_OK);
    require(ekb_scan_end(scan, NULL) == EKB_OK);
    ekb_scan_free(scan);
    return out;
}

/* Places in the order in which every way can be compared. */
static int by_place(const void *a, const void *b)
{
    const ekb_scan_candidate *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->marks > y->marks) - (x->marks < y->marks);
}

static ekb_scan_candidates find_in(const ekb_scan_way *way, const char *text, size_t size, size_t block)
{
    ekb_scan_candidates out = {NULL, 0, 0, 0};
    ekb_scan_buckets buckets;
    uint32_t before = 0;
    require(ekb_scan_buckets_choose(&buckets, way, text, size));
    for (size_t at = 0; at < size; at += block) {
        size_t end = size - at < block ? size : at + block;
        way->marks(&buckets, text, at, end, &out);
        way->keys(&scanner->keys, text, at, end, &before, &out);
    }
    require(!out.failed);
    if (out.count > 1)
        qsort(out.items, out.count, sizeof *out.items, by_place);
    return out;
}

static void check_ways(const uint8_t *data, size_t size, size_t block)
{
    char *memory = calloc(1, size + 2 * EKB_SCAN_MARGIN);
    require(memory != NULL);
    char *text = memory + EKB_SCAN_MARGIN;
    memcpy(text, data, size);
    ekb_scan_candidates wanted = find_in(ekb_scan_ways[ekb_scan_way_count - 1], text, size, size + 1);
    for (size_t i = 0; i < ekb_scan_way_count; i++) {
        if (!ekb_scan_ways[i]->is_there())
            continue;
        ekb_scan_candidates got = find_in(ekb_scan_ways[i], text, size, block);
        require(got.count == wanted.count);
        for (size_t k = 0; k < got.count; k++)
            require(by_place(&got.items[k], &wanted.items[k]) == 0);
        require(ekb_scan_ways[i]->lines(text, size) ==
                ekb_scan_ways[ekb_scan_way_count - 1]->lines(text, size));
        free(got.items);
    }
    free(wanted.items);
    free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    if (scanner == NULL)
        start();
    ekb_scan_encoding encoding = (ekb_scan_encoding)(data[1] & 3);
    size_t block = (size_t)data[0] + 1;
    check_ways(data + 2, size - 2, block);
    digest whole = scan_in(data + 2, size - 2, size, encoding);
    digest blocks = scan_in(data + 2, size - 2, block, encoding);
    require(whole.hash == blocks.hash && whole.count == blocks.count);
    return 0;
}
