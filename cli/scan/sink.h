/* SPDX-License-Identifier: MIT */
/**
 * @file sink.h
 * @brief Who is told what a scan finds: one table of functions for each way of
 *        showing it.
 *
 * Calls never overlap, and come in the order of the input whatever the threads.
 * Places are those of the log: byte offsets in it, lines from 1.
 */
#ifndef EKB_SCAN_SINK_H
#define EKB_SCAN_SINK_H

#include "scan/scan.h"

/** What is said at the end. */
typedef struct ekb_totals {
    uint64_t files, unreadable;
    uint64_t bytes, lines; /**< Lines are 0 where they were not counted. */
    uint64_t hits, unknown;
    int is_part;     /**< Only a range was scanned. */
    int interrupted; /**< Before all that has an end was read. */
} ekb_totals;

/** A function that is NULL is not called. A result other than 0 ends the scan. */
typedef struct ekb_sink {
    /** @p log is the name of the log as it was given, "-" for standard input.
     *  `place.line` is 0 where it is not known. */
    int (*hit)(void *context, const char *log, const ekb_scan_hit *hit);
    int (*unknown)(void *context, const char *log, const ekb_scan_unknown *unknown);
    /** Bytes of the log as they are, for ways that pass it through. */
    int (*bytes)(void *context, const char *log, ekb_scan_encoding encoding, const char *bytes,
                 size_t length);
    /** There is nothing to read now: what is held back is to be shown. @p paused: for
     *  some time already, so somebody may be waiting. */
    int (*idle)(void *context, int paused);
    int (*end)(void *context, const ekb_totals *totals);
    void *context;
} ekb_sink;

#endif
