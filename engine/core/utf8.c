/* SPDX-License-Identifier: MIT */
#include "utf8.h"

/* Continuation byte at `at`, or -1. */
static int continuation(const char *text, size_t length, size_t at)
{
    if (at >= length)
        return -1;
    unsigned char byte = (unsigned char)text[at];
    return (byte & 0xC0) == 0x80 ? byte & 0x3F : -1;
}

uint32_t ekb_utf8_next(const char *text, size_t length, size_t at, size_t *size)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text[at];
    *size = 1;
    if (lead < 0x80)
        return lead;
    size_t bytes = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (bytes == 0 || lead >= 0xF8)
        return EKB_UTF8_BAD;
    uint32_t value = lead & (0xFFu >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        int more = continuation(text, length, at + i);
        if (more < 0)
            return EKB_UTF8_BAD;
        value = value << 6 | (uint32_t)more;
    }
    if (value < least[bytes] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return EKB_UTF8_BAD;
    *size = bytes;
    return value;
}

size_t ekb_utf8_valid(const char *text, size_t length)
{
    size_t at = 0, size;
    while (at < length && ekb_utf8_next(text, length, at, &size) != EKB_UTF8_BAD)
        at += size;
    return at;
}

size_t ekb_utf8_whole(const char *text, size_t length)
{
    size_t at = length, size;
    while (at > 0 && length - at < 3 && continuation(text, length, at - 1) >= 0)
        at--;
    if (at == 0 || (unsigned char)text[at - 1] < 0xC0)
        return length;
    return ekb_utf8_next(text, length, at - 1, &size) == EKB_UTF8_BAD ? at - 1 : length;
}
