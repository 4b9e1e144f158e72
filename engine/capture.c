/* SPDX-License-Identifier: MIT */
/* What stood in the place of a template's placeholders. */
#include <stdlib.h>
#include <string.h>

#include "candidates.h"
#include "core/error.h"
#include "fit.h"
#include "match.h"

/* Tokens around the stretch that an argument at its edge may need. */
enum { MARGIN = 24 };

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

static ekb_status collect(ekb_lookup_state *state, const ekb_scratch *scratch, ekb_window window,
                          ekb_captured **out, size_t *count)
{
    const ekb_tokens *tokens = &scratch->tokens;
    size_t rows = tokens->count < scratch->partner_capacity ? tokens->count : scratch->partner_capacity;
    *out = ekb_arena_calloc(state->arena, rows + 1, sizeof **out);
    if (*out == NULL)
        return ekb_error_nomem(state->error);
    for (size_t i = 0; i < rows; i++) {
        if (tokens->items[i].kind != EKB_TOKEN_WILD || scratch->wild[2 * i] < 0)
            continue;
        const ekb_token *first = &state->tokens.items[window.first + (size_t)scratch->wild[2 * i]];
        const ekb_token *last = &state->tokens.items[window.first + (size_t)scratch->wild[2 * i + 1]];
        ekb_captured *c = &(*out)[(*count)++];
        c->name = placeholder_name(state, &scratch->folded, &tokens->items[i]);
        if (c->name == NULL)
            return ekb_error_nomem(state->error);
        c->start = state->folded.start[first->start];
        c->end = state->folded.end[last->end - 1];
        take_signs(state, c);
    }
    return EKB_OK;
}

ekb_status ekb_capture(ekb_lookup_state *state, const ekb_scored *scored, ekb_captured **out, size_t *count)
{
    *out = NULL;
    *count = 0;
    if (scored->kind != EKB_TEMPLATE_MESSAGE || scored->fit.wild_tokens == 0)
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
    if (status == EKB_OK)
        status = collect(state, scratch, window, out, count);
    ekb_strbuf_release(&text);
    ekb_arena_release(&lists);
    free(uses);
    return status;
}
