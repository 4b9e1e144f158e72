/* SPDX-License-Identifier: MIT */
/*
 * From results to the public answer: everything is copied into the answer's
 * arena, so that it outlives the look-up's working memory.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "decide.h"
#include "row.h"
#include "template.h"

static const char *piece(const ekb_lookup_state *state, uint32_t start, uint32_t end)
{
    return ekb_arena_strndup(state->arena, ekb_strbuf_text(&state->text) + start, end - start);
}

static ekb_status fill_readings(ekb_lookup_state *state, ekb_answer *answer)
{
    ekb_reading *out = ekb_arena_calloc(state->arena, state->reading_count + 1, sizeof *out);
    if (out == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        const ekb_spotted *s = r->spotted;
        ekb_reading *to = &out[i];
        to->span = (ekb_span){s->start, s->end};
        to->text = piece(state, s->start, s->end);
        to->code = ekb_arena_strdup(state->arena, s->code);
        to->space = r->hit_count > 0 ? ekb_arena_strdup(state->arena, r->hits[0].space) : "";
        to->form = ekb_form_name(s->form);
        to->cue = piece(state, s->cue_start, s->cue_end);
        to->known = r->hit_count > 0;
        if (to->text == NULL || to->code == NULL || to->space == NULL || to->cue == NULL)
            return ekb_error_nomem(state->error);
    }
    answer->readings = out;
    answer->reading_count = state->reading_count;
    return EKB_OK;
}

/* Language of a text in a row of its own, or 0. */
static int64_t stored_language(ekb_lookup_state *state, const ekb_scored *scored)
{
    ekb_row row;
    int is_keyword = scored->kind == EKB_TEMPLATE_KEYWORD;
    ekb_row_start(&row, state->engine->indexes[scored->index],
                  is_keyword ? EKB_SQL_KEYWORD : EKB_SQL_MESSAGE_BY_ID, NULL, NULL);
    ekb_row_bind(&row, 1, is_keyword ? scored->entry : EKB_MESSAGE_ROW(scored->source));
    if (is_keyword)
        ekb_row_bind(&row, 2, scored->source);
    int64_t id = ekb_row_next(&row) ? ekb_row_number(&row, 0, 1, EKB_LANGUAGE_MAX) : 0;
    return ekb_row_end(&row) == EKB_OK ? id : 0;
}

/* Language of a template's text, by where it stands; "" for an example, of which
 * nobody states it. */
static const char *language_of(ekb_lookup_state *state, const ekb_scored *scored)
{
    ekb_index *index = state->engine->indexes[scored->index];
    int is_further = scored->kind == EKB_TEMPLATE_MESSAGE && !EKB_MESSAGE_IS_FIRST(scored->source);
    if (scored->kind == EKB_TEMPLATE_EXAMPLE)
        return "";
    int64_t id = is_further || scored->kind == EKB_TEMPLATE_KEYWORD ? stored_language(state, scored)
                                                                    : scored->source & 0xFF;
    if (id == 0 || ekb_index_load_languages(index, NULL) != EKB_OK)
        return "";
    const ekb_index_language *language = ekb_index_language_by_id(index, id);
    return language != NULL ? language->tag : "";
}

/* An example that quotes a message is no better evidence than the message, where
 * that would do by itself. */
static const ekb_scored *evidence_of(const ekb_scored *scored)
{
    const ekb_scored *message = scored->message;
    double least = scored->confidence < EKB_FIRM ? scored->confidence : EKB_FIRM;
    return scored->kind == EKB_TEMPLATE_EXAMPLE && message != NULL && message->confidence >= least ? message
                                                                                                   : scored;
}

