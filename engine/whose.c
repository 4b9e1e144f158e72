/* SPDX-License-Identifier: MIT */
/*
 * Whose error a number is. "Photoshop error 34506" and "VPN connection failed,
 * error 34506" announce a code of somebody else, though the number is known:
 * the words that name the error's owner, or what has failed, are none that the
 * index has ever used. Invariant: nothing is said against a code but by words
 * right beside its announcement, or beside a word that says what went wrong,
 * in its line; whatever else is told around it is only a story. An index of
 * many products knows the words of them all, so it objects less. A name that
 * many know owns an error from a little farther off (claim.c): "error 34506 in Photoshop".
 */
#include <string.h>
#include <uchar.h>

#include "claim.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "decide.h"
#include "owner.h"
#include "term.h"

/* Words of a name that are read, ideographs of one. */
enum { WORDS_MOST = 4, HAN_MOST = 10 };

/* Weight of unknown words that name an owner, or a thing that has failed. */
#define OWNER_LEAST 3.5
#define THING_LEAST 7.0
#define HAN_LEAST 9.0

/* Weights of words of a name, Latin and Chinese. */
typedef struct name_words {
    double unknown, known, unknown_han, known_han;
    double proper; /* the part of `unknown` that is written as a name */
} name_words;

typedef struct reader {
    ekb_lookup_state *state;
    ekb_index *index;
    ekb_arena arena; /* of the postings that come along */
} reader;

static ekb_status is_known(reader *r, size_t at, int *out)
{
    uint64_t term = ekb_term_at(&r->state->tokens, at);
    return ekb_term_is_known(r->index, (int64_t)term, &r->arena, out, r->state->error);
}

static int has_digit(const ekb_lookup_state *state, const ekb_token *token)
{
    for (uint32_t i = token->start; i < token->end; i++)
        if (state->folded.chars[i] >= '0' && state->folded.chars[i] <= '9')
            return 1;
    return 0;
}

/* Photoshop, sap: one that begins with a capital or may be an abbreviation. Any other may be
 * a slip as well, a company or somebody's machine. */
static int is_proper(const ekb_lookup_state *state, const ekb_token *token)
{
    enum { SHORT = 4 };
    char c = ekb_strbuf_text(&state->text)[state->folded.start[token->start]];
    return token->end - token->start <= SHORT || c < 'a' || c > 'z';
}

static ekb_status weigh_word(reader *r, size_t at, name_words *out)
{
    const ekb_token *token = &r->state->tokens.items[at];
    double weight = ekb_rest_weight(r->state, at);
    int han = token->kind == EKB_TOKEN_HAN, known = 0, joins = 0;
    if (token->kind == EKB_TOKEN_NUMBER || weight <= 0 || has_digit(r->state, token) ||
        ekb_owner_anybody(r->state, at) || ekb_owner_machine(r->state, at))
        return EKB_OK;
    ekb_status status = is_known(r, at, &known);
    /* An ideograph that ends one word of the index or begins another is of neither's joint. */
    if (status == EKB_OK && !known && han && ekb_tokens_joined(&r->state->tokens, at))
        status = is_known(r, at + 1, &joins);
    known |= joins;
    out->unknown += han || known ? 0 : weight;
    out->proper += han || known || !is_proper(r->state, token) ? 0 : weight;
    out->known += !han && known ? weight : 0;
    out->unknown_han += han && !known ? weight : 0;
    out->known_han += han && known ? weight : 0;
    return status;
}

/* Part of a name: no talk, no code, nothing that says how things went. */
static int is_naming(const ekb_lookup_state *state, size_t at)
{
    const unsigned others = EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_LEVEL | EKB_LEX_NEGATION | EKB_LEX_FAULT;
    return state->spent[at] == 0 && (state->tokens.items[at].flags & others) == 0;
}

/* Adds up the words before token `at`, from right to left, as far as they are one name. */
static ekb_status weigh_before(reader *r, size_t at, int over_colon, name_words *out)
{
    const ekb_lookup_state *state = r->state;
    int words = 0, han = 0;
    for (; at > 0 && words < WORDS_MOST && han < HAN_MOST; at--) {
        const ekb_token *next = &state->tokens.items[at];
        int joined =
            next->gap <= EKB_GAP_SPACE || (over_colon && words + han == 0 && ekb_is_colon(state, at));
        if (!joined || !is_naming(state, at - 1))
            break;
        ekb_status status = weigh_word(r, at - 1, out);
        if (status != EKB_OK)
            return status;
        han += next[-1].kind == EKB_TOKEN_HAN;
        words += next[-1].kind != EKB_TOKEN_HAN;
    }
    return EKB_OK;
}

