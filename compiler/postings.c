/* SPDX-License-Identifier: MIT */
/*
 * Postings by term. Terms are hashes, so their leading bits deal the postings
 * evenly into buckets that fit a processor's cache; there they are sorted by
 * the other bits. Both steps are stable, and a part's postings come in the
 * order of templates and sentences: only the term need be compared.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/token.h"
#include "os.h"
#include "templates.h"

enum { BUCKET_BITS = 12, BUCKETS = 1 << BUCKET_BITS, REST_BITS = EKB_TERM_BITS - BUCKET_BITS };
/* An even number of digits, so that the last pass ends where the first began. */
enum { DIGIT_BITS = 9, DIGITS = 1 << DIGIT_BITS, PASSES = REST_BITS / DIGIT_BITS };
enum { FEW = 32, POSTINGS_A_THREAD = 1 << 16 };

typedef struct sorter {
    ekbc_posting *postings;
    const size_t *starts; /* of the buckets, and the end of the last */
    ekbc_posting *scratch;
    atomic_size_t *taken;
} sorter;

static size_t bucket_of(uint64_t term)
{
    return (size_t)(term >> REST_BITS) & (BUCKETS - 1);
}

static void sort_few(ekbc_posting *postings, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        ekbc_posting moving = postings[i];
        size_t at = i;
        for (; at > 0 && postings[at - 1].term > moving.term; at--)
            postings[at] = postings[at - 1];
        postings[at] = moving;
    }
}

/* By the digits of the term, the last one first. */
static void sort_many(ekbc_posting *postings, ekbc_posting *scratch, size_t count)
{
    ekbc_posting *from = postings, *to = scratch;
    for (unsigned shift = 0; shift < PASSES * DIGIT_BITS; shift += DIGIT_BITS) {
        size_t places[DIGITS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            places[(from[i].term >> shift & (DIGITS - 1)) + 1]++;
        for (size_t i = 0; i < DIGITS; i++)
            places[i + 1] += places[i];
        for (size_t i = 0; i < count; i++)
            to[places[from[i].term >> shift & (DIGITS - 1)]++] = from[i];
        ekbc_posting *other = from;
        from = to;
        to = other;
    }
}

static void sort_buckets(void *job)
{
    const sorter *s = job;
    for (size_t bucket; (bucket = atomic_fetch_add(s->taken, 1)) < BUCKETS;) {
        size_t count = s->starts[bucket + 1] - s->starts[bucket];
        ekbc_posting *first = s->postings + s->starts[bucket];
        if (count <= FEW)
            sort_few(first, count);
        else
            sort_many(first, s->scratch, count);
    }
}

/* Sorts within the buckets. Returns 0 without memory. */
static int sort_all(ekbc_posting *postings, const size_t *starts)
{
    size_t threads = starts[BUCKETS] / POSTINGS_A_THREAD + 1, most = ekbc_os_processors(), largest = FEW;
    atomic_size_t taken = 0;
    threads = threads < most ? threads : most;
    for (size_t i = 0; i < BUCKETS; i++)
        if (starts[i + 1] - starts[i] > largest)
            largest = starts[i + 1] - starts[i];
    sorter *sorters = calloc(threads, sizeof *sorters);
    ekbc_posting *scratch = malloc(threads * largest * sizeof *scratch);
    int fine = sorters != NULL && scratch != NULL;
    for (size_t i = 0; fine && i < threads; i++)
        sorters[i] = (sorter){postings, starts, scratch + i * largest, &taken};
    if (fine)
        ekbc_os_parallel(sort_buckets, sorters, sizeof *sorters, threads);
    free(scratch);
    free(sorters);
    return fine;
}

/* Where each bucket starts; [BUCKETS] is the count of all. */
static void count_buckets(const ekbc_templates *parts, size_t part_count, size_t *starts)
{
    for (size_t i = 0; i < part_count; i++)
        for (size_t k = 0; k < parts[i].posting_count; k++)
            starts[bucket_of(parts[i].postings[k].term) + 1]++;
    for (size_t i = 0; i < BUCKETS; i++)
        starts[i + 1] += starts[i];
}

/* Deals the parts' postings out, numbered on from part to part. Afterwards
   places[i] is where bucket i ends. */
static void deal(ekbc_templates *parts, size_t part_count, size_t *places, ekbc_posting *out)
{
    uint32_t templates = 0, sentences = 0;
    for (size_t i = 0; i < part_count; i++) {
        ekbc_templates *part = &parts[i];
        for (size_t k = 0; k < part->posting_count; k++) {
            ekbc_posting p = part->postings[k];
            out[places[bucket_of(p.term)]++] =
                (ekbc_posting){p.term, p.template + templates, p.sentence + sentences};
        }
        templates += (uint32_t)part->count;
        sentences += part->sentences;
        free(part->postings);
        part->postings = NULL;
        part->posting_count = 0;
    }
}

ekbc_posting *ekbc_postings_join(ekbc_templates *parts, size_t part_count, size_t *count)
{
    size_t *starts = calloc(BUCKETS + 1, sizeof *starts);
    ekbc_posting *out = NULL;
    int fine = starts != NULL;
    if (fine) {
        count_buckets(parts, part_count, starts);
        *count = starts[BUCKETS];
        out = malloc((*count + 1) * sizeof *out);
        fine = out != NULL;
    }
    if (fine) {
        deal(parts, part_count, starts, out);
        memmove(starts + 1, starts, BUCKETS * sizeof *starts);
        starts[0] = 0;
        fine = sort_all(out, starts);
    }
    free(starts);
    if (!fine) {
        free(out);
        out = NULL;
    }
    return out;
}
