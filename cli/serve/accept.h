/* SPDX-License-Identifier: MIT */
/**
 * @file accept.h
 * @brief Lists of preferences: Accept-Language and Accept-Encoding, with their
 *        q-values (RFC 9110, 12.4.2 and 12.5).
 *
 * A field that is no such list is read as far as it is one; nobody is refused
 * for what a proxy made of a preference.
 */
#ifndef EKB_SERVE_ACCEPT_H
#define EKB_SERVE_ACCEPT_H

#include <stddef.h>

#include "locale.h"

/** One element of a list. */
typedef struct ekb_accept_item {
    const char *name; /**< Lent from the field, not NUL-terminated. */
    size_t length;
    unsigned weight; /**< In thousandths; 0: not wanted. */
} ekb_accept_item;

/**
 * Read the next element.
 * @param[in,out] cursor begins at the field, and is moved behind the element.
 * @return 1, or 0 at the end.
 */
int ekb_accept_next(const char **cursor, ekb_accept_item *out);

/** Languages by preference, at most EKB_LANGUAGES_MOST, not an explicit wish.
 *  What is no language tag, `*` among it, is left out. @p field may be NULL. */
void ekb_accept_languages(const char *field, ekb_language_list *out);

/** Is the coding (such as "gzip") welcome, and not less so than no coding?
 *  @p field may be NULL: then it is not. */
int ekb_accept_encoding(const char *field, const char *coding);

#endif
