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

#include "document.h"
#include "markdown_text.h"
#include "sanitize.h"

enum { PREFIX_MOST = 160, NESTING_MOST = 64 };

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
    ekb_markdown_text text;
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
    m->text.line = EKB_LINE_EMPTY;
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

/* ---- Operations ---------------------------------------------------------------- */

static void on_span(ekb_document *document, const ekb_inline_span *span)
{
    ekb_markdown_put_span(&self(document)->text, span);
}

static void on_link(ekb_document *document, const char *url, size_t length)
{
    markdown *m = self(document);
    ekb_markdown_end_looks(&m->text, 0);
    if (url != NULL) {
        ekb_strbuf_putc(document->out, '[');
        m->text.line = EKB_LINE_TEXT;
    } else if (m->url != NULL) {
        ekb_strbuf_puts(document->out, "](");
        ekb_markdown_put_url(&m->text, m->url, m->url_length);
        ekb_strbuf_putc(document->out, ')');
    }
    m->url = url;
    m->url_length = length;
}

static void on_lang(ekb_document *document, const char *lang)
{
    (void)document, (void)lang; /* Markdown cannot say it. */
}

static void on_entry(ekb_document *document, const char *id)
{
    (void)document, (void)id; /* It has no address. */
}

static void end_line(markdown *m)
{
    ekb_markdown_end_looks(&m->text, 1);
    ekb_strbuf_putc(m->document.out, '\n');
    m->gap = 1;
}

static void on_command(ekb_document *document, const char *command)
{
    enum { SHORTEST = 3 };
    markdown *m = self(document);
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, command, strlen(command), EKB_LINE_ENDS_KEEP);
    size_t longest = ekb_markdown_longest_ticks(ekb_strbuf_text(&clean), clean.length);
    size_t ticks = longest < SHORTEST ? SHORTEST : longest + 1;
    begin_block(m);
    ekb_markdown_put_ticks(&m->text, ticks);
    end_line(m);
    for (const char *line = ekb_strbuf_text(&clean); *line != '\0';) {
        size_t length = strcspn(line, "\n");
        begin_line(m);
        ekb_strbuf_append(document->out, line, length);
        end_line(m);
        line += length + (line[length] == '\n');
    }
    begin_line(m);
    ekb_markdown_put_ticks(&m->text, ticks);
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
    m->text.line = EKB_LINE_TEXT;
    if (number != NULL && !plain) {
        ekb_markdown_put_escaped(&m->text, number, strlen(number));
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
    m->text.line = EKB_LINE_TEXT;
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

static const ekb_document_ops ops = {on_open, on_close, on_span, on_link, on_lang, on_entry, on_command};

static void begin(markdown *m, ekb_strbuf *out, const ekb_style *style)
{
    *m = (markdown){.last = EKB_BLOCK_SECTION};
    m->document.ops = &ops;
    m->document.out = m->text.out = out;
    m->document.style = style;
    m->document.catalog = style->catalog;
}

static void end(markdown *m)
{
    ekb_strbuf_release(&m->text.held);
}

static void render_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    markdown m;
    begin(&m, out, style);
    m.document.engine = engine;
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
    begin(&m, out, style);
    m.document.engine = engine;
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
