/* SPDX-License-Identifier: MIT */
/*
 * An entry as a card. Labels are in the reader's language, texts say theirs
 * where it is another.
 */
#include <string.h>

#include "labels.h"
#include "page_parts.h"
#include "plan.h"

/* Opens an element whose text is in the language @p lang. */
static void open_in(ekb_page *page, const char *element, const char *lang)
{
    ekb_strbuf_printf(page->html.document.out, "<%s", element);
    if (strcmp(lang, page->tag) != 0)
        ekb_html_attribute(page->html.document.out, "lang", lang);
    ekb_page_put(page, ">");
}

static void put_title(ekb_page *page, const ekb_content *content, int level)
{
    ekb_document *document = &page->html.document;
    const char digit[2] = {(char)('0' + level), '\0'};
    int foreign = strcmp(content->lang, page->tag) != 0;
    ekb_document_open(document, EKB_BLOCK_HEADING, digit);
    if (foreign)
        document->ops->lang(document, content->lang);
    ekb_document_inline(document, content->title);
    if (foreign)
        document->ops->lang(document, NULL);
    ekb_document_close(document, EKB_BLOCK_HEADING);
}

static void put_severity(ekb_page *page, const ekb_entry *entry)
{
    const ekb_tr_catalog *catalog = page->style.catalog;
    ekb_page_put(page, " \xc2\xb7 ");
    ekb_page_text(page, ekb_label_kind(catalog, entry->kind));
    if (entry->severity != EKB_SEVERITY_ERROR) {
        ekb_page_put(page, " \xc2\xb7 ");
        ekb_page_text(page, ekb_label_severity(catalog, entry->severity));
    }
}

/* What it is called and where it stands, as the vendor prints it first. */
static void put_facts(ekb_page *page, const ekb_entry *entry, const ekb_content *content)
{
    ekb_strbuf product = EKB_STRBUF_INIT;
    ekb_page_put(page, "<p class=\"facts\">");
    if (entry->display[0] != '\0') {
        ekb_page_put(page, "<b class=\"display\">");
        ekb_page_text(page, entry->display);
        ekb_page_put(page, "</b> ");
    }
    ekb_strbuf_puts(&product, entry->product);
    ekb_strbuf_putc(&product, '/');
    ekb_page_put(page, "<a");
    ekb_page_href(page, page->tag, ekb_strbuf_text(&product));
    ekb_page_put(page, ">");
    ekb_page_text(page, content->product_name[0] != '\0' ? content->product_name : entry->product);
    ekb_page_put(page, "</a>");
    put_severity(page, entry);
    ekb_page_put(page, " \xc2\xb7 <a class=\"permalink\"");
    ekb_page_href(page, page->tag, entry->id);
    ekb_page_attribute(page, "title", EKB_N_("Permanent link"));
    ekb_page_put(page, "><code>");
    ekb_page_text(page, entry->id);
    ekb_page_put(page, "</code></a></p>\n");
    page->html.document.out->failed |= product.failed;
    ekb_strbuf_release(&product);
}

/* ---- For the ticket ------------------------------------------------------------ */

static void put_choice(ekb_page *page, const char *value, const char *text, int chosen)
{
    ekb_page_put(page, "<option");
    ekb_html_attribute(page->html.document.out, "value", value);
    ekb_page_put(page, chosen ? " selected>" : ">");
    ekb_page_text(page, text);
    ekb_page_put(page, "</option>");
}

static void open_choices(ekb_page *page, const char *name, const char *label)
{
    ekb_page_put(page, "<select");
    ekb_html_attribute(page->html.document.out, "name", name);
    ekb_page_attribute(page, "aria-label", label);
    ekb_page_put(page, ">");
}

/* Without a script it shows the text, to be copied by hand. */
static void put_ticket(ekb_page *page, const ekb_entry *entry)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_page_put(page, "<form class=\"ticket\" method=\"get\" action=\"");
    ekb_page_place_put(out, NULL, entry->id);
    ekb_page_put(page, "\">\n<span>");
    ekb_page_say(page, EKB_N_("For the ticket"));
    ekb_page_put(page, "</span>\n");
    open_choices(page, "lang", EKB_N_("Language of the text for the ticket"));
    for (const char *const *tag = ekb_tr_tags(); *tag != NULL; tag++)
        put_choice(page, *tag, ekb_tr_context(ekb_tr_find(*tag), "the name of this language", "English"),
                   strcmp(*tag, page->tag) == 0);
    ekb_page_put(page, "</select>\n");
    open_choices(page, "format", EKB_N_("Format of the text for the ticket"));
    put_choice(page, "text", ekb_page_tr(page, EKB_N_("Plain text")), 1);
    put_choice(page, "markdown", "Markdown", 0);
    ekb_page_put(page, "</select>\n<button type=\"submit\">");
    ekb_page_say(page, EKB_N_("Show"));
    ekb_page_put(page, "</button>\n</form>\n");
}

