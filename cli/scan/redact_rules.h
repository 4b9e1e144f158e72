/* SPDX-License-Identifier: MIT */
/**
 * @file redact_rules.h
 * @brief What is to be masked (redact.h), as rules that are tried at each word.
 *
 * Invariant: whether a mask is announced at a place, and where it begins, a rule tells by
 * less than EKB_REDACT_AHEAD bytes behind the place and EKB_REDACT_BEHIND before it; farther
 * it goes only through what it masks. So no text takes more than time in proportion to its
 * length, and a text may come in parts. No mask holds a line's end.
 */
#ifndef EKB_SCAN_REDACT_RULES_H
#define EKB_SCAN_REDACT_RULES_H

#include <stddef.h>

#include "redact.h"

#define EKB_REDACT_AHEAD 4096
#define EKB_REDACT_BEHIND 128
/** From where a mask begins so much is enough to tell that it is one; the rest of the above
 *  lies before that. */
#define EKB_REDACT_VALUE 1024
/** No word that announces something is longer. */
#define EKB_REDACT_KEY_MAX 64

typedef struct ekb_mask {
    size_t start, end; /**< Bytes; empty for none. */
    ekb_mask_kind kind;
    ekb_redact_form form; /**< How it would go on where the text ends amid it. */
} ekb_mask;

/** Text that is looked at, without full-width forms (redact_fold.h). */
typedef struct ekb_redact_text {
    const char *text;
    size_t length;
    size_t until;       /**< So far values are followed: behind it is only to be looked. */
    const size_t *from; /**< Of each byte its place in the text as it was; NULL: the same. */
} ekb_redact_text;

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
int ekb_redact_key_begin(const ekb_redact_text *text, size_t at, ekb_redact_key_state *state, ekb_mask *out);
/** What the line at @p line has of one. */
int ekb_redact_key_line(const ekb_redact_text *text, size_t line, ekb_redact_key_state *state, ekb_mask *out);
/** Where a key that has begun before @p at ends in its line. */
size_t ekb_redact_key_end(const ekb_redact_text *text, size_t at);
/** @} */

/** @name Announcements (redact_sign.c) */
/** @{ */
/** End of the word at @p at that may announce a value: letters, digits, "-" and "_". */
size_t ekb_redact_name_end(const ekb_redact_text *text, size_t at);
/** Behind "=", ":" with quotes and blanks around; 0 if there is no sign at @p at. */
size_t ekb_redact_behind_sign(const ekb_redact_text *text, size_t at);
/** Behind the tag of XML whose name is from @p start to @p end, with the form of what it holds;
 *  0 if it is none. */
size_t ekb_redact_behind_tag(const ekb_redact_text *text, size_t start, size_t end, ekb_redact_form *form);
/** What stands behind such a value, in small letters. */
const char *ekb_redact_tag_after(const ekb_redact_form *form);
/** Whether a sign follows the word at @p at: the next value's. */
int ekb_redact_is_key(const ekb_redact_text *text, size_t at);
/** Behind the scheme of a credential at @p at ("Bearer …"), or @p at. With @p is_basic told
 *  whether it is the base64 of name and password. */
size_t ekb_redact_behind_scheme(const ekb_redact_text *text, size_t at, int *is_basic);
/** @} */

/** @name Values (redact_value.c) */
/** @{ */
int ekb_redact_value(const ekb_redact_text *text, size_t at, ekb_redact_end how, ekb_mask_kind kind,
                     ekb_mask *out);
/** The same where the form is known, and @p at is within. */
int ekb_redact_within(const ekb_redact_text *text, size_t at, ekb_redact_form form, ekb_mask_kind kind,
                      ekb_mask *out);
/** @} */

/** @name Ends (redact_ends.c)
 *  All go on from the midst of a value as from its beginning. */
/** @{ */
/** The end of a value; @p form is of its last part when it returns, and tells whether the text
 *  ended before. */
size_t ekb_redact_value_end(const ekb_redact_text *text, size_t at, ekb_redact_form *form);
/** At the next blank or sign. */
size_t ekb_redact_word_end(const ekb_redact_text *text, size_t at);
/** The same, but a sign within a word is the secret's own. */
size_t ekb_redact_secret_end(const ekb_redact_text *text, size_t at);
size_t ekb_redact_line_end(const ekb_redact_text *text, size_t at);
/** Where a value that begins at @p at is left if it goes on: it is followed to the text's end
 *  where otherwise too little of it would be seen. */
size_t ekb_redact_stop(const ekb_redact_text *text, size_t at);
/** How the quotes at @p at open: how many they are, each behind how many backslashes. Where
 *  there are none @p form has no quote. @return behind them. */
size_t ekb_redact_opening(const ekb_redact_text *text, size_t at, ekb_redact_form *form);
/** @} */

/** Whether the word from @p start to @p end announces a secret. */
int ekb_redact_names_secret(const ekb_redact_text *text, size_t start, size_t end);
int ekb_redact_has_stem(const ekb_redact_text *text, size_t start, size_t end, const char *word);
/** Whether these bytes stand at @p at. */
int ekb_redact_begins(const ekb_redact_text *text, size_t at, const char *bytes);
/** The same whatever the case; @p word is in small letters. */
int ekb_redact_goes_on(const ekb_redact_text *text, size_t at, const char *word);
/** Behind all of these bytes. */
size_t ekb_redact_skip(const ekb_redact_text *text, size_t at, const char *bytes);

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
/** Whether the byte was a full-width form. */
static inline int ekb_redact_was_wide(const ekb_redact_text *t, size_t at)
{
    return t->from != NULL && at < t->length && t->from[at + 1] - t->from[at] > 1;
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
/** The text as if it ended so many bytes behind @p at. */
static inline ekb_redact_text ekb_redact_near(const ekb_redact_text *t, size_t at, size_t bytes)
{
    ekb_redact_text near = *t;
    if (at < near.length && near.length - at > bytes)
        near.length = at + bytes;
    near.until = near.length;
    return near;
}
/** To end a rule: whether there is something between the places. */
static inline int ekb_redact_found(ekb_mask *out, size_t start, size_t end, ekb_mask_kind kind)
{
    *out = (ekb_mask){.start = start, .end = end, .kind = kind};
    return end > start;
}

#endif
