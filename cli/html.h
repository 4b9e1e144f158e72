/* SPDX-License-Identifier: MIT */
/**
 * @file html.h
 * @brief HTML from the parts of a document; what `--format html` and the page of
 *        `errkb serve` share.
 *
 * Everything that is handed over is escaped, and made safe as for a terminal
 * first (sanitize.h): neither markup nor controls nor turned text can come from
 * an index or a paste. Head, style and frame of the page are the caller's.
 */
#ifndef EKB_CLI_HTML_H
#define EKB_CLI_HTML_H

#include "document.h"
#include "sanitize.h"

/** An HTML document being written. */
typedef struct ekb_html {
    ekb_document document; /**< First, so that the operations find the rest. */
    int in_lang;           /**< A span in another language is open. */
    int in_entry;          /**< A link to an entry is open: others are text in it. */
    char heading;          /**< Level of the open one. */
    const char *entries;   /**< Where entries stand ("/zh-CN/"), our own text; NULL: nowhere. Lent. */
} ekb_html;

/** Set up to append to @p out; nothing is written. All is lent. */
void ekb_html_begin(ekb_html *html, ekb_strbuf *out, const ekb_style *style);

/** Append text between tags, or within an attribute's quotes. */
void ekb_html_text(ekb_strbuf *out, const char *text, size_t length, ekb_line_ends line_ends);
/** Append ` name="value"`; @p name is ours. */
void ekb_html_attribute(ekb_strbuf *out, const char *name, const char *value);
/** Append percent-encoded bytes; as they are stay letters, digits, `-._~` and those in @p kept. */
void ekb_html_percent(ekb_strbuf *out, const char *text, size_t length, const char *kept);

#endif
