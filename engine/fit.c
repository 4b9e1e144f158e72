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

enum { SENTENCES_MAX = 64 };

/* A number that a template prints literally: "Same as HTTP status 407." */
#define NUMBER_WEIGHT 3.0

/* Parts of a pair of ideographs that were found apart, or one of them. */
#define APART 0.45
#define HALF 0.2

/* Likeness below which two words are not one with a slip, as a rule. */
#define FAR 0.8

typedef struct sentence {
    double weight, exact, fuzzy; /* fuzzy: sum of qualities, later weighted */
    double known, far;           /* the parts of fuzzy: words of the index, words that differ much */
    double number_weight;        /* of its numbers, which are no terms */
    int unsure;                  /* terms not found exactly */
    int literals, idle, han, numbers, negations, faults, starts_with_advice, seen;
    int touched;
} sentence;

typedef struct measure {
    const ekb_aligner *a;
    sentence sentences[SENTENCES_MAX];
    size_t count;
    int first, last; /* matched template tokens */
} measure;

static size_t sentence_index(const measure *m, size_t token)
{
    size_t at = m->a->tokens->items[token].sentence;
    return at < SENTENCES_MAX ? at : SENTENCES_MAX - 1;
}

static sentence *sentence_of(measure *m, size_t token)
{
    return &m->sentences[sentence_index(m, token)];
}

