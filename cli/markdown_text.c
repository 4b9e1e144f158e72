/* SPDX-License-Identifier: MIT */
#include "markdown_text.h"

#include <string.h>
#include <utf8proc.h>

#include "sanitize.h"

void ekb_markdown_put_escaped(ekb_markdown_text *m, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        int marker = (m->line == EKB_LINE_EMPTY && strchr("#+-=>", c) != NULL) ||
                     (m->line == EKB_LINE_DIGITS && (c == '.' || c == ')'));
        if (marker || strchr("\\`*_[]<&|~", c) != NULL)
            ekb_strbuf_putc(m->out, '\\');
        ekb_strbuf_putc(m->out, c);
        m->line = m->line != EKB_LINE_TEXT && c >= '0' && c <= '9' ? EKB_LINE_DIGITS : EKB_LINE_TEXT;
    }
}

/* Bold is opened and closed between letters only: next to Chinese punctuation
   CommonMark does not take `**` for a mark (`**“启用”**按钮`). */
static void put_looks(ekb_markdown_text *m, int bold)
{
    if (m->bold && !bold)
        ekb_strbuf_puts(m->out, "**");
    if (m->held.length > 0)
        ekb_markdown_put_escaped(m, m->held.data, m->held.length);
    m->out->failed |= m->held.failed;
    ekb_strbuf_clear(&m->held);
    if (!m->bold && bold)
        ekb_strbuf_puts(m->out, "**");
    m->bold = bold;
}

static int is_outside_bold(int codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_ZP;
}

/* Bytes of spaces and punctuation that clean UTF-8 begins with. */
static size_t leading_marks(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &c);
        if (n <= 0 || !is_outside_bold(c))
            break;
        at += (size_t)n;
    }
    return at;
}

/* Where the spaces and punctuation that end it begin. */
static size_t trailing_marks(const char *text, size_t length)
{
    size_t end = length;
    while (end > 0) {
        size_t at = end - 1;
        utf8proc_int32_t c;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(end - at), &c);
        if (n <= 0 || !is_outside_bold(c))
            break;
        end = at;
    }
    return end;
}

static void put_bold(ekb_markdown_text *m, const char *text, size_t length)
{
    size_t first = m->bold ? 0 : leading_marks(text, length);
    if (first > 0) {
        put_looks(m, 0);
        ekb_markdown_put_escaped(m, text, first);
    }
    if (first == length)
        return;
    size_t end = trailing_marks(text, length);
    if (end > first) {
        put_looks(m, 1);
        ekb_markdown_put_escaped(m, text + first, end - first);
    }
    ekb_strbuf_append(&m->held, text + end, length - end);
}

static void put_plain(ekb_markdown_text *m, const char *text, size_t length)
{
    put_looks(m, 0);
    size_t end = length;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    ekb_markdown_put_escaped(m, text, end);
    ekb_strbuf_append(&m->held, text + end, length - end);
}

size_t ekb_markdown_longest_ticks(const char *text, size_t length)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < length; i++) {
        run = text[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void ekb_markdown_put_ticks(ekb_markdown_text *m, size_t count)
{
    for (; count > 0; count--)
        ekb_strbuf_putc(m->out, '`');
}

static void put_code(ekb_markdown_text *m, const char *text, size_t length)
{
    size_t ticks = ekb_markdown_longest_ticks(text, length) + 1;
    int pad = text[0] == '`' || text[length - 1] == '`' || (text[0] == ' ' && text[length - 1] == ' ');
    put_looks(m, 0);
    ekb_markdown_put_ticks(m, ticks);
    ekb_strbuf_puts(m->out, pad ? " " : "");
    ekb_strbuf_append(m->out, text, length);
    ekb_strbuf_puts(m->out, pad ? " " : "");
    ekb_markdown_put_ticks(m, ticks);
    m->line = EKB_LINE_TEXT;
}

void ekb_markdown_put_span(ekb_markdown_text *m, const ekb_inline_span *span)
{
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, span->text, span->length, EKB_LINE_ENDS_SPACE);
    const char *text = ekb_strbuf_text(&clean);
    size_t skip = m->line == EKB_LINE_EMPTY && m->held.length == 0 ? strspn(text, " ") : 0;
    if (clean.length > skip && span->code)
        put_code(m, text, clean.length);
    else if (clean.length > skip && span->bold)
        put_bold(m, text + skip, clean.length - skip);
    else if (clean.length > skip)
        put_plain(m, text + skip, clean.length - skip);
    m->out->failed |= clean.failed;
    ekb_strbuf_release(&clean);
}

void ekb_markdown_end_looks(ekb_markdown_text *m, int at_line_end)
{
    while (at_line_end && m->held.length > 0 && m->held.data[m->held.length - 1] == ' ')
        m->held.length--;
    put_looks(m, 0);
}

void ekb_markdown_put_url(ekb_markdown_text *m, const char *url, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)url[i];
        if (byte >= 0x80 || strchr("()<>\\`*[]|", url[i]) != NULL)
            ekb_strbuf_printf(m->out, "%%%02X", (unsigned)byte);
        else
            ekb_strbuf_putc(m->out, url[i]);
    }
}
