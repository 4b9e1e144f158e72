/* SPDX-License-Identifier: MIT */
/**
 * @file markdown_text.h
 * @brief Text within a line of Markdown: escaped, bold, code, URLs.
 *
 * Whatever the bytes are, they are read as text again: nothing is a mark by
 * accident, and bold is bold for every reader of CommonMark, also beside
 * Chinese punctuation. Lines and blocks are render_markdown.c's.
 */
#ifndef EKB_CLI_MARKDOWN_TEXT_H
#define EKB_CLI_MARKDOWN_TEXT_H

#include "core/strbuf.h"
#include "inline.h"

/** What the line's text has been so far: decides whether "#", "-" or "2." would be a marker. */
typedef enum ekb_line { EKB_LINE_EMPTY, EKB_LINE_DIGITS, EKB_LINE_TEXT } ekb_line;

typedef struct ekb_markdown_text {
    ekb_strbuf *out; /**< Lent. */
    ekb_line line;
    int bold;        /**< `**` is open. */
    int brackets;    /**< Opened within this bold, and not closed yet. */
    ekb_strbuf held; /**< End of the text so far, which bold must not enclose; to be released. */
} ekb_markdown_text;

void ekb_markdown_put_span(ekb_markdown_text *m, const ekb_inline_span *span);
/** Close bold and write what was held back; at the end of a line without its spaces. */
void ekb_markdown_end_looks(ekb_markdown_text *m, int at_line_end);

/** Clean text, with a backslash before what would mean something: anywhere, or
 *  where a line begins. */
void ekb_markdown_put_escaped(ekb_markdown_text *m, const char *text, size_t length);
/** The URL of a link, in percent forms where brackets would end it or bytes
 *  need not be UTF-8. */
void ekb_markdown_put_url(ekb_markdown_text *m, const char *url, size_t length);
/** Length of the longest run of backticks: a fence must be longer. */
size_t ekb_markdown_longest_ticks(const char *text, size_t length);
void ekb_markdown_put_ticks(ekb_markdown_text *m, size_t count);

#endif
