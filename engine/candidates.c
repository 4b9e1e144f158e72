/* SPDX-License-Identifier: MIT */
/*
 * Candidates by postings. Terms are read in order of rarity until a budget of
 * postings is spent: the frequent terms, which cost the most and tell the
 * least, are left out first, so the time hardly grows with the index.
 */
#include "candidates.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/lexicon.h"
#include "core/postings.h"
#include "core/weight.h"
#include "term.h"

enum { BUDGET = 12000, TERMS_MAX = 192 };

/* Templates whose weights are added up at once: few enough to stay near the
 * processor. All are 0 in between. */
enum { BAGS = 1 << 15 };

/* Rare terms are read whatever they cost: one long list is not the end. */
enum { TERMS_ALWAYS = 2, LIST_MOST = 400000 };

ekb_scratch *ekb_engine_scratch(ekb_engine *engine)
{
    if (engine->scratch == NULL)
        engine->scratch = calloc(1, sizeof *engine->scratch);
    return engine->scratch;
}

void ekb_scratch_free(ekb_scratch *scratch)
{
    if (scratch == NULL)
        return;
    free(scratch->bags);
    free(scratch->ids);
    ekb_strbuf_release(&scratch->postings);
    free(scratch->row);
    free(scratch->moves);
    free(scratch->partner);
    free(scratch->wild);
    free(scratch->quality);
    ekb_folded_release(&scratch->folded);
    ekb_tokens_release(&scratch->tokens);
    free(scratch);
}

static ekb_status read_term(ekb_lookup_state *state, ekb_index *index, ekb_arena *lists, ekb_term_use *use)
{
    ekb_term term;
    ekb_status status = ekb_term_find(index, (int64_t)use->term, lists, &term, state->error);
    use->df = term.df;
    use->list = term.list;
    use->list_bytes = (uint32_t)term.bytes;
    use->list_at = term.at;
    return status;
}

ekb_status ekb_candidates_terms(ekb_lookup_state *state, ekb_index *index, ekb_window window,
                                ekb_arena *lists, ekb_term_use *uses)
{
    for (size_t i = window.first; i < window.end; i++) {
        ekb_term_use *use = &uses[i];
        *use = (ekb_term_use){.term = ekb_term_at(&state->tokens, i)};
        if (use->term == 0)
            continue;
        size_t seen = window.first;
        while (seen < i && uses[seen].term != use->term)
            seen++;
        if (seen < i) {
            *use = uses[seen];
            continue;
        }
        ekb_status status = read_term(state, index, lists, use);
        if (status != EKB_OK)
            return status;
        use->weight = (float)ekb_term_weight(use->term, use->df, (double)index->template_count);
    }
    return EKB_OK;
}

/* The templates of a term, in ascending order. */
typedef struct posted {
    size_t at, end; /* of scratch->ids */
    size_t stop;    /* … how far it has been added up */
    float weight;
} posted;

typedef struct gather {
    ekb_scratch *scratch;
    uint64_t most; /* largest id that there is */
    const ekb_scope *scope;
    size_t limit; /* ids to be taken of a list */
    posted lists[TERMS_MAX];
    size_t list_count, id_count;
    ekb_candidate *best; /* best first */
    size_t best_count;
    float least; /* bag of the last, once there are as many as there may be */
} gather;

/* The next template of a list, or 0 if the list is broken. */
static uint64_t next_id(const unsigned char **at, const unsigned char *end, uint64_t id)
{
    uint64_t step = 0;
    for (unsigned shift = 0; *at < end && shift <= 28; shift += 7) {
        unsigned char byte = *(*at)++;
        step |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return step != 0 ? id + step : 0;
    }
    return 0;
}

/* ---- Reading lists ---------------------------------------------------------- */

static int reserve(ekb_scratch *scratch, size_t count)
{
    if (count <= scratch->id_capacity)
        return 1;
    uint32_t *ids = realloc(scratch->ids, count * sizeof *ids);
    if (ids == NULL)
        return 0;
    scratch->ids = ids;
    scratch->id_capacity = count;
    return 1;
}

