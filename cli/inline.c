/* SPDX-License-Identifier: MIT */
/*
 * The reader goes forward once. At a mark it looks ahead for the end of what
 * the mark begins; failures are remembered so that hostile text (`**a **a …`)
 * is not searched again from each mark.
 *
 * Invariant: at <= end <= length; in a link, `end` is the end of its text.
 */
#include "inline.h"

#include <string.h>
#include <strings.h>

/* Longest run of backticks that begins code; runs are told apart by bits. */
enum { MAX_TICKS = 63, MAX_PARENS = 32 };

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int is_punctuation(char c)
{
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

static size_t run_length(const ekb_inline *in, size_t at, char c)
{
    size_t n = 0;
    while (at + n < in->end && in->text[at + n] == c)
        n++;
    return n;
}

static int is_escape(const ekb_inline *in, size_t at)
{
    return in->text[at] == '\\' && at + 1 < in->end && is_punctuation(in->text[at + 1]);
}

/* Position of the run that ends the code span begun at `at`, or 0. */
static size_t code_end(ekb_inline *in, size_t at, size_t ticks)
{
    if (ticks > MAX_TICKS || (in->no_code >> ticks & 1) != 0)
        return 0;
    for (size_t i = at + ticks; i < in->end; i++) {
        if (in->text[i] != '`')
            continue;
        size_t run = run_length(in, i, '`');
        if (run == ticks)
            return i;
        i += run - 1;
    }
    in->no_code |= (uint64_t)1 << ticks;
    return 0;
}

/* First position behind what stands at `at`: a code span, an escape, a byte. */
static size_t skip_one(ekb_inline *in, size_t at)
{
    if (is_escape(in, at))
        return at + 2;
    if (in->text[at] != '`')
        return at + 1;
    size_t ticks = run_length(in, at, '`');
    size_t close = code_end(in, at, ticks);
    return (close != 0 ? close : at) + ticks;
}

/* Length of the URL between `(` and its `)`, or 0. Empty ones are no links. */
static size_t url_end(const ekb_inline *in, size_t at)
{
    unsigned depth = 0;
    for (size_t i = at; i < in->end && i - at <= EKB_INLINE_URL_MAX; i++) {
        unsigned char c = (unsigned char)in->text[i];
        if (c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '\\')
            return 0;
        if (c == '(' && ++depth > MAX_PARENS)
            return 0;
        if (c == ')' && depth-- == 0)
            return i > at ? i : 0;
    }
    return 0;
}

/* The link begun by `[` at `at`: ends of its text and URL; 0 if it is none.
   Brackets do not nest, so a search ends at the next one. */
static int find_link(ekb_inline *in, size_t at, size_t *text_end, size_t *close)
{
    size_t i = at + 1;
    while (i < in->end && in->text[i] != ']' && in->text[i] != '[')
        i = skip_one(in, i);
    if (i + 1 >= in->end || in->text[i] != ']' || in->text[i + 1] != '(' || i == at + 1)
        return 0;
    *text_end = i;
    *close = url_end(in, i + 2);
    return *close != 0;
}

static int is_bold_end(const ekb_inline *in, size_t at)
{
    return at > 0 && !is_space(in->text[at - 1]) && run_length(in, at, '*') == 2;
}

/* Does bold text that begins behind `at` end before `end`? */
static int bold_ends(ekb_inline *in, size_t at)
{
    if (in->no_bold)
        return 0;
    for (size_t i = at; i < in->end;) {
        size_t text_end, close;
        if (in->text[i] == '*') {
            if (i > at && is_bold_end(in, i))
                return 1;
            i += run_length(in, i, '*');
        } else if (in->text[i] == '[' && in->url == NULL && find_link(in, i, &text_end, &close)) {
            i = close + 1;
        } else {
            i = skip_one(in, i);
        }
    }
    in->no_bold = 1;
    return 0;
}

void ekb_inline_begin(ekb_inline *in, const char *text, size_t length)
{
    *in = (ekb_inline){.text = text, .end = length};
}

/* What is known of the text around does not hold within the link's text, and
   the other way round. */
static void enter_link(ekb_inline *in, size_t text_end, size_t close)
{
    in->outer.at = close + 1;
    in->outer.end = in->end;
    in->outer.no_code = in->no_code;
    in->outer.no_bold = in->no_bold;
    in->outer.bold = in->bold;
    in->url = in->text + text_end + 2;
    in->url_length = close - text_end - 2;
    in->at++;
    in->end = text_end;
    in->no_code = 0;
    in->no_bold = in->bold; /* bold does not nest */
}

static void leave_link(ekb_inline *in)
{
    in->at = in->outer.at;
    in->end = in->outer.end;
    in->no_code = in->outer.no_code;
    in->no_bold = in->outer.no_bold;
    in->bold = in->outer.bold;
    in->url = NULL;
    in->url_length = 0;
}

/* Takes the mark at `at` if it begins or ends something that is no text itself. */
static int take_mark(ekb_inline *in)
{
    size_t at = in->at, text_end, close;
    if (in->text[at] == '[' && in->url == NULL && find_link(in, at, &text_end, &close)) {
        enter_link(in, text_end, close);
        return 1;
    }
    if (in->text[at] != '*' || run_length(in, at, '*') != 2)
        return 0;
    if (in->bold) {
        if (!is_bold_end(in, at) || (in->url != NULL && in->outer.bold))
            return 0;
    } else if (at + 2 >= in->end || is_space(in->text[at + 2]) || !bold_ends(in, at + 2)) {
        return 0;
    }
    in->bold = !in->bold;
    in->at += 2;
    return 1;
}

static void give(const ekb_inline *in, ekb_inline_span *span, size_t start, size_t end, int code)
{
    *span = (ekb_inline_span){in->text + start, end - start, code, in->bold, in->url, in->url_length};
}

/* Code loses one blank on each side, so that it can begin with a backtick. */
static void give_code(const ekb_inline *in, ekb_inline_span *span, size_t start, size_t end)
{
    size_t blanks = start;
    while (blanks < end && is_space(in->text[blanks]))
        blanks++;
    if (blanks < end && is_space(in->text[start]) && is_space(in->text[end - 1])) {
        start++;
        end--;
    }
    give(in, span, start, end, 1);
}

/* Plain text up to the next mark; a mark that begins nothing is text as a whole run. */
static void take_text(ekb_inline *in, ekb_inline_span *span)
{
    size_t start = in->at;
    char mark = in->text[start];
    if (is_escape(in, start)) {
        start++;
        in->at += 2;
    } else {
        in->at += mark == '`' || mark == '*' ? run_length(in, start, mark) : 1;
    }
    while (in->at < in->end && strchr("`*[\\", in->text[in->at]) == NULL)
        in->at++;
    give(in, span, start, in->at, 0);
}

int ekb_inline_next(ekb_inline *in, ekb_inline_span *span)
{
    for (;;) {
        if (in->at >= in->end) {
            if (in->url == NULL)
                return 0;
            leave_link(in);
        } else if (in->text[in->at] == '`') {
            size_t ticks = run_length(in, in->at, '`');
            size_t close = code_end(in, in->at, ticks);
            if (close == 0) {
                take_text(in, span);
                return 1;
            }
            size_t start = in->at + ticks;
            in->at = close + ticks;
            give_code(in, span, start, close);
            return 1;
        } else if (!take_mark(in)) {
            take_text(in, span);
            return 1;
        }
    }
}

void ekb_inline_plain(ekb_strbuf *out, const char *text)
{
    ekb_inline in;
    ekb_inline_span span;
    ekb_inline_begin(&in, text, strlen(text));
    while (ekb_inline_next(&in, &span)) {
        for (size_t i = 0; i < span.length; i++)
            ekb_strbuf_putc(out, span.text[i] == '\n' || span.text[i] == '\r' ? ' ' : span.text[i]);
    }
}

int ekb_inline_url_safe(const char *url, size_t length)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)url[i] <= ' ' || url[i] == 0x7F)
            return 0;
    }
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t n = strlen(schemes[i]);
        if (length > n && strncasecmp(url, schemes[i], n) == 0)
            return 1;
    }
    return 0;
}
