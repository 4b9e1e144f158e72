/* SPDX-License-Identifier: MIT */
#include "wrap.h"

#include <stdlib.h>

#include "linebreak.h"

size_t ekb_columns(const char *text, size_t length)
{
    size_t sum = 0;
    unsigned codepoint = 0;
    for (size_t at = 0; at < length; sum += ekb_character_columns(codepoint))
        at += ekb_character(text, length, at, &codepoint);
    return sum;
}

int ekb_wrap_init(ekb_wrap *wrap, const char *text, size_t length)
{
    *wrap = (ekb_wrap){text, length, malloc(length + 1)};
    if (wrap->breaks == NULL)
        return -1;
    ekb_line_breaks(text, length, wrap->breaks);
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
    size_t used = 0, best = 0, forced = 0;
    unsigned codepoint = 0;
    for (size_t at = start; at < wrap->length;) {
        size_t next = at + ekb_character(wrap->text, wrap->length, at, &codepoint);
        size_t width = ekb_character_columns(codepoint);
        /* A space may hang over the edge: it is not printed there. */
        if (used + width > columns && codepoint != ' ' && at > start) {
            size_t hard = wrap->breaks[at - 1] != EKB_BREAK_NEVER ? at : start;
            size_t cut = best > start ? best : forced > start ? forced : hard;
            if (cut > start) {
                *end = trim(wrap, start, cut);
                return skip_spaces(wrap, cut);
            }
        }
        used += width;
        if (wrap->breaks[next - 1] == EKB_BREAK_ALLOWED)
            best = next;
        else if (wrap->breaks[next - 1] == EKB_BREAK_FORCED)
            forced = next;
        at = next;
    }
    *end = trim(wrap, start, wrap->length);
    return wrap->length;
}
