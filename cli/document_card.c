/* SPDX-License-Identifier: MIT */
/*
 * An entry as a document: title, message, causes with their steps, links,
 * where it is from. Each language is a section of its own, with labels in that
 * language; a single language has the labels of the reader.
 */
#include <string.h>

#include "also.h"
#include "document.h"
#include "labels.h"

void ekb_document_fallback(ekb_document *document, const ekb_content *content)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(
        &text, tr(document->catalog, "There is no text in the language asked for. Language shown: %s."),
        ekb_label_language(document->catalog, content->lang));
    ekb_document_plain(document, &text);
}

/* "Azure Backup · Error · ID:34513 · `mars/34513`" */
static void put_facts(ekb_document *document, const ekb_entry *entry, const ekb_content *content)
{
    static const char between[] = " \xc2\xb7 ";
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, content->product_name);
    ekb_document_text(document, between);
    ekb_document_text(document, ekb_label_kind(document->catalog, entry->kind));
    if (entry->display[0] != '\0') {
        ekb_document_text(document, between);
        ekb_document_bold(document, entry->display);
    }
    ekb_document_text(document, between);
    ekb_document_code(document, entry->id);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_confidence(ekb_document *document, const ekb_hit *hit)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    if (hit->verdict == EKB_MATCH)
        return;
    ekb_strbuf_printf(&text, " %d %%", (int)(hit->confidence * 100 + 0.5));
    ekb_document_text(document, ekb_strbuf_text(&text));
    document->out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static void put_certainty(ekb_document *document, const ekb_hit *hit)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_bold(document, ekb_label_verdict(document->catalog, hit->verdict));
    ekb_document_confidence(document, hit);
    ekb_document_text(document, hit->evidence_count > 0 ? " \xc2\xb7 " : "");
    ekb_document_evidence(document, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_caution(ekb_document *document, const ekb_hit *hit, const ekb_content *content)
{
    if (hit->conflict)
        ekb_document_paragraph(document,
                               tr(document->catalog,
                                  "The code and the text of what you pasted do not belong together. Compare "
                                  "the message below with yours before you act."));
    else if (hit->verdict == EKB_SIMILAR)
        ekb_document_paragraph(
            document, ekb_plan_message(hit->entry, content) != NULL
                          ? tr(document->catalog,
                               "This is the most similar entry, but not a certain one. Compare the message "
                               "below with yours before you act.")
                          : tr(document->catalog, "This is the most similar entry, but not a certain one. "
                                                  "Make sure that it fits before you act."));
}

static void put_message(ekb_document *document, const ekb_entry *entry, const ekb_content *content,
                        const ekb_hit *hit)
{
    const char *message = ekb_plan_message(entry, content);
    if (message == NULL)
        return;
    ekb_document_open(document, EKB_BLOCK_QUOTE, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_message(document, message, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_close(document, EKB_BLOCK_QUOTE);
}

void ekb_document_links(ekb_document *document, const ekb_content *content, int level)
{
    if (content->link_count == 0)
        return;
    ekb_document_heading(document, level, tr(document->catalog, "Links"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < content->link_count; i++)
        ekb_document_link_item(document, content->links[i].title, content->links[i].url);
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_title(ekb_document *document, const ekb_content *content, int level)
{
    const char number[2] = {(char)('0' + level), '\0'};
    ekb_document_open(document, EKB_BLOCK_HEADING, number);
    ekb_document_inline(document, content->title);
    ekb_document_close(document, EKB_BLOCK_HEADING);
}

static void put_content(ekb_document *document, const ekb_entry *entry, size_t at, const ekb_hit *hit,
                        const ekb_answer *answer, int level)
{
    const ekb_content *content = &entry->contents[at];
    if (entry->content_count > 1)
        document->catalog = ekb_tr_find(content->lang);
    ekb_document_open(document, EKB_BLOCK_SECTION, content->lang);
    put_title(document, content, level);
    put_facts(document, entry, content);
    if (content->fallback)
        ekb_document_fallback(document, content);
    if (hit != NULL) {
        put_certainty(document, hit);
        ekb_document_caution(document, hit, content);
    }
    put_message(document, entry, content, hit);
    ekb_document_detail(document, content->detail);
    ekb_document_causes(document, entry, at, hit, answer, level + 1);
    if (at == 0) /* once for all languages */
        ekb_document_links(document, content, level + 1);
    ekb_document_close(document, EKB_BLOCK_SECTION);
    document->catalog = document->style->catalog;
}

/* In each language of the card, once where they are the same. */
static void put_also_titles(ekb_document *document, const ekb_entry *entry, size_t also)
{
    ekb_strbuf first = EKB_STRBUF_INIT, other = EKB_STRBUF_INIT;
    ekb_also_title(&first, document->engine, entry, also, 0);
    ekb_document_text(document, " ");
    ekb_document_inline(document, ekb_strbuf_text(&first));
    for (size_t i = 1; i < entry->content_count; i++) {
        ekb_strbuf_clear(&other);
        ekb_also_title(&other, document->engine, entry, also, i);
        if (strcmp(ekb_strbuf_text(&first), ekb_strbuf_text(&other)) == 0)
            continue;
        ekb_document_text(document, " / ");
        document->ops->lang(document, entry->contents[i].lang);
        ekb_document_inline(document, ekb_strbuf_text(&other));
        document->ops->lang(document, NULL);
    }
    document->out->failed |= first.failed || other.failed;
    ekb_strbuf_release(&first);
    ekb_strbuf_release(&other);
}

void ekb_document_see_also(ekb_document *document, const ekb_entry *entry, int level)
{
    if (entry->see_also_count == 0)
        return;
    ekb_document_heading(document, level, tr(document->catalog, "See also"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < entry->see_also_count; i++) {
        ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
        ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
        document->ops->entry(document, entry->see_also[i].id);
        ekb_document_code(document, entry->see_also[i].id);
        put_also_titles(document, entry, i);
        document->ops->entry(document, NULL);
        ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
        ekb_document_close(document, EKB_BLOCK_ITEM);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

void ekb_document_source(ekb_document *document, const ekb_entry *entry)
{
    if (entry->source_title[0] == '\0' && entry->source_url[0] == '\0')
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Source"));
    if (entry->source_url[0] != '\0')
        ekb_document_link(document, entry->source_title, entry->source_url);
    else
        ekb_document_text(document, entry->source_title);
    if (entry->source_date[0] != '\0') {
        ekb_strbuf date = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&date, tr(document->catalog, ", %s"), entry->source_date);
        ekb_document_text(document, ekb_strbuf_text(&date));
        document->out->failed |= date.failed;
        ekb_strbuf_release(&date);
    }
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_reviewed(ekb_document *document, const ekb_entry *entry)
{
    if (entry->reviewed[0] == '\0')
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Reviewed"));
    ekb_document_text(document, entry->reviewed);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_card(ekb_document *document, const ekb_entry *entry, const ekb_hit *hit,
                       const ekb_answer *answer, int level)
{
    for (size_t i = 0; i < entry->content_count; i++) {
        /* What was shown in one language was not shown in the other. */
        if (entry->content_count > 1)
            document->seen = (ekb_seen){.count = 0};
        put_content(document, entry, i, hit, answer, level);
    }
    ekb_document_see_also(document, entry, level + 1);
    ekb_document_source(document, entry);
    ekb_document_reviewed(document, entry);
}
