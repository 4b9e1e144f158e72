/* SPDX-License-Identifier: MIT */
/*
 * The report comes at the end, the most frequent error first. A stream that
 * pauses has somebody before it who wants to know now: from its first pause on
 * each error is told as it comes, its remedy with the first.
 */
#include <stdlib.h>

#include "core/error.h"
#include "report.h"
#include "sinks.h"
#include "text.h"

typedef struct report {
    ekb_stage *stage;
    ekb_tally found, unknown;
    int live;
} report;

static int no_memory(report *r)
{
    ekb_error error;
    ekb_error_nomem(&error);
    return ekb_stage_fail(r->stage, &error);
}

static void put_blank(report *r)
{
    ekb_strbuf_putc(&r->stage->session->out, '\n');
}

static void tell_now(report *r, const ekb_tally_item *item)
{
    if (item->count > 1) {
        ekb_report_again(r->stage, item);
        return;
    }
    ekb_report_item(r->stage, item);
    put_blank(r);
}

static int on_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    report *r = context;
    const ekb_tally_item *item = NULL;
    r->stage->found = 1;
    if (ekb_tally_hit(&r->found, log, hit, &item) != 0)
        return no_memory(r);
    if (r->live)
        tell_now(r, item);
    return r->live ? ekb_stage_show_text(r->stage) : 0;
}

static int on_unknown(void *context, const char *log, const ekb_scan_unknown *unknown)
{
    report *r = context;
    return ekb_tally_unknown(&r->unknown, log, unknown) == 0 ? 0 : no_memory(r);
}

static void put_items(report *r)
{
    const ekb_tally_item **list = ekb_tally_sorted(&r->found);
    r->stage->session->out.failed |= list == NULL && ekb_tally_count(&r->found) > 0;
    for (size_t i = 0; list != NULL && i < ekb_tally_count(&r->found); i++) {
        put_blank(r);
        ekb_report_item(r->stage, list[i]);
    }
    free((void *)list);
}

static int on_idle(void *context, int paused)
{
    report *r = context;
    if (!paused || r->live)
        return 0;
    r->live = 1;
    for (size_t i = 0; i < ekb_tally_count(&r->found); i++) {
        ekb_report_item(r->stage, &r->found.items[i]);
        put_blank(r);
    }
    return ekb_stage_show_text(r->stage);
}

static int on_end(void *context, const ekb_totals *totals)
{
    report *r = context;
    ekb_report_head(r->stage, totals, ekb_tally_count(&r->found));
    if (!r->live)
        put_items(r);
    if (ekb_tally_count(&r->unknown) > 0) {
        put_blank(r);
        ekb_report_unknown(r->stage, &r->unknown);
    }
    return 0;
}

static ekb_status open_report(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    report *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ekb_error_nomem(error);
    r->stage = stage;
    *out = (ekb_sink){.hit = on_hit, .unknown = on_unknown, .idle = on_idle, .end = on_end, .context = r};
    return EKB_OK;
}

static void close_report(ekb_sink *sink)
{
    report *r = sink->context;
    if (r != NULL) {
        ekb_tally_release(&r->found);
        ekb_tally_release(&r->unknown);
    }
    free(r);
}

const ekb_sink_way ekb_sink_report = {open_report, close_report, 0, 1, 0};
