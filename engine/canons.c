/* SPDX-License-Identifier: MIT */
#include "canons.h"

#include <string.h>

#include "core/leb128.h"

void ekb_canons_start(ekb_canons *walk, ekb_index *index, const char *from, ekb_error *error)
{
    walk->at = walk->end = NULL;
    walk->left = 0;
    walk->from = from;
    walk->from_length = strlen(from);
    walk->length = 0;
    walk->text[0] = '\0';
    ekb_row_start(&walk->row, index, EKB_SQL_CANONS_FROM, NULL, error);
    ekb_row_bind_text(&walk->row, 1, from);
}

/* To the list of the next row. */
static int next_row(ekb_canons *walk)
{
    size_t length;
    if (!ekb_row_next(&walk->row))
        return 0;
    walk->at = ekb_row_blob(&walk->row, 1, &length);
    walk->end = walk->at != NULL ? walk->at + length : NULL;
    walk->length = walk->kept = walk->common = 0;
    walk->entry = 0;
    if (length == 0)
        ekb_row_corrupt(&walk->row);
    return walk->row.status == EKB_OK;
}

/* The next form of the list. @return 0 for a broken list. */
static int read_form(ekb_canons *walk)
{
    uint64_t head, kept;
    const unsigned char *at = ekb_leb128_read(walk->at, walk->end, &head);
    if (at == NULL || (at = ekb_leb128_read(at, walk->end, &kept)) == NULL)
        return 0;
    uint64_t more = head >> 1;
    if (kept > walk->length || more >= EKB_CANON_BYTES - kept || more > (uint64_t)(walk->end - at))
        return 0;
    for (size_t i = 0; i < more; i++) /* a few bytes */
        walk->text[kept + i] = (char)at[i];
    walk->kept = (size_t)kept;
    walk->length = (size_t)(kept + more);
    walk->text[walk->length] = '\0';
    walk->at = at + more;
    walk->left = 1;
    if ((head & 1) != 0)
        walk->at = ekb_leb128_read(walk->at, walk->end, &walk->left);
    return walk->at != NULL && walk->left > 0;
}

static int read_code(ekb_canons *walk)
{
    uint64_t head, n = 0;
    const unsigned char *at = ekb_leb128_read(walk->at, walk->end, &head);
    if (at == NULL || ((head & 1) != 0 && (at = ekb_leb128_read(at, walk->end, &n)) == NULL))
        return 0;
    uint64_t step = head >> 1;
    walk->entry += (step & 1) == 0 ? (int64_t)(step >> 1) : -(int64_t)(step >> 1) - 1;
    walk->n = (int64_t)n;
    walk->at = at;
    walk->left--;
    return n <= EKB_CODE_N_MAX && walk->entry >= 1 && walk->entry <= EKB_ENTRY_ID_MAX;
}

/* Whether the form at hand is before the one to begin with. Forms ascend, and
 * one says how much of the one before it keeps: so mostly that alone tells. */
static int is_before(ekb_canons *walk)
{
    if (walk->kept > walk->common)
        return 1;
    if (walk->kept < walk->common)
        return 0;
    size_t at = walk->kept;
    while (at < walk->length && at < walk->from_length && walk->text[at] == walk->from[at])
        at++;
    walk->common = at;
    return at < walk->from_length &&
           (at == walk->length || (unsigned char)walk->text[at] < (unsigned char)walk->from[at]);
}

/* What of the list is not asked for: so many codes are passed by. */
static int pass_codes(ekb_canons *walk)
{
    int fine = 1;
    while (fine && walk->left > 0)
        fine = read_code(walk);
    return fine;
}

/* To the next form that is not before the one to begin with; its codes are to
 * come. @return 1, 0 at the end, -1 for a broken list. */
static int next_form(ekb_canons *walk)
{
    for (;;) {
        if (walk->at == walk->end && !next_row(walk))
            return 0;
        if (!read_form(walk))
            return -1;
        if (walk->from == NULL || !is_before(walk)) {
            walk->from = NULL; /* all that follow are behind it */
            return 1;
        }
        if (!pass_codes(walk))
            return -1;
    }
}

int ekb_canons_next(ekb_canons *walk)
{
    if (walk->row.status != EKB_OK)
        return 0;
    int found = walk->left > 0 ? 1 : next_form(walk);
    if (found > 0 && !read_code(walk))
        found = -1;
    if (found < 0)
        ekb_row_corrupt(&walk->row);
    return found > 0;
}

ekb_status ekb_canons_end(ekb_canons *walk)
{
    return ekb_row_end(&walk->row);
}
