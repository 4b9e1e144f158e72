/* SPDX-License-Identifier: MIT */
/**
 * @file ranges.h
 * @brief Words for the ranges that the engine tells of unknown numbers.
 */
#ifndef EKB_CLI_RANGES_H
#define EKB_CLI_RANGES_H

#include "core/strbuf.h"
#include "errkb/errkb.h"
#include "tr.h"

/** Append "an HTTP status: an error of the client". @return 0 for a space without words here. */
int ekb_range_describe(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown);

#endif
