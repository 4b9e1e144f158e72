/* SPDX-License-Identifier: MIT */
#include "replies.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What a reply takes beside its body: its header fields, most of all. */
enum { TARGET_MOST = 160, OVERHEAD = 2048 };

/* A body that may be kept takes no more memory than it needs. */
static char *take_body(ekb_http_reply *reply)
{
    char *body = reply->body.data;
    if (body == NULL)
        return NULL;
    char *fitting = realloc(body, reply->body.length + 1);
    reply->body = (ekb_strbuf)EKB_STRBUF_INIT;
    return fitting != NULL ? fitting : body;
}

int ekb_sendable_make(ekb_sendable *out, ekb_http_reply *reply, const ekb_outcome *outcome, int close)
{
    size_t length = reply->lent != NULL ? reply->lent_length : reply->body.length;
    char *owned = reply->lent != NULL ? NULL : take_body(reply);
    struct MHD_Response *response =
        owned != NULL
            ? MHD_create_response_from_buffer_with_free_callback(length, owned, free)
            : MHD_create_response_from_buffer(length, (void *)(uintptr_t)reply->lent, MHD_RESPMEM_PERSISTENT);
    if (response == NULL) {
        free(owned);
        return -1;
    }
    enum MHD_Result result = MHD_YES;
    for (size_t i = 0; i < reply->header_count && result == MHD_YES; i++)
        result = MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    if (result == MHD_YES && close)
        result = MHD_add_response_header(response, "Connection", "close");
    *out = (ekb_sendable){response, reply->status, length, *outcome};
    if (result == MHD_YES)
        return 0;
    ekb_sendable_release(out);
    return -1;
}

void ekb_sendable_release(ekb_sendable *sendable)
{
    if (sendable->response != NULL)
        MHD_destroy_response(sendable->response);
    sendable->response = NULL;
}

static void release_kept(void *value)
{
    ekb_sendable_release(value);
    free(value);
}

ekb_cache *ekb_replies_new(size_t most)
{
    return ekb_cache_new(most, release_kept);
}

/* With its length, so that no two fields run together; absent is not empty. */
static void add_field(ekb_strbuf *out, const char *value)
{
    unsigned length = value != NULL ? (unsigned)strlen(value) + 1 : 0;
    ekb_strbuf_append(out, (const char *)&length, sizeof length);
    if (value != NULL)
        ekb_strbuf_append(out, value, length - 1);
}

int ekb_replies_key(const ekb_http_request *request, unsigned long generation, ekb_strbuf *out)
{
    if ((request->method & EKB_HTTP_READ) == 0 || request->body_length > 0 ||
        request->if_none_match != NULL || strlen(request->target) > TARGET_MOST)
        return 0;
    ekb_strbuf_append(out, (const char *)&generation, sizeof generation);
    add_field(out, request->target);
    add_field(out, request->accept_language);
    add_field(out, request->accept_encoding);
    add_field(out, request->host);
    add_field(out, request->forwarded_proto);
    add_field(out, request->origin);
    return !out->failed;
}

static int is_worth_keeping(const ekb_sendable *sendable)
{
    static const char kept[EKB_ROUTE_COUNT] = {
        [EKB_ROUTE_LOOKUP] = 1,  [EKB_ROUTE_ENTRIES] = 1, [EKB_ROUTE_ENTRY] = 1, [EKB_ROUTE_PRODUCTS] = 1,
        [EKB_ROUTE_OPENAPI] = 1, [EKB_ROUTE_ASSET] = 1,   [EKB_ROUTE_PAGE] = 1,
    };
    return sendable->status == 200 && kept[sendable->outcome.route];
}

ekb_cached *ekb_replies_keep(ekb_cache *cache, const ekb_strbuf *key, const ekb_sendable *sendable)
{
    ekb_sendable *copy = is_worth_keeping(sendable) ? malloc(sizeof *copy) : NULL;
    ekb_cached *cached = NULL;
    if (copy != NULL) {
        *copy = *sendable;
        cached = ekb_cache_put(cache, ekb_strbuf_text(key), key->length, copy, sendable->bytes + OVERHEAD);
    }
    if (cached == NULL)
        free(copy);
    return cached;
}
