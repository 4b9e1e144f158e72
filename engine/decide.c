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

#include "core/error.h"
#include "core/lexicon.h"

/* ---- Results --------------------------------------------------------------- */

static ekb_result *find_result(const ekb_lookup_state *state, size_t index, int64_t entry)
{
    for (size_t i = 0; i < state->result_count; i++)
        if (state->results[i].index == index && state->results[i].entry == entry)
            return &state->results[i];
    return NULL;
}

static ekb_result *add_result(ekb_lookup_state *state, size_t index, int64_t entry)
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

static const ekb_scored *scored_of(const ekb_lookup_state *state, size_t index, int64_t entry)
{
    for (size_t i = 0; i < state->scored_count; i++)
        if (state->scored[i].index == index && state->scored[i].entry == entry)
            return &state->scored[i];
    return NULL;
}

/* ---- Codes ----------------------------------------------------------------- */

/* What else is in the paste, as seen from one entry. */
typedef struct company {
    double rest, covered; /* weight of the paste's own words, and the entry's part of it */
    double text;          /* confidence of the entry's best text */
    double found, foreign; /* weight that text found in its stretch, and what is strange there */
    int other_leads;      /* another entry's text is firm, and this one's is not */
} company;

/* A firm text of another entry elsewhere in the paste is another error, not a
 * contradiction, if the code stands on a line of its own or inside its own text. */
static int same_line(const ekb_lookup_state *state, const ekb_scored *scored, const ekb_spotted *spotted)
{
    uint32_t from = scored->end < spotted->start ? scored->end : spotted->end;
    uint32_t to = scored->end < spotted->start ? spotted->start : scored->start;
    for (uint32_t i = from; i < to; i++)
        if (state->text.data[i] == '\n')
            return 0;
    return 1;
}

/* The lines of a reading, up to those of the readings before and behind it: in
 * a log of several errors each answers for its own. */
static ekb_span neighbourhood(const ekb_lookup_state *state, const ekb_code_reading *reading)
{
    const char *text = ekb_strbuf_text(&state->text);
    ekb_span out = {0, state->text.length};
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_spotted *other = state->readings[i].spotted, *self = reading->spotted;
        if (other->end <= self->start) {
            const char *line = memchr(text + other->end, '\n', self->start - other->end);
            if (line != NULL && (size_t)(line - text) > out.start)
                out.start = (size_t)(line - text);
        } else if (other->start >= self->end) {
            uint32_t at = other->start;
            while (at > self->end && text[at - 1] != '\n')
                at--;
            if (at > self->end && at < out.end)
                out.end = at;
        }
    }
    return out;
}

static ekb_status look_around(ekb_lookup_state *state, const ekb_code_reading *reading,
                              const ekb_code_hit *hit, company *out)
{
    const ekb_scored *own = scored_of(state, hit->index, hit->entry);
    out->text = own != NULL ? own->confidence : 0;
    out->found = own != NULL ? own->fit.matched : 0;
    out->foreign = own != NULL ? own->fit.inserted + own->fit.edge : 0;
    ekb_status status = ekb_rest_covered(state, hit->index, hit->entry, neighbourhood(state, reading), &out->rest,
                                         &out->covered);
    for (size_t i = 0; i < state->scored_count; i++) {
        const ekb_scored *other = &state->scored[i];
        if (other->confidence < EKB_FIRM)
            continue;
        if ((other->index != hit->index || other->entry != hit->entry) && out->text < EKB_LIKELY &&
            same_line(state, other, reading->spotted))
            out->other_leads = 1;
    }
    return status;
}

static double covered_share(const company *c)
{
    return c->rest > 0 ? c->covered / c->rest : 1;
}

/* A shape that no ordinary word or number has: ORA-01033, ER_HASHCHK. */
static int is_telling(const ekb_spotted *s)
{
    if (s->form == EKB_FORM_DECIMAL || (s->form == EKB_FORM_SIGNED && strlen(s->code) < 6))
        return 0;
    return s->form != EKB_FORM_SYMBOL || strpbrk(s->code, "_#/0123456789") != NULL;
}

/* The rest is distinctive and not this entry's. A number of three digits is
 * many a product's (403, 407), so that less will do to doubt it; so it will
 * where the rest is said to be the code's own text. */
