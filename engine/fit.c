/* SPDX-License-Identifier: MIT */
/*
 * Measuring an alignment. The index knows the weight of each sentence of a
 * template, the paste the weight of each term it shares with it; what remains
 * of a sentence's weight is spread over its terms that were not found, so
 * that no term of a template need be looked up by itself.
 */
#include "fit.h"

#include <string.h>

#include "core/lexicon.h"

enum { SENTENCES_MAX = 64, EDGE_TOKENS = 10, LINE_TOKENS = 60 };

/* An unknown word is rare, but no proof of anything. */
#define WEIGHT_MOST 8.0
#define SHORT_MOST 1.3

/* A number that a template prints literally: "Same as HTTP status 407." */
#define NUMBER_WEIGHT 3.0

/* Parts of a pair of ideographs that were found apart, or one of them. */
#define APART 0.45
#define HALF 0.2

typedef struct sentence {
    double weight, exact, fuzzy; /* fuzzy: sum of qualities, later weighted */
    double number_weight;        /* of its numbers, which are no terms */
    int unsure;                  /* terms not found exactly */
    int literals, han, numbers, negations, starts_with_advice, seen;
    int touched;
} sentence;

typedef struct measure {
    const ekb_aligner *a;
    sentence sentences[SENTENCES_MAX];
    size_t count;
    int first, last; /* matched template tokens */
} measure;

static sentence *sentence_of(measure *m, size_t token)
{
    size_t at = m->a->tokens->items[token].sentence;
    return &m->sentences[at < SENTENCES_MAX ? at : SENTENCES_MAX - 1];
}

/* How well the term that ends at template token i was found, in [0,1]; the
 * weight of an exact find goes to *weight, else it is below 0. */
static double term_found(const ekb_aligner *a, size_t i, uint64_t term, double *weight)
{
    int j = a->partner[i];
    *weight = -1;
    if (a->tokens->items[i].kind == EKB_TOKEN_WORD) {
        if (j < 0)
            return 0;
        if (a->quality[i] >= 1)
            *weight = a->uses[j].weight;
        return a->quality[i];
    }
    if (j >= 0 && a->uses[j].term == term) {
        int joined = i == 0 || !ekb_tokens_joined(a->tokens, i - 1) || a->partner[i - 1] == j - 1;
        if (joined) {
            *weight = a->uses[j].weight;
            return 1;
        }
    }
    int before = i > 0 ? a->partner[i - 1] : -1;
    return j >= 0 && before >= 0 ? (j == before + 1 ? 0.85 : APART) : j >= 0 || before >= 0 ? HALF : 0;
}

static void count_terms(measure *m)
{
    const ekb_aligner *a = m->a;
    m->first = m->last = -1;
    for (size_t i = 0; i < a->rows; i++) {
        const ekb_token *token = &a->tokens->items[i];
        sentence *s = sentence_of(m, i);
        int lead_in = token->kind == EKB_TOKEN_NUMBER || (token->flags & EKB_LEX_CUE) != 0;
        if (!s->seen && !lead_in) {
            s->seen = 1;
            s->starts_with_advice = (token->flags & EKB_LEX_ADVICE) != 0;
        }
        s->negations += (token->flags & EKB_LEX_NEGATION) != 0;
        if (a->partner[i] >= 0) {
            s->literals++;
            s->han += token->kind == EKB_TOKEN_HAN;
            m->first = m->first < 0 ? (int)i : m->first;
            m->last = (int)i;
        }
        if (token->kind == EKB_TOKEN_NUMBER) {
            s->numbers += a->partner[i] < 0;
            s->number_weight += NUMBER_WEIGHT;
            s->exact += a->partner[i] >= 0 ? NUMBER_WEIGHT : 0;
        }
        uint64_t term = ekb_term_at(a->tokens, i);
        if (term == 0)
            continue;
        double weight, quality = term_found(a, i, term, &weight);
        if (weight >= 0) {
            s->exact += weight;
        } else {
            s->fuzzy += quality;
            s->unsure++;
        }
    }
}

static void weigh_sentences(measure *m, const unsigned char *weights, size_t bytes, ekb_fit *out)
{
    m->count = bytes / 2 < SENTENCES_MAX ? bytes / 2 : SENTENCES_MAX;
    for (size_t i = 0; i < m->count; i++) {
        sentence *s = &m->sentences[i];
        s->weight = (weights[2 * i] | weights[2 * i + 1] << 8) / 16.0 + s->number_weight;
        double rest = s->weight > s->exact ? s->weight - s->exact : 0;
        s->fuzzy = s->unsure > 0 ? rest * s->fuzzy / s->unsure : 0;
        out->whole += s->weight;
    }
    int advice = 1;
    for (size_t i = 0; i < m->count; i++) {
        sentence *s = &m->sentences[i];
        double found = s->exact + s->fuzzy;
        s->touched = m->count == 1 || found >= 0.4 * s->weight || found >= 14;
        if (!s->touched || found <= 0)
            continue;
        out->matched += found;
        out->fuzzy += s->fuzzy;
        out->missing += s->weight > found ? s->weight - found : 0;
        out->touched += s->weight;
        out->literal_tokens += s->literals;
        out->han_tokens += s->han;
        out->missing_numbers += s->numbers;
        advice &= s->starts_with_advice;
    }
    out->advice_only = advice;
}

