/* SPDX-License-Identifier: MIT */
#include "pieces.h"

#include <stdlib.h>

#include "core/error.h"

/* Large enough that starting a scan costs nothing beside it, small enough that
 * what is found in it can wait in memory, and even for the sake of UTF-16. */
static const uint64_t piece_size = UINT64_C(8) << 20;

static uint64_t stored_size(const ekb_source *source)
{
    return source->facts.kind == EKB_FILE_REGULAR ? source->facts.size : 0;
}

void ekb_cutter_init(ekb_cutter *cutter, const ekb_source_list *sources, ekb_range range)
{
    uint64_t total = 0;
    *cutter = (ekb_cutter){.sources = sources, .encoding = -1, .range = range};
    for (size_t i = 0; i < sources->count; i++)
        total += stored_size(&sources->items[i]);
    /* A pipe at the end begins behind the last byte: it is the last part's. */
    cutter->bytes = ekb_range_of(range, total);
    if (range.part == range.parts)
        cutter->bytes.end = UINT64_MAX;
}

void ekb_cutter_release(ekb_cutter *cutter)
{
    if (cutter->log != NULL)
        ekb_log_leave(cutter->log);
    cutter->log = NULL;
}

void ekb_log_leave(ekb_log *log)
{
    if (--log->users > 0)
        return;
    ekb_input_close(&log->input);
    free(log);
}

/* ---- Opening --------------------------------------------------------------------- */

static int is_everything(const ekb_cutter *cutter)
{
    return cutter->range.parts == 1;
}

/* Is nothing of it in the range, whatever it turns out to be? */
static int is_outside(const ekb_cutter *cutter, uint64_t place, uint64_t size)
{
    const ekb_bytes *range = &cutter->bytes;
    return !is_everything(cutter) &&
           (place >= range->end || (place < range->start && place + size <= range->start));
}

/* The byte of a line's start is even in UTF-16. */
static uint64_t aligned(uint64_t at, ekb_scan_encoding encoding)
{
    int is_pairs = encoding == EKB_SCAN_UTF16LE || encoding == EKB_SCAN_UTF16BE;
    return is_pairs && at != UINT64_MAX ? at + at % 2 : at;
}

static ekb_bytes wanted(const ekb_cutter *cutter, const ekb_log *log, uint64_t place, uint64_t size)
{
    static const ekb_bytes everything = {0, UINT64_MAX};
    if (is_everything(cutter))
        return everything;
    int whole = !ekb_input_is_plain(&log->input);
    if (whole)
        return place >= cutter->bytes.start && place < cutter->bytes.end ? everything : (ekb_bytes){0, 0};
    ekb_bytes bytes = ekb_range_in_file(cutter->bytes, place, size, 0);
    if (bytes.start == bytes.end)
        return bytes;
    /* What has been appended since belongs to the last part of the file. */
    bytes.start = aligned(bytes.start, log->input.encoding);
    bytes.end = bytes.end == size ? UINT64_MAX : aligned(bytes.end, log->input.encoding);
    return bytes;
}

/* @return 1 with `log` and `left` set, 0 if it was left out, or EKB_ERR_NOMEM. */
static int open_next(ekb_cutter *cutter, ekb_error *error)
{
    const ekb_source *source = &cutter->sources->items[cutter->at++];
    uint64_t place = cutter->place, size = stored_size(source);
    cutter->place += size;
    if (is_outside(cutter, place, size))
        return 0;
    ekb_log *log = calloc(1, sizeof *log);
    if (log == NULL)
        return ekb_error_nomem(error);
    log->input.stored = &cutter->stored;
    ekb_status status = ekb_input_open(&log->input, source, cutter->encoding, error);
    if (status != EKB_OK) {
        free(log);
        if (status == EKB_ERR_NOMEM)
            return status;
        cutter->unreadable++;
        cutter->sources->complain(cutter->sources->context, error);
        return 0;
    }
    log->name = source->path != NULL ? source->path : "-";
    log->users = 1;
    cutter->log = log;
    cutter->left = wanted(cutter, log, place, size);
    log->from_start = cutter->left.start == 0;
    if (log->input.reached < cutter->left.start)
        log->input.reached = cutter->left.start;
    cutter->files += cutter->left.start < cutter->left.end;
    return 1;
}

/* ---- Cutting ---------------------------------------------------------------------- */

int ekb_cutter_has_more(const ekb_cutter *cutter)
{
    return cutter->at < cutter->sources->count ||
           (cutter->log != NULL && cutter->left.start < cutter->left.end);
}

static ekb_bytes cut(ekb_cutter *cutter)
{
    ekb_bytes bytes = cutter->left;
    uint64_t known = cutter->log->input.facts.size; /* nothing to share out beyond it */
    int divisible = !cutter->whole && ekb_input_is_plain(&cutter->log->input);
    if (divisible && bytes.end - bytes.start > piece_size && bytes.start + piece_size < known)
        bytes.end = bytes.start + piece_size;
    cutter->left.start = bytes.end;
    return bytes;
}

int ekb_cutter_next(ekb_cutter *cutter, ekb_piece *piece, ekb_error *error)
{
    for (;;) {
        if (cutter->log != NULL && cutter->left.start < cutter->left.end) {
            piece->log = cutter->log;
            piece->bytes = cut(cutter);
            piece->log->users++;
            return 1;
        }
        ekb_cutter_release(cutter);
        if (cutter->at == cutter->sources->count)
            return 0;
        int status = open_next(cutter, error);
        if (status < 0)
            return status;
    }
}
