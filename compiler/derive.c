/* SPDX-License-Identifier: MIT */
/*
 * What the engine matches with. Codes are canonicalised; every text that a
 * paste can be held against becomes a template: a sequence of terms, cut into
 * sentences. Postings are sorted by term, so that rows go to the end of their
 * table; the weight of a sentence is known once every term is counted.
 *
 * The numbering of sources (messages, nodes, keywords, examples) is that of
 * schema.sql and must follow write.c.
 */
#include "derive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/error.h"
#include "core/fold.h"
#include "core/strbuf.h"
#include "core/token.h"
#include "core/weight.h"
#include "write.h"

enum { KIND_MESSAGE, KIND_TITLE, KIND_KEYWORD, KIND_EXAMPLE, KIND_BODY };
enum { NODE_STEP = 1, NODE_NOTE = 2, NODE_TIP = 3 };

/* One term of one template. */
typedef struct posting {
    uint64_t term;
    uint32_t template, sentence;
} posting;

typedef struct template_row {
    int64_t source;
    uint64_t same; /* hash of the terms in order: equal texts of an entry count once */
    uint32_t entry;
    uint32_t first_sentence, sentences;
    int kind;
} template_row;

typedef struct deriver {
    const ekbc_langs *langs;
    sqlite3 *db;
    ekb_error *error;
    ekb_folded folded;
    ekb_tokens tokens;
    posting *postings;
    size_t posting_count, posting_capacity;
    template_row *templates;
    size_t template_count, template_capacity;
    size_t entry_first; /* first template of the current entry */
    double *weights;    /* by sentence, over all templates */
    uint32_t sentence_count;
} deriver;

static void *grow(void *items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return items;
    size_t more = *capacity == 0 ? 1024 : *capacity * 2;
    void *out = realloc(items, more * size);
    if (out != NULL)
        *capacity = more;
    return out;
}

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

/* ---- Codes ------------------------------------------------------------- */

typedef struct code_row {
    ekb_canon canon;
    const ekbc_code *code;
    uint32_t entry;
    int n;
} code_row;

static int by_canon(const void *a, const void *b)
{
    const code_row *x = a, *y = b;
    int order = strcmp(x->canon.text, y->canon.text);
    if (order != 0)
        return order;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->n > y->n) - (x->n < y->n);
}

static size_t entry_codes(const ekbc_entry *entry, uint32_t number, code_row *out)
{
    size_t count = 0;
    for (size_t i = 0; i < entry->code_count; i++) {
        ekb_canon canons[EKB_CANONS];
        size_t n = ekb_code_canons(entry->codes[i].value, entry->codes[i].forms, canons);
        for (size_t k = 0; k < n; k++, count++)
            if (out != NULL)
                out[count] = (code_row){canons[k], &entry->codes[i], number, (int)count};
    }
    return count;
}

static ekb_status write_codes(deriver *d, const code_row *rows, size_t count)
{
    sqlite3_stmt *insert = NULL;
    ekb_status status = prepare(
        d, "INSERT INTO code (canon, entry, n, space, value, forms, role) VALUES (?,?,?,?,?,?,?)", &insert);
    for (size_t i = 0; status == EKB_OK && i < count; i++) {
        const ekbc_code *code = rows[i].code;
        sqlite3_bind_text(insert, 1, rows[i].canon.text, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, rows[i].entry);
        sqlite3_bind_int(insert, 3, rows[i].n);
        sqlite3_bind_text(insert, 4, code->space, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 5, code->value, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 6, code->forms);
        sqlite3_bind_int(insert, 7, code->role);
        status = run_once(d, insert);
    }
    sqlite3_finalize(insert);
    return status;
}

static ekb_status derive_codes(deriver *d, const ekbc_catalog *catalog)
{
    size_t total = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        total += entry_codes(&catalog->entries[i], 0, NULL);
    code_row *rows = calloc(total + 1, sizeof *rows);
    if (rows == NULL)
        return ekb_error_nomem(d->error);
    size_t at = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        at += entry_codes(&catalog->entries[i], (uint32_t)i + 1, rows + at);
    qsort(rows, total, sizeof *rows, by_canon);
    ekb_status status = write_codes(d, rows, total);
    free(rows);
    return status;
}

