/* SPDX-License-Identifier: MIT */
/*
 * Own decoders, since iconv(3) takes three times as long as all the rest of a
 * scan. Logs are ASCII mostly: runs of it are copied eight bytes at a time.
 */
#include "decode.h"

#include <stdint.h>
#include <string.h>

#include "gb18030_table.h"

#define BAD 0xFFFDu

static char *put(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* ---- GB18030 -------------------------------------------------------------- */

static uint32_t quad(const unsigned char *b)
{
    uint32_t n = ((b[0] - 0x81u) * 10 + (b[1] - 0x30u)) * 1260 + (b[2] - 0x81u) * 10 + (b[3] - 0x30u);
    if (n >= 189000 && n - 189000 < 0x100000)
        return 0x10000 + (n - 189000);
    if (n >= 39420)
        return BAD;
    size_t low = 0, high = sizeof gb_quads / sizeof *gb_quads;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (gb_quads[middle].number <= n)
            low = middle;
        else
            high = middle;
    }
    uint32_t c = gb_quads[low].c + (n - gb_quads[low].number);
    return gb_quads[low].c == BAD || (c >= 0xD800 && c < 0xE000) ? BAD : c;
}

/* The character at `b`: its bytes, or 0 where more are needed to tell. */
static size_t gb_next(const unsigned char *b, size_t left, int final, uint32_t *c)
{
    *c = BAD;
    if (b[0] == 0x80 || b[0] == 0xFF)
        return 1;
    if (left < 2)
        return final ? 1 : 0;
    if (b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF) {
        uint32_t pair = gb_pairs[b[0] - 0x81][b[1] - 0x40];
        *c = pair != 0 ? pair : BAD;
        return 2;
    }
    if (b[1] < 0x30 || b[1] > 0x39)
        return 1;
    if (left < 4)
        return final || (left > 2 && (b[2] < 0x81 || b[2] == 0xFF)) ? 1 : 0;
    if (b[2] < 0x81 || b[2] == 0xFF || b[3] < 0x30 || b[3] > 0x39)
        return 1;
    *c = quad(b);
    return 4;
}

static size_t decode_gb(const unsigned char *bytes, size_t length, int final, char **text)
{
    char *to = *text;
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        while (length - at >= 8) {
            memcpy(&eight, bytes + at, 8);
            if ((eight & UINT64_C(0x8080808080808080)) != 0)
                break;
            memcpy(to, &eight, 8);
            to += 8;
            at += 8;
        }
        for (; at < length && bytes[at] < 0x80; at++)
            *to++ = (char)bytes[at];
        for (; at < length && bytes[at] >= 0x80;) {
            uint32_t c;
            size_t n = gb_next(bytes + at, length - at, final, &c);
            if (n == 0) {
                *text = to;
                return at;
            }
            to = put(to, c);
            at += n;
        }
    }
    *text = to;
    return at;
}

/* ---- UTF-16 --------------------------------------------------------------- */

static uint32_t unit_at(const unsigned char *b, int big)
{
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

/* Four units that are ASCII, packed; 0 if they are not. */
static int pack_four(const unsigned char *b, int big, char *to)
{
    uint64_t four;
    memcpy(&four, b, 8);
    const unsigned char *high = (const unsigned char *)&four + !big,
                        *low = (const unsigned char *)&four + big;
    if ((high[0] | high[2] | high[4] | high[6]) != 0 || ((low[0] | low[2] | low[4] | low[6]) & 0x80) != 0)
        return 0;
    for (int i = 0; i < 4; i++)
        to[i] = (char)low[2 * i];
    return 1;
}

/* The same as gb_next(). */
static size_t utf16_next(const unsigned char *b, size_t left, int big, int final, uint32_t *c)
{
    *c = BAD;
    if (left < 2)
        return final ? left : 0;
    uint32_t unit = unit_at(b, big);
    if (unit < 0xD800 || unit >= 0xE000) {
        *c = unit;
        return 2;
    }
    if (unit >= 0xDC00)
        return 2;
    if (left < 4)
        return final ? 2 : 0;
    uint32_t low = unit_at(b + 2, big);
    if (low < 0xDC00 || low >= 0xE000)
        return 2;
    *c = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return 4;
}

static size_t decode_utf16(const unsigned char *bytes, size_t length, int big, int final, char **text)
{
    char *to = *text;
    size_t at = 0, n = 1;
    while (n > 0 && at < length) {
        while (length - at >= 8 && pack_four(bytes + at, big, to)) {
            to += 4;
            at += 8;
        }
        if (at == length)
            break;
        uint32_t c;
        n = utf16_next(bytes + at, length - at, big, final, &c);
        if (n > 0)
            to = put(to, c);
        at += n;
    }
    *text = to;
    return at;
}

size_t ekb_scan_decode_one(ekb_scan_encoding encoding, const unsigned char *bytes, size_t length, char *text,
                           size_t *written)
{
    uint32_t c = bytes[0];
    size_t n = 1;
    if (encoding == EKB_SCAN_UTF16LE || encoding == EKB_SCAN_UTF16BE)
        n = utf16_next(bytes, length, encoding == EKB_SCAN_UTF16BE, 1, &c);
    else if (encoding == EKB_SCAN_GB18030 && bytes[0] >= 0x80)
        n = gb_next(bytes, length, 1, &c);
    *written = (size_t)(put(text, c) - text);
    return n;
}

size_t ekb_scan_decode(ekb_scan_encoding encoding, const unsigned char *bytes, size_t length, int final,
                       char *text, size_t *written)
{
    char *to = text;
    size_t used = length;
    if (encoding == EKB_SCAN_GB18030) {
        used = decode_gb(bytes, length, final, &to);
    } else if (encoding == EKB_SCAN_UTF16LE || encoding == EKB_SCAN_UTF16BE) {
        used = decode_utf16(bytes, length, encoding == EKB_SCAN_UTF16BE, final, &to);
    } else {
        memcpy(to, bytes, length);
        to += length;
    }
    *written = (size_t)(to - text);
    return used;
}
