/* SPDX-License-Identifier: MIT */
/**
 * @file progress.h
 * @brief How far a long scan is, on a terminal's last line.
 *
 * Nothing is shown in the first second, and nothing where standard error is no
 * terminal. What is counted are bytes as they are stored, since of compressed files
 * nothing else is known beforehand.
 */
#ifndef EKB_SCAN_PROGRESS_H
#define EKB_SCAN_PROGRESS_H

#include <stdatomic.h>
#include <stdint.h>

#include "core/strbuf.h"
#include "session.h"

typedef struct ekb_progress {
    ekb_session *session; /**< NULL: nothing is shown. */
    uint64_t total;
    double started;
    _Atomic double due; /**< When it is shown next. */
    atomic_flag busy;   /**< A thread is showing it. */
    atomic_int on_screen;
} ekb_progress;

/** @param total bytes of all inputs, 0 if unknown: then nothing is shown. */
void ekb_progress_init(ekb_progress *progress, ekb_session *session, uint64_t total);
/** Told from any thread, often. @p context is the ekb_progress. */
void ekb_progress_step(void *context, uint64_t stored);
/** @name Writing something else to the screen
 * Between the two nothing is shown, and what was is taken off. */
/** @{ */
void ekb_progress_hold(ekb_progress *progress);
void ekb_progress_go_on(ekb_progress *progress);
/** @} */

/** The line for @p stored bytes after @p seconds, in @p columns: pure, for tests. */
void ekb_progress_line(ekb_strbuf *out, const ekb_tr_catalog *catalog, uint64_t stored, uint64_t total,
                       double seconds, unsigned columns);

/** "812 bytes", "1.2 GB" */
void ekb_put_size(ekb_strbuf *out, const ekb_tr_catalog *catalog, uint64_t bytes);

#endif
