/* SPDX-License-Identifier: MIT */
/*
 * The log as it comes, and below each line with an error what it is; what to do
 * below the first of each. The scanner tells of a hit up to `HELD` bytes after its
 * line went by, since it may belong to what follows; so many bytes are held back,
 * in whole lines, unless the input pauses. A line that is longer than that passes
 * in parts.
 *
 * Log and remedies are written in one encoding, the terminal's; a line that is no UTF-8 in a log
 * that is passes as it is. On a terminal nothing passes that could move its cursor.
 */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/error.h"
#include "redact.h"
#include "report.h"
#include "sanitize.h"
#include "sinks.h"

enum { HELD = EKB_SCAN_MATCH_MAX + EKB_SCAN_RECORD_MAX };

/* What is to be written when its line has passed. */
typedef struct note {
    struct note *next;
    uint64_t at; /* the record's end */
    ekb_doubt doubt;
    char *id;
} note;

/* How far a log has been written. */
typedef struct progress {
    uint64_t passed; /* bytes */
    ekb_redact_state masks;
} progress;

typedef struct annotate {
    ekb_stage *stage;
    int redact;
    ekb_scan_encoding encoding;
    ekb_strbuf held;
    ekb_keys logs;
    progress *of_logs; /* while they are not the one at hand */
    size_t log, log_room;
    progress at; /* of the log at hand */
    note *first, *last;
    ekb_keys told;      /* entries whose remedy was written */
    const char **notes; /* of those, what is written from then on; NULL while not made */
    size_t note_room;
    int in_line; /* what was written last does not end a line */
} annotate;

static int fail(annotate *a)
{
    ekb_error error;
    ekb_error_nomem(&error);
    return ekb_stage_fail(a->stage, &error);
}

/* ---- Notes ----------------------------------------------------------------------------- */

/* @return 0, or not 0 when the scan is to end. */
static int add_note(annotate *a, const ekb_scan_hit *hit)
{
    const char *id = hit->entries[0].id;
    note *n = calloc(1, sizeof *n + strlen(id) + 1);
    if (n == NULL)
        return fail(a);
    n->at = hit->place.record_end;
    n->doubt = (ekb_doubt){hit->confidence, hit->conflict};
    n->id = (char *)(n + 1);
    memcpy(n->id, id, strlen(id) + 1);
    /* Hits come in the order of their beginnings, which is nearly that of their ends. */
    if (a->last != NULL && n->at < a->last->at)
        n->at = a->last->at;
    if (a->last != NULL)
        a->last->next = n;
    else
        a->first = n;
    a->last = n;
    return 0;
}

/* The short form, made once: an error may repeat on every line. NULL without memory. */
static const char *short_note(annotate *a, size_t number, const char *id)
{
    ekb_strbuf *out = &a->stage->session->out;
    if (a->notes[number] == NULL) {
        size_t before = out->length;
        ekb_report_note(a->stage, id, 0, (ekb_doubt){1, 0});
        if (out->failed)
            return NULL;
        a->notes[number] = ekb_arena_strndup(&a->told.arena, out->data + before, out->length - before);
        out->length = before;
        out->data[before] = '\0';
    }
    return a->notes[number];
}

static void put_note(annotate *a, const note *n)
{
    ekb_strbuf *out = &a->stage->session->out;
    const char **notes = ekb_keys_table(&a->told, (void *)a->notes, &a->note_room, sizeof *notes);
    size_t from = out->length, before = a->told.count, number = EKB_KEY_NONE;
    if (notes != NULL) {
        a->notes = notes;
        number = ekb_keys_number(&a->told, n->id, strlen(n->id));
    }
    int is_first = number != EKB_KEY_NONE && a->told.count > before;
    if (is_first || !ekb_doubt_is_none(n->doubt)) {
        ekb_report_note(a->stage, n->id, is_first, n->doubt);
    } else {
        const char *text = number != EKB_KEY_NONE ? short_note(a, number, n->id) : NULL;
        out->failed |= text == NULL;
        ekb_strbuf_puts(out, text != NULL ? text : "");
    }
    ekb_stage_encode(a->stage, from);
}

