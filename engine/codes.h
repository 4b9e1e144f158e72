/* SPDX-License-Identifier: MIT */
/**
 * @file codes.h
 * @brief Codes of entries as stored: the first mostly in the row of its entry,
 *        the others in `code`.
 */
#ifndef EKB_CODES_H
#define EKB_CODES_H

#include "head.h"
#include "vector.h"

typedef struct ekb_stored_code {
    const char *space; /**< Lent by the index. */
    const char *value; /**< Of the arena. */
    unsigned forms;    /**< Bits of core/code.h. */
    int is_class;
    int64_t n; /**< Its number within the entry. */
} ekb_stored_code;

/** Numbering scheme of the code in a row of EKB_SQL_ENTRY_HEAD; NULL after a failure. */
const char *ekb_code_space(ekb_row *row, const ekb_index_product *product);

/** Columns of EKB_SQL_CODE and EKB_SQL_ENTRY_CODES. */
enum { EKB_CODE_ID, EKB_CODE_SPACE, EKB_CODE_VALUE, EKB_CODE_FORMS, EKB_CODE_ROLE };

/** One code. EKB_ERR_CORRUPT when there is no such one. */
ekb_status ekb_code_read(ekb_index *index, int64_t entry, int64_t n, ekb_arena *arena, ekb_stored_code *out,
                         ekb_error *error);

/** As ekb_coded_fn, with the entry's number in its index. */
typedef int (*ekb_coded_row_fn)(void *context, const ekb_coded *coded, int64_t entry);
/** ekb_find_code() for who goes on from the entry's number. */
ekb_status ekb_find_code_rows(ekb_engine *engine, const char *code, ekb_coded_row_fn visit, void *context,
                              ekb_error *error);

/** All codes of an entry, in their order, as ekb_stored_code into @p out, which has their size. */
ekb_status ekb_codes_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_vector *out,
                          ekb_error *error);

#endif
