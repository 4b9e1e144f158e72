/* SPDX-License-Identifier: MIT */
/*
 * One stream: which of its bytes are at hand, which of its lines are the
 * range's, and what is told of them.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "scanner.h"
#include "window.h"

struct ekb_scan {
    const ekb_scanner *scanner;
    ekb_scan_range range;
    ekb_scan_sink sink;
    ekb_engine *engine;
    ekb_scan_window window;
    ekb_scan_counts counts;
    uint64_t line_start; /* position of the line that is next */
    int in_line;         /* the text begins within a line that is none of ours */
    int done;
};

ekb_status ekb_scan_start(ekb_scan **out, const ekb_scanner *scanner, const ekb_scan_range *range,
                          const ekb_scan_sink *sink, ekb_error *error)
{
    *out = NULL;
    ekb_scan *scan = calloc(1, sizeof *scan);
    if (scan == NULL)
        return ekb_error_nomem(error);
    *scan = (ekb_scan){.scanner = scanner, .range = *range, .sink = *sink};
    scan->in_line = range->offset > 0;
    scan->line_start = range->offset;
    ekb_status status = ekb_scanner_engine(scanner, &scan->engine, error);
    if (status == EKB_OK && !ekb_scan_window_open(&scan->window, range->encoding, range->offset))
        status = ekb_error_nomem(error);
    if (status == EKB_OK)
        *out = scan;
    else
        ekb_scan_free(scan);
    return status;
}

void ekb_scan_free(ekb_scan *scan)
{
    if (scan == NULL)
        return;
    ekb_scan_window_close(&scan->window);
    ekb_engine_free(scan->engine);
    free(scan);
}

/* ---- What is told ---------------------------------------------------------- */

static void fill_place(ekb_scan *scan, const char *line, size_t length, ekb_span match, ekb_scan_place *out)
{
    const ekb_scan_window *w = &scan->window;
    uint64_t at = w->at + (uint64_t)(line - w->text);
    *out = (ekb_scan_place){.start = ekb_scan_window_offset(w, at + match.start),
                            .end = ekb_scan_window_offset(w, at + match.end),
                            .record_start = ekb_scan_window_offset(w, at),
                            .record_end = ekb_scan_window_offset(w, at + length),
                            .line = scan->range.first_line + scan->counts.lines - 1,
                            .lines = 1,
                            .text = line,
                            .text_length = length,
                            .match = match};
}

static void tell_hit(ekb_scan *scan, const char *line, size_t length, const ekb_hit *hit)
{
    ekb_scan_entry entry = {hit->entry->id, hit->entry->product, hit->entry->index};
    ekb_scan_hit out = {.entries = &entry, .entry_count = 1, .confidence = hit->confidence};
    ekb_span match = {length, 0};
    for (size_t i = 0; i < hit->span_count; i++) {
        match.start = hit->spans[i].start < match.start ? hit->spans[i].start : match.start;
        match.end = hit->spans[i].end > match.end ? hit->spans[i].end : match.end;
    }
    if (match.end > length || match.start > match.end)
        match = (ekb_span){0, length};
    fill_place(scan, line, length, match, &out.place);
    out.code = "";
    for (size_t i = 0; i < hit->evidence_count; i++) {
        if (strcmp(hit->evidence[i].by, "code") == 0)
            out.code = hit->evidence[i].text;
        out.by_message |= strcmp(hit->evidence[i].by, "message") == 0;
    }
    out.tier = out.by_message ? EKB_SCAN_C : EKB_SCAN_B;
    out.reason = out.by_message ? "message" : "cue";
    out.conflict = hit->conflict;
    if (out.confidence < scan->scanner->min_confidence)
        return;
    scan->counts.hits++;
    scan->done |= scan->sink.hit(scan->sink.context, &out) != 0;
}

