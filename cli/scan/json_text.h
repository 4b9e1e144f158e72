/* SPDX-License-Identifier: MIT */
/**
 * @file json_text.h
 * @brief JSON written member by member.
 *
 * A stream in which every line is an error has to leave at the speed at which it
 * comes, and a tree of objects for each line (cli/json_build.h) would take longer
 * than finding the error. The writer knows no structure: what is opened is to be
 * closed by the caller.
 */
#ifndef EKB_SCAN_JSON_TEXT_H
#define EKB_SCAN_JSON_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "core/strbuf.h"

/** Open an object or array: "{" or "[". */
void ekb_json_text_open(ekb_strbuf *out, char bracket);
void ekb_json_text_close(ekb_strbuf *out, char bracket);
/** The name of the next member, with the comma before it where one is needed. */
void ekb_json_text_key(ekb_strbuf *out, const char *key);
/** The same with any bytes for a name. */
void ekb_json_text_any_key(ekb_strbuf *out, const char *key);

/** @name Values, of members and elements
 * Text is UTF-8 of @p length bytes; what is none becomes U+FFFD. */
/** @{ */
void ekb_json_text_string(ekb_strbuf *out, const char *text, size_t length);
void ekb_json_text_number(ekb_strbuf *out, uint64_t number);
/** A share in [0,1], to four places. */
void ekb_json_text_share(ekb_strbuf *out, double share);
void ekb_json_text_word(ekb_strbuf *out, const char *word); /**< true, false, null */
/** @} */

/** @name Members */
/** @{ */
void ekb_json_text_put(ekb_strbuf *out, const char *key, const char *text);
void ekb_json_text_put_number(ekb_strbuf *out, const char *key, uint64_t number);
/** null where @p number is 0. */
void ekb_json_text_put_known(ekb_strbuf *out, const char *key, uint64_t number);
void ekb_json_text_put_flag(ekb_strbuf *out, const char *key, int flag);
/** @} */

#endif
