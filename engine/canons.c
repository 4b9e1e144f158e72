/* SPDX-License-Identifier: MIT */
#include "canons.h"

#include <string.h>

#include "core/leb128.h"

void ekb_canons_start(ekb_canons *walk, ekb_index *index, const char *from, ekb_error *error)
{
    memset((char *)walk + sizeof walk->row, 0, sizeof *walk - sizeof walk->row);
    walk->from = from;
    walk->from_length = strlen(from);
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
    walk->length = 0;
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
    memcpy(walk->text + kept, at, (size_t)more);
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

/* Whether the form at hand is before the one to begin with. */
static int is_before(const ekb_canons *walk)
{
    size_t common = walk->length < walk->from_length ? walk->length : walk->from_length;
    int order = memcmp(walk->text, walk->from, common);
    return order < 0 || (order == 0 && walk->length < walk->from_length);
}

int ekb_canons_next(ekb_canons *walk)
{
    while (walk->row.status == EKB_OK) {
        int fine = 1;
        if (walk->left == 0) {
            if (walk->at == walk->end && !next_row(walk))
                return 0;
            fine = read_form(walk);
        }
        if (!fine || !read_code(walk)) {
            ekb_row_corrupt(&walk->row);
            return 0;
        }
        if (walk->row.count > 1 || !is_before(walk))
            return 1;
    }
    return 0;
}

ekb_status ekb_canons_end(ekb_canons *walk)
{
    return ekb_row_end(&walk->row);
}
