/* SPDX-License-Identifier: MIT */
/**
 * @file http.h
 * @brief A request and its reply as data, without sockets and without the
 *        library that reads them, so that everything behind daemon.c is tested
 *        and fuzzed as plain functions.
 */
#ifndef EKB_SERVE_HTTP_H
#define EKB_SERVE_HTTP_H

#include <stddef.h>

#include "core/arena.h"
#include "core/strbuf.h"

/** Methods that some resource knows; bits, so that a route can allow several. */
enum {
    EKB_HTTP_OTHER = 0,
    EKB_HTTP_GET = 1,
    EKB_HTTP_HEAD = 2,
    EKB_HTTP_POST = 4,
    EKB_HTTP_OPTIONS = 8,
    EKB_HTTP_READ = EKB_HTTP_GET | EKB_HTTP_HEAD
};

/** What came over the network: any bytes. Lent for the time of the call. */
typedef struct ekb_http_request {
    unsigned method;    /**< One of the above. */
    const char *target; /**< As received: path and query string. */
    /** @name Header fields, NULL where absent */
    /** @{ */
    const char *accept_encoding, *accept_language, *content_type, *host, *if_none_match, *origin;
    const char *forwarded_proto; /**< X-Forwarded-Proto */
    /** @} */
    const char *body;
    size_t body_length;
} ekb_http_request;

typedef struct ekb_http_header {
    const char *name;  /**< Static. */
    const char *value; /**< Static or of the reply's arena. */
} ekb_http_header;

enum { EKB_HTTP_HEADERS_MOST = 16 };

/** What goes back. All zero is an empty one. */
typedef struct ekb_http_reply {
    ekb_arena arena; /**< Of what the reply refers to. */
    unsigned status;
    const char *type; /**< Content-Type; static. */
    ekb_strbuf body;  /**< Owned. */
    const void *lent; /**< Instead of `body`: bytes that live as long as the program. */
    size_t lent_length;
    int compressed; /**< `body` is gzip. */
    int close;      /**< The connection is not to be used again. */
    ekb_http_header headers[EKB_HTTP_HEADERS_MOST];
    size_t header_count;
} ekb_http_reply;

/** Past EKB_HTTP_HEADERS_MOST they are dropped: no reply has as many. */
void ekb_http_header_add(ekb_http_reply *reply, const char *name, const char *value);
void ekb_http_reply_release(ekb_http_reply *reply);

/** The bit of a method's name. */
unsigned ekb_http_method(const char *name);
/** "GET, HEAD, POST, OPTIONS" for an Allow field. Static for every set that is used. */
const char *ekb_http_allow(unsigned allowed);

#endif
