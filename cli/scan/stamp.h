/* SPDX-License-Identifier: MIT */
/**
 * @file stamp.h
 * @brief The time that a line of a log begins with.
 *
 * Logs write it in a few dozen ways: ISO 8601 and its relatives (log4j, MySQL,
 * Go, nginx), syslog and journald, Apache's two, Tomcat's, klog's, Windows'. The
 * time is shown as it stands there; it is understood only as far as needed to
 * tell which of two is earlier.
 */
#ifndef EKB_SCAN_STAMP_H
#define EKB_SCAN_STAMP_H

#include <stddef.h>
#include <stdint.h>

#include "errkb/errkb.h"

typedef struct ekb_stamp {
    ekb_span span;  /**< In the text; empty if there is none. */
    int64_t second; /**< From some day on, in UTC where a zone is written; of two that
                         both have a year, or neither, the smaller is earlier. */
    uint32_t nanosecond;
    int has_year;
} ekb_stamp;

/** Find the time near the beginning of a record. @return 0 if there is none. */
int ekb_stamp_find(const char *text, size_t length, ekb_stamp *out);

/** Is @p a earlier than @p b? Negative, 0 (or it cannot be told), positive. */
int ekb_stamp_compare(const ekb_stamp *a, const ekb_stamp *b);

#endif
