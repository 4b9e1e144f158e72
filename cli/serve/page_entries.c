/* SPDX-License-Identifier: MIT */
/*
 * The entries of a product: those that the filter leaves, a page at a time. A
 * filter is a part of an id or title, or where it is none, the beginning of a
 * code as it is written. Other spellings are for the look-up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"

typedef struct entry_list {
    ekb_page *page;
    const char *filter; /* "" for none */
    const char *part;   /* of what an entry is called: the filter, or "" */
    size_t first;       /* position of the first one shown */
    size_t count;       /* that the filter leaves */
} entry_list;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int begins(const char *text, const char *with)
{
    while (*with != '\0' && lower(*text) == lower(*with)) {
        text++;
        with++;
    }
    return *with == '\0';
}

static int holds(const char *text, const char *part)
{
    do {
        if (begins(text, part))
            return 1;
    } while (*text++ != '\0');
    return 0;
}

static int is_left(const entry_list *list, const ekb_listed *listed)
{
    return *list->part == '\0' || holds(listed->id, list->part) || holds(listed->display, list->part) ||
           holds(listed->title, list->part);
}

static void put_listed(ekb_page *page, const ekb_listed *listed)
{
    ekb_document *document = &page->html.document;
    ekb_page_put(page, "<li>");
    document->ops->entry(document, listed->id);
    ekb_document_code(document, listed->id);
    ekb_page_put(page, " ");
    if (listed->display[0] != '\0')
        ekb_document_bold(document, listed->display);
    ekb_page_put(page, " ");
    document->ops->lang(document, listed->lang);
    ekb_document_inline(document, listed->title);
    document->ops->lang(document, NULL);
    document->ops->entry(document, NULL);
    ekb_page_put(page, "</li>\n");
}

static int visit(void *context, const ekb_listed *listed)
{
    entry_list *list = context;
    if (!is_left(list, listed))
        return 0;
    if (list->count >= list->first && list->count < list->first + EKB_PAGE_ROWS)
        put_listed(list->page, listed);
    list->count++;
    return list->page->html.document.out->failed;
}

/* ---- The product ------------------------------------------------------------------ */

typedef struct wanted_product {
    const char *id;
    size_t length;
    ekb_strbuf name;
    int found;
} wanted_product;

static int see_product(void *context, const ekb_product *product)
{
    wanted_product *wanted = context;
    if (strlen(product->id) != wanted->length || memcmp(product->id, wanted->id, wanted->length) != 0)
        return 0;
    wanted->found = 1;
    ekb_strbuf_puts(&wanted->name, product->name[0] != '\0' ? product->name : product->id);
    return 1;
}

/* ---- The list --------------------------------------------------------------------- */

static void put_filter(ekb_page *page, const char *filter)
{
    ekb_page_put(page, "<form class=\"filter\" method=\"get\" action=\"");
    ekb_page_place_put(page->html.document.out, page->tag, page->place.rest);
    ekb_page_put(page, "\">\n<label for=\"filter\">");
    ekb_page_say(page, EKB_N_("Filter by id, code or title"));
    ekb_page_put(page, "</label>\n<input id=\"filter\" name=\"filter\" type=\"search\" autocomplete=\"off\"");
    ekb_html_attribute(page->html.document.out, "value", filter);
    ekb_page_put(page, ">\n<button type=\"submit\">");
    ekb_page_say(page, EKB_N_("Filter"));
    ekb_page_put(page, "</button>\n</form>\n");
}

static void put_page_link(ekb_page *page, const entry_list *list, size_t number, const char *rel,
                          const char *english)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_strbuf_printf(out, "<a rel=\"%s\" href=\"", rel);
    ekb_page_place_put(out, page->tag, page->place.rest);
    ekb_strbuf_printf(out, "?page=%zu", number);
    if (*list->filter != '\0') {
        ekb_page_put(page, "&amp;filter=");
        ekb_html_percent(out, list->filter, strlen(list->filter), "");
    }
    ekb_page_put(page, "\">");
    ekb_page_say(page, english);
    ekb_page_put(page, "</a> ");
}

