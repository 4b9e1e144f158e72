/* SPDX-License-Identifier: MIT */
#include "piece.h"

#include <stdlib.h>

#include "charset.h"
#include "core/error.h"
#include "queue.h"

enum { PAUSE = 100 /* ms without input after which what is held back is told */ };

/* A scan under way. */
typedef struct run {
    ekb_piece *piece;
    const ekb_piece_way *way;
    ekb_scan *scan;
    uint64_t base_bytes, base_lines; /* of scans in another character set before it */
} run;

/* ---- What the scanner tells -------------------------------------------------------- */

static void shift(const run *r, ekb_scan_place *place)
{
    place->start += r->base_bytes;
    place->end += r->base_bytes;
    place->record_start += r->base_bytes;
    place->record_end += r->base_bytes;
    place->line += place->line > 0 ? r->base_lines : 0;
}

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    run *r = context;
    ekb_scan_hit mine = *hit;
    shift(r, &mine.place);
    return r->way->hit(r->way->context, r->piece, &mine);
}

static int on_unknown(void *context, const ekb_scan_unknown *unknown)
{
    run *r = context;
    ekb_scan_unknown mine = *unknown;
    shift(r, &mine.place);
    return r->way->unknown(r->way->context, r->piece, &mine);
}

/* ---- Scans ----------------------------------------------------------------------------- */

static ekb_status start(run *r, const ekb_scan_range *range)
{
    ekb_scan_sink sink = {on_hit, r->way->unknown != NULL ? on_unknown : NULL, r};
    return ekb_scan_start(&r->scan, r->way->scanner, range, &sink, &r->piece->error);
}

static void count(run *r)
{
    ekb_scan_counts counts = ekb_scan_count(r->scan), *sum = &r->piece->counts;
    sum->bytes += counts.bytes;
    sum->lines += counts.lines;
    sum->hits += counts.hits;
    sum->unknown += counts.unknown;
}

static int step(const run *r)
{
    return r->way->step(r->way->context);
}

/* ---- Plain files: any part of them --------------------------------------------------- */

static ekb_status read_part(run *r, uint64_t offset)
{
    ekb_error *error = &r->piece->error;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && !ekb_scan_is_done(r->scan) && step(r) == 0) {
        size_t room, got;
        char *into = ekb_scan_room(r->scan, &room);
        status = ekb_input_read_at(&r->piece->log->input, into, room, offset, &got, error);
        offset += got;
        if (status == EKB_OK)
            status = got > 0 ? ekb_scan_take(r->scan, got, error) : ekb_scan_end(r->scan, error);
    }
    return status;
}

static ekb_status scan_part(run *r)
{
    const ekb_bytes *bytes = &r->piece->bytes;
    uint64_t behind = EKB_SCAN_BEHIND;
    ekb_scan_range range = {
        .offset = bytes->start > behind ? bytes->start - behind : 0,
        .from = bytes->start,
        .to = bytes->end,
        .first_line = 1,
        .encoding = r->piece->log->input.encoding,
    };
    ekb_status status = start(r, &range);
    if (status == EKB_OK)
        status = read_part(r, range.offset);
    return status;
}

/* Of a part only its own bytes count, not what was read before and behind it. */
static void count_part(ekb_piece *piece)
{
    const ekb_bytes *bytes = &piece->bytes;
    uint64_t behind = EKB_SCAN_BEHIND, offset = bytes->start > behind ? bytes->start - behind : 0;
    uint64_t end = offset + piece->counts.bytes;
    end = end < bytes->end ? end : bytes->end;
    piece->counts.bytes = end > bytes->start ? end - bytes->start : 0;
}

/* ---- Streams: from front to end ------------------------------------------------------- */

/* The line that begins at @p bytes is the first that is not ASCII, and the log is
 * not UTF-8: what comes is scanned anew. */
static ekb_status change_encoding(run *r)
{
    ekb_error *error = &r->piece->error;
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    range.encoding = r->piece->log->input.encoding;
    ekb_status status = ekb_scan_end(r->scan, error);
    if (status != EKB_OK)
        return status;
    ekb_scan_counts counts = ekb_scan_count(r->scan);
    r->base_bytes += counts.bytes;
    r->base_lines += counts.lines;
    count(r);
    ekb_scan_free(r->scan);
    r->scan = NULL;
    return start(r, &range);
}

/* Of @p bytes, those before the line with the first one that is not ASCII. */
static size_t lines_of_ascii(const char *bytes, size_t length)
{
    size_t n = ekb_charset_ascii(bytes, length);
    if (n == length)
        return length;
    while (n > 0 && bytes[n - 1] != '\n')
        n--;
    return n;
}

