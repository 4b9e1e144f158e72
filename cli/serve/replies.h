/* SPDX-License-Identifier: MIT */
/**
 * @file replies.h
 * @brief Replies as libmicrohttpd sends them: made from ours, kept, sent again.
 */
#ifndef EKB_SERVE_REPLIES_H
#define EKB_SERVE_REPLIES_H

#include <microhttpd.h>
#include <stddef.h>

#include "cache.h"
#include "exchange.h"

/** Of which what is accounted for is known without looking into it. */
typedef struct ekb_sendable {
    struct MHD_Response *response;
    unsigned status;
    size_t bytes;
    ekb_outcome outcome;
} ekb_sendable;

/** Make a reply sendable, which empties it. @return 0, or -1 for want of memory. */
int ekb_sendable_make(ekb_sendable *out, ekb_http_reply *reply, const ekb_outcome *outcome, int close);
void ekb_sendable_release(ekb_sendable *sendable);

/** A cache of sendables. */
ekb_cache *ekb_replies_new(size_t most);

/**
 * The key of a request, appended to @p out.
 * @return 1; 0 if its reply is not to be kept: it is conditional, changes
 *         something, or is of a length that nobody asks twice.
 */
int ekb_replies_key(const ekb_http_request *request, unsigned long generation, ekb_strbuf *out);

/** Keep a sendable, if what it answers may be asked again. On success the
 *  cache owns its response. @return it, held, or NULL. */
ekb_cached *ekb_replies_keep(ekb_cache *cache, const ekb_strbuf *key, const ekb_sendable *sendable);

#endif
