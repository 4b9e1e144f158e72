/* SPDX-License-Identifier: MIT */
/* Templates as stored: lists of 32, each item telling which text it is, and
 * where that text stands, by its kind. */
#include "template.h"

#include "body.h"
#include "core/error.h"
#include "core/leb128.h"
#include "match.h"
#include "texts.h"

/* Bits of a template's first number, of the numbers of further sentences, of a label. */
enum { GUESSED = 1, MORE = 2, WEIGHT_SHIFT = 2 };
enum { FURTHER_MORE = 1, FURTHER_SHIFT = 1 };
enum { KIND_MASK = 7, ENTRY_SHIFT = 3 };

/* Bits below the entry in `source`, by kind; 0: it has no entry. */
static const int source_bits[] = {
    [EKB_TEMPLATE_MESSAGE] = 17, [EKB_TEMPLATE_TITLE] = 8, [EKB_TEMPLATE_KEYWORD] = 0,
    [EKB_TEMPLATE_EXAMPLE] = 0,  [EKB_TEMPLATE_BODY] = 24,
};

void ekb_template_list_start(ekb_template_list *list, ekb_row *row, int column)
{
    size_t length;
    list->entry = ekb_row_number(row, column, 1, EKB_ENTRY_ID_MAX);
    list->at = ekb_row_blob(row, column + 1, &length);
    list->end = list->at != NULL ? list->at + length : NULL;
    list->count = 0;
}

/* @return 0 for a source that cannot be. */
static int take_source(ekb_template *out, uint64_t n)
{
    int bits = source_bits[out->kind];
    if (out->kind == EKB_TEMPLATE_BODY)
        n = (n & 1) != 0 ? n >> 1 : n >> 4 << 8 | (n >> 1 & 7);
    if (n >> (bits != 0 ? bits : 32) != 0)
        return 0;
    out->source = bits != 0 ? (int64_t)((uint64_t)out->entry << bits | n) : (int64_t)n;
    return 1;
}

/* @return 0 for more than a weight can be. */
static int take_weight(ekb_template *out, uint64_t weight)
{
    if (weight > UINT16_MAX)
        return 0;
    if (out == NULL || out->weight_bytes == sizeof out->weights)
        return 1;
    out->weights[out->weight_bytes++] = (unsigned char)(weight & 0xFF);
    out->weights[out->weight_bytes++] = (unsigned char)(weight >> 8);
    return 1;
}

static const unsigned char *read_further(const unsigned char *at, const unsigned char *end, ekb_template *out)
{
    uint64_t number = FURTHER_MORE;
    while ((number & FURTHER_MORE) != 0) {
        at = ekb_leb128_read(at, end, &number);
        if (at == NULL || !take_weight(out, number >> FURTHER_SHIFT))
            return NULL;
    }
    return at;
}

/* The label at hand, read or guessed. @return behind it, or NULL. */
static const unsigned char *read_label(ekb_template_list *list, const unsigned char *at, int guessed)
{
    if (list->count == EKB_TEMPLATES_A_ROW)
        return NULL;
    ekb_label *label = &list->labels[list->count];
    const ekb_label *guess = guessed ? ekb_label_guess(list->labels, list->count) : NULL;
    if (guess != NULL)
        *label = *guess;
    else if (guessed || (at = ekb_leb128_read(at, list->end, &label->head)) == NULL ||
             (at = ekb_leb128_read(at, list->end, &label->n)) == NULL)
        return NULL;
    list->count++;
    return at;
}

static int take_label(ekb_template_list *list, const ekb_label *label, ekb_template *out)
{
    int kind = (int)(label->head & KIND_MASK);
    int64_t step = (int64_t)(label->head >> ENTRY_SHIFT);
    if (kind > EKB_TEMPLATE_BODY || step > EKB_ENTRY_ID_MAX - list->entry)
        return 0;
    list->entry += step;
    if (out == NULL)
        return 1;
    out->entry = list->entry;
    out->kind = kind;
    return take_source(out, label->n);
}

int ekb_template_next(ekb_template_list *list, ekb_template *out)
{
    uint64_t number;
    if (list->at == list->end)
        return 0;
    if (out != NULL)
        out->weight_bytes = 0;
    const unsigned char *at = ekb_leb128_read(list->at, list->end, &number);
    if (at == NULL || (at = read_label(list, at, (number & GUESSED) != 0)) == NULL ||
        !take_label(list, &list->labels[list->count - 1], out) || !take_weight(out, number >> WEIGHT_SHIFT))
        return -1;
    list->at = (number & MORE) != 0 ? read_further(at, list->end, out) : at;
    return list->at != NULL ? 1 : -1;
}

