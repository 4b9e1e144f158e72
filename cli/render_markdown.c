/* SPDX-License-Identifier: MIT */
/*
 * CommonMark, for tickets and chat: nothing that came from an index or a paste
 * is Markdown by accident, commands are fenced, steps keep the numbers that the
 * text refers to.
 *
 * Lines are written behind a prefix that grows with each list and quote. The
 * marker of an item ("2. ") stands on the line of its first block.
 */
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "document.h"
#include "sanitize.h"

enum { PREFIX_MOST = 160, NESTING_MOST = 64 };

/* What the line's text has been so far: decides whether "#", "-" or "2." would be a marker. */
typedef enum line_state { LINE_EMPTY, LINE_DIGITS, LINE_TEXT } line_state;

typedef struct markdown {
    ekb_document document; /* first, so that the operations find the rest */
    char prefix[PREFIX_MOST];
    size_t prefix_length;
    struct {
        size_t prefix_length; /* of the block around */
        ekb_block block;
    } outer[NESTING_MOST];
    size_t nesting, too_deep;
    int after_marker; /* the line has its prefix and an item's marker */
    int gap;          /* a block needs a blank line before it */
    ekb_block last;   /* the block that ended last */
    line_state line;
    int bold;
    ekb_strbuf held; /* end of the text so far that bold must not enclose */
    const char *url; /* of the open link */
    size_t url_length;
} markdown;

static markdown *self(ekb_document *document)
{
    return (markdown *)(void *)document;
}

/* ---- Lines -------------------------------------------------------------------- */

static void put_blank_line(markdown *m)
{
    size_t length = m->prefix_length;
    while (length > 0 && m->prefix[length - 1] == ' ')
        length--;
    ekb_strbuf_append(m->document.out, m->prefix, length);
    ekb_strbuf_putc(m->document.out, '\n');
}

static void begin_line(markdown *m)
{
    if (!m->after_marker)
        ekb_strbuf_append(m->document.out, m->prefix, m->prefix_length);
    m->after_marker = 0;
    m->line = LINE_EMPTY;
}

static void begin_block(markdown *m)
{
    if (m->gap && !m->after_marker)
        put_blank_line(m);
    begin_line(m);
}

static void push_prefix(markdown *m, ekb_block block, const char *bytes, size_t length)
{
    if (m->nesting == NESTING_MOST || m->prefix_length + length > PREFIX_MOST) {
        m->too_deep++;
        return;
    }
    m->outer[m->nesting].prefix_length = m->prefix_length;
    m->outer[m->nesting++].block = block;
    memcpy(m->prefix + m->prefix_length, bytes, length);
    m->prefix_length += length;
}

static void pop_prefix(markdown *m)
{
    if (m->too_deep > 0)
        m->too_deep--;
    else
        m->prefix_length = m->outer[--m->nesting].prefix_length;
}

/* ---- Text --------------------------------------------------------------------- */

/* Characters that would mean something: anywhere, or where a line begins. */
static void put_escaped(markdown *m, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        int marker = (m->line == LINE_EMPTY && strchr("#+-=>", c) != NULL) ||
                     (m->line == LINE_DIGITS && (c == '.' || c == ')'));
        if (marker || strchr("\\`*_[]<&|~", c) != NULL)
            ekb_strbuf_putc(m->document.out, '\\');
        ekb_strbuf_putc(m->document.out, c);
        m->line = m->line != LINE_TEXT && c >= '0' && c <= '9' ? LINE_DIGITS : LINE_TEXT;
    }
}

/* Bold is opened and closed between letters only: next to Chinese punctuation
   CommonMark does not take `**` for a mark (`**“启用”**按钮`). */