static int is_strange(const ekb_spotted *s, const company *c)
{
    double foreign = c->rest - c->covered;
    int common = s->form == EKB_FORM_DECIMAL && strlen(s->code) <= 3;
    if (c->text >= EKB_LIKELY)
        return 0;
    if (s->explained && covered_share(c) < 0.2)
        return foreign >= EKB_REST_FOREIGN;
    int number = s->form == EKB_FORM_DECIMAL || s->form == EKB_FORM_SIGNED;
    int rare = !number || strlen(s->code) >= 5;
    double most = common ? EKB_REST_FOREIGN : rare ? EKB_REST_STORY : EKB_REST_DISTINCT;
    return covered_share(c) < (common ? 0.5 : 0.35) && foreign >= most;
}

/* The words around a number that nobody announced are the entry's; of one in
 * brackets, as codes are printed, a few will do. */
static int is_supported(const ekb_spotted *s, const company *c)
{
    double least = s->bracketed ? EKB_REST_FOREIGN : EKB_REST_DISTINCT;
    /* What stands in a placeholder is no word of the entry, but no stranger. */
    int fits = s->bracketed && c->found >= least && c->foreign <= 0.2 * c->found;
    return fits || (covered_share(c) >= 0.6 && c->covered >= least);
}

static void judge_code(const ekb_code_reading *reading, const ekb_code_hit *hit, const company *c,
                       ekb_result *out)
{
    const ekb_spotted *s = reading->spotted;
    int alone = c->rest < EKB_REST_EMPTY;
    int sound = hit->form_fits && !s->repaired && !s->metadata;
    out->verdict = EKB_SIMILAR;
    out->confidence = 0.5;
    if (s->spoken && !alone) {
        out->verdict = EKB_NONE;
    } else if (hit->is_class) {
        out->confidence = 0.3 + 0.6 * c->text;
        if (c->text >= EKB_FIRM)
            out->verdict = EKB_MATCH;
    } else if (alone) { /* a */
        out->verdict = sound ? EKB_MATCH : EKB_SIMILAR;
        out->confidence = sound ? 0.98 : 0.6;
    } else if (s->cued || is_telling(s)) { /* b */
        out->conflict = is_strange(s, c) || c->other_leads;
        out->verdict = sound && !out->conflict ? EKB_MATCH : EKB_SIMILAR;
        out->confidence = out->conflict ? 0.4 : sound ? 0.96 : 0.6;
    } else if (c->text >= EKB_LIKELY || is_supported(s, c)) { /* c */
        out->verdict = sound ? EKB_MATCH : EKB_SIMILAR;
        out->confidence = sound ? 0.94 : 0.6;
    } else if (c->text >= EKB_VAGUE || covered_share(c) >= 0.3) {
        out->confidence = 0.35;
    } else {
        out->verdict = EKB_NONE;
        out->confidence = 0.1;
    }
    if (c->text > EKB_LIKELY && out->verdict == EKB_MATCH)
        out->confidence = 0.995;
}

static ekb_status take_hit(ekb_lookup_state *state, const ekb_code_reading *reading, const ekb_code_hit *hit)
{
    company around = {0};
    ekb_result judged = {0};
    ekb_status status = look_around(state, reading, hit, &around);
    if (status != EKB_OK)
        return status;
    judge_code(reading, hit, &around, &judged);
    if (judged.verdict == EKB_NONE)
        return EKB_OK;
    ekb_result *result = find_result(state, hit->index, hit->entry);
    if (result == NULL)
        result = add_result(state, hit->index, hit->entry);
    if (result == NULL)
        return ekb_error_nomem(state->error);
    if (judged.verdict < result->verdict || (judged.verdict == result->verdict && result->reading != NULL))
        return EKB_OK;
    result->verdict = judged.verdict;
    result->confidence = judged.confidence;
    result->conflict = judged.conflict;
    result->reading = reading;
    result->code = hit;
    result->scored = scored_of(state, hit->index, hit->entry);
    return EKB_OK;
}

/* Of a class code's members only so many are judged; which are worth it the
 * text has told already. */
enum { MEMBERS_MAX = 24 };

