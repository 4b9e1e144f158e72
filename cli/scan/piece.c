/* SPDX-License-Identifier: MIT */
#include "piece.h"

#include <stdlib.h>

#include "charset.h"
#include "core/error.h"
#include "queue.h"
#include "stream.h"

enum { PAUSE = 100 /* ms without input after which what is held back is told */ };

/* A piece being scanned, and what it is read from where it is a stream: the queue,
 * or where there is none the input. */
typedef struct run {
    ekb_piece *piece;
    const ekb_piece_way *way;
    ekb_scan **scan; /* of plain files */
    int open;        /* ASCII so far: the encoding may turn out to be another */
    ekb_stream stream;
    ekb_queue *queue;
    char *buffer; /* EKB_INPUT_HEAD bytes */
} run;

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    run *r = context;
    return r->way->hit(r->way->context, r->piece, hit);
}

static int on_unknown(void *context, const ekb_scan_unknown *unknown)
{
    run *r = context;
    return r->way->unknown(r->way->context, r->piece, unknown);
}

static ekb_scan_sink sink_of(run *r)
{
    return (ekb_scan_sink){on_hit, r->way->unknown != NULL ? on_unknown : NULL, r};
}

static int step(const run *r)
{
    return r->way->step(r->way->context);
}

/* ---- Plain files: any part of them --------------------------------------------------- */

/* The first byte that is not ASCII tells the encoding. *@p again is set where it is another than
 * was thought, so that the bytes, which are in room for those of UTF-8, are to be read again. */
static ekb_status look(run *r, const char *bytes, size_t length, uint64_t offset, int *again)
{
    ekb_input *input = &r->piece->log->input;
    ekb_error *error = &r->piece->error;
    size_t plain = ekb_charset_ascii(bytes, length);
    if (plain == length)
        return EKB_OK;
    r->open = 0;
    ekb_status status = ekb_input_settle(input, offset + plain, error);
    *again = status == EKB_OK && input->encoding != EKB_SCAN_UTF8;
    return *again ? ekb_scan_turn(*r->scan, input->encoding, error) : status;
}

static ekb_status read_part(run *r, uint64_t offset)
{
    ekb_scan *scan = *r->scan;
    ekb_error *error = &r->piece->error;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && !ekb_scan_is_done(scan) && step(r) == 0) {
        size_t room, got;
        int again = 0;
        char *into = ekb_scan_room(scan, &room);
        if (into == NULL)
            return ekb_error_nomem(error);
        status = ekb_input_read_at(&r->piece->log->input, into, room, offset, &got, error);
        if (status == EKB_OK && r->open)
            status = look(r, into, got, offset, &again);
        if (status != EKB_OK || again)
            continue;
        offset += got;
        status = got > 0 ? ekb_scan_take(scan, got, error) : ekb_scan_end(scan, error);
    }
    r->piece->ascii_end = r->open ? offset : 0;
    r->piece->unfinished = !ekb_scan_is_done(scan) && ekb_interrupted();
    return status;
}

/* Only the part's own bytes count, not those that were read before and behind it. */
static void count_part(ekb_piece *piece, uint64_t offset, ekb_scan_counts counts)
{
    const ekb_bytes *bytes = &piece->bytes;
    uint64_t end = offset + counts.bytes;
    end = end < bytes->end ? end : bytes->end;
    piece->counts = counts;
    piece->counts.bytes = end > bytes->start ? end - bytes->start : 0;
}

static ekb_status scan_part(run *r)
{
    const ekb_bytes *bytes = &r->piece->bytes;
    uint64_t behind = EKB_SCAN_BEHIND;
    ekb_scan_sink sink = sink_of(r);
    ekb_status status = EKB_OK;
    r->open = r->piece->log->input.open; /* before the encoding is read, which another thread may settle */
    ekb_scan_range range = {
        .offset = bytes->start > behind ? bytes->start - behind : 0,
        .from = bytes->start,
        .to = bytes->end,
        .first_line = 1,
        .encoding = r->piece->log->input.encoding,
    };
    if (*r->scan != NULL)
        ekb_scan_restart(*r->scan, &range, &sink);
    else
        status = ekb_scan_start(r->scan, r->way->scanner, &range, &sink, &r->piece->error);
    if (status != EKB_OK)
        return status;
    status = read_part(r, range.offset);
    count_part(r->piece, range.offset, ekb_scan_count(*r->scan));
    return status;
}

