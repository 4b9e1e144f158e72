/* SPDX-License-Identifier: MIT */
/*
 * Local alignment of a template with a stretch of the paste, by tokens:
 * placeholders are wild, a word with a typo counts in part, either side may
 * be cut at both ends. The path is found with simple token scores; what it is
 * worth is measured afterwards in weights of terms (fit.c).
 *
 * The algorithm is Smith and Waterman's (1981), with wild template tokens.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/lexicon.h"
#include "fit.h"
#include "typo.h"

enum { TEMPLATE_TOKENS_MAX = 400 };

typedef enum move { STOP, MATCH, REPLACE, SKIP_TEMPLATE, SKIP_PASTE, WILD_TAKE, WILD_END } move;

#define SKIP_COST 0.45F
#define REPLACE_COST 0.7F
#define CHATTER_COST 0.2F
#define WILD_COST 0.03F
#define WILD_SENTENCE_COST 0.4F
#define HAN_SLIP 0.8F
/* "Cannot connect" for "unable to connect", 不能 for 无法. */
#define UNABLE_TOO 0.8F
#define FUZZY_LEAST 0.6F
/* Letters that tell a word, and what half a word is worth beyond its letters. */
#define PART_LIKE 0.6F
enum { PART_LEAST = 2 };
/* A word of the index may be a slip all the same, if it is a rare one. */
#define RARE_WORD 7.0F

static int reserve(ekb_scratch *scratch, size_t rows, size_t columns)
{
    size_t cells = rows * columns;
    if (cells > scratch->move_capacity) {
        unsigned char *moves = realloc(scratch->moves, cells);
        if (moves == NULL)
            return -1;
        scratch->moves = moves;
        scratch->move_capacity = cells;
    }
    if (2 * columns > scratch->row_capacity) {
        float *row = realloc(scratch->row, 2 * columns * sizeof *row);
        if (row == NULL)
            return -1;
        scratch->row = row;
        scratch->row_capacity = 2 * columns;
    }
    if (rows > scratch->partner_capacity) {
        int *partner = realloc(scratch->partner, rows * sizeof *partner);
        if (partner == NULL)
            return -1;
        scratch->partner = partner;
        float *quality = realloc(scratch->quality, rows * sizeof *quality);
        if (quality == NULL)
            return -1;
        scratch->quality = quality;
        int *wild = realloc(scratch->wild, 2 * rows * sizeof *wild);
        if (wild == NULL)
            return -1;
        scratch->wild = wild;
        scratch->partner_capacity = rows;
    }
    return 0;
}

/* Likeness of a word and what a cut has left of it, 0 if it is no part. */
static float part_likeness(const ekb_aligner *a, const ekb_token *t, const ekb_token *p, unsigned char cut)
{
    const uint32_t *whole = a->template_text->chars + t->start, *part = a->paste_text->chars + p->start;
    size_t n = t->end - t->start, m = p->end - p->start;
    if (m < PART_LEAST || m >= n || ekb_typo_negates(whole, n, part, m))
        return 0;
    int fits = ((cut & EKB_CUT_BEHIND) != 0 && memcmp(whole, part, m * sizeof *part) == 0) ||
               ((cut & EKB_CUT_BEFORE) != 0 && memcmp(whole + n - m, part, m * sizeof *part) == 0);
    return fits ? PART_LIKE + (1 - PART_LIKE) * (float)m / (float)n : 0;
}

/* "Unable", "cannot", 无法; "failed to". */
static int says_unable(const ekb_token *token, const ekb_token *end)
{
    static const uint32_t to[] = {'t', 'o'};
    return (token->flags & EKB_LEX_UNABLE) != 0 ||
           ((token->flags & EKB_LEX_FAILED) != 0 && token + 1 < end && token[1].hash == ekb_word_hash(to, 2));
}

/* Group of look-alikes of an ideograph, 0 for any other token. */
static int group_of(const ekb_token *t)
{
    return t->kind == EKB_TOKEN_HAN ? ekb_typo_group((uint32_t)t->hash) : 0;
}

/* "Backups" for "backup"; "fails" and "failed" are more than forms. */
static int is_other_form(const ekb_aligner *a, const ekb_token *t, const ekb_token *p)
{
    const uint32_t *ours = a->template_text->chars + t->start, *theirs = a->paste_text->chars + p->start;
    return t->kind == EKB_TOKEN_WORD && *ours == *theirs &&
           (t->flags & (EKB_LEX_NEGATION | EKB_LEX_FAULT)) == 0 &&
           ekb_typo_inflected(ours, t->end - t->start, theirs, p->end - p->start);
}

