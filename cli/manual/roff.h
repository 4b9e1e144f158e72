/* SPDX-License-Identifier: MIT */
/**
 * @file roff.h
 * @brief Writing man(7) pages: macros by function, text escaped.
 *
 * Text is UTF-8 and may hold the marks of inline.h. What a page says is
 * pages.c's.
 */
#ifndef EKB_MANUAL_ROFF_H
#define EKB_MANUAL_ROFF_H

#include "core/strbuf.h"

/** `.TH`: @p name is upper-cased; @p manual is the title of the volume. */
void ekb_roff_begin(ekb_strbuf *out, const char *name, int section, const char *manual);
/** `.SH` in capitals, where the script has them. */
void ekb_roff_heading(ekb_strbuf *out, const char *heading);
/** A paragraph of text with marks. */
void ekb_roff_paragraph(ekb_strbuf *out, const char *text);
/** A tagged paragraph: @p tag plain and bold, @p text with marks. */
void ekb_roff_item(ekb_strbuf *out, const char *tag, const char *text);
/** An item of a list. */
void ekb_roff_bullet(ekb_strbuf *out, const char *text);
/** Lines as they are, in a fixed font. */
void ekb_roff_code(ekb_strbuf *out, const char *code);
/** Plain text within a line, escaped; a dash stays one that can be copied. */
void ekb_roff_plain(ekb_strbuf *out, const char *text, size_t length);

#endif
