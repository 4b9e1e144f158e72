/* SPDX-License-Identifier: MIT */
/* What only all lines together tell. A code that several entries of a product
   have is a class of errors; one that says an entry's own number again in
   another radix says nothing new. */
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/error.h"
#include "import_catalog.h"

/* One canonical form of one code of one record. */
typedef struct claim {
    const char *canon;
    uint32_t product, record, code;
} claim;

typedef struct claims {
    ekbc_records *records;
    claim *items;
    size_t count, capacity;
    ekb_arena arena;
} claims;

/* ---- Products ----------------------------------------------------------- */

static void count_texts(ekbc_record_product *product, const ekbc_record *record)
{
    for (size_t i = 0; i < record->messages.count; i++)
        ekbc_foreign_count(&product->census, record->messages.items[i].text);
}

static void count_shapes(ekbc_record_product *product, const ekbc_record *record)
{
    for (size_t i = 0; i < record->code_count; i++) {
        int state = ekbc_import_is_state(record->codes[i].value);
        if (record->codes[i].forms != 0)
            continue; /* the name */
        product->other[i > 0] += state == 0;
        product->states[i > 0] += state == 2;
    }
}

/* The forms that most ids have: those need not be written with each. */
static void choose_forms(ekbc_records *records)
{
    enum { ALL_FORMS = 32 };
    for (size_t p = 0; p < records->product_count; p++) {
        ekbc_record_product *product = &records->products[p];
        size_t with[ALL_FORMS] = {0};
        for (size_t i = 0; i < product->entries; i++)
            with[records->items[records->order[product->first + i]].codes[0].forms]++;
        for (unsigned forms = 1; forms < ALL_FORMS; forms++) {
            if (with[forms] > with[product->forms])
                product->forms = forms;
        }
        if (product->forms == 0)
            product->forms = EKBC_SYMBOL;
    }
}

static void plan_products(ekbc_records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        ekbc_record_product *product = &records->products[records->items[i].product];
        product->entries++;
        count_texts(product, &records->items[i]);
        count_shapes(product, &records->items[i]);
    }
    size_t first = 0;
    for (size_t p = 0; p < records->product_count; p++) {
        ekbc_record_product *product = &records->products[p];
        product->styles = ekbc_foreign_styles(&product->census);
        product->first = first;
        first += product->entries;
    }
}

static int plan_order(ekbc_records *records)
{
    size_t *next = calloc(records->product_count + 1, sizeof *next);
    records->order = calloc(records->count + 1, sizeof *records->order);
    if (next == NULL || records->order == NULL) {
        free(next);
        return 0;
    }
    for (size_t i = 0; i < records->count; i++) {
        uint32_t product = records->items[i].product;
        records->order[records->products[product].first + next[product]++] = (uint32_t)i;
    }
    free(next);
    return 1;
}

/* ---- Codes -------------------------------------------------------------- */

/* An SQLSTATE of digits alone is told by others of the product that have
   letters, as 42000 is by HY000. */
static void choose_code_forms(ekbc_records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        ekbc_record *record = &records->items[i];
        const ekbc_record_product *product = &records->products[record->product];
        for (size_t c = 0; c < record->code_count; c++) {
            ekbc_record_code *code = &record->codes[c];
            int states = product->states[c > 0] > 0 && (c > 0 || product->other[0] == 0);
            if (code->forms == 0)
                code->forms = ekbc_import_forms(code->value, states);
            if (code->forms == 0)
                code->role = EKBC_ROLE_NONE;
        }
    }
}

static int add_claim(claims *c, const char *canon, size_t record, size_t code)
{
    claim *items = ekbc_grow(c->items, c->count, &c->capacity, sizeof *items);
    const char *copy = ekb_arena_strdup(&c->arena, canon);
    if (items != NULL)
        c->items = items;
    if (items == NULL || copy == NULL)
        return 0;
    items[c->count++] = (claim){copy, c->records->items[record].product, (uint32_t)record, (uint32_t)code};
    return 1;
}

