/* SPDX-License-Identifier: MIT */
/**
 * @file redact_rules.h
 * @brief What is to be masked (redact.h), as rules that are tried at each word.
 */
#ifndef EKB_SCAN_REDACT_RULES_H
#define EKB_SCAN_REDACT_RULES_H

#include <stddef.h>

typedef enum ekb_mask_kind { EKB_MASK_SECRET, EKB_MASK_ADDRESS, EKB_MASK_NAME, EKB_MASK_COUNT } ekb_mask_kind;

typedef struct ekb_mask {
    size_t start, end; /**< Bytes; never empty. */
    ekb_mask_kind kind;
} ekb_mask;

/** Text that is looked at, of one line. */
typedef struct ekb_redact_text {
    const char *text;
    size_t length;
} ekb_redact_text;

/**
 * Is there something to mask that begins at @p at, or is announced by the word
 * there? @p at is the start of a word, or of no word.
 * @return 0 if not.
 */
int ekb_redact_find(const ekb_redact_text *text, size_t at, ekb_mask *out);

/** @name Groups of rules: by shape, and by the word before (redact_words.c) */
/** @{ */
int ekb_redact_by_shape(const ekb_redact_text *text, size_t at, ekb_mask *out);
int ekb_redact_by_word(const ekb_redact_text *text, size_t at, ekb_mask *out);
/** @} */

/** The byte at a place, or NUL past the end. */
static inline unsigned char ekb_redact_at(const ekb_redact_text *t, size_t at)
{
    return at < t->length ? (unsigned char)t->text[at] : 0;
}
/** Part of a word, as codes and tokens have them; bytes of Chinese are none. */
static inline int ekb_redact_is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

#endif
