/* SPDX-License-Identifier: MIT */
/**
 * @file redact.h
 * @brief Masks what must not leave the site in what is shown of a log.
 *
 * Secrets (passwords, tokens, keys), addresses (IP, MAC, e-mail, hosts) and names
 * of people and accounts become `[secret]`, `[address]`, `[name]`. Recognition is
 * by shape and by the word before it; it is meant to err on the side of masking,
 * and cannot know every secret: logs that are given away still want a look.
 */
#ifndef EKB_SCAN_REDACT_H
#define EKB_SCAN_REDACT_H

#include <stddef.h>

#include "core/strbuf.h"
#include "scan/scan.h"

/** What a mask stands for. */
typedef enum ekb_mask_kind { EKB_MASK_SECRET, EKB_MASK_ADDRESS, EKB_MASK_NAME, EKB_MASK_COUNT } ekb_mask_kind;

/** Where a value ends; each also at its line's end. */
typedef enum ekb_redact_end {
    EKB_VALUE_WORD,        /**< At a blank or a sign. */
    EKB_VALUE_SECRET,      /**< The same, but a sign within a word is the secret's own. */
    EKB_VALUE_CLAUSE,      /**< A phrase of several words. */
    EKB_VALUE_LINE,        /**< Nowhere else. */
    EKB_VALUE_QUOTED,      /**< At the quotes that close. */
    EKB_VALUE_ELEMENT,     /**< At a tag of XML. */
    EKB_VALUE_CREDENTIALS, /**< Those of HTTP, with parameters. */
    EKB_VALUE_KEY          /**< At the END of a private key. */
} ekb_redact_end;

/** How a value is written: all that must be known to go on amid it. */
typedef struct ekb_redact_form {
    ekb_redact_end end;
    unsigned char quote;   /**< Of a value in quotes which (of an element the kind of its tags), */
    unsigned char slashes; /**< behind how many backslashes, */
    unsigned char quotes;  /**< and how many of them. */
    unsigned char cut;     /**< The text ended amid the value. */
} ekb_redact_form;

/** What lines of a private key are still to come. */
typedef struct ekb_redact_key_state {
    unsigned lines;  /**< So many may belong to it. */
    unsigned others; /**< Lines of the last that did not. */
    int pieces;      /**< Some did. */
} ekb_redact_key_state;

/** What a text leaves open for the one that goes on behind it. All 0 where nothing does:
 *  at the beginning of a log. Free with ekb_redact_state_release(). */
typedef struct ekb_redact_state {
    ekb_redact_key_state key;
    int in_line;          /**< The last text did not end with a line, */
    int in_mask;          /**< and ended amid what is masked: */
    ekb_mask_kind kind;   /**< as this, */
    ekb_redact_form form; /**< in this form. */
    ekb_strbuf held;      /**< Of a line that goes on what waits for more, behind what stands before that. */
    size_t told;          /**< So much of this was appended. */
    int hurried;          /**< Some before it knew what follows. */
} ekb_redact_state;

void ekb_redact_state_release(ekb_redact_state *state);

/** Append @p text with masks, which goes on where another text ended: a line, several, or
 *  a part of a long one. Of a line that has not ended some KiB wait for the text behind them.
 *  How a line is cut in parts tells only in that a mask may be there once for each. */
void ekb_redact_next(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out);
/** Append what waits. The line may go on nevertheless. */
void ekb_redact_flush(ekb_redact_state *state, ekb_strbuf *out);
/** The same, but what comes next is another line, though no text ended one. */
void ekb_redact_end_line(ekb_redact_state *state, ekb_strbuf *out);

/**
 * Append @p text with masks. @p spans of the text are moved to where they are in
 * what is appended (its beginning is 0); one that ends inside a mask is widened to
 * all of it.
 */
void ekb_redact(const char *text, size_t length, ekb_strbuf *out, ekb_span *spans, size_t span_count);
/** The same for text that begins amid what @p state tells. */
void ekb_redact_amid(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out,
                     ekb_span *spans, size_t span_count);

/** A place as it may be shown. What begins before its record is known where its line tells so
 *  within the EKB_SCAN_BEFORE_MAX bytes that are at hand of it. */
typedef struct ekb_redacted_place {
    ekb_scan_place place; /**< Its `match` is not moved: it is the first span where wanted. */
    ekb_strbuf text, head;
    int failed; /**< An allocation failed: not to be shown. */
} ekb_redacted_place;

#define EKB_REDACT_SPARE 1
/** @param spans of the text, which are moved as ekb_redact() does; behind them there is room for
 *               EKB_REDACT_SPARE more. */
void ekb_redacted_place_init(ekb_redacted_place *redacted, const ekb_scan_place *place, ekb_span *spans,
                             size_t span_count);
void ekb_redacted_place_release(ekb_redacted_place *redacted);

/** A hit as it may be shown. */
typedef struct ekb_redacted_hit {
    ekb_scan_hit hit;
    ekb_redacted_place place;
    ekb_scan_argument *arguments;
    int failed; /**< An allocation failed: not to be shown. */
} ekb_redacted_hit;

void ekb_redacted_hit_init(ekb_redacted_hit *redacted, const ekb_scan_hit *hit);
void ekb_redacted_hit_release(ekb_redacted_hit *redacted);

#endif
