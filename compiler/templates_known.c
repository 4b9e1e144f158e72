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

static int fits_order(const ekbc_state_texts *texts)
{
    uint64_t sentences = 0;
    for (size_t i = 0; i < texts->templates; i++) {
        sentences += texts->heads[i] & UINT16_MAX;
        if (texts->heads[i] >> 16 >= KINDS)
            return 0;
    }
    const uint32_t *at = texts->sentences;
    for (size_t i = 0; i < texts->terms; i++) {
        if (i > 0 && texts->term[i] <= texts->term[i - 1])
            return 0;
        uint32_t before = 0, broken = 0;
        for (const uint32_t *end = at + texts->term_size[i]; at < end; at++) {
            broken |= *at < before;
            before = *at;
        }
        if (broken || before >= sentences)
            return 0;
    }
    return sentences <= UINT32_MAX;
}

int ekbc_known_templates(const ekbc_state *state, const ekbc_langs *langs)
{
    const ekbc_state_texts *texts = &state->texts;
    return texts->entries > 0 && same_langs(&state->langs, langs) &&
           ekbc_state_sum(texts->bytes, texts->length) == texts->sum && fits_counts(texts) &&
           fits_order(texts);
}

/* ---- Templates ------------------------------------------------------------ */

/* What a sentence has become. */
typedef struct place {
    uint32_t template; /* 0: its entry is known no more */
    uint32_t sentence;
} place;

typedef struct merger {
    const ekbc_state_texts *known;
    const ekbc_templates *fresh;
    ekbc_templates *out;
    uint32_t *first_template;           /* of each known entry, and the end */
    uint32_t *first_sentence;           /* of each known template, and the end */
    place *known_places, *fresh_places; /* by sentence */
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

static void add_posting(ekbc_templates *out, uint64_t term, place at)
{
    out->postings[out->posting_count] = (ekbc_posting){term, at.template, at.sentence};
    out->posting_count += at.template != 0;
}

/* One known term: its sentences and those of `fresh` up to its end, by template. */
static const ekbc_posting *merge_term(merger *m, uint64_t term, const uint32_t *sentence, size_t count,
                                      const ekbc_posting *fresh, const ekbc_posting *fresh_end)
{
    for (; count > 0; sentence++, count--) {
        place at = m->known_places[*sentence];
        for (; fresh < fresh_end && fresh->term == term && at.template != 0 &&
               m->fresh_places[fresh->sentence].template <at.template; fresh++)
            add_posting(m->out, term, m->fresh_places[fresh->sentence]);
        add_posting(m->out, term, at);
    }
    for (; fresh < fresh_end && fresh->term == term; fresh++)
        add_posting(m->out, term, m->fresh_places[fresh->sentence]);
    return fresh;
}

static int merge_postings(merger *m)
{
    const ekbc_state_texts *known = m->known;
    const ekbc_posting *fresh = m->fresh->postings;
    const ekbc_posting *end = fresh != NULL ? fresh + m->fresh->posting_count : NULL;
    const uint32_t *sentence = known->sentences;
    m->out->postings =
        ekbc_os_alloc_large((known->postings + m->fresh->posting_count + 1) * sizeof *m->out->postings);
    if (m->out->postings == NULL)
        return 0;
    for (size_t i = 0; i < known->terms; i++) {
        for (; fresh < end && fresh->term < known->term[i]; fresh++)
            add_posting(m->out, fresh->term, m->fresh_places[fresh->sentence]);
        fresh = merge_term(m, known->term[i], sentence, known->term_size[i], fresh, end);
        sentence += known->term_size[i];
    }
    for (; fresh < end; fresh++)
        add_posting(m->out, fresh->term, m->fresh_places[fresh->sentence]);
    return 1;
}

ekb_status ekbc_known_merge(const ekbc_catalog *catalog, const ekbc_state_texts *known,
                            const ekbc_templates *fresh, ekbc_templates *out, ekb_error *error)
{
    merger m = {.known = known, .fresh = fresh, .out = out};
    *out = (ekbc_templates){.items = NULL};
    int fine = count_firsts(&m);
    if (fine) {
        merge_templates(&m, catalog);
        fine = merge_postings(&m);
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