enum { RESULTS_FEW = 5, RESULTS_MOST = 32 };

static ekb_status take_codes(ekb_lookup_state *state)
{
    for (size_t r = 0; r < state->reading_count; r++) {
        const ekb_code_reading *reading = &state->readings[r];
        size_t members = 0;
        if (reading->as_argument)
            continue;
        for (size_t h = 0; h < reading->hit_count; h++) {
            const ekb_code_hit *hit = &reading->hits[h];
            if (members++ >= MEMBERS_MAX && scored_of(state, hit->index, hit->entry) == NULL)
                continue;
            ekb_status status = take_hit(state, reading, hit);
            if (status != EKB_OK)
                return status;
        }
    }
    return EKB_OK;
}

/* ---- Text -------------------------------------------------------------------- */

static int is_unknown_code(const ekb_code_reading *r)
{
    const ekb_spotted *s = r->spotted;
    if (r->hit_count > 0 || r->as_argument || s->metadata)
        return 0;
    return s->word_cued || (s->cued && strlen(s->code) <= 10) ||
           (s->form == EKB_FORM_PREFIXED && !s->loose && strchr(s->code, '-') != NULL);
}

/* d: an announced code that nobody knows, unless it is an argument or belongs
 * to other lines. */
static int has_unknown_code(const ekb_lookup_state *state, const ekb_scored *scored)
{
    for (size_t i = 0; i < state->reading_count; i++) {
        if (!is_unknown_code(&state->readings[i]))
            continue;
        ekb_span lines = neighbourhood(state, &state->readings[i]);
        if (scored->start < lines.end && scored->end > lines.start)
            return 1;
    }
    return 0;
}

/* Codes inside a whole text or its arguments belong to that text: "Same as
 * HTTP status 407." is no 407. */
static int is_literal(const ekb_scored *scored, const ekb_code_reading *reading)
{
    const ekb_spotted *s = reading->spotted;
    if (s->start < scored->start || s->end > scored->end || scored->fit.missing > 2 ||
        scored->fit.inserted > 2 || scored->fit.missing_numbers > 0)
        return 0;
    for (size_t i = 0; i < reading->hit_count; i++)
        if (reading->hits[i].index == scored->index && reading->hits[i].entry == scored->entry)
            return 0;
    return 1;
}

static ekb_status find_arguments(ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->scored_count && i < 4 && state->scored[i].confidence >= EKB_LIKELY; i++) {
        ekb_captured *captured;
        size_t count;
        ekb_status status = ekb_capture(state, &state->scored[i], &captured, &count);
        if (status != EKB_OK)
            return status;
        for (size_t c = 0; c < count; c++)
            for (size_t r = 0; r < state->reading_count; r++) {
                const ekb_spotted *s = state->readings[r].spotted;
                if (s->start >= captured[c].start && s->end <= captured[c].end)
                    state->readings[r].as_argument = 1;
            }
        for (size_t r = 0; r < state->reading_count; r++)
            if (is_literal(&state->scored[i], &state->readings[r]))
                state->readings[r].as_argument = 1;
    }
    return EKB_OK;
}

/* Another entry whose text fits this stretch as well, with other words. */
static int has_rival(const ekb_lookup_state *state, const ekb_scored *scored)
{
    for (size_t i = 0; i < state->scored_count; i++) {
        const ekb_scored *other = &state->scored[i];
        if (other == scored || other->score < scored->score - EKB_RIVAL_SCORE)
            continue;
        if (other->start < scored->end && other->end > scored->start)
            return 1;
    }
    return 0;
}

/* The paste says another entry's code beside this text: which of the two is
 * meant is not for us to guess. */
static int is_contradicted(const ekb_lookup_state *state, const ekb_scored *scored)
{
    for (size_t i = 0; i < state->result_count; i++) {
        const ekb_result *r = &state->results[i];
        if (r->reading != NULL && r->conflict && same_line(state, scored, r->reading->spotted))
            return 1;
    }
    return 0;
}

#define TEXT_MOST 0.985

