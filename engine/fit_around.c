/* SPDX-License-Identifier: MIT */
/*
 * What of a paste an alignment leaves over: inside its stretch, beside it in
 * the same clause, in the rest of its line, and beyond. A paste is a message
 * amid other things, so the farther away the less it tells; but words that
 * stand where the template has others tell that it is another message.
 */
#include "core/lexicon.h"
#include "fit.h"

/* How far a clause, a line and its neighbourhood reach, in tokens. */
enum { EDGE_TOKENS = 10, LINE_TOKENS = 60, BEYOND_TOKENS = 90 };

/* An unknown word is rare, but no proof of anything. */
#define WEIGHT_MOST 8.0
#define SHORT_MOST 1.3

static double token_weight(const ekb_aligner *a, size_t j)
{
    const ekb_token *token = &a->paste[j];
    if (a->state->spent[a->first + j] != 0)
        return 0;
    /* A short unknown word is a slip more often than a word. */
    double most = token->kind == EKB_TOKEN_WORD && token->end - token->start < 4
                      ? SHORT_MOST * (token->end - token->start)
                      : WEIGHT_MOST;
    double weight = a->uses[j].weight < most ? a->uses[j].weight : most;
    if (token->kind == EKB_TOKEN_HAN)
        weight *= 0.6;
    return (token->flags & (EKB_LEX_CHATTER | EKB_LEX_CUE)) != 0 ? 0
           : (token->flags & EKB_LEX_LEVEL) != 0                 ? weight * 0.2
                                                                 : weight;
}

/* A pair whose left half is matched or chatter is not the paste's own. */
static double own_weight(const ekb_aligner *a, const unsigned char *matched, size_t j)
{
    if (matched[j] || a->swallowed[j])
        return 0;
    double weight = token_weight(a, j);
    if (a->paste[j].kind == EKB_TOKEN_HAN && j > 0 && a->paste[j].gap <= EKB_GAP_SPACE &&
        (matched[j - 1] || (a->paste[j - 1].flags & EKB_LEX_CHATTER) != 0))
        weight *= 0.5;
    return weight;
}

static void weigh_inside(const ekb_aligner *a, const unsigned char *matched, ekb_fit *out)
{
    for (int j = out->first; j <= out->last; j++) {
        out->inserted += own_weight(a, matched, (size_t)j);
        out->small += !matched[j] && !a->swallowed[j] && (a->paste[j].flags & EKB_LEX_CHATTER) != 0;
    }
}

/* "Successfully set …", 已成功设置 …: how far before the stretch; behind it, its clause. */
enum { SUCCESS_BEFORE = 2 };

/* One side of the stretch: from token `j` on, in steps of `step`. */
typedef struct side {
    double edge, line, beyond;
    int small;
    ekb_tone tone;
} side;

static void hear(unsigned flags, int in_clause, int in_reach, ekb_tone *tone)
{
    tone->faults += (flags & (EKB_LEX_NEGATION | EKB_LEX_FAULT)) != 0;
    if (!in_clause)
        return;
    tone->negations += (flags & EKB_LEX_NEGATION) != 0;
    tone->doing += (flags & EKB_LEX_DOING) != 0;
    tone->successes += in_reach && (flags & EKB_LEX_SUCCESS) != 0;
}

/* "I do not know why", 不清楚: a negation of what somebody has in mind denies nothing. */
static int is_of_mind(const ekb_aligner *a, int j)
{
    enum { NEAR = 3 };
    for (int k = j + 1; k <= j + NEAR && k < (int)a->columns && a->paste[k].gap < EKB_GAP_LINE; k++) {
        if ((a->paste[k].flags & EKB_LEX_MIND) != 0)
            return 1;
        if ((a->paste[k].flags & (EKB_LEX_CHATTER | EKB_LEX_NEGATION)) == 0)
            return 0;
    }
    return 0;
}

/* A dash between spaces sets apart what another clause would. */
static int is_dashed(const ekb_aligner *a, int j)
{
    for (size_t i = a->paste[j - 1].end; i + 2 < a->paste[j].start; i++)
        if (a->paste_text->chars[i] == ' ' && a->paste_text->chars[i + 1] == '-' &&
            a->paste_text->chars[i + 2] == ' ')
            return 1;
    return 0;
}