static const sentence *sentence_at(const measure *m, size_t token)
{
    return &m->sentences[sentence_index(m, token)];
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

/* "error", 错误 announce a message rather than belong to it. */
static int is_fault(const ekb_token *token)
{
    return (token->flags & EKB_LEX_FAULT) != 0 &&
           (token->flags & (EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_LEVEL)) == 0;
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
        s->faults += is_fault(token);
        if (a->partner[i] >= 0) {
            s->literals++;
            s->idle += lead_in || (token->flags & EKB_LEX_CHATTER) != 0;
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
            int j = token->kind == EKB_TOKEN_WORD ? a->partner[i] : -1;
            s->known += j >= 0 && a->uses[j].df > 0 && quality < EKB_INFLECTED ? quality : 0;
            s->far += j >= 0 && quality < FAR && a->state->cuts[a->first + (size_t)j] == 0 ? quality : 0;
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
        double unit = s->unsure > 0 ? rest / s->unsure : 0;
        s->fuzzy *= unit;
        s->known *= unit;
        s->far *= unit;
        out->whole += s->weight;
    }
    int advice = 1;
    for (size_t i = 0; i < m->count; i++) {
        sentence *s = &m->sentences[i];
        double found = s->exact + s->fuzzy;
        s->touched = m->count == 1 || found >= 0.4 * s->weight || found >= 14;
        out->untouched_before += s->touched || out->touched > 0 ? 0 : s->weight;
        if (!s->touched || found <= 0)
            continue;
        out->matched += found;
        out->fuzzy += s->fuzzy;
        out->fuzzy_known += s->known;
        out->fuzzy_far += s->far;
        out->missing += s->weight > found ? s->weight - found : 0;
        out->touched += s->weight;
        out->literal_tokens += s->literals;
        out->han_tokens += s->han;
        out->idle_tokens += s->idle;
        out->missing_numbers += s->numbers;
        advice &= s->starts_with_advice;
    }
    out->advice_only = advice;
}

/* Whether the paste has a Latin word of the template nowhere, not even out of its order. */
static int is_absent(const ekb_aligner *a, const ekb_token *token)
{
    if (token->kind != EKB_TOKEN_WORD || (token->flags & (EKB_LEX_CHATTER | EKB_LEX_NEGATION)) != 0)
        return 0;
    for (size_t j = 0; j < a->columns; j++)
        if (a->paste[j].hash == token->hash)
            return 0;
    return 1;
}

/* Where `missing` is: between found terms, or at the cut ends. */
static void weigh_missing(const measure *m, ekb_fit *out)
{
    const ekb_aligner *a = m->a;
    int inside = 0, before = 0, after = 0;
    for (size_t i = 0; i < a->rows; i++) {
        size_t at =
            a->tokens->items[i].sentence < SENTENCES_MAX ? a->tokens->items[i].sentence : SENTENCES_MAX - 1;
        if (!m->sentences[at].touched || a->partner[i] >= 0 || a->tokens->items[i].kind == EKB_TOKEN_WILD)
            continue;
        before += (int)i < m->first;
        after += (int)i > m->last;
        int is_inside = (int)i > m->first && (int)i < m->last;
        inside += is_inside;
        out->absent_in += is_inside && is_absent(a, &a->tokens->items[i]);
    }
    int all = inside + before + after;
    out->missing_in = all > 0 ? out->missing * inside / all : out->missing;
    out->missing_before = all > 0 ? out->missing * before / all : 0;
    out->missing_after = all > 0 ? out->missing * after / all : 0;
}

/* Whether tokens of the paste stand where the template has others: slips are
 * words that the index does not know, another message's words it does. */
static void note_swap(const ekb_aligner *a, const unsigned char *matched, int from, int to, int missing,
                      ekb_fit *out)
{
    int extra = 0, known = 0;
    for (int j = from; j < to; j++) {
        if (matched[j] || a->swallowed[j] || a->state->spent[a->first + (size_t)j] != 0)
            continue;
        extra = 1;
        known |= a->uses[j].df > 0;
    }
    out->swaps += extra && missing;
    out->swaps_known += known && missing;
    out->extras_known += known && !missing;
}

static int is_adjacent(const ekb_aligner *a, int j)
{
    return j > 0 && j < (int)a->columns && a->paste[j].gap <= EKB_GAP_SPACE;
}

static int is_missing(const ekb_aligner *a, size_t row, size_t beside)
{
    return row < a->rows && a->partner[row] < 0 && a->tokens->items[row].kind != EKB_TOKEN_WILD &&
           a->tokens->items[row].sentence == a->tokens->items[beside].sentence;
}

static void count_swaps(const measure *m, const unsigned char *matched, ekb_fit *out)
{
    const ekb_aligner *a = m->a;
    int last = -1, missing = 0;
    size_t last_row = 0;
    for (size_t i = 0; i < a->rows; i++) {
        int j = a->partner[i];
        if (j < 0 || !matched[j]) {
            missing |= a->tokens->items[i].kind != EKB_TOKEN_WILD;
            continue;
        }
        if (last >= 0)
            note_swap(a, matched, last + 1, j, missing, out);
        else if (i > 0 && is_missing(a, i - 1, i) && is_adjacent(a, j))
            note_swap(a, matched, j - 1, j, 1, out);
        last = j;
        last_row = i;
        missing = 0;
    }
    if (last >= 0 && is_missing(a, last_row + 1, last_row) && is_adjacent(a, last + 1))
        note_swap(a, matched, last + 1, last + 2, 1, out);
}

/* What a paste that was cut has no more of, it does not deny. Messages are cut;
 * keywords, and who types them, are short enough to be said whole. */
static int is_cut_after(const ekb_aligner *a, const ekb_fit *fit, const ekb_tone *ours)
{
    return a->is_message && !fit->stops && fit->small_after == 0 && fit->beside_after <= 0 && !ours->doing;
}

static int is_cut_before(const ekb_aligner *a, const ekb_fit *fit, const ekb_tone *ours)
{
    return a->is_message && fit->small_before == 0 && fit->beside_before <= 0 && !ours->doing;
}

/* A text denies what the paste asserts, or the reverse; or it tells of something
 * amiss, and the paste of nothing of the kind, or of success. */
static void compare_polarity(const measure *m, const unsigned char *matched, ekb_fit *out,
                             const ekb_tone *ours)
{
    const ekb_aligner *a = m->a;
    int negations = 0, faults = 0;
    for (size_t i = 0; i < m->count; i++) {
        negations += m->sentences[i].touched ? m->sentences[i].negations : 0;
        faults += m->sentences[i].touched ? m->sentences[i].faults : 0;
    }
    int before = is_cut_before(a, out, ours), after = is_cut_after(a, out, ours);
    for (size_t i = 0; i < a->rows; i++) {
        const ekb_token *token = &a->tokens->items[i];
        int is_after = (int)i > m->last && after, is_before = (int)i < m->first && before;
        if (!sentence_at(m, i)->touched)
            continue;
        negations -= is_after && (token->flags & EKB_LEX_NEGATION) != 0;
        faults -= ((is_after && before) || is_before) && is_fault(token);
    }
    out->polarity = (negations > 0) != (ours->negations > 0) || (faults > 0 && ours->faults == 0) ||
                    (ours->successes > 0 && ours->negations == 0) ||
                    ekb_fit_turned(a, matched, &(ekb_stretch){m->first, m->last, before, after});
}

void ekb_fit_measure(const ekb_aligner *a, const unsigned char *weights, size_t weight_bytes, ekb_fit *out)
{
    measure m = {.a = a};
    unsigned char matched[EKB_WINDOW_TOKENS] = {0};
    out->first = (int)a->columns;
    out->last = -1;
    out->wild_tokens = a->wild_tokens;
    int slips = 0, faults = 0;
    count_terms(&m);
    weigh_sentences(&m, weights, weight_bytes, out);
    for (size_t i = 0; i < a->rows; i++) {
        size_t at =
            a->tokens->items[i].sentence < SENTENCES_MAX ? a->tokens->items[i].sentence : SENTENCES_MAX - 1;
        int j = a->partner[i];
        if (j < 0 || !m.sentences[at].touched)
            continue;
        matched[j] = 1;
        slips += ekb_fit_is_slip(a, i);
        faults += a->tokens->items[i].hash != a->paste[j].hash && is_fault(&a->tokens->items[i]);
        out->first = j < out->first ? j : out->first;
        out->last = j > out->last ? j : out->last;
    }
    if (out->last < 0)
        return;
    weigh_missing(&m, out);
    count_swaps(&m, matched, out);
    ekb_tone ours = ekb_fit_around(a, matched, out);
    ours.negations += slips;
    ours.faults += slips + faults;
    compare_polarity(&m, matched, out, &ours);
    out->first += (int)a->first;
    out->last += (int)a->first;
}
