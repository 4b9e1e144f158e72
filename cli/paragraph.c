/* SPDX-License-Identifier: MIT */
#include "paragraph.h"

#include <stdlib.h>
#include <string.h>

#include "inline.h"
#include "sanitize.h"
#include "wrap.h"

/* A stretch of `text` up to `end`, beginning where the one before it ends. */
struct ekb_piece {
    size_t end;
    ekb_look look;
    size_t url; /* offset in `urls` + 1; 0: no link */
};

static const char *const sgr[EKB_LOOK_COUNT] = {
    [EKB_LOOK_PLAIN] = "",        [EKB_LOOK_BOLD] = "\033[1m",      [EKB_LOOK_DIM] = "\033[2m",
    [EKB_LOOK_CODE] = "\033[36m", [EKB_LOOK_TITLE] = "\033[1m",     [EKB_LOOK_HEADING] = "\033[1m",
    [EKB_LOOK_GOOD] = "\033[32m", [EKB_LOOK_DOUBTFUL] = "\033[33m", [EKB_LOOK_BAD] = "\033[31m",
};
static const char sgr_end[] = "\033[0m";

void ekb_paragraph_init(ekb_paragraph *paragraph, const ekb_style *style)
{
    memset(paragraph, 0, sizeof *paragraph);
    paragraph->style = style;
    paragraph->catalog = style->catalog;
}

void ekb_paragraph_release(ekb_paragraph *paragraph)
{
    ekb_strbuf_release(&paragraph->text);
    ekb_strbuf_release(&paragraph->urls);
    free(paragraph->pieces);
    paragraph->pieces = NULL;
}

static void add_piece(ekb_paragraph *p, ekb_look look, size_t url)
{
    if (p->count == p->capacity) {
        size_t capacity = p->capacity == 0 ? 16 : p->capacity * 2;
        ekb_piece *pieces = realloc(p->pieces, capacity * sizeof *pieces);
        if (pieces == NULL) {
            p->failed = 1;
            return;
        }
        p->pieces = pieces;
        p->capacity = capacity;
    }
    p->pieces[p->count++] = (ekb_piece){p->text.length, look, url};
}

void ekb_paragraph_add_bytes(ekb_paragraph *p, ekb_look look, const char *text, size_t length)
{
    ekb_sanitize(&p->text, text, length, EKB_LINE_ENDS_SPACE);
    add_piece(p, look, 0);
}

void ekb_paragraph_add(ekb_paragraph *p, ekb_look look, const char *text)
{
    ekb_paragraph_add_bytes(p, look, text, strlen(text));
}

/* Behind a text; the brackets of Chinese are full-width. */
static void add_in_brackets(ekb_paragraph *p, const char *url, size_t length)
{
    const char *brackets = tr(p->catalog, " (%s)");
    const char *place = strstr(brackets, "%s");
    size_t before = place != NULL ? (size_t)(place - brackets) : 0;
    ekb_paragraph_add_bytes(p, EKB_LOOK_PLAIN, brackets, before);
    ekb_paragraph_add_bytes(p, EKB_LOOK_DIM, url, length);
    ekb_paragraph_add(p, EKB_LOOK_PLAIN, place != NULL ? place + 2 : "");
}

void ekb_paragraph_add_link(ekb_paragraph *p, const char *text, size_t length, const char *url,
                            size_t url_length)
{
    int safe = ekb_inline_url_safe(url, url_length);
    if (safe && p->style->hyperlinks) {
        size_t at = p->urls.length;
        ekb_strbuf_append(&p->urls, url, url_length);
        ekb_strbuf_putc(&p->urls, '\0');
        ekb_sanitize(&p->text, text, length, EKB_LINE_ENDS_SPACE);
        add_piece(p, EKB_LOOK_PLAIN, at + 1);
        return;
    }
    ekb_paragraph_add_bytes(p, EKB_LOOK_PLAIN, text, length);
    if (length == url_length && memcmp(text, url, length) == 0)
        return;
    add_in_brackets(p, url, url_length);
}

/* A full-width bracket brings its own space. */
static int ends_in_wide_bracket(const ekb_paragraph *p)
{
    static const char bracket[] = "\xef\xbc\x89";
    size_t size = sizeof bracket - 1;
    return p->text.length >= size && memcmp(p->text.data + p->text.length - size, bracket, size) == 0;
}

void ekb_paragraph_add_inline(ekb_paragraph *p, ekb_look look, const char *text)
{
    ekb_inline reader;
    ekb_inline_span span;
    int after_link = 0;
    ekb_inline_begin(&reader, text, strlen(text));
    while (ekb_inline_next(&reader, &span)) {
        while (after_link && span.length > 0 && *span.text == ' ' && ends_in_wide_bracket(p)) {
            span.text++;
            span.length--;
        }
        after_link = span.url != NULL;
        if (span.url != NULL)
            ekb_paragraph_add_link(p, span.text, span.length, span.url, span.url_length);
        else
            ekb_paragraph_add_bytes(p,
                                    span.code   ? EKB_LOOK_CODE
                                    : span.bold ? EKB_LOOK_BOLD
                                                : look,
                                    span.text, span.length);
    }
}