static void tell_unknown(ekb_scan *scan, const char *line, size_t length, const ekb_unknown *unknown)
{
    ekb_scan_unknown out = {.code = unknown->code, .space = unknown->space};
    if (scan->sink.unknown == NULL || unknown->span.end > length || scan->done)
        return;
    fill_place(scan, line, length, unknown->span, &out.place);
    scan->counts.unknown++;
    scan->done |= scan->sink.unknown(scan->sink.context, &out) != 0;
}

static ekb_status scan_line(ekb_scan *scan, char *line, size_t length, ekb_error *error)
{
    ekb_query query = EKB_QUERY_INIT;
    ekb_answer *answer = NULL;
    query.text = line;
    query.length = length < EKB_SCAN_RECORD_MAX ? length : EKB_SCAN_RECORD_MAX;
    query.product = scan->scanner->product;
    ekb_status status = ekb_lookup(scan->engine, &query, &answer, error);
    if (status != EKB_OK)
        return status;
    for (size_t i = 0; i < answer->hit_count && !scan->done; i++)
        if (answer->hits[i].verdict == EKB_MATCH)
            tell_hit(scan, line, query.length, &answer->hits[i]);
    for (size_t i = 0; i < answer->unknown_count; i++)
        tell_unknown(scan, line, query.length, &answer->unknown[i]);
    ekb_answer_free(answer);
    return EKB_OK;
}

/* ---- Lines ------------------------------------------------------------------ */

static ekb_status take_line(ekb_scan *scan, size_t length, ekb_error *error)
{
    ekb_scan_window *w = &scan->window;
    uint64_t offset = ekb_scan_window_offset(w, scan->line_start);
    char *line = w->text + (scan->line_start - w->at);
    int foreign = scan->in_line || offset < scan->range.from;
    scan->in_line = 0;
    if (offset >= scan->range.to) {
        scan->done = 1;
        return EKB_OK;
    }
    scan->line_start += length + 1;
    if (foreign)
        return EKB_OK;
    scan->counts.lines++;
    return scan_line(scan, line, length, error);
}

static ekb_status take_lines(ekb_scan *scan, int final, ekb_error *error)
{
    const ekb_scan_window *w = &scan->window;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && !scan->done && scan->line_start < w->at + w->length) {
        const char *line = w->text + (scan->line_start - w->at);
        size_t left = (size_t)(w->at + w->length - scan->line_start);
        const char *end = memchr(line, '\n', left);
        if (end == NULL && !final)
            break;
        status = take_line(scan, end != NULL ? (size_t)(end - line) : left, error);
    }
    return status;
}

char *ekb_scan_room(ekb_scan *scan, size_t *room)
{
    return ekb_scan_window_room(&scan->window, scan->line_start, room);
}

ekb_status ekb_scan_take(ekb_scan *scan, size_t length, ekb_error *error)
{
    scan->counts.bytes += length;
    if (!ekb_scan_window_take(&scan->window, length, 0))
        return ekb_error_nomem(error);
    return take_lines(scan, 0, error);
}

ekb_status ekb_scan_feed(ekb_scan *scan, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    while (status == EKB_OK && length > 0 && !scan->done) {
        size_t room;
        char *into = ekb_scan_room(scan, &room);
        if (into == NULL)
            return ekb_error_nomem(error);
        size_t part = length < room ? length : room;
        memcpy(into, bytes, part);
        bytes += part;
        length -= part;
        status = ekb_scan_take(scan, part, error);
    }
    return status;
}

ekb_status ekb_scan_flush(ekb_scan *scan, ekb_error *error)
{
    return take_lines(scan, 0, error);
}

ekb_status ekb_scan_end(ekb_scan *scan, ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (!ekb_scan_window_take(&scan->window, 0, 1))
        return ekb_error_nomem(error);
    if (!scan->done)
        status = take_lines(scan, 1, error);
    scan->done = 1;
    return status;
}

int ekb_scan_is_done(const ekb_scan *scan)
{
    return scan->done;
}

ekb_scan_counts ekb_scan_count(const ekb_scan *scan)
{
    return scan->counts;
}