static int collect_claims(claims *c)
{
    for (size_t i = 0; i < c->records->count; i++) {
        const ekbc_record *record = &c->records->items[i];
        for (size_t k = 0; k < record->code_count; k++) {
            ekb_canon canons[EKB_CANONS];
            size_t count = ekb_code_canons(record->codes[k].value, record->codes[k].forms, canons);
            for (size_t n = 0; n < count; n++) {
                if (!add_claim(c, canons[n].text, i, k))
                    return 0;
            }
        }
    }
    return 1;
}

static int by_canon(const void *a, const void *b)
{
    const claim *left = a, *right = b;
    if (left->product != right->product)
        return left->product < right->product ? -1 : 1;
    int order = strcmp(left->canon, right->canon);
    if (order != 0)
        return order;
    if (left->record != right->record)
        return left->record < right->record ? -1 : 1;
    return (left->code > right->code) - (left->code < right->code);
}

/* Claims [start, end) are of one code; a record's own come in their order. */
static void settle(const claims *c, size_t start, size_t end)
{
    int shared = c->items[start].record != c->items[end - 1].record;
    for (size_t i = start; i < end; i++) {
        ekbc_record *record = &c->records->items[c->items[i].record];
        ekbc_record_code *code = &record->codes[c->items[i].code];
        int again = i > start && c->items[i - 1].record == c->items[i].record;
        if (again && c->items[i - 1].code != c->items[i].code) {
            record->codes[c->items[i - 1].code].forms |= code->forms & (EKBC_HEX | EKBC_SIGNED);
            code->role = EKBC_ROLE_NONE;
            c->items[i].code = c->items[i - 1].code;
        } else if (shared && c->items[i].code > 0 && code->role == EKBC_ROLE_OWN) {
            code->role = EKBC_ROLE_CLASS;
        }
    }
}

static int plan_codes(ekbc_records *records)
{
    claims c = {.records = records, .arena = EKB_ARENA_INIT};
    choose_code_forms(records);
    int fine = collect_claims(&c);
    if (fine && c.count > 1)
        qsort(c.items, c.count, sizeof *c.items, by_canon);
    for (size_t start = 0, end; fine && start < c.count; start = end) {
        for (end = start + 1; end < c.count && c.items[end].product == c.items[start].product &&
                              strcmp(c.items[end].canon, c.items[start].canon) == 0;)
            end++;
        settle(&c, start, end);
    }
    free(c.items);
    ekb_arena_release(&c.arena);
    return fine;
}

/* ---- Entries that come twice -------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const ekbc_record *left = *(ekbc_record *const *)a, *right = *(ekbc_record *const *)b;
    if (left->product != right->product)
        return left->product < right->product ? -1 : 1;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static int report_twice(ekbc_records *records, ekbc_diags *diags)
{
    ekbc_record **sorted = calloc(records->count + 1, sizeof *sorted);
    if (sorted == NULL)
        return 0;
    for (size_t i = 0; i < records->count; i++)
        sorted[i] = &records->items[i];
    if (records->count > 1)
        qsort(sorted, records->count, sizeof(ekbc_record *), by_id);
    for (size_t i = 1; i < records->count; i++) {
        const ekbc_record *before = sorted[i - 1], *at = sorted[i];
        if (before->product != at->product || strcmp(before->id, at->id) != 0)
            continue;
        ekbc_diag_error(diags, (ekbc_place){0, at->line, 1},
                        EKB_N_("`{product}` has the id `{id}` already, in line {line}"),
                        EKB_N_("remove one, or give it an id of its own, such as {id}/2"));
        ekbc_diag_text(diags, "product", records->products[at->product].slug);
        ekbc_diag_text(diags, "id", at->id);
        ekbc_diag_number(diags, "line", before->line);
    }
    free(sorted);
    return !diags->nomem;
}

int ekbc_import_plan(ekbc_records *records, ekbc_diags *diags)
{
    plan_products(records);
    if (!plan_order(records) || !plan_codes(records) || !ekbc_import_plan_titles(records) ||
        !report_twice(records, diags))
        return 0;
    choose_forms(records);
    return 1;
}