/* How alike two tokens are: 1 equal, 0 unlike. `group` is that of `t`. */
static float likeness(const ekb_aligner *a, const ekb_token *t, int group, size_t column)
{
    const ekb_token *p = &a->paste[column];
    const ekb_term_use *use = &a->uses[column];
    if (t->kind != p->kind)
        return 0;
    if (t->hash == p->hash)
        return 1;
    if (says_unable(t, a->tokens->items + a->rows) && says_unable(p, a->paste + a->columns))
        return UNABLE_TOO;
    if (t->kind == EKB_TOKEN_HAN)
        return group != 0 && group == group_of(p) ? HAN_SLIP : 0;
    unsigned char cut = a->state->cuts[a->first + column];
    float part = cut != 0 && t->kind == EKB_TOKEN_WORD ? part_likeness(a, t, p, cut) : 0;
    if (part > 0)
        return part;
    if (is_other_form(a, t, p))
        return EKB_INFLECTED;
    if (t->kind != EKB_TOKEN_WORD || (use->df != 0 && use->weight < RARE_WORD))
        return 0;
    float like = ekb_typo_likeness(a->template_text->chars + t->start, t->end - t->start,
                                   a->paste_text->chars + p->start, p->end - p->start);
    return like >= FUZZY_LEAST ? like : 0;
}

static float reward(const ekb_token *token, float like)
{
    if (token->kind == EKB_TOKEN_HAN)
        return 0.8F * like;
    if (token->kind == EKB_TOKEN_NUMBER)
        return 0.5F;
    float length = (float)(token->end - token->start);
    return (0.7F + 0.1F * (length < 10 ? length : 10)) * like * like;
}

static float paste_cost(const ekb_token *token)
{
    return (token->flags & EKB_LEX_CHATTER) != 0 ? CHATTER_COST : SKIP_COST;
}

typedef struct best_cell {
    float score;
    size_t i, j;
} best_cell;

static void wild_row(const ekb_aligner *a, const float *above, float *row, unsigned char *moves)
{
    row[0] = 0;
    for (size_t j = 1; j <= a->columns; j++) {
        const ekb_token *p = &a->paste[j - 1];
        float cost = p->gap == EKB_GAP_SENTENCE ? WILD_SENTENCE_COST : WILD_COST;
        float take = row[j - 1] - cost;
        row[j] = above[j] >= take ? above[j] : take;
        moves[j] = row[j] <= 0 ? STOP : above[j] >= take ? WILD_END : WILD_TAKE;
        if (row[j] < 0)
            row[j] = 0;
    }
}

static void plain_row(const ekb_aligner *a, const ekb_token *t, const float *above, float *row,
                      unsigned char *moves)
{
    int group = group_of(t);
    row[0] = 0;
    for (size_t j = 1; j <= a->columns; j++) {
        float like = likeness(a, t, group, j - 1);
        float best = above[j - 1] + (like > 0 ? reward(t, like) : -REPLACE_COST);
        move how = like > 0 ? MATCH : REPLACE;
        float skip = above[j] - SKIP_COST;
        if (skip > best) {
            best = skip;
            how = SKIP_TEMPLATE;
        }
        skip = row[j - 1] - paste_cost(&a->paste[j - 1]);
        if (skip > best) {
            best = skip;
            how = SKIP_PASTE;
        }
        row[j] = best > 0 ? best : 0;
        moves[j] = (unsigned char)(best > 0 ? how : STOP);
    }
}

static best_cell fill(ekb_scratch *scratch, const ekb_aligner *a)
{
    best_cell best = {0, 0, 0};
    size_t width = a->columns + 1;
    float *above = scratch->row, *row = scratch->row + width;
    memset(above, 0, width * sizeof *above);
    memset(scratch->moves, STOP, width);
    for (size_t i = 1; i <= a->rows; i++) {
        const ekb_token *t = &a->tokens->items[i - 1];
        unsigned char *moves = scratch->moves + i * width;
        moves[0] = STOP;
        if (t->kind == EKB_TOKEN_WILD)
            wild_row(a, above, row, moves);
        else
            plain_row(a, t, above, row, moves);
        for (size_t j = 1; j <= a->columns; j++)
            if (row[j] > best.score && moves[j] == MATCH)
                best = (best_cell){row[j], i, j};
        float *swap = above;
        above = row;
        row = swap;
    }
    return best;
}

/* Walks back from the best cell and notes each template token's partner. */
static void trace(ekb_scratch *scratch, ekb_aligner *a, best_cell best)
{
    size_t width = a->columns + 1, i = best.i, j = best.j;
    for (size_t k = 0; k < a->rows; k++)
        scratch->partner[k] = scratch->wild[2 * k] = scratch->wild[2 * k + 1] = -1;
    a->wild_tokens = 0;
    while (i > 0 && j > 0) {
        move how = (move)scratch->moves[i * width + j];
        if (how == STOP)
            break;
        if (how == MATCH) {
            const ekb_token *t = &a->tokens->items[i - 1];
            scratch->partner[i - 1] = (int)(j - 1);
            scratch->quality[i - 1] = likeness(a, t, group_of(t), j - 1);
        }
        if (how == WILD_TAKE) {
            a->swallowed[j - 1] = 1;
            a->wild_tokens++;
            int *wild = scratch->wild + 2 * (i - 1);
            wild[0] = (int)(j - 1);
            wild[1] = wild[1] < 0 ? (int)(j - 1) : wild[1];
        }
        i -= how == MATCH || how == REPLACE || how == SKIP_TEMPLATE || how == WILD_END;
        j -= how == MATCH || how == REPLACE || how == SKIP_PASTE || how == WILD_TAKE;
    }
}