static void put_pages(ekb_page *page, const entry_list *list)
{
    size_t number = list->first / EKB_PAGE_ROWS + 1;
    size_t last = (list->count + EKB_PAGE_ROWS - 1) / EKB_PAGE_ROWS;
    if (last < 2)
        return;
    ekb_strbuf text = EKB_STRBUF_INIT;
    /* TRANSLATORS: of a list: page 2 of 5. */
    ekb_strbuf_printf(&text, tr(page->style.catalog, "Page %zu of %zu"), number, last);
    ekb_page_put(page, "<nav class=\"pages\"");
    ekb_page_attribute(page, "aria-label", EKB_N_("Pages of the list"));
    ekb_page_put(page, ">\n");
    if (number > 1)
        put_page_link(page, list, number - 1, "prev", EKB_N_("Previous"));
    ekb_page_text(page, ekb_strbuf_text(&text));
    ekb_page_put(page, " ");
    if (number < last)
        put_page_link(page, list, number + 1, "next", EKB_N_("Next"));
    ekb_page_put(page, "</nav>\n");
    page->html.document.out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static size_t first_of(const char *page_number)
{
    enum { MOST = 1000000 };
    unsigned long number = page_number != NULL ? strtoul(page_number, NULL, 10) : 1;
    return number > 1 && number <= MOST ? (size_t)(number - 1) * EKB_PAGE_ROWS : 0;
}

static ekb_status list_them(entry_list *list, const char *product, const char *prefix, ekb_error *error)
{
    ekb_page *page = list->page;
    return ekb_list(page->request->engine, product, prefix, 0, page->languages, page->language_count, visit,
                    list, error);
}

static void put_none(ekb_page *page, const char *filter)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_page_put(page, "<p>");
    ekb_page_say(page, EKB_N_("There is no such entry."));
    if (*filter != '\0') {
        ekb_page_put(page, " <a href=\"");
        ekb_page_place_put(out, page->tag, "");
        ekb_page_put(page, "?q=");
        ekb_html_percent(out, filter, strlen(filter), "");
        ekb_page_put(page, "\">");
        ekb_page_say(page, EKB_N_("Look it up as an error"));
        ekb_page_put(page, "</a>");
    }
    ekb_page_put(page, "</p>\n");
}

static ekb_status put_entries(ekb_page *page, const char *product, ekb_error *error)
{
    const ekb_page_request *request = page->request;
    const char *filter = request->filter != NULL ? request->filter : "";
    entry_list list = {page, filter, filter, first_of(request->page), 0};
    put_filter(page, list.filter);
    ekb_page_put(page, "<div id=\"list\">\n<ul class=\"entries\">\n");
    ekb_status status = list_them(&list, product, NULL, error);
    if (status == EKB_OK && list.count == 0 && *filter != '\0') {
        list.part = "";
        status = list_them(&list, product, filter, error);
    }
    ekb_page_put(page, "</ul>\n");
    if (list.count == 0)
        put_none(page, filter);
    put_pages(page, &list);
    ekb_page_put(page, "</div>\n");
    return status;
}

ekb_status ekb_page_entries(ekb_page *page, ekb_error *error)
{
    const char *rest = page->place.rest;
    wanted_product wanted = {rest, strcspn(rest, "/"), EKB_STRBUF_INIT, 0};
    ekb_strbuf product = EKB_STRBUF_INIT;
    ekb_strbuf_append(&product, rest, wanted.length);
    ekb_status status = ekb_products(page->request->engine, page->languages, page->language_count,
                                     see_product, &wanted, error);
    page->html.document.out->failed |= wanted.name.failed || product.failed;
    if (status != EKB_OK)
        goto cleanup;
    if (!wanted.found) {
        status = ekb_page_missing(page, error);
        goto cleanup;
    }
    status = ekb_page_begin(page, ekb_strbuf_text(&wanted.name), NULL, error);
    ekb_document_heading(&page->html.document, 1, ekb_strbuf_text(&wanted.name));
    if (status == EKB_OK)
        status = put_entries(page, ekb_strbuf_text(&product), error);
    ekb_page_end(page);
cleanup:
    ekb_strbuf_release(&wanted.name);
    ekb_strbuf_release(&product);
    return status;
}
