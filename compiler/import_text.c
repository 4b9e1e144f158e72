/* SPDX-License-Identifier: MIT */
#include "import_text.h"

#include <stdint.h>
#include <string.h>

#include "core/utf8.h"

/* Columns of a title. */
#define TITLE_COLUMNS 120
/* A sentence shorter than this ("Error. ") says nothing by itself. */
#define SENTENCE_COLUMNS 12

/* 0: nothing to show, or harmful to whoever shows it. */
static uint32_t kept(uint32_t c)
{
    if (c == '\n')
        return c;
    if (c == '\t' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
        c == 0xFEFF || c == 0xFFFE || c == 0xFFFF)
        return 0;
    return c;
}

static int is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Bytes that stay as they are, without a look at each character: printable
   ASCII. */
static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && text[run] >= ' ' && text[run] < 0x7F)
        run++;
    return run;
}

void ekbc_import_clean(const char *text, size_t length, ekb_strbuf *out)
{
    size_t start = out->length;
    for (size_t at = 0, size = 1; at < length; at += size) {
        size_t plain = out->length > start ? plain_run(text + at, length - at) : 0;
        if (plain > 0) {
            ekb_strbuf_append(out, text + at, plain);
            size = plain;
            continue;
        }
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        uint32_t is = c == EKB_UTF8_BAD ? 0xFFFD : kept(c);
        if (is == 0 || (out->length == start && is < 0x80 && is_blank((char)is)))
            continue;
        if (is == c)
            ekb_strbuf_append(out, text + at, size);
        else
            ekb_strbuf_put_codepoint(out, is);
    }
    while (out->length > start && is_blank(out->data[out->length - 1]))
        out->data[--out->length] = '\0';
}

/* ---- CommonMark --------------------------------------------------------- */

static int is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_special(const char *text, const char *at)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case '<':
        return 1;
    case '_': /* inside a word it is itself */
        return at == text || !is_alnum(at[-1]) || !is_alnum(at[1]);
    case ']':
        return at[1] == '(';
    case '&':
        return at[1] == '#' || is_alnum(at[1]);
    case '}': /* `{ref}` is the number of a step */
        return at - text >= 4 && memcmp(at - 4, "{ref", 4) == 0;
    default:
        return 0;
    }
}

/* Length of the number before `.` or `)` that begins a numbered item, or 0. */
static size_t item_number(const char *line)
{
    size_t digits = strspn(line, "0123456789");
    return digits > 0 && (line[digits] == '.' || line[digits] == ')') ? digits : 0;
}

/* Put what begins a line: blanks there mean code to CommonMark, signs mean
   lists, headings and quotations. @return where the rest of it stands. */
static const char *put_line_start(const char *line, int first, ekb_strbuf *out)
{
    line += strspn(line, " ");
    size_t number = item_number(line);
    int item = number > 0 || (*line != '\0' && strchr("-+*", *line) != NULL && line[1] == ' ');
    if (item && !first && out->length > 1 && out->data[out->length - 1] == '\n' &&
        out->data[out->length - 2] != '\n')
        ekb_strbuf_putc(out, '\n');
    if (number > 0) {
        ekb_strbuf_append(out, line, number);
        ekb_strbuf_putc(out, '\\');
        ekb_strbuf_putc(out, line[number]);
        return line + number + 1;
    }
    if (*line != '\0' && strchr("#-+=>~", *line) != NULL) {
        ekb_strbuf_putc(out, '\\');
        ekb_strbuf_putc(out, *line++);
    }
    return line;
}

void ekbc_import_escape(const char *text, ekb_strbuf *out)
{
    const char *at = put_line_start(text, 1, out);
    while (*at != '\0') {
        if (*at == '\n') {
            /* Two blanks before a line's end would force a break. */
            while (out->length > 0 && out->data[out->length - 1] == ' ')
                out->data[--out->length] = '\0';
            size_t lines = strspn(at, "\n");
            ekb_strbuf_puts(out, lines > 1 ? "\n\n" : "\n");
            at = put_line_start(at + lines, 0, out);
            continue;
        }
        size_t plain = strcspn(at, "\n\\`*[]<_&}");
        if (plain == 0 && is_special(text, at))
            ekb_strbuf_putc(out, '\\');
        plain = plain == 0 ? 1 : plain;
        ekb_strbuf_append(out, at, plain);
        at += plain;
    }
}

/* ---- Titles ------------------------------------------------------------- */

static int is_wide(uint32_t c)
{
    return c >= 0x1100 && (c < 0x2000 || c >= 0x2E80);
}

/* Whether `c` at `at` ends a sentence. */
static int is_stop(uint32_t c, const char *text, size_t at, size_t size)
{
    const char *next = text + at + size;
    if (c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
        return 1;
    if (c != '.' && c != '!' && c != '?')
        return 0;
    /* "e.g. x", "No. 5" and "a.b" go on; "file. The" does not. */
    return *next == '\0' || *next == '\n' ||
           (*next == ' ' && !(next[1] >= 'a' && next[1] <= 'z') && !(next[1] >= '0' && next[1] <= '9'));
}

/* Bytes of the end of a sentence that a title goes without. */
static size_t without_stop(const char *text, size_t length)
{
    static const char stop[] = "。";
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    if (length > 3 && text[length - 1] == '.' && text[length - 2] != '.')
        return length - 1;
    if (length > sizeof stop - 1 && memcmp(text + length - (sizeof stop - 1), stop, sizeof stop - 1) == 0)
        return length - (sizeof stop - 1);
    return length;
}

size_t ekbc_import_sentence(const char *text, int whole, int *cut)
{
    size_t length = strlen(text), word = 0, columns = 0, size = 1;
    *cut = 0;
    for (size_t at = 0; at < length; at += size) {
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        columns += is_wide(c) ? 2 : 1;
        if (columns > TITLE_COLUMNS) {
            *cut = 1;
            return word > 0 ? word : at;
        }
        if (c == ' ' || is_wide(c))
            word = c == ' ' ? at : at + size;
        if (!whole && is_stop(c, text, at, size) && columns >= SENTENCE_COLUMNS)
            return without_stop(text, at + size);
    }
    return without_stop(text, length);
}
