/* SPDX-License-Identifier: MIT */
/* From a request to the view that answers it. */
#include "page.h"

#include <string.h>

#include "core/error.h"
#include "page_assets.h"
#include "page_parts.h"

/* ---- Setting up ------------------------------------------------------------------- */

static void choose_languages(ekb_page *page)
{
    const ekb_page_request *request = page->request;
    const char *const *tags = ekb_tr_tags();
    page->tag = page->place.tag != NULL ? page->place.tag : ekb_tr_tag(ekb_tr_find(request->language));
    page->languages[page->language_count++] = page->tag;
    for (; *tags != NULL && page->language_count < EKB_LANGUAGES_MOST; tags++) {
        if (strcmp(*tags, page->tag) != 0)
            page->languages[page->language_count++] = *tags;
    }
}

static void set_up(ekb_page *page, const ekb_page_request *request, ekb_page_response *response)
{
    memset(page, 0, sizeof *page);
    page->request = request;
    page->response = response;
    ekb_page_place_read(&page->place, request->path);
    choose_languages(page);
    ekb_strbuf base = EKB_STRBUF_INIT;
    ekb_page_place_put(&base, page->tag, "");
    if (base.length < sizeof page->base)
        memcpy(page->base, ekb_strbuf_text(&base), base.length + 1);
    page->style =
        (ekb_style){.catalog = ekb_tr_find(page->tag), .languages = page->languages, .language_count = 1};
    ekb_html_begin(&page->html, &response->body, &page->style);
    page->html.entries = page->base;
    page->html.document.engine = request->engine;
    response->status = 200;
    response->type = "text/html; charset=utf-8";
    response->tag = page->tag;
    response->negotiated = page->place.tag == NULL;
    response->body.failed |= base.failed;
    ekb_strbuf_release(&base);
}

/* ---- Redirecting ------------------------------------------------------------------ */

/* `/zh-CN/mars` is `/zh-CN/mars/`; what has no language gets the reader's. */
static ekb_status move(ekb_page *page, ekb_error *error)
{
    const char *rest = page->place.rest;
    ekb_strbuf *location = &page->response->location;
    (void)error;
    page->response->status = 302;
    ekb_page_place_put(location, page->tag, rest);
    if (*rest != '\0' && strchr(rest, '/') == NULL && strcmp(rest, "browse") != 0)
        ekb_strbuf_putc(location, '/');
    return EKB_OK;
}

/* Browsers look here where a page names no icon, as text for a ticket. */
static int is_icon(const ekb_page_request *request)
{
    return strcmp(request->path, "/favicon.ico") == 0;
}

static ekb_status show_icon(ekb_page *page)
{
    page->response->status = 302;
    page->response->negotiated = 0;
    ekb_strbuf_puts(&page->response->location, EKB_ASSET_ICON);
    return EKB_OK;
}

/* What was sent by the form and is short has an address of its own. */
static ekb_status show_address(ekb_page *page)
{
    ekb_strbuf *location = &page->response->location;
    page->response->status = 303;
    ekb_page_place_put(location, page->place.tag, "");
    ekb_page_asked_put(location, page->request);
    return EKB_OK;
}

static ekb_status front_or_answer(ekb_page *page, ekb_error *error)
{
    if (page->request->posted && ekb_page_asked_fits(page))
        return show_address(page);
    return ekb_page_asked(page->request) ? ekb_page_answer(page, error) : ekb_page_front(page, error);
}

static int is_ticket(const ekb_page_request *request)
{
    return request->format != NULL &&
           (strcmp(request->format, "text") == 0 || strcmp(request->format, "markdown") == 0);
}

static ekb_status entry_or_ticket(ekb_page *page, ekb_error *error)
{
    if (is_ticket(page->request))
        return ekb_page_ticket(page, error);
    return page->place.tag == NULL ? move(page, error) : ekb_page_entry(page, error);
}

/* ---- Views ------------------------------------------------------------------------ */

static ekb_status (*const views[])(ekb_page *page, ekb_error *error) = {
    [EKB_PAGE_FRONT] = front_or_answer,
    [EKB_PAGE_PRODUCTS] = ekb_page_products,
    [EKB_PAGE_PRODUCT] = ekb_page_entries,
    [EKB_PAGE_ENTRY] = entry_or_ticket,
    [EKB_PAGE_MOVED] = move,
    [EKB_PAGE_NOWHERE] = ekb_page_missing,
};

static ekb_status finish(ekb_page_response *out, ekb_status status, ekb_error *error)
{
    if (status == EKB_OK && (out->body.failed || out->location.failed))
        status = ekb_error_nomem(error);
    return status;
}

ekb_status ekb_page_render(const ekb_page_request *request, ekb_page_response *out, ekb_error *error)
{
    ekb_page page;
    set_up(&page, request, out);
    ekb_status status = is_icon(request) ? show_icon(&page) : views[page.place.view](&page, error);
    return finish(out, status, error);
}

void ekb_page_response_release(ekb_page_response *response)
{
    ekb_strbuf_release(&response->body);
    ekb_strbuf_release(&response->location);
}

/* ---- Refusals --------------------------------------------------------------------- */

static void say_status(ekb_page *page, const char *title, const char *remedy)
{
    ekb_document_heading(&page->html.document, 1, ekb_page_tr(page, title));
    ekb_document_paragraph(&page->html.document, ekb_page_tr(page, remedy));
}

ekb_status ekb_page_missing(ekb_page *page, ekb_error *error)
{
    static const char title[] = EKB_N_("There is no such page");
    page->response->status = 404;
    ekb_status status = ekb_page_begin(page, ekb_page_tr(page, title), NULL, error);
    say_status(page, title,
               EKB_N_("The address may be mistyped, or the entry is in no index that is open. Look for its "
                      "code or message above."));
    ekb_page_end(page);
    return status;
}

ekb_status ekb_page_refuse(const ekb_page_request *request, unsigned status, const ekb_error *why,
                           ekb_page_response *out, ekb_error *error)
{
    static const char title[] = EKB_N_("This cannot be answered");
    ekb_page_request bare = {.path = "/", .language = request != NULL ? request->language : NULL};
    ekb_page page;
    set_up(&page, &bare, out);
    out->status = status;
    (void)ekb_page_begin(&page, ekb_page_tr(&page, title), NULL, error);
    if (why != NULL) {
        ekb_document_heading(&page.html.document, 1, ekb_page_tr(&page, title));
        ekb_document_error(&page.html.document, why);
    } else {
        say_status(&page, title, EKB_N_("Try again, or begin at the front page."));
    }
    ekb_page_end(&page);
    return finish(out, EKB_OK, error);
}