void ekb_put_spaces(ekb_strbuf *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ekb_strbuf_putc(out, ' ');
}

static void put_piece(const ekb_paragraph *p, ekb_strbuf *out, const ekb_piece *piece, size_t from, size_t to)
{
    const char *open = p->style->colour ? sgr[piece->look] : "";
    if (piece->url != 0) {
        ekb_strbuf_puts(out, "\033]8;;");
        ekb_strbuf_puts(out, ekb_strbuf_text(&p->urls) + piece->url - 1);
        ekb_strbuf_puts(out, "\033\\");
    }
    ekb_strbuf_puts(out, open);
    ekb_strbuf_append(out, p->text.data + from, to - from);
    if (*open != '\0')
        ekb_strbuf_puts(out, sgr_end);
    if (piece->url != 0)
        ekb_strbuf_puts(out, "\033]8;;\033\\");
}

/* The pieces that have a part in [from, to). `*at` is the first that may. */
static void put_line(const ekb_paragraph *p, ekb_strbuf *out, size_t from, size_t to, size_t *at)
{
    while (from < to && *at < p->count) {
        const ekb_piece *piece = &p->pieces[*at];
        size_t end = piece->end < to ? piece->end : to;
        if (end > from) {
            put_piece(p, out, piece, from, end);
            from = end;
        }
        if (piece->end > to)
            return;
        ++*at;
    }
}

enum { NARROWEST = 20 };

static size_t room_after(const ekb_paragraph *p, size_t margin)
{
    return p->style->width > margin + NARROWEST ? p->style->width - margin : NARROWEST;
}

static void put_lines(const ekb_paragraph *p, ekb_strbuf *out, const ekb_wrap *wrap, size_t used, size_t rest)
{
    size_t piece = 0, next = 0;
    for (size_t start = 0; start < wrap->length; start = next) {
        size_t end = start;
        next = ekb_wrap_line(wrap, start, room_after(p, start == 0 ? used : rest), &end);
        if (start > 0)
            ekb_put_spaces(out, rest);
        put_line(p, out, start, end, &piece);
        /* Spaces at the end of a line were left out. */
        while (piece < p->count && p->pieces[piece].end <= next)
            piece++;
        ekb_strbuf_putc(out, '\n');
    }
}

static void wrap_lines(const ekb_paragraph *p, ekb_strbuf *out, size_t used, size_t rest)
{
    ekb_wrap wrap;
    if (ekb_wrap_init(&wrap, ekb_strbuf_text(&p->text), p->text.length) != 0) {
        out->failed = 1;
        return;
    }
    put_lines(p, out, &wrap, used, rest);
    ekb_wrap_release(&wrap);
}

/* Also where nothing was added: the first allocation may be the one that failed. */
static int has_failed(const ekb_paragraph *p, ekb_strbuf *out)
{
    int failed = p->failed || p->text.failed || p->urls.failed;
    out->failed |= failed;
    return failed;
}

/* `used` columns of the first line are taken. */
static void finish(ekb_paragraph *p, ekb_strbuf *out, size_t used, size_t rest)
{
    size_t piece = 0;
    /* Most text fits on its line, as no character takes more columns than bytes. */
    if (p->text.length <= room_after(p, used) && p->text.data[p->text.length - 1] != ' ') {
        put_line(p, out, 0, p->text.length, &piece);
        ekb_strbuf_putc(out, '\n');
    } else {
        wrap_lines(p, out, used, rest);
    }
    ekb_strbuf_clear(&p->text);
    ekb_strbuf_clear(&p->urls);
    p->count = 0;
}

void ekb_paragraph_print(ekb_paragraph *p, ekb_strbuf *out, size_t first, size_t rest)
{
    if (has_failed(p, out) || p->text.length == 0)
        return;
    ekb_put_spaces(out, first);
    finish(p, out, first, rest);
}

void ekb_paragraph_continue(ekb_paragraph *p, ekb_strbuf *out, size_t used)
{
    if (has_failed(p, out))
        return;
    if (p->text.length == 0)
        ekb_strbuf_putc(out, '\n');
    else
        finish(p, out, used, used);
}

void ekb_put_look(ekb_strbuf *out, const ekb_style *style, ekb_look look, const char *text)
{
    const char *open = style->colour ? sgr[look] : "";
    ekb_strbuf_puts(out, open);
    ekb_sanitize(out, text, strlen(text), EKB_LINE_ENDS_SPACE);
    if (*open != '\0')
        ekb_strbuf_puts(out, sgr_end);
}
