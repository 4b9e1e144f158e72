/* SPDX-License-Identifier: MIT */
/*
 * A hash table of places (the text of a rule before a slot) and branches (the
 * text up to a slot's end), by 64-bit hashes of them. Two texts of one hash
 * would at worst leave a rule out.
 */
#include "export_branches.h"

#include <stdlib.h>

typedef struct ekb_branch_cell {
    uint64_t hash;  /* 0: free */
    unsigned slots; /* of a place; of a branch 0 */
} cell;

/* FNV-1a; a place and a branch of the same text differ in their seed. */
static uint64_t hash_of(const char *text, size_t length, uint64_t seed)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ seed;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    return hash != 0 ? hash : 1;
}

/* The cell of the hash, or the free one where it belongs. */
static cell *find(cell *cells, size_t capacity, uint64_t hash)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (cells[at].hash != 0 && cells[at].hash != hash)
        at = (at + 1) & (capacity - 1);
    return &cells[at];
}

static int make_room(ekb_branches *branches)
{
    size_t capacity = branches->capacity == 0 ? 1024 : branches->capacity * 2;
    if (branches->count + 2 <= branches->capacity / 2)
        return 1;
    cell *larger = calloc(capacity, sizeof *larger);
    if (larger == NULL)
        return 0;
    for (size_t i = 0; i < branches->capacity; i++)
        if (branches->cells[i].hash != 0)
            *find(larger, capacity, branches->cells[i].hash) = branches->cells[i];
    free(branches->cells);
    branches->cells = larger;
    branches->capacity = capacity;
    return 1;
}

static cell *take(ekb_branches *branches, uint64_t hash)
{
    cell *found = find(branches->cells, branches->capacity, hash);
    branches->count += found->hash == 0;
    found->hash = hash;
    return found;
}

int ekb_branches_fits(const ekb_branches *branches, const char *rule, size_t start, size_t end)
{
    if (branches->failed)
        return 0;
    if (branches->capacity == 0)
        return 1;
    const cell *place = find(branches->cells, branches->capacity, hash_of(rule, start, 0));
    return place->slots < EKB_BRANCHES_MOST ||
           find(branches->cells, branches->capacity, hash_of(rule, end, 1))->hash != 0;
}

void ekb_branches_add(ekb_branches *branches, const char *rule, size_t start, size_t end)
{
    if (!make_room(branches)) {
        branches->failed = 1;
        return;
    }
    cell *place = take(branches, hash_of(rule, start, 0));
    size_t before = branches->count;
    take(branches, hash_of(rule, end, 1));
    place->slots += (unsigned)(branches->count - before);
}

void ekb_branches_release(ekb_branches *branches)
{
    free(branches->cells);
    *branches = (ekb_branches){0};
}
