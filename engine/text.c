/* SPDX-License-Identifier: MIT */
/*
 * The text channel: candidates of each window and index are aligned, each
 * entry keeps its best text. What is shared by several entries (a procedure's
 * step) counts for each of them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "candidates.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "decide.h"
#include "fit.h"
#include "head.h"
#include "match.h"
#include "row.h"
#include "variants.h"

enum { ALIGNED_ALWAYS = 8, ALIGNED_MAX = 20, ALIGNED_BODY_MAX = 12, WINDOW_TARGET = 220, USERS_MAX = 64 };

/* What a text is scored that cannot be firm, or little more. It yields to one of its
 * entry that can be, if that fits no worse than the second of these; one that the paste
 * contradicts yields to one that fits hardly worse. */
#define LIMITED_SCORE 1.0
#define YIELDED_SCORE (-4.0)
#define CLOSE_SCORE 1.0
/* The most that a keyword without one of its words is sure of. */
#define HOLLOW_LIMIT 0.45
/* Of an example's weight so much must be found. */
#define EXAMPLE_LEAST 0.6
#define GOOD_SCORE 2.0

/* Score from which a text is worth setting apart from what stands around it,
 * and from which words need not be taken for slips. */
#define APART_SCORE (-1.0)
#define SOUND_SCORE 0.5

/* Weight of the rest beside a text that is worth a look of its own. */
#define PEEL_WEIGHT 20.0
enum { PEEL_DEPTH = 8 };

/* What shares so much less with the window than the first can but come in behind
 * it. In a paste some of the first's share may be chance; the few words of a
 * question are all meant, and where many texts are, enough have them. */
#define HOPELESS 0.4F
#define HOPELESS_FEW 0.6F
enum { FEW_TOKENS = 12, MANY_TEXTS = 20000 };

typedef struct chosen {
    uint32_t template_id;
    float score;
    ekb_template is;
} chosen;

/* ---- Loading ------------------------------------------------------------ */

static ekb_status read_template(ekb_lookup_state *state, ekb_index *index, const ekb_candidate *candidate,
                                chosen *out)
{
    double whole = 0;
    out->template_id = candidate->template_id;
    ekb_status status = ekb_template_read(index, candidate->template_id, &out->is, state->error);
    if (status != EKB_OK)
        return status;
    for (size_t i = 0; i + 1 < out->is.weight_bytes; i += 2)
        whole += (out->is.weights[i] | out->is.weights[i + 1] << 8) / 16.0;
    /* Half for what is shared, half for how much of the template that is. */
    double share = whole > 0 ? candidate->bag / whole : 0;
    out->score = (float)(candidate->bag * (0.5 + 0.5 * (share < 1 ? share : 1)));
    return EKB_OK;
}

/* ---- Choosing what to align --------------------------------------------- */

static int by_score(const void *a, const void *b)
{
    const chosen *x = a, *y = b;
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score ? -1 : 1;
    return (x->template_id > y->template_id) - (x->template_id < y->template_id);
}

static ekb_status choose(ekb_lookup_state *state, ekb_index *index, ekb_window window,
                         const ekb_candidate *candidates, size_t count, chosen *out, size_t *chosen_count)
{
    const ekb_scope *scope = &state->scopes[index->at];
    int few =
        window.end - window.first <= FEW_TOKENS && scope->template_end - scope->template_first > MANY_TEXTS;
    float hopeless = few ? HOPELESS_FEW : HOPELESS;
    *chosen_count = 0;
    for (size_t i = 0; i < count; i++) {
        ekb_status status = read_template(state, index, &candidates[i], &out[i]);
        if (status != EKB_OK)
            return status;
    }
    if (count > 0)
        qsort(out, count, sizeof *out, by_score);
    size_t texts = 0, bodies = 0;
    for (size_t i = 0; i < count; i++) {
        int body = out[i].is.kind == EKB_TEMPLATE_BODY;
        if (i >= ALIGNED_ALWAYS && out[i].score < hopeless * out[0].score)
            break;
        if (out[i].is.kind == EKB_TEMPLATE_EXAMPLE && (state->query->flags & EKB_QUERY_UNAIDED) != 0)
            continue;
        if (body ? bodies++ < ALIGNED_BODY_MAX : texts++ < ALIGNED_MAX)
            out[(*chosen_count)++] = out[i];
    }
    return EKB_OK;
}

/* ---- Keeping the best text of each entry --------------------------------- */

/* Of two texts of one entry that both fit well, the one that explains more of
 * the paste tells where the entry's stretch ends; else the better fit. */
