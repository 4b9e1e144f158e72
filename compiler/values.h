/* SPDX-License-Identifier: MIT */
/**
 * @file values.h
 * @brief Readers of single values, for field tables. Each gets its target as
 *        `into`, named in its comment, and leaves it alone when it reports.
 */
#ifndef EKBC_VALUES_H
#define EKBC_VALUES_H

#include "fields.h"

/** Longest single text, in bytes. */
#define EKBC_TEXT_MAX 65535

/** A text, kept: not empty, and not what YAML takes for a number, a truth value or nothing.
 *  @return NULL when it was reported. */
const char *ekbc_text_of(ekbc_reader *reader, const ekbc_yaml *value);

/** @name Readers whose `into` is a const char ** */
/** @{ */
void ekbc_read_text(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** In quotes, whatever it looks like. */
void ekbc_read_quoted(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** Printable ASCII without spaces. */
void ekbc_read_word(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** http or https. */
void ekbc_read_url(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** A day that exists, as 2026-11-22. */
void ekbc_read_date(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** @} */
/** Into an ekbc_string. */
void ekbc_read_string(ekbc_reader *reader, const ekbc_yaml *value, void *into);
/** Into an ekbc_texts. */
void ekbc_read_texts(ekbc_reader *reader, const ekbc_yaml *value, void *into);

/** A language tag, kept; NULL when it was reported. */
const char *ekbc_tag_of(ekbc_reader *reader, const ekbc_yaml *key);

/** A word of a fixed set and what it stands for. */
typedef struct ekbc_name {
    const char *name;
    int value;
} ekbc_name;

/** @p names ends with a NULL name. @return the value, or @p fallback when it was reported. */
int ekbc_name_of(ekbc_reader *reader, const ekbc_yaml *value, const ekbc_name *names, int fallback);

#endif
