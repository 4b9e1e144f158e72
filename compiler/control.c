/* SPDX-License-Identifier: MIT */
#include "control.h"

#include <string.h>

#include "core/utf8.h"

/* Bytes that a control character may begin with: C1 are C2 80 … C2 9F, marks
   of lines and directions E2 80 A8 … E2 81 A9. */
static int may_begin_control(unsigned char byte)
{
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
}

static int is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

uint32_t ekbc_control_in(const char *text, size_t length, const char *allowed, size_t *offset)
{
    for (size_t at = 0; at < length; at++) {
        if (!may_begin_control((unsigned char)text[at]))
            continue;
        size_t size;
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        if (!is_control(c) || (c < 0x80 && c != 0 && strchr(allowed, (int)c) != NULL))
            continue;
        if (offset != NULL)
            *offset = at;
        return c;
    }
    return 0;
}
