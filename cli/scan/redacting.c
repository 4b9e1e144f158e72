/* SPDX-License-Identifier: MIT */
#include "redacting.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "redact.h"

typedef struct redacting {
    ekb_stage *stage;
    const ekb_sink *inner;
    ekb_keys names; /* masked names of logs: they must outlive the call */
} redacting;

static int no_memory(redacting *r)
{
    ekb_error error;
    ekb_error_nomem(&error);
    return ekb_stage_fail(r->stage, &error);
}

/* NULL without memory. */
static const char *mask_name(redacting *r, const char *log)
{
    ekb_strbuf masked = EKB_STRBUF_INIT;
    ekb_redact(log, strlen(log), &masked, NULL, 0);
    size_t number =
        masked.failed ? EKB_KEY_NONE : ekb_keys_number(&r->names, ekb_strbuf_text(&masked), masked.length);
    ekb_strbuf_release(&masked);
    return number != EKB_KEY_NONE ? r->names.texts[number] : NULL;
}

static int on_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    redacting *r = context;
    ekb_redacted_hit mine;
    const char *name = mask_name(r, log);
    ekb_redacted_hit_init(&mine, hit);
    int result =
        name != NULL && !mine.failed ? r->inner->hit(r->inner->context, name, &mine.hit) : no_memory(r);
    ekb_redacted_hit_release(&mine);
    return result;
}

static int on_unknown(void *context, const char *log, const ekb_scan_unknown *unknown)
{
    redacting *r = context;
    ekb_scan_unknown mine = *unknown;
    ekb_redacted_place place;
    ekb_span spans[1 + EKB_REDACT_SPARE] = {unknown->place.match};
    const char *name = mask_name(r, log);
    ekb_redacted_place_init(&place, &unknown->place, spans, 1);
    mine.place = place.place;
    mine.place.match = spans[0];
    int result =
        name != NULL && !place.failed ? r->inner->unknown(r->inner->context, name, &mine) : no_memory(r);
    ekb_redacted_place_release(&place);
    return result;
}

static int on_idle(void *context, int paused)
{
    redacting *r = context;
    return r->inner->idle(r->inner->context, paused);
}

static int on_end(void *context, const ekb_totals *totals)
{
    redacting *r = context;
    return r->inner->end(r->inner->context, totals);
}

ekb_status ekb_redacting_open(ekb_stage *stage, const ekb_sink *inner, ekb_sink *out, ekb_error *error)
{
    redacting *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ekb_error_nomem(error);
    r->stage = stage;
    r->inner = inner;
    r->names = (ekb_keys)EKB_KEYS_INIT;
    *out = (ekb_sink){
        .hit = on_hit,
        .unknown = inner->unknown != NULL ? on_unknown : NULL,
        .idle = inner->idle != NULL ? on_idle : NULL,
        .end = inner->end != NULL ? on_end : NULL,
        .context = r,
    };
    return EKB_OK;
}

void ekb_redacting_close(ekb_sink *sink)
{
    redacting *r = sink->context;
    if (r != NULL)
        ekb_keys_release(&r->names);
    free(r);
    sink->context = NULL;
}
