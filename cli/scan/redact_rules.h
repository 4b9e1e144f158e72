/* SPDX-License-Identifier: MIT */
/**
 * @file redact_rules.h
 * @brief What is to be masked (redact.h), as rules that are tried at each word.
 *
 * Invariant: a rule looks no farther than its bound or than what it masks, so that no
 * text takes more than time in proportion to its length. No mask holds a line's end.
 */
#ifndef EKB_SCAN_REDACT_RULES_H
#define EKB_SCAN_REDACT_RULES_H

#include <stddef.h>

#include "redact.h"

typedef enum ekb_mask_kind { EKB_MASK_SECRET, EKB_MASK_ADDRESS, EKB_MASK_NAME, EKB_MASK_COUNT } ekb_mask_kind;

typedef struct ekb_mask {
    size_t start, end; /**< Bytes; empty for none. */
    ekb_mask_kind kind;
} ekb_mask;

/** Text that is looked at, without full-width forms (redact_fold.h). */
typedef struct ekb_redact_text {
    const char *text;
    size_t length;
} ekb_redact_text;

/** Where a value ends. */
typedef enum ekb_value_end {
    EKB_VALUE_WORD,   /**< At a blank or a sign; in quotes at the quote. */
    EKB_VALUE_CLAUSE, /**< A phrase of several words. */
    EKB_VALUE_LINE
} ekb_value_end;

/** @name Rules
 *  Is there something to mask that begins at @p at, or is announced by the word there?
 *  @p at is the start of a word, or of no word. @return 0 if not. */
/** @{ */
int ekb_redact_by_word(const ekb_redact_text *text, size_t at, ekb_mask *out);
int ekb_redact_by_phrase(const ekb_redact_text *text, size_t at, ekb_mask *out);
int ekb_redact_secret(const ekb_redact_text *text, size_t at, ekb_mask *out);
int ekb_redact_address(const ekb_redact_text *text, size_t at, ekb_mask *out);
int ekb_redact_name(const ekb_redact_text *text, size_t at, ekb_mask *out);
/** @} */

/** @name Private keys, which are several lines (redact_key.c) */
/** @{ */
/** Does one begin at @p at? The lines that follow are noted in the state. */
int ekb_redact_key_begin(const ekb_redact_text *text, size_t at, ekb_redact_state *state, ekb_mask *out);
/** What the line at @p line has of one. */
int ekb_redact_key_line(const ekb_redact_text *text, size_t line, ekb_redact_state *state, ekb_mask *out);
/** @} */

/** @name Values (redact_value.c) */
/** @{ */
/** Behind "=", ":" with quotes and blanks around; 0 if there is no sign at @p at. */
size_t ekb_redact_behind_sign(const ekb_redact_text *text, size_t at);
/** Whether a sign follows the word at @p at: the next value's. */
int ekb_redact_is_key(const ekb_redact_text *text, size_t at);
int ekb_redact_value(const ekb_redact_text *text, size_t at, ekb_value_end how, ekb_mask_kind kind,
                     ekb_mask *out);
/** The end of a value that no quotes hold. */
size_t ekb_redact_word_end(const ekb_redact_text *text, size_t at);
size_t ekb_redact_line_end(const ekb_redact_text *text, size_t at);
/** @} */

/** End of the word at @p at that may announce a value: letters, digits, "-" and "_". */
size_t ekb_redact_name_end(const ekb_redact_text *text, size_t at);
/** Whether the word from @p start to @p end announces a secret. */
int ekb_redact_names_secret(const ekb_redact_text *text, size_t start, size_t end);
int ekb_redact_has_stem(const ekb_redact_text *text, size_t start, size_t end, const char *word);
/** Whether these bytes stand at @p at. */
int ekb_redact_begins(const ekb_redact_text *text, size_t at, const char *bytes);
/** The same whatever the case; @p word is in small letters. */
int ekb_redact_goes_on(const ekb_redact_text *text, size_t at, const char *word);

/** The byte at a place, or NUL past the end. */
static inline unsigned char ekb_redact_at(const ekb_redact_text *t, size_t at)
{
    return at < t->length ? (unsigned char)t->text[at] : 0;
}
/** The byte before a place, or NUL before the beginning. */
static inline unsigned char ekb_redact_before(const ekb_redact_text *t, size_t at)
{
    return at > 0 ? (unsigned char)t->text[at - 1] : 0;
}
static inline int ekb_redact_is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}
static inline int ekb_redact_is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
static inline unsigned char ekb_redact_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}
/** Part of a word, as codes and tokens have them; bytes of Chinese are none. */
static inline int ekb_redact_is_word(unsigned char c)
{
    return ekb_redact_is_letter(c) || ekb_redact_is_digit(c);
}
static inline int ekb_redact_is_quote(unsigned char c)
{
    return c == '"' || c == '\'' || c == '`';
}
/** To end a rule: whether there is something between the places. */
static inline int ekb_redact_found(ekb_mask *out, size_t start, size_t end, ekb_mask_kind kind)
{
    *out = (ekb_mask){start, end, kind};
    return end > start;
}

#endif
