/* SPDX-License-Identifier: MIT */
/**
 * @file redact_fold.h
 * @brief Text without full-width forms, for rules that know ASCII: ｐａｓｓｗｏｒｄ＝ is password=.
 */
#ifndef EKB_SCAN_REDACT_FOLD_H
#define EKB_SCAN_REDACT_FOLD_H

#include <stddef.h>

typedef struct ekb_redact_folded {
    char *text; /**< NULL where the text has none: it is as it is then. */
    size_t length;
    size_t *from; /**< Of each byte, and of the end, its place in the text as it was. */
} ekb_redact_folded;

/** @return 0, or -1 without memory. Free with ekb_redact_folded_release(). */
int ekb_redact_fold(const char *text, size_t length, ekb_redact_folded *out);
void ekb_redact_folded_release(ekb_redact_folded *folded);

#endif
