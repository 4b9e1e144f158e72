/* SPDX-License-Identifier: MIT */
#include "token.h"

#include <stdlib.h>

#include "lexicon.h"

typedef enum char_class { OTHER, SPACE, LETTER, DIGIT, HAN, CLAUSE, SENTENCE } char_class;

static int is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           c == 0x3005 || c == 0x3007;
}

static char_class ascii_class(uint32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return LETTER;
    if (c >= '0' && c <= '9')
        return DIGIT;
    switch (c) {
    case ' ':
    case '\t':
        return SPACE;
    case '.':
    case '!':
    case '?':
    case ';':
        return SENTENCE;
    case '-':
    case '_':
    case '\'':
    case '/':
    case '\\':
    case '@':
    case '#':
    case '%':
    case '&':
    case '*':
    case '+':
    case '~':
    case '^':
    case '$':
        return OTHER;
    default:
        return CLAUSE;
    }
}

static char_class class_of(uint32_t c)
{
    if (c < 0x80)
        return ascii_class(c);
    if (is_han(c))
        return HAN;
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x3000)
        return SPACE;
    if ((c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF))
        return LETTER;
    return c < 0xC0 ? OTHER : CLAUSE;
}

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

static uint64_t as_term(uint64_t hash)
{
    hash = mix(hash) & ((UINT64_C(1) << EKB_TERM_BITS) - 1);
    return hash != 0 ? hash : 1;
}

/* English plurals and third persons lose their s, so that "credentials" is
 * "credential": a rule too weak to be wrong often, and it needs no language. */
static size_t stem_length(const uint32_t *chars, size_t n)
{
    if (n < 4 || chars[n - 1] != 's')
        return n;
    uint32_t before = chars[n - 2];
    return before == 's' || before == 'u' || before == 'i' ? n : n - 1;
}

uint64_t ekb_word_hash(const uint32_t *chars, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    size_t n = stem_length(chars, length);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ chars[i]) * UINT64_C(0x100000001b3);
    return as_term(hash);
}

static uint64_t pair_hash(uint32_t left, uint32_t right)
{
    return as_term((uint64_t)left << 32 | right | UINT64_C(1) << 63);
}

static int push(ekb_tokens *out, ekb_token token)
{
    if (out->count == out->capacity) {
        size_t capacity = out->capacity == 0 ? 64 : out->capacity * 2;
        ekb_token *items = realloc(out->items, capacity * sizeof *items);
        if (items == NULL)
            return -1;
        out->items = items;
        out->capacity = capacity;
    }
    out->items[out->count++] = token;
    return 0;
}

/* Length of `{name}` at `at`, braces included, or 0. */
static size_t placeholder_length(const ekb_folded *text, size_t at)
{
    size_t i = at + 1;
    while (i < text->length && i - at < 64 &&
           (class_of(text->chars[i]) == LETTER || class_of(text->chars[i]) == DIGIT ||
            text->chars[i] == '_' || text->chars[i] == '-'))
        i++;
    return i < text->length && i > at + 1 && text->chars[i] == '}' ? i + 1 - at : 0;
}

/* Length of the placeholder at `at`, or 0. */
static size_t wild_length(const ekb_folded *text, size_t at, unsigned wild)
{
    if ((wild & EKB_WILD_NAMES) != 0 && text->chars[at] == '{')
        return placeholder_length(text, at);
    size_t i = at;
    while ((wild & EKB_WILD_OMISSIONS) != 0 && i < text->length && text->chars[i] == '.')
        i++;
    return i >= at + 2 ? i - at : 0;
}

static size_t run_end(const ekb_folded *text, size_t at, char_class first)
{
    size_t i = at + 1;
    if (first == HAN)
        return i;
    for (; i < text->length; i++) {
        char_class c = class_of(text->chars[i]);
        if (c != first && !(first == LETTER && c == DIGIT))
            break;
    }
    /* "3rd", "64bit", "1fc07": what begins with a digit but holds letters is a word. */
    if (first == DIGIT && i < text->length && class_of(text->chars[i]) == LETTER)
        return run_end(text, i, LETTER);
    return i;
}

/* A full stop ends a sentence only before space or the end, or after an
 * ideograph; else it is the dot of a name. Dots in a row are an omission. */
static ekb_token_gap gap_of(const ekb_folded *text, size_t at, char_class c)
{
    if (c == SPACE)
        return EKB_GAP_SPACE;
    if (c == CLAUSE)
        return text->chars[at] == '\n' || text->chars[at] == '\r' ? EKB_GAP_LINE : EKB_GAP_CLAUSE;
    if (c == SENTENCE) {
        if (text->chars[at] != '.')
            return EKB_GAP_SENTENCE;
        if ((at > 0 && text->chars[at - 1] == '.') || (at + 1 < text->length && text->chars[at + 1] == '.'))
            return EKB_GAP_CLAUSE;
        char_class next = at + 1 < text->length ? class_of(text->chars[at + 1]) : SPACE;
        char_class before = at > 0 ? class_of(text->chars[at - 1]) : SPACE;
        if (before == HAN || next == HAN || next == SPACE || (next == CLAUSE && before != CLAUSE))
            return EKB_GAP_SENTENCE;
    }
    return EKB_GAP_SPACE;
}

