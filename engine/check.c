/* SPDX-License-Identifier: MIT */
/*
 * Verifying a whole index, slowly. SQLite's own check comes first: after it no
 * page leads in a circle, so that the statements behind it end. Then every
 * entry is loaded as a reader would, every row must belong to an entry, and
 * every posting list must be what its `df` says.
 */
#include "anchors.h"
#include <string.h>

#include "canons.h"
#include "codes.h"
#include "core/error.h"
#include "core/leb128.h"
#include "core/postings.h"
#include "core/strbuf.h"
#include "head.h"
#include "index.h"
#include "row.h"
#include "template.h"
#include "term.h"

/* SQLite also tells of a page that it had no memory for (7 is SQLITE_NOMEM). */
static int is_nomem(const char *finding)
{
    static const char end[] = " error code=7";
    size_t length = strlen(finding);
    return length >= sizeof end - 1 && strcmp(finding + length - (sizeof end - 1), end) == 0;
}

static ekb_status check_file(ekb_index *index, ekb_error *error)
{
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_CHECK_FILE, NULL, error);
    while (ekb_row_next(&row)) {
        const char *finding = ekb_row_peek(&row, 0);
        if (row.status == EKB_OK && strcmp(finding, "ok") != 0)
            row.status =
                is_nomem(finding) ? ekb_error_nomem(error) : ekb_index_corrupt(index, finding, error);
    }
    return ekb_row_end(&row);
}

/* Ids without gaps, in the order of the public ids, each within its product. */
static ekb_status check_order(ekb_index *index, int64_t *out_count, ekb_error *error)
{
    int64_t entries = 0;
    ekb_arena arenas[2] = {EKB_ARENA_INIT, EKB_ARENA_INIT};
    const char *last = "";
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_LIST, &arenas[0], error);
    ekb_row_bind(&row, 1, INT64_MIN);
    ekb_row_bind(&row, 2, INT64_MAX);
    while (ekb_row_next(&row)) {
        ekb_head head;
        row.arena = &arenas[row.count % 2];
        ekb_arena_release(row.arena);
        ekb_row_number(&row, EKB_HEAD_ID, row.count, row.count);
        ekb_head_take(&row, &head);
        if (row.status != EKB_OK)
            break;
        if (row.count < head.product->first || row.count - head.product->first >= head.product->entries ||
            strcmp(last, head.slug) >= 0)
            ekb_row_corrupt(&row);
        last = head.slug;
        entries += head.kind != EKB_KIND_PROCEDURE;
    }
    *out_count = row.count;
    ekb_arena_release(&arenas[0]);
    ekb_arena_release(&arenas[1]);
    ekb_status status = ekb_row_end(&row);
    if (status == EKB_OK && entries != index->entry_count)
        status = ekb_index_corrupt(index, "meta.entries", error);
    /* Each entry is in the range of its product: so nothing else is, if this holds. */
    int64_t sum = 0;
    for (size_t i = 0; i < index->product_count; i++)
        sum += index->products[i].entries;
    if (status == EKB_OK && sum != *out_count)
        status = ekb_index_corrupt(index, "product.entries", error);
    return status;
}

static ekb_status check_entries(ekb_engine *engine, ekb_index *index, int64_t count, ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (int64_t entry = 1; status == EKB_OK && entry <= count; entry++) {
        ekb_arena arena = EKB_ARENA_INIT;
        ekb_entry unused;
        status = ekb_entry_load(engine, index->at, entry, NULL, 0, &arena, &unused, error);
        ekb_arena_release(&arena);
    }
    return status;
}

/* Statements that count rows which break a rule. */
static ekb_status check_rules(ekb_index *index, int64_t entries, ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (int which = EKB_SQL_CHECK_TEXT; status == EKB_OK && which <= EKB_SQL_CHECK_ENTRY; which++) {
        ekb_row row;
        ekb_row_start(&row, index, (ekb_sql)which, NULL, error);
        ekb_row_bind(&row, 1, entries);
        if (ekb_row_next(&row))
            ekb_row_number(&row, 0, 0, 0);
        status = ekb_row_end(&row);
    }
    return status;
}

