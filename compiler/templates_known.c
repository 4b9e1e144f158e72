/* SPDX-License-Identifier: MIT */
#include "templates_known.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"

/* As in templates.c. */
enum { KINDS = 5 };

/* ---- Whether they can be used --------------------------------------------- */

static int same_langs(const ekbc_langs *a, const ekbc_langs *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->tags[i], b->tags[i]) != 0)
            return 0;
    return 1;
}

static int fits_counts(const ekbc_state_texts *texts)
{
    uint64_t templates = 0, postings = 0;
    for (size_t i = 0; i < texts->entries; i++)
        templates += texts->counts[i];
    for (size_t i = 0; i < texts->terms; i++)
        postings += texts->term_size[i];
    return templates == texts->templates && postings == texts->postings;
}

/* Whether all that is used as a position is one. */
static int fits_bounds(const ekbc_state_texts *texts)
{
    uint64_t sentences = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < texts->templates; i++) {
        sentences += texts->heads[i] & UINT16_MAX;
        if (texts->heads[i] >> 16 >= KINDS)
            return 0;
    }
    for (size_t i = 0; i < texts->postings; i++)
        last = texts->sentences[i] > last ? texts->sentences[i] : last;
    return sentences <= UINT32_MAX && (texts->postings == 0 || last < sentences);
}

int ekbc_known_templates(const ekbc_state *state, const ekbc_langs *langs)
{
    const ekbc_state_texts *texts = &state->texts;
    return texts->entries > 0 && same_langs(&state->langs, langs) &&
           ekbc_state_sum(texts->bytes, texts->length) == texts->sum && fits_counts(texts) &&
           fits_bounds(texts);
}

/* ---- Templates ------------------------------------------------------------ */

/* What a sentence has become. */
typedef struct place {
    uint32_t template; /* 0: its entry is known no more */
    uint32_t sentence;
} place;

struct ekbc_known {
    const ekbc_state_texts *texts;
    ekbc_templates fresh;
    place *known_places, *fresh_places; /* by sentence */
    ekbc_posting *postings;             /* of the term at hand */
    size_t count;
};

/* While templates are numbered. */
typedef struct merger {
    const ekbc_state_texts *known;
    const ekbc_templates *fresh;
    ekbc_templates *out;
    uint32_t *first_template;           /* of each known entry, and the end */
    uint32_t *first_sentence;           /* of each known template, and the end */
    place *known_places, *fresh_places; /* as in ekbc_known */
} merger;

static int count_firsts(merger *m)
{
    const ekbc_state_texts *known = m->known;
    m->first_template = malloc((known->entries + 1) * sizeof *m->first_template);
    m->first_sentence = malloc((known->templates + 1) * sizeof *m->first_sentence);
    if (m->first_template == NULL || m->first_sentence == NULL)
        return 0;
    m->first_template[0] = m->first_sentence[0] = 0;
    for (size_t i = 0; i < known->entries; i++)
        m->first_template[i + 1] = m->first_template[i] + known->counts[i];
    for (size_t i = 0; i < known->templates; i++)
        m->first_sentence[i + 1] = m->first_sentence[i] + (known->heads[i] & UINT16_MAX);
    m->known_places = calloc((size_t)m->first_sentence[known->templates] + 1, sizeof *m->known_places);
    m->fresh_places = calloc((size_t)m->fresh->sentences + 1, sizeof *m->fresh_places);
    m->out->items = malloc((known->templates + m->fresh->count + 1) * sizeof *m->out->items);
    return m->known_places != NULL && m->fresh_places != NULL && m->out->items != NULL;
}

/* The next template; its sentences were at `places` before. */
static void add_template(merger *m, ekbc_template item, place *places)
{
    ekbc_templates *out = m->out;
    item.first_sentence = out->sentences;
    out->items[out->count++] = item;
    for (uint32_t i = 0; i < item.sentences; i++)
        places[i] = (place){(uint32_t)out->count, out->sentences++};
}

static void add_known(merger *m, uint32_t at, uint32_t entry)
{
    uint32_t head = m->known->heads[at];
    const ekbc_template item = {.source = m->known->sources[at],
                                .entry = entry,
                                .sentences = head & UINT16_MAX,
                                .kind = (int)(head >> 16)};
    add_template(m, item, m->known_places + m->first_sentence[at]);
}

static void merge_templates(merger *m, const ekbc_catalog *catalog)
{
    const ekbc_template *fresh = m->fresh->items;
    const ekbc_template *end = fresh != NULL ? fresh + m->fresh->count : NULL;
    uint32_t last = 0;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        uint32_t entry = (uint32_t)i + 1, known = catalog->entries[i].known;
        /* Numbers that do not ascend are no order; nothing of them is lost but meaning. */
        if (known > last && known <= m->known->entries) {
            last = known;
            for (uint32_t at = m->first_template[known - 1]; at < m->first_template[known]; at++)
                add_known(m, at, entry);
        }
        for (; fresh < end && fresh->entry == entry; fresh++)
            add_template(m, *fresh, m->fresh_places + fresh->first_sentence);
    }
}

