/* SPDX-License-Identifier: MIT */
/*
 * Invariant: nothing is kept between calls, and a NUL is an ordinary character
 * in every set: logs of crashed machines hold runs of them.
 *
 * GB18030 is converted by iconv(3), whose table is glibc's; UTF-16 is simple
 * enough not to need it.
 */
#include "charset.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* ---- Names ------------------------------------------------------------------ */

const char *const ekb_charset_names[] = {"utf-8", "utf-16le", "utf-16be", "gb18030", NULL};

static const struct {
    const char *name;
    ekb_scan_encoding charset;
} aliases[] = {
    {"utf-8", EKB_SCAN_UTF8},       {"utf8", EKB_SCAN_UTF8},       {"ascii", EKB_SCAN_UTF8},
    {"utf-16le", EKB_SCAN_UTF16LE}, {"utf16le", EKB_SCAN_UTF16LE}, {"utf-16", EKB_SCAN_UTF16LE},
    {"utf16", EKB_SCAN_UTF16LE},    {"unicode", EKB_SCAN_UTF16LE}, {"utf-16be", EKB_SCAN_UTF16BE},
    {"utf16be", EKB_SCAN_UTF16BE},  {"gb18030", EKB_SCAN_GB18030}, {"gbk", EKB_SCAN_GB18030},
    {"gb2312", EKB_SCAN_GB18030},   {"cp936", EKB_SCAN_GB18030},
};

int ekb_charset_named(const char *name)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcasecmp(aliases[i].name, name) == 0)
            return (int)aliases[i].charset;
    }
    return -1;
}

const char *ekb_charset_name(ekb_scan_encoding charset)
{
    return ekb_charset_names[charset];
}

size_t ekb_charset_unit(ekb_scan_encoding charset)
{
    return charset == EKB_SCAN_UTF16LE || charset == EKB_SCAN_UTF16BE ? 2 : 1;
}

/* Bytes of the character that begins here, as far as it tells. */
static size_t size_of(ekb_scan_encoding charset, const unsigned char *bytes, size_t left)
{
    if (bytes[0] < 0x80)
        return 1;
    if (charset == EKB_SCAN_GB18030)
        return left > 1 && bytes[1] >= '0' && bytes[1] <= '9' ? 4 : 2;
    return bytes[0] < 0xC2 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
}

size_t ekb_charset_cut(ekb_scan_encoding charset, const char *bytes, size_t length)
{
    const unsigned char *text = (const unsigned char *)bytes;
    size_t at = length / 2 * 2, size;
    if (ekb_charset_unit(charset) > 1) {
        int is_first_half = at > 2 && (text[charset == EKB_SCAN_UTF16LE ? at - 1 : at - 2] & 0xFC) == 0xD8;
        return is_first_half ? at - 2 : at > 0 ? at : length;
    }
    /* What is less than a digit is no part of a longer character: from there on they are counted. */
    for (at = length; at > 0 && text[at - 1] >= '0';)
        at--;
    while (at < length && (size = size_of(charset, text + at, length - at)) <= length - at)
        at += size;
    return at > 0 ? at : length;
}

/* ---- Guessing ---------------------------------------------------------------- */

static const struct {
    ekb_scan_encoding charset;
    const char *bytes;
    size_t size;
} marks[] = {
    {EKB_SCAN_UTF8, "\xEF\xBB\xBF", 3},
    {EKB_SCAN_UTF16LE, "\xFF\xFE", 2},
    {EKB_SCAN_UTF16BE, "\xFE\xFF", 2},
    {EKB_SCAN_GB18030, "\x84\x31\x95\x33", 4},
};

size_t ekb_charset_mark(ekb_scan_encoding charset, const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].charset == charset && length >= marks[i].size &&
            memcmp(bytes, marks[i].bytes, marks[i].size) == 0)
            return marks[i].size;
    }
    return 0;
}

/* Of UTF-16 with Latin letters, spaces and digits every other byte is NUL, and
 * the others hardly ever are. Text of Chinese alone has line ends at least. */
static int has_nul_parity(const char *bytes, size_t length, ekb_scan_encoding *charset)
{
    size_t nuls[2] = {0, 0}, pairs = length / 2, line_ends[2] = {0, 0};
    for (size_t i = 0; i + 1 < length; i += 2) {
        nuls[0] += bytes[i] == '\0';
        nuls[1] += bytes[i + 1] == '\0';
        line_ends[0] += bytes[i] == '\0' && bytes[i + 1] == '\n';
        line_ends[1] += bytes[i] == '\n' && bytes[i + 1] == '\0';
    }
    size_t high = nuls[1] > nuls[0]; /* where the high byte of a character is */
    int many = nuls[high] * 8 >= pairs || (line_ends[high] > 0 && line_ends[!high] == 0);
    *charset = high ? EKB_SCAN_UTF16LE : EKB_SCAN_UTF16BE;
    return pairs > 1 && nuls[high] > 0 && many && nuls[!high] * 16 <= nuls[high];
}

/* Bytes of the GB18030 character at @p s; 0 for none, -1 where it is cut off. */
static int gb18030_size(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] == 0x80 || s[0] == 0xFF)
        return 0;
    if (left < 2)
        return -1;
    if (s[1] >= 0x40 && s[1] != 0x7F && s[1] != 0xFF)
        return 2;
    if (s[1] < 0x30 || s[1] > 0x39)
        return 0;
    if (left < 4)
        return left < 3 || (s[2] >= 0x81 && s[2] <= 0xFE) ? -1 : 0;
    return s[2] >= 0x81 && s[2] <= 0xFE && s[3] >= 0x30 && s[3] <= 0x39 ? 4 : 0;
}

