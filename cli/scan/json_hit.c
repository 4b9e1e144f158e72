/* SPDX-License-Identifier: MIT */
#include "json_hit.h"

#include <string.h>

#include "stamp.h"

static const char *const tiers[] = {"", "A", "B", "C"};

void ekb_json_begin(ekb_strbuf *out, const char *type)
{
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "schema", "errkb.scan/1");
    ekb_json_text_put(out, "type", type);
}

static void put_span(ekb_strbuf *out, const char *key, ekb_span span)
{
    ekb_json_text_key(out, key);
    ekb_json_text_open(out, '[');
    ekb_json_text_number(out, span.start);
    ekb_json_text_number(out, span.end);
    ekb_json_text_close(out, ']');
}

static void put_place(ekb_strbuf *out, const char *log, const ekb_scan_place *place)
{
    ekb_stamp stamp;
    ekb_json_text_put(out, "file", log);
    ekb_json_text_put_known(out, "line", place->line);
    ekb_json_text_put_number(out, "lines", place->lines);
    ekb_json_text_put_number(out, "start", place->start);
    ekb_json_text_put_number(out, "end", place->end);
    ekb_stamp_find(place->head, place->head_length, &stamp);
    ekb_json_text_key(out, "time");
    ekb_json_text_string(out, place->head + stamp.span.start, stamp.span.end - stamp.span.start);
}

static void put_record(ekb_strbuf *out, const ekb_scan_place *place)
{
    ekb_json_text_put_number(out, "record_start", place->record_start);
    ekb_json_text_put_number(out, "record_end", place->record_end);
    ekb_json_text_put_flag(out, "cut", place->cut);
    ekb_json_text_key(out, "text");
    ekb_json_text_string(out, place->text, place->text_length);
    put_span(out, "match", place->match);
}

static int named_before(const ekb_scan_hit *hit, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(hit->arguments[i].name, hit->arguments[at].name) == 0)
            return 1;
    }
    return 0;
}

static void put_arguments(ekb_strbuf *out, const ekb_scan_hit *hit)
{
    ekb_json_text_key(out, "arguments");
    ekb_json_text_open(out, '{');
    for (size_t i = 0; i < hit->argument_count; i++) {
        const ekb_scan_argument *argument = &hit->arguments[i];
        if (named_before(hit, i))
            continue;
        ekb_json_text_any_key(out, argument->name);
        ekb_json_text_string(out, hit->place.text + argument->span.start,
                             argument->span.end - argument->span.start);
    }
    ekb_json_text_close(out, '}');
}

/* Other entries that it may be as well. */
static void put_others(ekb_strbuf *out, const ekb_scan_hit *hit)
{
    ekb_json_text_key(out, "others");
    ekb_json_text_open(out, '[');
    for (size_t i = 1; i < hit->entry_count; i++)
        ekb_json_text_string(out, hit->entries[i].id, strlen(hit->entries[i].id));
    ekb_json_text_close(out, ']');
}

static void put_evidence(ekb_strbuf *out, const ekb_scan_hit *hit)
{
    ekb_json_text_key(out, "by");
    ekb_json_text_open(out, '[');
    if (*hit->code != '\0')
        ekb_json_text_string(out, "code", 4);
    if (hit->by_message)
        ekb_json_text_string(out, "message", 7);
    ekb_json_text_close(out, ']');
}

void ekb_json_put_hit(ekb_strbuf *out, ekb_stage *stage, const ekb_scan_hit *hit)
{
    const ekb_scan_entry *entry = &hit->entries[0];
    const ekb_known *known = ekb_stage_entry(stage, entry->id);
    ekb_json_text_put(out, "entry", entry->id);
    put_others(out, hit);
    ekb_json_text_put(out, "product", entry->product);
    ekb_json_text_put(out, "severity", known->severity);
    ekb_json_text_put(out, "title", known->title);
    ekb_json_text_put(out, "verdict", hit->confidence >= EKB_SCAN_FIRM ? "match" : "similar");
    ekb_json_text_key(out, "confidence");
    ekb_json_text_share(out, hit->confidence);
    ekb_json_text_put(out, "tier", tiers[hit->tier <= EKB_SCAN_C ? hit->tier : 0]);
    ekb_json_text_put(out, "reason", hit->reason);
    put_evidence(out, hit);
    ekb_json_text_put_flag(out, "conflict", hit->conflict);
    ekb_json_text_put(out, "code", hit->code);
    put_arguments(out, hit);
}

void ekb_json_hit(ekb_strbuf *out, ekb_stage *stage, const char *log, const ekb_scan_hit *hit)
{
    ekb_json_begin(out, "hit");
    put_place(out, log, &hit->place);
    ekb_json_put_hit(out, stage, hit);
    put_record(out, &hit->place);
    ekb_json_text_close(out, '}');
}

void ekb_json_unknown(ekb_strbuf *out, const char *log, const ekb_scan_unknown *unknown)
{
    ekb_json_begin(out, "unknown");
    put_place(out, log, &unknown->place);
    ekb_json_text_put(out, "code", unknown->code);
    ekb_json_text_put(out, "space", unknown->space);
    put_record(out, &unknown->place);
    ekb_json_text_close(out, '}');
}