/* How many codes all canonical forms of the entries lead to. */
static ekb_status count_canons(ekb_index *index, int64_t entries, int64_t *out, ekb_error *error)
{
    ekb_status status = EKB_OK;
    *out = 0;
    for (int64_t entry = 1; status == EKB_OK && entry <= entries; entry++) {
        ekb_arena arena = EKB_ARENA_INIT;
        ekb_vector codes = {.size = sizeof(ekb_stored_code)};
        status = ekb_codes_read(index, entry, &arena, &codes, error);
        for (size_t i = 0; status == EKB_OK && i < codes.count; i++) {
            const ekb_stored_code *code = (const ekb_stored_code *)codes.items + i;
            ekb_canon canons[EKB_CANONS];
            size_t count = ekb_code_canons(code->value, code->forms, canons);
            if (count == 0)
                status = ekb_index_corrupt(index, "code", error);
            for (size_t k = 0; k < count; k++) {
                size_t same = 0;
                while (strcmp(canons[same].text, canons[k].text) != 0)
                    same++;
                *out += same == k;
            }
        }
        ekb_arena_release(&arena);
    }
    return status;
}

/* Whether the form at hand is one of the code's. */
static void check_canon(ekb_canons *walk)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_stored_code code;
    ekb_canon canons[EKB_CANONS];
    size_t count = 0;
    ekb_row *row = &walk->row;
    row->status = ekb_code_read(row->index, walk->entry, walk->n, &arena, &code, row->error);
    if (row->status == EKB_OK)
        count = ekb_code_canons(code.value, code.forms, canons);
    while (count > 0 && strcmp(canons[count - 1].text, walk->text) != 0)
        count--;
    if (count == 0 && row->status == EKB_OK)
        ekb_row_corrupt(row);
    ekb_arena_release(&arena);
}

/* Whether the form is found by asking for it. */
static void check_found(ekb_canons *walk)
{
    ekb_canons again;
    ekb_row *row = &walk->row;
    ekb_canons_start(&again, row->index, walk->text, row->error);
    int found = ekb_canons_next(&again) && strcmp(again.text, walk->text) == 0;
    ekb_status status = ekb_canons_end(&again);
    if (status != EKB_OK && row->status == EKB_OK)
        row->status = status;
    else if (!found)
        ekb_row_corrupt(row);
}

/* Ascending, each of the code that it leads to, and none missing. */
static ekb_status check_canons(ekb_index *index, int64_t entries, ekb_error *error)
{
    char last[EKB_CANON_BYTES] = "";
    int64_t last_code = 0, count = 0, wanted = 0;
    ekb_canons walk;
    ekb_status status = count_canons(index, entries, &wanted, error);
    if (status != EKB_OK)
        return status;
    ekb_canons_start(&walk, index, "", error);
    while (ekb_canons_next(&walk)) {
        int order = strcmp(last, walk.text);
        int64_t code = walk.entry << 8 | walk.n;
        if (walk.entry > entries || order > 0 || (order == 0 && last_code >= code))
            ekb_row_corrupt(&walk.row);
        else
            check_canon(&walk);
        if (order != 0 && walk.row.status == EKB_OK)
            check_found(&walk);
        memcpy(last, walk.text, sizeof last);
        last_code = code;
        count++;
        if (walk.at == walk.end && walk.left == 0 && walk.row.status == EKB_OK &&
            strcmp(ekb_row_peek(&walk.row, 0), walk.text) != 0)
            ekb_row_corrupt(&walk.row);
    }
    if (count != wanted)
        ekb_row_corrupt(&walk.row);
    return ekb_canons_end(&walk);
}

/* Rows without gaps, full but for the last; templates of an entry follow each other. */
static ekb_status check_templates(ekb_index *index, int64_t entries, ekb_error *error)
{
    int64_t entry = 1, count = 0;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_TEMPLATES, NULL, error);
    while (ekb_row_next(&row)) {
        ekb_row_number(&row, 0, row.count - 1, row.count - 1);
        if (count != (row.count - 1) * EKB_TEMPLATES_A_ROW)
            ekb_row_corrupt(&row);
        ekb_template_list list;
        ekb_template_list_start(&list, &row, 1);
        ekb_template template;
        int more = 0;
        while (row.status == EKB_OK && (more = ekb_template_next(&list, &template)) > 0) {
            if (template.entry < entry || template.entry > entries)
                ekb_row_corrupt(&row);
            else
                row.status =
                    ekb_template_source(index, template.kind, template.entry, template.source, &text, error);
            entry = template.entry;
            count++;
        }
        if (more < 0)
            ekb_row_corrupt(&row);
    }
    if (count != index->template_count)
        ekb_row_corrupt(&row);
    ekb_strbuf_release(&text);
    return ekb_row_end(&row);
}

