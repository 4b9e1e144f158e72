/* SPDX-License-Identifier: MIT */
/**
 * @file token.h
 * @brief Folded text as tokens, and tokens as search terms.
 *
 * A token is a Latin (or other alphabetic) word, one character of a script
 * without word spaces, a number, or a placeholder of a template. Terms, what
 * the postings know, are the words and the pairs of neighbouring
 * ideographs; an ideograph without a neighbour is a term by itself. Numbers
 * are no terms: codes have a channel of their own (code.h).
 */
#ifndef EKB_CORE_TOKEN_H
#define EKB_CORE_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "fold.h"

typedef enum ekb_token_kind {
    EKB_TOKEN_WORD,
    EKB_TOKEN_HAN, /**< One ideograph or syllable. */
    EKB_TOKEN_NUMBER,
    EKB_TOKEN_WILD /**< A placeholder: `{name}` of a template. */
} ekb_token_kind;

/** What stands before a token, the strongest of it. */
typedef enum ekb_token_gap {
    EKB_GAP_NONE,
    EKB_GAP_SPACE,
    EKB_GAP_LINE,    /**< Line break. */
    EKB_GAP_CLAUSE,  /**< Comma, colon, bracket, quotation mark … */
    EKB_GAP_SENTENCE /**< Full stop, question mark, exclamation mark, semicolon. */
} ekb_token_gap;

typedef struct ekb_token {
    uint64_t hash;       /**< Equal for equal tokens of one kind. */
    uint32_t start, end; /**< Characters of the folded text. */
    uint16_t sentence;   /**< From 0. */
    uint8_t kind, gap;
    uint16_t flags; /**< EKB_LEX_* of lexicon.h. */
} ekb_token;

typedef struct ekb_tokens {
    ekb_token *items;
    size_t count, capacity;
    size_t sentences;
} ekb_tokens;

/* clang-format off */
#define EKB_TOKENS_INIT {NULL, 0, 0, 0}
/* clang-format on */

/** Terms have hashes of this many bits, never 0. */
#define EKB_TERM_BITS 48

/** What of a text is a placeholder: `{name}` (and `{{` a brace), dots in a row. */
enum { EKB_WILD_NAMES = 1, EKB_WILD_OMISSIONS = 2 };

/**
 * Tokenise. @p wild: EKB_WILD_*, 0 for a paste.
 * The memory of @p out is reused from call to call.
 * @return 0, or -1 when memory ran out.
 */
int ekb_tokenize(const ekb_folded *text, unsigned wild, ekb_tokens *out);
void ekb_tokens_release(ekb_tokens *tokens);

/**
 * Term that ends with token @p at: a word's own, an ideograph's pair with its
 * left neighbour, or the ideograph's own where it has no neighbour.
 * @return its 48-bit hash, or 0 where no term ends here.
 */
uint64_t ekb_term_at(const ekb_tokens *tokens, size_t at);

/** Hash of a word of folded characters, as a token and term has it. */
uint64_t ekb_word_hash(const uint32_t *chars, size_t length);

/** Non-zero if two neighbouring tokens are read as one run of ideographs. */
int ekb_tokens_joined(const ekb_tokens *tokens, size_t left);

#endif
