/* SPDX-License-Identifier: MIT */
/* Templates as stored: lists of 32, each item telling which text it is, and
 * where that text stands, by its kind. */
#include "template.h"

#include "core/error.h"
#include "core/leb128.h"
#include "match.h"

/* Bits of an item's first number. */
enum { SEVERAL = 1, KIND_SHIFT = 1, KIND_MASK = 7, ENTRY_SHIFT = 4 };

/* Where the numbers of an entry's texts end in their ids, by kind; 0: `source` is no id. */
static const int source_bits[] = {
    [EKB_TEMPLATE_MESSAGE] = 16, [EKB_TEMPLATE_TITLE] = 8, [EKB_TEMPLATE_KEYWORD] = 0,
    [EKB_TEMPLATE_EXAMPLE] = 0,  [EKB_TEMPLATE_BODY] = 24,
};

ekb_template_list ekb_template_list_of(ekb_row *row, int column)
{
    ekb_template_list list = {.entry = ekb_row_number(row, column, 1, EKB_ENTRY_ID_MAX)};
    size_t length;
    list.at = ekb_row_blob(row, column + 1, &length);
    list.end = list.at != NULL ? list.at + length : NULL;
    return list;
}

/* @return 0 for a source that cannot be. */
static int take_source(ekb_template *out, uint64_t n)
{
    int bits = source_bits[out->kind];
    if (n >> (bits != 0 ? bits : 32) != 0)
        return 0;
    out->source = bits != 0 ? (int64_t)((uint64_t)out->entry << bits | n) : (int64_t)n;
    return 1;
}

static const unsigned char *read_weights(const unsigned char *at, const unsigned char *end,
                                         uint64_t sentences, ekb_template *out)
{
    for (uint64_t i = 0, weight; at != NULL && i < sentences; i++) {
        at = ekb_leb128_read(at, end, &weight);
        if (at == NULL || weight > UINT16_MAX)
            return NULL;
        if (out == NULL || i >= EKB_TEMPLATE_SENTENCES)
            continue;
        out->weights[out->weight_bytes++] = (unsigned char)(weight & 0xFF);
        out->weights[out->weight_bytes++] = (unsigned char)(weight >> 8);
    }
    return at;
}

int ekb_template_next(ekb_template_list *list, ekb_template *out)
{
    const unsigned char *at = list->at, *end = list->end;
    uint64_t head, n, sentences = 1;
    if (at == end)
        return 0;
    if ((at = ekb_leb128_read(at, end, &head)) == NULL || (at = ekb_leb128_read(at, end, &n)) == NULL ||
        ((head & SEVERAL) != 0 && (at = ekb_leb128_read(at, end, &sentences)) == NULL))
        return -1;
    int kind = (int)(head >> KIND_SHIFT & KIND_MASK);
    int64_t step = (int64_t)(head >> ENTRY_SHIFT);
    if (kind > EKB_TEMPLATE_BODY || sentences == 0 || step > EKB_ENTRY_ID_MAX - list->entry)
        return -1;
    list->entry += step;
    if (out != NULL) {
        out->entry = list->entry;
        out->kind = kind;
        out->weight_bytes = 0;
        if (!take_source(out, n))
            return -1;
    }
    list->at = read_weights(at, end, sentences, out);
    return list->at != NULL ? 1 : -1;
}

ekb_status ekb_template_read(ekb_index *index, int64_t id, ekb_template *out, ekb_error *error)
{
    ekb_row row;
    int found = -1;
    ekb_row_start(&row, index, EKB_SQL_TEMPLATE, NULL, error);
    ekb_row_bind(&row, 1, (id - 1) / EKB_TEMPLATES_A_ROW);
    if (ekb_row_next(&row)) {
        ekb_template_list list = ekb_template_list_of(&row, 0);
        int64_t before = (id - 1) % EKB_TEMPLATES_A_ROW;
        do
            found = row.status == EKB_OK ? ekb_template_next(&list, before == 0 ? out : NULL) : -1;
        while (found > 0 && before-- > 0);
    }
    if (found <= 0)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

typedef struct source_text {
    ekb_sql statement;
    int by_entry;      /* bound by entry and n, else by the source id */
    int first, second; /* columns, -1: none */
} source_text;

static const source_text sources[] = {
    [EKB_TEMPLATE_MESSAGE] = {EKB_SQL_MESSAGE_BY_ID, 0, 1, -1},
    [EKB_TEMPLATE_TITLE] = {EKB_SQL_TITLE_BY_ID, 0, 0, -1},
    [EKB_TEMPLATE_KEYWORD] = {EKB_SQL_KEYWORD, 1, 1, -1},
    [EKB_TEMPLATE_EXAMPLE] = {EKB_SQL_EXAMPLE, 1, 1, -1},
    [EKB_TEMPLATE_BODY] = {EKB_SQL_NODE_TEXT_BY_ID, 0, 0, 1},
};

const char *ekb_template_kind_name(int kind)
{
    static const char *const names[] = {"message", "title", "keyword", "example", "body"};
    return names[kind];
}

ekb_status ekb_template_text(ekb_lookup_state *state, ekb_index *index, int kind, int64_t entry,
                             int64_t source, ekb_strbuf *out)
{
    if (kind < 0 || kind > EKB_TEMPLATE_BODY)
        return ekb_index_corrupt(index, "template", state->error);
    const source_text *how = &sources[kind];
    ekb_row row;
    ekb_strbuf_clear(out);
    ekb_row_start(&row, index, how->statement, NULL, state->error);
    ekb_row_bind(&row, 1, how->by_entry ? entry : source);
    if (how->by_entry)
        ekb_row_bind(&row, 2, source);
    if (!ekb_row_next(&row)) {
        ekb_row_corrupt(&row);
    } else {
        ekb_strbuf_puts(out, ekb_row_peek(&row, how->first));
        const char *second = how->second >= 0 ? ekb_row_peek(&row, how->second) : "";
        if (*second != '\0' && out->length > 0)
            ekb_strbuf_putc(out, '\n');
        ekb_strbuf_puts(out, second);
        if (out->failed)
            ekb_row_nomem(&row);
    }
    return ekb_row_end(&row);
}
