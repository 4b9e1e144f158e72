/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void expect_failed(report *r, const field *f, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    r->failures++;
    ekb_strbuf_printf(&r->text, "%s:%u: %s: %s\n", r->path, f->line, f->key, text);
}

void expect_text(report *r, const field *f, const char *want, const char *got)
{
    r->checks++;
    if (strcmp(want, got) == 0)
        return;
    r->failures++;
    ekb_strbuf_printf(&r->text, "%s:%u: %s\n    want %s\n    got  %s\n", r->path, f->line, f->key, want, got);
}