ekb_status ekb_template_read(ekb_index *index, int64_t id, ekb_template *out, ekb_error *error)
{
    ekb_row row;
    int found = -1;
    ekb_row_start(&row, index, EKB_SQL_TEMPLATE, NULL, error);
    ekb_row_bind(&row, 1, (id - 1) / EKB_TEMPLATES_A_ROW);
    if (ekb_row_next(&row)) {
        ekb_template_list list;
        ekb_template_list_start(&list, &row, 0);
        int64_t before = (id - 1) % EKB_TEMPLATES_A_ROW;
        do
            found = row.status == EKB_OK ? ekb_template_next(&list, before == 0 ? out : NULL) : -1;
        while (found > 0 && before-- > 0);
    }
    if (found <= 0)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

const char *ekb_template_kind_name(int kind)
{
    static const char *const names[] = {"message", "title", "keyword", "example", "body"};
    return names[kind];
}

/* Each puts the text of a row of its statement to `out`. */

static void put_message(ekb_row *row, int64_t source, ekb_strbuf *out)
{
    ekb_strbuf_puts(out, ekb_row_peek(row, EKB_MESSAGE_IS_FIRST(source) ? EKB_TEXT_MESSAGE : 1));
}

static void put_title(ekb_row *row, int64_t source, ekb_strbuf *out)
{
    (void)source;
    if (ekb_row_is_null(row, EKB_TEXT_TITLE))
        ekb_row_corrupt(row);
    ekb_strbuf_puts(out, ekb_title_peek(row));
}

static void put_second(ekb_row *row, int64_t source, ekb_strbuf *out)
{
    (void)source;
    ekb_strbuf_puts(out, ekb_row_peek(row, 1));
}

static void put_body(ekb_row *row, int64_t source, ekb_strbuf *out)
{
    ekb_body body = ekb_body_of(ekb_row_draft(row, EKB_TEXT_BODY));
    int more = 0;
    while (body.node < EKB_BODY_NODE(source) && (more = ekb_body_next(&body)) > 0)
        continue;
    if (more <= 0 || body.text == NULL) {
        ekb_row_corrupt(row);
        return;
    }
    ekb_strbuf_puts(out, body.title);
    if (*body.title != '\0' && *body.text != '\0')
        ekb_strbuf_putc(out, '\n');
    ekb_strbuf_puts(out, body.text);
}

/* Begin to read the row that has the text. */
static void start_source(ekb_row *row, ekb_index *index, int kind, int64_t entry, int64_t source,
                         ekb_error *error)
{
    ekb_sql which = EKB_SQL_TEXT_BY_ID;
    int64_t id = source;
    if (kind == EKB_TEMPLATE_MESSAGE && !EKB_MESSAGE_IS_FIRST(source)) {
        which = EKB_SQL_MESSAGE_BY_ID;
        id = EKB_MESSAGE_ROW(source);
    } else if (kind == EKB_TEMPLATE_MESSAGE) {
        id = EKB_MESSAGE_TEXT(source);
    } else if (kind == EKB_TEMPLATE_BODY) {
        id = EKB_BODY_TEXT(source);
    } else if (kind != EKB_TEMPLATE_TITLE) {
        which = kind == EKB_TEMPLATE_KEYWORD ? EKB_SQL_KEYWORD : EKB_SQL_EXAMPLE;
        id = entry;
    }
    ekb_row_start(row, index, which, NULL, error);
    ekb_row_bind(row, 1, id);
    if (which == EKB_SQL_KEYWORD || which == EKB_SQL_EXAMPLE)
        ekb_row_bind(row, 2, source);
}

ekb_status ekb_template_source(ekb_index *index, int kind, int64_t entry, int64_t source, ekb_strbuf *out,
                               ekb_error *error)
{
    static void (*const put[])(ekb_row * row, int64_t source, ekb_strbuf * out) = {
        [EKB_TEMPLATE_MESSAGE] = put_message, [EKB_TEMPLATE_TITLE] = put_title,
        [EKB_TEMPLATE_KEYWORD] = put_second,  [EKB_TEMPLATE_EXAMPLE] = put_second,
        [EKB_TEMPLATE_BODY] = put_body,
    };
    ekb_row row;
    if (kind < 0 || kind > EKB_TEMPLATE_BODY)
        return ekb_index_corrupt(index, "template", error);
    ekb_strbuf_clear(out);
    start_source(&row, index, kind, entry, source, error);
    if (ekb_row_next(&row))
        put[kind](&row, source, out);
    else
        ekb_row_corrupt(&row);
    if (out->failed)
        ekb_row_nomem(&row);
    return ekb_row_end(&row);
}

ekb_status ekb_template_text(ekb_lookup_state *state, ekb_index *index, int kind, int64_t entry,
                             int64_t source, ekb_strbuf *out)
{
    return ekb_template_source(index, kind, entry, source, out, state->error);
}
