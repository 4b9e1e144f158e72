/* SPDX-License-Identifier: MIT */
/* What all exchanges have in common: the target is read, a resource found and
 * given an engine, and the reply gets the header fields that every reply has. */
#include "exchange.h"

#include <string.h>

#include "accept.h"
#include "core/error.h"
#include "gzip.h"
#include "problem.h"
#include "route.h"

/* Smaller replies fit into one packet anyway. */
enum { WORTH_COMPRESSING = 1024 };

/* ---- Languages ----------------------------------------------------------- */

ekb_status ekb_exchange_languages(ekb_exchange *x, const char *lang, ekb_error *error)
{
    size_t first = 0;
    ekb_language_list wishes;
    if (lang != NULL) {
        ekb_status status = ekb_languages_parse(lang, &wishes, error);
        if (status != EKB_OK)
            return status;
        x->wishes = wishes;
    }
    if (x->wishes.count == 0)
        return EKB_OK;
    x->catalog = ekb_tr_find(x->wishes.tags[0]);
    ekb_status status = ekb_offer_languages(&x->handle->offer, x->handle->engine, &x->wishes, x->languages,
                                            &x->language_count, &first, error);
    if (status == EKB_OK)
        x->catalog = ekb_tr_find(x->wishes.tags[first]);
    return status;
}

/* ---- Tags ------------------------------------------------------------------ */

void ekb_exchange_tag(ekb_exchange *x)
{
    ekb_etag etag;
    ekb_etag_init(&etag);
    ekb_etag_add_text(&etag, ekb_version());
    ekb_etag_add_text(&etag, x->handle != NULL ? x->handle->ids : NULL);
    ekb_etag_add_text(&etag, x->request->target);
    for (size_t i = 0; i < x->wishes.count; i++)
        ekb_etag_add_text(&etag, x->wishes.tags[i]);
    ekb_etag_add_text(&etag, ekb_accept_encoding(x->request->accept_encoding, "gzip") ? "gzip" : "");
    char *tag = ekb_arena_alloc(x->arena, EKB_ETAG_SIZE);
    if (tag != NULL)
        ekb_etag_write(&etag, tag);
    x->etag = tag;
}

static void make_unchanged(ekb_exchange *x)
{
    ekb_strbuf_clear(&x->reply->body);
    x->reply->lent = NULL;
    x->reply->status = 304;
    x->reply->type = NULL;
}

int ekb_exchange_unchanged(ekb_exchange *x)
{
    if ((x->request->method & EKB_HTTP_READ) == 0 || x->etag == NULL ||
        !ekb_etag_matches(x->request->if_none_match, x->etag))
        return 0;
    make_unchanged(x);
    return 1;
}

void ekb_exchange_json(ekb_exchange *x)
{
    x->reply->status = 200;
    x->reply->type = "application/json";
    if (x->reply->body.failed) {
        ekb_error error;
        ekb_error_nomem(&error);
        ekb_problem_reply_status(x, &error);
    }
}

/* ---- Replies ----------------------------------------------------------------- */

static int is_text(const char *type)
{
    return type != NULL && (strncmp(type, "text/", 5) == 0 || strstr(type, "json") != NULL ||
                            strstr(type, "javascript") != NULL || strstr(type, "svg") != NULL);
}

static void compress(ekb_exchange *x)
{
    ekb_http_reply *reply = x->reply;
    ekb_strbuf smaller = EKB_STRBUF_INIT;
    const void *bytes = reply->lent != NULL ? reply->lent : ekb_strbuf_text(&reply->body);
    size_t length = reply->lent != NULL ? reply->lent_length : reply->body.length;
    if (length < WORTH_COMPRESSING || !is_text(reply->type) ||
        !ekb_accept_encoding(x->request->accept_encoding, "gzip"))
        return;
    if (ekb_gzip(bytes, length, &smaller) != 0) {
        ekb_strbuf_release(&smaller);
        return;
    }
    ekb_strbuf_release(&reply->body);
    reply->body = smaller;
    reply->lent = NULL;
    reply->compressed = 1;
}

static void allow_origin(ekb_exchange *x)
{
    const char *allowed = x->site->cors;
    if (allowed == NULL)
        return;
    if (strcmp(allowed, "*") != 0)
        ekb_http_header_add(x->reply, "Vary", "Origin");
    if (strcmp(allowed, "*") == 0 ||
        (x->request->origin != NULL && strcmp(allowed, x->request->origin) == 0)) {
        ekb_http_header_add(x->reply, "Access-Control-Allow-Origin", allowed);
        ekb_http_header_add(x->reply, "Access-Control-Expose-Headers", "ETag, Link");
        ekb_http_header_add(x->reply, "Cross-Origin-Resource-Policy", "cross-origin");
    }
}

