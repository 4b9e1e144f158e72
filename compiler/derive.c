/* SPDX-License-Identifier: MIT */
/*
 * Templates and postings as rows. They come from templates.c, sorted by term,
 * so that rows go to the end of their table; the weight of a sentence is known
 * once every term is counted.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/label.h"
#include "core/leb128.h"
#include "core/postings.h"
#include "core/strbuf.h"
#include "core/weight.h"
#include "templates.h"

/* As the engine's term.h says. */
enum { POSTINGS_INLINE = 255, LIST_ROW_BYTES = 8150 };

/* A term is found by walking through its row, so rows end soon. */
enum { TERMS_ROW_BYTES = 256 };

typedef struct deriver {
    ekbc_rows *rows;
    const ekbc_templates *templates;
    double *weights;  /* by sentence, over all templates */
    ekb_strbuf bytes; /* of the list at hand */
    ekb_strbuf terms; /* of the row at hand, from first_term to last_term */
    uint64_t first_term, last_term;
    uint32_t *ids; /* templates of the term at hand */
    size_t id_capacity;
    ekb_strbuf lists; /* long ones, behind the rows that are written */
    int64_t list_rows;
} deriver;

/* ---- Postings ---------------------------------------------------------- */

/* The templates of one term, whose postings are [first, end). @return df; 0 without memory. */
static uint32_t collect_ids(deriver *d, const ekbc_posting *first, const ekbc_posting *end)
{
    uint32_t df = 0, last = 0;
    if ((size_t)(end - first) > d->id_capacity) {
        size_t capacity = (size_t)(end - first) * 2;
        uint32_t *ids = realloc(d->ids, capacity * sizeof *ids);
        if (ids == NULL)
            return 0;
        d->ids = ids;
        d->id_capacity = capacity;
    }
    for (; first < end; first++) {
        if (first->template != last)
            d->ids[df++] = first->template;
        last = first->template;
    }
    return df;
}

/* Rows of the long lists, as far as they are full, or the rest. */
static void write_lists(deriver *d, size_t least)
{
    size_t at = 0;
    for (; d->lists.length - at >= least && d->lists.length > at; d->list_rows++) {
        size_t length = d->lists.length - at;
        ekb_strbuf part = {.data = d->lists.data + at,
                           .length = length < LIST_ROW_BYTES ? length : LIST_ROW_BYTES};
        ekbc_row(d->rows, EKBC_TERM_LIST, "ib", d->list_rows, (const ekb_strbuf *)&part);
        at += part.length;
    }
    if (at > 0)
        memmove(d->lists.data, d->lists.data + at, d->lists.length - at);
    d->lists.length -= at;
}

static void put_long_list(deriver *d, uint32_t df)
{
    uint64_t begin = (uint64_t)d->list_rows * LIST_ROW_BYTES + d->lists.length;
    size_t before = d->lists.length;
    ekb_postings_put(&d->lists, d->ids, df);
    ekb_leb128_put(&d->terms, begin);
    ekb_leb128_put(&d->terms, d->lists.length - before);
    write_lists(d, LIST_ROW_BYTES);
}

static void put_list(deriver *d, uint32_t df)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < df; i++) {
        ekb_leb128_put(&d->terms, d->ids[i] - last);
        last = d->ids[i];
    }
}

/* The terms gathered so far as a row. */
static int flush_terms(deriver *d)
{
    if (d->terms.length == 0)
        return !d->terms.failed;
    ekb_strbuf_clear(&d->bytes);
    ekb_leb128_put(&d->bytes, d->last_term - d->first_term);
    ekb_strbuf_append(&d->bytes, d->terms.data, d->terms.length);
    if (d->bytes.failed || d->terms.failed)
        return 0;
    ekbc_row(d->rows, EKBC_TERM, "ib", (int64_t)d->last_term, (const ekb_strbuf *)&d->bytes);
    ekb_strbuf_clear(&d->terms);
    return 1;
}

