/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return "&#39;";
    }
}

/* @p text has no NUL within @p length. */
static void put_escaped(ekb_strbuf *out, const char *text, size_t length)
{
    while (length > 0) {
        size_t plain = 0;
        while (plain < length && strchr("&<>\"'", text[plain]) == NULL)
            plain++;
        ekb_strbuf_append(out, text, plain);
        if (plain < length)
            ekb_strbuf_puts(out, entity_of(text[plain++]));
        text += plain;
        length -= plain;
    }
}

void ekb_html_text(ekb_strbuf *out, const char *text, size_t length, ekb_line_ends line_ends)
{
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, text, length, line_ends);
    put_escaped(out, ekb_strbuf_text(&clean), clean.length);
    out->failed |= clean.failed;
    ekb_strbuf_release(&clean);
}

void ekb_html_attribute(ekb_strbuf *out, const char *name, const char *value)
{
    ekb_strbuf_printf(out, " %s=\"", name);
    ekb_html_text(out, value, strlen(value), EKB_LINE_ENDS_SPACE);
    ekb_strbuf_putc(out, '"');
}

void ekb_html_percent(ekb_strbuf *out, const char *text, size_t length, const char *kept)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c != '\0' && (strchr(plain, c) != NULL || strchr(kept, c) != NULL))
            ekb_strbuf_putc(out, c);
        else
            ekb_strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* ---- Operations ---------------------------------------------------------------- */

static ekb_html *self(ekb_document *document)
{
    return (ekb_html *)(void *)document;
}

static const struct {
    const char *open, *close;
} tags[] = {
    [EKB_BLOCK_SECTION] = {"<section", "</section>\n"},
    [EKB_BLOCK_HEADING] = {"<h", "</h"},
    [EKB_BLOCK_PARAGRAPH] = {"<p>", "</p>\n"},
    [EKB_BLOCK_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
    [EKB_BLOCK_ASIDE] = {"<div class=\"note\" role=\"note\">\n", "</div>\n"},
    [EKB_BLOCK_LIST] = {"<ul>\n", "</ul>\n"},
    [EKB_BLOCK_STEPS] = {"<ol class=\"steps\">\n", "</ol>\n"},
    [EKB_BLOCK_ITEM] = {"<li>", "</li>\n"},
};

static void on_open(ekb_document *document, ekb_block block, const char *attribute)
{
    ekb_strbuf *out = document->out;
    ekb_strbuf_puts(out, tags[block].open);
    if (block == EKB_BLOCK_SECTION) {
        ekb_html_attribute(out, "lang", attribute);
        ekb_strbuf_puts(out, ">\n");
    } else if (block == EKB_BLOCK_HEADING) {
        ekb_strbuf_printf(out, "%s>", attribute);
        self(document)->heading = attribute[0];
    } else if (block == EKB_BLOCK_ITEM && attribute != NULL) {
        ekb_strbuf_puts(out, "<span class=\"number\">");
        ekb_html_text(out, attribute, strlen(attribute), EKB_LINE_ENDS_SPACE);
        ekb_strbuf_puts(out, strchr(attribute, '.') == NULL ? ".</span>" : "</span>");
    }
}

static void on_close(ekb_document *document, ekb_block block)
{
    ekb_strbuf_puts(document->out, tags[block].close);
    if (block == EKB_BLOCK_HEADING)
        ekb_strbuf_printf(document->out, "%c>\n", self(document)->heading);
}

static void on_span(ekb_document *document, const ekb_inline_span *span)
{
    ekb_strbuf *out = document->out;
    ekb_strbuf_puts(out, span->bold ? "<strong>" : "");
    ekb_strbuf_puts(out, span->code ? "<code>" : "");
    ekb_html_text(out, span->text, span->length, EKB_LINE_ENDS_SPACE);
    ekb_strbuf_puts(out, span->code ? "</code>" : "");
    ekb_strbuf_puts(out, span->bold ? "</strong>" : "");
}

static void on_link(ekb_document *document, const char *url, size_t length)
{
    ekb_strbuf *out = document->out;
    if (self(document)->in_entry)
        return;
    if (url == NULL) {
        ekb_strbuf_puts(out, "</a>");
        return;
    }
    ekb_strbuf_puts(out, "<a rel=\"noopener noreferrer\" href=\"");
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)url[i] >= 0x80)
            ekb_strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)url[i]);
        else
            put_escaped(out, url + i, 1);
    }
    ekb_strbuf_puts(out, "\">");
}

static void on_lang(ekb_document *document, const char *lang)
{
    ekb_html *page = self(document);
    if (page->in_lang)
        ekb_strbuf_puts(document->out, "</span>");
    page->in_lang = lang != NULL;
    if (lang != NULL) {
        ekb_strbuf_puts(document->out, "<span");
        ekb_html_attribute(document->out, "lang", lang);
        ekb_strbuf_putc(document->out, '>');
    }
}

static void on_entry(ekb_document *document, const char *id)
{
    const char *base = self(document)->entries;
    if (base == NULL)
        return;
    self(document)->in_entry = id != NULL;
    if (id == NULL) {
        ekb_strbuf_puts(document->out, "</a>");
        return;
    }
    ekb_strbuf_printf(document->out, "<a class=\"entry\" href=\"%s", base);
    ekb_html_percent(document->out, id, strlen(id), "/:@");
    ekb_strbuf_puts(document->out, "\">");
}

static void on_command(ekb_document *document, const char *command)
{
    ekb_strbuf_puts(document->out, "<pre><code>");
    ekb_html_text(document->out, command, strlen(command), EKB_LINE_ENDS_KEEP);
    ekb_strbuf_puts(document->out, "</code></pre>\n");
}

static const ekb_document_ops ops = {on_open, on_close, on_span, on_link, on_lang, on_entry, on_command};

void ekb_html_begin(ekb_html *html, ekb_strbuf *out, const ekb_style *style)
{
    *html = (ekb_html){.in_lang = 0};
    html->document.ops = &ops;
    html->document.out = out;
    html->document.style = style;
    html->document.catalog = style->catalog;
}
