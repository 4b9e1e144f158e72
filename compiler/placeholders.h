/* SPDX-License-Identifier: MIT */
/**
 * @file placeholders.h
 * @brief The variable parts of a message: `{name}`, with `{{` for a brace.
 */
#ifndef EKBC_PLACEHOLDERS_H
#define EKBC_PLACEHOLDERS_H

#include <stddef.h>

/** Most placeholders of one message. */
#define EKBC_PLACEHOLDERS_MAX 32

typedef struct ekbc_placeholder {
    const char *name; /**< In the message, not terminated. */
    size_t length;
} ekbc_placeholder;

typedef struct ekbc_placeholders {
    ekbc_placeholder items[EKBC_PLACEHOLDERS_MAX]; /**< Each name once. */
    size_t count;
    const char *broken; /**< A `{` that begins none, or NULL. */
    int too_many;
    int words; /**< Not 0 if the message has any text of its own. */
} ekbc_placeholders;

void ekbc_placeholders_find(const char *message, ekbc_placeholders *out);
/** The first of @p a that @p b lacks, or NULL. */
const ekbc_placeholder *ekbc_placeholders_lacking(const ekbc_placeholders *a, const ekbc_placeholders *b);

#endif
