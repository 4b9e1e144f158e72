/* SPDX-License-Identifier: MIT */
/**
 * @file spotter.h
 * @brief What the files share that spot codes: a run of letters and digits at a
 *        time (code_spot.c), or digits that somebody dictates (code_spoken.c).
 */
#ifndef EKB_CORE_SPOTTER_H
#define EKB_CORE_SPOTTER_H

#include "canon.h"
#include "spot.h"

/** The paste, and what was found in it so far. */
typedef struct ekb_spotter {
    ekb_cells cells;
    ekb_spotted *out; /**< Room for EKB_SPOTTED_MAX. */
    int count;
} ekb_spotter;

/** A new reading of cells [start, end), or NULL when there are too many. */
ekb_spotted *ekb_spotter_add(ekb_spotter *s, size_t start, size_t end, unsigned form);
/** Take a canonical form, if it was @p made and there is room. */
void ekb_spotted_canon(ekb_spotted *spotted, const ekb_canon *canon, int made);
/** The code as it is shown; cut where it is too long. */
void ekb_spotted_code(ekb_spotted *spotted, const char *text, size_t length);

/** Is the cell a letter, a digit or an underscore? */
static inline int ekb_in_run(const ekb_cells *cells, size_t i)
{
    char c = ekb_cell_ascii(cells, i);
    return ekb_ascii_is_alnum(c) || c == '_';
}

static inline size_t ekb_run_end(const ekb_cells *cells, size_t i)
{
    while (i < cells->length && ekb_in_run(cells, i))
        i++;
    return i;
}

/** @name Dictated (code_spoken.c) */
/** @{ */
/** '0' to '9' for a Chinese digit, else 0. */
int ekb_spoken_digit(uint32_t c);
/** 三四五一三, from its first digit. @return the cell behind it. */
size_t ekb_spot_spoken(ekb_spotter *s, size_t start);
/** "345 13": groups of digits. */
void ekb_spot_groups(ekb_spotter *s, size_t start);
/** "0 x 8 6 D 1", where cells [first, last) are all that is said.
 *  @return 0 where they are something else. */
int ekb_spot_dictated(ekb_spotter *s, size_t first, size_t last);
/** @} */

#endif
