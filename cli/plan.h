/* SPDX-License-Identifier: MIT */
/**
 * @file plan.h
 * @brief What of an answer is shown whole, what only named: the one decision
 *        that all reading formats (text, Markdown, HTML) share.
 *
 * Somebody at a broken server wants the remedy when it is certain, and a short
 * list to choose from when it is not.
 */
#ifndef EKB_CLI_PLAN_H
#define EKB_CLI_PLAN_H

#include <stddef.h>

#include "errkb/errkb.h"

/**
 * Is this hit shown as a whole card? Firm hits are; of uncertain ones only a
 * single one that is at least as likely as not. The others are candidates:
 * id, title and why.
 */
int ekb_plan_whole(const ekb_answer *answer, size_t hit);

/** The worst that speaks against one of the hits that are not shown whole. */
ekb_conflict ekb_plan_conflict(const ekb_answer *answer);

/**
 * The earlier whole hit that has the same cause as cause @p cause of content
 * @p content of hit @p hit (both were taken from the same procedure), so that
 * it is printed once.
 * @return the position of that hit, or @p hit itself when it is the first.
 */
size_t ekb_plan_first_with_cause(const ekb_answer *answer, size_t hit, size_t content, size_t cause);

/** Longer lists of what was read in a paste are cut. */
enum { EKB_PLAN_LIST_MOST = 10 };

/** Are the errors of the paste listed, each with what it was taken for? There are
 *  several, and one at least is known; unknown ones are listed as readings. */
int ekb_plan_overview(const ekb_answer *answer);
/** Is error @p at among those listed? Of many only known ones are; @p listed says how many
 *  were before it. */
int ekb_plan_lists(const ekb_answer *answer, size_t at, size_t listed);

/** Nothing but white space was pasted. */
int ekb_plan_blank(const ekb_answer *answer);
/** Much of the paste is no text: a binary file, or an encoding that was not read. */
int ekb_plan_garbled(const ekb_answer *answer);
/** The paste is so long that it must be a whole message. */
int ekb_plan_is_long(const ekb_answer *answer);

/**
 * The message of an entry as far as it tells something new: not what its title
 * says, and of a symptom, which has no message, nothing beside its detail.
 * @return lent, or NULL.
 */
const char *ekb_plan_message(const ekb_entry *entry, const ekb_content *content);

/** Ids of the procedures already printed in one document. */
typedef struct ekb_seen {
    const char *ids[64]; /**< Lent. Past the last they are printed again. */
    size_t count;
} ekb_seen;

/** @return 1 if @p id was added before; else adds it. NULL is never seen. */
int ekb_seen_before(ekb_seen *seen, const char *id);

#endif
