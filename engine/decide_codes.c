/* SPDX-License-Identifier: MIT */
/*
 * Verdicts by code: rules a to c of decide.c, and conflicts of a code with the
 * words around it.
 */
#include "decide.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"

/* What else is in the paste, as seen from one entry. */
typedef struct company {
    double rest, covered;  /* weight of the paste's own words, and the entry's part of it */
    double text;           /* confidence of the entry's best text */
    double found, foreign; /* weight that text found in its stretch, and what is strange there */
    int other_leads;       /* another entry's text is firm, and this one's is not */
    int others;            /* the words at its announcement are somebody else's */
} company;

/* A firm text of another entry elsewhere in the paste is another error, not a
 * contradiction, if the code stands on a line of its own or inside its own text. */
int ekb_same_line(const ekb_lookup_state *state, const ekb_scored *scored, const ekb_spotted *spotted)
{
    uint32_t from = scored->end < spotted->start ? scored->end : spotted->end;
    uint32_t to = scored->end < spotted->start ? spotted->start : scored->start;
    for (uint32_t i = from; i < to; i++)
        if (state->text.data[i] == '\n')
            return 0;
    return 1;
}

ekb_span ekb_neighbourhood(const ekb_lookup_state *state, const ekb_code_reading *reading)
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
    const ekb_scored *own = ekb_scored_of(state, hit->index, hit->entry);
    out->text = own != NULL ? own->confidence : 0;
    out->found = own != NULL ? own->fit.matched : 0;
    out->foreign = own != NULL ? own->fit.inserted + own->fit.edge : 0;
    ekb_coverage spoken;
    ekb_status status =
        ekb_rest_covered(state, hit->index, hit->entry, ekb_neighbourhood(state, reading), &spoken);
    out->rest = spoken.rest;
    out->covered = spoken.covered;
    for (size_t i = 0; i < state->scored_count; i++) {
        const ekb_scored *other = &state->scored[i];
        if (other->confidence < EKB_FIRM)
            continue;
        if ((other->index != hit->index || other->entry != hit->entry) && out->text < EKB_LIKELY &&
            ekb_same_line(state, other, reading->spotted))
            out->other_leads = 1;
    }
    if (status == EKB_OK && out->rest >= EKB_REST_EMPTY)
        status = ekb_said_of_other(state, reading, hit, &out->others);
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
    if (c->others)
        return 1;
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

static ekb_conflict conflict_of(const ekb_spotted *s, const company *c)
{
    if (c->other_leads)
        return EKB_CONFLICT_ENTRY;
    if (!is_strange(s, c))
        return EKB_CONFLICT_NONE;
    return c->others ? EKB_CONFLICT_OTHER : EKB_CONFLICT_WORDS;
}

static void judge_code(const ekb_code_reading *reading, const ekb_code_hit *hit, const company *c,
                       ekb_result *out)
{
    const ekb_spotted *s = reading->spotted;
    /* A number of another scheme is nothing by itself. */
    int alone = c->rest < EKB_REST_EMPTY && !hit->foreign;
    int announced = (s->cued || is_telling(s)) && !hit->foreign;
    /* "… the vault credential file (ID: 403)" is no file's id where it is the entry's text. */
    int others = s->metadata && c->text < EKB_FIRM;
    int sound = hit->form_fits && !s->repaired && !others;
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
    } else if (announced) { /* b */
        out->conflict = conflict_of(s, c);
        out->verdict = sound && !out->conflict ? EKB_MATCH : EKB_SIMILAR;
        out->confidence = out->conflict ? 0.4 : sound ? 0.96 : 0.6;
    } else if (c->text >= EKB_LIKELY || is_supported(s, c)) { /* c */
        out->verdict = sound ? EKB_MATCH : EKB_SIMILAR;
        out->confidence = sound ? 0.94 : 0.6;
    } else if (!hit->foreign && (c->text >= EKB_VAGUE || covered_share(c) >= 0.3)) {
        out->confidence = 0.35;
    } else {
        out->verdict = EKB_NONE;
        out->confidence = 0.1;
    }
    if (c->text > EKB_LIKELY && out->verdict == EKB_MATCH)
        out->confidence = 0.995;
}

/* The class of some other line is not what tells of an entry whose own code is there. */
static int is_nearer(const ekb_code_hit *before, const ekb_code_hit *hit)
{
    return before->is_class && !hit->is_class;
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
    ekb_result *result = ekb_result_find(state, hit->index, hit->entry);
    if (result == NULL)
        result = ekb_result_add(state, hit->index, hit->entry);
    if (result == NULL)
        return ekb_error_nomem(state->error);
    if (judged.verdict < result->verdict ||
        (judged.verdict == result->verdict && result->reading != NULL && !is_nearer(result->code, hit)))
        return EKB_OK;
    result->verdict = judged.verdict;
    result->confidence = judged.confidence;
    result->conflict = judged.conflict;
    result->reading = reading;
    result->code = hit;
    result->scored = ekb_scored_of(state, hit->index, hit->entry);
    return EKB_OK;
}

/* Of the entries that have a code so many are judged, and so many of a class code's
 * members; which of the others are worth it the text has told already. */
enum { HITS_MAX = 24 };

/* Those that have the code as their own (or as their class). */
static ekb_status take_hits(ekb_lookup_state *state, const ekb_code_reading *reading, int is_class)
{
    ekb_status status = EKB_OK;
    size_t taken = 0;
    for (size_t h = 0; status == EKB_OK && h < reading->hit_count; h++) {
        const ekb_code_hit *hit = &reading->hits[h];
        if (hit->is_class == is_class &&
            (taken++ < HITS_MAX || ekb_scored_of(state, hit->index, hit->entry) != NULL))
            status = take_hit(state, reading, hit);
    }
    return status;
}

ekb_status ekb_decide_codes(ekb_lookup_state *state)
{
    ekb_status status = EKB_OK;
    for (size_t r = 0; status == EKB_OK && r < state->reading_count; r++) {
        const ekb_code_reading *reading = &state->readings[r];
        if (reading->as_argument)
            continue;
        status = take_hits(state, reading, 0);
        if (status == EKB_OK)
            status = take_hits(state, reading, 1);
    }
    return status;
}
