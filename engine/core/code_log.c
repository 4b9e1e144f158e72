/* SPDX-License-Identifier: MIT */
/*
 * Numbers at the head of a log's line that its level seems to announce: the
 * thread, the process. They are no codes, though "ERROR" stands beside them.
 */
#include "canon.h"
#include "spot.h"

/* Whether a time ends before cell `end` and blanks: "09:00:01,221", "10:00:00.123Z". */
static int is_behind_time(const ekb_cells *cells, size_t end)
{
    size_t at = end, colons = 0;
    while (at > 0 && cells->chars[at - 1] == ' ')
        at--;
    at -= at > 0 && cells->chars[at - 1] == 'Z';
    for (char c; at > 0 && (ekb_ascii_is_digit(c = ekb_cell_ascii(cells, at - 1)) || c == ':' || c == '.' ||
                            c == ',' || c == '+');
         at--)
        colons += c == ':' && ekb_ascii_is_digit(ekb_cell_ascii(cells, at));
    return colons > 1;
}

/* Whether the word that ends before cell `end` is in capitals. */
static int is_shouted(const ekb_cells *cells, size_t end)
{
    size_t at = end;
    for (char c; at > 0 && (c = ekb_cell_ascii(cells, at - 1)) >= 'A' && c <= 'Z';)
        at--;
    return at < end && !ekb_ascii_is_letter(at > 0 ? ekb_cell_ascii(cells, at - 1) : ' ');
}

int ekb_spot_is_log_head(const ekb_cells *cells, size_t start, size_t end, size_t behind)
{
    int bracketed = start > 0 && cells->chars[start - 1] == '[' && ekb_cell_ascii(cells, end) == ']';
    size_t at = bracketed ? start - 1 : start;
    while (at > 0 && cells->chars[at - 1] == ' ')
        at--;
    if (is_behind_time(cells, at))
        return bracketed || is_shouted(cells, behind);
    size_t text = behind;
    while (ekb_cell_ascii(cells, text) == ' ')
        text++;
    return bracketed && (at == 0 || cells->chars[at - 1] == '\n') && is_shouted(cells, behind) &&
           text > behind && text < cells->length;
}

int ekb_spot_is_thread(const ekb_cells *cells, size_t cue, size_t link, size_t start, size_t end)
{
    enum { DIGITS_MOST = 2 };
    char behind = ekb_cell_ascii(cells, end + 1);
    if (ekb_cell_ascii(cells, end) == '#' && ekb_ascii_is_digit(behind))
        return 1;
    int bracketed = start > 0 && cells->chars[start - 1] == '[' && ekb_cell_ascii(cells, end) == ']';
    return bracketed && end - start <= DIGITS_MOST && is_shouted(cells, link) && is_behind_time(cells, cue);
}
