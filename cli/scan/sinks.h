/* SPDX-License-Identifier: MIT */
/**
 * @file sinks.h
 * @brief The ways of showing what a scan finds, each a sink (sink.h).
 *
 * `*_open` makes the sink, with its state in `context`; `*_close` frees it, also
 * after a failure. Output goes through the stage.
 */
#ifndef EKB_SCAN_SINKS_H
#define EKB_SCAN_SINKS_H

#include "sink.h"
#include "stage.h"

typedef struct ekb_sink_way {
    ekb_status (*open)(ekb_stage *stage, ekb_sink *out, ekb_error *error);
    void (*close)(ekb_sink *sink);
    unsigned scan_flags; /**< What the scanner need not do for it. */
    int at_end;          /**< Nothing is written before the end: progress may be shown meanwhile. */
    int masks_itself;    /**< It sees to --redact by itself. */
} ekb_sink_way;

extern const ekb_sink_way ekb_sink_report;   /**< For reading, at the end. */
extern const ekb_sink_way ekb_sink_jsonl;    /**< errkb.scan/1, as it comes. */
extern const ekb_sink_way ekb_sink_sarif;    /**< One SARIF 2.1.0 log. */
extern const ekb_sink_way ekb_sink_annotate; /**< The log, with remedies between its lines. */
extern const ekb_sink_way ekb_sink_count;    /**< How often each entry was found. */
extern const ekb_sink_way ekb_sink_quiet;    /**< Nothing but the exit code. */

#endif
