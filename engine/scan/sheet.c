/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/canon.h"

/* Pieces of long lines end at multiples of this position. */
enum { PIECE = 4096 };
/* A sheet that has grown so long begins anew. */
enum { CELLS_MOST = 1 << 16 };

void ekb_scan_sheet_release(ekb_scan_sheet *sheet)
{
    free(sheet->cells);
    ekb_folded_release(&sheet->folded);
    *sheet = (ekb_scan_sheet){.folded = EKB_FOLDED_INIT};
}

void ekb_scan_sheet_forget(ekb_scan_sheet *sheet)
{
    sheet->count = 0;
    sheet->from = sheet->to = 0;
}

static int is_inside(const char *text, size_t length, size_t at)
{
    return at < length && ((unsigned char)text[at] & 0xC0) == 0x80;
}

/* Where the piece at `from` ends: behind its line, or at the next multiple. */
static size_t piece_end(const char *text, size_t length, uint64_t at, size_t from)
{
    size_t most = from + (PIECE - (size_t)((at + from) % PIECE));
    if (most > length)
        most = length;
    const char *end = memchr(text + from, '\n', most - from);
    if (end != NULL)
        return (size_t)(end - text) + 1;
    for (int i = 0; i < 3 && is_inside(text, length, most); i++)
        most++;
    return most;
}

/* Where the piece begins that holds `from`. */
static size_t piece_start(const char *text, size_t length, uint64_t at, size_t from)
{
    size_t least = from - (size_t)((at + from) % PIECE < from ? (at + from) % PIECE : from);
    size_t start = from;
    while (start > least && text[start - 1] != '\n')
        start--;
    if (start == least)
        for (int i = 0; i < 3 && start < from && is_inside(text, length, start); i++)
            start++;
    return start;
}

static int is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == 0xA0 || c == 0x3000;
}

static uint8_t is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static int reserve(ekb_scan_sheet *sheet, size_t more)
{
    if (sheet->capacity - sheet->count >= more)
        return 1;
    size_t capacity = sheet->capacity * 2 > sheet->count + more ? sheet->capacity * 2 : sheet->count + more;
    ekb_scan_cell *cells = realloc(sheet->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return 0;
    sheet->cells = cells;
    sheet->capacity = capacity;
    return 1;
}

/* Digits for digits, letters for letters. */
static int is_of_same_kind(char a, char b)
{
    if (ekb_anchor_is_letter((unsigned char)a))
        return ekb_anchor_is_letter((unsigned char)b);
    return ekb_ascii_is_digit(a) ? ekb_ascii_is_digit(b) : a == b;
}

/* Does the line at `from` begin as the one before, with digits enough for a date? */
static int is_record(const char *text, size_t from)
{
    enum { STAMP = 10, DIGITS = 4, BACK = 1024 };
    size_t before = from - 1, least = from > BACK ? from - BACK : 0, digits = 0;
    while (before > least && text[before - 1] != '\n')
        before--;
    if (before == least && least > 0)
        return 0;
    for (size_t i = 0; i < STAMP; i++) {
        if (!is_of_same_kind(text[before + i], text[from + i]))
            return 0;
        digits += (size_t)ekb_ascii_is_digit(text[from + i]);
    }
    return digits >= DIGITS;
}

static uint8_t blank_of(uint32_t c)
{
    return c == '\n' ? EKB_SHEET_LINE : c == '\t' ? EKB_SHEET_TAB : EKB_SHEET_SPACE;
}

/* Of a line's end and what follows it the last one counts. */
static uint8_t wider(uint8_t gap, uint8_t blank)
{
    return blank == EKB_SHEET_LINE || blank > gap ? blank : gap;
}

/* A piece may begin amid the blanks that a line begins with. */
static uint8_t gap_before(const char *text, size_t from)
{
    size_t at = from, least = from > PIECE ? from - PIECE : 0;
    uint8_t gap = EKB_SHEET_JOINED;
    while (at > least && text[at - 1] != '\n' && is_space((unsigned char)text[at - 1]))
        gap = wider(gap, blank_of((unsigned char)text[--at]));
    if (at == 0)
        return EKB_SHEET_LINE;
    if (text[at - 1] == '\n')
        return is_record(text, at) ? EKB_SHEET_RECORD : EKB_SHEET_LINE;
    return gap;
}

static int add_piece(ekb_scan_sheet *sheet, const char *text, size_t from, size_t end)
{
    const ekb_folded *f = &sheet->folded;
    if (ekb_fold(text + from, end - from, &sheet->folded) != 0 || !reserve(sheet, f->length))
        return 0;
    uint8_t gap = gap_before(text, from);
    for (size_t i = 0; i < f->length; i++) {
        uint32_t c = f->chars[i];
        if (is_space(c)) {
            gap = wider(gap, blank_of(c));
            continue;
        }
        sheet->cells[sheet->count++] =
            (ekb_scan_cell){c, (uint32_t)from + f->start[i], (uint32_t)from + f->end[i], gap,
                            is_capital(text[from + f->start[i]])};
        gap = EKB_SHEET_JOINED;
    }
    return 1;
}

int ekb_scan_sheet_cover(ekb_scan_sheet *sheet, const char *text, size_t length, uint64_t at, size_t from,
                         size_t to)
{
    from = from < length ? from : length;
    to = to < length ? to : length;
    if (sheet->from > from || sheet->to < from || sheet->from == sheet->to || sheet->count > CELLS_MOST) {
        ekb_scan_sheet_forget(sheet);
        sheet->from = sheet->to = (uint32_t)piece_start(text, length, at, from);
    }
    while (sheet->to < to) {
        size_t end = piece_end(text, length, at, sheet->to);
        if (!add_piece(sheet, text, sheet->to, end))
            return 0;
        sheet->to = (uint32_t)end;
    }
    return 1;
}

size_t ekb_scan_sheet_at(const ekb_scan_sheet *sheet, uint32_t byte)
{
    size_t low = 0, high = sheet->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sheet->cells[middle].start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
