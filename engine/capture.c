/* SPDX-License-Identifier: MIT */
/* What stood in the place of a template's placeholders. */
#include <stdlib.h>
#include <string.h>

#include "between.h"
#include "candidates.h"
#include "core/error.h"
#include "fit.h"
#include "match.h"

/* Tokens around the stretch that an argument at its edge may need. */
enum { MARGIN = 24 };

/* Tokens that a value may have which no word bounds, and placeholders in a row
 * that are told apart. */
enum { OUTER_TOKENS = 8, RUN_MOST = 16 };

static const char *placeholder_name(ekb_lookup_state *state, const ekb_folded *text, const ekb_token *token)
{
    ekb_strbuf name = EKB_STRBUF_INIT;
    for (size_t i = token->start + 1; i + 1 < token->end; i++)
        ekb_strbuf_put_codepoint(&name, text->chars[i]);
    const char *out = name.failed ? NULL : ekb_arena_strdup(state->arena, ekb_strbuf_text(&name));
    ekb_strbuf_release(&name);
    return out;
}

/* The signs of a path, an option or a handle that tokens leave out. */
static void take_signs(const ekb_lookup_state *state, ekb_captured *c)
{
    const char *text = ekb_strbuf_text(&state->text);
    while (c->start > 0 && text[c->start - 1] != '\0' && strchr("/\\.~$@#-", text[c->start - 1]) != NULL)
        c->start--;
    while (c->end < state->text.length && strchr("/\\%", text[c->end]) != NULL)
        c->end++;
}

/* One alignment, as its placeholders are read off it. */
typedef struct reader {
    ekb_lookup_state *state;
    const ekb_scratch *scratch;
    ekb_window window;
    size_t rows; /* of the template */
    ekb_captured *out;
    size_t *count;
} reader;

static int is_wild(const reader *r, size_t row)
{
    return r->scratch->tokens.items[row].kind == EKB_TOKEN_WILD;
}

static const ekb_token *paste_token(const reader *r, int column)
{
    return &r->state->tokens.items[r->window.first + (size_t)column];
}

static ekb_status add(reader *r, size_t row, uint32_t start, uint32_t end)
{
    const ekb_scratch *scratch = r->scratch;
    const char *name = placeholder_name(r->state, &scratch->folded, &scratch->tokens.items[row]);
    if (name == NULL)
        return ekb_error_nomem(r->state->error);
    r->out[(*r->count)++] = (ekb_captured){name, start, end};
    return EKB_OK;
}

/* The words that the alignment left to a placeholder. */
static ekb_status add_words(reader *r, size_t row)
{
    const int *wild = r->scratch->wild + 2 * row;
    if (wild[0] < 0)
        return EKB_OK;
    ekb_captured c = {NULL, r->state->folded.start[paste_token(r, wild[0])->start],
                      r->state->folded.end[paste_token(r, wild[1])->end - 1]};
    take_signs(r->state, &c);
    return add(r, row, c.start, c.end);
}

/* The signs around placeholders `first` to `end`, between words that were found
 * or the ends of the template. @return 0 where words that were not are among them. */
static int look_between(const reader *r, size_t first, size_t end, ekb_between *out)
{
    const ekb_scratch *scratch = r->scratch;
    const ekb_token *tokens = scratch->tokens.items;
    const ekb_tokens *paste = &r->state->tokens;
    int before = first > 0 ? scratch->partner[first - 1] : -1;
    int behind = end < r->rows ? scratch->partner[end] : -1;
    if ((first > 0 && before < 0) || (end < r->rows && behind < 0) || (before < 0 && behind < 0))
        return 0;
    *out = (ekb_between){.signs = &scratch->folded,
                         .signs_start = first > 0 ? tokens[first - 1].end : 0,
                         .signs_end = end < r->rows ? tokens[end].start : scratch->folded.length,
                         .wild = tokens + first,
                         .count = end - first,
                         .text = &r->state->folded,
                         .open_before = before < 0,
                         .open_behind = behind < 0};
    size_t from = before >= 0 ? r->window.first + (size_t)before : 0;
    size_t until = behind >= 0 ? r->window.first + (size_t)behind : 0;
    size_t most = OUTER_TOKENS * (end - first) + 1;
    if (behind < 0)
        until = from + most;
    if (before < 0)
        from = until > most ? until - most : 0;
    out->start = before < 0 && from == 0 ? 0 : paste->items[from].end;
    out->end = until < paste->count ? paste->items[until].start : out->text->length;
    return out->start <= out->end;
}

