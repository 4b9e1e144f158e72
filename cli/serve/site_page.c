/* SPDX-License-Identifier: MIT */
#include "site_page.h"

#include <string.h>

#include "ask.h"
#include "core/error.h"
#include "page.h"
#include "problem.h"
#include "route.h"

static const char permissions[] =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/* "http://HOST", if the field is nothing but a host: it goes into addresses that people copy. */
static const char *request_origin(const ekb_exchange *x)
{
    static const char plain[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_~:[]";
    const char *host = x->request->host, *proto = x->request->forwarded_proto;
    ekb_strbuf text = EKB_STRBUF_INIT;
    const char *kept = NULL;
    if (x->site->origin != NULL)
        return x->site->origin;
    if (host == NULL || *host == '\0' || strlen(host) > 255 || strspn(host, plain) != strlen(host))
        return NULL;
    ekb_strbuf_puts(&text, proto != NULL && strcmp(proto, "https") == 0 ? "https://" : "http://");
    ekb_strbuf_puts(&text, host);
    if (!text.failed)
        kept = ekb_arena_strdup(x->arena, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
    return kept;
}

/* `lang` of an address that people edit is a wish, not a demand. */
static const char *page_language(ekb_exchange *x)
{
    ekb_language_list list;
    const char *lang = ekb_params_text(&x->params, "lang");
    if (lang != NULL && ekb_languages_parse(lang, &list, NULL) == EKB_OK)
        x->wishes = list;
    int at = -1;
    size_t count = 0;
    const char *const *tags = ekb_tr_tags();
    while (tags[count] != NULL)
        count++;
    for (size_t i = 0; i < x->wishes.count && at < 0; i++)
        at = ekb_language_match(x->wishes.tags[i], tags, count);
    return tags[at >= 0 ? at : 0];
}

static void make_request(ekb_exchange *x, ekb_page_request *out)
{
    const ekb_param *q = ekb_params_find(&x->params, "q");
    *out = (ekb_page_request){
        .engine = x->handle != NULL ? x->handle->engine : NULL,
        .path = x->path,
        .language = page_language(x),
        .origin = request_origin(x),
        .query = q != NULL ? q->value : NULL,
        .query_length = q != NULL ? q->length : 0,
        .product = ekb_params_text(&x->params, "product"),
        .filter = ekb_params_text(&x->params, "filter"),
        .page = ekb_params_text(&x->params, "page"),
        .format = ekb_params_text(&x->params, "format"),
        .posted = x->request->method == EKB_HTTP_POST,
    };
}

static void add_policies(ekb_exchange *x)
{
    ekb_http_header_add(x->reply, "Content-Security-Policy", EKB_PAGE_POLICY);
    ekb_http_header_add(x->reply, "Permissions-Policy", permissions);
    ekb_http_header_add(x->reply, "Cross-Origin-Opener-Policy", "same-origin");
    ekb_http_header_add(x->reply, "Cross-Origin-Resource-Policy", "same-origin");
}

/* Takes over what was rendered. */
static void take_response(ekb_exchange *x, ekb_page_response *page)
{
    ekb_http_reply *reply = x->reply;
    ekb_strbuf_release(&reply->body);
    reply->body = page->body;
    page->body = (ekb_strbuf)EKB_STRBUF_INIT;
    reply->status = page->status;
    reply->type = page->type;
    if (page->location.length > 0) {
        const char *location = ekb_arena_strdup(x->arena, ekb_strbuf_text(&page->location));
        ekb_http_header_add(reply, "Location", location != NULL ? location : "/");
    }
    if (page->tag != NULL)
        ekb_http_header_add(reply, "Content-Language", page->tag);
    ekb_http_header_add(reply, "Vary",
                        page->negotiated ? "Accept-Language, Accept-Encoding" : "Accept-Encoding");
    add_policies(x);
    x->answered = page->answered;
    x->verdict = page->verdict;
}

int ekb_page_problem(ekb_exchange *x, unsigned status, const ekb_error *why)
{
    ekb_page_request request;
    ekb_page_response page = EKB_PAGE_RESPONSE_INIT;
    make_request(x, &request);
    int failed = ekb_page_refuse(&request, status, why, &page, NULL) != EKB_OK || page.body.failed;
    if (!failed)
        take_response(x, &page);
    ekb_page_response_release(&page);
    return failed ? -1 : 0;
}

static void reply_asset(ekb_exchange *x, const ekb_asset *asset)
{
    ekb_strbuf tag = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&tag, "\"");
    ekb_strbuf_puts(&tag, asset->hash);
    ekb_strbuf_puts(&tag, "\"");
    x->etag = tag.failed ? NULL : ekb_arena_strdup(x->arena, ekb_strbuf_text(&tag));
    ekb_strbuf_release(&tag);
    x->cache = "public, max-age=31536000, immutable";
    ekb_http_header_add(x->reply, "Vary", "Accept-Encoding");
    add_policies(x);
    if (ekb_exchange_unchanged(x))
        return;
    x->reply->status = 200;
    x->reply->type = asset->type;
    x->reply->lent = asset->bytes;
    x->reply->lent_length = asset->length;
}

/* An answer may hold what was pasted, so it is nobody else's to keep. */
static void render(ekb_exchange *x)
{
    ekb_page_request request;
    ekb_page_response page = EKB_PAGE_RESPONSE_INIT;
    ekb_error error;
    make_request(x, &request);
    int posted = request.posted;
    if (!posted) {
        ekb_exchange_tag(x);
        if (ekb_exchange_unchanged(x)) {
            add_policies(x);
            return;
        }
    }
    ekb_status status = ekb_page_render(&request, &page, &error);
    if (status == EKB_OK && page.body.failed)
        status = ekb_error_nomem(&error);
    if (status == EKB_OK) {
        x->cache = posted ? "no-store" : request.query != NULL ? "private, no-cache" : "no-cache";
        take_response(x, &page);
    } else {
        ekb_problem_reply_status(x, &error);
    }
    ekb_page_response_release(&page);
}

void ekb_resource_page(ekb_exchange *x)
{
    const ekb_asset *asset = ekb_asset_find(x->path);
    if (asset != NULL && x->request->method != EKB_HTTP_POST)
        reply_asset(x, asset);
    else if (ekb_ask_read_form(x) == 0)
        render(x);
}
