/* SPDX-License-Identifier: MIT */
/*
 * Codes as the index has them: numbering schemes by name, codes by entry, and
 * their canonical forms in byte order, so that rows go to the end of their
 * tables. What a canonical form is, core/code.h tells.
 */
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/error.h"
#include "derive.h"

typedef struct canon_row {
    uint64_t key; /* first bytes of the text: most comparisons need no more */
    int64_t code;
    const char *text;
} canon_row;

typedef struct coder {
    const ekbc_catalog *catalog;
    ekbc_rows *rows;
    ekb_arena arena;
    const char **spaces; /* sorted, without repetition */
    size_t space_count;
    canon_row *canons;
    size_t canon_count;
} coder;

static size_t count_codes(const ekbc_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].code_count;
    return count;
}

/* ---- Numbering schemes --------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Codes of an entry mostly share one: only changes are collected. */
static int collect_spaces(coder *c)
{
    const char *last = NULL;
    size_t count = 0;
    c->spaces = malloc((count_codes(c->catalog) + 1) * sizeof *c->spaces);
    if (c->spaces == NULL)
        return 0;
    for (size_t i = 0; i < c->catalog->entry_count; i++) {
        const ekbc_entry *entry = &c->catalog->entries[i];
        for (size_t k = 0; k < entry->code_count; k++) {
            const char *space = entry->codes[k].space;
            if (last == NULL || strcmp(last, space) != 0)
                c->spaces[count++] = space;
            last = space;
        }
    }
    if (count > 1)
        qsort(c->spaces, count, sizeof *c->spaces, by_name);
    for (size_t i = 0; i < count; i++)
        if (c->space_count == 0 || strcmp(c->spaces[c->space_count - 1], c->spaces[i]) != 0)
            c->spaces[c->space_count++] = c->spaces[i];
    for (size_t i = 0; i < c->space_count; i++)
        ekbc_row(c->rows, EKBC_SPACE, "is", (int64_t)i + 1, c->spaces[i]);
    return 1;
}

static int64_t space_id(const coder *c, const char *name)
{
    const char **found = bsearch(&name, c->spaces, c->space_count, sizeof *c->spaces, by_name);
    return found != NULL ? found - c->spaces + 1 : 0;
}

/* ---- Canonical forms ----------------------------------------------------- */

static uint64_t key_of(const char *text)
{
    uint64_t key = 0;
    for (unsigned i = 0; i < 8; i++) {
        key = key << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return key;
}

static int by_canon(const void *a, const void *b)
{
    const canon_row *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    int order = strcmp(x->text, y->text);
    return order != 0 ? order : (x->code > y->code) - (x->code < y->code);
}

static int add_canons(coder *c, const ekbc_code *code, int64_t id)
{
    ekb_canon canons[EKB_CANONS];
    size_t count = ekb_code_canons(code->value, code->forms, canons);
    for (size_t i = 0; i < count; i++) {
        const char *text = ekb_arena_strdup(&c->arena, canons[i].text);
        if (text == NULL)
            return 0;
        c->canons[c->canon_count++] = (canon_row){key_of(text), id, text};
    }
    return 1;
}

static int write_codes(coder *c)
{
    c->canons = malloc((count_codes(c->catalog) * EKB_CANONS + 1) * sizeof *c->canons);
    if (c->canons == NULL)
        return 0;
    for (size_t i = 0; i < c->catalog->entry_count; i++) {
        const ekbc_entry *entry = &c->catalog->entries[i];
        for (size_t k = 0; k < entry->code_count; k++) {
            const ekbc_code *code = &entry->codes[k];
            int64_t id = (int64_t)(i + 1) << 8 | (int64_t)k;
            ekbc_row(c->rows, EKBC_CODE, "iisii", id, space_id(c, code->space), code->value,
                     (int64_t)code->forms, (int64_t)code->role);
            if (!add_canons(c, code, id))
                return 0;
        }
    }
    if (c->canon_count > 1)
        qsort(c->canons, c->canon_count, sizeof *c->canons, by_canon);
    return 1;
}

int ekbc_derive_codes(const ekbc_catalog *catalog, ekbc_rows *rows)
{
    coder c = {.catalog = catalog, .rows = rows, .arena = EKB_ARENA_INIT};
    int done = collect_spaces(&c) && write_codes(&c);
    for (size_t i = 0; done && i < c.canon_count; i++)
        if (i == 0 || by_canon(&c.canons[i - 1], &c.canons[i]) != 0) /* two spellings, one form */
            ekbc_row(rows, EKBC_CODE_CANON, "si", c.canons[i].text, c.canons[i].code);
    free(c.spaces);
    free(c.canons);
    ekb_arena_release(&c.arena);
    return done;
}