static void put_looks(markdown *m, int bold)
{
    if (m->bold && !bold)
        ekb_strbuf_puts(m->document.out, "**");
    if (m->held.length > 0)
        put_escaped(m, m->held.data, m->held.length);
    m->document.out->failed |= m->held.failed;
    ekb_strbuf_clear(&m->held);
    if (!m->bold && bold)
        ekb_strbuf_puts(m->document.out, "**");
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

static void put_bold(markdown *m, const char *text, size_t length)
{
    size_t first = m->bold ? 0 : leading_marks(text, length);
    if (first > 0) {
        put_looks(m, 0);
        put_escaped(m, text, first);
    }
    if (first == length)
        return;
    size_t end = trailing_marks(text, length);
    if (end > first) {
        put_looks(m, 1);
        put_escaped(m, text + first, end - first);
    }
    ekb_strbuf_append(&m->held, text + end, length - end);
}

static void put_plain(markdown *m, const char *text, size_t length)
{
    put_looks(m, 0);
    size_t end = length;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    put_escaped(m, text, end);
    ekb_strbuf_append(&m->held, text + end, length - end);
}

static size_t longest_run(const char *text, size_t length)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < length; i++) {
        run = text[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void put_ticks(markdown *m, size_t count)
{
    for (; count > 0; count--)
        ekb_strbuf_putc(m->document.out, '`');
}

static void put_code(markdown *m, const char *text, size_t length)
{
    size_t ticks = longest_run(text, length) + 1;
    int pad = text[0] == '`' || text[length - 1] == '`' || (text[0] == ' ' && text[length - 1] == ' ');
    put_looks(m, 0);
    put_ticks(m, ticks);
    ekb_strbuf_puts(m->document.out, pad ? " " : "");
    ekb_strbuf_append(m->document.out, text, length);
    ekb_strbuf_puts(m->document.out, pad ? " " : "");
    put_ticks(m, ticks);
    m->line = LINE_TEXT;
}

static void on_span(ekb_document *document, const ekb_inline_span *span)
{
    markdown *m = self(document);
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, span->text, span->length, EKB_LINE_ENDS_SPACE);
    const char *text = ekb_strbuf_text(&clean);
    size_t skip = m->line == LINE_EMPTY && m->held.length == 0 ? strspn(text, " ") : 0;
    if (clean.length > skip && span->code)
        put_code(m, text, clean.length);
    else if (clean.length > skip && span->bold)
        put_bold(m, text + skip, clean.length - skip);
    else if (clean.length > skip)
        put_plain(m, text + skip, clean.length - skip);
    document->out->failed |= clean.failed;
    ekb_strbuf_release(&clean);
}

/* Brackets would end it, other bytes need not be UTF-8; their percent forms mean the same. */
static void put_url(markdown *m, const char *url, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)url[i];
        if (byte >= 0x80 || strchr("()<>\\`*[]|", url[i]) != NULL)
            ekb_strbuf_printf(m->document.out, "%%%02X", (unsigned)byte);
        else
            ekb_strbuf_putc(m->document.out, url[i]);
    }
}

/* ---- Operations ---------------------------------------------------------------- */

static void on_link(ekb_document *document, const char *url, size_t length)
{
    markdown *m = self(document);
    put_looks(m, 0);
    if (url != NULL) {
        ekb_strbuf_putc(document->out, '[');
        m->line = LINE_TEXT;
    } else if (m->url != NULL) {
        ekb_strbuf_puts(document->out, "](");
        put_url(m, m->url, m->url_length);
        ekb_strbuf_putc(document->out, ')');
    }
    m->url = url;
    m->url_length = length;
}

static void on_lang(ekb_document *document, const char *lang)
{
    (void)document, (void)lang; /* Markdown cannot say it. */
}

static void end_line(markdown *m)
{
    while (m->held.length > 0 && m->held.data[m->held.length - 1] == ' ')
        m->held.length--;
    put_looks(m, 0);
    ekb_strbuf_putc(m->document.out, '\n');
    m->gap = 1;
}

static void on_command(ekb_document *document, const char *command)
{
    enum { SHORTEST = 3 };
    markdown *m = self(document);
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, command, strlen(command), EKB_LINE_ENDS_KEEP);
    size_t longest = longest_run(ekb_strbuf_text(&clean), clean.length);
    size_t ticks = longest < SHORTEST ? SHORTEST : longest + 1;
    begin_block(m);
    put_ticks(m, ticks);
    end_line(m);
    for (const char *line = ekb_strbuf_text(&clean); *line != '\0';) {
        size_t length = strcspn(line, "\n");
        begin_line(m);
        ekb_strbuf_append(document->out, line, length);
        end_line(m);
        line += length + (line[length] == '\n');
    }
    begin_line(m);
    put_ticks(m, ticks);
    end_line(m);
    m->last = EKB_BLOCK_SECTION;
    document->out->failed |= clean.failed;
    ekb_strbuf_release(&clean);
}

/* A list that follows the text of its item at once keeps the item tight. */
static void open_list(markdown *m)
{
    int in_item = m->nesting > 0 && m->outer[m->nesting - 1].block == EKB_BLOCK_ITEM;
    if (m->gap && !m->after_marker && !(in_item && m->last == EKB_BLOCK_PARAGRAPH))
        put_blank_line(m);
}

