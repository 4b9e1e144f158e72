/* SPDX-License-Identifier: MIT */
/*
 * Templates and postings as rows. They come from templates.c, sorted by term,
 * so that rows go to the end of their table; the weight of a sentence is known
 * once every term is counted.
 */
#include "derive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "core/weight.h"
#include "templates.h"
#include "write.h"

typedef struct deriver {
    sqlite3 *db;
    ekb_error *error;
    ekbc_templates templates;
    double *weights; /* by sentence, over all templates */
} deriver;

static ekb_status fail_sql(deriver *d)
{
    return ekbc_sqlite_failed(d->db, d->error);
}

static ekb_status prepare(deriver *d, const char *sql, sqlite3_stmt **out)
{
    return sqlite3_prepare_v2(d->db, sql, -1, out, NULL) == SQLITE_OK ? EKB_OK : fail_sql(d);
}

static ekb_status run_once(deriver *d, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? EKB_OK : fail_sql(d);
}

/* ---- Postings ---------------------------------------------------------- */

static void put_varint(ekb_strbuf *out, uint32_t value)
{
    for (; value >= 0x80; value >>= 7)
        ekb_strbuf_putc(out, (char)(0x80 | (value & 0x7F)));
    ekb_strbuf_putc(out, (char)value);
}

/* The rows [first, end) are one term's. Fills the list, returns df. */
static uint32_t encode_list(const ekbc_posting *first, const ekbc_posting *end, ekb_strbuf *list)
{
    uint32_t df = 0, last = 0;
    ekb_strbuf_clear(list);
    for (; first < end; first++) {
        if (first->template == last)
            continue;
        put_varint(list, first->template - last);
        last = first->template;
        df++;
    }
    return df;
}

static ekb_status write_term(deriver *d, sqlite3_stmt *insert, const ekbc_posting *first,
                             const ekbc_posting *end, ekb_strbuf *list)
{
    uint32_t df = encode_list(first, end, list);
    if (list->failed)
        return ekb_error_nomem(d->error);
    double weight = ekb_term_weight(first->term, df, (double)d->templates.count);
    for (const ekbc_posting *p = first; p < end; p++)
        if (p == first || p->sentence != p[-1].sentence)
            d->weights[p->sentence] += weight;
    sqlite3_bind_int64(insert, 1, (int64_t)first->term);
    sqlite3_bind_int64(insert, 2, df);
    sqlite3_bind_blob(insert, 3, list->data, (int)list->length, SQLITE_STATIC);
    return run_once(d, insert);
}

static ekb_status write_terms(deriver *d)
{
    sqlite3_stmt *insert = NULL;
    ekb_strbuf list = EKB_STRBUF_INIT;
    ekb_status status = prepare(d, "INSERT INTO term (hash, df, list) VALUES (?,?,?)", &insert);
    const ekbc_posting *p = d->templates.postings, *end = p + d->templates.posting_count;
    while (status == EKB_OK && p < end) {
        const ekbc_posting *next = p;
        while (next < end && next->term == p->term)
            next++;
        status = write_term(d, insert, p, next, &list);
        p = next;
    }
    ekb_strbuf_release(&list);
    sqlite3_finalize(insert);
    return status;
}

/* Weights of sentences as 16-bit little-endian sixteenths of a nat. */
static void encode_weights(const deriver *d, const ekbc_template *row, ekb_strbuf *out)
{
    ekb_strbuf_clear(out);
    for (uint32_t i = 0; i < row->sentences; i++) {
        double scaled = d->weights[row->first_sentence + i] * 16 + 0.5;
        unsigned value = scaled > 65535 ? 65535 : (unsigned)scaled;
        ekb_strbuf_putc(out, (char)(value & 0xFF));
        ekb_strbuf_putc(out, (char)(value >> 8));
    }
}

static ekb_status write_templates(deriver *d)
{
    sqlite3_stmt *insert = NULL;
    ekb_strbuf weights = EKB_STRBUF_INIT;
    ekb_status status =
        prepare(d, "INSERT INTO template (id, entry, kind, source, weights) VALUES (?,?,?,?,?)", &insert);
    for (size_t i = 0; status == EKB_OK && i < d->templates.count; i++) {
        const ekbc_template *row = &d->templates.items[i];
        encode_weights(d, row, &weights);
        if (weights.failed) {
            status = ekb_error_nomem(d->error);
            break;
        }
        sqlite3_bind_int64(insert, 1, (int64_t)i + 1);
        sqlite3_bind_int64(insert, 2, row->entry);
        sqlite3_bind_int(insert, 3, row->kind);
        sqlite3_bind_int64(insert, 4, row->source);
        sqlite3_bind_blob(insert, 5, ekb_strbuf_text(&weights), (int)weights.length, SQLITE_STATIC);
        status = run_once(d, insert);
    }
    ekb_strbuf_release(&weights);
    sqlite3_finalize(insert);
    return status;
}

static ekb_status write_count(deriver *d)
{
    sqlite3_stmt *insert = NULL;
    ekb_status status =
        prepare(d, "INSERT OR REPLACE INTO meta (key, value) VALUES ('templates', ?)", &insert);
    if (status == EKB_OK) {
        sqlite3_bind_int64(insert, 1, (int64_t)d->templates.count);
        status = run_once(d, insert);
    }
    sqlite3_finalize(insert);
    return status;
}

ekb_status ekbc_derive_texts(const ekbc_catalog *catalog, const ekbc_langs *langs, sqlite3 *db,
                             ekb_error *error)
{
    deriver d = {.db = db, .error = error};
    ekb_status status = ekbc_templates_make(catalog, langs, &d.templates, error);
    if (status == EKB_OK) {
        d.weights = calloc((size_t)d.templates.sentences + 1, sizeof *d.weights);
        status = d.weights != NULL ? write_terms(&d) : ekb_error_nomem(error);
    }
    if (status == EKB_OK)
        status = write_templates(&d);
    if (status == EKB_OK)
        status = write_count(&d);
    free(d.weights);
    ekbc_templates_release(&d.templates);
    return status;
}
