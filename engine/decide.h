/* SPDX-License-Identifier: MIT */
/**
 * @file decide.h
 * @brief Verdicts: their thresholds, and what the files that decide share.
 */
#ifndef EKB_DECIDE_H
#define EKB_DECIDE_H

#include "match.h"

/** Confidence of a text from which it is firm, likely, worth showing. */
#define EKB_FIRM 0.78
#define EKB_LIKELY 0.40
#define EKB_VAGUE 0.06

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

/** @name Results and texts of an entry; NULL where there is none */
/** @{ */
ekb_result *ekb_result_find(const ekb_lookup_state *state, size_t index, int64_t entry);
const ekb_scored *ekb_scored_of(const ekb_lookup_state *state, size_t index, int64_t entry);
/** A new result; NULL when memory ran out. */
ekb_result *ekb_result_add(ekb_lookup_state *state, size_t index, int64_t entry);
/** @} */

/** No line break stands between a text and a code. */
int ekb_same_line(const ekb_lookup_state *state, const ekb_scored *scored, const ekb_spotted *spotted);
/** The lines of a reading, up to those of the readings before and behind it: in
 *  a log of several errors each answers for its own. */
ekb_span ekb_neighbourhood(const ekb_lookup_state *state, const ekb_code_reading *reading);

/** Whether the paste names an entry's product. */
ekb_status ekb_product_named(const ekb_lookup_state *state, size_t index, int64_t entry, int *out);

/** Whether the words around an announced number say that it is somebody else's:
 *  "Photoshop error 34506". */
ekb_status ekb_said_of_other(ekb_lookup_state *state, const ekb_code_reading *reading,
                             const ekb_code_hit *hit, int *out);

/** Find codes that are arguments or words of a text. */
ekb_status ekb_decide_arguments(ekb_lookup_state *state);
/** Results by codes, then by texts. */
ekb_status ekb_decide_codes(ekb_lookup_state *state);
ekb_status ekb_decide_texts(ekb_lookup_state *state);

#endif