static int is_gb18030(const char *bytes, size_t length)
{
    const unsigned char *s = (const unsigned char *)bytes;
    for (size_t i = 0; i < length;) {
        int size = gb18030_size(s + i, length - i);
        if (size <= 0)
            return size < 0;
        i += (size_t)size;
    }
    return 1;
}

/* Is what is behind @p valid nothing, or the beginning of one more character? */
static int is_cut_utf8(const char *bytes, size_t length, size_t valid)
{
    const unsigned char *s = (const unsigned char *)bytes + valid;
    size_t left = length - valid;
    if (left == 0)
        return 1;
    size_t size = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || left >= size)
        return 0;
    for (size_t i = 1; i < left; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    }
    return 1;
}

/* Asked of every byte of a log that is ASCII: compilers make a few wide instructions of a stride. */
size_t ekb_charset_ascii(const char *bytes, size_t length)
{
    enum { STRIDE = 64 };
    size_t n = 0;
    for (; length - n >= STRIDE; n += STRIDE) {
        unsigned char all = 0;
        for (size_t i = 0; i < STRIDE; i++)
            all |= (unsigned char)bytes[n + i];
        if (all >= 0x80)
            break;
    }
    while (n < length && (unsigned char)bytes[n] < 0x80)
        n++;
    return n;
}

ekb_charset_proof ekb_charset_guess(const char *bytes, size_t length, int at_start,
                                    ekb_scan_encoding *charset, size_t *mark_size)
{
    size_t ignored, *size = mark_size != NULL ? mark_size : &ignored;
    *size = 0;
    for (size_t i = 0; at_start && i < sizeof marks / sizeof *marks; i++) {
        *charset = marks[i].charset;
        *size = ekb_charset_mark(*charset, bytes, length);
        if (*size > 0)
            return EKB_CHARSET_PROVED;
    }
    if (at_start && has_nul_parity(bytes, length, charset))
        return EKB_CHARSET_PROVED;
    *charset = EKB_SCAN_UTF8;
    if (ekb_charset_ascii(bytes, length) == length)
        return EKB_CHARSET_OPEN;
    if (is_cut_utf8(bytes, length, ekb_utf8_valid(bytes, length)))
        return EKB_CHARSET_PROVED;
    if (!is_gb18030(bytes, length))
        return EKB_CHARSET_LIKELY;
    *charset = EKB_SCAN_GB18030;
    return EKB_CHARSET_PROVED;
}

ekb_scan_encoding ekb_charset_settle(const char *bytes, size_t length)
{
    ekb_scan_encoding encoding;
    ekb_charset_guess(bytes, length, 0, &encoding, NULL);
    return encoding;
}

/* ---- Decoding ---------------------------------------------------------------- */

static void decode_gb18030(const char *bytes, size_t length, ekb_strbuf *out)
{
    char buffer[1024], *from = (char *)(uintptr_t)bytes; /* iconv() does not write there */
    size_t left = length;
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    while (left > 0) {
        char *to = buffer;
        size_t room = sizeof buffer, before = left;
        int usable = converter != (iconv_t)-1;
        size_t result = usable ? iconv(converter, &from, &left, &to, &room) : (size_t)-1;
        ekb_strbuf_append(out, buffer, (size_t)(to - buffer));
        if (result == (size_t)-1 && left == before && to == buffer) { /* no character */
            ekb_strbuf_put_codepoint(out, (unsigned char)*from < 0x80 ? (unsigned)*from : REPLACEMENT);
            from++;
            left--;
        }
    }
    if (converter != (iconv_t)-1)
        iconv_close(converter);
}

static void decode_utf8(const char *bytes, size_t length, ekb_strbuf *out)
{
    size_t valid = ekb_utf8_valid(bytes, length);
    ekb_strbuf_append(out, bytes, valid);
    if (valid < length && is_gb18030(bytes + valid, length - valid)) {
        decode_gb18030(bytes + valid, length - valid, out);
        return;
    }
    for (size_t i = valid, size; i < length; i += size) {
        uint32_t codepoint = ekb_utf8_next(bytes, length, i, &size);
        if (codepoint == EKB_UTF8_BAD)
            ekb_strbuf_put_codepoint(out, REPLACEMENT);
        else
            ekb_strbuf_append(out, bytes + i, size);
    }
}

static unsigned unit_at(const char *bytes, size_t at, int big)
{
    const unsigned char *s = (const unsigned char *)bytes + at;
    return big ? (unsigned)(s[0] << 8 | s[1]) : (unsigned)(s[1] << 8 | s[0]);
}

static void decode_utf16(const char *bytes, size_t length, int big, ekb_strbuf *out)
{
    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned unit = unit_at(bytes, i, big);
        int is_high = unit >= 0xD800 && unit < 0xDC00 && i + 3 < length;
        unsigned low = is_high ? unit_at(bytes, i + 2, big) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        ekb_strbuf_put_codepoint(out, unit);
    }
    if (length % 2 != 0)
        ekb_strbuf_put_codepoint(out, REPLACEMENT);
}

void ekb_charset_decode(ekb_scan_encoding charset, const char *bytes, size_t length, ekb_strbuf *out)
{
    switch (charset) {
    case EKB_SCAN_UTF16LE:
    case EKB_SCAN_UTF16BE:
        decode_utf16(bytes, length, charset == EKB_SCAN_UTF16BE, out);
        break;
    case EKB_SCAN_GB18030:
        decode_gb18030(bytes, length, out);
        break;
    default:
        decode_utf8(bytes, length, out);
    }
}
