/* SPDX-License-Identifier: MIT */
/**
 * @file report.h
 * @brief Parts of a scan's report as text for reading; they are appended to the
 *        session's output.
 */
#ifndef EKB_SCAN_REPORT_H
#define EKB_SCAN_REPORT_H

#include "sink.h"
#include "stage.h"
#include "tally.h"

/** "2 known errors, found 14 times · 1.2 GB in 3 files" */
void ekb_report_head(ekb_stage *stage, const ekb_totals *totals, size_t different);
/** An error: where it was found, a sample, what to do. */
void ekb_report_item(ekb_stage *stage, const ekb_tally_item *item);
/** One line for an error that was shown before. */
void ekb_report_again(ekb_stage *stage, const ekb_tally_item *item);
/** Why a hit may not be what it says. */
typedef struct ekb_doubt {
    double confidence;
    int conflict; /**< The message beside the code is another entry's. */
} ekb_doubt;
int ekb_doubt_is_none(ekb_doubt doubt);
/** What an entry is, and with @p remedy what to do, as lines to stand below a log's. */
void ekb_report_note(ekb_stage *stage, const char *id, int remedy, ekb_doubt doubt);
/** Unknown codes, the most frequent first. */
void ekb_report_unknown(ekb_stage *stage, const ekb_tally *unknown);

#endif
