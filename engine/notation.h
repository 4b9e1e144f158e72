/* SPDX-License-Identifier: MIT */
/**
 * @file notation.h
 * @brief Characters that a paste has in the notation of a file format, as themselves.
 */
#ifndef EKB_NOTATION_H
#define EKB_NOTATION_H

#include "core/strbuf.h"

/**
 * Put characters in the place of JSON's escapes and of HTML's character
 * references, where it is plain that they are these: a path of Windows stays
 * as it is. @p text is changed; its `failed` tells that memory ran out.
 */
void ekb_notation_read(ekb_strbuf *text);

/** The part of HTML (html.spec.whatwg.org, 13.5): append @p text to @p out. */
void ekb_notation_read_html(const char *text, size_t length, ekb_strbuf *out);

/** The part of JSON, likewise. */
void ekb_notation_read_json(const char *text, size_t length, ekb_strbuf *out);

#endif
