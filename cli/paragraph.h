/* SPDX-License-Identifier: MIT */
/**
 * @file paragraph.h
 * @brief A paragraph of differently looking pieces, set between margins.
 *
 * Pieces are added, made safe for a terminal on the way (sanitize.h), then the
 * paragraph is printed: wrapped, each line at its indent, colours and
 * hyperlinks opened and closed within a line, so that a pager or a copied line
 * never bleeds. A paragraph is empty again after printing and can be reused.
 */
#ifndef EKB_CLI_PARAGRAPH_H
#define EKB_CLI_PARAGRAPH_H

#include <stddef.h>

#include "core/strbuf.h"
#include "render.h"

typedef enum ekb_look {
    EKB_LOOK_PLAIN,
    EKB_LOOK_BOLD,
    EKB_LOOK_DIM,
    EKB_LOOK_CODE,
    EKB_LOOK_TITLE,
    EKB_LOOK_HEADING,
    EKB_LOOK_GOOD,
    EKB_LOOK_DOUBTFUL,
    EKB_LOOK_BAD,
    EKB_LOOK_COUNT
} ekb_look;

typedef struct ekb_piece ekb_piece;

typedef struct ekb_paragraph {
    const ekb_style *style;        /**< Lent. */
    const ekb_tr_catalog *catalog; /**< Of the text that is added: which brackets it has. */
    ekb_strbuf text;
    ekb_strbuf urls; /**< NUL-separated. */
    ekb_piece *pieces;
    size_t count, capacity;
    int failed;
} ekb_paragraph;

void ekb_paragraph_init(ekb_paragraph *paragraph, const ekb_style *style);
void ekb_paragraph_release(ekb_paragraph *paragraph);

/** Add plain text: Markdown characters mean nothing. */
void ekb_paragraph_add(ekb_paragraph *paragraph, ekb_look look, const char *text);
/** Add @p length bytes of plain text. */
void ekb_paragraph_add_bytes(ekb_paragraph *paragraph, ekb_look look, const char *text, size_t length);
/** Add text of an entry (inline.h); @p look is that of its plain parts. */
void ekb_paragraph_add_inline(ekb_paragraph *paragraph, ekb_look look, const char *text);
/** Add a link: a hyperlink where the terminal knows them, else @p text and the
 *  URL behind it. A URL that is not safe is shown as text only. */
void ekb_paragraph_add_link(ekb_paragraph *paragraph, const char *text, size_t length, const char *url,
                            size_t url_length);

/** Print with the first line after @p first columns, the others after @p rest,
 *  and empty the paragraph. An empty one prints nothing. */
void ekb_paragraph_print(ekb_paragraph *paragraph, ekb_strbuf *out, size_t first, size_t rest);
/** As above, for a line on which @p used columns stand already; the other lines
 *  begin below the first text. An empty paragraph only ends the line. */
void ekb_paragraph_continue(ekb_paragraph *paragraph, ekb_strbuf *out, size_t used);

/** One piece alone, made safe and in its look; no wrapping, no line end. */
void ekb_put_look(ekb_strbuf *out, const ekb_style *style, ekb_look look, const char *text);
/** @p count spaces. */
void ekb_put_spaces(ekb_strbuf *out, size_t count);

#endif
