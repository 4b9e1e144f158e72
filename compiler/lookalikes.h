/* SPDX-License-Identifier: MIT */
/**
 * @file lookalikes.h
 * @brief Characters that an editor or an input method puts in the place of
 *        YAML's own, and that nobody tells from them: spaces, colons, quotes,
 *        hyphens; and a colon or hyphen that is none without a space.
 */
#ifndef EKBC_LOOKALIKES_H
#define EKBC_LOOKALIKES_H

#include "diag.h"

/** Not 0 for a space of Unicode that is none to YAML. */
int ekbc_is_foreign_space(uint32_t c);
/** Not 0 for a quotation mark of prose. */
int ekbc_is_foreign_quote(uint32_t c);
/**
 * The first look-alike of a line that stands where YAML has a sign of its own: a
 * space at the beginning, behind `:` or `-`, or a full-width colon behind a key.
 * @return the character, with its byte in @p offset; 0 if there is none.
 */
uint32_t ekbc_lookalike_in(const char *line, size_t length, size_t *offset);
/**
 * The colon of `key:value`, which is one text to YAML; in a whole line, behind the signs of items.
 * @return its byte, 0 if there is none.
 */
size_t ekbc_joined_colon_in(const char *line, size_t length);
void ekbc_joined_colon_report(ekbc_diags *diags, ekbc_place place);
/**
 * What an item begins with instead of `- `: a hyphen without a space, or another dash or bullet.
 * @return the bytes of that sign, with which the text begins; 0 if there is none.
 */
size_t ekbc_false_item_in(const char *text, size_t length);
/** @param sign of @p size bytes */
void ekbc_false_item_report(ekbc_diags *diags, ekbc_place place, const char *sign, size_t size);
/** Report one at its place. */
void ekbc_lookalike_report(ekbc_diags *diags, ekbc_place place, uint32_t c);

#endif
