/* SPDX-License-Identifier: MIT */
/* The front page, and the products. */
#include <inttypes.h>
#include <string.h>

#include "page_parts.h"

typedef struct product_list {
    ekb_page *page;
    size_t most, count; /* most 0: all */
} product_list;

static void put_count(ekb_page *page, int64_t entries)
{
    ekb_strbuf number = EKB_STRBUF_INIT;
    unsigned long count = entries > 0 ? (unsigned long)entries : 0;
    ekb_strbuf_printf(&number, ekb_trn(page->style.catalog, "%lu entry", "%lu entries", count), count);
    ekb_page_put(page, " <span class=\"count\">");
    ekb_page_text(page, ekb_strbuf_text(&number));
    ekb_page_put(page, "</span>");
    page->html.document.out->failed |= number.failed;
    ekb_strbuf_release(&number);
}

static void put_product(ekb_page *page, const ekb_product *product)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_strbuf rest = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&rest, "%s/", product->id);
    ekb_page_put(page, "<li><a class=\"entry\"");
    ekb_page_href(page, page->tag, ekb_strbuf_text(&rest));
    if (strcmp(product->lang, page->tag) != 0)
        ekb_html_attribute(out, "lang", product->lang);
    ekb_page_put(page, ">");
    ekb_page_text(page, product->name[0] != '\0' ? product->name : product->id);
    ekb_page_put(page, "</a>");
    put_count(page, product->entries);
    if (product->description[0] != '\0') {
        ekb_page_put(page, "<p");
        if (strcmp(product->lang, page->tag) != 0)
            ekb_html_attribute(out, "lang", product->lang);
        ekb_page_put(page, ">");
        ekb_document_inline(&page->html.document, product->description);
        ekb_page_put(page, "</p>");
    }
    ekb_page_put(page, "</li>\n");
    out->failed |= rest.failed;
    ekb_strbuf_release(&rest);
}

static int visit(void *context, const ekb_product *product)
{
    product_list *list = context;
    list->count++;
    if (list->most == 0 || list->count <= list->most)
        put_product(list->page, product);
    return list->page->html.document.out->failed;
}

ekb_status ekb_page_product_list(ekb_page *page, size_t most, ekb_error *error)
{
    product_list list = {page, most, 0};
    ekb_page_put(page, "<ul class=\"products\">\n");
    ekb_status status =
        ekb_products(page->request->engine, page->languages, page->language_count, visit, &list, error);
    ekb_page_put(page, "</ul>\n");
    if (most != 0 && list.count > most) {
        ekb_page_put(page, "<p><a");
        ekb_page_href(page, page->tag, "browse");
        ekb_page_put(page, ">");
        ekb_page_say(page, EKB_N_("All products"));
        ekb_page_put(page, "</a></p>\n");
    }
    return status;
}

ekb_status ekb_page_products(ekb_page *page, ekb_error *error)
{
    const char *title = tr(page->style.catalog, "Products");
    ekb_status status = ekb_page_begin(page, title, NULL, error);
    ekb_document_heading(&page->html.document, 1, title);
    if (status == EKB_OK)
        status = ekb_page_product_list(page, 0, error);
    ekb_page_end(page);
    return status;
}

ekb_status ekb_page_front(ekb_page *page, ekb_error *error)
{
    enum { MOST = 12 };
    ekb_status status = ekb_page_begin(page, "", NULL, error);
    ekb_page_put(page, "<h1 class=\"unseen\">");
    ekb_page_say(page, EKB_N_("Look up an error"));
    ekb_page_put(page, "</h1>\n<p class=\"lead\">");
    ekb_page_say(page, EKB_N_("Type or paste what the caller sees: a code, a message, a piece of a log, in "
                              "English or Chinese. What is known to fix it appears here."));
    ekb_page_put(page, "</p>\n<h2>");
    ekb_page_say(page, EKB_N_("Products"));
    ekb_page_put(page, "</h2>\n");
    if (status == EKB_OK)
        status = ekb_page_product_list(page, MOST, error);
    ekb_page_end(page);
    return status;
}
