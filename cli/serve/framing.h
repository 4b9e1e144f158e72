/* SPDX-License-Identifier: MIT */
/**
 * @file framing.h
 * @brief Checks of a request's head, field by field.
 *
 * Two programs in a row that disagree about where a request ends can be made to
 * see different requests (RFC 9112, 11.2): what could be read in two ways is
 * refused.
 */
#ifndef EKB_SERVE_FRAMING_H
#define EKB_SERVE_FRAMING_H

#include <stddef.h>

#include "errkb/errkb.h"
#include "exchange.h"

/** What was seen so far; all zero at the beginning. */
typedef struct ekb_head {
    size_t fields, hosts, lengths, codings;
    size_t length;      /**< Content-Length; SIZE_MAX where it is too large to say. */
    int bad_name;       /**< A name with a space or a control character in it. */
    int bad_length;     /**< It is no number. */
    int unknown_coding; /**< A Transfer-Encoding other than chunked. */
} ekb_head;

/** Take one field. */
void ekb_head_field(ekb_head *head, const char *name, const char *value);

/**
 * Judge the whole.
 * @param http10 the request is HTTP/1.0, which has no Transfer-Encoding.
 * @param[out] why filled when it is refused.
 * @return 1 if it is to be refused with @p problem.
 */
int ekb_head_refused(const ekb_head *head, int http10, size_t body_most, ekb_problem *problem,
                     ekb_error *why);

#endif