/* ---- Messages ------------------------------------------------------------------- */

/* " · English", in itself where we speak it. */
static void put_language(ekb_page *page, const char *lang)
{
    const ekb_tr_catalog *its = ekb_tr_find(lang);
    ekb_page_put(page, " \xc2\xb7 ");
    if (strcmp(ekb_tr_tag(its), lang) != 0) {
        ekb_page_text(page, ekb_label_language(page->style.catalog, lang));
        return;
    }
    ekb_page_put(page, "<span");
    ekb_html_attribute(page->html.document.out, "lang", lang);
    ekb_page_put(page, ">");
    ekb_page_text(page, ekb_tr_context(its, "the name of this language", "English"));
    ekb_page_put(page, "</span>");
}

static void put_message(ekb_page *page, const ekb_entry *entry, const ekb_content *content,
                        const char *message, const ekb_hit *hit)
{
    const ekb_tr_catalog *catalog = page->style.catalog;
    ekb_page_put(page, "<figure>\n<figcaption>");
    ekb_page_text(page, ekb_label_message(catalog, entry->kind));
    if (strcmp(content->lang, page->tag) != 0)
        put_language(page, content->lang);
    ekb_page_put(page, "</figcaption>\n");
    open_in(page, "blockquote", content->lang);
    ekb_document_message(&page->html.document, message, hit);
    ekb_page_put(page, "</blockquote>\n</figure>\n");
}

/* Side by side, to be compared with a screen in whatever language. */
static void put_messages(ekb_page *page, const ekb_entry *entry, const ekb_hit *hit)
{
    const char *first = NULL;
    int any = 0;
    for (size_t i = 0; i < entry->content_count; i++) {
        const ekb_content *content = &entry->contents[i];
        const char *message = ekb_plan_message(entry, content);
        if (message == NULL || (content->fallback && i > 0) || (first != NULL && strcmp(first, message) == 0))
            continue;
        if (!any)
            ekb_page_put(page, "<div class=\"messages\">\n");
        any = 1;
        first = message;
        put_message(page, entry, content, message, hit);
    }
    if (any)
        ekb_page_put(page, "</div>\n");
}

/* ---- The card ------------------------------------------------------------------- */

static void put_verdict(ekb_page *page, const ekb_hit *hit, const ekb_content *content)
{
    ekb_document *document = &page->html.document;
    ekb_strbuf_printf(document->out, "<div class=\"verdict %s\">\n<p><strong>",
                      ekb_verdict_name(hit->verdict));
    ekb_page_text(page, ekb_label_verdict(page->style.catalog, hit->verdict));
    ekb_document_confidence(document, hit);
    ekb_page_put(page, "</strong> ");
    ekb_document_evidence(document, hit);
    ekb_page_put(page, "</p>\n");
    ekb_document_caution(document, hit, content);
    ekb_page_put(page, "</div>\n");
}

static void put_origin(ekb_page *page, const ekb_entry *entry, const ekb_content *content, int level)
{
    ekb_document *document = &page->html.document;
    ekb_entry alone = *entry; /* with the reader's titles only */
    alone.content_count = 1;
    ekb_page_put(page, "<div class=\"more\">\n");
    ekb_document_see_also(document, &alone, level);
    ekb_document_links(document, content, level);
    ekb_page_put(page, "<div class=\"origin\">\n");
    ekb_document_source(document, entry);
    ekb_document_reviewed(document, entry);
    ekb_page_put(page, "</div>\n</div>\n");
}

void ekb_page_card(ekb_page *page, const ekb_entry *entry, const ekb_hit *hit, const ekb_answer *answer,
                   int level)
{
    if (entry->content_count == 0)
        return;
    const ekb_content *content = &entry->contents[0];
    ekb_document *document = &page->html.document;
    ekb_page_put(page, "<article class=\"card\">\n");
    if (hit != NULL)
        put_verdict(page, hit, content);
    put_title(page, content, level);
    put_facts(page, entry, content);
    put_ticket(page, entry);
    if (content->fallback)
        ekb_document_fallback(document, content);
    put_messages(page, entry, hit);
    open_in(page, "div", content->lang);
    ekb_document_detail(document, content->detail);
    ekb_document_causes(document, entry, 0, hit, answer, level + 1);
    ekb_page_put(page, "</div>\n");
    put_origin(page, entry, content, level + 1);
    ekb_page_put(page, "</article>\n");
}
