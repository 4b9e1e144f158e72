/* SPDX-License-Identifier: MIT */
/*
 * Whether a clause of the template is turned round in the paste. Of "scheduled
 * backups do not start, manual backups work" both halves must be said as they
 * are: another negation elsewhere is no substitute, and one that stands where
 * the template asserts is a contradiction. What a cut may have taken, and what
 * is said beside the stretch, is for fit.c to judge.
 */
#include "core/lexicon.h"
#include "fit.h"

/* How far beyond the last match a clause of the paste may reach, in tokens. */
enum { REACH = 10 };

/* Rows of the template, and where the paste says them: its tokens from `first`
 * to `last`, and from `from` to before `until` what nothing else says. */
typedef struct clause {
    size_t begin, end;
    int first, last, last_row;
    int from, until;
} clause;

static int begins_clause(const ekb_token *token)
{
    return token->gap >= EKB_GAP_CLAUSE || (token->flags & EKB_LEX_TURN) != 0;
}

static clause clause_at(const ekb_aligner *a, size_t begin, int from)
{
    clause c = {.begin = begin, .end = begin, .first = -1, .from = from, .until = (int)a->columns};
    const ekb_token *rows = a->tokens->items;
    do {
        int j = a->partner[c.end];
        if (j >= 0) {
            c.first = c.first < 0 ? j : c.first;
            c.last = j;
            c.last_row = (int)c.end;
        }
        c.end++;
    } while (c.end < a->rows && !begins_clause(&rows[c.end]));
    for (size_t i = c.end; i < a->rows; i++)
        if (a->partner[i] >= 0) {
            c.until = a->partner[i];
            break;
        }
    return c;
}

static int is_negation(const ekb_token *token)
{
    return (token->flags & EKB_LEX_NEGATION) != 0;
}

/* Negations of the clause that a cut has not taken. */
static int template_negations(const ekb_aligner *a, const clause *c, const ekb_stretch *stretch)
{
    int count = 0;
    for (size_t i = c->begin; i < c->end; i++)
        count += is_negation(&a->tokens->items[i]) && !((int)i < stretch->first && stretch->cut_before) &&
                 !((int)i > stretch->last && stretch->cut_after);
    return count;
}

static int has_negation(const ekb_aligner *a, const clause *c)
{
    for (size_t i = c->begin; i < c->end; i++)
        if (is_negation(&a->tokens->items[i]))
            return 1;
    return 0;
}

/* Whether enough of it is there to tell. */
static int is_told(const ekb_aligner *a, const clause *c)
{
    int found = 0, all = 0;
    for (size_t i = c->begin; i < c->end; i++) {
        const ekb_token *token = &a->tokens->items[i];
        int telling = token->kind != EKB_TOKEN_WILD && (token->flags & EKB_LEX_CHATTER) == 0;
        all += telling;
        found += telling && a->partner[i] >= 0;
    }
    return c->first >= 0 && 2 * found >= all;
}

/* A negation anywhere between the neighbouring clauses will do, and a slip of one. */
static int is_denied(const ekb_aligner *a, const clause *c)
{
    int from = c->from > c->first - REACH ? c->from : c->first - REACH;
    int until = c->until < c->last + REACH ? c->until : c->last + REACH;
    for (int j = from < 0 ? 0 : from; j < until; j++)
        if (is_negation(&a->paste[j]))
            return 0;
    for (size_t i = c->begin; i < c->end; i++)
        if (a->partner[i] >= 0 && ekb_fit_is_slip(a, i))
            return 0;
    return 1;
}

/* Whether the template goes on in this clause where the paste has other words. */
static int is_continued(const ekb_aligner *a, const clause *c)
{
    for (size_t i = (size_t)c->last_row + 1; i < c->end; i++)
        if (a->tokens->items[i].kind != EKB_TOKEN_WILD)
            return 1;
    return 0;
}

/* "NOT" where a narrow window breaks NOTIFY is none. */
static int is_strange_negation(const ekb_aligner *a, int j)
{
    int cut = a->paste[j].kind == EKB_TOKEN_WORD && a->state->cuts[a->first + (size_t)j] != 0;
    return !a->swallowed[j] && !cut && is_negation(&a->paste[j]);
}

static int is_reversed(const ekb_aligner *a, const clause *c, const unsigned char *matched)
{
    int j = c->first + 1;
    for (; j < c->last; j++)
        if (!matched[j] && is_strange_negation(a, j))
            return 1;
    if (!is_continued(a, c))
        return 0;
    for (j = c->last + 1; j < c->until && j <= c->last + REACH && !begins_clause(&a->paste[j]); j++)
        if (is_strange_negation(a, j))
            return 1;
    return 0;
}

int ekb_fit_turned(const ekb_aligner *a, const unsigned char *matched, const ekb_stretch *stretch)
{
    int any = 0, turned = 0, from = 0;
    for (size_t i = 0; i < a->rows;) {
        clause c = clause_at(a, i, from);
        i = c.end;
        if (c.first < 0)
            continue;
        from = c.last + 1;
        int negated = has_negation(a, &c);
        any |= negated;
        if (!is_told(a, &c))
            continue;
        if (negated)
            turned |= template_negations(a, &c, stretch) > 0 && is_denied(a, &c);
        else
            turned |= 2 * is_reversed(a, &c, matched);
    }
    /* A text that denies nothing is judged as a whole. */
    return any ? turned != 0 : 0;
}
