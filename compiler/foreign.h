/* SPDX-License-Identifier: MIT */
/**
 * @file foreign.h
 * @brief Placeholders as other products write them → ours.
 *
 * Which spellings count depends on the product: `%d` is text where messages
 * are filled by `{0}`. So all its messages are counted first.
 */
#ifndef EKBC_FOREIGN_H
#define EKBC_FOREIGN_H

#include <stddef.h>

#include "core/strbuf.h"

typedef enum ekbc_foreign_style {
    EKBC_PRINTF,  /**< `%s %-.200s %1$d %.*ls %S_MSG` */
    EKBC_WINDOWS, /**< `%1 %1!s!` */
    EKBC_BRACES,  /**< `{0} {1,8:X} {} {name}` */
    EKBC_AT,      /**< `@FIELD@` */
    EKBC_ANGLE,   /**< `<file name>` */
    EKBC_QUOTED,  /**< `'filename'`: a word that stands for what it names */
    EKBC_STYLES
} ekbc_foreign_style;

/** How many messages of a product hold a placeholder of each style. */
typedef struct ekbc_foreign_census {
    size_t messages, with[EKBC_STYLES];
} ekbc_foreign_census;

void ekbc_foreign_count(ekbc_foreign_census *census, const char *message);
/** The styles that count in a product, as bits. */
unsigned ekbc_foreign_styles(const ekbc_foreign_census *census);

/**
 * Append @p message with its placeholders named as ours, `{p1}` or `{name}`,
 * and other braces escaped. Numbered ones keep their number; what is only
 * counted gets numbers in order, so that languages which number agree with
 * those which do not.
 */
void ekbc_foreign_message(const char *message, unsigned styles, ekb_strbuf *out);
/** Append @p message for people: placeholders as `…`, nothing escaped. */
void ekbc_foreign_plain(const char *message, unsigned styles, ekb_strbuf *out);

#endif
