/* SPDX-License-Identifier: MIT */
/**
 * @file filter.h
 * @brief `errkb scan --filter`: one line in, one line out, at once.
 *
 * The contract of programs that a pipeline talks to, such as rsyslog's
 * mmexternal: each line of standard input gets exactly one line of output, in
 * order, written before the next one is waited for, whatever the line holds.
 */
#ifndef EKB_SCAN_FILTER_H
#define EKB_SCAN_FILTER_H

#include "options.h"
#include "scan/scan.h"
#include "stage.h"

typedef struct ekb_filter_options {
    ekb_scan_format format; /**< Not SARIF. */
    int encoding;           /**< -1: UTF-8, and GB18030 where a line is that and not UTF-8. Lines of
                                 UTF-16 are those of its text, in which they are answered. */
    int redact;
} ekb_filter_options;

/**
 * Answer standard input until it ends.
 * @retval EKB_ERR_ARG it begins like UTF-16, and no encoding is given: nothing was answered. To
 *         read on as that would leave lines without an answer if it were none.
 * @retval EKB_ERR_IO, EKB_ERR_NOMEM
 */
ekb_status ekb_filter_run(const ekb_scanner *scanner, ekb_stage *stage, const ekb_filter_options *options,
                          ekb_error *error);

#endif
