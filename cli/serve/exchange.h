/* SPDX-License-Identifier: MIT */
/**
 * @file exchange.h
 * @brief One request being answered: what every resource works with.
 *
 * A resource reads `request`, `path` and `params`, asks `handle`, and fills
 * `reply`; route.c does what all replies have in common. Resources keep no
 * state, so any thread may answer any request.
 */
#ifndef EKB_SERVE_EXCHANGE_H
#define EKB_SERVE_EXCHANGE_H

#include <stdatomic.h>
#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"
#include "etag.h"
#include "http.h"
#include "locale.h"
#include "metrics.h"
#include "pool.h"
#include "target.h"
#include "tr.h"

/** What all exchanges of a server share. */
typedef struct ekb_site {
    ekb_pool *pool;
    ekb_metrics *metrics;
    const char *cors;   /**< Origin that scripts may ask from, `*` for any, or NULL for none. */
    const char *origin; /**< Public address of the page, "https://help.example", or NULL. */
    atomic_int draining;
} ekb_site;

typedef struct ekb_exchange {
    ekb_site *site;
    const ekb_http_request *request;
    ekb_http_reply *reply;
    ekb_arena *arena;         /**< That of the reply. */
    int is_page;              /**< A person asks: what is refused is refused in HTML. */
    const char *path;         /**< Decoded. */
    const char *rest;         /**< What of the path is behind that of the route. */
    const char *query_string; /**< Raw. */
    ekb_params params;        /**< Of the query string; a form's are added by its resource. */
    ekb_handle *handle;       /**< NULL for resources that ask no engine. */
    ekb_language_list wishes; /**< Of `lang`, else of Accept-Language. */
    const char *languages[EKB_LANGUAGES_MOST]; /**< What the indexes have for them; lent. */
    size_t language_count;
    const ekb_tr_catalog *catalog; /**< Of what is said to people. */
    const char *etag;              /**< Of the arena, or NULL. */
    const char *cache;             /**< Cache-Control; static. */
    int answered;                  /**< A paste was answered, with this verdict. */
    ekb_verdict verdict;
} ekb_exchange;

/** Kinds of refusals; their status and words are problem.c's. */
typedef enum ekb_problem {
    EKB_PROBLEM_REQUEST,   /**< 400: what came is no request that can be understood. */
    EKB_PROBLEM_PARAMETER, /**< 400: a parameter is missing, repeated or out of range. */
    EKB_PROBLEM_UTF8,      /**< 400 */
    EKB_PROBLEM_JSON,      /**< 400: the body is not the JSON that is wanted. */
    EKB_PROBLEM_LANGUAGE,  /**< 400: `lang` is no language or one that no index has. */
    EKB_PROBLEM_ENTRY,     /**< 404: no index has the entry. */
    EKB_PROBLEM_RESOURCE,  /**< 404: no such path. */
    EKB_PROBLEM_METHOD,    /**< 405 */
    EKB_PROBLEM_SLOW,      /**< 408 */
    EKB_PROBLEM_BODY,      /**< 413: the body is too large. */
    EKB_PROBLEM_TARGET,    /**< 414: the target is too long. */
    EKB_PROBLEM_TYPE,      /**< 415 */
    EKB_PROBLEM_HEADERS,   /**< 431: too many header fields. */
    EKB_PROBLEM_FAILED,    /**< 500 */
    EKB_PROBLEM_CODING,    /**< 501: a Transfer-Encoding other than chunked. */
    EKB_PROBLEM_UNREADY,   /**< 503 */
    EKB_PROBLEM_COUNT
} ekb_problem;

/** What is worth knowing of an exchange afterwards. */
typedef struct ekb_outcome {
    ekb_route route;
    int answered;
    ekb_verdict verdict;
} ekb_outcome;

/**
 * Answer a request, whatever it is.
 * @param[out] reply zeroed by the caller, and released by it.
 */
void ekb_exchange_answer(ekb_site *site, const ekb_http_request *request, ekb_http_reply *reply,
                         ekb_outcome *outcome);

/** Refuse a request that is not to be looked at any further. */
void ekb_exchange_refuse(ekb_site *site, const ekb_http_request *request, ekb_problem problem,
                         const ekb_error *why, ekb_http_reply *reply, ekb_outcome *outcome);

/** @name For resources */
/** @{ */
/**
 * Find the languages to answer in: `lang` is an explicit wish, as on the
 * command line, else what Accept-Language wants is met as far as possible.
 * None asked for leaves `language_count` 0: the engine follows the paste.
 * @retval EKB_ERR_LANGUAGE
 */
ekb_status ekb_exchange_languages(ekb_exchange *x, const char *lang, ekb_error *error);

/** Start the tag of a reply that depends on the indexes, the languages and the target. */
void ekb_exchange_tag(ekb_exchange *x);
/** Does the client have this reply already? Then it is made 304. */
int ekb_exchange_unchanged(ekb_exchange *x);

/** The reply is JSON that was appended to its body. */
void ekb_exchange_json(ekb_exchange *x);
/** @} */

#endif
