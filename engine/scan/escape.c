/* SPDX-License-Identifier: MIT */
/*
 * Lines of JSON that write their characters as escapes, "\u9519\u8bef 34506", and
 * lines that a terminal shows in colours, of which the last letter of each sequence
 * stands beside a word. Such a line is read a second time without them; what is found
 * in it is told by its place in the line as it stands.
 */
#include <stdlib.h>
#include <string.h>

#include "core/escape.h"
#include "stream.h"

/* So much of a line on either side of an escape is read: before it no more than
 * what has not been told of yet. */
enum { BEFORE = EKB_SCAN_REACH_BACK, BEHIND = 4096 };

static size_t put(char *to, uint32_t c)
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i > 1; i--, c >>= 6)
        to[i - 1] = (char)(0x80 | (c & 0x3F));
    to[0] = (char)(leads[n] | c);
    return n;
}

/* Escapes are never shorter than what they stand for. */
static int reserve(ekb_scan *scan, size_t bytes)
{
    if (scan->plain.capacity >= bytes && scan->plain.text != NULL)
        return 1;
    char *text = calloc(1, bytes + 2 * EKB_SCAN_MARGIN);
    uint32_t *map = calloc(bytes + 1, sizeof *map);
    if (text == NULL || map == NULL) {
        free(text);
        free(map);
        return 0;
    }
    free(scan->plain.text);
    free(scan->plain.map);
    scan->plain.text = text;
    scan->plain.map = map;
    scan->plain.capacity = bytes;
    return 1;
}

/* Bytes of a sequence for a terminal behind its ESC (ECMA-48, 5.4), or 0. */
static size_t sequence(const char *text, size_t left)
{
    enum { SEQUENCE_MOST = 32 };
    size_t n = 1, most = left < SEQUENCE_MOST ? left : SEQUENCE_MOST;
    if (left == 0 || text[0] != '[')
        return 0;
    while (n < most && text[n] >= 0x20 && text[n] < 0x40)
        n++;
    return n < most && text[n] >= 0x40 && text[n] < 0x7F ? n + 1 : 0;
}

/* The escape at the beginning of a text, as ekb_escape_read() does; also one that was
 * escaped again, "\\u9519", as a log in JSON holds what was JSON before. */
static size_t read_escape(const char *text, size_t left, uint32_t *c)
{
    enum { DEEPEST = 8 };
    size_t outer = 0;
    while (outer < DEEPEST && outer + 1 < left && text[outer] == '\\' && text[outer + 1] == '\\')
        outer++;
    size_t bytes = outer > 0 && outer + 1 < left && text[outer + 1] == 'u'
                       ? ekb_escape_read(text + outer, left - outer, c)
                       : 0;
    return bytes > 0 ? outer + bytes : ekb_escape_read(text, left, c);
}

static size_t unescape(const char *text, size_t length, char *to, uint32_t *map)
{
    size_t n = 0;
    for (size_t at = 0; at < length;) {
        uint32_t c;
        size_t bytes = read_escape(text + at, length - at, &c), written = 1;
        uint32_t first = bytes > 0 ? c : (unsigned char)text[at];
        size_t behind = at + (bytes > 0 ? bytes : 1);
        size_t hidden = first == 0x1B ? sequence(text + behind, length - behind) : 0;
        if (hidden > 0)
            written = 0;
        else if (bytes > 0)
            written = put(to + n, c);
        else
            to[n] = text[at];
        for (size_t i = 0; i < written; i++)
            map[n + i] = (uint32_t)at;
        n += written;
        at = behind + hidden;
    }
    map[n] = (uint32_t)length;
    return n;
}

int ekb_scan_unescape(ekb_scan *scan, uint64_t at, ekb_scan_view *out)
{
    const ekb_scan_window *w = &scan->window;
    size_t here = (size_t)(at - w->at), start = here, end = here;
    *out = (ekb_scan_view){.text = NULL};
    if (at < scan->plain.end)
        return 1;
    while (start > 0 && here - start < BEFORE && w->text[start - 1] != '\n')
        start--;
    while (end < w->length && end - here < BEHIND && w->text[end] != '\n')
        end++;
    if (!reserve(scan, BEFORE + BEHIND + EKB_SCAN_MARGIN))
        return 0;
    char *text = scan->plain.text + EKB_SCAN_MARGIN;
    size_t length = unescape(w->text + start, end - start, text, scan->plain.map);
    memset(text + length, 0, EKB_SCAN_MARGIN);
    scan->plain.end = w->at + end;
    ekb_scan_sheet_forget(&scan->plain.sheet);
    *out = (ekb_scan_view){.text = text,
                           .length = length,
                           .at = w->at + start,
                           .map = scan->plain.map,
                           .sheet = &scan->plain.sheet};
    return 1;
}