static ekb_status take_texts(ekb_lookup_state *state)
{
    int search = (state->query->flags & EKB_QUERY_SEARCH) != 0;
    double least = search ? 0 : EKB_VAGUE;
    for (size_t i = 0; i < state->scored_count && i < EKB_RESULTS_MAX; i++) {
        const ekb_scored *scored = &state->scored[i];
        if (scored->confidence < least)
            continue;
        ekb_result *result = find_result(state, scored->index, scored->entry);
        if (result != NULL && result->reading != NULL)
            continue;
        result = result != NULL ? result : add_result(state, scored->index, scored->entry);
        if (result == NULL)
            return ekb_error_nomem(state->error);
        int unknown_code = has_unknown_code(state, scored);
        int conflict = is_contradicted(state, scored);
        int firm = scored->confidence >= EKB_FIRM && !unknown_code && !search && !conflict;
        result->verdict = firm ? EKB_MATCH : EKB_SIMILAR;
        result->confidence =
            (unknown_code || conflict) && scored->confidence > 0.5 ? 0.5 : scored->confidence;
        /* A text alone is never as sure as a code and its text. */
        if (result->confidence > TEXT_MOST)
            result->confidence = TEXT_MOST;
        result->conflict = conflict && scored->confidence >= EKB_LIKELY;
        result->scored = scored;
        result->ambiguous = has_rival(state, scored);
    }
    return EKB_OK;
}

/* ---- Order -------------------------------------------------------------------- */

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

static const ekb_index_product *product_of(ekb_lookup_state *state, const ekb_result *result,
                                           ekb_status *status)
{
    ekb_index *index = state->engine->indexes[result->index];
    ekb_entry_head head;
    *status = ekb_index_load_products(index, state->error);
    if (*status == EKB_OK)
        *status = ekb_entry_head_load(state->engine, result->index, result->entry, NULL, 0, state->arena,
                                      &head, state->error);
    for (size_t i = 0; *status == EKB_OK && i < index->product_count; i++)
        if (strcmp(index->products[i].slug, head.product) == 0)
            return &index->products[i];
    return NULL;
}

/* The paste names a product: its entries come before those of others. */
static int names_product(const ekb_lookup_state *state, const ekb_index_product *product)
{
    for (size_t w = 0; w < product->word_count + 1; w++) {
        const char *word = w < product->word_count ? product->words[w] : product->slug;
        size_t n = strlen(word);
        for (size_t i = 0; n > 2 && i + n <= state->text.length; i++) {
            size_t k = 0;
            while (k < n && (word[k] | 0x20) == (state->text.data[i + k] | 0x20))
                k++;
            if (k == n)
                return 1;
        }
    }
    return 0;
}

static ekb_status prefer_named_products(ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->result_count; i++) {
        ekb_result *result = &state->results[i];
        ekb_status status;
        if (!result->ambiguous)
            continue;
        const ekb_index_product *product = product_of(state, result, &status);
        if (status != EKB_OK)
            return status;
        if (product != NULL && names_product(state, product))
            result->confidence += (1 - result->confidence) * 0.5;
        else
            result->confidence *= 0.9;
    }
    return EKB_OK;
}

/* An entry that an earlier index has too is that index's. */
static ekb_status drop_shadowed(ekb_lookup_state *state)
{
    size_t kept = 0;
    for (size_t i = 0; i < state->result_count; i++) {
        ekb_entry_head head;
        const ekb_result *r = &state->results[i];
        ekb_status status = ekb_entry_head_load(state->engine, r->index, r->entry, NULL, 0, state->arena,
                                                &head, state->error);
        int shadowed = 0;
        if (status == EKB_OK && r->index > 0)
            status = ekb_entry_shadowed(state->engine, r->index, head.slug, &shadowed, state->error);
        if (status != EKB_OK)
            return status;
        int wanted = state->query->product == NULL || strcmp(head.product, state->query->product) == 0;
        if (!shadowed && wanted && head.kind != EKB_KIND_PROCEDURE)
            state->results[kept++] = *r;
    }
    state->result_count = kept;
    return EKB_OK;
}

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
        status = find_arguments(state);
    if (status == EKB_OK)
        status = take_codes(state);
    if (status == EKB_OK)
        status = take_texts(state);
    if (status == EKB_OK)
        status = drop_shadowed(state);
    if (status != EKB_OK)
        return status;
    mark_ambiguous(state);
    status = prefer_named_products(state);
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
