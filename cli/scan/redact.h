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

/** What a text leaves open for the one that goes on behind it. All 0 where nothing does:
 *  at the beginning of a log. */
typedef struct ekb_redact_state {
    unsigned key_lines;  /**< So many lines more may belong to a private key. */
    unsigned key_others; /**< Lines of the last that did not. */
    int key_pieces;      /**< Some did. */
    int in_line;         /**< The last text did not end with a line. */
    int in_word;         /**< Nor with a word, which is masked. */
} ekb_redact_state;

/** Append @p text with masks, which goes on where another text ended: a line, several, or
 *  a part of a long one. */
void ekb_redact_next(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out);
/** The same for a part of a long line whose first @p known bytes were appended before: they are
 *  given again for what they say of those behind them ("password:"), which are appended. */
void ekb_redact_behind(ekb_redact_state *state, const char *text, size_t length, size_t known,
                       ekb_strbuf *out);
/** What comes next is another line, though no text ended one. */
void ekb_redact_end_line(ekb_redact_state *state);

/**
 * Append @p text with masks. @p spans of the text are moved to where they are in
 * what is appended (its beginning is 0); one that ends inside a mask is widened to
 * all of it.
 */
void ekb_redact(const char *text, size_t length, ekb_strbuf *out, ekb_span *spans, size_t span_count);

/** A place as it may be shown. */
typedef struct ekb_redacted_place {
    ekb_scan_place place; /**< Its `match` is not moved: it is the first span where wanted. */
    ekb_strbuf text, head;
    int failed; /**< An allocation failed: not to be shown. */
} ekb_redacted_place;

/** @param spans of the text, which are moved as ekb_redact() does. */
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