static ekb_status fill_evidence(ekb_lookup_state *state, const ekb_result *result, ekb_hit *hit)
{
    ekb_evidence *out = ekb_arena_calloc(state->arena, 2, sizeof *out);
    size_t count = 0;
    if (out == NULL)
        return ekb_error_nomem(state->error);
    if (result->reading != NULL) {
        const char *code = ekb_arena_strdup(state->arena, result->reading->spotted->code);
        if (code == NULL)
            return ekb_error_nomem(state->error);
        out[count++] = (ekb_evidence){"code", code, "", 1};
    }
    if (result->scored != NULL && result->scored->confidence >= EKB_VAGUE / 4) {
        const ekb_scored *s = evidence_of(result->scored);
        ekb_strbuf text = EKB_STRBUF_INIT;
        ekb_status status = ekb_template_text(
            state, state->engine->indexes[s->index], s->kind,
            s->kind == EKB_TEMPLATE_KEYWORD || s->kind == EKB_TEMPLATE_EXAMPLE ? s->entry : result->entry,
            s->source, &text);
        const char *copy = status == EKB_OK ? ekb_arena_strdup(state->arena, ekb_strbuf_text(&text)) : NULL;
        ekb_strbuf_release(&text);
        if (status != EKB_OK)
            return status;
        if (copy == NULL)
            return ekb_error_nomem(state->error);
        out[count++] =
            (ekb_evidence){ekb_template_kind_name(s->kind), copy, language_of(state, s), s->confidence};
    }
    hit->evidence = out;
    hit->evidence_count = count;
    return EKB_OK;
}

static ekb_status fill_spans(ekb_lookup_state *state, const ekb_result *result, ekb_hit *hit)
{
    ekb_span *out = ekb_arena_calloc(state->arena, 2, sizeof *out);
    size_t count = 0;
    if (out == NULL)
        return ekb_error_nomem(state->error);
    if (result->scored != NULL && result->scored->confidence >= EKB_VAGUE)
        out[count++] = (ekb_span){result->scored->start, result->scored->end};
    /* A class that stands in another line is another error's. */
    int elsewhere = count > 0 && result->reading != NULL && result->code->is_class &&
                    !ekb_same_line(state, result->scored, result->reading->spotted);
    if (result->reading != NULL && !elsewhere) {
        const ekb_spotted *s = result->reading->spotted;
        ekb_span code = {s->start, s->end};
        if (count == 0 || code.start >= out[0].end)
            out[count++] = code;
        else if (code.end <= out[0].start) {
            out[count++] = out[0];
            out[0] = code;
        }
    }
    hit->spans = out;
    hit->span_count = count;
    return EKB_OK;
}

static ekb_status fill_arguments(ekb_lookup_state *state, const ekb_result *result, ekb_hit *hit)
{
    ekb_argument *out = ekb_arena_calloc(state->arena, result->captured_count + 1, sizeof *out);
    if (out == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < result->captured_count; i++) {
        out[i].name = result->captured[i].name;
        out[i].value = piece(state, result->captured[i].start, result->captured[i].end);
        if (out[i].value == NULL)
            return ekb_error_nomem(state->error);
    }
    hit->arguments = out;
    hit->argument_count = result->captured_count;
    return EKB_OK;
}

static ekb_status fill_hit(ekb_lookup_state *state, const ekb_answer *answer, const ekb_result *result,
                           ekb_hit *hit)
{
    const ekb_query *query = state->query;
    ekb_entry *entry = ekb_arena_calloc(state->arena, 1, sizeof *entry);
    if (entry == NULL)
        return ekb_error_nomem(state->error);
    const char *const *languages = query->language_count > 0 ? query->languages : &answer->language;
    size_t language_count = query->language_count > 0 ? query->language_count : 1;
    ekb_status status = ekb_entry_load(state->engine, result->index, result->entry, languages, language_count,
                                       state->arena, entry, state->error);
    if (status == EKB_OK)
        status = fill_evidence(state, result, hit);
    if (status == EKB_OK)
        status = fill_spans(state, result, hit);
    if (status == EKB_OK)
        status = fill_arguments(state, result, hit);
    hit->entry = entry;
    hit->verdict = result->verdict;
    hit->confidence = result->confidence;
    hit->ambiguous = result->ambiguous;
    hit->conflict = result->conflict;
    return status;
}

