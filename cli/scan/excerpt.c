/* SPDX-License-Identifier: MIT */
#include "excerpt.h"

#include <string.h>

#include "sanitize.h"
#include "wrap.h"

static const char ellipsis[] = "…";

static int continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t columns_of(const ekb_strbuf *text)
{
    return ekb_columns(ekb_strbuf_text(text), text->length);
}

static void replace(ekb_strbuf *text, const char *first, const char *bytes, size_t length, const char *last)
{
    ekb_strbuf kept = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&kept, first);
    ekb_strbuf_append(&kept, bytes, length);
    ekb_strbuf_puts(&kept, last);
    ekb_strbuf_release(text);
    *text = kept;
}

/* Keep the end of a text, in @p columns. */
static void keep_tail(ekb_strbuf *text, size_t columns)
{
    size_t at = text->length, used = 1; /* the ellipsis */
    if (columns_of(text) <= columns)
        return;
    while (at > 0) {
        size_t start = at - 1;
        while (start > 0 && continues(text->data[start]))
            start--;
        used += ekb_columns(text->data + start, at - start);
        if (used > columns)
            break;
        at = start;
    }
    replace(text, columns > 0 ? ellipsis : "", text->data + at, text->length - at, "");
}

static void keep_head(ekb_strbuf *text, size_t columns)
{
    size_t at = 0, used = 1;
    if (columns_of(text) <= columns)
        return;
    while (at < text->length) {
        size_t end = at + 1;
        while (end < text->length && continues(text->data[end]))
            end++;
        used += ekb_columns(text->data + at, end - at);
        if (used > columns)
            break;
        at = end;
    }
    replace(text, "", text->data, at, columns > 0 ? ellipsis : "");
}

static void trim(const char *text, size_t *start, size_t *end, ekb_span match)
{
    while (*start < match.start && (text[*start] == ' ' || text[*start] == '\t'))
        (*start)++;
    while (*end > match.end && (text[*end - 1] == ' ' || text[*end - 1] == '\t' || text[*end - 1] == '\r'))
        (*end)--;
}

void ekb_excerpt_init(ekb_excerpt *excerpt, const char *text, size_t length, ekb_span match, size_t columns)
{
    size_t start = match.start, end = match.start;
    *excerpt = (ekb_excerpt){EKB_STRBUF_INIT, EKB_STRBUF_INIT, EKB_STRBUF_INIT};
    while (start > 0 && text[start - 1] != '\n')
        start--;
    while (end < length && text[end] != '\n')
        end++;
    size_t match_end = match.end < end ? match.end : end;
    trim(text, &start, &end, (ekb_span){match.start, match_end});
    ekb_sanitize(&excerpt->before, text + start, match.start - start, EKB_LINE_ENDS_SPACE);
    ekb_sanitize(&excerpt->match, text + match.start, match_end - match.start, EKB_LINE_ENDS_SPACE);
    ekb_sanitize(&excerpt->after, text + match_end, end - match_end, EKB_LINE_ENDS_SPACE);
    /* The match first; what is left goes to both sides, what one does not need to the other. */
    keep_head(&excerpt->match, columns);
    size_t left = columns - columns_of(&excerpt->match), after = columns_of(&excerpt->after);
    size_t for_after = after < left / 2 ? after : left / 2;
    keep_tail(&excerpt->before, left - for_after);
    keep_head(&excerpt->after, left - columns_of(&excerpt->before));
}

void ekb_excerpt_release(ekb_excerpt *excerpt)
{
    ekb_strbuf_release(&excerpt->before);
    ekb_strbuf_release(&excerpt->match);
    ekb_strbuf_release(&excerpt->after);
}
