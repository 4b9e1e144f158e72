/* SPDX-License-Identifier: MIT */
/*
 * errkb.scan/1: one object a line, of type hit, unknown or summary. Keys, their
 * order and the words of enumerations do not change and are never translated;
 * what is added later is a new key. `start`, `end`, `record_start` and
 * `record_end` are bytes of the log; spans in `text` are bytes of its UTF-8.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "json_hit.h"
#include "sinks.h"
#include "tally.h"

typedef struct jsonl {
    ekb_stage *stage;
    ekb_tally found;
} jsonl;

static int on_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    jsonl *j = context;
    ekb_strbuf *out = &j->stage->session->out;
    ekb_error error;
    j->stage->found = 1;
    if (ekb_tally_hit(&j->found, log, hit, NULL) != 0) {
        ekb_error_nomem(&error);
        return ekb_stage_fail(j->stage, &error);
    }
    ekb_json_hit(out, j->stage, log, hit);
    ekb_strbuf_putc(out, '\n');
    return ekb_stage_spill(j->stage);
}

static int on_unknown(void *context, const char *log, const ekb_scan_unknown *unknown)
{
    jsonl *j = context;
    ekb_strbuf *out = &j->stage->session->out;
    ekb_json_unknown(out, log, unknown);
    ekb_strbuf_putc(out, '\n');
    return ekb_stage_spill(j->stage);
}

static int on_idle(void *context, int paused)
{
    jsonl *j = context;
    (void)paused;
    return ekb_stage_flush(j->stage);
}

static void put_place(ekb_strbuf *out, const char *key, const ekb_tally_place *place)
{
    ekb_json_text_key(out, key);
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "file", place->log);
    ekb_json_text_put_known(out, "line", place->line);
    ekb_json_text_put_number(out, "start", place->offset);
    ekb_json_text_put(out, "time", place->time);
    ekb_json_text_close(out, '}');
}

static void put_entries(ekb_strbuf *out, const ekb_tally *found)
{
    const ekb_tally_item **list = ekb_tally_sorted(found);
    out->failed |= list == NULL && ekb_tally_count(found) > 0;
    ekb_json_text_key(out, "entries");
    ekb_json_text_open(out, '[');
    for (size_t i = 0; list != NULL && i < ekb_tally_count(found); i++) {
        ekb_json_text_open(out, '{');
        ekb_json_text_put(out, "entry", list[i]->entries[0].id);
        ekb_json_text_put_number(out, "count", list[i]->count);
        put_place(out, "first", &list[i]->first);
        put_place(out, "last", &list[i]->last);
        ekb_json_text_close(out, '}');
    }
    ekb_json_text_close(out, ']');
    free((void *)list);
}

static int on_end(void *context, const ekb_totals *totals)
{
    jsonl *j = context;
    ekb_strbuf *out = &j->stage->session->out;
    ekb_json_begin(out, "summary");
    ekb_json_text_put_number(out, "files", totals->files);
    ekb_json_text_put_number(out, "unreadable", totals->unreadable);
    ekb_json_text_put_flag(out, "interrupted", totals->interrupted);
    ekb_json_text_put_number(out, "bytes", totals->bytes);
    ekb_json_text_put_number(out, "lines", totals->lines);
    ekb_json_text_put_number(out, "hits", totals->hits);
    ekb_json_text_put_number(out, "unknown", totals->unknown);
    put_entries(out, &j->found);
    ekb_json_text_close(out, '}');
    ekb_strbuf_putc(out, '\n');
    return ekb_stage_flush(j->stage);
}

static ekb_status open_jsonl(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    jsonl *j = calloc(1, sizeof *j);
    if (j == NULL)
        return ekb_error_nomem(error);
    j->stage = stage;
    *out = (ekb_sink){.hit = on_hit, .unknown = on_unknown, .idle = on_idle, .end = on_end, .context = j};
    return EKB_OK;
}

static void close_jsonl(ekb_sink *sink)
{
    jsonl *j = sink->context;
    if (j != NULL)
        ekb_tally_release(&j->found);
    free(j);
}

const ekb_sink_way ekb_sink_jsonl = {open_jsonl, close_jsonl, 0, 0, 0};