/* The part of `missing` between found terms: everything but the cut ends. */
static void weigh_inside(const measure *m, ekb_fit *out)
{
    const ekb_aligner *a = m->a;
    int inside = 0, outside = 0;
    for (size_t i = 0; i < a->rows; i++) {
        size_t at =
            a->tokens->items[i].sentence < SENTENCES_MAX ? a->tokens->items[i].sentence : SENTENCES_MAX - 1;
        if (!m->sentences[at].touched || a->partner[i] >= 0 || a->tokens->items[i].kind == EKB_TOKEN_WILD)
            continue;
        if ((int)i > m->first && (int)i < m->last)
            inside++;
        else
            outside++;
    }
    if (inside + outside > 0)
        out->missing_in = out->missing * inside / (inside + outside);
    else
        out->missing_in = out->missing;
}

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
    if (a->swallowed[j])
        return 0;
    double weight = token_weight(a, j);
    if (a->paste[j].kind == EKB_TOKEN_HAN && j > 0 && a->paste[j].gap <= EKB_GAP_SPACE &&
        (matched[j - 1] || (a->paste[j - 1].flags & EKB_LEX_CHATTER) != 0))
        weight *= 0.5;
    return weight;
}

static void weigh_inserted(const ekb_aligner *a, const unsigned char *matched, ekb_fit *out)
{
    for (int j = out->first; j <= out->last; j++)
        if (!matched[j] && !a->swallowed[j])
            out->inserted += own_weight(a, matched, (size_t)j);
}

static int clause_before(const ekb_token *token)
{
    return token->gap >= EKB_GAP_LINE;
}

static void weigh_before(const ekb_aligner *a, const unsigned char *matched, ekb_fit *out, int *negations)
{
    int in_clause = 1, steps = 0;
    for (int j = out->first; j > 0 && steps < LINE_TOKENS; j--, steps++) {
        const ekb_token *token = &a->paste[j], *before = token - 1;
        if (token->gap == EKB_GAP_SENTENCE || token->gap == EKB_GAP_LINE)
            break;
        in_clause = in_clause && !clause_before(token) && steps < EDGE_TOKENS;
        double weight = own_weight(a, matched, (size_t)j - 1);
        if (in_clause) {
            out->edge += weight;
            *negations += (before->flags & EKB_LEX_NEGATION) != 0;
        } else {
            out->line += weight;
        }
    }
    if (out->first > 0) {
        const ekb_token *token = &a->paste[out->first], *before = token - 1;
        out->joined_before = !a->swallowed[out->first - 1] && token->kind == EKB_TOKEN_HAN &&
                             before->kind == EKB_TOKEN_HAN && token->gap == EKB_GAP_NONE &&
                             (before->flags & (EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_NEGATION)) == 0;
    }
}

static void weigh_after(const ekb_aligner *a, const unsigned char *matched, ekb_fit *out, int *negations)
{
    int in_clause = 1, steps = 0;
    int end = (int)a->columns;
    for (int j = out->last + 1; j < end && steps < LINE_TOKENS; j++, steps++) {
        const ekb_token *token = &a->paste[j];
        if (token->gap == EKB_GAP_SENTENCE || token->gap == EKB_GAP_LINE)
            break;
        in_clause = in_clause && !clause_before(token) && steps < EDGE_TOKENS;
        double weight = own_weight(a, matched, (size_t)j);
        if (in_clause) {
            out->edge += weight;
            *negations += (token->flags & EKB_LEX_NEGATION) != 0;
        } else {
            out->line += weight;
        }
    }
    if (out->last + 1 < end) {
        const ekb_token *token = &a->paste[out->last + 1];
        out->joined_after = !a->swallowed[out->last + 1] && token->kind == EKB_TOKEN_HAN &&
                            token[-1].kind == EKB_TOKEN_HAN && token->gap == EKB_GAP_NONE &&
                            (token->flags & (EKB_LEX_CHATTER | EKB_LEX_CUE)) == 0;
    }
}

static void compare_polarity(const measure *m, const unsigned char *matched, ekb_fit *out, int negations)
{
    const ekb_aligner *a = m->a;
    int theirs = 0;
    for (size_t i = 0; i < m->count; i++)
        theirs += m->sentences[i].touched ? m->sentences[i].negations : 0;
    for (int j = out->first; j <= out->last; j++)
        if (matched[j] || !a->swallowed[j])
            negations += (a->paste[j].flags & EKB_LEX_NEGATION) != 0;
    out->polarity = (theirs > 0) != (negations > 0);
}

void ekb_fit_measure(const ekb_aligner *a, const unsigned char *weights, size_t weight_bytes, ekb_fit *out)
{
    measure m = {.a = a};
    unsigned char matched[EKB_WINDOW_TOKENS] = {0};
    out->first = (int)a->columns;
    out->last = -1;
    out->wild_tokens = a->wild_tokens;
    int negations = 0;
    count_terms(&m);
    weigh_sentences(&m, weights, weight_bytes, out);
    for (size_t i = 0; i < a->rows; i++) {
        size_t at =
            a->tokens->items[i].sentence < SENTENCES_MAX ? a->tokens->items[i].sentence : SENTENCES_MAX - 1;
        int j = a->partner[i];
        if (j < 0 || !m.sentences[at].touched)
            continue;
        matched[j] = 1;
        /* 末 for 未 is a slip, not an affirmation. */
        if ((a->tokens->items[i].flags & EKB_LEX_NEGATION) != 0 &&
            (a->paste[j].flags & EKB_LEX_NEGATION) == 0)
            negations++;
        out->first = j < out->first ? j : out->first;
        out->last = j > out->last ? j : out->last;
    }
    if (out->last < 0)
        return;
    weigh_inside(&m, out);
    weigh_inserted(a, matched, out);
    weigh_before(a, matched, out, &negations);
    weigh_after(a, matched, out, &negations);
    compare_polarity(&m, matched, out, negations);
    out->first += (int)a->first;
    out->last += (int)a->first;
}
