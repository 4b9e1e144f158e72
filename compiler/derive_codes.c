/* SPDX-License-Identifier: MIT */
/*
 * Codes as the index has them: numbering schemes by name, further codes by
 * entry, and the canonical forms of all in byte order. What a canonical form
 * is, core/code.h tells.
 */
#include <string.h>

#include "canons.h"
#include "core/leb128.h"
#include "core/strbuf.h"
#include "derive.h"

/* A form is found by walking through its row, so rows end soon; and a row of an
   index that is longer than a quarter of a page leaves it. */
enum { CANONS_ROW_BYTES = 256 };

typedef struct coder {
    const ekbc_catalog *catalog;
    const ekbc_spaces *spaces;
    ekbc_rows *rows;
    ekb_strbuf list;  /* of the row at hand */
    const char *last; /* form of it; "" at its beginning */
    uint32_t entry;   /* of the code before */
} coder;

/* ---- Codes ----------------------------------------------------------------- */

/* The first code stands in `entry` where it is the entry's own. */
static void write_codes(coder *c)
{
    for (size_t i = 0; i < c->catalog->entry_count; i++) {
        const ekbc_entry *entry = &c->catalog->entries[i];
        for (size_t k = 0; k < entry->code_count; k++) {
            const ekbc_code *code = &entry->codes[k];
            if (k > 0 || code->role != 0)
                ekbc_row(c->rows, EKBC_CODE, "iisii", (int64_t)(i + 1) << 8 | (int64_t)k,
                         ekbc_space_id(c->spaces, code->space), code->value, (int64_t)code->forms,
                         (int64_t)code->role);
        }
    }
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

static void put_code(coder *c, const ekbc_canon *code)
{
    const uint32_t entry = code->entry + 1;
    int64_t step = (int64_t)entry - c->entry;
    uint64_t folded = step >= 0 ? (uint64_t)step << 1 : (uint64_t)(-step - 1) << 1 | 1;
    ekb_leb128_put(&c->list, folded << 1 | (code->code != 0));
    if (code->code != 0)
        ekb_leb128_put(&c->list, code->code);
    c->entry = entry;
}

/* A form and its codes, [first, end). */
static void put_form(coder *c, const ekbc_canon *first, const ekbc_canon *end)
{
    size_t kept = 0, length = strlen(first->text), several = end - first > 1;
    while (c->last[kept] != '\0' && c->last[kept] == first->text[kept])
        kept++;
    ekb_leb128_put(&c->list, (length - kept) << 1 | several);
    ekb_leb128_put(&c->list, kept);
    ekb_strbuf_append(&c->list, first->text + kept, length - kept);
    if (several)
        ekb_leb128_put(&c->list, (uint64_t)(end - first));
    for (const ekbc_canon *code = first; code < end; code++)
        put_code(c, code);
    c->last = first->text;
    if (c->list.length >= CANONS_ROW_BYTES)
        flush(c);
}

static void write_canons(coder *c)
{
    const ekbc_canon *first = c->catalog->canons, *end = first + c->catalog->canon_count;
    c->last = "";
    for (const ekbc_canon *next; first < end; first = next) {
        for (next = first + 1; next < end && strcmp(next->text, first->text) == 0;)
            next++;
        put_form(c, first, next);
    }
    flush(c);
}

int ekbc_derive_codes(const ekbc_catalog *catalog, const ekbc_spaces *spaces, ekbc_rows *rows)
{
    coder c = {.catalog = catalog, .spaces = spaces, .rows = rows};
    for (size_t i = 0; i < spaces->count; i++)
        ekbc_row(rows, EKBC_SPACE, "is", (int64_t)i + 1, spaces->names[i]);
    write_codes(&c);
    write_canons(&c);
    int done = !c.list.failed;
    ekb_strbuf_release(&c.list);
    return done;
}
