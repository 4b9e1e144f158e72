/* SPDX-License-Identifier: MIT */
/*
 * What logs and people write of one entry, for programs that make patterns for
 * other engines of it. Texts are lent, row by row.
 */
#include "core/error.h"
#include "head.h"
#include "index.h"
#include "row.h"
#include "texts.h"

enum { MUST_MATCH = 1 };

/* One visit: who asked, and how it stands. */
typedef struct visit {
    ekb_index *index;
    int64_t entry;
    ekb_phrase_fn visitor;
    void *context;
    ekb_error *error;
    int ended; /* by the visitor */
} visit;

static void start(const visit *v, ekb_row *row, ekb_sql which)
{
    ekb_row_start(row, v->index, which, NULL, v->error);
    ekb_row_bind(row, 1, v->entry);
}

static void take_message(visit *v, ekb_row *row, int64_t lang, int column)
{
    const ekb_index_language *language = ekb_index_language_by_id(v->index, lang);
    if (language == NULL) {
        ekb_row_corrupt(row);
        return;
    }
    ekb_phrase phrase = {ekb_row_peek(row, column), language->tag, 0};
    v->ended = row->status == EKB_OK && v->visitor(v->context, &phrase) != 0;
}

/* The first wording of a message in each language. */
static ekb_status visit_first_messages(visit *v)
{
    ekb_row row;
    start(v, &row, EKB_SQL_ENTRY_TEXT);
    while (!v->ended && ekb_row_next(&row))
        if (!ekb_row_is_null(&row, EKB_TEXT_MESSAGE))
            take_message(v, &row, ekb_text_lang(&row), EKB_TEXT_MESSAGE);
    return ekb_row_end(&row);
}

static ekb_status visit_further_messages(visit *v)
{
    ekb_row row;
    start(v, &row, EKB_SQL_ENTRY_MESSAGES);
    while (!v->ended && ekb_row_next(&row))
        take_message(v, &row, ekb_row_number(&row, 1, 1, EKB_LANGUAGE_MAX), 2);
    return ekb_row_end(&row);
}

static ekb_status visit_examples(visit *v)
{
    ekb_row row;
    start(v, &row, EKB_SQL_ENTRY_EXAMPLES);
    while (!v->ended && ekb_row_next(&row)) {
        int must_match = ekb_row_number(&row, 1, 0, MUST_MATCH) == MUST_MATCH;
        ekb_phrase phrase = {ekb_row_peek(&row, 2), "", 1};
        v->ended = row.status == EKB_OK && must_match && v->visitor(v->context, &phrase) != 0;
    }
    return ekb_row_end(&row);
}

ekb_status ekb_phrases(ekb_engine *engine, const char *entry, ekb_phrase_fn visitor, void *context,
                       ekb_error *error)
{
    static ekb_status (*const parts[])(visit *) = {visit_first_messages, visit_further_messages,
                                                   visit_examples};
    size_t index_at = 0;
    int64_t id = 0;
    if (engine == NULL || entry == NULL || visitor == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_status status = ekb_slug_find(engine, entry, &index_at, &id, error);
    if (status != EKB_OK || id == 0)
        return status;
    visit v = {engine->indexes[index_at], id, visitor, context, error, 0};
    status = ekb_index_load_languages(v.index, error);
    for (size_t i = 0; status == EKB_OK && !v.ended && i < sizeof parts / sizeof *parts; i++)
        status = parts[i](&v);
    return status;
}
