/* SPDX-License-Identifier: MIT */
#include "within.h"

#include "core/utf8.h"

typedef struct walk {
    const char *source, *text;
    size_t length, text_length;
    size_t at, text_at;
    char style; /* `"`, `'`, `|` for both kinds of blocks, or 0 */
} walk;

static int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static int is_white(char c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

/* Past blanks and line ends. @return how many line ends. */
static size_t skip_white(walk *w)
{
    size_t ends = 0;
    for (; w->at < w->length && is_white(w->source[w->at]); w->at++) {
        int whole = w->source[w->at] == '\r' && w->at + 1 < w->length && w->source[w->at + 1] == '\n';
        ends += !is_blank(w->source[w->at]) && !whole;
    }
    return ends;
}

static void pass_text(walk *w, size_t bytes)
{
    w->text_at = bytes < w->text_length - w->text_at ? w->text_at + bytes : w->text_length;
}

/* Lines that are folded: one end is a space, more are one fewer. Blocks keep
   theirs, without the indentation; they have no escapes, so that white space
   is white space in both. */
static void pass_white(walk *w)
{
    size_t before = w->at, ends = skip_white(w);
    if (w->style == '|') {
        while (w->text_at < w->text_length && is_white(w->text[w->text_at]))
            w->text_at++;
    } else if (ends > 0) {
        pass_text(w, ends == 1 ? 1 : ends - 1);
    } else if (w->at - before > w->text_length - w->text_at) {
        w->at = before + (w->text_length - w->text_at);
        w->text_at = w->text_length;
    } else {
        pass_text(w, w->at - before);
    }
}

static void pass_character(walk *w)
{
    size_t size;
    ekb_utf8_next(w->text, w->text_length, w->text_at, &size);
    pass_text(w, size);
}

/* `\x41` is one character, a backslash at the end of a line none, and the line
   ends behind it are themselves. */
static void pass_escape(walk *w)
{
    char kind = w->at + 1 < w->length ? w->source[w->at + 1] : '\0';
    if (kind == '\n' || kind == '\r') {
        w->at++;
        pass_text(w, skip_white(w) - 1);
        return;
    }
    w->at += kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
    pass_character(w);
}

/* @return 0 where source and text differ. */
static int pass_same(walk *w)
{
    if (w->source[w->at] != w->text[w->text_at])
        return 0;
    w->at++;
    w->text_at++;
    return 1;
}

static int step(walk *w)
{
    char c = w->source[w->at];
    if (is_white(c)) {
        pass_white(w);
    } else if (w->style == '"' && c == '\\') {
        pass_escape(w);
    } else if (w->style == '\'' && c == '\'') {
        w->at += 2;
        pass_character(w);
    } else {
        return pass_same(w);
    }
    return 1;
}

/* To the first byte that may be of the text. */
static void enter(walk *w)
{
    char c = w->source[w->at];
    if (c == '"' || c == '\'') {
        w->style = c;
        w->at++;
    } else if (c == '|' || c == '>') {
        w->style = '|';
        while (w->at < w->length && w->source[w->at] != '\n' && w->source[w->at] != '\r')
            w->at++;
        pass_white(w);
    }
}

size_t ekbc_within(const char *source, size_t length, size_t start, const char *text, size_t text_length)
{
    walk w = {source, text, length, text_length, start, 0, 0};
    if (start >= length)
        return start;
    enter(&w);
    while (w.text_at < text_length && w.at < length) {
        if (!step(&w))
            return start;
    }
    /* What is sought may stand in the next line. */
    if (w.at < length && (source[w.at] == '\n' || source[w.at] == '\r'))
        skip_white(&w);
    return w.at < length ? w.at : start;
}
