/* SPDX-License-Identifier: MIT */
/*
 * Invariant: pieces [head, next) are being scanned or wait to be told, in slots
 * by the remainder of their ticket; only the piece `head` is told of, and by one
 * thread at a time, inside the monitor. Whatever is not atomic is read and
 * written inside.
 */
#include "work.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "core/error.h"
#include "os_threads.h"
#include "piece.h"

enum {
    WINDOW = 16,           /* pieces that may be on the way */
    WAITING_MOST = 4 << 20 /* bytes of findings that one piece may have waiting */
};

typedef struct work {
    ekb_cutter cutter;
    const ekb_source_list *sources;
    const ekb_work_options *options;
    const ekb_sink *sink;
    ekb_totals *totals;
    ekb_monitor *monitor;
    ekb_piece slots[WINDOW];
    uint64_t next;
    _Atomic uint64_t head;
    atomic_int stop;
    ekb_status status; /* of the whole */
    ekb_error error;
    ekb_piece_way way;
} work;

/* ---- Telling, inside the monitor -------------------------------------------------- */

static void stop(work *w)
{
    atomic_store(&w->stop, 1);
    ekb_monitor_changed(w->monitor);
}

/* Of the whole only memory can fail. */
static void fail(work *w)
{
    w->status = ekb_error_nomem(&w->error);
    stop(w);
}

static int is_head(work *w, const ekb_piece *piece)
{
    return atomic_load(&w->head) == piece->ticket;
}

/* Who is told, for findings that waited. */
typedef struct teller {
    work *w;
    const ekb_piece *piece;
} teller;

static uint64_t line_in_log(const ekb_log *log, uint64_t line)
{
    return line > 0 && log->from_start ? log->lines + line : 0;
}

static int tell_hit(void *context, const ekb_scan_hit *hit)
{
    const teller *t = context;
    ekb_scan_hit mine = *hit;
    mine.place.line = line_in_log(t->piece->log, hit->place.line);
    return t->w->sink->hit(t->w->sink->context, t->piece->log->name, &mine);
}

static int tell_unknown(void *context, const ekb_scan_unknown *unknown)
{
    const teller *t = context;
    ekb_scan_unknown mine = *unknown;
    mine.place.line = line_in_log(t->piece->log, unknown->place.line);
    return t->w->sink->unknown(t->w->sink->context, t->piece->log->name, &mine);
}

static void tell_waiting(work *w, ekb_piece *piece)
{
    teller t = {w, piece};
    ekb_scan_sink sink = {tell_hit, tell_unknown, &t};
    if (!atomic_load(&w->stop) && ekb_findings_tell(&piece->findings, &sink) != 0)
        stop(w);
    ekb_findings_release(&piece->findings);
}

/* The head and those behind it that are done. */
static void tell_done(work *w)
{
    for (;;) {
        ekb_piece *piece = &w->slots[atomic_load(&w->head) % WINDOW];
        if (!piece->done || atomic_load(&w->head) == w->next)
            return;
        tell_waiting(w, piece);
        if (piece->status == EKB_ERR_NOMEM) {
            fail(w);
        } else if (piece->status != EKB_OK) {
            w->totals->unreadable++;
            w->sources->complain(w->sources->context, &piece->error);
        }
        w->totals->interrupted |= piece->unfinished;
        w->totals->bytes += piece->counts.bytes;
        w->totals->lines += piece->counts.lines;
        w->totals->hits += piece->counts.hits;
        w->totals->unknown += piece->counts.unknown;
        piece->log->lines += piece->counts.lines;
        ekb_input_note_ascii(&piece->log->input, piece->bytes.start, piece->ascii_end);
        ekb_log_leave(piece->log);
        *piece = (ekb_piece){0};
        atomic_fetch_add(&w->head, 1);
        ekb_monitor_changed(w->monitor);
    }
}

/* ---- What pieces say, from any thread ---------------------------------------------- */

/* Wait with a piece that has found much until it is its turn. */
static void hold_back(work *w, ekb_piece *piece)
{
    if (piece->findings.bytes < WAITING_MOST)
        return;
    ekb_monitor_enter(w->monitor);
    while (!is_head(w, piece) && !atomic_load(&w->stop))
        ekb_monitor_wait(w->monitor, -1);
    tell_waiting(w, piece);
    ekb_monitor_leave(w->monitor);
}

static int kept(work *w, ekb_piece *piece, int result)
{
    if (result != 0) {
        ekb_monitor_enter(w->monitor);
        fail(w);
        ekb_monitor_leave(w->monitor);
        return 1;
    }
    hold_back(w, piece);
    return atomic_load(&w->stop);
}

/* The head tells at once. @return whether it is the head; then inside the monitor. */
static int enter_as_head(work *w, ekb_piece *piece)
{
    if (!is_head(w, piece))
        return 0;
    ekb_monitor_enter(w->monitor);
    tell_waiting(w, piece);
    return 1;
}

