/* SPDX-License-Identifier: MIT */
/**
 * @file problem.h
 * @brief Refusals as `application/problem+json` (RFC 9457).
 *
 * `type` is stable, for programs; `title`, `detail` and `remedy` are for
 * people, in the language of the request.
 */
#ifndef EKB_SERVE_PROBLEM_H
#define EKB_SERVE_PROBLEM_H

#include "exchange.h"
#include "target.h"

/** Make the reply this refusal. @p why is shown with its remedy; may be NULL. */
void ekb_problem_reply(ekb_exchange *x, ekb_problem problem, const ekb_error *why);
/** The refusal for what the engine or the library of the command line said. */
void ekb_problem_reply_status(ekb_exchange *x, const ekb_error *why);
/** The refusal of a target or form. @p result is not EKB_TARGET_OK. */
void ekb_problem_reply_target(ekb_exchange *x, ekb_target_result result);

unsigned ekb_problem_status(ekb_problem problem);

#endif
