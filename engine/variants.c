/* SPDX-License-Identifier: MIT */
/*
 * The index knows words by their hashes alone, so that the slips are made here
 * and each is looked up: some eighty for a word. Replacing one letter by any
 * other would be five hundred; the other words of the paste must do then.
 */
#include "variants.h"

#include <string.h>

#include "core/error.h"
#include "core/lexicon.h"
#include "core/weight.h"
#include "term.h"

enum { WORD_LEAST = 5, WORD_MOST = 20 };

/* A word that had to be mended tells less. */
#define MENDED 0.7

typedef struct slips {
    ekb_lookup_state *state;
    ekb_index *index;
    ekb_arena *lists;
    ekb_term_use *out;
    size_t *count;
    ekb_status status;
    const uint32_t *word;
    size_t length;
} slips;

static void look_up(slips *s, const uint32_t *word, size_t length)
{
    if (s->status != EKB_OK || *s->count >= EKB_VARIANTS_MAX)
        return;
    ekb_term term;
    uint64_t hash = ekb_word_hash(word, length);
    s->status = ekb_term_find(s->index, (int64_t)hash, s->lists, &term, s->state->error);
    if (s->status != EKB_OK || term.df == 0)
        return;
    for (size_t i = 0; i < *s->count; i++)
        if (s->out[i].term == hash)
            return;
    double weight = ekb_term_weight(hash, term.df, (double)s->index->template_count);
    s->out[(*s->count)++] = (ekb_term_use){.term = hash,
                                           .df = term.df,
                                           .weight = (float)(MENDED * weight),
                                           .list = term.list,
                                           .list_bytes = (uint32_t)term.bytes,
                                           .list_at = term.at};
}

/* The word with `gone` letters from `at` on replaced by `added`. */
static void replace(slips *s, size_t at, size_t gone, const char *added)
{
    uint32_t word[WORD_MOST + 2];
    size_t n = strlen(added), rest = s->length - at - gone;
    memcpy(word, s->word, at * sizeof *word);
    for (size_t i = 0; i < n; i++)
        word[at + i] = (uint32_t)(unsigned char)added[i];
    memcpy(word + at + n, s->word + at + gone, rest * sizeof *word);
    look_up(s, word, at + n + rest);
}

static void try_fewer(slips *s)
{
    for (size_t i = 0; i < s->length; i++)
        if (i == 0 || s->word[i] != s->word[i - 1])
            replace(s, i, 1, "");
}

static void try_swapped(slips *s)
{
    for (size_t i = 0; i + 1 < s->length; i++) {
        char swapped[] = {(char)s->word[i + 1], (char)s->word[i], '\0'};
        if (s->word[i] != s->word[i + 1])
            replace(s, i, 2, swapped);
    }
}

static void try_doubled(slips *s)
{
    for (size_t i = 0; i < s->length; i++) {
        char twice[] = {(char)s->word[i], (char)s->word[i], '\0'};
        replace(s, i, 1, twice);
    }
}

static void try_vowels(slips *s)
{
    static const char *const vowels[] = {"e", "i", "a", "o", "u"};
    for (size_t v = 0; v < sizeof vowels / sizeof *vowels; v++)
        for (size_t i = 0; i <= s->length; i++)
            replace(s, i, 0, vowels[v]);
}

static void try_alike(slips *s)
{
    static const struct {
        char seen[3], meant[3];
    } pairs[] = {{"0", "o"},  {"1", "l"}, {"1", "i"}, {"l", "i"}, {"i", "l"}, {"rn", "m"}, {"m", "rn"},
                 {"vv", "w"}, {"5", "s"}, {"c", "e"}, {"e", "c"}, {"8", "b"}, {"cl", "d"}, {"n", "h"}};
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        size_t n = strlen(pairs[p].seen);
        for (size_t i = 0; i + n <= s->length; i++)
            if (s->word[i] == (uint32_t)pairs[p].seen[0] &&
                (n == 1 || s->word[i + 1] == (uint32_t)pairs[p].seen[1]))
                replace(s, i, n, pairs[p].meant);
    }
}

/* Letters, and digits that look like some: no name of a machine or a file. */
static int may_be_slip(const ekb_lookup_state *state, size_t token, const ekb_term_use *use)
{
    const ekb_token *t = &state->tokens.items[token];
    size_t length = t->end - t->start, digits = 0;
    if (t->kind != EKB_TOKEN_WORD || use->df != 0 || state->spent[token] != 0 || t->flags != 0 ||
        length < WORD_LEAST || length > WORD_MOST)
        return 0;
    for (size_t i = t->start; i < t->end; i++) {
        uint32_t c = state->folded.chars[i];
        if (c >= 0x80)
            return 0;
        digits += c >= '0' && c <= '9';
    }
    return digits <= 1;
}

/* The longest words of the window that may be slips. */
static size_t choose(const ekb_lookup_state *state, ekb_window window, const ekb_term_use *uses, size_t *out)
{
    size_t count = 0;
    for (size_t i = window.first; i < window.end; i++) {
        if (!may_be_slip(state, i, &uses[i]))
            continue;
        const ekb_token *items = state->tokens.items;
        uint32_t length = items[i].end - items[i].start;
        size_t at = count < EKB_VARIANTS_WORDS ? count++ : count;
        for (; at > 0 && items[out[at - 1]].end - items[out[at - 1]].start < length; at--)
            if (at < EKB_VARIANTS_WORDS)
                out[at] = out[at - 1];
        if (at < EKB_VARIANTS_WORDS)
            out[at] = i;
    }
    return count;
}

ekb_status ekb_variants_find(ekb_lookup_state *state, ekb_index *index, ekb_window window,
                             const ekb_term_use *uses, ekb_arena *lists, ekb_term_use out[EKB_VARIANTS_MAX],
                             size_t *count)
{
    size_t words[EKB_VARIANTS_WORDS];
    *count = 0;
    size_t word_count = choose(state, window, uses, words);
    slips s = {.state = state, .index = index, .lists = lists, .out = out, .count = count, .status = EKB_OK};
    for (size_t w = 0; w < word_count && s.status == EKB_OK; w++) {
        const ekb_token *token = &state->tokens.items[words[w]];
        s.word = state->folded.chars + token->start;
        s.length = token->end - token->start;
        try_fewer(&s);
        try_swapped(&s);
        try_alike(&s);
        try_doubled(&s);
        try_vowels(&s);
    }
    return s.status;
}
