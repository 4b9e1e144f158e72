/* SPDX-License-Identifier: MIT */
#include "http.h"

#include <string.h>

static const struct {
    const char *name;
    unsigned bit;
} methods[] = {
    {"GET", EKB_HTTP_GET},
    {"HEAD", EKB_HTTP_HEAD},
    {"POST", EKB_HTTP_POST},
    {"OPTIONS", EKB_HTTP_OPTIONS},
};

unsigned ekb_http_method(const char *name)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (strcmp(methods[i].name, name) == 0)
            return methods[i].bit;
    }
    return EKB_HTTP_OTHER;
}

const char *ekb_http_allow(unsigned allowed)
{
    return (allowed & EKB_HTTP_POST) != 0 ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
}

void ekb_http_header_add(ekb_http_reply *reply, const char *name, const char *value)
{
    if (reply->header_count < EKB_HTTP_HEADERS_MOST)
        reply->headers[reply->header_count++] = (ekb_http_header){name, value};
}

void ekb_http_reply_release(ekb_http_reply *reply)
{
    ekb_strbuf_release(&reply->body);
    ekb_arena_release(&reply->arena);
    memset(reply, 0, sizeof *reply);
}
