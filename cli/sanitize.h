/* SPDX-License-Identifier: MIT */
/**
 * @file sanitize.h
 * @brief Text that may have come from anybody, made safe to print on a terminal.
 *
 * Afterwards there is no control character, no invalid UTF-8 and nothing that
 * changes the direction of text, so that neither a paste nor an index can move
 * the cursor, colour, rename or rewrite what is shown.
 */
#ifndef EKB_CLI_SANITIZE_H
#define EKB_CLI_SANITIZE_H

#include <stddef.h>

#include "core/strbuf.h"

typedef enum ekb_line_ends {
    EKB_LINE_ENDS_SPACE, /**< Line ends and tabs become spaces. */
    EKB_LINE_ENDS_KEEP   /**< "\n" stays, "\r\n" becomes it; tabs become spaces. */
} ekb_line_ends;

/** Append @p length bytes of @p text. Controls are shown as their pictures (␛). */
void ekb_sanitize(ekb_strbuf *out, const char *text, size_t length, ekb_line_ends line_ends);

#endif
