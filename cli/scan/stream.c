/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include "charset.h"

static void shift(const ekb_stream *s, ekb_scan_place *place)
{
    place->start += s->before.bytes;
    place->end += s->before.bytes;
    place->record_start += s->before.bytes;
    place->record_end += s->before.bytes;
    place->line += place->line > 0 ? s->before.lines : 0;
}

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    const ekb_stream *s = context;
    ekb_scan_hit mine = *hit;
    shift(s, &mine.place);
    return s->sink.hit(s->sink.context, &mine);
}

static int on_unknown(void *context, const ekb_scan_unknown *unknown)
{
    const ekb_stream *s = context;
    ekb_scan_unknown mine = *unknown;
    shift(s, &mine.place);
    return s->sink.unknown(s->sink.context, &mine);
}

static ekb_status start(ekb_stream *s, ekb_error *error)
{
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    ekb_scan_sink sink = {on_hit, s->sink.unknown != NULL ? on_unknown : NULL, s};
    range.encoding = s->input->encoding;
    return ekb_scan_start(&s->scan, s->scanner, &range, &sink, error);
}

ekb_status ekb_stream_start(ekb_stream *stream, const ekb_scanner *scanner, ekb_input *input,
                            const ekb_scan_sink *sink, ekb_error *error)
{
    *stream = (ekb_stream){.scanner = scanner, .input = input, .sink = *sink};
    return start(stream, error);
}

ekb_scan_counts ekb_stream_count(const ekb_stream *stream)
{
    ekb_scan_counts sum = stream->before;
    if (stream->scan != NULL) {
        ekb_scan_counts counts = ekb_scan_count(stream->scan);
        sum.bytes += counts.bytes;
        sum.lines += counts.lines;
        sum.hits += counts.hits;
        sum.unknown += counts.unknown;
    }
    return sum;
}

/* The encoding has turned out to be another: what comes is scanned anew. */
static ekb_status start_anew(ekb_stream *s, ekb_error *error)
{
    ekb_status status = ekb_scan_end(s->scan, error);
    if (status != EKB_OK)
        return status;
    s->before = ekb_stream_count(s);
    ekb_scan_free(s->scan);
    s->scan = NULL;
    return start(s, error);
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

ekb_status ekb_stream_feed(ekb_stream *s, const char *bytes, size_t length, ekb_error *error)
{
    size_t plain = s->input->encoding_open ? lines_of_ascii(bytes, length) : length;
    ekb_status status = ekb_scan_feed(s->scan, bytes, plain, error);
    if (status != EKB_OK || plain == length)
        return status;
    ekb_input_look(s->input, bytes + plain, length - plain);
    if (s->input->encoding != EKB_SCAN_UTF8 && !ekb_scan_is_done(s->scan))
        status = start_anew(s, error);
    return status == EKB_OK ? ekb_scan_feed(s->scan, bytes + plain, length - plain, error) : status;
}

ekb_status ekb_stream_flush(ekb_stream *stream, ekb_error *error)
{
    return ekb_scan_flush(stream->scan, error);
}

ekb_status ekb_stream_end(ekb_stream *stream, ekb_error *error)
{
    return ekb_scan_is_done(stream->scan) ? EKB_OK : ekb_scan_end(stream->scan, error);
}

int ekb_stream_is_done(const ekb_stream *stream)
{
    return stream->scan == NULL || ekb_scan_is_done(stream->scan);
}

void ekb_stream_release(ekb_stream *stream)
{
    ekb_scan_free(stream->scan);
    stream->scan = NULL;
}
