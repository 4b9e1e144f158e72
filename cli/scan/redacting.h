/* SPDX-License-Identifier: MIT */
/**
 * @file redacting.h
 * @brief A sink before another one, which sees everything masked (redact.h).
 */
#ifndef EKB_SCAN_REDACTING_H
#define EKB_SCAN_REDACTING_H

#include "sink.h"
#include "stage.h"

/** @param inner lent, to be closed by its owner; one that takes no bytes of the log. */
ekb_status ekb_redacting_open(ekb_stage *stage, const ekb_sink *inner, ekb_sink *out, ekb_error *error);
void ekb_redacting_close(ekb_sink *sink);

#endif
