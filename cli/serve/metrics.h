/* SPDX-License-Identifier: MIT */
/**
 * @file metrics.h
 * @brief Counters of the server, and their text for Prometheus.
 *
 * Counting is lock-free and never fails. The text is version 0.0.4 of the
 * exposition format.
 */
#ifndef EKB_SERVE_METRICS_H
#define EKB_SERVE_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"

/** What was asked for, as a label. */
typedef enum ekb_route {
    EKB_ROUTE_LOOKUP,
    EKB_ROUTE_ENTRIES,
    EKB_ROUTE_ENTRY,
    EKB_ROUTE_PRODUCTS,
    EKB_ROUTE_OPENAPI,
    EKB_ROUTE_HEALTH,
    EKB_ROUTE_READY,
    EKB_ROUTE_METRICS,
    EKB_ROUTE_ASSET,
    EKB_ROUTE_PAGE,
    EKB_ROUTE_NONE, /**< No resource, or no request that could be read. */
    EKB_ROUTE_COUNT
} ekb_route;

const char *ekb_route_name(ekb_route route);

enum { EKB_METRICS_BUCKETS = 12, EKB_METRICS_STATUSES = 600 };

typedef struct ekb_metrics {
    atomic_uint_fast64_t requests[EKB_ROUTE_COUNT][EKB_METRICS_STATUSES]; /**< By status. */
    atomic_uint_fast64_t buckets[EKB_ROUTE_COUNT][EKB_METRICS_BUCKETS + 1];
    atomic_uint_fast64_t microseconds[EKB_ROUTE_COUNT];
    atomic_uint_fast64_t verdicts[3]; /**< By ekb_verdict. */
    atomic_uint_fast64_t connections; /**< Open now. */
    atomic_uint_fast64_t expired;     /**< Connections ended for slowness. */
    atomic_uint_fast64_t reloads, reload_failures;
    atomic_int_fast64_t loaded; /**< Seconds since 1970 when the indexes were taken up. */
} ekb_metrics;

/** Count a reply that took this long. */
void ekb_metrics_count(ekb_metrics *metrics, ekb_route route, unsigned status, int64_t microseconds);
void ekb_metrics_count_verdict(ekb_metrics *metrics, ekb_verdict verdict);

/** @param engine names the indexes; may be NULL. */
void ekb_metrics_write(ekb_metrics *metrics, ekb_engine *engine, int64_t resident, ekb_strbuf *out);

#endif