static ekb_status feed(run *r, const char *bytes, size_t length)
{
    ekb_error *error = &r->piece->error;
    ekb_input *input = &r->piece->log->input;
    size_t plain = input->encoding_open ? lines_of_ascii(bytes, length) : length;
    ekb_status status = ekb_scan_feed(r->scan, bytes, plain, error);
    if (status == EKB_OK && plain < length) {
        ekb_input_look(input, bytes + plain, length - plain);
        if (input->encoding != EKB_SCAN_UTF8)
            status = change_encoding(r);
        if (status == EKB_OK)
            status = ekb_scan_feed(r->scan, bytes + plain, length - plain, error);
    }
    if (status == EKB_OK && r->way->bytes != NULL &&
        r->way->bytes(r->way->context, r->piece, bytes, length) != 0)
        return EKB_OK; /* step() knows */
    return status;
}

/* What reads the stream: the queue, or where there is none the input. */
typedef struct reader {
    ekb_queue *queue;
    ekb_input *input;
    char *buffer; /* EKB_INPUT_HEAD bytes */
} reader;

static int is_ready(const reader *from, int milliseconds)
{
    return from->queue != NULL ? ekb_queue_ready(from->queue, milliseconds)
                               : ekb_input_ready(from->input, milliseconds);
}

static ekb_status next_block(const reader *from, const char **bytes, size_t *length, ekb_error *error)
{
    if (from->queue != NULL)
        return ekb_queue_next(from->queue, bytes, length, error);
    *bytes = from->buffer;
    return ekb_input_next(from->input, from->buffer, EKB_INPUT_HEAD, length, error);
}

/* Nothing to read: show what there is, and after a while what was held back too. */
static ekb_status wait_for_more(run *r, const reader *from)
{
    ekb_status status = EKB_OK;
    if (is_ready(from, 0))
        return EKB_OK;
    r->way->idle(r->way->context, r->piece, 0);
    if (is_ready(from, PAUSE))
        return EKB_OK;
    status = ekb_scan_flush(r->scan, &r->piece->error);
    if (status == EKB_OK)
        r->way->idle(r->way->context, r->piece, 1);
    while (status == EKB_OK && !is_ready(from, PAUSE) && step(r) == 0)
        ;
    return status;
}

static ekb_status read_stream(run *r, const reader *from)
{
    ekb_error *error = &r->piece->error;
    size_t length = 1;
    ekb_status status = EKB_OK;
    while (status == EKB_OK && length > 0 && !ekb_scan_is_done(r->scan)) {
        const char *bytes;
        status = wait_for_more(r, from);
        if (status != EKB_OK || step(r) != 0)
            break;
        status = next_block(from, &bytes, &length, error);
        if (status == EKB_OK && length > 0)
            status = feed(r, bytes, length);
    }
    return status;
}

/* What came before damage has been scanned; it is told before the damage is. */
static ekb_status end(run *r, ekb_status status)
{
    ekb_error error;
    ekb_status ended = ekb_scan_is_done(r->scan) ? EKB_OK : ekb_scan_end(r->scan, &error);
    if (status != EKB_OK || ended == EKB_OK)
        return status;
    r->piece->error = error;
    return ended;
}

static ekb_status scan_stream(run *r)
{
    reader from = {.input = &r->piece->log->input};
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    range.encoding = from.input->encoding;
    ekb_status status = start(r, &range);
    if (status != EKB_OK)
        return status;
    from.queue = r->way->reads_ahead ? ekb_queue_open(from.input) : NULL;
    from.buffer = from.queue == NULL ? malloc(EKB_INPUT_HEAD) : NULL;
    if (from.queue == NULL && from.buffer == NULL)
        status = ekb_error_nomem(&r->piece->error);
    else
        status = end(r, read_stream(r, &from));
    if (r->way->bytes != NULL)
        r->way->bytes(r->way->context, r->piece, "", 0);
    ekb_queue_close(from.queue);
    free(from.buffer);
    return status;
}

void ekb_piece_scan(ekb_piece *piece, const ekb_piece_way *way)
{
    run r = {.piece = piece, .way = way};
    int in_parts = ekb_input_is_plain(&piece->log->input) && way->bytes == NULL;
    piece->status = in_parts ? scan_part(&r) : scan_stream(&r);
    if (r.scan != NULL)
        count(&r);
    if (in_parts)
        count_part(piece);
    ekb_scan_free(r.scan);
}
