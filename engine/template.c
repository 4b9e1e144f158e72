/* SPDX-License-Identifier: MIT */
/* Where the text of a template stands, by its kind. */
#include "core/error.h"
#include "match.h"
#include "row.h"

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