static int fits_better(const ekb_scored *a, const ekb_scored *b)
{
    if (a->score >= GOOD_SCORE && b->score >= GOOD_SCORE) {
        double a_net = a->fit.matched - a->fit.missing_in - a->fit.inserted;
        double b_net = b->fit.matched - b->fit.missing_in - b->fit.inserted;
        double close = 0.1 * (a_net > b_net ? a_net : b_net);
        if (a_net > b_net + close || b_net > a_net + close)
            return a_net > b_net;
        /* A message is better evidence than an example that quotes it. */
        if (a->kind != b->kind)
            return a->kind < b->kind;
    }
    return a->score > b->score;
}

static int is_kept_down(const ekb_scored *scored)
{
    return scored->limit < 1;
}

/* Of two texts of one entry, whether the first is to stand for it. */
static int stands_before(const ekb_scored *a, const ekb_scored *b)
{
    if (is_kept_down(a) != is_kept_down(b) && (is_kept_down(a) ? b : a)->score >= YIELDED_SCORE)
        return !is_kept_down(a);
    if (a->fit.polarity != b->fit.polarity && fabs(a->score - b->score) < CLOSE_SCORE)
        return !a->fit.polarity;
    return fits_better(a, b);
}

/* Keeps a message apart: another text of its entry may fit better, but tells less. */
static ekb_status keep_message(ekb_lookup_state *state, const ekb_scored *scored, ekb_scored **message)
{
    if (scored->kind != EKB_TEMPLATE_MESSAGE || (*message != NULL && !stands_before(scored, *message)))
        return EKB_OK;
    if (*message == NULL)
        *message = ekb_arena_alloc(state->arena, sizeof **message);
    if (*message == NULL)
        return ekb_error_nomem(state->error);
    **message = *scored;
    return EKB_OK;
}

static ekb_status keep(ekb_lookup_state *state, const ekb_scored *scored)
{
    for (size_t i = 0; i < state->scored_count; i++) {
        ekb_scored *other = &state->scored[i];
        if (other->index != scored->index || other->entry != scored->entry)
            continue;
        ekb_scored *message = other->message;
        if (stands_before(scored, other))
            *other = *scored;
        other->message = message;
        return keep_message(state, scored, &other->message);
    }
    if (state->scored_count == state->scored_capacity) {
        size_t capacity = state->scored_capacity == 0 ? 32 : state->scored_capacity * 2;
        ekb_scored *more = ekb_arena_alloc(state->arena, capacity * sizeof *more);
        if (more == NULL)
            return ekb_error_nomem(state->error);
        if (state->scored_count > 0)
            memcpy(more, state->scored, state->scored_count * sizeof *more);
        state->scored = more;
        state->scored_capacity = capacity;
    }
    ekb_scored *own = &state->scored[state->scored_count++];
    *own = *scored;
    return keep_message(state, scored, &own->message);
}

