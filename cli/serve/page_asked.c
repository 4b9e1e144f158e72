/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page_parts.h"

static size_t trimmed_length(const ekb_page_request *request)
{
    size_t length = request->query != NULL ? request->query_length : 0;
    while (length > 0 && memchr(" \t\r\n", request->query[length - 1], 4) != NULL)
        length--;
    return length;
}

int ekb_page_asked(const ekb_page_request *request)
{
    return trimmed_length(request) > 0;
}

const char *ekb_page_product(const ekb_page_request *request)
{
    return request->product != NULL && request->product[0] != '\0' ? request->product : NULL;
}

void ekb_page_asked_put(ekb_strbuf *out, const ekb_page_request *request)
{
    const char *product = ekb_page_product(request);
    const char *before = "?";
    if (ekb_page_asked(request)) {
        ekb_strbuf_puts(out, "?q=");
        ekb_html_percent(out, request->query, trimmed_length(request), "");
        before = "&";
    }
    if (product != NULL) {
        ekb_strbuf_printf(out, "%sproduct=", before);
        ekb_html_percent(out, product, strlen(product), "");
    }
}

int ekb_page_asked_fits(const ekb_page *page)
{
    ekb_strbuf address = EKB_STRBUF_INIT;
    size_t most = EKB_PAGE_ADDRESS_MOST;
    if (trimmed_length(page->request) > most)
        return 0;
    ekb_page_asked_put(&address, page->request);
    int fits = !address.failed && address.length <= most;
    page->html.document.out->failed |= address.failed;
    ekb_strbuf_release(&address);
    return fits;
}
