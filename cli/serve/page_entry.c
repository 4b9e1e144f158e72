/* SPDX-License-Identifier: MIT */
/* One entry: as a page of its own, and as text to be put into a ticket. */
#include <string.h>

#include "page_parts.h"

static ekb_status get(ekb_page *page, ekb_shown **out, ekb_error *error)
{
    return ekb_show(page->request->engine, page->place.rest, page->languages, page->language_count, out,
                    error);
}

ekb_status ekb_page_entry(ekb_page *page, ekb_error *error)
{
    ekb_shown *shown = NULL;
    ekb_status status = get(page, &shown, error);
    if (status != EKB_OK)
        return status;
    if (shown == NULL || shown->entry.content_count == 0) {
        status = ekb_page_missing(page, error);
    } else {
        status = ekb_page_begin(page, shown->entry.contents[0].title, NULL, error);
        ekb_page_card(page, &shown->entry, NULL, NULL, 1);
        ekb_page_end(page);
    }
    ekb_shown_free(shown);
    return status;
}

/* Where the reader of the ticket finds it again. */
static void put_address(ekb_page *page, const ekb_entry *entry)
{
    const char *origin = page->request->origin;
    ekb_strbuf *out = page->html.document.out;
    if (origin == NULL || origin[0] == '\0')
        return;
    ekb_strbuf_putc(out, '\n');
    ekb_sanitize(out, origin, strlen(origin), EKB_LINE_ENDS_SPACE);
    ekb_page_place_put(out, page->tag, entry->id);
    ekb_strbuf_putc(out, '\n');
}

ekb_status ekb_page_ticket(ekb_page *page, ekb_error *error)
{
    enum { NO_WRAP = 10000 };
    int markdown = strcmp(page->request->format, "markdown") == 0;
    ekb_style style = page->style;
    ekb_shown *shown = NULL;
    page->language_count = 1;
    ekb_status status = get(page, &shown, error);
    if (status != EKB_OK)
        return status;
    if (shown == NULL) {
        status = ekb_page_missing(page, error);
    } else {
        style.width = NO_WRAP; /* a ticket has a width of its own */
        style.language_count = 1;
        page->response->type = markdown ? "text/markdown; charset=utf-8" : "text/plain; charset=utf-8";
        (markdown ? &ekb_render_markdown : &ekb_render_text)
            ->entry(page->html.document.out, &style, page->request->engine, &shown->entry);
        put_address(page, &shown->entry);
    }
    ekb_shown_free(shown);
    return status;
}