static int leave_as_head(work *w, int result)
{
    if (result != 0)
        stop(w);
    ekb_monitor_leave(w->monitor);
    return atomic_load(&w->stop);
}

static int on_hit(void *context, ekb_piece *piece, const ekb_scan_hit *hit)
{
    work *w = context;
    teller t = {w, piece};
    if (!enter_as_head(w, piece))
        return kept(w, piece, ekb_findings_add_hit(&piece->findings, hit));
    return leave_as_head(w, atomic_load(&w->stop) ? 0 : tell_hit(&t, hit));
}

static int on_unknown(void *context, ekb_piece *piece, const ekb_scan_unknown *unknown)
{
    work *w = context;
    teller t = {w, piece};
    if (!enter_as_head(w, piece))
        return kept(w, piece, ekb_findings_add_unknown(&piece->findings, unknown));
    return leave_as_head(w, atomic_load(&w->stop) ? 0 : tell_unknown(&t, unknown));
}

static int on_bytes(void *context, ekb_piece *piece, ekb_scan_encoding encoding, const char *bytes,
                    size_t length)
{
    work *w = context;
    ekb_monitor_enter(w->monitor);
    while (!is_head(w, piece) && !atomic_load(&w->stop))
        ekb_monitor_wait(w->monitor, -1);
    int result = atomic_load(&w->stop)
                     ? 0
                     : w->sink->bytes(w->sink->context, piece->log->name, encoding, bytes, length);
    return leave_as_head(w, result);
}

static int on_idle(void *context, ekb_piece *piece, int paused)
{
    work *w = context;
    if (w->sink->idle == NULL || !enter_as_head(w, piece))
        return 0;
    return leave_as_head(w, w->sink->idle(w->sink->context, paused));
}

static int on_step(void *context)
{
    work *w = context;
    if (w->options->step != NULL)
        w->options->step(w->options->step_context, atomic_load(&w->cutter.stored));
    return atomic_load(&w->stop) || ekb_interrupted();
}

/* ---- Threads ------------------------------------------------------------------------- */

static ekb_piece *take(work *w)
{
    ekb_piece *piece = NULL;
    ekb_error error;
    ekb_monitor_enter(w->monitor);
    while (w->next - atomic_load(&w->head) == WINDOW && !atomic_load(&w->stop))
        ekb_monitor_wait(w->monitor, -1);
    if (!atomic_load(&w->stop) && !ekb_interrupted()) {
        piece = &w->slots[w->next % WINDOW];
        int result = ekb_cutter_next(&w->cutter, piece, &error);
        if (result < 0)
            fail(w);
        piece = result > 0 ? piece : NULL;
    }
    if (piece != NULL)
        piece->ticket = w->next++;
    ekb_monitor_leave(w->monitor);
    return piece;
}

static void run(void *context)
{
    work *w = context;
    ekb_scan *scan = NULL;
    for (ekb_piece *piece; (piece = take(w)) != NULL;) {
        ekb_piece_scan(piece, &w->way, &scan);
        ekb_monitor_enter(w->monitor);
        piece->done = 1;
        tell_done(w);
        ekb_monitor_leave(w->monitor);
    }
    ekb_scan_free(scan);
}

static void begin(work *w, const ekb_scanner *scanner)
{
    const ekb_sink *sink = w->sink;
    ekb_cutter_init(&w->cutter, w->sources, w->options->range);
    w->cutter.encoding = w->options->encoding;
    w->cutter.whole = sink->bytes != NULL;
    w->way = (ekb_piece_way){
        .scanner = scanner,
        .reads_ahead = w->options->threads > 1,
        .hit = on_hit,
        .unknown = sink->unknown != NULL ? on_unknown : NULL,
        .bytes = sink->bytes != NULL ? on_bytes : NULL,
        .step = on_step,
        .idle = on_idle,
        .context = w,
    };
}

ekb_status ekb_work_run(const ekb_scanner *scanner, const ekb_source_list *sources,
                        const ekb_work_options *options, const ekb_sink *sink, ekb_totals *totals,
                        ekb_error *error)
{
    work *w = calloc(1, sizeof *w);
    *totals = (ekb_totals){.is_part = options->range.parts > 1};
    if (w == NULL)
        return ekb_error_nomem(error);
    w->sources = sources;
    w->options = options;
    w->sink = sink;
    w->totals = totals;
    w->monitor = ekb_monitor_new();
    if (w->monitor == NULL) {
        free(w);
        return ekb_error_nomem(error);
    }
    begin(w, scanner);
    ekb_threads_run(sink->bytes != NULL ? 1 : options->threads, run, w);
    totals->files = w->cutter.files;
    totals->unreadable += w->cutter.unreadable;
    totals->interrupted |= ekb_interrupted() && !atomic_load(&w->stop) && ekb_cutter_has_more(&w->cutter);
    ekb_status status = w->status;
    if (status != EKB_OK && error != NULL)
        *error = w->error;
    ekb_cutter_release(&w->cutter);
    ekb_monitor_free(w->monitor);
    free(w);
    return status;
}
