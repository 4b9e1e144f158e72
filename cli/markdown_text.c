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

static utf8proc_ssize_t next_codepoint(const char *text, size_t length, utf8proc_int32_t *out)
{
    return utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, out);
}

static int is_outside_bold(int codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_ZP;
}

/* 1 for a bracket or quotation mark that opens, -1 for one that closes. */
static int bracket_of(int codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    int opens = category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI;
    return opens - (category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF);
}

/* May a `**` that closes stand between a bracket and this text? Every reader of
   CommonMark takes spaces and punctuation for an end of the word, not all symbols. */
static int may_end_before(const char *text, size_t length)
{
    utf8proc_int32_t c;
    if (length == 0 || next_codepoint(text, length, &c) <= 0)
        return 1;
    utf8proc_category_t category = utf8proc_category(c);
    return is_outside_bold(c) &&
           (c < 0x80 || category <= UTF8PROC_CATEGORY_PO || category >= UTF8PROC_CATEGORY_ZS);
}

static void put_in_bold(ekb_markdown_text *m, const char *text, size_t length)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n;
    for (size_t at = 0; at < length && (n = next_codepoint(text + at, length - at, &c)) > 0; at += (size_t)n)
        m->brackets += bracket_of(c);
    ekb_markdown_put_escaped(m, text, length);
}

/* Bytes of what is held back that close brackets of the bold before it. */
static size_t own_brackets(const ekb_markdown_text *m, const char *next, size_t next_length)
{
    size_t at = 0;
    utf8proc_int32_t c;
    for (int open = m->brackets; open > 0 && at < m->held.length; open--) {
        utf8proc_ssize_t n = next_codepoint(m->held.data + at, m->held.length - at, &c);
        if (n <= 0 || bracket_of(c) >= 0)
            break;
        at += (size_t)n;
    }
    int at_end = at == m->held.length;
    int can =
        at_end ? may_end_before(next, next_length) : may_end_before(m->held.data + at, m->held.length - at);
    return can ? at : 0;
}

/* Bold is opened and closed between letters, as next to Chinese punctuation
   CommonMark does not take `**` for a mark (`**“启用”**按钮`); but it closes the
   brackets that it opened, where a mark can follow them. @p next is the text behind. */
static void put_looks(ekb_markdown_text *m, int bold, const char *next, size_t next_length)
{
    size_t own = m->bold && !bold ? own_brackets(m, next, next_length) : 0;
    if (own > 0)
        ekb_markdown_put_escaped(m, m->held.data, own);
    if (m->bold && !bold)
        ekb_strbuf_puts(m->out, "**");
    if (m->held.length > own && m->bold && bold)
        put_in_bold(m, m->held.data, m->held.length);
    else if (m->held.length > own)
        ekb_markdown_put_escaped(m, m->held.data + own, m->held.length - own);
    m->out->failed |= m->held.failed;
    ekb_strbuf_clear(&m->held);
    if (m->bold != bold)
        m->brackets = 0;
    if (!m->bold && bold)
        ekb_strbuf_puts(m->out, "**");
    m->bold = bold;
}

/* Bytes of spaces and punctuation that clean UTF-8 begins with. */
static size_t leading_marks(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = next_codepoint(text + at, length - at, &c);
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
        utf8proc_ssize_t n = next_codepoint(text + at, end - at, &c);
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
        put_looks(m, 0, text, length);
        ekb_markdown_put_escaped(m, text, first);
    }
    if (first == length)
        return;
    size_t end = trailing_marks(text, length);
    if (end > first) {
        put_looks(m, 1, "", 0);
        put_in_bold(m, text + first, end - first);
    }
    ekb_strbuf_append(&m->held, text + end, length - end);
}

static void put_plain(ekb_markdown_text *m, const char *text, size_t length)
{
    put_looks(m, 0, text, length);
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
    put_looks(m, 0, "`", 1);
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
    put_looks(m, 0, "", 0); /* a bracket of a link, or nothing */
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
