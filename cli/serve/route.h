/* SPDX-License-Identifier: MIT */
/**
 * @file route.h
 * @brief Which resource answers which path: one table.
 */
#ifndef EKB_SERVE_ROUTE_H
#define EKB_SERVE_ROUTE_H

#include "exchange.h"

typedef void (*ekb_resource_fn)(ekb_exchange *x);

typedef struct ekb_route_spec {
    const char *path; /**< Ends with "/": everything below it, too. */
    ekb_route route;
    unsigned methods;
    int asks; /**< It needs an engine. */
    ekb_resource_fn answer;
} ekb_route_spec;

/** The first whose path fits; there is always one. */
const ekb_route_spec *ekb_route_find(const char *path, const char **rest);

/** @name Resources */
/** @{ */
void ekb_resource_lookup(ekb_exchange *x);   /* api_lookup.c */
void ekb_resource_entries(ekb_exchange *x);  /* api_entries.c */
void ekb_resource_entry(ekb_exchange *x);    /* api_entries.c */
void ekb_resource_products(ekb_exchange *x); /* api_entries.c */
void ekb_resource_openapi(ekb_exchange *x);  /* api_service.c */
void ekb_resource_health(ekb_exchange *x);   /* api_service.c */
void ekb_resource_ready(ekb_exchange *x);    /* api_service.c */
void ekb_resource_metrics(ekb_exchange *x);  /* api_service.c */
void ekb_resource_nothing(ekb_exchange *x);  /* api_service.c */
void ekb_resource_page(ekb_exchange *x);     /* site_page.c */
/** @} */

#endif