/* ---- Postings ------------------------------------------------------------- */

/* Those whose entry is known no more are left out, and so is what does not
   ascend, which no state has. */
static void add_posting(ekbc_known *k, uint64_t term, place at)
{
    int fits = at.template != 0 && (k->count == 0 || k->postings[k->count - 1].sentence <= at.sentence);
    k->postings[k->count] = (ekbc_posting){term, at.template, at.sentence};
    k->count += (size_t)fits;
}

/* One known term: its sentences and those of `fresh` up to its end, by template. */
static const ekbc_posting *merge_term(ekbc_known *k, uint64_t term, const uint32_t *sentence, size_t count,
                                      const ekbc_posting *fresh, const ekbc_posting *fresh_end)
{
    for (; count > 0; sentence++, count--) {
        place at = k->known_places[*sentence];
        for (; fresh < fresh_end && fresh->term == term && at.template != 0 &&
               k->fresh_places[fresh->sentence].template <at.template; fresh++)
            add_posting(k, term, k->fresh_places[fresh->sentence]);
        add_posting(k, term, at);
    }
    for (; fresh < fresh_end && fresh->term == term; fresh++)
        add_posting(k, term, k->fresh_places[fresh->sentence]);
    return fresh;
}

/* Hands a term over, if any of its templates is left. */
static int visit_term(ekbc_known *k, ekbc_term_fn visit, void *context)
{
    size_t count = k->count;
    k->count = 0;
    return count == 0 || visit(context, k->postings, k->postings + count);
}

/* The terms of `fresh` before one that is known. @return the next; NULL when ended by the visitor. */
static const ekbc_posting *visit_fresh(ekbc_known *k, const ekbc_posting *fresh, const ekbc_posting *end,
                                       ekbc_term_fn visit, void *context)
{
    while (fresh < end) {
        uint64_t term = fresh->term;
        for (; fresh < end && fresh->term == term; fresh++)
            add_posting(k, term, k->fresh_places[fresh->sentence]);
        if (!visit_term(k, visit, context))
            return NULL;
    }
    return fresh;
}

static const ekbc_posting *find_term(const ekbc_posting *fresh, const ekbc_posting *end, uint64_t term)
{
    while (fresh < end && fresh->term < term)
        fresh++;
    return fresh;
}

int ekbc_known_terms(ekbc_known *k, ekbc_term_fn visit, void *context)
{
    static const ekbc_posting none[1];
    const ekbc_state_texts *texts = k->texts;
    const ekbc_posting *fresh = k->fresh.postings != NULL ? k->fresh.postings : none;
    const ekbc_posting *end = fresh + k->fresh.posting_count;
    const uint32_t *sentence = texts->sentences;
    k->count = 0;
    for (size_t i = 0; i < texts->terms; i++) {
        fresh = visit_fresh(k, fresh, find_term(fresh, end, texts->term[i]), visit, context);
        if (fresh == NULL)
            return 0;
        fresh = merge_term(k, texts->term[i], sentence, texts->term_size[i], fresh, end);
        sentence += texts->term_size[i];
        if (!visit_term(k, visit, context))
            return 0;
    }
    return visit_fresh(k, fresh, end, visit, context) != NULL;
}

/* ---- The whole ------------------------------------------------------------ */

void ekbc_known_free(ekbc_known *k)
{
    if (k == NULL)
        return;
    ekbc_templates_release(&k->fresh);
    free(k->known_places);
    free(k->fresh_places);
    free(k->postings);
    free(k);
}

/* Room for the postings of any one term. @return 0 without memory. */
static int make_room(ekbc_known *k)
{
    size_t most = 0;
    for (size_t i = 0; i < k->texts->terms; i++)
        most = k->texts->term_size[i] > most ? k->texts->term_size[i] : most;
    k->postings = malloc((most + k->fresh.posting_count + 1) * sizeof *k->postings);
    return k->postings != NULL;
}

ekb_status ekbc_known_merge(const ekbc_catalog *catalog, const ekbc_state_texts *known, ekbc_templates *fresh,
                            ekbc_templates *out, ekb_error *error)
{
    merger m = {.known = known, .fresh = fresh, .out = out};
    *out = (ekbc_templates){.known = calloc(1, sizeof *out->known)};
    int fine = out->known != NULL && count_firsts(&m);
    if (fine) {
        merge_templates(&m, catalog);
        *out->known = (ekbc_known){known, *fresh, m.known_places, m.fresh_places, NULL, 0};
        *fresh = (ekbc_templates){.items = NULL};
        m.known_places = m.fresh_places = NULL;
        fine = make_room(out->known);
    }
    free(m.first_template);
    free(m.first_sentence);
    free(m.known_places);
    free(m.fresh_places);
    if (fine)
        return EKB_OK;
    ekbc_templates_release(out);
    return ekb_error_nomem(error);
}
