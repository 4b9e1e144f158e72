/* SPDX-License-Identifier: MIT */
/*
 * From any bytes to the UTF-8 that everything else works on. Nothing that
 * could steer a terminal or hide in the text survives.
 */
#include "paste.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"
#include "notation.h"

typedef enum encoding { UTF8, UTF16LE, UTF16BE, GB18030 } encoding;

/* NUL bytes at one parity only: the high halves of UTF-16 letters. Of Chinese
 * text there are few, of its punctuation and spaces some. */
static int utf16_parity(const unsigned char *bytes, size_t length, encoding *out)
{
    size_t nul[2] = {0, 0};
    size_t look = length < 4096 ? length : 4096;
    for (size_t i = 0; i < look; i++)
        nul[i & 1] += bytes[i] == 0;
    if (look < 4 || nul[0] + nul[1] < 2 || nul[0] + nul[1] < look / 6 ||
        (nul[0] > nul[1] / 8 && nul[1] > nul[0] / 8))
        return 0;
    *out = nul[0] > nul[1] ? UTF16BE : UTF16LE;
    return 1;
}

static size_t gb_sequence(const unsigned char *at, size_t left)
{
    if (at[0] < 0x80)
        return 1;
    if (at[0] == 0x80 || at[0] == 0xFF || left < 2)
        return 0;
    if ((at[1] >= 0x40 && at[1] <= 0x7E) || (at[1] >= 0x80 && at[1] <= 0xFE))
        return 2;
    if (left >= 4 && at[1] >= 0x30 && at[1] <= 0x39 && at[2] >= 0x81 && at[2] <= 0xFE && at[3] >= 0x30 &&
        at[3] <= 0x39)
        return 4;
    return 0;
}

/* Structurally valid, but for a sequence cut at the end. */
static int is_gb18030(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0, n; i < length; i += n) {
        n = gb_sequence(bytes + i, length - i);
        if (n == 0)
            return length - i < 4 && i > 0;
    }
    return 1;
}

static encoding detect(const char *bytes, size_t length, size_t *skip)
{
    const unsigned char *b = (const unsigned char *)bytes;
    encoding found = UTF8;
    *skip = 0;
    if (length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF))) {
        *skip = 2;
        return b[0] == 0xFF ? UTF16LE : UTF16BE;
    }
    if (utf16_parity(b, length, &found))
        return found;
    /* A character cut at the end is no reason to doubt UTF-8. */
    if (length - ekb_utf8_valid(bytes, length) < 4)
        return UTF8;
    return is_gb18030(b, length) ? GB18030 : UTF8;
}

static void decode_utf8(const char *bytes, size_t length, ekb_strbuf *out)
{
    for (size_t i = 0, size; i < length; i += size) {
        uint32_t c = ekb_utf8_next(bytes, length, i, &size);
        ekb_strbuf_put_codepoint(out, c == EKB_UTF8_BAD ? 0xFFFD : c);
    }
}

static void decode_utf16(const unsigned char *bytes, size_t length, int big, ekb_strbuf *out)
{
    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned unit =
            big ? (unsigned)(bytes[i] << 8 | bytes[i + 1]) : (unsigned)(bytes[i + 1] << 8 | bytes[i]);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < length) {
            unsigned low = big ? (unsigned)(bytes[i + 2] << 8 | bytes[i + 3])
                               : (unsigned)(bytes[i + 3] << 8 | bytes[i + 2]);
            if (low >= 0xDC00 && low < 0xE000) {
                ekb_strbuf_put_codepoint(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
                i += 2;
                continue;
            }
        }
        ekb_strbuf_put_codepoint(out, unit);
    }
}

/* @return 0 where this system has no such converter. */
static int decode_gb18030(const char *bytes, size_t length, ekb_strbuf *out)
{
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1)
        return 0;
    char *from = (char *)(uintptr_t)bytes; /* iconv does not write there */
    while (length > 0) {
        char buffer[1024], *to = buffer;
        size_t room = sizeof buffer;
        size_t result = iconv(converter, &from, &length, &to, &room);
        ekb_strbuf_append(out, buffer, (size_t)(to - buffer));
        if (result == (size_t)-1 && errno != E2BIG) {
            ekb_strbuf_put_codepoint(out, 0xFFFD);
            from++;
            length--;
        }
    }
    iconv_close(converter);
    return 1;
}

/* Length of the terminal escape sequence that begins at text[at] (ESC). */
static size_t escape_length(const char *text, size_t length, size_t at)
{
    size_t i = at + 1;
    if (i >= length)
        return 1;
    if (text[i] == '[') {
        i++;
        while (i < length && (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x40)
            i++;
        return i < length && (unsigned char)text[i] >= 0x40 && (unsigned char)text[i] < 0x7F ? i + 1 - at
                                                                                             : i - at;
    }
    if (text[i] == ']' || text[i] == 'P' || text[i] == '^' || text[i] == '_') {
        /* A string: up to BEL or ESC \, but no further than its line. */
        for (i++; i < length && text[i] != '\n'; i++) {
            if (text[i] == '\a')
                return i + 1 - at;
            if (text[i] == '\x1B')
                return i + (i + 1 < length && text[i + 1] == '\\' ? 2 : 0) - at;
        }
        return i - at;
    }
    return (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x7F ? 2 : 1;
}

static int is_invisible(uint32_t c)
{
    return c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xAD || (c >= 0x80 && c < 0xA0) || c == 0x7F;
}

static void clean(const ekb_strbuf *in, ekb_strbuf *out)
{
    const char *text = ekb_strbuf_text(in);
    for (size_t i = 0, size; i < in->length; i += size) {
        uint32_t c = ekb_utf8_next(text, in->length, i, &size);
        if (c == 0x1B) {
            size = escape_length(text, in->length, i);
        } else if (c == '\r') {
            if (i + 1 >= in->length || text[i + 1] != '\n')
                ekb_strbuf_putc(out, '\n');
        } else if (c == 0) {
            ekb_strbuf_putc(out, ' ');
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && !is_invisible(c))) {
            ekb_strbuf_append(out, text + i, size);
        }
    }
}

ekb_status ekb_paste_read(const char *bytes, size_t length, ekb_strbuf *out, int *truncated, ekb_error *error)
{
    *truncated = length > EKB_QUERY_MAX;
    if (*truncated)
        length = EKB_QUERY_MAX;
    if (length == 0) /* `bytes` may be NULL then, which has no offsets */
        bytes = "";
    size_t skip;
    encoding found = detect(bytes, length, &skip);
    ekb_strbuf decoded = EKB_STRBUF_INIT;
    bytes += skip;
    length -= skip;
    if (found == UTF16LE || found == UTF16BE)
        decode_utf16((const unsigned char *)bytes, length, found == UTF16BE, &decoded);
    else if (found != GB18030 || !decode_gb18030(bytes, length, &decoded))
        decode_utf8(bytes, length, &decoded);
    /* Before cleaning: an escape can stand for any character. */
    ekb_notation_read(&decoded);
    if (!decoded.failed)
        clean(&decoded, out);
    int failed = decoded.failed || out->failed;
    ekb_strbuf_release(&decoded);
    return failed ? ekb_error_nomem(error) : EKB_OK;
}
