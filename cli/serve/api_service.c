/* SPDX-License-Identifier: MIT */
/* What machines ask about the server itself. */
#include "openapi.h"
#include "os_serve.h"
#include "problem.h"
#include "route.h"

static void reply_text(ekb_exchange *x, unsigned status, const char *text)
{
    x->reply->status = status;
    x->reply->type = "text/plain; charset=utf-8";
    x->cache = "no-store";
    ekb_strbuf_puts(&x->reply->body, text);
}

void ekb_resource_openapi(ekb_exchange *x)
{
    ekb_exchange_tag(x);
    if (ekb_exchange_unchanged(x))
        return;
    x->reply->status = 200;
    x->reply->type = "application/json";
    x->reply->lent = ekb_openapi;
    x->reply->lent_length = ekb_openapi_length;
}

void ekb_resource_health(ekb_exchange *x)
{
    reply_text(x, 200, "ok\n");
}

/* Without indexes the exchange is refused before it comes here. */
void ekb_resource_ready(ekb_exchange *x)
{
    if (atomic_load(&x->site->draining))
        reply_text(x, 503, "draining\n");
    else
        reply_text(x, 200, "ready\n");
}

void ekb_resource_metrics(ekb_exchange *x)
{
    x->reply->status = 200;
    x->reply->type = "text/plain; version=0.0.4; charset=utf-8";
    x->cache = "no-store";
    ekb_metrics_write(x->site->metrics, x->handle->engine, ekb_serve_os_resident(), &x->reply->body);
}

void ekb_resource_nothing(ekb_exchange *x)
{
    ekb_problem_reply(x, EKB_PROBLEM_RESOURCE, NULL);
}
