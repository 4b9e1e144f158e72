/* SPDX-License-Identifier: MIT */
#include "roff.h"

#include <string.h>

#include "errkb/errkb.h"
#include "inline.h"

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
    ekb_strbuf_printf(out, " %d \"%s\" \"errkb %s\" \"%s\"\n.ad l\n", section, reviewed, EKB_VERSION, manual);
}

void ekb_roff_heading(ekb_strbuf *out, const char *heading)
{
    ekb_strbuf_puts(out, ".SH \"");
    put_upper(out, heading);
    ekb_strbuf_puts(out, "\"\n");
}

void ekb_roff_plain(ekb_strbuf *out, const char *text, size_t length)
{
    static const struct {
        char byte;
        const char *escape;
    } escapes[] = {{'\\', "\\(rs"}, {'-', "\\-"},   {'\'', "\\(aq"},
                   {'`', "\\(ga"},  {'^', "\\(ha"}, {'~', "\\(ti"}};
    for (size_t i = 0; i < length; i++) {
        const char *escape = NULL;
        for (size_t k = 0; k < sizeof escapes / sizeof *escapes; k++) {
            if (escapes[k].byte == text[i])
                escape = escapes[k].escape;
        }
        if (escape != NULL)
            ekb_strbuf_puts(out, escape);
        else
            ekb_strbuf_putc(out, text[i] == '\n' ? ' ' : text[i]);
    }
}

/* A line of text; `\&` keeps a dot at its beginning from being a macro. */
static void put_line(ekb_strbuf *out, const char *text)
{
    ekb_inline in;
    ekb_inline_span span;
    ekb_inline_begin(&in, text, strlen(text));
    ekb_strbuf_puts(out, "\\&");
    while (ekb_inline_next(&in, &span)) {
        int bold = span.bold || span.code;
        ekb_strbuf_puts(out, bold ? "\\fB" : "");
        ekb_roff_plain(out, span.text, span.length);
        ekb_strbuf_puts(out, bold ? "\\fR" : "");
    }
    ekb_strbuf_putc(out, '\n');
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
    ekb_strbuf_puts(out, ".TP\n\\fB");
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