enum { OUTER_TOKENS = 8 };

static int wild_at(const ekb_aligner *a, size_t row)
{
    return row < a->rows && a->tokens->items[row].kind == EKB_TOKEN_WILD;
}

static void swallow(ekb_scratch *scratch, ekb_aligner *a, size_t row, size_t column)
{
    int *wild = scratch->wild + 2 * row;
    a->swallowed[column] = 1;
    wild[0] = wild[0] < 0 || (int)column < wild[0] ? (int)column : wild[0];
    wild[1] = (int)column > wild[1] ? (int)column : wild[1];
}

/* A path ends at its last match, but what follows belongs to the placeholder
 * that follows in the template, and what precedes to one that precedes: up to
 * the end of the clause. */
static void extend(ekb_scratch *scratch, ekb_aligner *a)
{
    size_t first = a->rows, last = 0;
    for (size_t i = 0; i < a->rows; i++) {
        if (scratch->partner[i] < 0)
            continue;
        first = first == a->rows ? i : first;
        last = i;
    }
    if (first == a->rows)
        return;
    size_t j = (size_t)scratch->partner[last] + 1;
    for (size_t n = 0; wild_at(a, last + 1) && n < OUTER_TOKENS && j < a->columns; n++, j++) {
        uint8_t gap = a->paste[j].gap;
        if (gap == EKB_GAP_SENTENCE || (n > 0 && gap >= EKB_GAP_LINE))
            break;
        swallow(scratch, a, last + 1, j);
    }
    j = (size_t)scratch->partner[first];
    for (size_t n = 0; first > 0 && wild_at(a, first - 1) && n < OUTER_TOKENS && j > 0; n++, j--) {
        uint8_t gap = a->paste[j].gap;
        if (gap == EKB_GAP_SENTENCE || (n > 0 && gap >= EKB_GAP_LINE))
            break;
        swallow(scratch, a, first - 1, j - 1);
    }
}

ekb_status ekb_align(ekb_scratch *scratch, const ekb_lookup_state *state, ekb_window window,
                     const ekb_term_use *uses, const char *text, size_t length, int kind,
                     const unsigned char *weights, size_t weight_bytes, ekb_fit *out)
{
    memset(out, 0, sizeof *out);
    out->last = -1;
    /* A title leaves out what a message has placeholders for. */
    static const unsigned wild[] = {[EKB_TEMPLATE_MESSAGE] = EKB_WILD_NAMES,
                                    [EKB_TEMPLATE_TITLE] = EKB_WILD_OMISSIONS,
                                    [EKB_TEMPLATE_BODY] = 0};
    if (ekb_fold(text, length, &scratch->folded) != 0 ||
        ekb_tokenize(&scratch->folded, wild[kind], &scratch->tokens) != 0)
        return ekb_error_nomem(state->error);
    if (window.first >= window.end || scratch->tokens.count == 0)
        return EKB_OK;
    unsigned char swallowed[EKB_WINDOW_TOKENS] = {0};
    ekb_aligner a = {.state = state,
                     .template_text = &scratch->folded,
                     .paste_text = &state->folded,
                     .tokens = &scratch->tokens,
                     .paste = state->tokens.items + window.first,
                     .uses = uses + window.first,
                     .first = window.first,
                     .rows = scratch->tokens.count,
                     .columns = window.end - window.first,
                     .is_message = kind != EKB_TEMPLATE_KEYWORD && kind != EKB_TEMPLATE_EXAMPLE,
                     .partner = NULL,
                     .swallowed = swallowed};
    if (a.rows > TEMPLATE_TOKENS_MAX)
        a.rows = TEMPLATE_TOKENS_MAX;
    if (reserve(scratch, a.rows + 1, a.columns + 1) != 0)
        return ekb_error_nomem(state->error);
    best_cell best = fill(scratch, &a);
    if (best.score <= 0)
        return EKB_OK;
    trace(scratch, &a, best);
    extend(scratch, &a);
    a.partner = scratch->partner;
    a.quality = scratch->quality;
    ekb_fit_measure(&a, weights, weight_bytes, out);
    for (size_t i = 0; i < a.rows; i++)
        out->placeholders += a.tokens->items[i].kind == EKB_TOKEN_WILD;
    return EKB_OK;
}
