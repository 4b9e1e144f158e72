/* SPDX-License-Identifier: MIT */
/**
 * @file page.h
 * @brief The helpdesk's web page: from what was asked to the bytes of HTML.
 *
 * Rendering is pure: request and engine in, response out. No socket, no file, no
 * clock, no state; the same request on the same index gives the same bytes, so a
 * strong ETag may be made of the index ids, the program's version and the request.
 *
 * Paths, LANG one of ekb_tr_tags():
 *     /                       the front page, or the answer where `query` is given
 *     /LANG/                  the same in that language
 *     /LANG/browse            products
 *     /LANG/PRODUCT/          entries of a product, with `filter` and `page`
 *     /LANG/PRODUCT/LOCAL     an entry; LOCAL may have slashes in it
 * Without LANG the last three are redirected to the language negotiated; an
 * entry with `format` is given in it at once, as text for a ticket.
 *
 * The form of the page is sent by POST, so that a paste of any length comes
 * through without a script; a short one is redirected (303) to its GET address,
 * which can be linked to, a long one is answered at once.
 *
 * What it leaves to the server: sockets, parsing and decoding of targets and
 * forms, choice of language by `lang` and Accept-Language, headers, caching,
 * compression, and methods (GET, HEAD and POST here, GET and HEAD for assets).
 */
#ifndef EKB_SERVE_PAGE_H
#define EKB_SERVE_PAGE_H

#include <stddef.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"

/** What was asked. Everything is lent for the time of the call; any bytes are
 *  allowed in what came over the network. NULL where a parameter is absent. */
typedef struct ekb_page_request {
    ekb_engine *engine;
    const char *path;     /**< Begins with "/"; percent-decoded once, without the query string. */
    const char *language; /**< Tag negotiated from `lang` and Accept-Language; that of the path wins. */
    const char *origin;   /**< "https://help.example", for addresses that leave the page; "" or
                               NULL where it is not known. */
    const char *query;    /**< Parameter `q`: what was pasted. */
    size_t query_length;  /**< In bytes; a NUL may be among them. */
    const char *product;  /**< Parameter `product`: only its entries. "" is none. */
    const char *filter;   /**< Parameter `filter`, of a list of entries. */
    const char *page;     /**< Parameter `page`, of a list: "2". */
    const char *format;   /**< Parameter `format`, of an entry: "text" or "markdown", for a ticket. */
    int posted;           /**< The parameters came in the body of a POST. */
} ekb_page_request;

/** What to answer. */
typedef struct ekb_page_response {
    unsigned status;     /**< 200, 302, 303, 400, 404. */
    const char *type;    /**< Content-Type; static. */
    ekb_strbuf body;     /**< Never over some hundred KiB, whatever was asked. */
    ekb_strbuf location; /**< Header Location, an absolute path in ASCII; empty where there is none. */
    const char *tag;     /**< Header Content-Language; static. */
    int negotiated;      /**< The path has no language: the answer varies with Accept-Language. */
    int answered;        /**< A paste was answered, with this verdict. */
    ekb_verdict verdict;
} ekb_page_response;

#define EKB_PAGE_RESPONSE_INIT                                                                               \
  {                                                                                                          \
    0, NULL, EKB_STRBUF_INIT, EKB_STRBUF_INIT, NULL, 0, 0, EKB_NONE                                          \
  }

/** Header Content-Security-Policy of every page: nothing inline, nothing from elsewhere. */
#define EKB_PAGE_POLICY                                                                                      \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "            \
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/**
 * Render the page for a request. What does not exist is a page with status 404.
 * @param[out] out an initialised response; release it whatever comes back.
 * @retval EKB_ERR_NOMEM, and what the engine gives for an index it cannot read.
 */
ekb_status ekb_page_render(const ekb_page_request *request, ekb_page_response *out, ekb_error *error);

/**
 * The page for what the server refuses or cannot do (400, 405, 413, 414, 431,
 * 500, 503 …), in the reader's language. Asks no engine: `request->engine` may
 * be NULL, and so may @p request where nothing of it could be read.
 * @param why shown with its remedy; NULL for the status alone.
 * @retval EKB_ERR_NOMEM
 */
ekb_status ekb_page_refuse(const ekb_page_request *request, unsigned status, const ekb_error *why,
                           ekb_page_response *out, ekb_error *error);

void ekb_page_response_release(ekb_page_response *response);

/** A file of the page, embedded in the program. */
typedef struct ekb_asset {
    const char *path; /**< "/assets/page.0123456789ab.css": names its content, so it never goes stale. */
    const char *type; /**< Content-Type. */
    const char *hash; /**< SHA-256 of the bytes, hexadecimal: the ETag. */
    const unsigned char *bytes;
    size_t length;
} ekb_asset;

/** The asset at a decoded path, or NULL. Static. To be kept by browsers for good
 *  (`Cache-Control: public, max-age=31536000, immutable`). */
const ekb_asset *ekb_asset_find(const char *path);

#endif