static ekb_status fill_hits(ekb_lookup_state *state, ekb_answer *answer)
{
    ekb_hit *hits = ekb_arena_calloc(state->arena, state->result_count + 1, sizeof *hits);
    if (hits == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < state->result_count; i++) {
        ekb_status status = fill_hit(state, answer, &state->results[i], &hits[i]);
        if (status != EKB_OK)
            return status;
    }
    answer->hits = hits;
    answer->hit_count = state->result_count;
    answer->verdict = state->result_count > 0 ? hits[0].verdict : EKB_NONE;
    return EKB_OK;
}

static int is_unknown(const ekb_code_reading *reading)
{
    return reading->hit_count == 0 && !reading->as_argument;
}

static ekb_status fill_unknown(ekb_lookup_state *state, ekb_answer *answer)
{
    ekb_unknown *out = ekb_arena_calloc(state->arena, state->reading_count + 1, sizeof *out);
    size_t count = 0;
    if (out == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        if (!is_unknown(r))
            continue;
        ekb_unknown *to = &out[count++];
        to->span = (ekb_span){r->spotted->start, r->spotted->end};
        to->code = answer->readings[i].code;
        ekb_code_structure(state, r->spotted, to);
        if (*to->space == '\0')
            ekb_code_range(state, r->spotted, to);
    }
    answer->unknown = out;
    answer->unknown_count = count;
    return EKB_OK;
}

/* ---- Errors of the paste, in its order ------------------------------------ */

typedef struct place {
    ekb_span span;
    ekb_verdict verdict;
    size_t hit; /* position in hits, or SIZE_MAX */
} place;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->hit > y->hit) - (x->hit < y->hit);
}

static int is_one_line(const ekb_lookup_state *state, size_t a, size_t b)
{
    size_t first = a < b ? a : b, last = a < b ? b : a;
    return memchr(ekb_strbuf_text(&state->text) + first, '\n', last - first) == NULL;
}

/* A number that nothing announces is no error of a line that tells of one: it is the
 * day, the process or the thread. In a list of codes it is one of them. */
static int is_aside(const ekb_lookup_state *state, const place *hits, size_t count, const ekb_spotted *s)
{
    if (s->word_cued || s->form != EKB_FORM_DECIMAL)
        return 0;
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        if (r->hit_count > 0 && r->spotted->word_cued && is_one_line(state, r->spotted->start, s->start))
            return 1;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = ekb_strbuf_text(&state->text) + hits[i].span.start;
        size_t length = hits[i].span.end - hits[i].span.start;
        int is_number = strspn(text, "0123456789") >= length;
        if (!is_number && is_one_line(state, hits[i].span.start, s->start))
            return 1;
    }
    return 0;
}

static size_t collect_places(const ekb_lookup_state *state, const ekb_answer *answer, place *out)
{
    size_t count = 0, unknown = 0;
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        if (hit->span_count == 0)
            continue;
        out[count++] = (place){{hit->spans[0].start, hit->spans[hit->span_count - 1].end}, hit->verdict, i};
    }
    size_t hits = count;
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        if (!is_unknown(r))
            continue;
        ekb_span span = answer->unknown[unknown++].span;
        if (!is_aside(state, out, hits, r->spotted))
            out[count++] = (place){span, EKB_NONE, SIZE_MAX};
    }
    return count;
}

/* Hits are numbered from the best on. */
static void put_best_first(size_t *hits, size_t count, size_t hit)
{
    for (; count > 0 && hits[count - 1] > hit; count--)
        hits[count] = hits[count - 1];
    hits[count] = hit;
}

