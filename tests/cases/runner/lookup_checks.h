/* SPDX-License-Identifier: MIT */
/**
 * @file lookup_checks.h
 * @brief The keys that a `query` case may check, and an answer as lines of text.
 */
#ifndef CASES_LOOKUP_CHECKS_H
#define CASES_LOOKUP_CHECKS_H

#include "errkb/errkb.h"
#include "report.h"

/** Check one key of the paragraph; keys that steer the query are passed over. */
void check_field(report *r, const field *f, const ekb_answer *answer);
/** What the answer says, for the reader of a failure. */
void describe_answer(ekb_strbuf *out, const ekb_answer *answer);

#endif
