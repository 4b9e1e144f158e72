/* SPDX-License-Identifier: MIT */
/* The head of a page: what browsers and search engines are told of it. */
#include <string.h>

#include "page_assets.h"
#include "page_parts.h"

void ekb_page_here(ekb_page *page, ekb_strbuf *out, const char *tag)
{
    const ekb_page_request *request = page->request;
    ekb_page_place_put(out, tag, page->place.rest);
    if (page->place.view == EKB_PAGE_FRONT && ekb_page_asked_fits(page))
        ekb_page_asked_put(out, request);
    if (page->place.view == EKB_PAGE_PRODUCT && request->filter != NULL && request->filter[0] != '\0') {
        ekb_strbuf_puts(out, "?filter=");
        ekb_html_percent(out, request->filter, strlen(request->filter), "");
    }
}

/* An address with the place of this server before it, where that is known. */
static void put_address(ekb_page *page, const char *tag)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_strbuf here = EKB_STRBUF_INIT;
    const char *origin = page->request->origin != NULL ? page->request->origin : "";
    ekb_page_here(page, &here, tag);
    ekb_page_text(page, origin);
    ekb_page_text(page, ekb_strbuf_text(&here));
    out->failed |= here.failed;
    ekb_strbuf_release(&here);
}

static void put_alternates(ekb_page *page)
{
    ekb_page_put(page, "<link rel=\"canonical\" href=\"");
    put_address(page, page->tag);
    ekb_page_put(page, "\">\n");
    for (const char *const *tag = ekb_tr_tags(); *tag != NULL; tag++) {
        ekb_strbuf_printf(page->html.document.out, "<link rel=\"alternate\" hreflang=\"%s\" href=\"", *tag);
        put_address(page, *tag);
        ekb_page_put(page, "\">\n");
    }
    ekb_page_put(page, "<link rel=\"alternate\" hreflang=\"x-default\" href=\"");
    put_address(page, NULL);
    ekb_page_put(page, "\">\n");
}

static void put_title(ekb_page *page, const char *title)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    ekb_inline_plain(&plain, title);
    ekb_page_put(page, "<title>");
    if (plain.length > 0) {
        ekb_page_text(page, ekb_strbuf_text(&plain));
        ekb_page_put(page, " \xc2\xb7 ");
    }
    ekb_page_put(page, "errkb</title>\n");
    page->html.document.out->failed |= plain.failed;
    ekb_strbuf_release(&plain);
}

void ekb_page_head(ekb_page *page, const char *title)
{
    ekb_strbuf_printf(page->html.document.out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", page->tag);
    ekb_page_put(page, "<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n");
    put_title(page, title);
    ekb_strbuf_printf(page->html.document.out,
                      "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n"
                      "<link rel=\"stylesheet\" href=\"%s\">\n"
                      "<script src=\"%s\" defer></script>\n",
                      EKB_ASSET_ICON, EKB_ASSET_STYLE, EKB_ASSET_SCRIPT);
    /* What somebody pasted is nobody else's to find. */
    if (page->response->status != 200 || ekb_page_asked(page->request))
        ekb_page_put(page, "<meta name=\"robots\" content=\"noindex\">\n");
    if (page->response->status == 200)
        put_alternates(page);
    ekb_page_put(page, "</head>\n");
}