/* "2. " for a step; "- 2.1 " for one inside, since Markdown has no such numbers. */
static void open_item(markdown *m, const char *number)
{
    enum { DIGITS_MOST = 9 };
    static const char spaces[] = "           ";
    char marker[DIGITS_MOST + 3] = "- ";
    size_t digits = number != NULL ? strspn(number, "0123456789") : 0;
    int plain = digits > 0 && digits <= DIGITS_MOST && number[digits] == '\0';
    if (plain)
        snprintf(marker, sizeof marker, "%s. ", number);
    begin_line(m);
    ekb_strbuf_puts(m->document.out, marker);
    push_prefix(m, EKB_BLOCK_ITEM, spaces, strlen(marker));
    m->line = LINE_TEXT;
    if (number != NULL && !plain) {
        put_escaped(m, number, strlen(number));
        ekb_strbuf_putc(m->document.out, ' ');
    }
    m->after_marker = 1;
}

static void open_quote(markdown *m, ekb_block block)
{
    begin_block(m);
    push_prefix(m, block, "> ", 2);
    ekb_strbuf_puts(m->document.out, "> ");
    m->after_marker = 1;
}

static void open_heading(markdown *m, int level)
{
    begin_block(m);
    for (; level > 0; level--)
        ekb_strbuf_putc(m->document.out, '#');
    ekb_strbuf_putc(m->document.out, ' ');
    m->line = LINE_TEXT;
}

static void on_open(ekb_document *document, ekb_block block, const char *attribute)
{
    markdown *m = self(document);
    switch (block) {
    case EKB_BLOCK_HEADING:
        open_heading(m, attribute[0] - '0');
        break;
    case EKB_BLOCK_PARAGRAPH:
        begin_block(m);
        break;
    case EKB_BLOCK_QUOTE:
    case EKB_BLOCK_ASIDE:
        open_quote(m, block);
        break;
    case EKB_BLOCK_LIST:
    case EKB_BLOCK_STEPS:
        open_list(m);
        break;
    case EKB_BLOCK_ITEM:
        open_item(m, attribute);
        break;
    case EKB_BLOCK_SECTION:
        break;
    }
}

static void on_close(ekb_document *document, ekb_block block)
{
    markdown *m = self(document);
    switch (block) {
    case EKB_BLOCK_HEADING:
    case EKB_BLOCK_PARAGRAPH:
        end_line(m);
        break;
    case EKB_BLOCK_QUOTE:
    case EKB_BLOCK_ASIDE:
    case EKB_BLOCK_ITEM:
        pop_prefix(m);
        if (m->after_marker) /* nothing was in it */
            end_line(m);
        m->after_marker = 0;
        break;
    case EKB_BLOCK_LIST:
    case EKB_BLOCK_STEPS:
    case EKB_BLOCK_SECTION:
        break;
    }
    if (block != EKB_BLOCK_SECTION)
        m->last = block;
}

/* ---- The renderer ------------------------------------------------------------ */

static const ekb_document_ops ops = {on_open, on_close, on_span, on_link, on_lang, on_command};

static void begin(markdown *m, ekb_strbuf *out, const ekb_style *style)
{
    *m = (markdown){.last = EKB_BLOCK_SECTION};
    m->document.ops = &ops;
    m->document.out = out;
    m->document.style = style;
    m->document.catalog = style->catalog;
}

static void end(markdown *m)
{
    ekb_strbuf_release(&m->held);
}

static void render_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    markdown m;
    (void)engine;
    begin(&m, out, style);
    ekb_document_answer(&m.document, answer);
    end(&m);
}

static void render_search(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    markdown m;
    (void)engine;
    begin(&m, out, style);
    ekb_document_search(&m.document, answer);
    end(&m);
}

static void render_entry(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry)
{
    markdown m;
    (void)engine;
    begin(&m, out, style);
    ekb_document_card(&m.document, entry, NULL, NULL, 1);
    end(&m);
}

static void render_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count)
{
    markdown m;
    begin(&m, out, style);
    ekb_document_list(&m.document, items, count);
    end(&m);
}

static void render_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count)
{
    markdown m;
    begin(&m, out, style);
    ekb_document_products(&m.document, items, count);
    end(&m);
}

static void render_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report)
{
    markdown m;
    begin(&m, out, style);
    ekb_document_info(&m.document, report);
    end(&m);
}

static void render_error(ekb_strbuf *out, const ekb_style *style, const ekb_error *error)
{
    markdown m;
    begin(&m, out, style);
    ekb_document_error(&m.document, error);
    end(&m);
}

const ekb_renderer ekb_render_markdown = {
    "markdown",  render_answer,   render_search, render_entry,
    render_list, render_products, render_info,   render_error,
};