/* OPTIONS of any resource; with CORS also what a browser asks before it asks. */
static void reply_options(ekb_exchange *x, unsigned methods, int is_api)
{
    x->reply->status = 204;
    ekb_http_header_add(x->reply, "Allow", ekb_http_allow(methods));
    if (is_api && x->site->cors != NULL) {
        ekb_http_header_add(x->reply, "Access-Control-Allow-Methods", ekb_http_allow(methods));
        ekb_http_header_add(x->reply, "Access-Control-Allow-Headers", "Content-Type, If-None-Match");
        ekb_http_header_add(x->reply, "Access-Control-Max-Age", "86400");
    }
}

static void finish(ekb_exchange *x, int is_api)
{
    ekb_http_reply *reply = x->reply;
    if (reply->status == 200 && (x->request->method & EKB_HTTP_READ) != 0 && x->etag != NULL &&
        ekb_etag_any(x->request->if_none_match))
        make_unchanged(x);
    if (reply->status == 200 || reply->status == 304) {
        if (x->etag != NULL)
            ekb_http_header_add(reply, "ETag", x->etag);
        if (is_api)
            ekb_http_header_add(reply, "Vary", "Accept-Language, Accept-Encoding");
    }
    compress(x);
    if (reply->compressed)
        ekb_http_header_add(reply, "Content-Encoding", "gzip");
    if (reply->type != NULL)
        ekb_http_header_add(reply, "Content-Type", reply->type);
    ekb_http_header_add(reply, "Cache-Control", x->cache);
    ekb_http_header_add(reply, "X-Content-Type-Options", "nosniff");
    ekb_http_header_add(reply, "Referrer-Policy", "no-referrer");
    if (is_api) {
        ekb_http_header_add(reply, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        allow_origin(x);
    }
}

/* ---- Answering ----------------------------------------------------------------- */

static void refuse_method(ekb_exchange *x, unsigned methods)
{
    ekb_error error;
    const char *allow = ekb_http_allow(methods);
    ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("this address is asked with {methods}"), NULL);
    ekb_error_list(&error, "methods", allow);
    ekb_problem_reply(x, EKB_PROBLEM_METHOD, &error);
    ekb_http_header_add(x->reply, "Allow", allow);
}

static void ask_resource(ekb_exchange *x, const ekb_route_spec *spec)
{
    if (spec->asks)
        x->handle = ekb_pool_take(x->site->pool);
    if (spec->asks && x->handle == NULL)
        ekb_problem_reply(x, EKB_PROBLEM_UNREADY, NULL);
    else
        spec->answer(x);
    if (x->handle != NULL)
        ekb_pool_give(x->site->pool, x->handle);
    x->handle = NULL;
}

static void answer(ekb_exchange *x, const ekb_route_spec *spec, ekb_target_result result)
{
    if (result == EKB_TARGET_OK)
        result = ekb_params_read(&x->params, x->query_string, strlen(x->query_string), x->arena);
    if (result != EKB_TARGET_OK)
        ekb_problem_reply_target(x, result);
    else if (x->request->method == EKB_HTTP_OPTIONS)
        reply_options(x, spec->methods, spec->route != EKB_ROUTE_PAGE);
    else if ((x->request->method & spec->methods) == 0)
        refuse_method(x, spec->methods);
    else
        ask_resource(x, spec);
}

static void begin(ekb_exchange *x, ekb_site *site, const ekb_http_request *request, ekb_http_reply *reply)
{
    memset(x, 0, sizeof *x);
    x->site = site;
    x->request = request;
    x->reply = reply;
    x->arena = &reply->arena;
    x->path = x->rest = x->query_string = "";
    x->cache = "no-cache";
    ekb_accept_languages(request->accept_language, &x->wishes);
    x->catalog = ekb_tr_find(x->wishes.count > 0 ? x->wishes.tags[0] : NULL);
}

void ekb_exchange_answer(ekb_site *site, const ekb_http_request *request, ekb_http_reply *reply,
                         ekb_outcome *outcome)
{
    static const ekb_route_spec none = {.path = "", .route = EKB_ROUTE_NONE};
    const ekb_route_spec *spec = &none;
    ekb_exchange x;
    begin(&x, site, request, reply);
    ekb_target_result result = ekb_target_split(request->target, x.arena, &x.path, &x.query_string);
    if (result == EKB_TARGET_OK)
        spec = ekb_route_find(x.path, &x.rest);
    x.is_page = spec->route == EKB_ROUTE_PAGE;
    answer(&x, spec, result);
    finish(&x, !x.is_page);
    *outcome = (ekb_outcome){spec->route, x.answered, x.verdict};
}

void ekb_exchange_refuse(ekb_site *site, const ekb_http_request *request, ekb_problem problem,
                         const ekb_error *why, ekb_http_reply *reply, ekb_outcome *outcome)
{
    ekb_exchange x;
    begin(&x, site, request, reply);
    ekb_problem_reply(&x, problem, why);
    finish(&x, 1);
    reply->close = 1;
    *outcome = (ekb_outcome){.route = EKB_ROUTE_NONE};
}
