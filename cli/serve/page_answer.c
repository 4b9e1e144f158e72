/* SPDX-License-Identifier: MIT */
/*
 * The answer to a paste: the cards that are certain, then what is not, beside
 * how the paste was read.
 */
#include <string.h>

#include "labels.h"
#include "page_parts.h"
#include "plan.h"

/* What a screen reader is told when the script shows a new answer. */
static void put_said(ekb_page *page, const ekb_answer *answer)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    const char *title = ekb_document_answer_title(&page->style, answer);
    ekb_strbuf_printf(&text, "%s. ", ekb_label_verdict(page->style.catalog, answer->verdict));
    if (answer->verdict != EKB_NONE)
        ekb_inline_plain(&text, title);
    ekb_page_put(page, "<div class=\"answer\"");
    ekb_html_attribute(page->html.document.out, "data-said", ekb_strbuf_text(&text));
    ekb_page_put(page, ">\n<div class=\"found\">\n");
    page->html.document.out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static void put_title(ekb_page *page, const ekb_answer *answer)
{
    ekb_document *document = &page->html.document;
    ekb_document_heading(document, 1, ekb_document_answer_title(&page->style, answer));
    if (answer->verdict == EKB_NONE && answer->hit_count == 0)
        ekb_document_paragraph(document, tr(page->style.catalog, "No entry is about what you pasted."));
}

/* One error whose code and text point to different entries is no two errors. */
static int is_torn(const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (answer->hits[i].conflict)
            return 1;
    }
    return 0;
}

static void put_cards(ekb_page *page, const ekb_answer *answer, int level)
{
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (ekb_plan_whole(answer, i))
            ekb_page_card(page, answer->hits[i].entry, &answer->hits[i], answer, level);
    }
}

static void put_answer(ekb_page *page, const ekb_answer *answer)
{
    ekb_document *document = &page->html.document;
    size_t whole = ekb_document_whole_count(answer);
    int level = whole == 1 && ekb_plan_whole(answer, 0) ? 1 : 2;
    put_said(page, answer);
    if (level > 1)
        put_title(page, answer);
    ekb_document_remarks(document, answer);
    if (!is_torn(answer))
        ekb_document_overview(document, answer);
    put_cards(page, answer, level);
    ekb_document_candidates(document, answer, whole);
    ekb_document_unknown(document, answer);
    if (answer->verdict != EKB_MATCH)
        ekb_document_nearest(document, answer);
    if (answer->verdict != EKB_MATCH)
        ekb_page_unknown(page, answer);
    ekb_page_put(page, "</div>\n");
    ekb_page_paste(page, answer);
    ekb_page_put(page, "</div>\n");
}

ekb_status ekb_page_answer(ekb_page *page, ekb_error *error)
{
    const ekb_page_request *request = page->request;
    ekb_answer *answer = NULL;
    ekb_query query = {.text = request->query,
                       .length = request->query_length,
                       .languages = page->languages,
                       .language_count = page->language_count,
                       .product = ekb_page_product(request)};
    ekb_status status = ekb_lookup(request->engine, &query, &answer, error);
    if (status != EKB_OK)
        return status;
    page->response->answered = 1;
    page->response->verdict = answer->verdict;
    status = ekb_page_begin(page, ekb_document_answer_title(&page->style, answer), answer->query, error);
    put_answer(page, answer);
    ekb_page_end(page);
    ekb_answer_free(answer);
    return status;
}
