/* SPDX-License-Identifier: MIT */
#include "wrap.h"

#include <linebreak.h>
#include <stdlib.h>
#include <utf8proc.h>

/* Length of the character at `at`; *columns gets its width. */
static size_t character(const char *text, size_t length, size_t at, size_t *columns)
{
    if ((unsigned char)text[at] < 0x80) {
        *columns = 1;
        return 1;
    }
    utf8proc_int32_t codepoint = -1;
    utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &codepoint);
    if (n <= 0) {
        *columns = 1;
        return 1;
    }
    *columns = (size_t)utf8proc_charwidth(codepoint);
    return (size_t)n;
}

size_t ekb_columns(const char *text, size_t length)
{
    size_t sum = 0;
    for (size_t at = 0, columns = 0; at < length; sum += columns)
        at += character(text, length, at, &columns);
    return sum;
}

int ekb_wrap_init(ekb_wrap *wrap, const char *text, size_t length)
{
    *wrap = (ekb_wrap){text, length, malloc(length + 1)};
    if (wrap->breaks == NULL)
        return -1;
    init_linebreak();
    set_linebreaks_utf8((const utf8_t *)text, length, "zh", wrap->breaks);
    return 0;
}

void ekb_wrap_release(ekb_wrap *wrap)
{
    free(wrap->breaks);
    wrap->breaks = NULL;
}

static size_t skip_spaces(const ekb_wrap *wrap, size_t at)
{
    while (at < wrap->length && wrap->text[at] == ' ')
        at++;
    return at;
}

static size_t trim(const ekb_wrap *wrap, size_t start, size_t end)
{
    while (end > start && wrap->text[end - 1] == ' ')
        end--;
    return end;
}

size_t ekb_wrap_line(const ekb_wrap *wrap, size_t start, size_t columns, size_t *end)
{
    size_t used = 0, best = 0;
    for (size_t at = start, width = 0; at < wrap->length;) {
        size_t next = at + character(wrap->text, wrap->length, at, &width);
        /* A space may hang over the edge: it is not printed there. */
        if (used + width > columns && wrap->text[at] != ' ' && at > start) {
            size_t cut = best > start ? best : at;
            *end = trim(wrap, start, cut);
            return skip_spaces(wrap, cut);
        }
        used += width;
        if (wrap->breaks[next - 1] == LINEBREAK_ALLOWBREAK)
            best = next;
        at = next;
    }
    *end = trim(wrap, start, wrap->length);
    return wrap->length;
}
