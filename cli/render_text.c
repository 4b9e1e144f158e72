/* SPDX-License-Identifier: MIT */
/* The text format: for reading on a terminal. This file holds the table and
 * what the other text_*.c build on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inline.h"
#include "sanitize.h"
#include "text.h"
#include "wrap.h"

void ekb_text_begin(ekb_text *text, ekb_strbuf *out, const ekb_style *style)
{
    memset(text, 0, sizeof *text);
    text->out = out;
    text->style = style;
    text->catalog = style->catalog;
    ekb_paragraph_init(&text->paragraph, style);
}

void ekb_text_end(ekb_text *text)
{
    ekb_paragraph_release(&text->paragraph);
}

static void add_format(ekb_text *text, ekb_look look, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

static void add_format(ekb_text *text, ekb_look look, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *bytes = length >= 0 ? malloc((size_t)length + 1) : NULL;
    if (bytes == NULL) {
        text->out->failed = 1;
        return;
    }
    vsnprintf(bytes, (size_t)length + 1, format, arguments);
    ekb_paragraph_add_bytes(&text->paragraph, look, bytes, (size_t)length);
    free(bytes);
}

void ekb_text_addf(ekb_text *text, ekb_look look, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_format(text, look, format, arguments);
    va_end(arguments);
}

void ekb_text_print(ekb_text *text, size_t first, size_t rest)
{
    ekb_paragraph_print(&text->paragraph, text->out, first, rest);
}

void ekb_text_heading(ekb_text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_format(text, EKB_LOOK_HEADING, format, arguments);
    va_end(arguments);
    ekb_text_print(text, 0, 2);
}

void ekb_text_label(ekb_text *text, ekb_look look, const char *label)
{
    /* TRANSLATORS: a label before some text; Chinese uses its full-width colon, without a space. */
    ekb_text_addf(text, look, tr(text->catalog, "%s: "), label);
}

void ekb_text_blank(ekb_text *text)
{
    ekb_strbuf_putc(text->out, '\n');
}

void ekb_text_rule(ekb_text *text, const char *word)
{
    enum { LENGTH = 40 };
    size_t length = text->style->width < LENGTH ? text->style->width : LENGTH;
    size_t taken = *word != '\0' ? strlen("── ") / 3 + ekb_columns(word, strlen(word)) + 1 : 0;
    ekb_strbuf line = EKB_STRBUF_INIT;
    if (taken != 0) {
        ekb_strbuf_puts(&line, "── ");
        ekb_strbuf_puts(&line, word);
        ekb_strbuf_putc(&line, ' ');
    }
    for (size_t i = taken; i < length; i++)
        ekb_strbuf_puts(&line, "─");
    ekb_put_look(text->out, text->style, EKB_LOOK_DIM, ekb_strbuf_text(&line));
    ekb_text_blank(text);
    text->out->failed |= line.failed;
    ekb_strbuf_release(&line);
}

void ekb_text_command(ekb_text *text, size_t indent, const char *command)
{
    while (*command != '\0') {
        size_t length = strcspn(command, "\n");
        ekb_strbuf line = EKB_STRBUF_INIT;
        ekb_strbuf_append(&line, command, length);
        ekb_put_spaces(text->out, indent);
        ekb_put_look(text->out, text->style, EKB_LOOK_CODE, ekb_strbuf_text(&line));
        ekb_text_blank(text);
        text->out->failed |= line.failed;
        ekb_strbuf_release(&line);
        command += length + (command[length] == '\n');
    }
}

void ekb_text_row(ekb_text *text, size_t indent, ekb_look look, const char *left, size_t column)
{
    enum { LITTLE = 24, BELOW = 4 };
    size_t end = indent + ekb_columns(left, strlen(left));
    ekb_put_spaces(text->out, indent);
    ekb_put_look(text->out, text->style, look, left);
    int narrow = column + LITTLE > text->style->width;
    if (narrow || end >= column) {
        size_t margin = narrow ? indent + BELOW : column;
        ekb_text_blank(text);
        ekb_text_print(text, margin, margin);
        return;
    }
    ekb_put_spaces(text->out, column - end);
    ekb_paragraph_continue(&text->paragraph, text->out, column);
}

/* The URL is not wrapped, so that a terminal recognises it whole. */
static void put_url(ekb_text *text, size_t indent, const char *url)
{
    ekb_put_spaces(text->out, indent);
    ekb_put_look(text->out, text->style, EKB_LOOK_DIM, url);
    ekb_text_blank(text);
}

void ekb_text_link(ekb_text *text, size_t indent, const char *title, const char *url)
{
    const ekb_style *style = text->style;
    const char *shown = *title != '\0' ? title : url;
    size_t used = indent + 2; /* of the arrow */
    ekb_put_spaces(text->out, indent);
    ekb_put_look(text->out, style, EKB_LOOK_DIM, "→ ");
    if (style->hyperlinks && ekb_inline_url_safe(url, strlen(url))) {
        ekb_paragraph_add_link(&text->paragraph, shown, strlen(shown), url, strlen(url));
        ekb_paragraph_continue(&text->paragraph, text->out, used);
    } else if (*title == '\0') {
        put_url(text, 0, url);
    } else if (used + ekb_columns(title, strlen(title)) + 2 + strlen(url) <= style->width) {
        ekb_put_look(text->out, style, EKB_LOOK_PLAIN, title);
        put_url(text, 2, url);
    } else {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, title);
        ekb_paragraph_continue(&text->paragraph, text->out, used);
        put_url(text, used, url);
    }
}

static void render_entry(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry)
{
    ekb_text text;
    ekb_text_begin(&text, out, style);
    text.engine = engine;
    ekb_text_card(&text, entry, NULL, 0);
    ekb_text_end(&text);
}

static const char *translate(void *context, const char *english)
{
    return ekb_tr(context, english);
}

static void add_place(ekb_text *text, const ekb_error *error)
{
    /* Messages about a whole file name it themselves. */
    if (error->file[0] == '\0' || error->line == 0)
        return;
    ekb_text_addf(text, EKB_LOOK_PLAIN, "%s:%u", error->file, (unsigned)error->line);
    if (error->column > 0)
        ekb_text_addf(text, EKB_LOOK_PLAIN, ":%u", (unsigned)error->column);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ": ");
}

/* Message and remedy are rendered apart, each with the same arguments. */
static void print_half(ekb_text *text, const ekb_error *error, const char *half, size_t indent)
{
    ekb_error part = *error;
    char bytes[4096];
    /* Translating returns a text of the catalog, which is never written to. */
    union {
        const ekb_tr_catalog *lent;
        void *context;
    } catalog = {.lent = text->catalog};
    part.message = half;
    part.remedy = NULL;
    ekb_error_render(&part, translate, catalog.context, bytes, sizeof bytes);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, bytes);
    ekb_text_print(text, indent, 2);
}

static void render_error(ekb_strbuf *out, const ekb_style *style, const ekb_error *error)
{
    ekb_text text;
    ekb_text_begin(&text, out, style);
    ekb_paragraph_add(&text.paragraph, EKB_LOOK_BOLD, "errkb: ");
    add_place(&text, error);
    print_half(&text, error, error->message, 0);
    if (error->remedy != NULL)
        print_half(&text, error, error->remedy, 2);
    ekb_text_end(&text);
}

const ekb_renderer ekb_render_text = {
    .name = "text",
    .answer = ekb_text_answer,
    .search = ekb_text_search,
    .entry = render_entry,
    .list = ekb_text_list,
    .products = ekb_text_products,
    .info = ekb_text_info,
    .error = render_error,
};