static void drop_note(annotate *a)
{
    note *n = a->first;
    a->first = n->next;
    if (a->first == NULL)
        a->last = NULL;
    free(n);
}

/* Those of lines that have passed, each entry once a line. */
static void put_notes(annotate *a)
{
    while (a->first != NULL && a->first->at <= a->at.passed) {
        note *next = a->first->next;
        int again = next != NULL && next->at == a->first->at && strcmp(next->id, a->first->id) == 0;
        if (!again)
            put_note(a, a->first);
        else if (next->doubt.confidence < a->first->doubt.confidence)
            next->doubt = a->first->doubt;
        drop_note(a);
    }
}

/* ---- Lines -------------------------------------------------------------------------------- */

/* Of nothing: what was kept back for the sake of what is to be masked. */
static void put_text(annotate *a, const char *text, size_t length)
{
    ekb_strbuf *out = &a->stage->session->out, masked = EKB_STRBUF_INIT;
    size_t from = out->length;
    if (a->redact) {
        if (length > 0)
            ekb_redact_next(&a->at.masks, text, length, &masked);
        else
            ekb_redact_flush(&a->at.masks, &masked);
        text = ekb_strbuf_text(&masked);
        length = masked.length;
    }
    if (a->stage->session->terminal.is_terminal)
        ekb_sanitize(out, text, length, EKB_LINE_ENDS_KEEP);
    else
        ekb_strbuf_append(out, text, length);
    out->failed |= masked.failed;
    ekb_strbuf_release(&masked);
    ekb_stage_encode(a->stage, from);
}

static void put_line(annotate *a, const char *bytes, size_t length)
{
    ekb_strbuf decoded = EKB_STRBUF_INIT;
    if (a->encoding == EKB_SCAN_UTF8) {
        put_text(a, bytes, length);
    } else {
        size_t mark = a->at.passed == 0 ? ekb_charset_mark(a->encoding, bytes, length) : 0;
        ekb_charset_decode(a->encoding, bytes + mark, length - mark, &decoded);
        put_text(a, ekb_strbuf_text(&decoded), decoded.length);
        a->stage->session->out.failed |= decoded.failed;
        ekb_strbuf_release(&decoded);
    }
    a->at.passed += length;
}

/* Bytes of the first line that is whole in @p length bytes; 0 if none is. */
static size_t line_length(const annotate *a, const char *bytes, size_t length)
{
    size_t unit = ekb_charset_unit(a->encoding), low = a->encoding == EKB_SCAN_UTF16BE;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(bytes + at, '\n', length - at);
        if (end == NULL)
            return 0;
        at = (size_t)(end - bytes) + 1;
        if (unit == 1)
            return at;
        size_t start = (at - 1) / 2 * 2; /* of the character that the byte is in */
        if ((at - 1) % 2 == low && start + 2 <= length && bytes[start + !low] == '\0')
            return start + 2;
    }
    return 0;
}

static void drop_held(annotate *a, size_t length)
{
    memmove(a->held.data, a->held.data + length, a->held.length - length);
    a->held.length -= length;
}

/* Write the whole lines, all but the last @p keep bytes. */
static void pass_lines(annotate *a, size_t keep)
{
    const char *bytes = ekb_strbuf_text(&a->held);
    size_t at = 0, most = a->held.length > keep ? a->held.length - keep : 0;
    for (size_t n; ekb_stage_spill(a->stage) == 0 && (n = line_length(a, bytes + at, most - at)) > 0;
         at += n) {
        put_line(a, bytes + at, n);
        a->in_line = 0;
        put_notes(a);
    }
    if (at > 0)
        drop_held(a, at);
}

/* Write what ends no line. */
static void pass_part(annotate *a, size_t length)
{
    if (length == 0)
        return;
    put_line(a, a->held.data, length);
    drop_held(a, length);
    a->in_line = 1;
}

/* ---- Logs ------------------------------------------------------------------------------------ */

