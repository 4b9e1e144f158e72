/* SPDX-License-Identifier: MIT */
/* ekb_lookup(): the steps of match.h in their order, around one arena. */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "language.h"
#include "match.h"
#include "paste.h"

/* The answer and what owns its memory. */
typedef struct owned_answer {
    ekb_answer answer;
    ekb_arena arena;
} owned_answer;

const char *ekb_paste_language(const ekb_lookup_state *state)
{
    size_t han = 0, words = 0, wide = 0;
    for (size_t i = 0; i < state->tokens.count; i++) {
        han += state->tokens.items[i].kind == EKB_TOKEN_HAN;
        words += state->tokens.items[i].kind == EKB_TOKEN_WORD;
    }
    for (size_t i = 0; i + 2 < state->text.length; i++) {
        const unsigned char *at = (const unsigned char *)state->text.data + i;
        wide += (at[0] == 0xEF && at[1] >= 0xBC && at[1] <= 0xBD) || (at[0] == 0xE3 && at[1] == 0x80);
    }
    /* Whoever writes Chinese around an English message reads Chinese. */
    return han >= 2 || (wide > 0 && words <= 1) ? "zh-CN" : "en";
}

static int is_dots(const ekb_folded *text, size_t at)
{
    return at + 1 < text->length && text->chars[at] == '.' && text->chars[at + 1] == '.';
}

/* The first word and the last may be halves, those beside dots in a row, and
 * those at the ends of lines, which some windows break anywhere. */
static void mark_cuts(ekb_lookup_state *state)
{
    const ekb_folded *text = &state->folded;
    for (size_t i = 0; i < state->tokens.count; i++) {
        const ekb_token *token = &state->tokens.items[i];
        int at_start = token->start == 0 || token->gap == EKB_GAP_LINE ||
                       (token->start >= 2 && is_dots(text, token->start - 2));
        int at_end =
            token->end == text->length || text->chars[token->end] == '\n' || is_dots(text, token->end);
        if (token->kind == EKB_TOKEN_WORD)
            state->cuts[i] = (unsigned char)((at_start ? EKB_CUT_BEFORE : 0) | (at_end ? EKB_CUT_BEHIND : 0));
    }
}

static ekb_status read_paste(ekb_lookup_state *state)
{
    const ekb_query *query = state->query;
    ekb_status status =
        ekb_paste_read(query->text, query->length, &state->text, &state->truncated, state->error);
    if (status != EKB_OK)
        return status;
    const char *text = ekb_strbuf_text(&state->text);
    state->spotted = malloc(EKB_SPOTTED_MAX * sizeof *state->spotted);
    if (state->spotted == NULL)
        return ekb_error_nomem(state->error);
    state->spotted_count = ekb_code_spot(text, state->text.length, state->spotted);
    if (state->spotted_count < 0 || ekb_fold(text, state->text.length, &state->folded) != 0 ||
        ekb_tokenize(&state->folded, 0, &state->tokens) != 0)
        return ekb_error_nomem(state->error);
    state->spent = ekb_arena_calloc(state->arena, state->tokens.count + 1, 1);
    state->cuts = ekb_arena_calloc(state->arena, state->tokens.count + 1, 1);
    if (state->spent == NULL || state->cuts == NULL)
        return ekb_error_nomem(state->error);
    mark_cuts(state);
    return EKB_OK;
}

static void release(ekb_lookup_state *state)
{
    ekb_strbuf_release(&state->text);
    ekb_strbuf_release(&state->explain);
    ekb_folded_release(&state->folded);
    ekb_tokens_release(&state->tokens);
    free(state->spotted);
}

/* Words that may be a text, were they chatter all. */
enum { CHATTER_FEW = 3 };

/* Nothing but a known code: the text need not be searched. Words of chatter do
 * not count, unless they may be a text themselves: "Same as HTTP status 407." */
static int is_code_alone(const ekb_lookup_state *state)
{
    int known = 0;
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        known |= r->hit_count > 0 && !(r->hits[0].is_class && r->hit_count > 24);
    }
    double rest = 0;
    int words = 0;
    for (size_t i = 0; known && i < state->tokens.count; i++) {
        rest += ekb_rest_weight(state, i);
        words += state->spent[i] != EKB_SPENT_CODE;
    }
    return known && rest <= 0 && words < CHATTER_FEW;
}

static ekb_status run(ekb_lookup_state *state, ekb_answer *answer)
{
    ekb_status status = read_paste(state);
    if (status == EKB_OK)
        status = ekb_match_scope(state);
    if (status == EKB_OK)
        status = ekb_match_codes(state);
    if (status == EKB_OK && !is_code_alone(state))
        status = ekb_match_text(state);
    if (status == EKB_OK)
        status = ekb_match_decide(state);
    if (status == EKB_OK)
        status = ekb_match_explain(state);
    if (status == EKB_OK)
        status = ekb_match_answer(state, answer);
    return status;
}

ekb_status ekb_lookup(ekb_engine *engine, const ekb_query *query, ekb_answer **out, ekb_error *error)
{
    if (out != NULL)
        *out = NULL;
    if (engine == NULL || query == NULL || out == NULL || (query->text == NULL && query->length > 0) ||
        (query->languages == NULL && query->language_count > 0))
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_status status = ekb_languages_check(query->languages, query->language_count, error);
    if (status != EKB_OK)
        return status;
    owned_answer *owned = calloc(1, sizeof *owned);
    if (owned == NULL)
        return ekb_error_nomem(error);
    ekb_lookup_state state = {.engine = engine, .query = query, .arena = &owned->arena, .error = error};
    status = run(&state, &owned->answer);
    release(&state);
    if (status == EKB_OK)
        *out = &owned->answer;
    else
        ekb_answer_free(&owned->answer);
    return status;
}

void ekb_answer_free(ekb_answer *answer)
{
    if (answer == NULL)
        return;
    owned_answer *owned = (owned_answer *)answer; /* its first member */
    ekb_arena_release(&owned->arena);
    free(owned);
}
