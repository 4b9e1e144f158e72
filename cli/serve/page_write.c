/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page_parts.h"

void ekb_page_put(ekb_page *page, const char *markup)
{
    ekb_strbuf_puts(page->html.document.out, markup);
}

void ekb_page_text(ekb_page *page, const char *text)
{
    ekb_html_text(page->html.document.out, text, strlen(text), EKB_LINE_ENDS_SPACE);
}

const char *ekb_page_tr(const ekb_page *page, const char *english)
{
    return ekb_tr(page->style.catalog, english);
}

void ekb_page_say(ekb_page *page, const char *english)
{
    ekb_page_text(page, ekb_page_tr(page, english));
}

void ekb_page_attribute(ekb_page *page, const char *name, const char *english)
{
    ekb_html_attribute(page->html.document.out, name, ekb_page_tr(page, english));
}

void ekb_page_href(ekb_page *page, const char *tag, const char *rest)
{
    ekb_page_put(page, " href=\"");
    ekb_page_place_put(page->html.document.out, tag, rest);
    ekb_page_put(page, "\"");
}
