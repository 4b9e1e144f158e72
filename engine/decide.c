/* SPDX-License-Identifier: MIT */
/*
 * Verdicts. A wrong remedy is worse than none, so a firm answer needs a code
 * that stands alone or is announced and not contradicted, or a text whose
 * telling words are covered. The letters are those of the rules:
 *   a  nothing but a known code            b  an announced code and a text
 *   c  a number that nobody announced      d  an announced code nobody knows
 *   e  text only                           f  symptom
 */
#include "decide.h"

#include <stdlib.h>
#include <string.h>

#include "core/canon.h"
#include "core/error.h"
#include "head.h"

ekb_result *ekb_result_find(const ekb_lookup_state *state, size_t index, int64_t entry)
{
    for (size_t i = 0; i < state->result_count; i++)
        if (state->results[i].index == index && state->results[i].entry == entry)
            return &state->results[i];
    return NULL;
}

ekb_result *ekb_result_add(ekb_lookup_state *state, size_t index, int64_t entry)
{
    if (state->result_count == state->result_capacity) {
        size_t capacity = state->result_capacity == 0 ? 16 : state->result_capacity * 2;
        ekb_result *more = ekb_arena_alloc(state->arena, capacity * sizeof *more);
        if (more == NULL)
            return NULL;
        if (state->result_count > 0)
            memcpy(more, state->results, state->result_count * sizeof *more);
        state->results = more;
        state->result_capacity = capacity;
    }
    ekb_result *out = &state->results[state->result_count++];
    *out = (ekb_result){.index = index, .entry = entry};
    return out;
}

const ekb_scored *ekb_scored_of(const ekb_lookup_state *state, size_t index, int64_t entry)
{
    for (size_t i = 0; i < state->scored_count; i++)
        if (state->scored[i].index == index && state->scored[i].entry == entry)
            return &state->scored[i];
    return NULL;
}

/* What of the paste a result rests on. */
static void result_span(const ekb_result *result, uint32_t *start, uint32_t *end)
{
    *start = UINT32_MAX;
    *end = 0;
    if (result->reading != NULL) {
        *start = result->reading->spotted->start;
        *end = result->reading->spotted->end;
    }
    if (result->scored != NULL && result->scored->confidence >= EKB_VAGUE) {
        *start = result->scored->start < *start ? result->scored->start : *start;
        *end = result->scored->end > *end ? result->scored->end : *end;
    }
}

static int by_worth(const void *a, const void *b)
{
    const ekb_result *x = a, *y = b;
    if (x->verdict != y->verdict)
        return x->verdict > y->verdict ? -1 : 1;
    if (x->confidence > y->confidence || x->confidence < y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    double x_text = x->scored != NULL ? x->scored->score : -99,
           y_text = y->scored != NULL ? y->scored->score : -99;
    if (x_text > y_text || x_text < y_text)
        return x_text > y_text ? -1 : 1;
    uint32_t x_start, y_start, end;
    result_span(x, &x_start, &end);
    result_span(y, &y_start, &end);
    if (x_start != y_start)
        return x_start < y_start ? -1 : 1;
    if (x->index != y->index)
        return x->index < y->index ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* Entries found by the same code are as good as each other. Where the text
 * speaks for one of them, it leads. */
static void mark_ambiguous(ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->result_count; i++) {
        ekb_result *x = &state->results[i];
        x->ambiguous = x->reading == NULL && x->ambiguous;
        double x_text = x->scored != NULL ? x->scored->confidence : 0;
        for (size_t k = 0; x->reading != NULL && k < state->result_count; k++) {
            const ekb_result *y = &state->results[k];
            double y_text = y->scored != NULL ? y->scored->confidence : 0;
            if (k != i && y->reading == x->reading && y->verdict == x->verdict && y_text > x_text - 0.2) {
                x->ambiguous = 1;
                break;
            }
        }
    }
}

static int is_word_char(const ekb_lookup_state *state, size_t at)
{
    return at < state->text.length && ekb_ascii_is_alnum(state->text.data[at]);
}

/* Whether a name stands in the paste as a word: MARS, but not in "marshal". */
static int is_named(const ekb_lookup_state *state, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; n > 2 && i + n <= state->text.length; i++) {
        size_t k = 0;
        while (k < n && ekb_ascii_lower(name[k]) == ekb_ascii_lower(state->text.data[i + k]))
            k++;
        int joined = k == n && ((i > 0 && ekb_ascii_is_alnum(name[0]) && is_word_char(state, i - 1)) ||
                                (ekb_ascii_is_alnum(name[n - 1]) && is_word_char(state, i + n)));
        if (k == n && !joined)
            return 1;
    }
    return 0;
}

ekb_status ekb_product_named(const ekb_lookup_state *state, size_t index, int64_t entry, int *out)
{
    const ekb_index_product *product;
    ekb_status status = ekb_entry_product(state->engine->indexes[index], entry, &product, state->error);
    *out = 0;
    if (status != EKB_OK)
        return status;
    *out = is_named(state, product->slug);
    for (size_t w = 0; w < product->word_count && !*out; w++)
        *out = is_named(state, product->words[w]);
    return EKB_OK;
}