static side weigh_side(const ekb_aligner *a, const unsigned char *matched, int j, int step)
{
    side out = {.edge = 0};
    int in_clause = 1, in_line = 1, in_statement = 1;
    for (int steps = 0; j >= 0 && j < (int)a->columns && steps < BEYOND_TOKENS; j += step, steps++) {
        int border = step > 0 ? j : j + 1;
        uint8_t gap = a->paste[border].gap;
        in_line = in_line && gap != EKB_GAP_SENTENCE && gap != EKB_GAP_LINE && steps < LINE_TOKENS;
        in_clause = in_clause && in_line && gap < EKB_GAP_LINE && steps < EDGE_TOKENS;
        in_statement = in_statement && in_clause && (a->paste[j].flags & EKB_LEX_TURN) == 0 &&
                       (border == 0 || !is_dashed(a, border));
        double weight = own_weight(a, matched, (size_t)j);
        unsigned flags = a->paste[j].flags & (is_of_mind(a, j) ? ~(unsigned)EKB_LEX_NEGATION : ~0U);
        if (in_line)
            hear(flags, in_statement, step > 0 || steps < SUCCESS_BEFORE, &out.tone);
        if (in_clause) {
            *(in_statement ? &out.edge : &out.line) += weight;
            out.small += !a->swallowed[j] && (a->paste[j].flags & EKB_LEX_CHATTER) != 0;
        } else if (in_line) {
            out.line += weight;
        } else {
            out.beyond += weight;
        }
    }
    return out;
}

static int is_bound(const ekb_token *token, unsigned loose)
{
    return token->kind == EKB_TOKEN_HAN && (token->flags & loose) == 0;
}

/* Ideographs that go on beyond the stretch without a boundary. */
static void find_joints(const ekb_aligner *a, ekb_fit *out)
{
    const ekb_token *first = &a->paste[out->first], *last = &a->paste[out->last];
    if (out->first > 0)
        out->joined_before =
            !a->swallowed[out->first - 1] && first->kind == EKB_TOKEN_HAN && first->gap == EKB_GAP_NONE &&
            (first->flags & EKB_LEX_NEGATION) == 0 &&
            is_bound(first - 1, EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_NEGATION | EKB_LEX_TURN);
    if (out->last + 1 < (int)a->columns)
        out->joined_after = !a->swallowed[out->last + 1] && last->kind == EKB_TOKEN_HAN &&
                            last[1].gap == EKB_GAP_NONE &&
                            is_bound(last + 1, EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_TURN);
}

static uint32_t char_at(const ekb_folded *text, size_t at)
{
    return at < text->length ? text->chars[at] : 0;
}

/* The paste begins or ends a sentence of its own where the template goes on:
 * it is not cut there, so the words are others. Dots in a row are a cut. */
static void find_ends(const ekb_aligner *a, ekb_fit *out)
{
    const ekb_token *first = &a->paste[out->first], *last = &a->paste[out->last];
    size_t end = last->end;
    out->starts = out->first == 0 || first->gap >= EKB_GAP_CLAUSE;
    while (char_at(a->paste_text, end) == '"' || char_at(a->paste_text, end) == '\'')
        end++;
    uint32_t next = char_at(a->paste_text, end);
    out->stops = next == '.' || next == '!' || next == '?' || next == 0x3002;
    if (next == '.' && char_at(a->paste_text, end + 1) == '.')
        out->stops = 0;
}

/* What the stretch itself says; a success that the text speaks of is none of the paste's. */
static ekb_tone hear_inside(const ekb_aligner *a, const unsigned char *matched, const ekb_fit *out)
{
    ekb_tone tone = {0, 0, 0, 0};
    for (int j = out->first; j <= out->last; j++) {
        unsigned flags = a->paste[j].flags & ~(unsigned)EKB_LEX_DOING;
        if (matched[j] || !a->swallowed[j])
            hear(flags, 1, !matched[j], &tone);
    }
    return tone;
}

ekb_tone ekb_fit_around(const ekb_aligner *a, const unsigned char *matched, ekb_fit *out)
{
    side before = weigh_side(a, matched, out->first - 1, -1);
    side after = weigh_side(a, matched, out->last + 1, 1);
    weigh_inside(a, matched, out);
    out->edge = before.edge + after.edge;
    out->line = before.line + after.line;
    out->beyond = before.beyond + after.beyond;
    out->beside_before = before.edge + before.line;
    out->beside_after = after.edge + after.line;
    out->small_before = before.small;
    out->small_after = after.small;
    find_joints(a, out);
    find_ends(a, out);
    ekb_tone inside = hear_inside(a, matched, out);
    return (ekb_tone){.negations = inside.negations + before.tone.negations + after.tone.negations,
                      .faults = inside.faults + before.tone.faults + after.tone.faults,
                      .successes = inside.successes + before.tone.successes + after.tone.successes,
                      .doing = before.tone.doing};
}
