/* SPDX-License-Identifier: MIT */
/* What all pages have: header, languages, form, footer. */
#include <string.h>

#include "page_parts.h"

/* A long paste cannot stand in an address: then the form goes to the other language. */
static void put_language(ekb_page *page, const char *tag, int by_form)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_strbuf here = EKB_STRBUF_INIT;
    /* TRANSLATORS: the name of your language in itself: 中文, Deutsch. */
    const char *name = ekb_tr_context(ekb_tr_find(tag), "the name of this language", "English");
    int current = strcmp(tag, page->tag) == 0;
    if (by_form)
        ekb_page_place_put(&here, tag, "");
    else
        ekb_page_here(page, &here, tag);
    if (current) {
        ekb_page_put(page, "<span aria-current=\"true\"");
    } else if (by_form) {
        ekb_page_put(page, "<button form=\"ask\" class=\"plain\"");
        ekb_html_attribute(out, "formaction", ekb_strbuf_text(&here));
    } else {
        ekb_page_put(page, "<a rel=\"alternate\"");
        ekb_html_attribute(out, "href", ekb_strbuf_text(&here));
        ekb_html_attribute(out, "hreflang", tag);
    }
    ekb_html_attribute(out, "lang", tag);
    ekb_page_put(page, ">");
    ekb_page_text(page, name);
    ekb_page_put(page, current ? "</span>\n" : by_form ? "</button>\n" : "</a>\n");
    out->failed |= here.failed;
    ekb_strbuf_release(&here);
}

static void put_languages(ekb_page *page)
{
    int by_form =
        page->place.view == EKB_PAGE_FRONT && ekb_page_asked(page->request) && !ekb_page_asked_fits(page);
    ekb_page_put(page, "<nav id=\"languages\"");
    ekb_page_attribute(page, "aria-label", EKB_N_("Language"));
    ekb_page_put(page, ">\n");
    for (const char *const *tag = ekb_tr_tags(); *tag != NULL; tag++)
        put_language(page, *tag, by_form);
    ekb_page_put(page, "</nav>\n");
}

static void put_header(ekb_page *page)
{
    ekb_page_put(page, "<body>\n<a class=\"skip\" href=\"#main\">");
    ekb_page_say(page, EKB_N_("Skip to the content"));
    ekb_page_put(page, "</a>\n<header>\n<a class=\"brand\"");
    ekb_page_href(page, page->tag, "");
    ekb_page_put(page, ">errkb</a>\n<nav");
    ekb_page_attribute(page, "aria-label", EKB_N_("Pages"));
    ekb_page_put(page, "><a");
    ekb_page_href(page, page->tag, "browse");
    if (page->place.view == EKB_PAGE_PRODUCTS)
        ekb_page_put(page, " aria-current=\"page\"");
    ekb_page_put(page, ">");
    ekb_page_say(page, EKB_N_("Products"));
    ekb_page_put(page, "</a></nav>\n");
    put_languages(page);
    ekb_page_put(page, "</header>\n");
}

ekb_status ekb_page_begin(ekb_page *page, const char *title, const char *pasted, ekb_error *error)
{
    ekb_page_head(page, title);
    put_header(page);
    ekb_status status = page->request->engine != NULL ? ekb_page_form(page, pasted, error) : EKB_OK;
    ekb_page_put(page, "<main id=\"main\" tabindex=\"-1\">\n");
    return status;
}

void ekb_page_end(ekb_page *page)
{
    ekb_engine *engine = page->request->engine;
    enum { SHORT_ID = 12 };
    ekb_page_put(page, "</main>\n<footer>errkb ");
    ekb_page_text(page, ekb_version());
    for (size_t i = 0; engine != NULL && i < ekb_engine_index_count(engine); i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        if (info == NULL)
            continue;
        ekb_page_put(page, " \xc2\xb7 ");
        ekb_page_say(page, EKB_N_("index"));
        ekb_page_put(page, " <code>");
        ekb_html_text(page->html.document.out, info->id, strnlen(info->id, SHORT_ID), EKB_LINE_ENDS_SPACE);
        ekb_page_put(page, "</code>");
    }
    ekb_page_put(page, "</footer>\n</body>\n</html>\n");
}
