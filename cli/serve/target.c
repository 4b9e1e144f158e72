/* SPDX-License-Identifier: MIT */
#include "target.h"

#include <string.h>

#include "core/utf8.h"

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* Decoded bytes with a NUL behind; never longer than what they were. */
static char *decode(ekb_arena *arena, const char *text, size_t length, int plus_is_space, size_t *decoded)
{
    char *out = ekb_arena_alloc(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; out != NULL && i < length; i++) {
        int high = text[i] == '%' && length - i > 2 ? hex_value(text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0) {
            out[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[n++] = plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (out != NULL)
        out[n] = '\0';
    *decoded = n;
    return out;
}

static ekb_target_result check_name(const char *text, size_t length)
{
    if (ekb_utf8_valid(text, length) != length)
        return EKB_TARGET_UTF8;
    return memchr(text, '\0', length) != NULL ? EKB_TARGET_NUL : EKB_TARGET_OK;
}

ekb_target_result ekb_target_split(const char *target, ekb_arena *arena, const char **path,
                                   const char **query)
{
    size_t length = 0;
    const char *start = target;
    *path = *query = "";
    if (strncmp(target, "http://", 7) == 0 || strncmp(target, "https://", 8) == 0) {
        const char *host = strstr(target, "//") + 2;
        start = host + strcspn(host, "/?");
    }
    size_t raw = strcspn(start, "?");
    if (start[raw] == '?')
        *query = start + raw + 1;
    if (start != target && raw == 0)
        start = "/", raw = 1;
    if (start[0] != '/')
        return EKB_TARGET_FORM;
    char *decoded = decode(arena, start, raw, 0, &length);
    if (decoded == NULL)
        return EKB_TARGET_NOMEM;
    *path = decoded;
    return check_name(decoded, length);
}

static ekb_target_result add_pair(ekb_params *params, const char *pair, size_t length, ekb_arena *arena)
{
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals != NULL ? (size_t)(equals - pair) : length, n = 0;
    const char *value = equals != NULL ? equals + 1 : pair + length;
    if (params->count == EKB_PARAMS_MOST)
        return EKB_TARGET_MANY;
    ekb_param *param = &params->items[params->count];
    param->name = decode(arena, pair, name_length, 1, &n);
    param->value = decode(arena, value, (size_t)(pair + length - value), 1, &param->length);
    if (param->name == NULL || param->value == NULL)
        return EKB_TARGET_NOMEM;
    if (ekb_utf8_valid(param->value, param->length) != param->length)
        return EKB_TARGET_UTF8;
    ekb_target_result result = check_name(param->name, n);
    if (result == EKB_TARGET_OK && ekb_params_find(params, param->name) != NULL)
        result = EKB_TARGET_REPEATED;
    params->count += result == EKB_TARGET_OK;
    return result;
}

ekb_target_result ekb_params_read(ekb_params *params, const char *text, size_t length, ekb_arena *arena)
{
    ekb_target_result result = EKB_TARGET_OK;
    for (size_t at = 0; at < length && result == EKB_TARGET_OK;) {
        const char *end = memchr(text + at, '&', length - at);
        size_t n = end != NULL ? (size_t)(end - text) - at : length - at;
        if (n > 0)
            result = add_pair(params, text + at, n, arena);
        at += n + 1;
    }
    return result;
}

const ekb_param *ekb_params_find(const ekb_params *params, const char *name)
{
    for (size_t i = 0; i < params->count; i++) {
        if (strcmp(params->items[i].name, name) == 0)
            return &params->items[i];
    }
    return NULL;
}

const char *ekb_params_text(const ekb_params *params, const char *name)
{
    const ekb_param *param = ekb_params_find(params, name);
    return param != NULL && param->length > 0 ? param->value : NULL;
}
