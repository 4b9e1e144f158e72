/* SPDX-License-Identifier: MIT */
/**
 * @file stream.h
 * @brief The scan of a log from front to end, as its bytes come.
 *
 * A log that was ASCII so far is scanned as UTF-8. With the first byte that is not
 * the bytes are held back until there are EKB_INPUT_SAMPLE of them, which tell what
 * the log is: as many as of a plain file, so that the answer is the same.
 */
#ifndef EKB_SCAN_STREAM_H
#define EKB_SCAN_STREAM_H

#include "core/strbuf.h"
#include "scan/scan.h"

/** Told of bytes once they have been scanned, in their order. */
typedef void (*ekb_stream_fn)(void *context, ekb_scan_encoding encoding, const char *bytes, size_t length);

typedef struct ekb_stream {
    ekb_scan *scan;
    ekb_scan_encoding encoding;
    int open;        /**< ASCII so far: it may still be another encoding. */
    ekb_strbuf held; /**< From the first byte that is not ASCII on. */
    ekb_stream_fn pass;
    void *context;
} ekb_stream;

/** @param open the encoding may turn out to be another.
 *  @param sink lent strings and calls as those of ekb_scan_start().
 *  @param pass called with @p context; may be NULL. */
ekb_status ekb_stream_start(ekb_stream *stream, const ekb_scanner *scanner, ekb_scan_encoding encoding,
                            int open, const ekb_scan_sink *sink, ekb_stream_fn pass, void *context,
                            ekb_error *error);
ekb_status ekb_stream_feed(ekb_stream *stream, const char *bytes, size_t length, ekb_error *error);
/** Tell of the whole lines so far: the stream pauses. */
ekb_status ekb_stream_flush(ekb_stream *stream, ekb_error *error);
ekb_status ekb_stream_end(ekb_stream *stream, ekb_error *error);
int ekb_stream_is_done(const ekb_stream *stream);
ekb_scan_counts ekb_stream_count(const ekb_stream *stream);
void ekb_stream_release(ekb_stream *stream);

#endif