/* ---- Templates --------------------------------------------------------- */

static uint64_t sequence_hash(const ekb_tokens *tokens)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < tokens->count; i++)
        hash = (hash ^ tokens->items[i].hash ^ tokens->items[i].kind) * UINT64_C(0x100000001b3);
    return hash;
}

static int is_repeated(const deriver *d, uint64_t same)
{
    for (size_t i = d->entry_first; i < d->template_count; i++)
        if (d->templates[i].same == same)
            return 1;
    return 0;
}

static ekb_status add_postings(deriver *d, uint32_t template, uint32_t first_sentence)
{
    for (size_t i = 0; i < d->tokens.count; i++) {
        uint64_t term = ekb_term_at(&d->tokens, i);
        if (term == 0)
            continue;
        posting *postings = grow(d->postings, &d->posting_capacity, d->posting_count + 1, sizeof *postings);
        if (postings == NULL)
            return ekb_error_nomem(d->error);
        d->postings = postings;
        postings[d->posting_count++] =
            (posting){term, template, first_sentence + d->tokens.items[i].sentence};
    }
    return EKB_OK;
}

static ekb_status add_template(deriver *d, uint32_t entry, int kind, int64_t source, const char *text)
{
    if (ekb_fold(text, strlen(text), &d->folded) != 0 ||
        ekb_tokenize(&d->folded, kind == KIND_MESSAGE, &d->tokens) != 0)
        return ekb_error_nomem(d->error);
    uint64_t same = sequence_hash(&d->tokens);
    if (d->tokens.count == 0 || is_repeated(d, same))
        return EKB_OK;
    template_row *rows = grow(d->templates, &d->template_capacity, d->template_count + 1, sizeof *rows);
    if (rows == NULL)
        return ekb_error_nomem(d->error);
    d->templates = rows;
    uint32_t sentences = (uint32_t)d->tokens.sentences;
    rows[d->template_count++] = (template_row){source, same, entry, d->sentence_count, sentences, kind};
    ekb_status status = add_postings(d, (uint32_t)d->template_count, d->sentence_count);
    d->sentence_count += sentences;
    return status;
}

static ekb_status add_messages(deriver *d, const ekbc_entry *entry, uint32_t number)
{
    int64_t n = 0;
    for (size_t i = 0; i < entry->message_count; i++)
        for (size_t k = 0; k < entry->messages[i].count; k++, n++) {
            int64_t source = (int64_t)number << 16 | n;
            ekb_status status =
                add_template(d, number, KIND_MESSAGE, source, entry->messages[i].items[k].text);
            if (status != EKB_OK)
                return status;
        }
    return EKB_OK;
}

