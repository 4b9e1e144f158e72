/* SPDX-License-Identifier: MIT */
#include "collect.h"

#include <string.h>

/* Makes room for one more of `size` bytes; @return the array, or NULL. */
static void *grow(ekb_collection *into, void *items, size_t size)
{
    if (into->count < into->capacity)
        return items;
    size_t capacity = into->capacity == 0 ? 64 : into->capacity * 2;
    void *larger = ekb_arena_calloc(into->arena, capacity, size);
    if (larger == NULL)
        return NULL;
    if (into->count > 0)
        memcpy(larger, items, into->count * size);
    into->capacity = capacity;
    return larger;
}

static const char *keep(ekb_collection *into, const char *text)
{
    const char *copy = ekb_arena_strdup(into->arena, text);
    into->failed |= copy == NULL;
    return copy;
}

int ekb_collect_entry(void *context, const ekb_listed *listed)
{
    ekb_collection *into = context;
    if (into->skip > 0) {
        into->skip--;
        return 0;
    }
    ekb_listed *items = grow(into, into->listed, sizeof *items);
    if (items == NULL) {
        into->failed = 1;
        return 1;
    }
    into->listed = items;
    ekb_listed *item = &items[into->count++];
    *item = *listed;
    item->id = keep(into, listed->id);
    item->product = keep(into, listed->product);
    item->display = keep(into, listed->display);
    item->lang = keep(into, listed->lang);
    item->title = keep(into, listed->title);
    return into->failed || (into->limit != 0 && into->count >= into->limit);
}

int ekb_collect_product(void *context, const ekb_product *product)
{
    ekb_collection *into = context;
    if (into->skip > 0) {
        into->skip--;
        return 0;
    }
    ekb_product *items = grow(into, into->products, sizeof *items);
    if (items == NULL) {
        into->failed = 1;
        return 1;
    }
    into->products = items;
    ekb_product *item = &items[into->count++];
    *item = *product;
    item->id = keep(into, product->id);
    item->lang = keep(into, product->lang);
    item->name = keep(into, product->name);
    item->description = keep(into, product->description);
    return into->failed || (into->limit != 0 && into->count >= into->limit);
}