/* Entries that use a procedure, also through another procedure. */
static ekb_status keep_for_users(ekb_lookup_state *state, ekb_index *index, ekb_scored *scored, int depth)
{
    int64_t users[USERS_MAX];
    size_t count = 0;
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_USERS, NULL, state->error);
    ekb_row_bind(&row, 1, scored->entry);
    while (count < USERS_MAX && ekb_row_next(&row)) {
        int64_t user = ekb_row_number(&row, 0, 1, EKB_ENTRY_ID_MAX);
        if (count == 0 || users[count - 1] != user)
            users[count++] = user;
    }
    ekb_status found = ekb_row_end(&row);
    if (found != EKB_OK)
        return found;
    for (size_t i = 0; i < count; i++) {
        ekb_scored copy = *scored;
        copy.entry = users[i];
        int procedure;
        ekb_status status = ekb_entry_is_procedure(index, users[i], &procedure, state->error);
        if (status == EKB_OK && procedure)
            status = depth < 8 ? keep_for_users(state, index, &copy, depth + 1) : EKB_OK;
        else if (status == EKB_OK)
            status = keep(state, &copy);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status keep_scored(ekb_lookup_state *state, ekb_index *index, ekb_scored *scored)
{
    if (scored->kind != EKB_TEMPLATE_BODY)
        return keep(state, scored);
    int procedure;
    ekb_status status = ekb_entry_is_procedure(index, scored->entry, &procedure, state->error);
    if (status != EKB_OK)
        return status;
    return procedure ? keep_for_users(state, index, scored, 0) : keep(state, scored);
}

/* ---- One window in one index --------------------------------------------- */

/* An example is a paste as it came, with talk around the message: where no more than
 * that talk is found again, or a cue, it tells nothing, but to who searches for it. */
static int is_idle_example(const ekb_lookup_state *state, const ekb_scored *scored)
{
    const ekb_fit *fit = &scored->fit;
    int search = (state->query->flags & EKB_QUERY_SEARCH) != 0;
    return !search && scored->kind == EKB_TEMPLATE_EXAMPLE &&
           (fit->matched < EXAMPLE_LEAST * fit->whole || fit->literal_tokens == fit->idle_tokens);
}

static ekb_status align_one(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                            ekb_window window, const ekb_term_use *uses, const chosen *c, ekb_strbuf *text,
                            ekb_scored *best)
{
    ekb_status status = ekb_template_text(state, index, c->is.kind, c->is.entry, c->is.source, text);
    if (status != EKB_OK)
        return status;
    ekb_scored scored = {.index = index->at,
                         .entry = c->is.entry,
                         .template_id = c->template_id,
                         .source = c->is.source,
                         .kind = c->is.kind};
    status = ekb_align(scratch, state, window, uses, ekb_strbuf_text(text), text->length, c->is.kind,
                       c->is.weights, c->is.weight_bytes, &scored.fit);
    if (status != EKB_OK || scored.fit.last < scored.fit.first || scored.fit.matched <= 0 ||
        is_idle_example(state, &scored))
        return status;
    scored.score = ekb_fit_score(&scored.fit, c->is.kind);
    /* Keywords and examples are written without regard to what else there is. */
    double least = c->is.kind == EKB_TEMPLATE_MESSAGE ? state->rival_least : ekb_rival_least(0);
    scored.limit = ekb_fit_limit(&scored.fit, least);
    if (scored.limit < 1 && scored.score > LIMITED_SCORE)
        scored.score = LIMITED_SCORE + (scored.score - LIMITED_SCORE) * 0.1;
    const ekb_token *tokens = state->tokens.items;
    scored.start = state->folded.start[tokens[scored.fit.first].start];
    int last = scored.fit.last; /* "(ID" at the end belongs to the code behind it */
    while (last > scored.fit.first && (tokens[last].flags & EKB_LEX_CUE) != 0)
        last--;
    scored.end = state->folded.end[tokens[last].end - 1];
    if (best->fit.matched <= 0 || fits_better(&scored, best))
        *best = scored;
    return keep_scored(state, index, &scored);
}

/* Aligns the templates that share most with the window's terms and `more`. */
static ekb_status match_terms(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                              ekb_window window, const ekb_term_use *uses, const ekb_term_use *more,
                              size_t more_count, ekb_scored *best)
{
    ekb_candidate candidates[EKB_CANDIDATES_MAX];
    chosen *choice = malloc(EKB_CANDIDATES_MAX * sizeof *choice);
    if (choice == NULL)
        return ekb_error_nomem(state->error);
    size_t count = 0;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_status status =
        ekb_candidates_find(state, index, scratch, window, uses, more, more_count, candidates, &count);
    if (status == EKB_OK)
        status = choose(state, index, window, candidates, count, choice, &count);
    for (size_t i = 0; status == EKB_OK && i < count; i++)
        status = align_one(state, index, scratch, window, uses, &choice[i], &text, best);
    ekb_strbuf_release(&text);
    free(choice);
    return status;
}

/* Where the words as they stand find nothing good, those that the index does
 * not know may be slips. */
static ekb_status match_window(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                               ekb_window window, ekb_term_use *uses, ekb_scored *best)
{
    ekb_arena lists = EKB_ARENA_INIT;
    ekb_term_use more[EKB_VARIANTS_MAX];
    size_t more_count = 0;
    ekb_status status = ekb_candidates_terms(state, index, window, &lists, uses);
    if (status == EKB_OK)
        status = match_terms(state, index, scratch, window, uses, NULL, 0, best);
    if (status == EKB_OK && best->score < SOUND_SCORE)
        status = ekb_variants_find(state, index, window, uses, &lists, more, &more_count);
    if (status == EKB_OK && more_count > 0)
        status = match_terms(state, index, scratch, window, uses, more, more_count, best);
    ekb_arena_release(&lists);
    return status;
}

/* ---- Windows -------------------------------------------------------------- */

/* Ends near WINDOW_TARGET tokens, at the strongest boundary behind it. */
static size_t window_end(const ekb_tokens *tokens, size_t first)
{
    size_t left = tokens->count - first;
    if (left <= EKB_WINDOW_TOKENS)
        return tokens->count;
    size_t best = first + EKB_WINDOW_TOKENS;
    uint8_t strongest = 0;
    for (size_t i = first + WINDOW_TARGET; i < first + EKB_WINDOW_TOKENS; i++)
        if (tokens->items[i].gap > strongest) {
            strongest = tokens->items[i].gap;
            best = i;
        }
    return best;
}

static int better(const void *a, const void *b)
{
    const ekb_scored *x = a, *y = b;
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score ? -1 : 1;
    if (x->fit.matched > y->fit.matched || x->fit.matched < y->fit.matched)
        return x->fit.matched > y->fit.matched ? -1 : 1;
    if (x->index != y->index)
        return x->index < y->index ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static double weight_of(const ekb_lookup_state *state, ekb_window window)
{
    double weight = 0;
    for (size_t i = window.first; i < window.end; i++)
        weight += ekb_rest_weight(state, i);
    return weight;
}

/* A window, then what is left of it on both sides of its best text: a paste of
 * several errors is peeled, so that a short message is not lost beside a long
 * one. */
static ekb_status match_around(ekb_lookup_state *state, ekb_scratch *scratch, ekb_window window,
                               ekb_term_use *uses, int depth)
{
    ekb_scored best = {.score = -99};
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < state->engine->index_count; i++)
        if (state->scopes[i].template_first < state->scopes[i].template_end)
            status = match_window(state, state->engine->indexes[i], scratch, window, uses, &best);
    if (status != EKB_OK || best.score < APART_SCORE || depth >= PEEL_DEPTH)
        return status;
    ekb_window sides[2] = {{window.first, (size_t)best.fit.first}, {(size_t)best.fit.last + 1, window.end}};
    for (size_t i = 0; status == EKB_OK && i < 2; i++)
        if (sides[i].first < sides[i].end && weight_of(state, sides[i]) >= PEEL_WEIGHT)
            status = match_around(state, scratch, sides[i], uses, depth + 1);
    return status;
}

/* Equal texts of several entries are no rivals: all of them are the answer. */
static int is_same_text(const ekb_fit *a, const ekb_fit *b)
{
    return fabs(a->matched - b->matched) < 0.2 && fabs(a->missing - b->missing) < 0.2 &&
           fabs(a->whole - b->whole) < 0.2 && fabs(a->inserted + a->edge - b->inserted - b->edge) < 0.2;
}

/* Texts that speak of the same stretch with other words. */
typedef struct rivals {
    double share; /* weight that the best of them found, as a share of the text's own */
    double score; /* highest score */
} rivals;

/* Of a text of the entry at this place. */
static rivals rivals_of(const ekb_lookup_state *state, size_t at, const ekb_scored *self)
{
    rivals out = {state->rival_least, -99};
    for (size_t i = 0; i < state->scored_count; i++) {
        const ekb_scored *other = &state->scored[i];
        if (i == at || other->end <= self->start || other->start >= self->end ||
            is_same_text(&other->fit, &self->fit))
            continue;
        /* Who comes first is not troubled by who finds as much but fits worse,
         * beyond what it finds; who comes later is by all before it. */
        double share = self->fit.matched > 0 ? other->fit.matched / self->fit.matched : 1;
        share = i < at && share < 1 ? 1 : share;
        out.share = share > out.share ? share : out.share;
        out.score = other->score > out.score ? other->score : out.score;
    }
    return out;
}

/* Keywords are short: one of their words less, and they say something else. "Failed to
 * mount the volume" is not about the recovery volume. */
static int is_hollow(const ekb_scored *scored)
{
    return scored->kind == EKB_TEMPLATE_KEYWORD && scored->fit.absent_in > 0;
}

static double confidence_of(const ekb_lookup_state *state, size_t at, const ekb_scored *self)
{
    rivals others = rivals_of(state, at, self);
    double confidence = ekb_fit_confidence(&self->fit, self->score, others.share, self->score - others.score);
    double limit = is_hollow(self) && self->limit > HOLLOW_LIMIT ? HOLLOW_LIMIT : self->limit;
    return confidence < limit ? confidence : limit;
}

static void settle(ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->scored_count; i++) {
        ekb_scored *scored = &state->scored[i], *message = scored->message;
        scored->confidence = confidence_of(state, i, scored);
        if (message != NULL)
            message->confidence = confidence_of(state, i, message);
        if (message != NULL && (message->confidence < EKB_LIKELY || message->start >= scored->end ||
                                message->end <= scored->start))
            scored->message = NULL;
    }
}

ekb_status ekb_match_text(ekb_lookup_state *state)
{
    if (state->tokens.count == 0)
        return EKB_OK;
    double templates = 0;
    for (size_t i = 0; i < state->engine->index_count; i++)
        templates += (double)(state->scopes[i].template_end - state->scopes[i].template_first);
    state->rival_least = ekb_rival_least(templates);
    ekb_scratch *scratch = ekb_engine_scratch(state->engine);
    ekb_term_use *uses = scratch != NULL ? calloc(state->tokens.count, sizeof *uses) : NULL;
    if (uses == NULL)
        return ekb_error_nomem(state->error);
    ekb_status status = EKB_OK;
    for (size_t first = 0; status == EKB_OK && first < state->tokens.count;) {
        ekb_window window = {first, window_end(&state->tokens, first)};
        status = match_around(state, scratch, window, uses, 0);
        first = window.end;
    }
    free(uses);
    if (state->scored_count > 0)
        qsort(state->scored, state->scored_count, sizeof *state->scored, better);
    settle(state);
    return status;
}
