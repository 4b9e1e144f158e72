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

/* Slots of the table that adds up weights; powers of two, and more than the
 * postings, so that probing stays short. A look-up of few postings uses few
 * slots, which stay near the processor. */
enum { SLOTS = 1 << 16, SLOTS_LEAST = 1 << 10, BUDGET = 12000, TERMS_MAX = 192 };

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
    free(scratch->slots);
    free(scratch->used);
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

typedef struct gather {
    ekb_scratch *scratch;
    size_t slots;      /* of the table, so many are used */
    size_t used_count; /* of scratch->used: slots in use, in order of first use */
    size_t most;       /* templates that are taken */
    int alone;         /* there is one list, so that nothing is told of a template taken */
    int64_t template_count;
    const ekb_scope *scope;
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

/* Adds weight to a template; a table that has `most` takes no new ones. */
static void add_weight(gather *g, uint32_t id, float weight)
{
    ekb_slot *slots = g->scratch->slots;
    uint32_t epoch = g->scratch->epoch;
    size_t mask = g->slots - 1, slot = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15) >> 48) & mask;
    while (slots[slot].epoch == epoch && slots[slot].template_id != id)
        slot = (slot + 1) & mask;
    if (slots[slot].epoch == epoch) {
        slots[slot].bag += weight;
    } else if (g->used_count < g->most) {
        slots[slot] = (ekb_slot){id, epoch, weight};
        g->scratch->used[g->used_count++] = (uint32_t)slot;
    }
}

static int is_done(const gather *g)
{
    return g->alone && g->used_count == g->most;
}

/* Adds a list's weight to its templates. Returns 0 if the list is broken. */
static int add_list(gather *g, const unsigned char *list, size_t bytes, float weight)
{
    uint64_t first = (uint64_t)g->scope->template_first, end = (uint64_t)g->scope->template_end;
    uint64_t id = 0, most = (uint64_t)g->template_count;
    for (const unsigned char *at = list, *stop = list + bytes; at < stop;) {
        id = next_id(&at, stop, id);
        if (id == 0 || id > most)
            return 0;
        if (id >= end || is_done(g))
            break;
        if (id >= first)
            add_weight(g, (uint32_t)id, weight);
    }
    return 1;
}

/* The same for a long list, which is in the scratch. */
static int add_long_list(gather *g, size_t count, float weight)
{
    const ekb_strbuf *bytes = &g->scratch->postings;
    uint64_t first = (uint64_t)g->scope->template_first, end = (uint64_t)g->scope->template_end;
    ekb_postings list = ekb_postings_of((const unsigned char *)bytes->data, bytes->length, count);
    uint64_t ids[EKB_POSTINGS_BLOCK];
    while (list.left > 0) {
        size_t block = ekb_postings_next(&list, ids);
        if (block == 0 || ids[block - 1] > (uint64_t)g->template_count)
            return 0;
        for (size_t i = 0; i < block; i++)
            if (ids[i] >= first && ids[i] < end)
                add_weight(g, (uint32_t)ids[i], weight);
        if (ids[block - 1] >= end || is_done(g))
            break;
    }
    return 1;
}

static ekb_status add_use(ekb_lookup_state *state, ekb_index *index, gather *g, const ekb_term_use *use,
                          float weight)
{
    ekb_status status = EKB_OK;
    int fine;
    if (use->list == NULL)
        status =
            ekb_term_list_read(index, use->list_at, use->list_bytes, &g->scratch->postings, state->error);
    if (status != EKB_OK)
        return status;
    fine = use->list != NULL ? add_list(g, use->list, use->list_bytes, weight)
                             : add_long_list(g, use->df, weight);
    return fine ? EKB_OK : ekb_index_corrupt(index, "term", state->error);
}

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

/* Keeps the best of the slots in use, best first: insertion into a short
 * sorted list, since most slots are worse than its last. */
