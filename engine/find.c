/* SPDX-License-Identifier: MIT */
/*
 * From a code to its entries by the shortest way: canonical forms on the
 * stack, two seeks an entry, no text. Reading a paste is lookup.c's.
 */
#include <string.h>

#include "canons.h"
#include "codes.h"
#include "core/error.h"
#include "head.h"

/* Two forms of one code lead to one row, mostly at once: so many are told apart. */
enum { SEEN_MAX = 16 };

typedef struct finder {
    ekb_index *index;
    ekb_coded_row_fn visit;
    void *context;
    ekb_error *error;
    int ended;              /* by the visitor */
    int64_t seen[SEEN_MAX]; /* codes visited in this index */
    size_t seen_count;
    ekb_strbuf slug; /* of the entry at hand */
} finder;

static int is_seen(finder *f, int64_t id)
{
    for (size_t i = 0; i < f->seen_count; i++)
        if (f->seen[i] == id)
            return 1;
    if (f->seen_count < SEEN_MAX)
        f->seen[f->seen_count++] = id;
    return 0;
}

static ekb_status read_code(finder *f, int64_t id, unsigned form, ekb_coded *coded)
{
    ekb_row row;
    ekb_row_start(&row, f->index, EKB_SQL_CODE, NULL, f->error);
    ekb_row_bind(&row, 1, id);
    if (ekb_row_next(&row)) {
        coded->space = ekb_index_space_by_id(f->index, ekb_row_number(&row, EKB_CODE_SPACE, 1, INT64_MAX));
        coded->form_fits = ((unsigned)ekb_row_number(&row, EKB_CODE_FORMS, 1, EKB_FORMS) & form) != 0;
        coded->is_class = (int)ekb_row_number(&row, EKB_CODE_ROLE, 0, 1);
    }
    if (coded->space == NULL)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

/* The entry's id, and the code where it stands in its row. */
static ekb_status read_entry(finder *f, int64_t entry, int64_t n, unsigned form, ekb_coded *coded)
{
    ekb_row row;
    ekb_row_start(&row, f->index, EKB_SQL_ENTRY_HEAD, NULL, f->error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row)) {
        const ekb_index_product *product = ekb_head_slug(&row, &f->slug);
        unsigned forms = (unsigned)ekb_row_number(&row, EKB_HEAD_FORMS, 0, EKB_FORMS);
        if (product != NULL && n == 0 && forms != 0) {
            coded->space = ekb_code_space(&row, product);
            coded->form_fits = (forms & form) != 0;
        }
    } else {
        ekb_row_corrupt(&row);
    }
    return ekb_row_end(&row);
}

static ekb_status visit_code(finder *f, const ekb_canons *at, unsigned form)
{
    ekb_coded coded = {.index = f->index->at};
    int64_t id = at->entry << 8 | at->n;
    if (is_seen(f, id))
        return EKB_OK;
    ekb_status status = read_entry(f, at->entry, at->n, form, &coded);
    if (status == EKB_OK && coded.space == NULL)
        status = read_code(f, id, form, &coded);
    if (status != EKB_OK)
        return status;
    coded.entry = ekb_strbuf_text(&f->slug);
    f->ended = f->visit(f->context, &coded, at->entry) != 0;
    return EKB_OK;
}

static ekb_status visit_canon(finder *f, const ekb_canon *canon)
{
    ekb_canons walk;
    ekb_status status = EKB_OK;
    ekb_canons_start(&walk, f->index, canon->text, f->error);
    while (status == EKB_OK && !f->ended && ekb_canons_next(&walk) && strcmp(walk.text, canon->text) == 0)
        status = visit_code(f, &walk, canon->form);
    ekb_status ended = ekb_canons_end(&walk);
    return status == EKB_OK ? ended : status;
}

ekb_status ekb_find_code_rows(ekb_engine *engine, const char *code, ekb_coded_row_fn visit, void *context,
                              ekb_error *error)
{
    ekb_canon canons[EKB_CANONS];
    size_t count = ekb_code_canons(code, EKB_FORMS, canons);
    finder f = {.visit = visit, .context = context, .error = error};
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && !f.ended && i < engine->index_count; i++) {
        f.index = engine->indexes[i];
        f.seen_count = 0;
        status = ekb_index_load_spaces(f.index, error);
        if (status == EKB_OK)
            status = ekb_index_load_products(f.index, error);
        for (size_t k = 0; status == EKB_OK && !f.ended && k < count; k++)
            status = visit_canon(&f, &canons[k]);
    }
    ekb_strbuf_release(&f.slug);
    return status;
}

typedef struct asker {
    ekb_coded_fn visit;
    void *context;
} asker;

static int tell(void *context, const ekb_coded *coded, int64_t entry)
{
    const asker *a = context;
    (void)entry;
    return a->visit(a->context, coded);
}

ekb_status ekb_find_code(ekb_engine *engine, const char *code, ekb_coded_fn visit, void *context,
                         ekb_error *error)
{
    asker a = {visit, context};
    if (engine == NULL || code == NULL || visit == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    return ekb_find_code_rows(engine, code, tell, &a, error);
}