/* The visitor of terms. */
static int write_term(void *context, const ekbc_posting *first, const ekbc_posting *end)
{
    deriver *d = context;
    uint32_t df = collect_ids(d, first, end);
    double weight = ekb_term_weight(first->term, df, (double)d->templates->count);
    for (const ekbc_posting *p = first; p < end; p++)
        if (p == first || p->sentence != p[-1].sentence)
            d->weights[p->sentence] += weight;
    if (df == 0)
        return 0;
    if (d->terms.length == 0)
        d->first_term = d->last_term = first->term;
    ekb_leb128_put(&d->terms, first->term - d->last_term);
    ekb_leb128_put(&d->terms, df);
    d->last_term = first->term;
    if (df <= POSTINGS_INLINE)
        put_list(d, df);
    else
        put_long_list(d, df);
    return !d->lists.failed && (d->terms.length < TERMS_ROW_BYTES || flush_terms(d));
}

static int write_terms(deriver *d)
{
    if (!ekbc_templates_terms(d->templates, write_term, d))
        return 0;
    write_lists(d, 0);
    return flush_terms(d);
}

/* ---- Templates --------------------------------------------------------- */

/* Which text of its entry it is. */
static uint64_t number_of(const ekbc_template *template)
{
    static const unsigned source_bits[] = {17, 8, 32, 32, 24}; /* by kind */
    enum { BODY = 4, LANGS_IN_SHORT = 8 };
    uint64_t n = (uint64_t) template->source & ((UINT64_C(1) << source_bits[template->kind]) - 1);
    if (template->kind != BODY)
        return n;
    return (n & 255) < LANGS_IN_SHORT ? n >> 8 << 4 | (n & 255) << 1 : n << 1 | 1;
}

static uint64_t weight_of(const deriver *d, uint32_t sentence)
{
    double scaled = d->weights[sentence] * 16 + 0.5;
    return scaled > UINT16_MAX ? UINT16_MAX : (uint64_t)scaled;
}

/* Appends a template, whose label is behind the `count` before it in its row. */
static void encode_template(deriver *d, const ekbc_template *template, const ekb_label *labels, size_t count)
{
    const ekb_label *guess = ekb_label_guess(labels, count), *label = &labels[count];
    uint64_t guessed = guess != NULL && guess->head == label->head && guess->n == label->n;
    uint64_t several = template->sentences > 1;
    ekb_leb128_put(&d->bytes, weight_of(d, template->first_sentence) << 2 | several << 1 | guessed);
    if (!guessed) {
        ekb_leb128_put(&d->bytes, label->head);
        ekb_leb128_put(&d->bytes, label->n);
    }
    for (uint32_t i = 1; i < template->sentences; i++)
        ekb_leb128_put(&d->bytes,
                       weight_of(d, template->first_sentence + i) << 1 | (i + 1 < template->sentences));
}

static int write_templates(deriver *d)
{
    const ekbc_template *items = d->templates->items;
    ekb_label labels[EKB_TEMPLATES_A_ROW];
    for (size_t first = 0, end; first < d->templates->count; first = end) {
        uint32_t entry = items[first].entry;
        ekb_strbuf_clear(&d->bytes);
        for (end = first; end < d->templates->count && end < first + EKB_TEMPLATES_A_ROW; end++) {
            uint64_t step = items[end].entry - entry;
            labels[end - first] = (ekb_label){step << 3 | (uint64_t)items[end].kind, number_of(&items[end])};
            encode_template(d, &items[end], labels, end - first);
            entry = items[end].entry;
        }
        if (d->bytes.failed)
            return 0;
        ekbc_row(d->rows, EKBC_TEMPLATE, "iib", (int64_t)(first / EKB_TEMPLATES_A_ROW),
                 (int64_t)items[first].entry, (const ekb_strbuf *)&d->bytes);
    }
    return 1;
}

ekb_status ekbc_derive_texts(const ekbc_templates *templates, ekbc_rows *rows, ekb_error *error)
{
    deriver d = {.rows = rows, .templates = templates};
    ekb_status status = EKB_OK;
    d.weights = calloc((size_t)templates->sentences + 1, sizeof *d.weights);
    if (d.weights == NULL || !write_terms(&d) || !write_templates(&d)) {
        status = ekb_error_nomem(error);
    }
    rows->tables->templates = (int64_t)templates->count;
    free(d.weights);
    ekb_strbuf_release(&d.bytes);
    ekb_strbuf_release(&d.terms);
    ekb_strbuf_release(&d.lists);
    free(d.ids);
    return status;
}
