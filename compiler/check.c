/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "core/code.h"
#include "core/error.h"
#include "nearest.h"
#include "order.h"
#include "os.h"

/* Ids in the index leave so much room (schema.sql). */
#define NODES_MAX 65535
#define MESSAGES_MAX 65536
#define PRODUCTS_MAX 4096
#define CODES_MAX 256

const ekbc_product *ekbc_product_of(const ekbc_checker *checker, const ekbc_entry *entry)
{
    return entry->product < checker->catalog->product_count ? &checker->catalog->products[entry->product]
                                                            : NULL;
}

void ekbc_check_found(ekbc_checker *checker, const ekbc_entry *entry, ekbc_severity severity,
                      ekbc_place place, const char *message, const char *remedy)
{
    const ekbc_product *product = ekbc_product_of(checker, entry);
    int imported = product != NULL && product->origin == EKB_ORIGIN_IMPORTED;
    checker->counted += (size_t)imported;
    if (product == NULL || (imported && !checker->list_imported))
        ekbc_diag_close(checker->diags);
    else
        ekbc_diag_add(checker->diags, imported ? EKBC_WARNING : severity, place, message, remedy);
}

void ekbc_check_broken(ekbc_checker *checker, const ekbc_entry *entry, ekbc_place place, const char *message,
                       const char *remedy)
{
    ekbc_check_found(checker, entry, EKBC_ERROR, place, message, remedy);
}

static void report_repeated(ekbc_checker *checker, ekbc_place second, ekbc_place first, const char *message,
                            const char *id)
{
    ekbc_diag_error(checker->diags, second, message,
                    EKB_N_("choose another or remove one; the first is at {file}:{line}"));
    ekbc_diag_text(checker->diags, "id", id);
    ekbc_diag_text(checker->diags, "file", checker->catalog->files[first.file]);
    ekbc_diag_number(checker->diags, "line", first.line);
}

static void check_repeated(ekbc_checker *checker)
{
    const ekbc_product *products = checker->catalog->products;
    const ekbc_entry *entries = checker->catalog->entries;
    for (size_t i = 1; i < checker->catalog->product_count; i++) {
        if (strcmp(products[i - 1].id, products[i].id) == 0)
            report_repeated(checker, products[i].place, products[i - 1].place,
                            EKB_N_("the product `{id}` is described a second time"), products[i].id);
    }
    for (size_t i = 1; i < checker->catalog->entry_count; i++) {
        if (strcmp(entries[i - 1].id, entries[i].id) == 0)
            report_repeated(checker, entries[i].id_place, entries[i - 1].id_place,
                            EKB_N_("the id `{id}` is taken"), entries[i].id);
    }
}

static const char *product_name(const void *context, size_t at)
{
    const ekbc_catalog *catalog = context;
    return at < catalog->product_count ? catalog->products[at].id : NULL;
}

static void report_product(ekbc_checker *checker, const ekbc_entry *entry, const char *id)
{
    const char *near = ekbc_nearest(id, product_name, checker->catalog);
    if (checker->catalog->incomplete)
        return;
    ekbc_diag_error(checker->diags, entry->id_place, EKB_N_("the product `{product}` is not described"),
                    near != NULL
                        ? EKB_N_("did you mean `{near}`?")
                        : EKB_N_("write {product}/product.yaml, or compile the folder that holds it too"));
    ekbc_diag_text(checker->diags, "product", id);
    if (near != NULL)
        ekbc_diag_text(checker->diags, "near", near);
}

static void note_misnamed(ekbc_catalog *catalog, const ekbc_entry *entry)
{
    if (catalog->misnamed_count < EKBC_MISNAMED_MAX)
        catalog->misnamed[catalog->misnamed_count] = entry;
    catalog->misnamed_count++;
}

/* Entries are sorted by id and so by product, almost: `a-b/…` stands before
   `a/…`. So the last product found is kept, not merged. */
static void find_products(ekbc_checker *checker)
{
    ekbc_catalog *catalog = checker->catalog;
    const char *last = "";
    size_t last_product = SIZE_MAX;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        ekbc_entry *entry = &catalog->entries[i];
        size_t length = strcspn(entry->id, "/");
        if (strlen(last) != length || memcmp(last, entry->id, length) != 0) {
            last = ekb_arena_strndup(&catalog->arena, entry->id, length);
            if (last == NULL) {
                checker->nomem = 1;
                return;
            }
            const ekbc_product *found = ekbc_product_find(catalog, last);
            last_product = found != NULL ? (size_t)(found - catalog->products) : SIZE_MAX;
        }
        entry->product = last_product;
        if (last_product == SIZE_MAX)
            report_product(checker, entry, last);
        if (last_product == SIZE_MAX || entry->misnamed)
            note_misnamed(catalog, entry);
    }
}

/* A scheme that a code may name: a shared one, or some product's own. */
static unsigned forms_of_space(const ekbc_catalog *catalog, const char *space)
{
    unsigned forms = ekb_space_forms(space);
    for (size_t i = 0; forms == 0 && i < catalog->product_count; i++) {
        if (strcmp(catalog->products[i].space, space) == 0)
            forms = catalog->products[i].forms;
    }
    return forms;
}

static const char *space_name(const void *context, size_t at)
{
    static const char *const shared[] = {"hresult", "win32", "ntstatus", "sqlstate", "http", "errno"};
    const ekbc_catalog *catalog = context;
    size_t count = sizeof shared / sizeof shared[0];
    if (at < count)
        return shared[at];
    return at - count < catalog->product_count ? catalog->products[at - count].space : NULL;
}

