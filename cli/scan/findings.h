/* SPDX-License-Identifier: MIT */
/**
 * @file findings.h
 * @brief What a thread found, kept until its turn to be told comes.
 *
 * A hit is lent for the time of a call; this is a copy. Findings are told in the
 * order in which they were added.
 */
#ifndef EKB_SCAN_FINDINGS_H
#define EKB_SCAN_FINDINGS_H

#include "core/arena.h"
#include "scan/scan.h"

typedef struct ekb_finding ekb_finding;

typedef struct ekb_findings {
    ekb_arena arena;
    ekb_finding *first, *last;
    size_t bytes; /**< Of memory, nearly. */
} ekb_findings;

/* clang-format off */
#define EKB_FINDINGS_INIT {EKB_ARENA_INIT, NULL, NULL, 0}
/* clang-format on */

/** @return 0, or -1 without memory. */
int ekb_findings_add_hit(ekb_findings *findings, const ekb_scan_hit *hit);
int ekb_findings_add_unknown(ekb_findings *findings, const ekb_scan_unknown *unknown);
/** Tell all, and forget them. @return what the sink returned last, where that is not 0. */
int ekb_findings_tell(ekb_findings *findings, const ekb_scan_sink *sink);
void ekb_findings_release(ekb_findings *findings);

#endif