/* … and behind it: "cannot send mail". */
static ekb_status weigh_behind(reader *r, size_t at, name_words *out)
{
    const ekb_lookup_state *state = r->state;
    int words = 0, han = 0;
    for (at++; at < state->tokens.count && words < WORDS_MOST && han < HAN_MOST; at++) {
        const ekb_token *token = &state->tokens.items[at];
        if (token->gap > EKB_GAP_SPACE || !is_naming(state, at))
            break;
        ekb_status status = weigh_word(r, at, out);
        if (status != EKB_OK)
            return status;
        han += token->kind == EKB_TOKEN_HAN;
        words += token->kind != EKB_TOKEN_HAN;
    }
    return EKB_OK;
}

static int is_strange_han(const name_words *w)
{
    return w->unknown_han >= HAN_LEAST && w->unknown_han > w->known_han;
}

static uint32_t byte_of(const ekb_lookup_state *state, size_t at)
{
    return state->folded.start[state->tokens.items[at].start];
}

/* The first token that begins at or behind a byte of the paste. */
static size_t token_from(const ekb_lookup_state *state, uint32_t byte)
{
    size_t at = 0;
    while (at < state->tokens.count && byte_of(state, at) < byte)
        at++;
    return at;
}

/* The first of the words that announce a code. */
static size_t announcement(const ekb_lookup_state *state, const ekb_spotted *s)
{
    size_t at = token_from(state, s->cue_start < s->start ? s->cue_start : s->start);
    while (at > 0 && at < state->tokens.count && state->tokens.items[at].gap <= EKB_GAP_SPACE &&
           (state->tokens.items[at - 1].flags & EKB_LEX_CUE) != 0)
        at--;
    return at;
}

/* "Photoshop error 34506", "Outlook error code 34506", 打印机错误 34513. */
static ekb_status has_owner(reader *r, const ekb_spotted *s, int *out)
{
    name_words words = {0};
    size_t at = announcement(r->state, s);
    ekb_status status = at < r->state->tokens.count ? weigh_before(r, at, 1, &words) : EKB_OK;
    *out = words.proper >= OWNER_LEAST || is_strange_han(&words);
    return status;
}

/* "VPN connection failed", 银行卡支付失败: in the line of the code. */
static ekb_status has_failed_thing(reader *r, const ekb_spotted *s, int *out)
{
    const ekb_lookup_state *state = r->state;
    const char *text = ekb_strbuf_text(&state->text);
    uint32_t first = s->start, end = s->end;
    while (first > 0 && text[first - 1] != '\n')
        first--;
    while (end < state->text.length && text[end] != '\n')
        end++;
    *out = 0;
    for (size_t i = 0; !*out && i < state->tokens.count; i++) {
        unsigned flags = state->tokens.items[i].flags;
        if (byte_of(state, i) < first || byte_of(state, i) >= end || state->spent[i] != 0 ||
            (flags & (EKB_LEX_NEGATION | EKB_LEX_FAULT)) == 0 || (flags & (EKB_LEX_CUE | EKB_LEX_LEVEL)) != 0)
            continue;
        name_words words = {0};
        ekb_status status = weigh_before(r, i, 0, &words);
        if (status == EKB_OK && words.known + words.unknown + words.known_han + words.unknown_han <= 0)
            status = weigh_behind(r, i, &words);
        if (status != EKB_OK)
            return status;
        *out = (words.unknown >= THING_LEAST && words.unknown > words.known) || is_strange_han(&words);
    }
    return EKB_OK;
}

/* An id is announced as the product prints it: "ID: 34513", 识别码. */
static int is_id(const ekb_lookup_state *state, const ekb_spotted *s)
{
    const char *cue = ekb_strbuf_text(&state->text) + s->cue_start;
    size_t length = s->cue_end - s->cue_start;
    return (length == 2 && (cue[0] | 0x20) == 'i' && (cue[1] | 0x20) == 'd') ||
           (length >= 6 && (memcmp(cue, "识别", 6) == 0 || memcmp(cue, "識別", 6) == 0));
}

ekb_status ekb_said_of_other(ekb_lookup_state *state, const ekb_code_reading *reading,
                             const ekb_code_hit *hit, int *out)
{
    const ekb_spotted *s = reading->spotted;
    /* 0x80070005 is the same whoever shows it. */
    enum { HEX_MOST = 8 };
    int number = s->form == EKB_FORM_DECIMAL || (s->form == EKB_FORM_HEX && s->end - s->start <= HEX_MOST);
    *out = 0;
    if (!number || !s->word_cued || is_id(state, s))
        return EKB_OK;
    int named = 0;
    ekb_status status = ekb_product_named(state, hit->index, hit->entry, &named);
    if (status != EKB_OK || named)
        return status;
    reader r = {.state = state, .index = state->engine->indexes[hit->index]};
    status = ekb_claimed(state, hit->index, announcement(state, s),
                         token_from(state, s->cue_end > s->end ? s->cue_end : s->end), out);
    if (status == EKB_OK && !*out)
        status = has_owner(&r, s, out);
    if (status == EKB_OK && !*out)
        status = has_failed_thing(&r, s, out);
    ekb_arena_release(&r.arena);
    return status;
}