/* "don't", "isn't", "couldn't": what counts of them is the "not". Returns the
 * end of the contraction, or 0 if the word that ends at `end` is none. */
static size_t contraction_end(const ekb_folded *text, size_t end)
{
    if (end + 1 >= text->length || text->chars[end - 1] != 'n' || text->chars[end] != '\'' ||
        text->chars[end + 1] != 't')
        return 0;
    return end + 2 < text->length && class_of(text->chars[end + 2]) == LETTER ? 0 : end + 2;
}

static ekb_token make_not(size_t start, size_t end)
{
    static const uint32_t not [] = {'n', 'o', 't'};
    return (ekb_token){.kind = EKB_TOKEN_WORD,
                       .start = (uint32_t)start,
                       .end = (uint32_t)end,
                       .hash = ekb_word_hash(not, 3),
                       .flags = EKB_LEX_NEGATION | EKB_LEX_UNABLE};
}

static ekb_token make_token(const ekb_folded *text, size_t start, size_t end, char_class first)
{
    ekb_token token = {.start = (uint32_t)start, .end = (uint32_t)end};
    if (first == HAN) {
        token.kind = EKB_TOKEN_HAN;
        token.hash = text->chars[start];
        return token;
    }
    int all_digits = class_of(text->chars[end - 1]) == DIGIT && first == DIGIT;
    token.kind = all_digits ? EKB_TOKEN_NUMBER : EKB_TOKEN_WORD;
    token.hash = ekb_word_hash(text->chars + start, end - start);
    token.flags = all_digits ? 0 : (uint16_t)ekb_lexicon_word(text->chars + start, end - start);
    return token;
}

/* Finds the next token and what stands before it. Returns its end, or 0 at
 * the end of the text. */
static size_t next_token(const ekb_folded *text, size_t at, unsigned wild, ekb_token *token)
{
    ekb_token_gap gap = EKB_GAP_NONE;
    for (; at < text->length; at++) {
        uint32_t c = text->chars[at];
        char_class kind = class_of(c);
        size_t end = 0;
        size_t n = wild != 0 ? wild_length(text, at, wild) : 0;
        if ((wild & EKB_WILD_NAMES) != 0 && c == '{' && at + 1 < text->length && text->chars[at + 1] == '{') {
            at++; /* `{{` is a brace */
        } else if (n > 0) {
            end = at + n;
            *token = (ekb_token){.kind = EKB_TOKEN_WILD, .start = (uint32_t)at, .end = (uint32_t)end};
        } else if (kind == LETTER || kind == DIGIT || kind == HAN) {
            end = run_end(text, at, kind);
            size_t contracted = kind == LETTER ? contraction_end(text, end) : 0;
            *token = contracted != 0 ? make_not(at, contracted) : make_token(text, at, end, kind);
            end = contracted != 0 ? contracted : end;
        }
        if (end != 0) {
            token->gap = (uint8_t)gap;
            return end;
        }
        ekb_token_gap here = gap_of(text, at, kind);
        gap = here > gap ? here : gap;
    }
    return 0;
}

int ekb_tokenize(const ekb_folded *text, unsigned wild, ekb_tokens *out)
{
    out->count = 0;
    out->sentences = 0;
    uint16_t sentence = 0;
    ekb_token token = {0};
    for (size_t at = 0; (at = next_token(text, at, wild, &token)) != 0;) {
        if (token.gap == EKB_GAP_SENTENCE && out->count > 0 && sentence < UINT16_MAX)
            sentence++;
        token.sentence = sentence;
        if (push(out, token) != 0)
            return -1;
    }
    out->sentences = out->count > 0 ? (size_t)sentence + 1 : 0;
    ekb_lexicon_mark(text, out);
    return 0;
}

void ekb_tokens_release(ekb_tokens *tokens)
{
    free(tokens->items);
    *tokens = (ekb_tokens)EKB_TOKENS_INIT;
}

int ekb_tokens_joined(const ekb_tokens *tokens, size_t left)
{
    if (left + 1 >= tokens->count)
        return 0;
    const ekb_token *a = &tokens->items[left], *b = a + 1;
    return a->kind == EKB_TOKEN_HAN && b->kind == EKB_TOKEN_HAN && b->gap <= EKB_GAP_LINE;
}

uint64_t ekb_term_at(const ekb_tokens *tokens, size_t at)
{
    const ekb_token *token = &tokens->items[at];
    if (token->kind == EKB_TOKEN_WORD)
        return token->hash;
    if (token->kind != EKB_TOKEN_HAN)
        return 0;
    if (at > 0 && ekb_tokens_joined(tokens, at - 1))
        return pair_hash((uint32_t)tokens->items[at - 1].hash, (uint32_t)token->hash);
    return ekb_tokens_joined(tokens, at) ? 0 : pair_hash(0, (uint32_t)token->hash);
}
