/* SPDX-License-Identifier: MIT */
#include "sources.h"

#include <stdlib.h>
#include <string.h>

typedef struct source {
    const ekbc_entry *entry; /* the first that has it */
    uint32_t number;         /* in the order they were found, from 1 */
} source;

typedef struct finder {
    source *items;   /* in the order they were found */
    uint32_t *slots; /* numbers by hash; a power of two of them */
    size_t count, mask;
} finder;

static int compare(const ekbc_entry *a, const ekbc_entry *b)
{
    int order = strcmp(a->source_title.text, b->source_title.text);
    if (order == 0)
        order = strcmp(a->source_url, b->source_url);
    return order != 0 ? order : strcmp(a->source_date, b->source_date);
}

static int by_source(const void *a, const void *b)
{
    return compare(((const source *)a)->entry, ((const source *)b)->entry);
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash * UINT64_C(0x100000001b3);
}

/* The number of an entry's source. */
static uint32_t find(finder *f, const ekbc_entry *entry)
{
    uint64_t hash =
        mix_text(mix_text(UINT64_C(0xcbf29ce484222325), entry->source_title.text), entry->source_url);
    size_t at = (size_t)(hash ^ hash >> 32) & f->mask;
    while (f->slots[at] != 0 && compare(f->items[f->slots[at] - 1].entry, entry) != 0)
        at = (at + 1) & f->mask;
    if (f->slots[at] == 0) {
        f->slots[at] = (uint32_t)++f->count;
        f->items[f->count - 1] = (source){entry, (uint32_t)f->count};
    }
    return f->slots[at];
}

/* Numbers of the sources that are found, by entry. */
static void find_all(finder *f, const ekbc_catalog *catalog, uint32_t *numbers)
{
    const ekbc_entry *last = NULL;
    uint32_t number = 0;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        const ekbc_entry *entry = &catalog->entries[i];
        if (*entry->source_title.text == '\0')
            continue;
        /* Entries mostly share one with their neighbour. */
        if (last == NULL || compare(last, entry) != 0)
            number = find(f, entry);
        last = entry;
        numbers[i] = number;
    }
}

/* Writes the sorted ones; `slots` then has the row of each number. */
static void write_sorted(finder *f, ekbc_rows *rows)
{
    if (f->count > 1)
        qsort(f->items, f->count, sizeof *f->items, by_source);
    for (size_t i = 0; i < f->count; i++) {
        const ekbc_entry *entry = f->items[i].entry;
        f->slots[f->items[i].number] = (uint32_t)i + 1;
        ekbc_row(rows, EKBC_SOURCE, "isss", (int64_t)i + 1, entry->source_title.text, entry->source_url,
                 entry->source_date);
    }
}

uint32_t *ekbc_sources_write(const ekbc_catalog *catalog, ekbc_rows *rows)
{
    size_t size = 64;
    while (size < 2 * catalog->entry_count)
        size *= 2;
    uint32_t *ids = calloc(catalog->entry_count + 1, sizeof *ids);
    finder f = {malloc((catalog->entry_count + 1) * sizeof *f.items), calloc(size, sizeof *f.slots), 0,
                size - 1};
    int fine = ids != NULL && f.items != NULL && f.slots != NULL;
    if (fine) {
        find_all(&f, catalog, ids);
        write_sorted(&f, rows);
        for (size_t i = 0; i < catalog->entry_count; i++)
            ids[i] = ids[i] != 0 ? f.slots[ids[i]] : 0;
    }
    free(f.items);
    free(f.slots);
    if (!fine) {
        free(ids);
        ids = NULL;
    }
    return ids;
}