/* ---- Streams: from front to end ------------------------------------------------------- */

static int is_ready(const run *r, int milliseconds)
{
    return r->queue != NULL ? ekb_queue_ready(r->queue, milliseconds)
                            : ekb_input_ready(&r->piece->log->input, milliseconds);
}

static ekb_status next_block(run *r, const char **bytes, size_t *length)
{
    ekb_error *error = &r->piece->error;
    if (r->queue != NULL)
        return ekb_queue_next(r->queue, bytes, length, error);
    *bytes = r->buffer;
    return ekb_input_next(&r->piece->log->input, r->buffer, EKB_INPUT_HEAD, length, error);
}

/* Nothing to read: show what there is, and after a while what was held back too. */
static ekb_status wait_for_more(run *r)
{
    if (is_ready(r, 0))
        return EKB_OK;
    r->way->idle(r->way->context, r->piece, 0);
    if (is_ready(r, PAUSE))
        return EKB_OK;
    ekb_status status = ekb_stream_flush(&r->stream, &r->piece->error);
    if (status == EKB_OK)
        r->way->idle(r->way->context, r->piece, 1);
    while (status == EKB_OK && !is_ready(r, PAUSE) && step(r) == 0)
        ;
    return status;
}

static ekb_status read_stream(run *r)
{
    size_t length = 1;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && length > 0 && !ekb_stream_is_done(&r->stream)) {
        const char *bytes;
        status = wait_for_more(r);
        if (status != EKB_OK || step(r) != 0)
            break;
        status = next_block(r, &bytes, &length);
        if (status == EKB_OK && length > 0)
            status = ekb_stream_feed(&r->stream, bytes, length, &r->piece->error);
    }
    /* A stream that may go on for ever ends so. */
    r->piece->unfinished = r->piece->log->input.facts.kind == EKB_FILE_REGULAR &&
                           !ekb_stream_is_done(&r->stream) && ekb_interrupted();
    return status;
}

/* What came before damage has been scanned; it is told before the damage is. */
static ekb_status end_stream(run *r, ekb_status status)
{
    ekb_error error;
    ekb_status ended = ekb_stream_end(&r->stream, &error);
    if (r->way->bytes != NULL)
        r->way->bytes(r->way->context, r->piece, r->stream.encoding, "", 0);
    if (status != EKB_OK || ended == EKB_OK)
        return status;
    r->piece->error = error;
    return ended;
}

static void pass_bytes(void *context, ekb_scan_encoding encoding, const char *bytes, size_t length)
{
    const run *r = context;
    r->way->bytes(r->way->context, r->piece, encoding, bytes, length);
}

static ekb_status scan_stream(run *r)
{
    ekb_input *input = &r->piece->log->input;
    ekb_scan_sink sink = sink_of(r);
    ekb_status status = ekb_stream_start(&r->stream, r->way->scanner, input->encoding, input->open, &sink,
                                         r->way->bytes != NULL ? pass_bytes : NULL, r, &r->piece->error);
    if (status != EKB_OK)
        return status;
    r->queue = r->way->reads_ahead ? ekb_queue_open(input) : NULL;
    r->buffer = r->queue == NULL ? malloc(EKB_INPUT_HEAD) : NULL;
    if (r->queue == NULL && r->buffer == NULL)
        status = ekb_error_nomem(&r->piece->error);
    else
        status = end_stream(r, read_stream(r));
    r->piece->counts = ekb_stream_count(&r->stream);
    ekb_queue_close(r->queue);
    free(r->buffer);
    ekb_stream_release(&r->stream);
    return status;
}

void ekb_piece_scan(ekb_piece *piece, const ekb_piece_way *way, ekb_scan **scan)
{
    run r = {.piece = piece, .way = way, .scan = scan};
    int in_parts = ekb_input_is_plain(&piece->log->input) && way->bytes == NULL;
    piece->status = in_parts ? scan_part(&r) : scan_stream(&r);
}