static size_t select_best(const gather *g, ekb_candidate *out)
{
    size_t count = 0;
    for (size_t i = 0; i < g->used_count; i++) {
        const ekb_slot *slot = &g->scratch->slots[g->scratch->used[i]];
        if (count == EKB_CANDIDATES_MAX && slot->bag <= out[count - 1].bag)
            continue;
        size_t at = count < EKB_CANDIDATES_MAX ? count++ : count - 1;
        for (; at > 0 && (out[at - 1].bag < slot->bag ||
                          (out[at - 1].bag <= slot->bag && out[at - 1].template_id > slot->template_id));
             at--)
            out[at] = out[at - 1];
        out[at] = (ekb_candidate){slot->template_id, slot->bag};
    }
    return count;
}

static ekb_status begin(ekb_scratch *scratch, ekb_error *error)
{
    if (scratch->slots == NULL)
        scratch->slots = calloc(SLOTS, sizeof *scratch->slots);
    if (scratch->used == NULL)
        scratch->used = malloc(SLOTS * sizeof *scratch->used);
    if (scratch->slots == NULL || scratch->used == NULL)
        return ekb_error_nomem(error);
    if (++scratch->epoch == 0) {
        memset(scratch->slots, 0, SLOTS * sizeof *scratch->slots);
        scratch->epoch = 1;
    }
    return EKB_OK;
}

/* How many of the terms, rarest first, the budget is enough for. */
static size_t affordable(const ekb_term_use *const *terms, size_t count, size_t *postings)
{
    size_t i = 0;
    *postings = 0;
    for (; i < count && i < TERMS_MAX; i++) {
        if (*postings + terms[i]->df > BUDGET && (i >= TERMS_ALWAYS || terms[i]->df > LIST_MOST))
            break;
        *postings += terms[i]->df;
    }
    return i;
}

/* What a list alone names is all alike, and its first are as good as any. Else
 * all are taken that a table has room for: what comes then is frequent and late. */
static gather prepare(ekb_scratch *scratch, size_t term_count, size_t postings)
{
    gather g = {.scratch = scratch, .slots = SLOTS_LEAST, .alone = term_count == 1};
    while (!g.alone && g.slots < SLOTS && g.slots < 2 * postings)
        g.slots *= 2;
    g.most = g.alone ? EKB_CANDIDATES_MAX : g.slots / 4 * 3;
    return g;
}

/* Whether no template without any of the terms before can come among the best. */
static int is_settled(const gather *g, const ekb_term_use *const *terms, size_t count)
{
    float rest = 0;
    size_t ahead = 0;
    for (size_t i = 0; i < count; i++)
        rest += terms[i]->weight;
    for (size_t i = 0; i < g->used_count && ahead < EKB_CANDIDATES_MAX; i++)
        ahead += g->scratch->slots[g->scratch->used[i]].bag > rest;
    return ahead == EKB_CANDIDATES_MAX;
}

ekb_status ekb_candidates_find(ekb_lookup_state *state, ekb_index *index, ekb_scratch *scratch,
                               ekb_window window, const ekb_term_use *uses, const ekb_term_use *more,
                               size_t more_count, ekb_candidate out[EKB_CANDIDATES_MAX], size_t *count)
{
    const ekb_term_use *terms[EKB_CANDIDATES_TERMS];
    size_t postings, term_count = rarest(state, window, uses, more, more_count, terms);
    *count = 0;
    term_count = affordable(terms, term_count, &postings);
    if (term_count == 0)
        return EKB_OK;
    ekb_status status = begin(scratch, state->error);
    gather g = prepare(scratch, term_count, postings);
    g.template_count = index->template_count;
    g.scope = &state->scopes[index->at];
    for (size_t i = 0; status == EKB_OK && i < term_count; i++) {
        if (i > 0 && g.most > g.used_count && is_settled(&g, terms + i, term_count - i))
            g.most = g.used_count;
        status = add_use(state, index, &g, terms[i], terms[i]->weight);
    }
    if (status == EKB_OK)
        *count = select_best(&g, out);
    return status;
}
