/* SPDX-License-Identifier: MIT */
#include "spaces.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_codes(const ekbc_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].code_count;
    return count;
}

/* Codes of an entry mostly share one: only changes are collected. */
static size_t collect_changes(const ekbc_catalog *catalog, const char **names)
{
    const char *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        const ekbc_entry *entry = &catalog->entries[i];
        for (size_t k = 0; k < entry->code_count; k++) {
            const char *space = entry->codes[k].space;
            if (last == NULL || strcmp(last, space) != 0)
                names[count++] = space;
            last = space;
        }
    }
    return count;
}

int ekbc_spaces_collect(const ekbc_catalog *catalog, ekbc_spaces *out)
{
    *out = (ekbc_spaces){malloc((count_codes(catalog) + 1) * sizeof *out->names), 0};
    if (out->names == NULL)
        return 0;
    size_t count = collect_changes(catalog, out->names);
    if (count > 1)
        qsort(out->names, count, sizeof *out->names, by_name);
    for (size_t i = 0; i < count; i++)
        if (out->count == 0 || strcmp(out->names[out->count - 1], out->names[i]) != 0)
            out->names[out->count++] = out->names[i];
    return 1;
}

void ekbc_spaces_release(ekbc_spaces *spaces)
{
    free(spaces->names);
    *spaces = (ekbc_spaces){NULL, 0};
}

int64_t ekbc_space_id(const ekbc_spaces *spaces, const char *name)
{
    const char **found = bsearch(&name, spaces->names, spaces->count, sizeof *spaces->names, by_name);
    return found != NULL ? found - spaces->names + 1 : 0;
}
