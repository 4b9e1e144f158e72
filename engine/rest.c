/* SPDX-License-Identifier: MIT */
/*
 * The rest of a paste: its own words, without codes, cues, products' names and
 * chatter; and whether an entry speaks of them.
 */
#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "core/weight.h"
#include "match.h"
#include "row.h"
#include "texts.h"

#define WEIGHT_MOST 8.0

/* A letter by itself is no word. */
#define LETTER_WEIGHT 1.0

double ekb_rest_weight(const ekb_lookup_state *state, size_t token)
{
    const ekb_token *t = &state->tokens.items[token];
    if (state->spent[token] != 0 || (t->flags & (EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_LEVEL)) != 0)
        return 0;
    uint64_t term = ekb_term_at(&state->tokens, token);
    if (term == 0)
        return 0;
    if (t->kind == EKB_TOKEN_WORD && t->end - t->start == 1)
        return LETTER_WEIGHT;
    double weight = ekb_term_weight(term, 0, 0);
    weight = weight < WEIGHT_MOST ? weight : WEIGHT_MOST;
    /* The second half of a pair whose first is chatter or spent. */
    if (t->kind == EKB_TOKEN_HAN && token > 0 &&
        (state->spent[token - 1] != 0 || (t[-1].flags & EKB_LEX_CHATTER) != 0))
        weight *= 0.5;
    return t->kind == EKB_TOKEN_HAN ? weight * 0.6 : weight;
}

typedef struct term_set {
    uint64_t *items;
    size_t count, capacity;
    ekb_folded folded;
    ekb_tokens tokens;
} term_set;

static int add_term(term_set *set, uint64_t term)
{
    if (set->count == set->capacity) {
        size_t capacity = set->capacity == 0 ? 256 : set->capacity * 2;
        uint64_t *items = realloc(set->items, capacity * sizeof *items);
        if (items == NULL)
            return 0;
        set->items = items;
        set->capacity = capacity;
    }
    set->items[set->count++] = term;
    return 1;
}

/* Of two terms that stand beside each other, as no single one is. */
static uint64_t pair_of(uint64_t before, uint64_t term)
{
    return (before << 29 | before >> 35) * UINT64_C(0x9E3779B97F4A7C15) ^ term;
}

static int add_text(term_set *set, const char *text)
{
    uint64_t before = 0;
    if (ekb_fold(text, strlen(text), &set->folded) != 0 || ekb_tokenize(&set->folded, 1, &set->tokens) != 0)
        return 0;
    for (size_t i = 0; i < set->tokens.count; i++) {
        uint64_t term = ekb_term_at(&set->tokens, i);
        if (term == 0)
            continue;
        if (!add_term(set, term) || (before != 0 && !add_term(set, pair_of(before, term))))
            return 0;
        before = term;
    }
    return 1;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void add(term_set *set, ekb_row *row, const char *text)
{
    if (!add_text(set, text))
        ekb_row_nomem(row);
}

static void add_column(term_set *set, ekb_row *row, int column)
{
    if (!ekb_row_is_null(row, column))
        add(set, row, ekb_row_peek(row, column));
}

static void add_body(term_set *set, ekb_row *row)
{
    ekb_body body = ekb_body_of(ekb_row_draft(row, EKB_TEXT_BODY));
    int more = 0;
    while (row->status == EKB_OK && (more = ekb_body_next(&body)) > 0) {
        if (body.text == NULL)
            continue;
        add(set, row, body.title);
        add(set, row, body.text);
    }
    if (more < 0)
        ekb_row_corrupt(row);
}

static void add_texts(term_set *set, ekb_row *row)
{
    add_column(set, row, EKB_TEXT_MESSAGE);
    if (!ekb_row_is_number(row, EKB_TEXT_TITLE)) /* else it is in the message */
        add_column(set, row, EKB_TEXT_TITLE);
    add_column(set, row, EKB_TEXT_DETAIL);
    if (!ekb_row_is_null(row, EKB_TEXT_BODY))
        add_body(set, row);
}

static void add_message(term_set *set, ekb_row *row)
{
    add_column(set, row, 2);
}

static void add_keyword(term_set *set, ekb_row *row)
{
    add_column(set, row, 1);
}

/* Texts of an entry by one range of each table. */
static const struct {
    ekb_sql statement;
    void (*add)(term_set *set, ekb_row *row);
} texts[] = {
    {EKB_SQL_ENTRY_TEXT, add_texts},
    {EKB_SQL_ENTRY_MESSAGES, add_message},
    {EKB_SQL_ENTRY_KEYWORDS, add_keyword},
};

static ekb_status add_entry(ekb_lookup_state *state, ekb_index *index, int64_t entry, term_set *set)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ekb_row row;
        ekb_row_start(&row, index, texts[i].statement, NULL, state->error);
        ekb_row_bind(&row, 1, entry);
        while (ekb_row_next(&row))
            texts[i].add(set, &row);
        ekb_status status = ekb_row_end(&row);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

/* A paste of nothing but codes is the common case, and reading every text of
 * the entry the dear part of it. */
static int has_rest(const ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->tokens.count; i++)
        if (ekb_rest_weight(state, i) > 0)
            return 1;
    return 0;
}

static int has_term(const term_set *set, uint64_t term)
{
    return set->count > 0 && bsearch(&term, set->items, set->count, sizeof term, by_value) != NULL;
}

static ekb_coverage cover(const ekb_lookup_state *state, const term_set *set, ekb_span within)
{
    ekb_coverage out = {0, 0, 0};
    uint64_t before = 0;
    for (size_t i = 0; i < state->tokens.count; i++) {
        double weight = ekb_rest_weight(state, i);
        uint32_t at = state->folded.start[state->tokens.items[i].start];
        uint64_t term = ekb_term_at(&state->tokens, i);
        if (weight > 0 && at >= within.start && at < within.end) {
            out.rest += weight;
            out.covered += has_term(set, term) ? weight : 0;
            out.neighbours += before != 0 && has_term(set, pair_of(before, term));
        }
        before = term != 0 ? term : before;
    }
    return out;
}

ekb_status ekb_rest_covered(ekb_lookup_state *state, size_t index, int64_t entry, ekb_span within,
                            ekb_coverage *out)
{
    term_set set = {0};
    *out = (ekb_coverage){0, 0, 0};
    if (!has_rest(state))
        return EKB_OK;
    ekb_status status = add_entry(state, state->engine->indexes[index], entry, &set);
    if (status == EKB_OK && set.count > 0)
        qsort(set.items, set.count, sizeof *set.items, by_value);
    if (status == EKB_OK)
        *out = cover(state, &set, within);
    free(set.items);
    ekb_folded_release(&set.folded);
    ekb_tokens_release(&set.tokens);
    return status;
}
