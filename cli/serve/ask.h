/* SPDX-License-Identifier: MIT */
/**
 * @file ask.h
 * @brief What a look-up request asks, from a query string, a form, JSON or text.
 *
 *     GET  ?q=…&lang=…&product=…&limit=…
 *     POST application/x-www-form-urlencoded: the same parameters
 *     POST application/json: {"q": "…", "lang": "…", "product": "…", "limit": 5}
 *     POST text/plain: the body is the paste, in any encoding; the other
 *          parameters come in the query string
 */
#ifndef EKB_SERVE_ASK_H
#define EKB_SERVE_ASK_H

#include "exchange.h"

enum { EKB_ASK_LIMIT_MOST = 100 };

/** Texts are of the request or of the exchange's arena. */
typedef struct ekb_ask {
    const char *text;
    size_t length;
    const char *lang, *product; /**< NULL where absent or empty. */
    size_t limit;               /**< 0 where absent. */
} ekb_ask;

/** @return 0; else -1, and the reply is the refusal. */
int ekb_ask_read(ekb_exchange *x, ekb_ask *out);

/** Add a form in the body to the parameters; nothing to do for GET.
 *  @return as above. */
int ekb_ask_read_form(ekb_exchange *x);

/** A parameter that is a whole number. @return as above. */
int ekb_ask_number(ekb_exchange *x, const char *name, size_t least, size_t most, size_t *out);

#endif
