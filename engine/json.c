/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

const char *ekb_json_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* The code unit of four hexadecimal digits, or -1. */
static int32_t hex4(const char *at)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        const char *digit = at[i] != '\0' ? strchr(digits, at[i]) : NULL;
        if (digit == NULL)
            return -1;
        value = value << 4 | (int32_t)((digit - digits) & 15);
    }
    return value;
}

static char *put_codepoint(char *to, int32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const int lead[] = {0, 0xC0, 0xE0, 0xF0};
    *to++ = (char)(lead[more] | c >> (6 * more));
    while (more-- > 0)
        *to++ = (char)(0x80 | (c >> (6 * more) & 0x3F));
    return to;
}

/* `\uXXXX`, with its second half where it is a surrogate. @return behind it or NULL. */
static const char *unescape_unicode(const char *at, char **to)
{
    int32_t c = hex4(at);
    at += 4;
    if (c >= 0xD800 && c < 0xDC00) {
        int32_t low = at[0] == '\\' && at[1] == 'u' ? hex4(at + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return NULL;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    if (c <= 0 || (c >= 0xD800 && c <= 0xDFFF))
        return NULL;
    *to = put_codepoint(*to, c);
    return at;
}

const char *ekb_json_string(const char *at, char *to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    while (*at != '"') {
        if ((unsigned char)*at < 0x20)
            return NULL;
        if (*at != '\\') {
            *to++ = *at++;
            continue;
        }
        at++;
        const char *name = *at != '\0' ? strchr(names, *at) : NULL;
        if (name != NULL) {
            *to++ = values[name - names];
            at++;
        } else if (*at != 'u' || (at = unescape_unicode(at + 1, &to)) == NULL) {
            return NULL;
        }
    }
    *to = '\0';
    return at + 1;
}
