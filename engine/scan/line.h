/* SPDX-License-Identifier: MIT */
/**
 * @file line.h
 * @brief What the line around an id speaks of, as far as an id needs it.
 */
#ifndef EKB_SCAN_LINE_H
#define EKB_SCAN_LINE_H

#include "index.h"

/** Not 0 if the line that holds byte @p at names the product. */
int ekb_scan_line_names(const ekb_index_product *product, const char *text, size_t length, size_t at);
/** Not 0 if it speaks of a failure. */
int ekb_scan_line_fails(const char *text, size_t length, size_t at);
/** The same, or of what is not as it should be: expired, missing, not this or that. */
int ekb_scan_line_complains(const char *text, size_t length, size_t at);
/** Not 0 if it says that something went well. */
int ekb_scan_line_succeeds(const char *text, size_t length, size_t at);
/** Not 0 if its level says that all is well: INFO, DEBUG, TRACE. */
int ekb_scan_line_is_calm(const char *text, size_t length, size_t at);
/** Not 0 if no more of it follows byte @p at than marks. */
int ekb_scan_line_ends(const char *text, size_t length, size_t at);
/** Not 0 if what stands behind a number that ends at @p at is what it counts: "34513
 *  files", "34513 ms", 34513 个. */
int ekb_scan_is_count(const char *text, size_t length, size_t at);
/** Not 0 if the number in [@p start, @p end) is what something came to: "failed with 0x1FC07",
 *  "0x1FC07: …" at a line's beginning. */
int ekb_scan_is_result(const char *text, size_t length, size_t start, size_t end);
/** Not 0 if a name with a colon or an equals sign stands right before @p at. */
int ekb_scan_has_key(const char *text, size_t at);

#endif
