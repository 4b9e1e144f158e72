/* SPDX-License-Identifier: MIT */
/*
 * Verdicts by text: rules d to f of decide.c. A text is firm by its confidence,
 * unless a code beside it says otherwise.
 */
#include "decide.h"

#include <string.h>

#include "claim.h"
#include "core/error.h"

static int is_unknown_code(const ekb_code_reading *r)
{
    const ekb_spotted *s = r->spotted;
    if (r->hit_count > 0 || r->as_argument || s->metadata)
        return 0;
    return s->word_cued || (s->cued && strlen(s->code) <= 10) ||
           (s->form == EKB_FORM_PREFIXED && !s->loose && strchr(s->code, '-') != NULL);
}

static ekb_span line_of(const ekb_lookup_state *state, const ekb_spotted *s)
{
    const char *text = ekb_strbuf_text(&state->text);
    ekb_span out = {s->start, s->end};
    while (out.start > 0 && text[out.start - 1] != '\n')
        out.start--;
    while (out.end < state->text.length && text[out.end] != '\n')
        out.end++;
    return out;
}

/* A line with words enough of its own is another error's, or another log's. */
static int is_told_elsewhere(const ekb_lookup_state *state, const ekb_scored *scored, const ekb_spotted *s)
{
    ekb_span line = line_of(state, s);
    double words = 0;
    if (scored->start < line.end && scored->end > line.start)
        return 0;
    for (size_t i = 0; i < state->tokens.count; i++) {
        uint32_t at = state->folded.start[state->tokens.items[i].start];
        if (at >= line.start && at < line.end)
            words += ekb_rest_weight(state, i);
    }
    return words >= EKB_REST_STORY;
}

/* d: an announced code that nobody knows, unless it is an argument or belongs
 * to other lines. */
static int has_unknown_code(const ekb_lookup_state *state, const ekb_scored *scored)
{
    for (size_t i = 0; i < state->reading_count; i++) {
        if (!is_unknown_code(&state->readings[i]))
            continue;
        ekb_span lines = ekb_neighbourhood(state, &state->readings[i]);
        if (scored->start < lines.end && scored->end > lines.start &&
            !is_told_elsewhere(state, scored, state->readings[i].spotted))
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

ekb_status ekb_decide_arguments(ekb_lookup_state *state)
{
    for (size_t i = 0; state->reading_count > 0 && i < state->scored_count && i < 4; i++) {
        if (state->scored[i].confidence < EKB_LIKELY)
            break;
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
        if (r->reading != NULL && r->conflict && ekb_same_line(state, scored, r->reading->spotted))
            return 1;
    }
    return 0;
}

/* Words that are sought are an entry's if it has one that tells something: the "ID" of
 * "ID:一百" is in many. Where nothing else is asked for, even such a word will do. */
static int is_found_idly(const ekb_lookup_state *state, const ekb_scored *scored)
{
    int asked = 0;
    for (size_t i = 0; i < state->tokens.count; i++) {
        int telling = ekb_rest_weight(state, i) > 0;
        if (telling && (int)i >= scored->fit.first && (int)i <= scored->fit.last)
            return 0;
        asked |= telling || state->spent[i] == EKB_SPENT_CODE || state->spent[i] == EKB_SPENT_SCHEME;
    }
    return asked;
}

#define TEXT_MOST 0.985

ekb_status ekb_decide_texts(ekb_lookup_state *state)
{
    int search = (state->query->flags & EKB_QUERY_SEARCH) != 0;
    double least = search ? 0 : EKB_VAGUE;
    for (size_t i = 0; i < state->scored_count && i < EKB_RESULTS_MAX; i++) {
        const ekb_scored *scored = &state->scored[i];
        if (scored->confidence < least || (search && is_found_idly(state, scored)))
            continue;
        ekb_result *result = ekb_result_find(state, scored->index, scored->entry);
        if (result != NULL && result->reading != NULL)
            continue;
        result = result != NULL ? result : ekb_result_add(state, scored->index, scored->entry);
        if (result == NULL)
            return ekb_error_nomem(state->error);
        int unknown_code = has_unknown_code(state, scored);
        int conflict = is_contradicted(state, scored), claimed = 0;
        int firm = scored->confidence >= EKB_FIRM && !unknown_code && !search && !conflict;
        ekb_status status = firm ? ekb_text_claimed(state, scored, &claimed) : EKB_OK;
        if (status != EKB_OK)
            return status;
        firm &= !claimed;
        result->verdict = firm ? EKB_MATCH : EKB_SIMILAR;
        result->confidence =
            (unknown_code || conflict || claimed) && scored->confidence > 0.5 ? 0.5 : scored->confidence;
        /* A text alone is never as sure as a code and its text. */
        if (result->confidence > TEXT_MOST)
            result->confidence = TEXT_MOST;
        result->conflict = claimed                                        ? EKB_CONFLICT_OTHER
                           : conflict && scored->confidence >= EKB_LIKELY ? EKB_CONFLICT_ENTRY
                                                                          : EKB_CONFLICT_NONE;
        result->scored = scored;
        result->ambiguous = has_rival(state, scored);
    }
    return EKB_OK;
}
