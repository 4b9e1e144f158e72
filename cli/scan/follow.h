/* SPDX-License-Identifier: MIT */
/**
 * @file follow.h
 * @brief `errkb scan --follow`: logs that grow, over their rotation.
 *
 * A log is read to its end and then on. When another file has its name (it was
 * renamed and made anew), what is left of the old one is read first; when it has
 * become shorter (it was copied and cut), it is read from its beginning. What is
 * cut and grows past the old length between two looks cannot be noticed.
 */
#ifndef EKB_SCAN_FOLLOW_H
#define EKB_SCAN_FOLLOW_H

#include "operands.h"
#include "sink.h"

/**
 * Follow regular files until an interrupt, or until the sink ends it. What is
 * passed is lent. Files that cannot be followed are complained of.
 * @param encoding ekb_scan_encoding, or -1: by content.
 */
ekb_status ekb_follow_run(const ekb_scanner *scanner, const ekb_source_list *sources, int encoding,
                          const ekb_sink *sink, ekb_totals *totals, ekb_error *error);

#endif
