/* SPDX-License-Identifier: MIT */
/*
 * Codes as the index has them: numbering schemes by name, further codes by
 * entry, and the canonical forms of all in byte order. What a canonical form
 * is, core/code.h tells.
 */
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/leb128.h"
#include "core/strbuf.h"
#include "derive.h"

/* A form is found by walking through its row, so rows end soon; and a row of an
   index that is longer than a quarter of a page leaves it. */
enum { CANONS_ROW_BYTES = 256 };

typedef struct canon_row {
    uint64_t key; /* first bytes of the text: most comparisons need no more */
    uint32_t entry, n;
    const char *text;
} canon_row;

typedef struct coder {
    const ekbc_catalog *catalog;
    const ekbc_spaces *spaces;
    ekbc_rows *rows;
    ekb_arena arena;
    canon_row *canons;
    size_t canon_count, canon_capacity;
    ekb_strbuf list;  /* of the row at hand */
    const char *last; /* form of it; "" at its beginning */
    uint32_t entry;   /* of the code before */
} coder;

/* ---- Codes ----------------------------------------------------------------- */

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
    if (order == 0)
        order = (x->entry > y->entry) - (x->entry < y->entry);
    return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

static int make_room(coder *c)
{
    if (c->canon_count + EKB_CANONS <= c->canon_capacity)
        return 1;
    size_t capacity = c->canon_capacity == 0 ? 1024 : c->canon_capacity * 2;
    canon_row *grown =
        capacity > SIZE_MAX / sizeof *grown ? NULL : realloc(c->canons, capacity * sizeof *grown);
    if (grown == NULL)
        return 0;
    c->canons = grown;
    c->canon_capacity = capacity;
    return 1;
}

static int add_canons(coder *c, const ekbc_code *code, uint32_t entry, uint32_t n)
{
    ekb_canon canons[EKB_CANONS];
    size_t count = ekb_code_canons(code->value, code->forms, canons);
    if (!make_room(c))
        return 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = ekb_arena_strdup(&c->arena, canons[i].text);
        if (text == NULL)
            return 0;
        c->canons[c->canon_count++] = (canon_row){key_of(text), entry, n, text};
    }
    return 1;
}

/* The first code stands in `entry` where it is the entry's own. */
static int write_codes(coder *c)
{
    for (size_t i = 0; i < c->catalog->entry_count; i++) {
        const ekbc_entry *entry = &c->catalog->entries[i];
        for (size_t k = 0; k < entry->code_count; k++) {
            const ekbc_code *code = &entry->codes[k];
            if (k > 0 || code->role != 0)
                ekbc_row(c->rows, EKBC_CODE, "iisii", (int64_t)(i + 1) << 8 | (int64_t)k,
                         ekbc_space_id(c->spaces, code->space), code->value, (int64_t)code->forms,
                         (int64_t)code->role);
            if (!add_canons(c, code, (uint32_t)i + 1, (uint32_t)k))
                return 0;
        }
    }
    return 1;
}

/* ---- Canonical forms ------------------------------------------------------- */

/* The forms gathered so far as a row. */
static void flush(coder *c)
{
    if (c->list.length > 0 && !c->list.failed)
        ekbc_row(c->rows, EKBC_CODE_CANON, "sb", c->last, (const ekb_strbuf *)&c->list);
    if (!c->list.failed)
        ekb_strbuf_clear(&c->list);
    c->last = "";
    c->entry = 0;
}

static void put_code(coder *c, const canon_row *code)
{
    int64_t step = (int64_t)code->entry - c->entry;
    uint64_t folded = step >= 0 ? (uint64_t)step << 1 : (uint64_t)(-step - 1) << 1 | 1;
    ekb_leb128_put(&c->list, folded << 1 | (code->n != 0));
    if (code->n != 0)
        ekb_leb128_put(&c->list, code->n);
    c->entry = code->entry;
}

/* A form and its codes, [first, end). */
static void put_form(coder *c, const canon_row *first, const canon_row *end)
{
    size_t kept = 0, length = strlen(first->text), several = end - first > 1;
    while (c->last[kept] != '\0' && c->last[kept] == first->text[kept])
        kept++;
    ekb_leb128_put(&c->list, (length - kept) << 1 | several);
    ekb_leb128_put(&c->list, kept);
    ekb_strbuf_append(&c->list, first->text + kept, length - kept);
    if (several)
        ekb_leb128_put(&c->list, (uint64_t)(end - first));
    for (const canon_row *code = first; code < end; code++)
        put_code(c, code);
    c->last = first->text;
    if (c->list.length >= CANONS_ROW_BYTES)
        flush(c);
}

/* Two spellings of a code may have one form. */
static size_t drop_repeated(canon_row *canons, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || by_canon(&canons[kept - 1], &canons[i]) != 0)
            canons[kept++] = canons[i];
    return kept;
}

static void write_canons(coder *c)
{
    if (c->canon_count > 1)
        qsort(c->canons, c->canon_count, sizeof *c->canons, by_canon);
    const canon_row *end = c->canons + drop_repeated(c->canons, c->canon_count);
    c->last = "";
    for (const canon_row *first = c->canons, *next; first < end; first = next) {
        for (next = first + 1; next < end && strcmp(next->text, first->text) == 0;)
            next++;
        put_form(c, first, next);
    }
    flush(c);
}

int ekbc_derive_codes(const ekbc_catalog *catalog, const ekbc_spaces *spaces, ekbc_rows *rows)
{
    coder c = {.catalog = catalog, .spaces = spaces, .rows = rows, .arena = EKB_ARENA_INIT};
    for (size_t i = 0; i < spaces->count; i++)
        ekbc_row(rows, EKBC_SPACE, "is", (int64_t)i + 1, spaces->names[i]);
    int done = write_codes(&c);
    if (done)
        write_canons(&c);
    done = done && !c.list.failed;
    free(c.canons);
    ekb_strbuf_release(&c.list);
    ekb_arena_release(&c.arena);
    return done;
}
