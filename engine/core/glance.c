/* SPDX-License-Identifier: MIT */
#include "glance.h"

#include "fold.h"
#include "utf8.h"

/* clang-format off */
const unsigned char ekb_glance_ascii[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, ' ', ' ', 0, 0, ' ', 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ' ', '!', '\'', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[', 0, ']', '^', '_',
    '\'', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 0, '|', 0, '~', 0,
};
/* clang-format on */

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

static uint32_t glance_of(uint32_t c)
{
    uint32_t folded = c != EKB_UTF8_BAD ? ekb_fold_one(c) : 0;
    if (folded < 0x80)
        return ekb_glance_ascii[folded];
    return folded >= HAN_FIRST && folded <= HAN_LAST ? folded : EKB_GLANCE_BEYOND;
}

uint32_t ekb_glance_wide(const char *at, const char *end, unsigned *size)
{
    size_t bytes;
    uint32_t c = ekb_utf8_next(at, (size_t)(end - at), 0, &bytes);
    *size = (unsigned)bytes;
    return glance_of(c);
}

uint32_t ekb_glance_wide_back(const char *start, const char *at, unsigned *size)
{
    size_t bytes, most = at - start < 4 ? (size_t)(at - start) : 4, length = 1;
    while (length < most && ((unsigned char)at[-(ptrdiff_t)length] & 0xC0) == 0x80)
        length++;
    uint32_t c = ekb_utf8_next(at - length, length, 0, &bytes);
    *size = (unsigned)length;
    return bytes == length ? glance_of(c) : EKB_GLANCE_BEYOND;
}