static ekb_status add_titles(deriver *d, const ekbc_entry *entry, uint32_t number)
{
    for (size_t i = 0; i < entry->title.count; i++) {
        const ekbc_text *text = &entry->title.items[i];
        int64_t source = (int64_t)number << 8 | ekbc_lang_id(d->langs, text->lang);
        ekb_status status = add_template(d, number, KIND_TITLE, source, text->text);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status add_keywords(deriver *d, const ekbc_entry *entry, uint32_t number)
{
    int64_t n = 0;
    for (size_t i = 0; i < entry->keyword_count; i++)
        for (size_t k = 0; k < entry->keywords[i].count; k++, n++) {
            ekb_status status = add_template(d, number, KIND_KEYWORD, n, entry->keywords[i].items[k].text);
            if (status != EKB_OK)
                return status;
        }
    return EKB_OK;
}

static ekb_status add_examples(deriver *d, const ekbc_entry *entry, uint32_t number)
{
    for (size_t i = 0; i < entry->match_count; i++) {
        ekb_status status = add_template(d, number, KIND_EXAMPLE, (int64_t)i, entry->match[i].text);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

/* Sources of body text are node_text ids: the title and the text of a node
 * are one row, so its template is the two together, `title\ntext`. */
static ekb_status add_node(deriver *d, const ekbc_node *node, uint32_t number, int64_t *n)
{
    int64_t id = (int64_t)number << 16 | ++*n;
    const ekbc_texts *texts = node->text.count >= node->title.count ? &node->text : &node->title;
    ekb_strbuf both = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < texts->count; i++) {
        const char *lang = texts->items[i].lang;
        ekb_strbuf_clear(&both);
        for (size_t k = 0; k < node->title.count; k++)
            if (strcmp(node->title.items[k].lang, lang) == 0)
                ekb_strbuf_printf(&both, "%s\n", node->title.items[k].text);
        for (size_t k = 0; k < node->text.count; k++)
            if (strcmp(node->text.items[k].lang, lang) == 0)
                ekb_strbuf_puts(&both, node->text.items[k].text);
        status = both.failed ? ekb_error_nomem(d->error)
                             : add_template(d, number, KIND_BODY, id << 8 | ekbc_lang_id(d->langs, lang),
                                            ekb_strbuf_text(&both));
    }
    ekb_strbuf_release(&both);
    for (size_t i = 0; status == EKB_OK && i < node->child_count; i++)
        status = add_node(d, &node->children[i], number, n);
    return status;
}

static ekb_status add_entry(deriver *d, const ekbc_entry *entry, uint32_t number)
{
    d->entry_first = d->template_count;
    ekb_status status = EKB_OK;
    if (entry->kind != EKB_KIND_PROCEDURE) {
        status = add_messages(d, entry, number);
        if (status == EKB_OK)
            status = add_titles(d, entry, number);
        if (status == EKB_OK)
            status = add_keywords(d, entry, number);
        if (status == EKB_OK)
            status = add_examples(d, entry, number);
    }
    int64_t n = 0;
    for (size_t i = 0; status == EKB_OK && i < entry->cause_count; i++)
        status = add_node(d, &entry->causes[i], number, &n);
    return status;
}

/* ---- Postings ---------------------------------------------------------- */

static int by_term(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    if (x->template != y->template)
        return x->template <y->template ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static void put_varint(ekb_strbuf *out, uint32_t value)
{
    for (; value >= 0x80; value >>= 7)
        ekb_strbuf_putc(out, (char)(0x80 | (value & 0x7F)));
    ekb_strbuf_putc(out, (char)value);
}

/* The rows [first, end) are one term's. Fills the list, returns df. */
static uint32_t encode_list(const posting *first, const posting *end, ekb_strbuf *list)
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

static ekb_status write_term(deriver *d, sqlite3_stmt *insert, const posting *first, const posting *end,
                             ekb_strbuf *list)
{
    uint32_t df = encode_list(first, end, list);
    if (list->failed)
        return ekb_error_nomem(d->error);
    double weight = ekb_term_weight(first->term, df, (double)d->template_count);
    for (const posting *p = first; p < end; p++)
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
    const posting *end = d->postings; /* NULL where there is none */
    if (d->posting_count > 0) {
        qsort(d->postings, d->posting_count, sizeof *d->postings, by_term);
        end += d->posting_count;
    }
    for (const posting *p = d->postings; status == EKB_OK && p < end;) {
        const posting *next = p;
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
static void encode_weights(const deriver *d, const template_row *row, ekb_strbuf *out)
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
    for (size_t i = 0; status == EKB_OK && i < d->template_count; i++) {
        const template_row *row = &d->templates[i];
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
        sqlite3_bind_int64(insert, 1, (int64_t)d->template_count);
        status = run_once(d, insert);
    }
    sqlite3_finalize(insert);
    return status;
}

ekb_status ekbc_derive(const ekbc_catalog *catalog, const ekbc_langs *langs, sqlite3 *db, ekb_error *error)
{
    deriver d = {.langs = langs, .db = db, .error = error};
    ekb_status status = derive_codes(&d, catalog);
    for (size_t i = 0; status == EKB_OK && i < catalog->entry_count; i++)
        status = add_entry(&d, &catalog->entries[i], (uint32_t)i + 1);
    if (status == EKB_OK) {
        d.weights = calloc((size_t)d.sentence_count + 1, sizeof *d.weights);
        status = d.weights != NULL ? write_terms(&d) : ekb_error_nomem(error);
    }
    if (status == EKB_OK)
        status = write_templates(&d);
    if (status == EKB_OK)
        status = write_count(&d);
    free(d.weights);
    free(d.postings);
    free(d.templates);
    ekb_folded_release(&d.folded);
    ekb_tokens_release(&d.tokens);
    return status;
}
