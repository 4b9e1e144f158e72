/* SPDX-License-Identifier: MIT */
/**
 * @file spot.h
 * @brief The paste as the code spotters see it: one cell a character, wide
 *        ASCII made narrow, all else kept, byte offsets at hand.
 */
#ifndef EKB_CORE_SPOT_H
#define EKB_CORE_SPOT_H

#include "code.h"

typedef struct ekb_cells {
    const uint32_t *chars; /**< Code points, full-width forms made ASCII. */
    const uint32_t *at;    /**< Byte offset of each, and of the end. */
    size_t length;
} ekb_cells;

/** ASCII of a cell, or 0x1A for any other character and past the end. */
static inline char ekb_cell_ascii(const ekb_cells *cells, size_t i)
{
    return i < cells->length && cells->chars[i] < 0x80 ? (char)cells->chars[i] : '\x1A';
}

/** Whether the number at cells [@p start, @p end) is a thread or a process before the level of a
 *  log's line, which ends before cell @p behind: "09:00:01,221 [12] ERROR". */
int ekb_spot_is_log_head(const ekb_cells *cells, size_t start, size_t end, size_t behind);
/** The same behind the level, which stands at cells [@p cue, @p link): "[error] 1234#0:",
 *  "09:00:01 ERROR [12]". */
int ekb_spot_is_thread(const ekb_cells *cells, size_t cue, size_t link, size_t start, size_t end);

/** Find the word that announces a code at cells [start, end); fills the cue
 *  of @p out. */
void ekb_spot_cue(const ekb_cells *cells, size_t start, size_t end, ekb_spotted *out);

/**
 * The numbering scheme that is named beside a code at cells [start, end): "http",
 * "errno" or "sqlstate" (static), NULL where none is, or where @p code is none of it.
 * @param[out] from the cell where its name begins, @p start where it stands behind.
 */
const char *ekb_spot_scheme(const ekb_cells *cells, size_t start, size_t end, const char *code, size_t *from);

/** Non-zero if the number at [start, end) stands in the context of a measure,
 *  page, price, version, date, address, count … */
int ekb_spot_is_masked(const ekb_cells *cells, size_t start, size_t end);

#endif
