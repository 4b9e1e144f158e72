/* SPDX-License-Identifier: MIT */
/**
 * @file said.h
 * @brief What an entry says, language by language: the rows of table `text`.
 *
 * Invariant: languages ascend by id, so that rows are inserted in key order.
 * Left to others: further wordings of messages, and what the nodes are
 * (content.h).
 */
#ifndef EKBC_SAID_H
#define EKBC_SAID_H

#include "core/strbuf.h"
#include "entry.h"
#include "langs.h"
#include "rows.h"

/** One language of the entry at hand. */
typedef struct ekbc_said {
    int lang;
    const char *title, *detail, *message; /**< NULL for none. */
    ekb_strbuf body;                      /**< JSON as far as it goes; its memory is kept. */
    int64_t nodes;                        /**< How many stand in it. */
} ekbc_said;

/** Starts as zeroes but for `langs`; reused from entry to entry. */
typedef struct ekbc_sayings {
    const ekbc_langs *langs;
    size_t count;
    ekbc_said items[EKBC_LANGS_MAX];
} ekbc_sayings;

/** Write the rows of an entry, whose number is @p number. @return 0 without memory. */
int ekbc_said_write(ekbc_sayings *sayings, const ekbc_entry *entry, int64_t number, ekbc_rows *rows);
void ekbc_said_release(ekbc_sayings *sayings);

#endif
