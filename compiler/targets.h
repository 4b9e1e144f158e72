/* SPDX-License-Identifier: MIT */
/**
 * @file targets.h
 * @brief What a compilation may write over: nothing that someone made by hand.
 *
 * An index and a state replace what their path leads to, links followed. So
 * that must be nothing yet or an ordinary file, no source, and for a state
 * something that a compiler left there. What fails otherwise is the machine.
 */
#ifndef EKBC_TARGETS_H
#define EKBC_TARGETS_H

#include "compile.h"

/** Whether the paths that a job names for writing may be written to.
 *  @retval EKB_ERR_ARG with @p error filled. */
ekb_status ekbc_targets_check(const ekbc_job *job, ekb_error *error);

/** Whether the output is none of the files of @p catalog.
 *  @retval EKB_ERR_ARG with @p error filled. */
ekb_status ekbc_targets_spare(const char *output, const ekbc_catalog *catalog, ekb_error *error);

/** Whether a state may be written to @p path.
 *  @retval EKB_ERR_ARG with @p error filled. */
ekb_status ekbc_targets_check_state(const char *path, ekb_error *error);

#endif
