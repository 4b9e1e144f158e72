/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "entry.h"

void ekbc_catalog_release(ekbc_catalog *catalog)
{
    free(catalog->files);
    free(catalog->context);
    free(catalog->products);
    free(catalog->entries);
    free(catalog->canons);
    ekb_arena_release(&catalog->arena);
    *catalog = (ekbc_catalog)EKBC_CATALOG_INIT;
}

static int entry_order(const void *id, const void *entry)
{
    return strcmp(id, ((const ekbc_entry *)entry)->id);
}

const ekbc_entry *ekbc_entry_find(const ekbc_catalog *catalog, const char *id)
{
    if (catalog->entry_count == 0)
        return NULL;
    return bsearch(id, catalog->entries, catalog->entry_count, sizeof *catalog->entries, entry_order);
}

static int product_order(const void *id, const void *product)
{
    return strcmp(id, ((const ekbc_product *)product)->id);
}

const ekbc_product *ekbc_product_find(const ekbc_catalog *catalog, const char *id)
{
    if (catalog->product_count == 0)
        return NULL;
    return bsearch(id, catalog->products, catalog->product_count, sizeof *catalog->products, product_order);
}
