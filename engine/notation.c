/* SPDX-License-Identifier: MIT */
/*
 * What a paste was copied out of, undone: first the outer notation, then the
 * one inside it.
 */
#include "notation.h"

#include <string.h>

static int has(const ekb_strbuf *text, char c)
{
    return text->length > 0 && memchr(text->data, c, text->length) != NULL;
}

static void undo(ekb_strbuf *text, char mark, void (*read)(const char *, size_t, ekb_strbuf *))
{
    if (text->failed || !has(text, mark))
        return;
    ekb_strbuf out = EKB_STRBUF_INIT;
    read(text->data, text->length, &out);
    out.failed |= text->failed;
    ekb_strbuf_release(text);
    *text = out;
}

void ekb_notation_read(ekb_strbuf *text)
{
    /* JSON inside a page has its quotes as references. */
    int json_outside = has(text, '"');
    if (!json_outside)
        undo(text, '&', ekb_notation_read_html);
    undo(text, '\\', ekb_notation_read_json);
    if (json_outside)
        undo(text, '&', ekb_notation_read_html);
}
