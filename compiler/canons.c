/* SPDX-License-Identifier: MIT */
/* Each thread makes and sorts the forms of a run of entries; sorted runs are
   then merged in pairs. */
#include "canons.h"

#include <stdlib.h>
#include <string.h>

#include "canons_known.h"
#include "core/code.h"
#include "os.h"

enum { RUNS_MOST = 16, ENTRIES_A_RUN = 2048 };

typedef struct run {
    ekbc_catalog *catalog;
    size_t first, end; /* entries */
    ekbc_canon *items;
    size_t count, capacity;
    int with_known; /* also forms of entries that a state knows */
    ekb_arena arena;
    int nomem;
} run;

uint64_t ekbc_canon_key(const char *text)
{
    uint64_t key = 0;
    for (unsigned i = 0; i < 8; i++) {
        key = key << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return key;
}

static int by_text(const void *a, const void *b)
{
    const ekbc_canon *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    int order = strcmp(x->text, y->text);
    if (order == 0)
        order = (x->entry > y->entry) - (x->entry < y->entry);
    return order != 0 ? order : (x->code > y->code) - (x->code < y->code);
}

static int make_room(run *r)
{
    if (r->count + EKB_CANONS <= r->capacity)
        return 1;
    size_t capacity = r->capacity == 0 ? 1024 : r->capacity * 2;
    ekbc_canon *items =
        capacity > SIZE_MAX / sizeof *items ? NULL : realloc(r->items, capacity * sizeof *items);
    if (items == NULL)
        return 0;
    r->items = items;
    r->capacity = capacity;
    return 1;
}

static int add_code(run *r, size_t entry, size_t code)
{
    ekbc_code *of = &r->catalog->entries[entry].codes[code];
    ekb_canon canons[EKB_CANONS];
    size_t count = *of->value != '\0' ? ekb_code_canons(of->value, of->forms, canons) : 0;
    of->has_canon = count > 0;
    if (!make_room(r))
        return 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = ekb_arena_strdup(&r->arena, canons[i].text);
        if (text == NULL)
            return 0;
        r->items[r->count++] = (ekbc_canon){ekbc_canon_key(text), text, (uint32_t)entry, (uint32_t)code};
    }
    return 1;
}

/* Two spellings of a code may have one form. */
static size_t drop_repeated(ekbc_canon *items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || by_text(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    return kept;
}

static void make_run(void *job)
{
    run *r = job;
    for (size_t i = r->first; i < r->end && !r->nomem; i++) {
        const ekbc_entry *entry = &r->catalog->entries[i];
        int counts = entry->product < r->catalog->product_count && (r->with_known || entry->known == 0);
        for (size_t k = 0; counts && k < entry->code_count && !r->nomem; k++)
            r->nomem = !add_code(r, i, k);
    }
    if (r->nomem || r->count == 0)
        return;
    qsort(r->items, r->count, sizeof *r->items, by_text);
    r->count = drop_repeated(r->items, r->count);
}

/* Moves the forms of `from` into `into`. @return 0 without memory. */
static int merge_runs(run *into, run *from)
{
    size_t all = into->count + from->count, a = 0, b = 0;
    ekbc_canon *items = malloc((all + 1) * sizeof *items);
    if (items == NULL)
        return 0;
    for (size_t i = 0; i < all; i++) {
        int take_a = b == from->count || (a < into->count && by_text(&into->items[a], &from->items[b]) < 0);
        items[i] = take_a ? into->items[a++] : from->items[b++];
    }
    free(into->items);
    free(from->items);
    into->items = items;
    into->count = all;
    from->items = NULL;
    from->count = 0;
    return 1;
}

static void start_runs(ekbc_catalog *catalog, int with_known, run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        runs[i] = (run){.catalog = catalog,
                        .first = catalog->entry_count * i / count,
                        .end = catalog->entry_count * (i + 1) / count,
                        .with_known = with_known,
                        .arena = EKB_ARENA_INIT};
}

/* The runs as one, the first. @return 0 without memory. */
static int join_runs(run *runs, size_t count)
{
    int fine = 1;
    for (size_t step = 1; fine && step < count; step *= 2)
        for (size_t i = 0; fine && i + step < count; i += 2 * step)
            fine = merge_runs(&runs[i], &runs[i + step]);
    return fine;
}

int ekbc_canons_make(ekbc_catalog *catalog, const ekbc_state *state)
{
    run runs[RUNS_MOST];
    ptrdiff_t known_count = -2;
    size_t most = ekbc_os_processors(), count = catalog->entry_count / ENTRIES_A_RUN + 1;
    run known = {.items = state != NULL ? ekbc_canons_known(catalog, state, &known_count) : NULL};
    if (known_count == -1)
        return 0;
    most = most < RUNS_MOST ? most : RUNS_MOST;
    count = known.items != NULL ? 1 : count < most ? count : most;
    start_runs(catalog, known.items == NULL, runs, count);
    ekbc_os_parallel(make_run, runs, sizeof runs[0], count);
    int fine = 1;
    for (size_t i = 0; i < count; i++) {
        fine = fine && !runs[i].nomem;
        ekb_arena_join(&catalog->arena, &runs[i].arena);
    }
    fine = fine && join_runs(runs, count);
    if (fine && known.items != NULL) {
        known.count = (size_t)known_count;
        fine = merge_runs(&runs[0], &known);
    }
    if (fine && runs[0].items == NULL) /* no codes: an array nevertheless */
        fine = make_room(&runs[0]);
    free(known.items);
    for (size_t i = fine ? 1 : 0; i < count; i++)
        free(runs[i].items);
    catalog->canons = fine ? runs[0].items : NULL;
    catalog->canon_count = fine ? runs[0].count : 0;
    return fine;
}
