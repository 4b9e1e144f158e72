/* SPDX-License-Identifier: MIT */
/*
 * JSON's escapes, where a line of the paste is JSON, and those few that can be
 * nothing else where it is not: "C:\new\test" is a path, and stays one. A
 * string that is JSON itself, as a log of containers has it, is read again.
 */
#include <stdint.h>
#include <string.h>

#include "core/canon.h"
#include "core/escape.h"
#include "notation.h"

/* So deep may JSON stand in strings of JSON. */
enum { DEEPEST = 3 };

static size_t skip_blanks(const char *text, size_t at, size_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

/* Whether a key ends at text[at]: "msg": "… or \"msg\": \"… */
static int is_key_end(const char *text, size_t at, size_t end)
{
    size_t colon = skip_blanks(text, at + 1, end);
    if (text[at] != '"' || colon >= end || text[colon] != ':')
        return 0;
    size_t value = skip_blanks(text, colon + 1, end);
    return value < end && strchr("\"\\{[-0123456789", text[value]) != NULL && text[value] != '\0';
}

typedef enum line_kind { PLAIN, JSON, INSIDE } line_kind;

/* INSIDE: what stands between the quotes of a string, without these. */
static line_kind kind_of(const char *text, size_t length)
{
    int bare = 0, keys = 0, inside = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '"')
            continue;
        int escaped = i > 0 && text[i - 1] == '\\';
        bare |= !escaped;
        if (is_key_end(text, i, length))
            *(escaped ? &inside : &keys) = 1;
    }
    return keys ? JSON : inside && !bare ? INSIDE : PLAIN;
}

static size_t string_end(const char *text, size_t at, size_t end)
{
    while (at < end && text[at] != '"')
        at += text[at] == '\\' && end - at > 1 ? 2 : 1;
    return at;
}

/* "C:\": a path that nobody escaped. */
static int is_drive(const char *text, size_t at)
{
    return at >= 2 && text[at - 1] == ':' && ekb_ascii_is_letter(text[at - 2]) &&
           (at == 2 || !ekb_ascii_is_alnum(text[at - 3]));
}

/* Whether each backslash of a string is that of an escape. */
static int is_escaped(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\\')
            continue;
        if (i + 1 == length)
            return 1;
        if (strchr("\"\\/bfnrtu'", text[i + 1]) == NULL || (text[i + 1] != '\\' && is_drive(text, i)))
            return 0;
        i++;
    }
    return 1;
}

static int is_at(const char *text, size_t left, const char *what)
{
    size_t length = strlen(what);
    return left >= length && memcmp(text, what, length) == 0;
}

/* The end of a line before a frame of a stack, "\n\tat ", and "\r\n" where no
 * name of a path goes on. @return its bytes, 0 for none. */
static size_t read_break(const char *text, size_t left)
{
    size_t pair = is_at(text, left, "\\r\\n") ? 4 : 0;
    size_t begin = pair > 0 ? pair : is_at(text, left, "\\n") ? 2 : 0, at = begin;
    if (begin == 0)
        return 0;
    while (is_at(text + at, left - at, " ") || is_at(text + at, left - at, "\\t"))
        at += text[at] == ' ' ? 1 : 2;
    if (at > begin && is_at(text + at, left - at, "at "))
        return at;
    char next = begin < left ? text[begin] : ' ';
    return (next >= 'a' && next <= 'z') || ekb_ascii_is_digit(next) || strchr("_-.", next) != NULL ? 0 : pair;
}

/* Escapes of characters in a row, which no path has. @return their bytes, 0 for none. */
static size_t read_row(const char *text, size_t left, ekb_strbuf *out)
{
    uint32_t c;
    size_t first = is_at(text, left, "\\u") ? ekb_escape_read(text, left, &c) : 0, at = 0, bytes;
    if (first == 0 || !is_at(text + first, left - first, "\\u"))
        return 0;
    while (is_at(text + at, left - at, "\\u") && (bytes = ekb_escape_read(text + at, left - at, &c)) > 0) {
        ekb_strbuf_put_codepoint(out, c);
        at += bytes;
    }
    return at;
}

static void read_plain(const char *text, size_t length, ekb_strbuf *out)
{
    for (size_t at = 0, bytes; at < length; at += bytes) {
        bytes = text[at] == '\\' ? read_row(text + at, length - at, out) : 0;
        if (bytes > 0)
            continue;
        bytes = text[at] == '\\' ? read_break(text + at, length - at) : 0;
        ekb_strbuf_putc(out, bytes > 0 ? '\n' : text[at]);
        bytes = bytes > 0 ? bytes : 1;
    }
}

static void read_escapes(const char *text, size_t length, ekb_strbuf *out)
{
    for (size_t at = 0; at < length;) {
        uint32_t c;
        size_t bytes = ekb_escape_read(text + at, length - at, &c);
        if (bytes > 0)
            ekb_strbuf_put_codepoint(out, c);
        else
            ekb_strbuf_putc(out, text[at]);
        at += bytes > 0 ? bytes : 1;
    }
}

static void read_text(const char *text, size_t length, int depth, ekb_strbuf *out);

static void read_string(const char *text, size_t length, int depth, ekb_strbuf *out)
{
    if (!is_escaped(text, length)) {
        read_plain(text, length, out);
        return;
    }
    ekb_strbuf inner = EKB_STRBUF_INIT;
    read_escapes(text, length, &inner);
    if (depth < DEEPEST && kind_of(ekb_strbuf_text(&inner), inner.length) == JSON)
        read_text(inner.data, inner.length, depth + 1, out);
    else
        ekb_strbuf_append(out, ekb_strbuf_text(&inner), inner.length);
    out->failed |= inner.failed;
    ekb_strbuf_release(&inner);
}

/* A line of JSON: strings, and what stands between them. */
static void read_line(const char *text, size_t length, int depth, ekb_strbuf *out)
{
    for (size_t at = 0; at < length;) {
        const char *quote = memchr(text + at, '"', length - at);
        size_t begin = quote != NULL ? (size_t)(quote - text) + 1 : length;
        read_plain(text + at, begin - at, out);
        size_t end = string_end(text, begin, length);
        read_string(text + begin, end - begin, depth, out);
        if (end < length)
            ekb_strbuf_putc(out, '"');
        at = end + 1;
    }
}

static void read_text(const char *text, size_t length, int depth, ekb_strbuf *out)
{
    for (size_t at = 0, end; at < length; at = end) {
        const char *feed = memchr(text + at, '\n', length - at);
        end = feed != NULL ? (size_t)(feed - text) + 1 : length;
        switch (kind_of(text + at, end - at)) {
        case JSON:
            read_line(text + at, end - at, depth, out);
            break;
        case INSIDE:
            read_string(text + at, end - at, depth, out);
            break;
        case PLAIN:
            read_plain(text + at, end - at, out);
            break;
        }
    }
}

void ekb_notation_read_json(const char *text, size_t length, ekb_strbuf *out)
{
    read_text(text, length, 1, out);
}
