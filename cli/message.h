/* SPDX-License-Identifier: MIT */
/**
 * @file message.h
 * @brief An error message with what the paste had in the place of its placeholders.
 *
 * A placeholder that nothing was captured for stays as it is: `{server}`.
 */
#ifndef EKB_CLI_MESSAGE_H
#define EKB_CLI_MESSAGE_H

#include <stddef.h>

#include "errkb/errkb.h"

/** A stretch of a message. */
typedef struct ekb_message_part {
    const char *text; /**< Lent, not NUL-terminated. */
    size_t length;    /**< Never 0. */
    int captured;     /**< It stood in the paste, in the place of a placeholder. */
} ekb_message_part;

/** Reading position; members are private. */
typedef struct ekb_message_reader {
    const char *at;
    const ekb_hit *hit;
} ekb_message_reader;

/** Begin reading @p message; @p hit is NULL where nothing was pasted. Both are lent. */
void ekb_message_begin(ekb_message_reader *reader, const char *message, const ekb_hit *hit);
/** @return 0 at the end, with @p part untouched. */
int ekb_message_next(ekb_message_reader *reader, ekb_message_part *part);

/** Has the message the placeholder @p name? */
int ekb_message_names(const char *message, const char *name);

#endif
