/* SPDX-License-Identifier: MIT */
#include "roff.h"

#include <stdlib.h>
#include <string.h>

#include "errkb/errkb.h"
#include "inline.h"
#include "linebreak.h"

/* Day on which the texts of the manual were last reviewed. */
static const char reviewed[] = "2026-11-22";

static void put_upper(ekb_strbuf *out, const char *text)
{
    for (; *text != '\0'; text++)
        ekb_strbuf_putc(out, *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text);
}

void ekb_roff_begin(ekb_strbuf *out, const char *name, int section, const char *manual)
{
    ekb_strbuf_puts(out,
                    ".\\\" -*- coding: utf-8 -*-\n.\\\" Generated from the tables of the program.\n.TH ");
    put_upper(out, name);
    ekb_strbuf_printf(out, " %d \"%s\" \"errkb %s\" \"%s\"\n.ad l\n.nh\n", section, reviewed, EKB_VERSION,
                      manual);
}

void ekb_roff_heading(ekb_strbuf *out, const char *heading)
{
    ekb_strbuf_puts(out, ".SH \"");
    put_upper(out, heading);
    ekb_strbuf_puts(out, "\"\n");
}

static void put_byte(ekb_strbuf *out, char byte)
{
    static const struct {
        char byte;
        const char *escape;
    } escapes[] = {{'\\', "\\(rs"}, {'-', "\\-"},   {'\'', "\\(aq"},
                   {'`', "\\(ga"},  {'^', "\\(ha"}, {'~', "\\(ti"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (escapes[i].byte == byte) {
            ekb_strbuf_puts(out, escapes[i].escape);
            return;
        }
    }
    ekb_strbuf_putc(out, byte == '\n' ? ' ' : byte);
}

void ekb_roff_plain(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        put_byte(out, text[i]);
}

/* Where a line may end though there is no space: not all who set pages know
   Chinese, so it is written out. */
static int may_break(const char *plain, const char *breaks, size_t at, size_t length)
{
    return breaks[at] == EKB_BREAK_ALLOWED && at + 1 < length && plain[at] != ' ' && plain[at + 1] != ' ';
}

/* The spans of a text; @p plain is that text without marks. */
static void put_spans(ekb_strbuf *out, const char *text, const ekb_strbuf *plain, const char *breaks)
{
    ekb_inline in;
    ekb_inline_span span;
    size_t at = 0;
    ekb_inline_begin(&in, text, strlen(text));
    while (ekb_inline_next(&in, &span)) {
        int bold = span.bold || span.code;
        ekb_strbuf_puts(out, bold ? "\\fB" : "");
        for (size_t i = 0; i < span.length && at < plain->length; i++, at++) {
            put_byte(out, span.text[i]);
            if (may_break(ekb_strbuf_text(plain), breaks, at, plain->length))
                ekb_strbuf_puts(out, "\\:");
        }
        ekb_strbuf_puts(out, bold ? "\\fR" : "");
    }
}

/* A line of text; `\&` keeps a dot at its beginning from being a macro. */
static void put_line(ekb_strbuf *out, const char *text)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    ekb_inline_plain(&plain, text);
    char *breaks = calloc(plain.length + 1, 1);
    out->failed |= breaks == NULL || plain.failed;
    ekb_strbuf_puts(out, "\\&");
    if (!out->failed) {
        ekb_line_breaks(ekb_strbuf_text(&plain), plain.length, breaks);
        put_spans(out, text, &plain, breaks);
    }
    ekb_strbuf_putc(out, '\n');
    free(breaks);
    ekb_strbuf_release(&plain);
}

/* A heading begins a paragraph itself. */
static void begin_paragraph(ekb_strbuf *out)
{
    const char *text = ekb_strbuf_text(out);
    size_t at = out->length > 0 ? out->length - 1 : 0;
    while (at > 0 && text[at - 1] != '\n')
        at--;
    if (strncmp(text + at, ".SH", 3) != 0)
        ekb_strbuf_puts(out, ".PP\n");
}

void ekb_roff_paragraph(ekb_strbuf *out, const char *text)
{
    begin_paragraph(out);
    put_line(out, text);
}

void ekb_roff_item(ekb_strbuf *out, const char *tag, const char *text)
{
    /* Without a number the indentation would be that of the list before. */
    ekb_strbuf_puts(out, ".TP 7\n\\fB");
    ekb_roff_plain(out, tag, strlen(tag));
    ekb_strbuf_puts(out, "\\fR\n");
    put_line(out, text);
}

void ekb_roff_bullet(ekb_strbuf *out, const char *text)
{
    ekb_strbuf_puts(out, ".IP \\(bu 2\n");
    put_line(out, text);
}

void ekb_roff_code(ekb_strbuf *out, const char *code)
{
    begin_paragraph(out);
    ekb_strbuf_puts(out, ".nf\n");
    while (*code != '\0') {
        size_t length = strcspn(code, "\n");
        ekb_strbuf_puts(out, "\\&");
        ekb_roff_plain(out, code, length);
        ekb_strbuf_putc(out, '\n');
        code += length + (code[length] == '\n');
    }
    ekb_strbuf_puts(out, ".fi\n");
}
