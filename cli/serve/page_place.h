/* SPDX-License-Identifier: MIT */
/**
 * @file page_place.h
 * @brief Addresses of the page: what a path asks for, and how one is written.
 */
#ifndef EKB_SERVE_PAGE_PLACE_H
#define EKB_SERVE_PAGE_PLACE_H

#include "core/strbuf.h"

typedef enum ekb_page_view {
    EKB_PAGE_FRONT,    /**< The form, and the answer where something was asked. */
    EKB_PAGE_PRODUCTS, /**< All products. */
    EKB_PAGE_PRODUCT,  /**< The entries of one. */
    EKB_PAGE_ENTRY,
    EKB_PAGE_MOVED, /**< Ours, but to be said otherwise: without a slash or a language. */
    EKB_PAGE_NOWHERE
} ekb_page_view;

typedef struct ekb_page_place {
    ekb_page_view view;
    const char *tag;  /**< One of ekb_tr_tags(), or NULL where the path says none. */
    const char *rest; /**< Behind the language: "", "browse", "mars/" or "mars/34513"; lent. */
} ekb_page_place;

/** Read a decoded path; any bytes. */
void ekb_page_place_read(ekb_page_place *place, const char *path);

/** Append the path of @p rest, percent-encoded, in the language @p tag; NULL: in none. */
void ekb_page_place_put(ekb_strbuf *out, const char *tag, const char *rest);

#endif