/* Write what is held, and all notes. */
static void pass_all(annotate *a)
{
    pass_lines(a, 0);
    pass_part(a, a->held.length);
    put_text(a, "", 0);
    if (a->in_line && a->first != NULL)
        ekb_strbuf_putc(&a->stage->session->out, '\n');
    while (a->first != NULL) {
        put_note(a, a->first);
        drop_note(a);
    }
    a->in_line = 0;
}

/* Logs that are followed together take turns; each goes on where it was. */
static int turn_to(annotate *a, const char *log)
{
    ekb_strbuf *out = &a->stage->session->out;
    progress *of_logs = ekb_keys_table(&a->logs, a->of_logs, &a->log_room, sizeof *of_logs);
    if (of_logs == NULL)
        return fail(a);
    a->of_logs = of_logs;
    size_t before = a->logs.count, number = ekb_keys_number(&a->logs, log, strlen(log));
    if (number == EKB_KEY_NONE)
        return fail(a);
    if (before == 0 || number == a->log) {
        a->log = number;
        return 0;
    }
    int unfinished = a->at.passed + a->held.length > 0;
    pass_all(a);
    a->of_logs[a->log] = a->at;
    a->log = number;
    a->at = a->of_logs[number];
    if (unfinished) {
        size_t from = out->length;
        ekb_strbuf_puts(out, "\n==> ");
        ekb_sanitize(out, log, strlen(log), EKB_LINE_ENDS_SPACE);
        ekb_strbuf_puts(out, " <==\n");
        ekb_stage_encode(a->stage, from);
    }
    return 0;
}

static int on_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    annotate *a = context;
    a->stage->found = 1;
    return turn_to(a, log) != 0 ? 1 : add_note(a, hit);
}

static int end_log(annotate *a)
{
    pass_all(a);
    ekb_redact_state_release(&a->at.masks);
    a->at = (progress){0};
    return ekb_stage_spill(a->stage);
}

static int on_bytes(void *context, const char *log, ekb_scan_encoding encoding, const char *bytes,
                    size_t length)
{
    enum { LONGEST = 1 << 20 }; /* in memory */
    annotate *a = context;
    if (turn_to(a, log) != 0)
        return 1;
    a->encoding = encoding;
    if (length == 0)
        return end_log(a);
    ekb_strbuf_append(&a->held, bytes, length);
    if (a->held.failed)
        return fail(a);
    pass_lines(a, HELD);
    if (a->held.length > LONGEST)
        pass_part(a, ekb_charset_cut(encoding, a->held.data, a->held.length - HELD));
    return ekb_stage_spill(a->stage);
}

static int on_idle(void *context, int paused)
{
    annotate *a = context;
    if (paused)
        pass_lines(a, 0);
    return ekb_stage_flush(a->stage);
}

static int on_end(void *context, const ekb_totals *totals)
{
    annotate *a = context;
    (void)totals;
    return ekb_stage_flush(a->stage);
}

static ekb_status open_annotate(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    annotate *a = calloc(1, sizeof *a);
    if (a == NULL)
        return ekb_error_nomem(error);
    a->stage = stage;
    a->redact = ekb_options_has(&stage->session->options, EKB_OPTION_REDACT);
    *out = (ekb_sink){.hit = on_hit, .bytes = on_bytes, .idle = on_idle, .end = on_end, .context = a};
    return EKB_OK;
}

static void close_annotate(ekb_sink *sink)
{
    annotate *a = sink->context;
    if (a == NULL)
        return;
    while (a->first != NULL)
        drop_note(a);
    if (a->logs.count > 0)
        a->of_logs[a->log] = a->at;
    for (size_t i = 0; i < a->logs.count; i++)
        ekb_redact_state_release(&a->of_logs[i].masks);
    ekb_keys_release(&a->told);
    ekb_keys_release(&a->logs);
    free(a->of_logs);
    free((void *)a->notes);
    ekb_strbuf_release(&a->held);
    free(a);
}

const ekb_sink_way ekb_sink_annotate = {open_annotate, close_annotate,
                                        EKB_SCAN_NO_UNKNOWN | EKB_SCAN_NO_LINES, 0, 1};
