/* SPDX-License-Identifier: MIT */
/**
 * @file access_log.h
 * @brief One line for each request on standard error, as text or JSON.
 *
 * What people paste holds secrets: query strings, bodies and addresses that
 * lead nowhere are left out unless asked for.
 */
#ifndef EKB_SERVE_ACCESS_LOG_H
#define EKB_SERVE_ACCESS_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "core/strbuf.h"
#include "exchange.h"

/** What is known of a request when it is over. */
typedef struct ekb_access {
    const char *peer;
    const char *method; /**< As received. */
    const char *target; /**< As received. */
    const char *body;
    size_t body_length;
    unsigned status; /**< 0: it was not answered. */
    size_t bytes;    /**< Of the reply's body. */
    int64_t microseconds;
    ekb_outcome outcome;
} ekb_access;

/** Append the line. @p now as ekb_serve_os_time() writes it. */
void ekb_access_format(ekb_strbuf *out, ekb_log_format format, int with_queries, const char *now,
                       const ekb_access *access);
/** Write it to standard error; nothing with EKB_LOG_NONE. */
void ekb_access_log(ekb_log_format format, int with_queries, const ekb_access *access);

/** Say something of the server itself on standard error. */
void ekb_serve_say(ekb_log_format format, const char *text);

#endif