/* Of the entries of one code, those whose product the paste names are the answer; of
 * texts that are as near, they come first. */
#define UNNAMED_MOST 0.4

static int has_named(const ekb_lookup_state *state, const ekb_code_reading *reading, const int *named)
{
    for (size_t i = 0; i < state->result_count; i++)
        if (state->results[i].reading == reading && state->results[i].ambiguous && named[i])
            return 1;
    return 0;
}

static ekb_status prefer_named_products(ekb_lookup_state *state)
{
    int *named = ekb_arena_calloc(state->arena, state->result_count + 1, sizeof *named);
    if (named == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < state->result_count; i++) {
        const ekb_result *r = &state->results[i];
        ekb_status status = r->ambiguous ? ekb_product_named(state, r->index, r->entry, &named[i]) : EKB_OK;
        if (status != EKB_OK)
            return status;
    }
    for (size_t i = 0; i < state->result_count; i++) {
        ekb_result *r = &state->results[i];
        if (!r->ambiguous)
            continue;
        r->confidence = named[i] ? r->confidence + (1 - r->confidence) * 0.5 : r->confidence * 0.9;
        if (named[i] || r->reading == NULL || !has_named(state, r->reading, named))
            continue;
        r->verdict = EKB_SIMILAR;
        r->confidence = r->confidence < UNNAMED_MOST ? r->confidence : UNNAMED_MOST;
    }
    return EKB_OK;
}

/* An entry that an earlier index has too is that index's. */
static ekb_status find_shadow(ekb_lookup_state *state, const ekb_result *r, int *out)
{
    ekb_head head;
    *out = 0;
    if (r->index == 0)
        return EKB_OK;
    ekb_status status =
        ekb_head_read(state->engine->indexes[r->index], r->entry, state->arena, &head, state->error);
    return status == EKB_OK ? ekb_entry_shadowed(state->engine, r->index, head.slug, out, state->error)
                            : status;
}

/* Whether a result may be shown: an entry of the product asked for, if any, and
 * not one that an earlier index has too. */
static ekb_status is_wanted(ekb_lookup_state *state, const ekb_result *r, int *out)
{
    ekb_index *index = state->engine->indexes[r->index];
    const ekb_index_product *product;
    int procedure = 0, shadowed = 0;
    ekb_status status = ekb_entry_product(index, r->entry, &product, state->error);
    if (status == EKB_OK)
        status = ekb_entry_is_procedure(index, r->entry, &procedure, state->error);
    if (status == EKB_OK)
        status = find_shadow(state, r, &shadowed);
    *out = status == EKB_OK && !procedure && !shadowed &&
           (state->query->product == NULL || strcmp(product->slug, state->query->product) == 0);
    return status;
}

static ekb_status drop_unwanted(ekb_lookup_state *state)
{
    size_t kept = 0;
    for (size_t i = 0; i < state->result_count; i++) {
        int wanted;
        ekb_status status = is_wanted(state, &state->results[i], &wanted);
        if (status != EKB_OK)
            return status;
        if (wanted)
            state->results[kept++] = state->results[i];
    }
    state->result_count = kept;
    return EKB_OK;
}

enum { RESULTS_FEW = 5, RESULTS_MOST = 32 };

/* Unless told otherwise a few, but every firm one: a log may hold many errors,
 * and a number many products. */
static size_t result_limit(const ekb_lookup_state *state)
{
    size_t firm = 0;
    while (firm < state->result_count && state->results[firm].verdict == EKB_MATCH)
        firm++;
    if (state->query->limit != 0)
        return state->query->limit;
    return firm < RESULTS_FEW ? RESULTS_FEW : firm < RESULTS_MOST ? firm : RESULTS_MOST;
}

ekb_status ekb_match_decide(ekb_lookup_state *state)
{
    ekb_status status = ekb_match_symptoms(state);
    if (status == EKB_OK)
        status = ekb_decide_arguments(state);
    if (status == EKB_OK)
        status = ekb_decide_codes(state);
    if (status == EKB_OK)
        status = ekb_decide_texts(state);
    if (status == EKB_OK)
        status = drop_unwanted(state);
    if (status != EKB_OK)
        return status;
    mark_ambiguous(state);
    status = prefer_named_products(state);
    mark_ambiguous(state);
    if (state->result_count > 0)
        qsort(state->results, state->result_count, sizeof *state->results, by_worth);
    size_t limit = result_limit(state);
    if (state->result_count > limit)
        state->result_count = limit;
    for (size_t i = 0; status == EKB_OK && i < state->result_count; i++) {
        ekb_result *r = &state->results[i];
        if (r->scored != NULL && r->scored->confidence >= EKB_LIKELY)
            status = ekb_capture(state, r->scored, &r->captured, &r->captured_count);
    }
    return status;
}
