/* SPDX-License-Identifier: MIT */
/* For scripts: how often each entry was found, or only whether one was. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/error.h"
#include "sinks.h"
#include "tally.h"

typedef struct counting {
    ekb_stage *stage;
    ekb_tally found;
} counting;

static int count_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    counting *c = context;
    ekb_error error;
    c->stage->found = 1;
    if (ekb_tally_hit(&c->found, log, hit, NULL) == 0)
        return 0;
    ekb_error_nomem(&error);
    return ekb_stage_fail(c->stage, &error);
}

/* "14	mars/34513"; entries that cannot be told apart with commas between. */
static int put_counts(void *context, const ekb_totals *totals)
{
    counting *c = context;
    ekb_strbuf *out = &c->stage->session->out;
    const ekb_tally_item **list = ekb_tally_sorted(&c->found);
    (void)totals;
    out->failed |= list == NULL && ekb_tally_count(&c->found) > 0;
    for (size_t i = 0; list != NULL && i < ekb_tally_count(&c->found); i++) {
        ekb_strbuf_printf(out, "%" PRIu64 "\t", list[i]->count);
        for (size_t k = 0; k < list[i]->entry_count; k++) {
            ekb_strbuf_puts(out, k > 0 ? "," : "");
            ekb_strbuf_puts(out, list[i]->entries[k].id);
        }
        ekb_strbuf_putc(out, '\n');
    }
    free((void *)list);
    return ekb_stage_flush(c->stage);
}

static ekb_status open_count(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    counting *c = calloc(1, sizeof *c);
    if (c == NULL)
        return ekb_error_nomem(error);
    c->stage = stage;
    *out = (ekb_sink){.hit = count_hit, .end = put_counts, .context = c};
    return EKB_OK;
}

static void close_count(ekb_sink *sink)
{
    counting *c = sink->context;
    if (c != NULL)
        ekb_tally_release(&c->found);
    free(c);
}

const ekb_sink_way ekb_sink_count = {open_count, close_count, EKB_SCAN_NO_UNKNOWN | EKB_SCAN_NO_LINES, 1, 0};

/* The first hit is enough. */
static int stop_at_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    ekb_stage *stage = context;
    (void)log, (void)hit;
    stage->found = 1;
    return 1;
}

static ekb_status open_quiet(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    (void)error;
    *out = (ekb_sink){.hit = stop_at_hit, .context = stage};
    return EKB_OK;
}

static void close_quiet(ekb_sink *sink)
{
    sink->context = NULL;
}

const ekb_sink_way ekb_sink_quiet = {open_quiet, close_quiet, EKB_SCAN_NO_UNKNOWN | EKB_SCAN_NO_LINES, 1, 0};
