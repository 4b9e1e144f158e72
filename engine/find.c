/* SPDX-License-Identifier: MIT */
/*
 * From a code to its entries by the shortest way: canonical forms on the
 * stack, two seeks an entry, no text. Reading a paste is lookup.c's.
 */
#include "core/code.h"
#include "core/error.h"
#include "index.h"
#include "row.h"

/* Two forms of one code lead to one row, mostly at once: so many are told apart. */
enum { SEEN_MAX = 16 };

typedef struct finder {
    ekb_index *index;
    ekb_coded_fn visit;
    void *context;
    ekb_error *error;
    int ended;              /* by the visitor */
    int64_t seen[SEEN_MAX]; /* codes visited in this index */
    size_t seen_count;
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

static ekb_status visit_entry(finder *f, int64_t entry, ekb_coded *coded)
{
    ekb_row row;
    ekb_row_start(&row, f->index, EKB_SQL_ENTRY_HEAD, NULL, f->error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row))
        coded->entry = ekb_row_peek(&row, 0);
    else
        ekb_row_corrupt(&row);
    if (row.status == EKB_OK)
        f->ended = f->visit(f->context, coded) != 0;
    return ekb_row_end(&row);
}

static ekb_status visit_code(finder *f, int64_t id, unsigned form)
{
    ekb_row row;
    ekb_coded coded = {.index = f->index->at};
    ekb_row_start(&row, f->index, EKB_SQL_CODE, NULL, f->error);
    ekb_row_bind(&row, 1, id);
    if (ekb_row_next(&row)) {
        coded.space = ekb_index_space_by_id(f->index, ekb_row_number(&row, 0, 1, INT64_MAX));
        coded.form_fits = ((unsigned)ekb_row_number(&row, 2, 0, 255) & form) != 0;
        coded.is_class = ekb_row_number(&row, 3, 0, 1) != 0;
    }
    if (coded.space == NULL)
        ekb_row_corrupt(&row);
    ekb_status status = ekb_row_end(&row);
    return status == EKB_OK ? visit_entry(f, EKB_CODE_ENTRY(id), &coded) : status;
}

static ekb_status visit_canon(finder *f, const ekb_canon *canon)
{
    ekb_row row;
    ekb_row_start(&row, f->index, EKB_SQL_CANON, NULL, f->error);
    ekb_row_bind_text(&row, 1, canon->text);
    while (!f->ended && ekb_row_next(&row)) {
        int64_t id = ekb_row_key(&row, 0, 256, EKB_CODE_ID_MAX);
        if (row.status == EKB_OK && !is_seen(f, id))
            row.status = visit_code(f, id, canon->form);
    }
    return ekb_row_end(&row);
}

ekb_status ekb_find_code(ekb_engine *engine, const char *code, ekb_coded_fn visit, void *context,
                         ekb_error *error)
{
    static const unsigned every =
        EKB_FORM_DECIMAL | EKB_FORM_HEX | EKB_FORM_SIGNED | EKB_FORM_SYMBOL | EKB_FORM_PREFIXED;
    if (engine == NULL || code == NULL || visit == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_canon canons[EKB_CANONS];
    size_t count = ekb_code_canons(code, every, canons);
    finder f = {.visit = visit, .context = context, .error = error};
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && !f.ended && i < engine->index_count; i++) {
        f.index = engine->indexes[i];
        f.seen_count = 0;
        status = ekb_index_load_spaces(f.index, error);
        for (size_t k = 0; status == EKB_OK && !f.ended && k < count; k++)
            status = visit_canon(&f, &canons[k]);
    }
    return status;
}