static void report_space(ekbc_checker *checker, const ekbc_code *code)
{
    const char *near = ekbc_nearest(code->space, space_name, checker->catalog);
    ekbc_diag_error(checker->diags, code->space_place, EKB_N_("the numbering scheme `{space}` is not known"),
                    near != NULL
                        ? EKB_N_("did you mean `{near}`?")
                        : EKB_N_("use the `space` of a product, or hresult, win32, ntstatus, sqlstate, "
                                 "http or errno"));
    ekbc_diag_text(checker->diags, "space", code->space);
    if (near != NULL)
        ekbc_diag_text(checker->diags, "near", near);
}

static void complete_code(ekbc_checker *checker, const ekbc_product *product, ekbc_code *code)
{
    code->space = code->said_space;
    code->forms = code->said_forms;
    if (*code->space == '\0' || strcmp(code->space, product->space) == 0) {
        code->space = product->space;
        if (code->forms == 0)
            code->forms = product->forms;
        return;
    }
    unsigned forms = forms_of_space(checker->catalog, code->space);
    if (forms == 0 && !checker->catalog->incomplete)
        report_space(checker, code);
    if (code->forms == 0)
        code->forms = forms != 0 ? forms : EKB_FORM_DECIMAL;
}

static size_t count_nodes(const ekbc_node *nodes, size_t count)
{
    size_t total = count;
    for (size_t i = 0; i < count; i++)
        total += count_nodes(nodes[i].children, nodes[i].child_count);
    return total;
}

static void check_limits(ekbc_checker *checker, const ekbc_entry *entry)
{
    size_t messages = 0, nodes = count_nodes(entry->causes, entry->cause_count) + entry->link_count;
    for (size_t i = 0; i < entry->message_count; i++)
        messages += entry->messages[i].count;
    if (entry->code_count > CODES_MAX) {
        ekbc_diag_error(checker->diags, entry->codes[CODES_MAX].place,
                        EKB_N_("the entry has more than {max} codes"),
                        EKB_N_("divide it, as each entry is one error"));
        ekbc_diag_number(checker->diags, "max", CODES_MAX);
    }
    if (messages <= MESSAGES_MAX && nodes <= NODES_MAX)
        return;
    ekbc_diag_error(checker->diags, entry->place, EKB_N_("the entry is larger than an index can hold"),
                    EKB_N_("divide it: at most {max} messages, and as many causes, actions and links"));
    ekbc_diag_number(checker->diags, "max", NODES_MAX);
}

static void complete_entries(ekbc_checker *checker)
{
    ekbc_catalog *catalog = checker->catalog;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        ekbc_entry *entry = &catalog->entries[i];
        const ekbc_product *product = ekbc_product_of(checker, entry);
        for (size_t c = 0; product != NULL && c < entry->code_count; c++)
            complete_code(checker, product, &entry->codes[c]);
        check_limits(checker, entry);
    }
}

static void check_product_count(ekbc_checker *checker)
{
    const ekbc_product *products = checker->catalog->products;
    if (products == NULL || checker->catalog->product_count <= PRODUCTS_MAX)
        return;
    ekbc_diag_error(checker->diags, products[PRODUCTS_MAX].place, EKB_N_("more than {max} products"),
                    EKB_N_("compile them into several indexes"));
    ekbc_diag_number(checker->diags, "max", PRODUCTS_MAX);
}

/* Rules that know nothing of each other, by a thread each; findings and counts
   are the rule's until they are joined. */
typedef struct rule {
    void (*check)(ekbc_checker *checker); /* NULL: languages are collected */
    ekbc_checker checker;
    ekbc_diags diags;
    ekb_status status;
    ekb_error error;
} rule;

static void run_rule(void *job)
{
    rule *r = job;
    if (r->check != NULL)
        r->check(&r->checker);
    else if (r->checker.langs != NULL)
        r->status = ekbc_langs_collect(r->checker.catalog, r->checker.langs, &r->error);
}

static ekb_status run_rules(ekbc_checker *checker, ekb_error *error)
{
    rule rules[] = {{.check = ekbc_check_refs}, {.check = NULL}, {.check = ekbc_check_codes}};
    ekb_status status = EKB_OK;
    enum { RULES = sizeof rules / sizeof rules[0], ENTRIES_FOR_THREADS = 512 };
    for (size_t i = 0; i < RULES; i++) {
        rules[i].diags = (ekbc_diags)EKBC_DIAGS_INIT;
        rules[i].checker = (ekbc_checker){.catalog = checker->catalog,
                                          .langs = checker->langs,
                                          .diags = &rules[i].diags,
                                          .list_imported = checker->list_imported};
    }
    if (checker->catalog->entry_count >= ENTRIES_FOR_THREADS)
        ekbc_os_parallel(run_rule, rules, sizeof rules[0], RULES);
    for (size_t i = 0; i < RULES; i++) {
        if (checker->catalog->entry_count < ENTRIES_FOR_THREADS)
            run_rule(&rules[i]);
        checker->counted += rules[i].checker.counted;
        checker->nomem |= rules[i].checker.nomem;
        ekbc_diags_join(checker->diags, &rules[i].diags);
        if (status == EKB_OK && rules[i].status != EKB_OK) {
            status = rules[i].status;
            if (error != NULL)
                *error = rules[i].error;
        }
    }
    return status;
}

ekb_status ekbc_check(ekbc_checker *checker, ekb_error *error)
{
    if (!ekbc_order(checker->catalog))
        return ekb_error_nomem(error);
    check_repeated(checker);
    find_products(checker);
    complete_entries(checker);
    check_product_count(checker);
    if (!ekbc_canons_make(checker->catalog, checker->state))
        return ekb_error_nomem(error);
    ekb_status status = run_rules(checker, error);
    ekbc_check_texts(checker);
    if (status == EKB_OK && (checker->nomem || checker->diags->nomem))
        status = ekb_error_nomem(error);
    return status;
}
