/* SPDX-License-Identifier: MIT */
/**
 * @file page_parts.h
 * @brief The parts that a page is put together from (internal to page*.c).
 *
 * Each part only appends to the body: a failed allocation is noted there and
 * told at the end. A part that asks the engine returns its status.
 */
#ifndef EKB_SERVE_PAGE_PARTS_H
#define EKB_SERVE_PAGE_PARTS_H

#include "core/error.h"
#include "html.h"
#include "locale.h"
#include "page.h"
#include "page_place.h"

enum {
    EKB_PAGE_ADDRESS_MOST = 2000, /**< Bytes of a GET address; some proxies take no longer ones. */
    EKB_PAGE_ROWS = 100           /**< Entries on one page of a list. */
};

/** A page being written. */
typedef struct ekb_page {
    ekb_html html; /**< First; its document speaks the reader's language. */
    const ekb_page_request *request;
    ekb_page_response *response;
    ekb_page_place place;
    ekb_style style;
    const char *tag; /**< The reader's language, one of ekb_tr_tags(). */
    /** Languages to get entries in: the reader's, then the others, so that a message can be
     *  compared with a screen in another language. */
    const char *languages[EKB_LANGUAGES_MOST];
    size_t language_count;
    char base[EKB_TAG_SIZE + 2]; /**< "/zh-CN/": where entries stand. */
} ekb_page;

/** @name Writing (page_write.c) */
/** @{ */
/** Append our own markup. */
void ekb_page_put(ekb_page *page, const char *markup);
/** Append text, escaped. */
void ekb_page_text(ekb_page *page, const char *text);
/** Append a translated text, escaped. */
void ekb_page_say(ekb_page *page, const char *english);
/** Append ` name="value"` with a translated value. */
void ekb_page_attribute(ekb_page *page, const char *name, const char *english);
/** Append ` href="…"` of @p rest in the language @p tag (NULL: in none). */
void ekb_page_href(ekb_page *page, const char *tag, const char *rest);
/** The translation of an English text. */
const char *ekb_page_tr(const ekb_page *page, const char *english) EKB_FORMAT_ARG(2);
/** @} */

/** @name What was asked (page_asked.c) */
/** @{ */
/** Something other than white space was asked. */
int ekb_page_asked(const ekb_page_request *request);
/** Append "?q=…&product=…"; nothing where nothing was asked. Not yet escaped for HTML. */
void ekb_page_asked_put(ekb_strbuf *out, const ekb_page_request *request);
/** Can the question stand in an address, behind the path of this page? */
int ekb_page_asked_fits(const ekb_page *page);
/** The product asked for, or NULL. */
const char *ekb_page_product(const ekb_page_request *request);
/** @} */

/** @name The frame (page_frame.c) */
/** @{ */
/**
 * Everything before what the page is about: head, header, form.
 * @param title  CommonMark subset, as of entries; "errkb" is added.
 * @param pasted what stands in the form, or NULL.
 */
ekb_status ekb_page_begin(ekb_page *page, const char *title, const char *pasted, ekb_error *error);
void ekb_page_end(ekb_page *page);
/** Where this page is in the language @p tag, with what was asked (page_head.c). */
void ekb_page_here(ekb_page *page, ekb_strbuf *out, const char *tag);
/** `<head>` (page_head.c). */
void ekb_page_head(ekb_page *page, const char *title);
/** The form (page_form.c). */
ekb_status ekb_page_form(ekb_page *page, const char *pasted, ekb_error *error);
/** @} */

/** @name Views, each a whole page */
/** @{ */
ekb_status ekb_page_front(ekb_page *page, ekb_error *error);
ekb_status ekb_page_answer(ekb_page *page, ekb_error *error);
ekb_status ekb_page_products(ekb_page *page, ekb_error *error);
ekb_status ekb_page_entries(ekb_page *page, ekb_error *error);
ekb_status ekb_page_entry(ekb_page *page, ekb_error *error);
ekb_status ekb_page_ticket(ekb_page *page, ekb_error *error);
/** With status 404. */
ekb_status ekb_page_missing(ekb_page *page, ekb_error *error);
/** @} */

/** An entry as a card; @p hit and @p answer are NULL where nothing was asked. */
void ekb_page_card(ekb_page *page, const ekb_entry *entry, const ekb_hit *hit, const ekb_answer *answer,
                   int level);
/** The paste with what was recognised marked, and how it was read (page_paste.c). */
void ekb_page_paste(ekb_page *page, const ekb_answer *answer);
/** What to do where nothing certain was found, and a request to the authors (page_unknown.c). */
void ekb_page_unknown(ekb_page *page, const ekb_answer *answer);
/** The products as a list (page_products.c). @p most: 0 for all. */
ekb_status ekb_page_product_list(ekb_page *page, size_t most, ekb_error *error);

#endif
