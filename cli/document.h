/* SPDX-License-Identifier: MIT */
/**
 * @file document.h
 * @brief Results as a document of headings, paragraphs, lists and commands.
 *
 * What Markdown and HTML have in common: the parts of a result, in order. How a
 * part looks is the format's (ekb_document_ops), which also escapes: text that
 * is handed over is raw, from an index or a paste, and any bytes.
 */
#ifndef EKB_CLI_DOCUMENT_H
#define EKB_CLI_DOCUMENT_H

#include "inline.h"
#include "plan.h"
#include "render.h"

typedef enum ekb_block {
    EKB_BLOCK_SECTION, /**< attribute: language of all that is inside. */
    EKB_BLOCK_HEADING, /**< attribute: level, "1" to "4". */
    EKB_BLOCK_PARAGRAPH,
    EKB_BLOCK_QUOTE, /**< Holds paragraphs. */
    EKB_BLOCK_ASIDE, /**< A note or tip; holds paragraphs and lists. */
    EKB_BLOCK_LIST,  /**< Holds items. */
    EKB_BLOCK_STEPS, /**< Holds items that are numbered. */
    EKB_BLOCK_ITEM   /**< attribute: its number ("2.1"), or NULL; holds paragraphs and lists. */
} ekb_block;

typedef struct ekb_document ekb_document;

/** What a format does with the parts. No member is NULL. */
typedef struct ekb_document_ops {
    void (*open)(ekb_document *document, ekb_block block, const char *attribute);
    void (*close)(ekb_document *document, ekb_block block);
    /** Text of one look within a heading or paragraph; its URL is dealt with by link. */
    void (*span)(ekb_document *document, const ekb_inline_span *span);
    /** Begin a link to a safe URL; with NULL end it. */
    void (*link)(ekb_document *document, const char *url, size_t length);
    /** Begin text in another language; with NULL end it. */
    void (*lang)(ekb_document *document, const char *lang);
    /** Begin a link to an entry, where the format knows a place for it; with NULL end it. */
    void (*entry)(ekb_document *document, const char *id);
    /** A command line as a block, to be copied. */
    void (*command)(ekb_document *document, const char *command);
} ekb_document_ops;

/** A document being written; a format puts it first in a struct of its own. */
struct ekb_document {
    const ekb_document_ops *ops;
    ekb_strbuf *out;
    const ekb_style *style;
    const ekb_tr_catalog *catalog; /**< Of the section: that of its text where two languages are shown. */
    ekb_engine *engine;            /**< Lent; NULL where none is at hand. */
    ekb_seen seen;                 /**< Procedures that were shown in this section's language. */
    int level;                     /**< How deep actions are nested here. */
};

/** @name Parts */
/** @{ */
void ekb_document_open(ekb_document *document, ekb_block block, const char *attribute);
void ekb_document_close(ekb_document *document, ekb_block block);
/** Plain text. */
void ekb_document_text(ekb_document *document, const char *text);
void ekb_document_bold(ekb_document *document, const char *text);
void ekb_document_code(ekb_document *document, const char *text);
/** Text of an entry, or a translated text with the same marks. */
void ekb_document_inline(ekb_document *document, const char *text);
/** A link where the URL is safe, else its text and the URL as code. */
void ekb_document_link(ekb_document *document, const char *text, const char *url);
/** The space behind @p text, which a full-width sign at its end brings itself. */
void ekb_document_space_after(ekb_document *document, const char *text);
/** "Label: " in bold. @p label is translated already. */
void ekb_document_label(ekb_document *document, const char *label);
/** An entry's message, with what @p hit captured in bold; NULL for no hit. */
void ekb_document_message(ekb_document *document, const char *message, const ekb_hit *hit);
/** What a hit was recognised by, in a paragraph that has begun. */
void ekb_document_evidence(ekb_document *document, const ekb_hit *hit);
/** A heading of plain text; @p level from 1. */
void ekb_document_heading(ekb_document *document, int level, const char *text);
/** A paragraph of a translated text. */
void ekb_document_paragraph(ekb_document *document, const char *text);
/** A paragraph of plain text, which is released. */
void ekb_document_plain(ekb_document *document, ekb_strbuf *text);
/** An item that is a link. */
void ekb_document_link_item(ekb_document *document, const char *text, const char *url);
/** @} */

/** An entry in every language it was got in. @p hit is NULL for `show`; @p answer
 *  lets causes that an earlier hit has be named only. */
void ekb_document_card(ekb_document *document, const ekb_entry *entry, const ekb_hit *hit,
                       const ekb_answer *answer, int level);

/** @name Parts of a card */
/** @{ */
/** Text of several paragraphs; a blank line begins a new one. */
void ekb_document_detail(ekb_document *document, const char *detail);
/** The causes of content @p at with their actions, titles as headings of @p level;
 *  what an earlier hit of @p answer shows is named only. @p hit and @p answer may be NULL. */
void ekb_document_causes(ekb_document *document, const ekb_entry *entry, size_t at, const ekb_hit *hit,
                         const ekb_answer *answer, int level);
/** Says that the content is not in the language asked for. */
void ekb_document_fallback(ekb_document *document, const ekb_content *content);
/** A heading of @p level and the links below it; nothing where there are none. */
void ekb_document_links(ekb_document *document, const ekb_content *content, int level);
/** Where the entry is from, and when somebody last looked at it; each may be nothing. */
void ekb_document_source(ekb_document *document, const ekb_entry *entry);
void ekb_document_reviewed(ekb_document *document, const ekb_entry *entry);
/** @} */

/** @name Parts of an answer
 * Headings are of level 2; where there is nothing to tell, nothing is written. */
/** @{ */
/** How many hits are shown as whole cards. */
size_t ekb_document_whole_count(const ekb_answer *answer);
/** What has to be said of the paste before anything else: cut, garbled, ambiguous. */
void ekb_document_remarks(ekb_document *document, const ekb_answer *answer);
/** What was read as a code, or that nothing was. */
void ekb_document_readings(ekb_document *document, const ekb_answer *answer);
/** Several errors in one paste: which is answered by what, in the paste's order. */
void ekb_document_overview(ekb_document *document, const ekb_answer *answer);
/** The hits that are not certain, beside @p whole cards. */
void ekb_document_candidates(ekb_document *document, const ekb_answer *answer, size_t whole);
void ekb_document_unknown(ekb_document *document, const ekb_answer *answer);
void ekb_document_nearest(ekb_document *document, const ekb_answer *answer);
/** Entries to see also, as a part of a card. */
void ekb_document_see_also(ekb_document *document, const ekb_entry *entry, int level);
/** What to mind of a hit before acting on it, in a paragraph. */
void ekb_document_caution(ekb_document *document, const ekb_hit *hit, const ekb_content *content);
/** How sure it is, where that is not certain: " 61 %". */
void ekb_document_confidence(ekb_document *document, const ekb_hit *hit);
/** @} */

/** @name Whole results */
/** @{ */
void ekb_document_answer(ekb_document *document, const ekb_answer *answer);
void ekb_document_search(ekb_document *document, const ekb_answer *answer);
void ekb_document_list(ekb_document *document, const ekb_listed *items, size_t count);
void ekb_document_products(ekb_document *document, const ekb_product *items, size_t count);
void ekb_document_info(ekb_document *document, const ekb_info_report *report);
void ekb_document_error(ekb_document *document, const ekb_error *error);
/** @} */

/** Heading of the whole: the title of the one entry shown, or what the result is. */
const char *ekb_document_answer_title(const ekb_style *style, const ekb_answer *answer);

#endif
