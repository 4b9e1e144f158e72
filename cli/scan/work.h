/* SPDX-License-Identifier: MIT */
/**
 * @file work.h
 * @brief Scans all sources with several threads and tells of it in one order.
 *
 * Plain files are cut into pieces, compressed ones and pipes are pieces as a
 * whole. Threads take pieces in the order of the input; what they find waits
 * until everything before it has been told. The oldest piece tells as it goes,
 * so that little waits and a stream is told of at once.
 */
#ifndef EKB_SCAN_WORK_H
#define EKB_SCAN_WORK_H

#include "operands.h"
#include "range.h"
#include "sink.h"

typedef struct ekb_work_options {
    unsigned threads;
    int encoding;    /**< ekb_scan_encoding, or -1: by content. */
    ekb_range range; /**< 1 of 1: everything. */
    /** Told for each block, from any thread, how many bytes were read as they are
     *  stored; may be NULL. */
    void (*step)(void *context, uint64_t stored);
    void *step_context;
} ekb_work_options;

/**
 * Scan @p sources. What is passed is lent until the return. Of an input that cannot
 * be read, or only in part, `sources->complain` is told; calls of it and of the
 * sink's do not overlap.
 * @param[out] totals counts; unreadable ones among them.
 * @retval EKB_ERR_NOMEM; an input that cannot be read is no failure.
 */
ekb_status ekb_work_run(const ekb_scanner *scanner, const ekb_source_list *sources,
                        const ekb_work_options *options, const ekb_sink *sink, ekb_totals *totals,
                        ekb_error *error);

#endif
