/* SPDX-License-Identifier: MIT */
#include "metrics.h"

#include <inttypes.h>

static const char *const route_names[EKB_ROUTE_COUNT] = {
    [EKB_ROUTE_LOOKUP] = "lookup",     [EKB_ROUTE_ENTRIES] = "entries", [EKB_ROUTE_ENTRY] = "entry",
    [EKB_ROUTE_PRODUCTS] = "products", [EKB_ROUTE_OPENAPI] = "openapi", [EKB_ROUTE_HEALTH] = "healthz",
    [EKB_ROUTE_READY] = "readyz",      [EKB_ROUTE_METRICS] = "metrics", [EKB_ROUTE_ASSET] = "asset",
    [EKB_ROUTE_PAGE] = "page",         [EKB_ROUTE_NONE] = "none",
};

/* Upper bounds in microseconds, and as Prometheus writes them. */
static const struct {
    int64_t microseconds;
    const char *label;
} bounds[EKB_METRICS_BUCKETS] = {
    {100, "0.0001"}, {250, "0.00025"}, {500, "0.0005"}, {1000, "0.001"}, {2500, "0.0025"}, {5000, "0.005"},
    {10000, "0.01"}, {25000, "0.025"}, {50000, "0.05"}, {100000, "0.1"}, {500000, "0.5"},  {2500000, "2.5"},
};

const char *ekb_route_name(ekb_route route)
{
    return route_names[route];
}

void ekb_metrics_count(ekb_metrics *metrics, ekb_route route, unsigned status, int64_t microseconds)
{
    size_t bucket = 0;
    while (bucket < EKB_METRICS_BUCKETS && microseconds > bounds[bucket].microseconds)
        bucket++;
    atomic_fetch_add_explicit(&metrics->requests[route][status < EKB_METRICS_STATUSES ? status : 0], 1,
                              memory_order_relaxed);
    atomic_fetch_add_explicit(&metrics->buckets[route][bucket], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&metrics->microseconds[route], (uint_fast64_t)microseconds,
                              memory_order_relaxed);
}

void ekb_metrics_count_verdict(ekb_metrics *metrics, ekb_verdict verdict)
{
    atomic_fetch_add_explicit(&metrics->verdicts[verdict], 1, memory_order_relaxed);
}

static void put_head(ekb_strbuf *out, const char *name, const char *type, const char *help)
{
    ekb_strbuf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static uint64_t value_of(const atomic_uint_fast64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void put_requests(const ekb_metrics *metrics, ekb_strbuf *out)
{
    put_head(out, "errkb_requests_total", "counter", "Requests by route and status.");
    for (size_t route = 0; route < EKB_ROUTE_COUNT; route++) {
        for (unsigned status = 0; status < EKB_METRICS_STATUSES; status++) {
            uint64_t count = value_of(&metrics->requests[route][status]);
            if (count > 0)
                ekb_strbuf_printf(out, "errkb_requests_total{route=\"%s\",code=\"%u\"} %" PRIu64 "\n",
                                  route_names[route], status, count);
        }
    }
}

static void put_histogram(const ekb_metrics *metrics, size_t route, ekb_strbuf *out)
{
    static const char name[] = "errkb_request_duration_seconds";
    uint64_t total = 0;
    for (size_t i = 0; i <= EKB_METRICS_BUCKETS; i++) {
        total += value_of(&metrics->buckets[route][i]);
        ekb_strbuf_printf(out, "%s_bucket{route=\"%s\",le=\"%s\"} %" PRIu64 "\n", name, route_names[route],
                          i < EKB_METRICS_BUCKETS ? bounds[i].label : "+Inf", total);
    }
    uint64_t sum = value_of(&metrics->microseconds[route]);
    ekb_strbuf_printf(out, "%s_sum{route=\"%s\"} %" PRIu64 ".%06" PRIu64 "\n", name, route_names[route],
                      sum / 1000000, sum % 1000000);
    ekb_strbuf_printf(out, "%s_count{route=\"%s\"} %" PRIu64 "\n", name, route_names[route], total);
}

static void put_verdicts(const ekb_metrics *metrics, ekb_strbuf *out)
{
    put_head(out, "errkb_verdicts_total", "counter", "Pastes answered, by verdict.");
    for (size_t i = 0; i < sizeof metrics->verdicts / sizeof *metrics->verdicts; i++)
        ekb_strbuf_printf(out, "errkb_verdicts_total{verdict=\"%s\"} %" PRIu64 "\n",
                          ekb_verdict_name((ekb_verdict)i), value_of(&metrics->verdicts[i]));
}

/* An index may say anything of itself. */
static void put_label(ekb_strbuf *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            ekb_strbuf_putc(out, '\\');
        ekb_strbuf_putc(out, *value == '\n' ? ' ' : *value);
    }
}

static void put_indexes(ekb_engine *engine, ekb_strbuf *out)
{
    put_head(out, "errkb_index_entries", "gauge", "Entries of each index in use.");
    size_t count = engine != NULL ? ekb_engine_index_count(engine) : 0;
    for (size_t i = 0; i < count; i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        if (info == NULL)
            continue;
        ekb_strbuf_printf(out, "errkb_index_entries{position=\"%zu\",id=\"", i);
        put_label(out, info->id);
        ekb_strbuf_printf(out, "\"} %" PRId64 "\n", info->entries);
    }
}

static void put_value(ekb_strbuf *out, const char *name, const char *type, const char *help, int64_t value)
{
    put_head(out, name, type, help);
    ekb_strbuf_printf(out, "%s %" PRId64 "\n", name, value);
}

void ekb_metrics_write(ekb_metrics *metrics, ekb_engine *engine, int64_t resident, ekb_strbuf *out)
{
    put_requests(metrics, out);
    put_head(out, "errkb_request_duration_seconds", "histogram",
             "Time from a whole request to its whole reply, the network not counted.");
    for (size_t route = 0; route < EKB_ROUTE_COUNT; route++)
        put_histogram(metrics, route, out);
    put_verdicts(metrics, out);
    put_indexes(engine, out);
    const struct {
        const char *name, *type, *help;
        int64_t value;
    } values[] = {
        {"errkb_connections", "gauge", "Open connections.", (int64_t)value_of(&metrics->connections)},
        {"errkb_connections_expired_total", "counter", "Connections ended because they were too slow.",
         (int64_t)value_of(&metrics->expired)},
        {"errkb_reloads_total", "counter", "Times that new indexes were taken up.",
         (int64_t)value_of(&metrics->reloads)},
        {"errkb_reload_failures_total", "counter", "Times that new indexes could not be taken up.",
         (int64_t)value_of(&metrics->reload_failures)},
        {"errkb_indexes_loaded_timestamp_seconds", "gauge", "When the indexes in use were taken up.",
         (int64_t)atomic_load_explicit(&metrics->loaded, memory_order_relaxed)},
        {"process_resident_memory_bytes", "gauge", "Resident memory.", resident},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        put_value(out, values[i].name, values[i].type, values[i].help, values[i].value);
    put_head(out, "errkb_build_info", "gauge", "The program.");
    ekb_strbuf_printf(out, "errkb_build_info{version=\"%s\"} 1\n", ekb_version());
}
