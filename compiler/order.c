/* SPDX-License-Identifier: MIT */
/* Nearly all entries come from a state, which numbers them by their order: they
   are put into their places, and only what was read anew is sorted. */
#include "order.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const ekbc_place *a, const ekbc_place *b)
{
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int by_product(const void *a, const void *b)
{
    const ekbc_product *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : by_place(&left->place, &right->place);
}

static int by_id(const void *a, const void *b)
{
    const ekbc_entry *left = *(const ekbc_entry *const *)a, *right = *(const ekbc_entry *const *)b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : by_place(&left->place, &right->place);
}

/* Known entries by number, then those that are not, as they stand.
   @return how many are known; SIZE_MAX if that is no order of ids. */
static size_t place(ekbc_catalog *catalog, const ekbc_entry **order, uint32_t most)
{
    size_t known = 0, rest = 0;
    const ekbc_entry **slots = calloc((size_t)most + 1, sizeof *slots);
    if (slots == NULL)
        return SIZE_MAX;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        const ekbc_entry **slot = &slots[catalog->entries[i].known];
        if (catalog->entries[i].known != 0 && *slot != NULL)
            rest = SIZE_MAX; /* a number twice */
        *slot = &catalog->entries[i];
    }
    for (uint32_t i = 1; rest == 0 && i <= most; i++) {
        if (slots[i] == NULL)
            continue;
        if (known > 0 && strcmp(order[known - 1]->id, slots[i]->id) >= 0)
            rest = SIZE_MAX;
        order[known++] = slots[i];
    }
    free(slots);
    if (rest != 0)
        return SIZE_MAX;
    for (size_t i = 0, at = known; i < catalog->entry_count; i++)
        if (catalog->entries[i].known == 0)
            order[at++] = &catalog->entries[i];
    return known;
}

static void forget_numbers(ekbc_catalog *catalog, const ekbc_entry **order)
{
    for (size_t i = 0; i < catalog->entry_count; i++) {
        catalog->entries[i].known = 0;
        order[i] = &catalog->entries[i];
    }
}

/* Two sorted runs of pointers as one. */
static void merge(const ekbc_entry *const *order, size_t first, size_t all, const ekbc_entry **out)
{
    size_t a = 0, b = first;
    for (size_t i = 0; i < all; i++) {
        int take_a = b == all || (a < first && by_id(&order[a], &order[b]) < 0);
        out[i] = order[take_a ? a++ : b++];
    }
}

/* Puts entries into that order where they are, circle by circle: a second array
   would be the largest of all. */
static void permute(ekbc_entry *entries, size_t count, const ekbc_entry **order)
{
    for (size_t i = 0; i < count; i++) {
        if (order[i] == &entries[i])
            continue;
        const ekbc_entry first = entries[i];
        size_t at = i;
        for (size_t from; (from = (size_t)(order[at] - entries)) != i; at = from) {
            entries[at] = entries[from];
            order[at] = &entries[at];
        }
        entries[at] = first;
        order[at] = &entries[at];
    }
}

static int order_entries(ekbc_catalog *catalog)
{
    size_t count = catalog->entry_count;
    uint32_t most = 0;
    const ekbc_entry **order = malloc((count + 1) * sizeof *order);
    const ekbc_entry **sorted = malloc((count + 1) * sizeof *sorted);
    int fine = order != NULL && sorted != NULL;
    if (fine && count > 0) {
        for (size_t i = 0; i < count; i++)
            most = catalog->entries[i].known > most ? catalog->entries[i].known : most;
        size_t known = place(catalog, order, most);
        if (known == SIZE_MAX) {
            forget_numbers(catalog, order);
            known = 0;
        }
        qsort(order + known, count - known, sizeof *order, by_id);
        merge(order, known, count, sorted);
        permute(catalog->entries, count, sorted);
    }
    free(order);
    free(sorted);
    return fine;
}

int ekbc_order(ekbc_catalog *catalog)
{
    if (catalog->product_count > 1)
        qsort(catalog->products, catalog->product_count, sizeof *catalog->products, by_product);
    return order_entries(catalog);
}
