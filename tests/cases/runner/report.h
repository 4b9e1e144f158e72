/* SPDX-License-Identifier: MIT */
/**
 * @file report.h
 * @brief What a case gave against what it wants, collected for one printing.
 */
#ifndef CASES_REPORT_H
#define CASES_REPORT_H

#include "core/strbuf.h"
#include "paragraphs.h"

typedef struct report {
    const char *path;
    ekb_strbuf text; /**< Of the failures of one case. */
    unsigned checks, failures;
} report;

/** Count a check of @p f; if the texts differ, note both. */
void expect_text(report *r, const field *f, const char *want, const char *got);
/** Note a failure in free words. */
void expect_failed(report *r, const field *f, const char *format, ...) EKB_PRINTF(3, 4);

#endif
