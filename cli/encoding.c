/* SPDX-License-Identifier: MIT */
/*
 * iconv(3) with replacements of our own: glibc's //TRANSLIT goes by the
 * process's locale, which is C when the terminal's is not installed.
 *
 * Invariant: `codeset` is "" or the name of an encoding that contains ASCII as
 * it is (proved when the converter is opened).
 */
#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CHUNK = 1024 };

/* Characters of our own texts and of common pastes that small encodings lack. */
static const struct {
    const char *character, *plain;
} look_alikes[] = {
    {"\u2010", "-"},   {"\u2011", "-"},   {"\u2012", "-"},  {"\u2013", "-"},    {"\u2014", "-"},
    {"\u2015", "-"},   {"\u2212", "-"},   {"\u2018", "'"},  {"\u2019", "'"},    {"\u201c", "\""},
    {"\u201d", "\""},  {"\u2026", "..."}, {"\u2022", "*"},  {"\u00b7", "*"},    {"\u25cf", "*"},
    {"\u25aa", "*"},   {"\u00a0", " "},   {"\u2009", " "},  {"\u202f", " "},    {"\u200b", ""},
    {"\ufeff", ""},    {"\u2192", "->"},  {"\u2190", "<-"}, {"\u21d2", "=>"},   {"\u2264", "<="},
    {"\u2265", ">="},  {"\u00d7", "x"},   {"\u2713", "+"},  {"\u2714", "+"},    {"\u2717", "x"},
    {"\u2500", "-"},   {"\u2502", "|"},   {"\u2514", "`"},  {"\u251c", "|"},    {"\u00ab", "<<"},
    {"\u00bb", ">>"},  {"\u27e6", "["},   {"\u27e7", "]"},  {"\u2122", "(TM)"}, {"\u00ae", "(R)"},
    {"\u00a9", "(C)"},
};

const char *ekb_encoding_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "";
}

/* The environment may hold anything; a slash would be syntax to iconv_open(). */
static int is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        int alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!alphanumeric && (c == '\0' || strchr("-_.:+()", c) == NULL))
            return 0;
    }
    return length > 0;
}

void ekb_encoding_init(ekb_encoding *encoding, const char *locale)
{
    *encoding = (ekb_encoding)EKB_ENCODING_INIT;
    const char *dot = strchr(locale, '.');
    if (dot == NULL)
        return;
    size_t length = strcspn(dot + 1, "@");
    if (length >= EKB_CODESET_SIZE || !is_name(dot + 1, length))
        return;
    memcpy(encoding->codeset, dot + 1, length);
    encoding->codeset[length] = '\0';
    if (strcasecmp(encoding->codeset, "UTF-8") == 0 || strcasecmp(encoding->codeset, "UTF8") == 0)
        encoding->codeset[0] = '\0';
}

int ekb_encoding_is_utf8(const ekb_encoding *encoding)
{
    return encoding->codeset[0] == '\0';
}

/* UTF-16 and its like are no terminal's encoding. */
static int keeps_ascii(iconv_t converter)
{
    char in[] = "A~", out[8];
    char *from = in, *to = out;
    size_t in_left = 2, out_left = sizeof out;
    return iconv(converter, &from, &in_left, &to, &out_left) != (size_t)-1 && to == out + 2 &&
           memcmp(in, out, 2) == 0;
}

/* After it the encoding has a converter or is UTF-8. */
static void open_converter(ekb_encoding *encoding)
{
    if (ekb_encoding_is_utf8(encoding) || encoding->converter != NULL)
        return;
    iconv_t converter = iconv_open(encoding->codeset, "UTF-8");
    if (converter == (iconv_t)-1) {
        encoding->codeset[0] = '\0';
        return;
    }
    if (!keeps_ascii(converter)) {
        iconv_close(converter);
        encoding->codeset[0] = '\0';
        return;
    }
    encoding->converter = converter;
}

/* Length of the UTF-8 sequence at @p text by its form, 1 for a broken one. */
static size_t sequence_length(const char *text, size_t left)
{
    unsigned char lead = (unsigned char)text[0];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    for (size_t i = 1; i < want; i++) {
        if (i >= left || ((unsigned char)text[i] & 0xC0) != 0x80)
            return 1;
    }
    return want;
}

static void put_replacement(ekb_encoding *encoding, ekb_strbuf *out, const char *character, size_t length)
{
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++) {
        const char *known = look_alikes[i].character;
        if (strlen(known) == length && memcmp(known, character, length) == 0) {
            ekb_strbuf_puts(out, look_alikes[i].plain);
            return;
        }
    }
    ekb_strbuf_putc(out, '?');
    encoding->lost = 1;
}

void ekb_encoding_convert(ekb_encoding *encoding, const char *text, size_t length, ekb_strbuf *out)
{
    open_converter(encoding);
    if (encoding->converter == NULL) {
        ekb_strbuf_append(out, text, length);
        return;
    }
    char chunk[CHUNK];
    /* iconv(3) does not write through its input, whatever its type says. */
    union {
        const char *text;
        char *in;
    } from = {text};
    size_t left = length;
    while (left > 0 && !out->failed) {
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t done = iconv(encoding->converter, &from.in, &left, &to, &room);
        int reason = errno;
        ekb_strbuf_append(out, chunk, sizeof chunk - room);
        if (done == (size_t)-1 && reason != E2BIG) {
            size_t bad = sequence_length(from.text, left);
            put_replacement(encoding, out, from.text, bad);
            from.text += bad;
            left -= bad;
        }
    }
    /* Back to the initial state, for encodings that have states. */
    char *to = chunk;
    size_t room = sizeof chunk;
    iconv(encoding->converter, NULL, NULL, &to, &room);
    ekb_strbuf_append(out, chunk, sizeof chunk - room);
}

void ekb_encoding_release(ekb_encoding *encoding)
{
    if (encoding->converter != NULL)
        iconv_close(encoding->converter);
    *encoding = (ekb_encoding)EKB_ENCODING_INIT;
}
