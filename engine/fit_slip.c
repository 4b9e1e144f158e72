/* SPDX-License-Identifier: MIT */
/*
 * Of a negation that was not found as it stands: whether the paste has it with
 * a slip, 末能 or 部能 for 未能, or without what negates, 能. What the
 * difference means for the whole is for fit.c and fit_clause.c to judge.
 */
#include "core/lexicon.h"
#include "fit.h"

/* Last token of the paste that a row before this one has found, -1 if none. */
static int found_before(const ekb_aligner *a, size_t row)
{
    while (row > 0)
        if (a->partner[--row] >= 0)
            return a->partner[row];
    return -1;
}

static int is_strange(const ekb_token *token)
{
    return token->kind == EKB_TOKEN_HAN && (token->flags & (EKB_LEX_CHATTER | EKB_LEX_DOING)) == 0;
}

/* Whether one ideograph that nobody says there stands right before, for another. */
static int is_garbled_before(const ekb_aligner *a, size_t row)
{
    int column = a->partner[row], found = found_before(a, row);
    const ekb_token *ours = &a->paste[column];
    if (column < 1 || found == column - 1 || ours->gap != EKB_GAP_NONE || !is_strange(ours - 1))
        return 0;
    return column < 2 || found == column - 2 || ours[-1].gap != EKB_GAP_NONE || !is_strange(ours - 2);
}

static int is_negation(const ekb_token *token)
{
    return token->kind == EKB_TOKEN_HAN && (token->flags & EKB_LEX_NEGATION) != 0;
}

/* Of 失败 no part negates by itself, of 不会 the first does. */
static int negates_alone(const ekb_aligner *a, size_t row)
{
    unsigned flags = 0;
    (void)ekb_lexicon_phrase(a->template_text->chars + a->tokens->items[row].start, 1, &flags);
    return (flags & EKB_LEX_NEGATION) != 0;
}

/* Whether more than the negation is lost in that place: characters were, no word. */
static int is_torn_before(const ekb_aligner *a, size_t row)
{
    return row > 0 && a->partner[row - 1] < 0 && ekb_tokens_joined(a->tokens, row - 1) &&
           found_before(a, row) >= 0;
}

/* 能 for 未能, 支持 for 不支持: all of a negation but what negates. */
static int is_affirmed(const ekb_aligner *a, size_t i)
{
    size_t first = i;
    while (first > 0 && is_negation(&a->tokens->items[first - 1]) && ekb_tokens_joined(a->tokens, first - 1))
        first--;
    if (first == i || a->partner[first] >= 0 || !negates_alone(a, first) || is_torn_before(a, first))
        return 0;
    for (size_t k = first + 1; k < i; k++)
        if (a->partner[k] < 0)
            return 0;
    return !is_garbled_before(a, first + 1);
}

int ekb_fit_is_slip(const ekb_aligner *a, size_t row)
{
    const ekb_token *theirs = &a->tokens->items[row], *ours = &a->paste[a->partner[row]];
    int other = theirs->hash != ours->hash || ((theirs->flags & EKB_LEX_FAULT) == 0 && !is_affirmed(a, row));
    /* Of a word that is known nobody knows that another was meant: "now" is not "not". */
    unsigned known = ours->kind == EKB_TOKEN_WORD ? ~0U : EKB_LEX_NEGATION | EKB_LEX_DOING;
    return other && (theirs->flags & EKB_LEX_NEGATION) != 0 && (ours->flags & known) == 0;
}
