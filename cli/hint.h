/* SPDX-License-Identifier: MIT */
/**
 * @file hint.h
 * @brief What may have been meant where a look-up found nothing: a command, an
 *        entry's id, words to search for. Said on standard error.
 */
#ifndef EKB_CLI_HINT_H
#define EKB_CLI_HINT_H

#include "session.h"

/** To be called with an answer of verdict none, after it was rendered. @p text is what was typed. */
void ekb_hint_after_none(ekb_session *session, const char *text, const ekb_answer *answer);

#endif
