/* SPDX-License-Identifier: MIT */
/**
 * @file text.h
 * @brief What the files of the text format share: render_text.c (the table),
 *        text_answer.c, text_card.c, text_actions.c, text_tables.c.
 */
#ifndef EKB_CLI_TEXT_H
#define EKB_CLI_TEXT_H

#include "labels.h"
#include "paragraph.h"
#include "plan.h"
#include "render.h"

/** A document of text that is being written. */
typedef struct ekb_text {
    ekb_strbuf *out;
    const ekb_style *style;
    const ekb_tr_catalog *catalog; /**< Of the part being written. */
    ekb_engine *engine;            /**< Lent; NULL where none is at hand. */
    ekb_paragraph paragraph;
    ekb_seen seen; /**< Procedures of the part being written. */
} ekb_text;

void ekb_text_begin(ekb_text *text, ekb_strbuf *out, const ekb_style *style);
void ekb_text_end(ekb_text *text);

/** Add formatted text to the paragraph. */
void ekb_text_addf(ekb_text *text, ekb_look look, const char *format, ...) EKB_PRINTF(3, 4);
/** Print the paragraph between margins. */
void ekb_text_print(ekb_text *text, size_t first, size_t rest);
/** A line of heading; @p format as printf(3). */
void ekb_text_heading(ekb_text *text, const char *format, ...) EKB_PRINTF(2, 3);
void ekb_text_blank(ekb_text *text);
/** A thin line across, with a word in it or "". */
void ekb_text_rule(ekb_text *text, const char *word);
/** A command line: never wrapped, nothing but spaces before it. */
void ekb_text_command(ekb_text *text, size_t indent, const char *command);
/** A row of a table: @p left in its look at @p indent, what is in the paragraph from column
 *  @p column on; below @p left where that one is longer, or little room is right of it. */
void ekb_text_row(ekb_text *text, size_t indent, ekb_look look, const char *left, size_t column);
/** A link on a line of its own. */
void ekb_text_link(ekb_text *text, size_t indent, const char *title, const char *url);
/** "Label:" before the text that follows in the paragraph. */
void ekb_text_label(ekb_text *text, ekb_look look, const char *label);

/** An entry whole. @p answer and @p hit tell how it was found; NULL for `show`. */
void ekb_text_card(ekb_text *text, const ekb_entry *entry, const ekb_answer *answer, size_t hit);
/** Causes and actions of one content of an entry, as in its card. */
void ekb_text_causes(ekb_text *text, const ekb_entry *entry, size_t content);
/** An entry's message after its label, with what @p hit captured in bold; NULL for no hit. */
void ekb_text_message(ekb_text *text, size_t indent, const char *label, const char *message,
                      const ekb_hit *hit);
/** What the evidence of a hit says, added to the paragraph. */
void ekb_text_add_evidence(ekb_text *text, const ekb_hit *hit);
/** Actions of a cause, indented. */
void ekb_text_actions(ekb_text *text, const ekb_action *actions, size_t count, size_t indent);

/** The members of the renderer that are not in render_text.c. */
void ekb_text_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer);
void ekb_text_search(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer);
void ekb_text_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count);
void ekb_text_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count);
void ekb_text_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report);

#endif
