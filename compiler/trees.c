/* SPDX-License-Identifier: MIT */
#include "trees.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x100000001b3);
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = mix(hash, (unsigned char)*text);
    return mix(hash, 256);
}

/* Whether other entries may share the nodes, with their hash. */
static int sum_nodes(const ekbc_node *nodes, size_t count, uint64_t *hash)
{
    *hash = mix(*hash, count);
    for (size_t i = 0; i < count; i++) {
        const ekbc_node *node = &nodes[i];
        if (node->use != NULL || node->label != NULL || node->ref != NULL)
            return 0;
        *hash = mix(*hash, (uint64_t)node->type);
        if (node->argument != NULL)
            *hash = mix_text(*hash, node->argument);
        if (!sum_nodes(node->children, node->child_count, hash))
            return 0;
    }
    return 1;
}

static int sum_entry(const ekbc_entry *entry, uint64_t *hash)
{
    *hash = UINT64_C(0xcbf29ce484222325);
    if (!sum_nodes(entry->causes, entry->cause_count, hash))
        return 0;
    for (size_t i = 0; i < entry->link_count; i++)
        *hash = mix_text(*hash, entry->links[i].url);
    return 1;
}

static int same_argument(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static int same_nodes(const ekbc_node *a, size_t count, const ekbc_node *b, size_t other)
{
    int same = count == other;
    for (size_t i = 0; same && i < count; i++)
        same = a[i].type == b[i].type && same_argument(a[i].argument, b[i].argument) &&
               same_nodes(a[i].children, a[i].child_count, b[i].children, b[i].child_count);
    return same;
}

static int same_tree(const ekbc_entry *a, const ekbc_entry *b)
{
    int same =
        a->link_count == b->link_count && same_nodes(a->causes, a->cause_count, b->causes, b->cause_count);
    for (size_t i = 0; same && i < a->link_count; i++)
        same = strcmp(a->links[i].url, b->links[i].url) == 0;
    return same;
}

/* The first entries of each kind of tree, by hash; a power of two of slots. */
typedef struct slots {
    uint32_t *items;
    size_t mask;
} slots;

/* The slot of the tree: its first entry is there, or it is free. */
static uint32_t *slot_of(const slots *s, const ekbc_catalog *catalog, const ekbc_entry *entry, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & s->mask;
    while (s->items[at] != 0 && !same_tree(&catalog->entries[s->items[at] - 1], entry))
        at = (at + 1) & s->mask;
    return &s->items[at];
}

uint32_t *ekbc_trees_find(const ekbc_catalog *catalog)
{
    size_t size = 64;
    while (size < 2 * catalog->entry_count)
        size *= 2;
    uint32_t *trees = calloc(catalog->entry_count + 1, sizeof *trees);
    slots s = {calloc(size, sizeof *s.items), size - 1};
    for (size_t i = 0; trees != NULL && s.items != NULL && i < catalog->entry_count; i++) {
        const ekbc_entry *entry = &catalog->entries[i];
        uint64_t hash;
        if (entry->cause_count + entry->link_count == 0)
            continue;
        trees[i] = (uint32_t)i + 1;
        if (!sum_entry(entry, &hash))
            continue;
        uint32_t *slot = slot_of(&s, catalog, entry, hash);
        if (*slot == 0)
            *slot = trees[i];
        trees[i] = *slot;
    }
    if (s.items == NULL) {
        free(trees);
        trees = NULL;
    }
    free(s.items);
    return trees;
}