/* Placeholders in a row, from `first` up to, not including, `end`. */
static ekb_status collect_run(reader *r, size_t first, size_t end)
{
    ekb_between between;
    ekb_piece pieces[RUN_MOST];
    ekb_status status = EKB_OK;
    if (end - first > RUN_MOST || !look_between(r, first, end, &between) ||
        !ekb_between_find(&between, pieces)) {
        for (size_t row = first; status == EKB_OK && row < end; row++)
            status = add_words(r, row);
        return status;
    }
    const ekb_folded *text = &r->state->folded;
    for (size_t row = first; status == EKB_OK && row < end; row++) {
        const ekb_piece *piece = &pieces[row - first];
        if (piece->start < piece->end)
            status = add(r, row, text->start[piece->start], text->end[piece->end - 1]);
    }
    return status;
}

ekb_status ekb_capture_read(ekb_lookup_state *state, const ekb_scratch *scratch, ekb_window window,
                            ekb_captured **out, size_t *count)
{
    *count = 0;
    size_t rows = scratch->tokens.count;
    rows = rows < scratch->partner_capacity ? rows : scratch->partner_capacity;
    *out = ekb_arena_calloc(state->arena, rows + 1, sizeof **out);
    if (*out == NULL)
        return ekb_error_nomem(state->error);
    reader r = {
        .state = state, .scratch = scratch, .window = window, .rows = rows, .out = *out, .count = count};
    ekb_status status = EKB_OK;
    for (size_t row = 0, end; status == EKB_OK && row < rows; row = end) {
        for (end = row; end < rows && is_wild(&r, end);)
            end++;
        if (end > row)
            status = collect_run(&r, row, end);
        else
            end++;
    }
    return status;
}

ekb_status ekb_capture(ekb_lookup_state *state, const ekb_scored *scored, ekb_captured **out, size_t *count)
{
    *out = NULL;
    *count = 0;
    if (scored->kind != EKB_TEMPLATE_MESSAGE && scored->message != NULL)
        scored = scored->message;
    if (scored->kind != EKB_TEMPLATE_MESSAGE || scored->fit.placeholders == 0)
        return EKB_OK;
    ekb_scratch *scratch = ekb_engine_scratch(state->engine);
    ekb_index *index = state->engine->indexes[scored->index];
    size_t first = (size_t)scored->fit.first, last = (size_t)scored->fit.last;
    ekb_window window = {first > MARGIN ? first - MARGIN : 0, last + 1 + MARGIN};
    if (window.end > state->tokens.count)
        window.end = state->tokens.count;
    if (window.end - window.first > EKB_WINDOW_TOKENS)
        return EKB_OK;
    ekb_term_use *uses = calloc(state->tokens.count, sizeof *uses);
    if (uses == NULL || scratch == NULL) {
        free(uses);
        return ekb_error_nomem(state->error);
    }
    ekb_arena lists = EKB_ARENA_INIT;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_fit fit;
    static const unsigned char no_weights[2] = {0, 0};
    ekb_status status = ekb_candidates_terms(state, index, window, &lists, uses);
    if (status == EKB_OK)
        status = ekb_template_text(state, index, scored->kind, scored->entry, scored->source, &text);
    if (status == EKB_OK)
        status = ekb_align(scratch, state, window, uses, ekb_strbuf_text(&text), text.length, scored->kind,
                           no_weights, sizeof no_weights, &fit);
    if (status == EKB_OK && fit.last >= fit.first)
        status = ekb_capture_read(state, scratch, window, out, count);
    ekb_strbuf_release(&text);
    ekb_arena_release(&lists);
    free(uses);
    return status;
}