/* Whether the list has `df` ascending ids up to `most`. */
static int is_sound(const unsigned char *list, size_t length, int64_t df, int64_t most)
{
    int64_t id = 0, count = 0;
    for (const unsigned char *at = list, *end = list + length; at < end; count++) {
        uint64_t difference;
        at = ekb_leb128_read(at, end, &difference);
        if (at == NULL || difference == 0 || (int64_t)difference > most - id)
            return 0;
        id += (int64_t)difference;
    }
    return count == df;
}

/* The same for a long list. */
static int is_sound_long(const ekb_strbuf *bytes, int64_t df, int64_t most)
{
    uint64_t last = 0;
    ekb_postings list = ekb_postings_of((const unsigned char *)bytes->data, bytes->length, (size_t)df);
    uint64_t ids[EKB_POSTINGS_BLOCK];
    while (list.left > 0) {
        size_t block = ekb_postings_next(&list, ids);
        for (size_t i = 0; i < block; last = ids[i++])
            if (ids[i] <= last || ids[i] > (uint64_t)most)
                return 0;
        if (block == 0)
            return 0;
    }
    return list.at == list.end && list.have < 8;
}

/* Long lists follow each other without gaps; `at` is where this one must begin. */
static ekb_status check_long_list(ekb_index *index, const ekb_term *term, int64_t *at, ekb_error *error)
{
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    ekb_status status = ekb_term_list_read(index, term->at, term->bytes, &bytes, error);
    if (status == EKB_OK &&
        (term->at != (uint64_t)*at || !is_sound_long(&bytes, term->df, index->template_count)))
        status = ekb_index_corrupt(index, "term_list", error);
    *at += (int64_t)term->bytes;
    ekb_strbuf_release(&bytes);
    return status;
}

/* The terms of a row, each behind the one before it, up to the row's own hash. */
static void check_term_row(ekb_row *row, int64_t *last, int64_t *at)
{
    ekb_term_list list = ekb_term_list_of(row, 0);
    ekb_term term;
    int more = 0;
    while (row->status == EKB_OK && (more = ekb_term_next(&list, &term)) > 0) {
        if (term.hash <= *last ||
            (term.list != NULL && !is_sound(term.list, term.bytes, term.df, row->index->template_count)))
            ekb_row_corrupt(row);
        else if (term.list == NULL)
            row->status = check_long_list(row->index, &term, at, row->error);
        *last = term.hash;
    }
    if (more < 0 || *last != ekb_row_number(row, 0, 0, EKB_TERM_HASH_MAX))
        ekb_row_corrupt(row);
}

static ekb_status check_terms(ekb_index *index, ekb_error *error)
{
    int64_t last = -1, at = 0;
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_TERMS, NULL, error);
    while (ekb_row_next(&row))
        check_term_row(&row, &last, &at);
    ekb_status status = ekb_row_end(&row);
    if (status != EKB_OK)
        return status;
    ekb_row_start(&row, index, EKB_SQL_TERM_LISTS, NULL, error);
    if (ekb_row_next(&row) && !(at == 0 && ekb_row_is_null(&row, 0)))
        ekb_row_number(&row, 0, at, at);
    return ekb_row_end(&row);
}

ekb_status ekb_engine_check(ekb_engine *engine, size_t at, ekb_error *error)
{
    if (engine == NULL || at >= engine->index_count)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("there is no such index"), NULL);
    ekb_index *index = engine->indexes[at];
    int64_t entries = 0;
    ekb_status status = check_file(index, error);
    if (status == EKB_OK)
        status = ekb_index_load_names(index, error);
    if (status == EKB_OK)
        status = check_order(index, &entries, error);
    if (status == EKB_OK)
        status = check_entries(engine, index, entries, error);
    if (status == EKB_OK)
        status = check_rules(index, entries, error);
    if (status == EKB_OK)
        status = check_canons(index, entries, error);
    if (status == EKB_OK)
        status = check_templates(index, entries, error);
    if (status == EKB_OK)
        status = check_terms(index, error);
    return status == EKB_OK ? ekb_anchors_check(index, error) : status;
}
