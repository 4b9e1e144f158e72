/* SPDX-License-Identifier: MIT */
/* sweep_serve INDEX: every allocation of a request being answered failing in turn.
 * Each is answered as it should be, or refused because memory is short. */
#include <stdio.h>
#include <string.h>

#include "exchange.h"
#include "fault.h"

static ekb_site site;
static ekb_http_request request;

static ekb_status open_site(const char *path, ekb_error *error)
{
    static ekb_metrics metrics;
    ekb_indexes indexes = {.named = 1};
    ekb_error skipped;
    int changed = 0;
    indexes.found.arena = &indexes.arena;
    site.metrics = &metrics;
    ekb_status status = ekb_pool_new(&site.pool, 1, error);
    if (status == EKB_OK && ekb_paths_add(&indexes.found, path) == 0)
        status = ekb_pool_load(site.pool, &indexes, &changed, &skipped, error);
    ekb_indexes_release(&indexes);
    return status;
}

/* A reply that lacks its body, or a header field that it cannot do without, is a failure too. */
static int answer(char *digest, size_t size)
{
    ekb_http_reply reply = {0};
    ekb_outcome outcome;
    ekb_exchange_answer(&site, &request, &reply, &outcome);
    fault_disarm();
    int short_of_memory = reply.status == 503 || reply.body.failed;
    snprintf(digest, size, "%u %zu", reply.status, reply.body.length);
    ekb_http_reply_release(&reply);
    return short_of_memory ? EKB_ERR_NOMEM : EKB_OK;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        ekb_http_request request;
    } cases[] = {
        {"look-up", {.method = EKB_HTTP_GET, .target = "/api/v1/lookup?q=34513&lang=zh-CN,en"}},
        {"json",
         {.method = EKB_HTTP_POST,
          .target = "/api/v1/lookup",
          .content_type = "application/json",
          .body = "{\"q\": \"34506\", \"product\": \"mars\"}"}},
        {"entries",
         {.method = EKB_HTTP_GET, .target = "/api/v1/entries?limit=3", .accept_language = "zh-CN"}},
        {"entry", {.method = EKB_HTTP_GET, .target = "/api/v1/entries/mars/403"}},
        {"products", {.method = EKB_HTTP_GET, .target = "/api/v1/products"}},
        {"metrics", {.method = EKB_HTTP_GET, .target = "/metrics"}},
        {"refusal", {.method = EKB_HTTP_GET, .target = "/api/v1/lookup?q=%ff"}},
    };
    ekb_error error;
    int failures = 0;
    if (argc != 2 || open_site(argv[1], &error) != EKB_OK)
        return 2;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request = cases[i].request;
        request.body_length = request.body != NULL ? strlen(request.body) : 0;
        failures += fault_sweep(cases[i].name, FAULT_ALLOCATION, EKB_ERR_NOMEM, answer);
    }
    ekb_pool_free(site.pool);
    return failures != 0;
}
