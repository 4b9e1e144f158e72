/* SPDX-License-Identifier: MIT */
/**
 * @file decide.h
 * @brief The thresholds of verdicts.
 */
#ifndef EKB_DECIDE_H
#define EKB_DECIDE_H

#include "match.h"

/** Confidence of a text from which it is firm, likely, worth showing. */
#define EKB_FIRM 0.75
#define EKB_LIKELY 0.40
#define EKB_VAGUE 0.10

/** Score by which the best text of a stretch must lead. */
#define EKB_RIVAL_SCORE 0.3

/** Weight (nats) of a paste's own words below which there are none, and above
 *  which they must be somebody's. */
#define EKB_REST_EMPTY 3.0
#define EKB_REST_DISTINCT 14.0

/** Weight of a story told around a number that few products have. */
#define EKB_REST_STORY 32.0

/** Weight above which the words beside a common number are another's. */
#define EKB_REST_FOREIGN 7.0

/** Most results that are looked at. */
#define EKB_RESULTS_MAX 64

#endif
