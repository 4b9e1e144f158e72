/* SPDX-License-Identifier: MIT */
/**
 * @file sheet.h
 * @brief A stretch of text as messages are held against it: folded (core/fold.h),
 *        without spaces, each character with its place.
 *
 * Lines are folded one by one, long ones in pieces at fixed positions, so that
 * what a sheet holds of a place does not depend on where it begins.
 */
#ifndef EKB_SCAN_SHEET_H
#define EKB_SCAN_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "core/fold.h"

/** What stands before a character: a tab parts the columns of a table; the last is the beginning of a line that begins
 *  as the one before it does, with a date, a time, a count. It is another record,
 *  and no placeholder reaches into it. */
enum { EKB_SHEET_JOINED, EKB_SHEET_SPACE, EKB_SHEET_TAB, EKB_SHEET_LINE, EKB_SHEET_RECORD };

typedef struct ekb_scan_cell {
    uint32_t c;          /**< Folded. */
    uint32_t start, end; /**< Bytes of the text. */
    uint8_t gap;         /**< EKB_SHEET_*. */
    uint8_t upper;       /**< Not 0 for a capital of ASCII. */
} ekb_scan_cell;

typedef struct ekb_scan_sheet {
    ekb_scan_cell *cells;
    size_t count, capacity;
    uint32_t from, to; /**< Bytes of the text that it holds. */
    ekb_folded folded;
} ekb_scan_sheet;

void ekb_scan_sheet_release(ekb_scan_sheet *sheet);
/** Nothing of it is good any more: the text has moved. */
void ekb_scan_sheet_forget(ekb_scan_sheet *sheet);

/**
 * Make it hold [from, to) at least, as far as there is text.
 * @param at position in the stream of the text's first byte.
 * @return 0 without memory.
 */
int ekb_scan_sheet_cover(ekb_scan_sheet *sheet, const char *text, size_t length, uint64_t at, size_t from,
                         size_t to);
/** The first cell that begins at that byte or behind. */
size_t ekb_scan_sheet_at(const ekb_scan_sheet *sheet, uint32_t byte);

#endif
