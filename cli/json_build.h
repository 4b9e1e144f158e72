/* SPDX-License-Identifier: MIT */
/**
 * @file json_build.h
 * @brief Building JSON with a sticky error: set members one after the other,
 *        test once at the end.
 *
 * Keys keep the order in which they were set. Text may be any bytes: what is
 * no UTF-8 becomes U+FFFD, since a JSON text that cannot be read back is worse
 * than one damaged character. What the fields mean is render_json.c's.
 */
#ifndef EKB_CLI_JSON_BUILD_H
#define EKB_CLI_JSON_BUILD_H

#include <jansson.h>

#include "core/strbuf.h"

typedef struct ekb_json {
    int failed; /**< An allocation failed; the values are not to be used. */
} ekb_json;

json_t *ekb_json_object(ekb_json *json);
json_t *ekb_json_array(ekb_json *json);

/** @name Members of an object
 * @p object may be NULL after a failure. ekb_json_set() takes over @p value. */
/** @{ */
void ekb_json_set(ekb_json *json, json_t *object, const char *key, json_t *value);
/** NULL is written as "". */
void ekb_json_set_text(ekb_json *json, json_t *object, const char *key, const char *text);
/** Leaves the member out when @p text is NULL. */
void ekb_json_set_optional(ekb_json *json, json_t *object, const char *key, const char *text);
/** @p key may be any bytes too; the others take keys of our own. */
void ekb_json_set_named(ekb_json *json, json_t *object, const char *key, const char *text);
void ekb_json_set_number(ekb_json *json, json_t *object, const char *key, long long number);
/** A share in [0,1], to four places. */
void ekb_json_set_share(ekb_json *json, json_t *object, const char *key, double share);
void ekb_json_set_flag(ekb_json *json, json_t *object, const char *key, int flag);
/** @} */

/** @name Elements of an array */
/** @{ */
void ekb_json_add(ekb_json *json, json_t *array, json_t *value);
void ekb_json_add_text(ekb_json *json, json_t *array, const char *text);
void ekb_json_add_number(ekb_json *json, json_t *array, long long number);
/** @} */

/** Append @p value and a line end, indented if @p pretty, and release it. */
void ekb_json_write(ekb_json *json, ekb_strbuf *out, json_t *value, int pretty);

#endif
