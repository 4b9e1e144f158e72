/* SPDX-License-Identifier: MIT */
#include "follow.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "input.h"
#include "stream.h"

enum {
    BLOCK = 1 << 18,
    PAUSE = 100,   /* ms after which what is held back is told */
    LOOK_UP = 1000 /* ms after which names are looked at though nothing was noticed */
};

typedef struct follower follower;

/* A log that is followed. */
typedef struct trail {
    follower *owner;
    const ekb_source *source;
    ekb_input input;
    ekb_stream stream;
    int open;
    int waiting;   /* something was fed since the last flush */
    uint64_t read; /* bytes of the file */
} trail;

struct follower {
    const ekb_scanner *scanner;
    const ekb_source_list *sources;
    const ekb_sink *sink;
    ekb_totals *totals;
    ekb_watch *watch;
    trail *trails;
    char *block;
    int encoding;
    int stop;
};

/* ---- Telling ------------------------------------------------------------------------------ */

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    const trail *t = context;
    t->owner->stop |= t->owner->sink->hit(t->owner->sink->context, t->source->path, hit) != 0;
    return t->owner->stop;
}

static int on_unknown(void *context, const ekb_scan_unknown *unknown)
{
    const trail *t = context;
    t->owner->stop |= t->owner->sink->unknown(t->owner->sink->context, t->source->path, unknown) != 0;
    return t->owner->stop;
}

static void pass_bytes(void *context, ekb_scan_encoding encoding, const char *bytes, size_t length)
{
    const trail *t = context;
    const ekb_sink *sink = t->owner->sink;
    if (sink->bytes != NULL && sink->bytes(sink->context, t->source->path, encoding, bytes, length) != 0)
        t->owner->stop = 1;
}

static void tell_idle(follower *f, int paused)
{
    if (f->sink->idle != NULL && f->sink->idle(f->sink->context, paused) != 0)
        f->stop = 1;
}

/* ---- Opening and closing ------------------------------------------------------------------- */

/* A name without a file is no failure: it may come back. */
static ekb_status open_trail(trail *t, ekb_error *error)
{
    ekb_scan_sink sink = {on_hit, t->owner->sink->unknown != NULL ? on_unknown : NULL, t};
    ekb_file_facts facts;
    t->read = 0;
    t->input.stored = NULL;
    if (ekb_path_facts(t->source->path, 1, &facts) != 0)
        return EKB_OK;
    ekb_status status = ekb_input_open(&t->input, t->source, t->owner->encoding, error);
    if (status != EKB_OK)
        return status;
    status = ekb_stream_start(&t->stream, t->owner->scanner, t->input.encoding, t->input.open, &sink,
                              pass_bytes, t, error);
    if (status != EKB_OK) {
        ekb_input_close(&t->input);
        return status;
    }
    t->open = 1;
    ekb_watch_add(t->owner->watch, t->source->path);
    return EKB_OK;
}

static ekb_status close_trail(trail *t, ekb_error *error)
{
    if (!t->open)
        return EKB_OK;
    ekb_status status = ekb_stream_end(&t->stream, error);
    pass_bytes(t, t->stream.encoding, "", 0);
    ekb_scan_counts counts = ekb_stream_count(&t->stream);
    t->owner->totals->bytes += counts.bytes;
    t->owner->totals->lines += counts.lines;
    t->owner->totals->hits += counts.hits;
    t->owner->totals->unknown += counts.unknown;
    ekb_stream_release(&t->stream);
    ekb_input_close(&t->input);
    t->open = 0;
    return status;
}

/* ---- Reading ---------------------------------------------------------------------------------- */

/* All there is. *@p any is set where there was something. */
static ekb_status read_on(trail *t, int *any, ekb_error *error)
{
    follower *f = t->owner;
    size_t got = 1;
    while (got > 0 && !f->stop && !ekb_interrupted()) {
        ekb_status status = ekb_input_next(&t->input, f->block, BLOCK, &got, error);
        if (status != EKB_OK || got == 0)
            return status;
        *any = 1;
        t->read += got;
        t->waiting = 1;
        status = ekb_stream_feed(&t->stream, f->block, got, error);
        if (status != EKB_OK)
            return status;
        f->stop |= ekb_stream_is_done(&t->stream);
    }
    return EKB_OK;
}