/* Takes ascending ids that are in scope. @return 0 where no more are wanted. */
static int take(gather *g, posted *list, const uint64_t *ids, size_t count)
{
    uint64_t first = (uint64_t)g->scope->template_first, end = (uint64_t)g->scope->template_end;
    uint32_t *out = g->scratch->ids + list->end;
    size_t room = g->limit - (list->end - list->at), taken = 0, i = 0;
    while (i < count && ids[i] < first)
        i++;
    for (; i < count && ids[i] < end && taken < room; i++)
        out[taken++] = (uint32_t)ids[i];
    list->end += taken;
    return i == count;
}

/* Reads a list that stands beside its term. @return 0 if it is broken. */
static int read_list(gather *g, posted *list, const unsigned char *bytes, size_t length)
{
    uint64_t id = 0;
    for (const unsigned char *at = bytes, *stop = bytes + length; at < stop;) {
        id = next_id(&at, stop, id);
        if (id == 0 || id > g->most)
            return 0;
        if (!take(g, list, &id, 1))
            break;
    }
    return 1;
}

/* The same for a long list, which is in the scratch. */
static int read_long_list(gather *g, posted *list, size_t count)
{
    const ekb_strbuf *bytes = &g->scratch->postings;
    ekb_postings from = ekb_postings_of((const unsigned char *)bytes->data, bytes->length, count);
    uint64_t ids[EKB_POSTINGS_BLOCK];
    while (from.left > 0) {
        size_t block = ekb_postings_next(&from, ids);
        if (block == 0 || ids[block - 1] > g->most)
            return 0;
        if (!take(g, list, ids, block))
            break;
    }
    return 1;
}

static ekb_status read_use(ekb_lookup_state *state, ekb_index *index, gather *g, const ekb_term_use *use)
{
    ekb_status status = EKB_OK;
    posted *list = &g->lists[g->list_count++];
    *list = (posted){.at = g->id_count, .end = g->id_count, .weight = use->weight};
    /* No list has more ids than templates with the term. */
    if (!reserve(g->scratch, g->id_count + use->df))
        return ekb_error_nomem(state->error);
    if (use->list == NULL)
        status =
            ekb_term_list_read(index, use->list_at, use->list_bytes, &g->scratch->postings, state->error);
    if (status != EKB_OK)
        return status;
    int fine =
        use->list != NULL ? read_list(g, list, use->list, use->list_bytes) : read_long_list(g, list, use->df);
    g->id_count = list->end;
    return fine ? EKB_OK : ekb_index_corrupt(index, "term", state->error);
}

/* ---- Adding up ---------------------------------------------------------------- */

static int is_better(const ekb_candidate *a, const ekb_candidate *b)
{
    return a->bag > b->bag || (a->bag >= b->bag && a->template_id < b->template_id);
}

/* Into a short sorted list, since most are worse than its last. */
static void keep_best(gather *g, ekb_candidate candidate)
{
    if (g->best_count == EKB_CANDIDATES_MAX && !is_better(&candidate, &g->best[g->best_count - 1]))
        return;
    size_t at = g->best_count < EKB_CANDIDATES_MAX ? g->best_count++ : g->best_count - 1;
    for (; at > 0 && is_better(&candidate, &g->best[at - 1]); at--)
        g->best[at] = g->best[at - 1];
    g->best[at] = candidate;
    if (g->best_count == EKB_CANDIDATES_MAX)
        g->least = g->best[g->best_count - 1].bag;
}

/* Adds a list's weight to its templates before `end`. No branch depends on what
 * is added, which is what makes it fast. @return how far it went. */
static size_t add_list(float *bags, const uint32_t *ids, const posted *list, uint32_t first, uint64_t end)
{
    size_t at = list->at, stop = list->end;
    float weight = list->weight;
    for (; at < stop && ids[at] < end; at++)
        bags[ids[at] - first] += weight;
    return at;
}

/* Keeps the best templates of a list up to `stop`, and empties their bags: for
 * the next time, and lest another list has them again. */
