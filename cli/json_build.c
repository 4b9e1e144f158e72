/* SPDX-License-Identifier: MIT */
#include "json_build.h"

#include <string.h>
#include <utf8proc.h>

static json_t *sound(ekb_json *json, json_t *value)
{
    json->failed |= value == NULL;
    return value;
}

json_t *ekb_json_object(ekb_json *json)
{
    return sound(json, json_object());
}

json_t *ekb_json_array(ekb_json *json)
{
    return sound(json, json_array());
}

void ekb_json_set(ekb_json *json, json_t *object, const char *key, json_t *value)
{
    json->failed |= json_object_set_new_nocheck(object, key, value) != 0;
}

static json_t *repaired(ekb_json *json, const char *text)
{
    ekb_strbuf copy = EKB_STRBUF_INIT;
    size_t length = strlen(text), at = 0;
    while (at < length) {
        utf8proc_int32_t codepoint;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                              (utf8proc_ssize_t)(length - at), &codepoint);
        ekb_strbuf_put_codepoint(&copy, n > 0 ? (unsigned)codepoint : 0xFFFD);
        at += n > 0 ? (size_t)n : 1;
    }
    json_t *value = copy.failed ? NULL : json_string(ekb_strbuf_text(&copy));
    ekb_strbuf_release(&copy);
    return sound(json, value);
}

/* jansson refuses what is no UTF-8, and says so as it says that memory is short. */
static json_t *make_text(ekb_json *json, const char *text)
{
    const char *given = text != NULL ? text : "";
    json_t *value = json_string(given);
    return value != NULL ? value : repaired(json, given);
}

void ekb_json_set_text(ekb_json *json, json_t *object, const char *key, const char *text)
{
    ekb_json_set(json, object, key, make_text(json, text));
}

void ekb_json_set_optional(ekb_json *json, json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        ekb_json_set_text(json, object, key, text);
}

void ekb_json_set_named(ekb_json *json, json_t *object, const char *key, const char *text)
{
    json_t *sound_key = make_text(json, key);
    if (sound_key != NULL)
        ekb_json_set_text(json, object, json_string_value(sound_key), text);
    json_decref(sound_key);
}

void ekb_json_set_number(ekb_json *json, json_t *object, const char *key, long long number)
{
    ekb_json_set(json, object, key, json_integer(number));
}

void ekb_json_set_share(ekb_json *json, json_t *object, const char *key, double share)
{
    double kept = share >= 0 && share <= 1 ? share : share > 1 ? 1 : 0; /* no NaN */
    ekb_json_set(json, object, key, json_real((double)(long)(kept * 10000 + 0.5) / 10000));
}

void ekb_json_set_flag(ekb_json *json, json_t *object, const char *key, int flag)
{
    ekb_json_set(json, object, key, json_boolean(flag));
}

void ekb_json_add(ekb_json *json, json_t *array, json_t *value)
{
    json->failed |= json_array_append_new(array, value) != 0;
}

void ekb_json_add_text(ekb_json *json, json_t *array, const char *text)
{
    ekb_json_add(json, array, make_text(json, text));
}

void ekb_json_add_number(ekb_json *json, json_t *array, long long number)
{
    ekb_json_add(json, array, json_integer(number));
}

static int append(const char *bytes, size_t length, void *out)
{
    ekb_strbuf *buffer = out;
    ekb_strbuf_append(buffer, bytes, length);
    return buffer->failed ? -1 : 0;
}

void ekb_json_write(ekb_json *json, ekb_strbuf *out, json_t *value, int pretty)
{
    enum { DIGITS = 6 };
    size_t flags = JSON_REAL_PRECISION(DIGITS) | JSON_ENCODE_ANY | (pretty ? JSON_INDENT(2) : JSON_COMPACT);
    if (json->failed || json_dump_callback(value, append, out, flags) != 0)
        out->failed = 1;
    ekb_strbuf_putc(out, '\n');
    json_decref(value);
}
