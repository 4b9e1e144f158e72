/* SPDX-License-Identifier: MIT */
/* Codes: each has a spelling that its forms allow, and belongs to one entry.
   Two spellings of one number are the same code (0x1FC07 = 130055). */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/code.h"
#include "core/error.h"
#include "core/strbuf.h"

/* One canonical form of one code. */
typedef struct claim {
    const char *canon;
    const char *space;
    uint32_t entry, code;
} claim;

typedef struct claims {
    ekbc_checker *checker;
    claim *items;
    size_t count, capacity;
    ekb_arena arena;
} claims;

static int add(claims *c, const char *canon, size_t entry, size_t code)
{
    if (c->count == c->capacity) {
        size_t capacity = c->capacity == 0 ? 256 : c->capacity * 2;
        claim *items = realloc(c->items, capacity * sizeof *items);
        if (items == NULL)
            return 0;
        c->items = items;
        c->capacity = capacity;
    }
    const char *copy = ekb_arena_strdup(&c->arena, canon);
    if (copy == NULL)
        return 0;
    const ekbc_code *of = &c->checker->catalog->entries[entry].codes[code];
    c->items[c->count++] = (claim){copy, of->space, (uint32_t)entry, (uint32_t)code};
    return 1;
}

static void report_form(ekbc_checker *checker, const ekbc_code *code)
{
    ekb_strbuf forms = EKB_STRBUF_INIT;
    for (unsigned form = EKBC_DECIMAL; form <= EKBC_PREFIXED; form <<= 1) {
        if ((code->forms & form) != 0)
            ekb_strbuf_printf(&forms, forms.length > 0 ? ", %s" : "%s", ekb_form_name(form));
    }
    ekbc_diag_error(checker->diags, code->place, EKB_N_("the code `{value}` has none of the forms {forms}"),
                    EKB_N_("correct it, or name its spelling under `forms`"));
    ekbc_diag_text(checker->diags, "value", code->value);
    ekbc_diag_text(checker->diags, "forms", ekb_strbuf_text(&forms));
    ekb_strbuf_release(&forms);
}

static void claim_code(claims *c, size_t entry, size_t at)
{
    const ekbc_code *code = &c->checker->catalog->entries[entry].codes[at];
    ekb_canon canons[EKB_CANONS];
    if (*code->value == '\0')
        return;
    size_t count = ekb_code_canons(code->value, code->forms, canons);
    if (count == 0)
        report_form(c->checker, code);
    for (size_t i = 0; i < count; i++) {
        if (!add(c, canons[i].text, entry, at))
            c->checker->nomem = 1;
    }
}

static int by_code(const void *a, const void *b)
{
    const claim *left = a, *right = b;
    int order = strcmp(left->canon, right->canon);
    if (order == 0)
        order = strcmp(left->space, right->space);
    if (order != 0)
        return order;
    if (left->entry != right->entry)
        return left->entry < right->entry ? -1 : 1;
    return (left->code > right->code) - (left->code < right->code);
}

static void report_twice(ekbc_checker *checker, const ekbc_code *code, const ekbc_entry *entry,
                         const ekbc_entry *first)
{
    if (entry == first)
        ekbc_check_broken(checker, entry, code->place, EKB_N_("the code `{value}` stands here a second time"),
                          EKB_N_("remove one; the spellings of one number count as the same code"));
    else
        ekbc_check_broken(
            checker, entry, code->place, EKB_N_("the code `{value}` belongs to `{entry}` already"),
            EKB_N_("remove it from one of them, or say `role: class` in both if they share it"));
    ekbc_diag_text(checker->diags, "value", code->value);
    ekbc_diag_text(checker->diags, "entry", first->id);
}

/* Items of one canonical form and space follow each other, by entry. */
static void check_run(claims *c, size_t start, size_t end)
{
    const ekbc_catalog *catalog = c->checker->catalog;
    for (size_t i = start + 1; i < end; i++) {
        const claim *before = &c->items[i - 1], *at = &c->items[i];
        const ekbc_entry *entry = &catalog->entries[at->entry], *first = &catalog->entries[before->entry];
        const ekbc_code *code = &entry->codes[at->code];
        if (at->entry == before->entry && at->code == before->code)
            continue;
        /* Another product may well have the same number. */
        int both_own = code->role == 0 && first->codes[before->code].role == 0;
        if (at->entry == before->entry || (entry->product == first->product && both_own))
            report_twice(c->checker, code, entry, first);
    }
}

void ekbc_check_codes(ekbc_checker *checker)
{
    claims c = {.checker = checker, .arena = EKB_ARENA_INIT};
    for (size_t i = 0; i < checker->catalog->entry_count; i++) {
        if (ekbc_product_of(checker, &checker->catalog->entries[i]) == NULL)
            continue;
        for (size_t code = 0; code < checker->catalog->entries[i].code_count; code++)
            claim_code(&c, i, code);
    }
    if (c.count > 1)
        qsort(c.items, c.count, sizeof *c.items, by_code);
    for (size_t start = 0, end; start < c.count; start = end) {
        for (end = start + 1; end < c.count; end++) {
            if (strcmp(c.items[end].canon, c.items[start].canon) != 0 ||
                strcmp(c.items[end].space, c.items[start].space) != 0)
                break;
        }
        check_run(&c, start, end);
    }
    free(c.items);
    ekb_arena_release(&c.arena);
}