/* Hits that overlap are readings of one error. */
static ekb_status join_places(ekb_lookup_state *state, ekb_answer *answer, const place *places, size_t count)
{
    ekb_occurrence *out = ekb_arena_calloc(state->arena, count + 1, sizeof *out);
    size_t *hits = ekb_arena_calloc(state->arena, count + 1, sizeof *hits);
    size_t errors = 0, used = 0;
    if (out == NULL || hits == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < count; i++) {
        ekb_occurrence *last = errors > 0 ? &out[errors - 1] : NULL;
        if (last == NULL || places[i].span.start >= last->span.end) {
            last = &out[errors++];
            last->span = places[i].span;
            last->hits = hits + used;
        }
        if (places[i].span.end > last->span.end)
            last->span.end = places[i].span.end;
        if (places[i].verdict > last->verdict)
            last->verdict = places[i].verdict;
        if (places[i].hit != SIZE_MAX) {
            put_best_first(hits + used++ - last->hit_count, last->hit_count, places[i].hit);
            last->hit_count++;
        }
    }
    for (size_t i = 0; i < errors; i++) {
        out[i].text = piece(state, (uint32_t)out[i].span.start, (uint32_t)out[i].span.end);
        if (out[i].text == NULL)
            return ekb_error_nomem(state->error);
    }
    answer->errors = out;
    answer->error_count = errors;
    return EKB_OK;
}

static ekb_status fill_errors(ekb_lookup_state *state, ekb_answer *answer)
{
    size_t most = answer->hit_count + answer->unknown_count + 1;
    place *places = ekb_arena_calloc(state->arena, most, sizeof *places);
    if (places == NULL)
        return ekb_error_nomem(state->error);
    size_t count = collect_places(state, answer, places);
    if (count > 0)
        qsort(places, count, sizeof *places, by_place);
    return join_places(state, answer, places, count);
}

/* Less sure than the surest by more is not as good as it. */
#define AS_SURE 0.1

/* Adds the firm hits of errors, or of those that are not as sure as the surest. */
static size_t add_firm(const ekb_answer *answer, int as_sure, ekb_hit *hits, size_t count)
{
    double least = answer->hit_count > 0 ? answer->hits[0].confidence - AS_SURE : 0;
    for (size_t i = 0; i < answer->error_count; i++) {
        const ekb_occurrence *error = &answer->errors[i];
        if (error->hit_count == 0 || (answer->hits[error->hits[0]].confidence >= least) != as_sure)
            continue;
        for (size_t k = 0; k < error->hit_count; k++)
            if (answer->hits[error->hits[k]].verdict == EKB_MATCH)
                hits[count++] = answer->hits[error->hits[k]];
    }
    return count;
}

/* Firm hits that are about as sure in the order of their errors: by how little one is
 * surer tells a reader nothing, where it stands does. Readings of one error keep their
 * order, and so do hits that are not firm, the likeliest first. */
static ekb_status order_hits(ekb_lookup_state *state, ekb_answer *answer)
{
    ekb_hit *hits = ekb_arena_calloc(state->arena, answer->hit_count + 1, sizeof *hits);
    if (hits == NULL)
        return ekb_error_nomem(state->error);
    size_t count = add_firm(answer, 0, hits, add_firm(answer, 1, hits, 0));
    size_t firm = 0;
    while (firm < answer->hit_count && answer->hits[firm].verdict == EKB_MATCH)
        firm++;
    for (size_t i = firm; i < answer->hit_count; i++)
        hits[count++] = answer->hits[i];
    if (count == answer->hit_count)
        answer->hits = hits;
    return fill_errors(state, answer);
}

ekb_status ekb_match_answer(ekb_lookup_state *state, ekb_answer *answer)
{
    answer->query = ekb_arena_strndup(state->arena, ekb_strbuf_text(&state->text), state->text.length);
    answer->query_length = state->text.length;
    answer->truncated = state->truncated;
    answer->language = ekb_paste_language(state);
    answer->explain = ekb_arena_strdup(state->arena, ekb_strbuf_text(&state->explain));
    if (answer->query == NULL || answer->explain == NULL)
        return ekb_error_nomem(state->error);
    ekb_status status = fill_readings(state, answer);
    if (status == EKB_OK)
        status = fill_hits(state, answer);
    if (status == EKB_OK)
        status = fill_unknown(state, answer);
    if (status == EKB_OK)
        status = fill_errors(state, answer);
    if (status == EKB_OK && answer->error_count > 1)
        status = order_hits(state, answer);
    if (status == EKB_OK)
        status = ekb_match_nearest(state, answer);
    return status;
}
