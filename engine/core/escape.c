/* SPDX-License-Identifier: MIT */
#include "escape.h"

#include <string.h>

#include "canon.h"

/* \uXXXX, any unit of UTF-16. */
static int read_unit(const char *text, size_t left, uint32_t *out)
{
    *out = 0;
    if (left < 6 || text[0] != '\\' || text[1] != 'u')
        return 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = ekb_hex_digit(text[i]);
        if (digit < 0)
            return 0;
        *out = *out << 4 | (uint32_t)digit;
    }
    return 1;
}

size_t ekb_escape_read(const char *text, size_t left, uint32_t *c)
{
    /* A page and a step back are blanks to whoever reads the text. */
    static const char names[] = "nrt\"\\/bf", values[] = "\n\r\t\"\\/  ";
    uint32_t low;
    *c = 0;
    if (left < 2 || text[0] != '\\')
        return 0;
    if (read_unit(text, left, c)) {
        if (*c < 0xD800 || *c >= 0xE000)
            return 6;
        int paired = *c < 0xDC00 && read_unit(text + 6, left - 6, &low) && low >= 0xDC00 && low < 0xE000;
        *c = paired ? 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00) : 0;
        return paired ? 12 : 0;
    }
    const char *name = text[1] != '\0' ? strchr(names, text[1]) : NULL;
    *c = name != NULL ? (uint32_t)(unsigned char)values[name - names] : 0;
    return name != NULL ? 2 : 0;
}
