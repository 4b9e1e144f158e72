/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include <string.h>

#include "charset.h"
#include "core/error.h"
#include "input.h"

ekb_status ekb_stream_start(ekb_stream *stream, const ekb_scanner *scanner, ekb_scan_encoding encoding,
                            int open, const ekb_scan_sink *sink, ekb_stream_fn pass, void *context,
                            ekb_error *error)
{
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    range.encoding = encoding;
    *stream = (ekb_stream){
        .encoding = encoding, .open = open, .held = EKB_STRBUF_INIT, .pass = pass, .context = context};
    return ekb_scan_start(&stream->scan, scanner, &range, sink, error);
}

ekb_scan_counts ekb_stream_count(const ekb_stream *stream)
{
    static const ekb_scan_counts none = {0};
    return stream->scan != NULL ? ekb_scan_count(stream->scan) : none;
}

static ekb_status scan_on(ekb_stream *s, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = ekb_scan_feed(s->scan, bytes, length, error);
    if (status == EKB_OK && length > 0 && s->pass != NULL)
        s->pass(s->context, s->encoding, bytes, length);
    return status;
}

/* By what is held, whatever there is of it. */
static ekb_status settle(ekb_stream *s, ekb_error *error)
{
    ekb_status status = s->held.failed ? ekb_error_nomem(error) : EKB_OK;
    if (status != EKB_OK)
        return status;
    s->encoding = ekb_charset_settle(s->held.data, s->held.length);
    s->open = 0;
    status = ekb_scan_turn(s->scan, s->encoding, error);
    if (status == EKB_OK)
        status = scan_on(s, s->held.data, s->held.length, error);
    ekb_strbuf_release(&s->held);
    return status;
}

ekb_status ekb_stream_feed(ekb_stream *s, const char *bytes, size_t length, ekb_error *error)
{
    if (!s->open)
        return scan_on(s, bytes, length, error);
    size_t plain = s->held.length == 0 ? ekb_charset_ascii(bytes, length) : 0;
    ekb_status status = scan_on(s, bytes, plain, error);
    size_t left = length - plain, wanted = EKB_INPUT_SAMPLE - s->held.length;
    if (status != EKB_OK || left == 0)
        return status;
    size_t part = left < wanted ? left : wanted;
    ekb_strbuf_append(&s->held, bytes + plain, part);
    if (s->held.failed)
        return ekb_error_nomem(error);
    if (part < wanted)
        return EKB_OK;
    status = settle(s, error);
    return status == EKB_OK ? scan_on(s, bytes + plain + part, left - part, error) : status;
}

ekb_status ekb_stream_flush(ekb_stream *s, ekb_error *error)
{
    /* A character may be cut; a line is whole, and only of those is told. */
    int tells = s->held.length > 0 && memchr(s->held.data, '\n', s->held.length) != NULL;
    ekb_status status = tells ? settle(s, error) : EKB_OK;
    return status == EKB_OK ? ekb_scan_flush(s->scan, error) : status;
}

ekb_status ekb_stream_end(ekb_stream *s, ekb_error *error)
{
    ekb_status status = s->held.length > 0 ? settle(s, error) : EKB_OK;
    if (status != EKB_OK || ekb_scan_is_done(s->scan))
        return status;
    return ekb_scan_end(s->scan, error);
}

int ekb_stream_is_done(const ekb_stream *stream)
{
    return stream->scan == NULL || ekb_scan_is_done(stream->scan);
}

void ekb_stream_release(ekb_stream *stream)
{
    ekb_scan_free(stream->scan);
    ekb_strbuf_release(&stream->held);
    stream->scan = NULL;
}
