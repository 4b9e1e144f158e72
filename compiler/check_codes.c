/* SPDX-License-Identifier: MIT */
/* Codes: each has a spelling that its forms allow, and belongs to one entry.
   Two spellings of one number are the same code (0x1FC07 = 130055). */
#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "check.h"
#include "core/canon.h"
#include "core/code.h"
#include "core/error.h"

static const ekbc_code *code_of(const ekbc_catalog *catalog, const ekbc_canon *canon)
{
    return &catalog->entries[canon->entry].codes[canon->code];
}

/* Whether the value itself is written in a form that counts. Of the numbers
   only: what is none was looked at when its canonical forms were made. */
static int has_spelling(const ekbc_code *code)
{
    int negative, hex;
    uint64_t magnitude;
    if ((code->forms & EKBC_SYMBOL) != 0 ||
        !ekb_parse_number(code->value, strlen(code->value), &negative, &magnitude, &hex))
        return 1;
    unsigned spelling = hex ? EKBC_HEX : negative ? EKBC_SIGNED | EKBC_HEX : EKBC_DECIMAL;
    return (code->forms & spelling) != 0;
}

static void report_form(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_code *code)
{
    static const char *const message = EKB_N_("the code `{value}` has none of the forms {forms}");
    static const char *const remedy = EKB_N_("correct it, or name its spelling under `forms`");
    const ekbc_product *product = ekbc_product_of(checker, entry);
    if (product != NULL && product->broken) /* its forms may be what is wrong */
        return;
    /* Without a canonical form there is nothing to find it by, whoever wrote it. */
    if (code->has_canon)
        ekbc_check_broken(checker, entry, code->place, message, remedy);
    else
        ekbc_diag_error(checker->diags, code->place, message, remedy);
    ekbc_diag_text(checker->diags, "value", code->value);
    for (unsigned form = EKBC_DECIMAL; form <= EKBC_PREFIXED; form <<= 1) {
        if ((code->forms & form) != 0)
            ekbc_diag_item(checker->diags, "forms", ekb_form_name(form));
    }
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

/* Who may have the same code: one form, in one numbering scheme. */
typedef struct claim {
    const char *space;
    const ekbc_canon *canon;
} claim;

static int by_space(const void *a, const void *b)
{
    const claim *left = a, *right = b;
    int order = strcmp(left->space, right->space);
    return order != 0 ? order : (left->canon > right->canon) - (left->canon < right->canon);
}

static void check_claim(ekbc_checker *checker, const claim *before, const claim *at)
{
    const ekbc_catalog *catalog = checker->catalog;
    const ekbc_entry *entry = &catalog->entries[at->canon->entry],
                     *first = &catalog->entries[before->canon->entry];
    const ekbc_code *code = code_of(catalog, at->canon);
    if (strcmp(before->space, at->space) != 0)
        return;
    if (entry != first && strcmp(entry->id, first->id) == 0) /* that is reported */
        return;
    /* Another product may well have the same number. */
    int both_own = code->role == 0 && code_of(catalog, before->canon)->role == 0;
    if (entry == first || (entry->product == first->product && both_own))
        report_twice(checker, code, entry, first);
}

/* The codes of one form, [first, end). */
static void check_form(ekbc_checker *checker, const ekbc_canon *first, const ekbc_canon *end)
{
    size_t count = (size_t)(end - first);
    claim *claims = count > 1 ? malloc(count * sizeof *claims) : NULL;
    if (count > 1 && claims == NULL)
        checker->nomem = 1;
    if (claims == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        claims[i] = (claim){code_of(checker->catalog, first + i)->space, first + i};
    qsort(claims, count, sizeof *claims, by_space);
    for (size_t i = 1; i < count; i++)
        check_claim(checker, &claims[i - 1], &claims[i]);
    free(claims);
}

static void check_spellings(ekbc_checker *checker)
{
    for (size_t i = 0; i < checker->catalog->entry_count; i++) {
        const ekbc_entry *entry = &checker->catalog->entries[i];
        for (size_t k = 0; ekbc_product_of(checker, entry) != NULL && k < entry->code_count; k++)
            if (*entry->codes[k].value != '\0' &&
                (!entry->codes[k].has_canon || !has_spelling(&entry->codes[k])))
                report_form(checker, entry, &entry->codes[k]);
    }
}

void ekbc_check_codes(ekbc_checker *checker)
{
    const ekbc_canon *first = checker->catalog->canons, *end = first + checker->catalog->canon_count;
    check_spellings(checker);
    for (const ekbc_canon *next; first < end; first = next) {
        for (next = first + 1; next < end && next->key == first->key && strcmp(next->text, first->text) == 0;)
            next++;
        check_form(checker, first, next);
    }
}
