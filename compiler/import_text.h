/* SPDX-License-Identifier: MIT */
/**
 * @file import_text.h
 * @brief Foreign text → text of ours.
 */
#ifndef EKBC_IMPORT_TEXT_H
#define EKBC_IMPORT_TEXT_H

#include <stddef.h>

#include "core/strbuf.h"

/** Append @p text without what YAML or a terminal cannot hold, nor white space
 *  around it: nothing may be left. */
void ekbc_import_clean(const char *text, size_t length, ekb_strbuf *out);
/** Append plain text so that the CommonMark subset of ours shows it as it is.
 *  Items of a list become paragraphs. */
void ekbc_import_escape(const char *text, ekb_strbuf *out);
/**
 * Length of the first sentence of @p text, or of all of it with @p whole,
 * without its full stop, and cut at a word when it is long; @p cut says so.
 */
size_t ekbc_import_sentence(const char *text, int whole, int *cut);

#endif
