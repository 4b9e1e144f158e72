/* SPDX-License-Identifier: MIT */
/**
 * @file stream.h
 * @brief The scan of a log from front to end, as its bytes come.
 *
 * A log that was ASCII so far is scanned as UTF-8. The first line that is not
 * tells what the log is; if it is something else, the rest is scanned as that.
 */
#ifndef EKB_SCAN_STREAM_H
#define EKB_SCAN_STREAM_H

#include "input.h"
#include "scan/scan.h"

typedef struct ekb_stream {
    const ekb_scanner *scanner; /**< Lent. */
    ekb_input *input;           /**< Lent; its encoding is found here. */
    ekb_scan_sink sink;
    ekb_scan *scan;
    ekb_scan_counts before; /**< Of scans in another encoding. */
} ekb_stream;

/** @param sink lent strings and calls as those of ekb_scan_start(); places are those of
 *         the whole stream. @p stream must not be moved. */
ekb_status ekb_stream_start(ekb_stream *stream, const ekb_scanner *scanner, ekb_input *input,
                            const ekb_scan_sink *sink, ekb_error *error);
ekb_status ekb_stream_feed(ekb_stream *stream, const char *bytes, size_t length, ekb_error *error);
ekb_status ekb_stream_flush(ekb_stream *stream, ekb_error *error);
ekb_status ekb_stream_end(ekb_stream *stream, ekb_error *error);
int ekb_stream_is_done(const ekb_stream *stream);
ekb_scan_counts ekb_stream_count(const ekb_stream *stream);
void ekb_stream_release(ekb_stream *stream);

#endif