/* Is the file that is open no more what the name stands for, or shorter than what was read? */
static int has_turned(const trail *t)
{
    ekb_file_facts now, open;
    if (ekb_path_facts(t->source->path, 1, &now) != 0 || ekb_file_facts_of(t->input.handle, &open) != 0)
        return 0; /* between the renaming and the new file */
    return now.inode != open.inode || now.device != open.device ||
           (t->input.unpack == NULL && open.size < t->read);
}

static ekb_status follow_trail(trail *t, int *any, ekb_error *error)
{
    ekb_status status = t->open ? EKB_OK : open_trail(t, error);
    if (status != EKB_OK || !t->open)
        return status;
    int turned = has_turned(t); /* before the last read: nothing is written to it afterwards */
    status = read_on(t, any, error);
    if (status != EKB_OK || !turned)
        return status;
    *any = 1;
    status = close_trail(t, error);
    return status == EKB_OK ? open_trail(t, error) : status;
}

/* One that cannot be read is left alone; without any other that is the end. */
static ekb_status follow_all(follower *f, int *any, ekb_error *error)
{
    size_t left = 0;
    *any = 0;
    for (size_t i = 0; i < f->sources->count && !f->stop; i++) {
        trail *t = &f->trails[i];
        ekb_status status = t->source != NULL ? follow_trail(t, any, error) : EKB_OK;
        if (status == EKB_ERR_NOMEM)
            return status;
        if (status != EKB_OK) {
            f->sources->complain(f->sources->context, error);
            f->totals->unreadable++;
            close_trail(t, NULL);
            t->source = NULL;
        }
        left += t->source != NULL;
    }
    f->stop |= left == 0;
    return EKB_OK;
}

static ekb_status flush_all(follower *f, ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (size_t i = 0; i < f->sources->count && status == EKB_OK; i++) {
        trail *t = &f->trails[i];
        if (t->open && t->waiting)
            status = ekb_stream_flush(&t->stream, error);
        t->waiting = 0;
    }
    tell_idle(f, 1);
    return status;
}

static ekb_status follow(follower *f, ekb_error *error)
{
    int any = 1, flushed = 0;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && !f->stop && !ekb_interrupted()) {
        status = follow_all(f, &any, error);
        if (any) {
            tell_idle(f, 0);
            flushed = 0;
        }
        if (status == EKB_OK && !any && !flushed) {
            status = flush_all(f, error);
            flushed = 1;
        }
        if (status == EKB_OK && !f->stop)
            ekb_watch_wait(f->watch, flushed ? LOOK_UP : PAUSE);
    }
    return status;
}

/* ---- The whole ------------------------------------------------------------------------------------ */

static ekb_status begin(follower *f, ekb_error *error)
{
    size_t count = f->sources->count;
    f->trails = calloc(count + 1, sizeof *f->trails);
    f->block = malloc(BLOCK);
    if (f->trails == NULL || f->block == NULL || ekb_watch_new(&f->watch) != 0)
        return ekb_error_nomem(error);
    f->totals->files = count;
    for (size_t i = 0; i < count; i++) {
        f->trails[i].owner = f;
        f->trails[i].source = &f->sources->items[i];
        if (f->sources->items[i].path != NULL && f->sources->items[i].facts.kind == EKB_FILE_REGULAR)
            continue;
        ekb_status status =
            ekb_error_set(error, EKB_ERR_ARG, EKB_N_("{path} is no file that can be followed"),
                          EKB_N_("leave --follow out: a stream is read as it comes"));
        ekb_error_text(error, "path", f->sources->items[i].path != NULL ? f->sources->items[i].path : "-");
        return status;
    }
    return EKB_OK;
}

ekb_status ekb_follow_run(const ekb_scanner *scanner, const ekb_source_list *sources, int encoding,
                          const ekb_sink *sink, ekb_totals *totals, ekb_error *error)
{
    follower f = {
        .scanner = scanner, .sources = sources, .sink = sink, .totals = totals, .encoding = encoding};
    *totals = (ekb_totals){0};
    ekb_status status = begin(&f, error);
    if (status == EKB_OK)
        status = follow(&f, error);
    for (size_t i = 0; f.trails != NULL && i < sources->count; i++) {
        ekb_status ended = close_trail(&f.trails[i], status == EKB_OK ? error : NULL);
        status = status == EKB_OK ? ended : status;
    }
    ekb_watch_free(f.watch);
    free(f.trails);
    free(f.block);
    return status;
}
