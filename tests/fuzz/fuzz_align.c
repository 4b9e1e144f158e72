/* SPDX-License-Identifier: MIT */
/*
 * Alignment of any template (the first line) with any paste (the rest): what is
 * measured stays within bounds, and nothing is counted twice; what placeholders
 * stand for are pieces of the paste.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"
#include "match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void weigh(const ekb_tokens *tokens, ekb_term_use *uses)
{
    for (size_t i = 0; i < tokens->count; i++) {
        uint64_t term = ekb_term_at(tokens, i);
        uses[i] = (ekb_term_use){.term = term, .df = term % 3 == 0 ? 0 : 1, .weight = term != 0 ? 5 : 0};
    }
}

static void check(const ekb_fit *fit, size_t tokens)
{
    const double measures[] = {fit->matched,     fit->missing,    fit->inserted,        fit->edge,
                               fit->line,        fit->missing_in, fit->touched,         fit->whole,
                               fit->fuzzy,       fit->beyond,     fit->missing_before,  fit->missing_after,
                               fit->fuzzy_known, fit->fuzzy_far,  fit->untouched_before};
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        require(isfinite(measures[i]) && measures[i] >= 0);
    require(fit->last < (int)tokens);
    require(fit->fuzzy <= fit->matched + 1e-6);
    require(isfinite(ekb_fit_score(fit, EKB_TEMPLATE_MESSAGE)));
    double confidence = ekb_fit_confidence(fit, ekb_fit_score(fit, EKB_TEMPLATE_MESSAGE), 0.5, 1);
    require(confidence >= 0 && confidence <= 1);
}

/* What was aligned last. */
static void capture(ekb_lookup_state *state, const ekb_scratch *scratch, ekb_window window)
{
    ekb_captured *captured;
    size_t count;
    require(ekb_capture_read(state, scratch, window, &captured, &count) == EKB_OK);
    require(count <= scratch->tokens.count);
    for (size_t i = 0; i < count; i++)
        require(captured[i].name != NULL && captured[i].start <= captured[i].end &&
                captured[i].end <= state->text.length);
}

static void align(ekb_lookup_state *state, ekb_scratch *scratch, const char *template, size_t length)
{
    ekb_term_use *uses = calloc(state->tokens.count + 1, sizeof *uses);
    unsigned char weights[8] = {80, 0, 160, 0, 40, 0, 255, 1};
    size_t end = state->tokens.count < EKB_WINDOW_TOKENS ? state->tokens.count : EKB_WINDOW_TOKENS;
    require(uses != NULL);
    weigh(&state->tokens, uses);
    for (int kind = EKB_TEMPLATE_MESSAGE; kind <= EKB_TEMPLATE_TITLE; kind++) {
        ekb_fit fit;
        require(ekb_align(scratch, state, (ekb_window){0, end}, uses, template, length, kind, weights,
                          sizeof weights, &fit) == EKB_OK);
        check(&fit, state->tokens.count);
        if (kind == EKB_TEMPLATE_MESSAGE && fit.last >= fit.first)
            capture(state, scratch, (ekb_window){0, end});
    }
    free(uses);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_lookup_state state = {.arena = &arena};
    ekb_scratch *scratch = calloc(1, sizeof *scratch);
    char *text = malloc(size + 1);
    require(text != NULL && scratch != NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    const char *line = memchr(text, '\n', size);
    size_t cut = line != NULL ? (size_t)(line - text) : size / 2;
    size_t rest = line != NULL ? cut + 1 : cut;
    ekb_strbuf_append(&state.text, text + rest, size - rest);
    require(!state.text.failed);
    require(ekb_fold(text + rest, size - rest, &state.folded) == 0);
    require(ekb_tokenize(&state.folded, 0, &state.tokens) == 0);
    state.spent = calloc(state.tokens.count + 1, 1);
    state.cuts = calloc(state.tokens.count + 1, 1);
    require(state.spent != NULL && state.cuts != NULL);
    for (size_t i = 0; i < state.tokens.count; i++)
        state.cuts[i] = state.tokens.items[i].kind == EKB_TOKEN_WORD ? (unsigned char)(i & 3) : 0;
    align(&state, scratch, text, cut);
    free(state.spent);
    free(state.cuts);
    ekb_folded_release(&state.folded);
    ekb_tokens_release(&state.tokens);
    ekb_strbuf_release(&state.text);
    ekb_arena_release(&arena);
    ekb_scratch_free(scratch);
    free(text);
    return 0;
}