static void keep_list(gather *g, uint32_t first, size_t at, size_t stop)
{
    float *bags = g->scratch->bags;
    const uint32_t *ids = g->scratch->ids;
    for (; at < stop; at++) {
        float bag = bags[ids[at] - first];
        bags[ids[at] - first] = 0;
        if (bag > 0 && bag >= g->least)
            keep_best(g, (ekb_candidate){ids[at], bag});
    }
}

/* What all lists have of the BAGS templates from `first` on. */
static void add_up(gather *g, uint32_t first)
{
    for (size_t i = 0; i < g->list_count; i++)
        g->lists[i].stop =
            add_list(g->scratch->bags, g->scratch->ids, &g->lists[i], first, (uint64_t)first + BAGS);
    for (size_t i = 0; i < g->list_count; i++) {
        keep_list(g, first, g->lists[i].at, g->lists[i].stop);
        g->lists[i].at = g->lists[i].stop;
    }
}

static void add_all(gather *g)
{
    for (;;) {
        uint32_t first = UINT32_MAX;
        for (size_t i = 0; i < g->list_count; i++) {
            const posted *list = &g->lists[i];
            if (list->at < list->end && g->scratch->ids[list->at] < first)
                first = g->scratch->ids[list->at];
        }
        if (first == UINT32_MAX)
            return;
        add_up(g, first);
    }
}

/* ---- Which terms ---------------------------------------------------------------- */

static int by_rarity(const void *a, const void *b)
{
    const ekb_term_use *x = *(const ekb_term_use *const *)a, *y = *(const ekb_term_use *const *)b;
    if (x->df != y->df)
        return x->df < y->df ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

/* The distinct terms that the index has, rarest first. */
static size_t rarest(const ekb_lookup_state *state, ekb_window window, const ekb_term_use *uses,
                     const ekb_term_use *more, size_t more_count, const ekb_term_use **out)
{
    size_t count = 0;
    for (size_t i = 0; i < more_count; i++)
        out[count++] = &more[i];
    for (size_t i = window.first; i < window.end && count < EKB_CANDIDATES_TERMS; i++)
        if (uses[i].df > 0 && state->spent[i] != EKB_SPENT_CODE)
            out[count++] = &uses[i];
    if (count > 0)
        qsort(out, count, sizeof *out, by_rarity);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || out[kept - 1]->term != out[i]->term)
            out[kept++] = out[i];
    return kept;
}

/* How many of the terms, rarest first, the budget is enough for. */
static size_t affordable(const ekb_term_use *const *terms, size_t count)
{
    size_t i = 0, postings = 0;
    for (; i < count && i < TERMS_MAX; i++) {
        if (postings + terms[i]->df > BUDGET && (i >= TERMS_ALWAYS || terms[i]->df > LIST_MOST))
            break;
        postings += terms[i]->df;
    }
    return i;
}

ekb_status ekb_candidates_find(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                               ekb_window window, const ekb_term_use *uses, const ekb_term_use *more,
                               size_t more_count, ekb_candidate out[EKB_CANDIDATES_MAX], size_t *count)
{
    const ekb_term_use *terms[EKB_CANDIDATES_TERMS];
    size_t term_count = affordable(terms, rarest(state, window, uses, more, more_count, terms));
    *count = 0;
    if (scratch->bags == NULL && (scratch->bags = calloc(BAGS, sizeof *scratch->bags)) == NULL)
        return ekb_error_nomem(state->error);
    gather g = {.scratch = scratch,
                .most = index->template_count < UINT32_MAX ? (uint64_t)index->template_count : UINT32_MAX - 1,
                .scope = &state->scopes[index->at],
                .limit = SIZE_MAX,
                .best = out};
    /* What one list names is all alike, and its first are as good as any. */
    if (term_count == 1)
        g.limit = EKB_CANDIDATES_MAX;
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < term_count; i++)
        status = read_use(state, index, &g, terms[i]);
    if (status == EKB_OK) {
        add_all(&g);
        *count = g.best_count;
    }
    return status;
}
