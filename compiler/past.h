/* SPDX-License-Identifier: MIT */
/**
 * @file past.h
 * @brief When a compilation looks at the state of the one before, and when it
 *        leaves a new one.
 *
 * A state costs a tenth of a compilation to write, so it stays while what has
 * changed since is little, or is being worked on: that is read again each time.
 */
#ifndef EKBC_PAST_H
#define EKBC_PAST_H

#include "state.h"

typedef struct ekbc_past {
    char *path;           /**< Of the state; NULL: without. */
    int wanted;           /**< The path was named: also for few sources. */
    ekbc_state state;     /**< What is left of the compilation before. */
    ekbc_source *sources; /**< By file of the catalog, for the next; NULL: not needed. */
    int64_t taken;        /**< When the files were looked at. */
} ekbc_past;

/**
 * Open the state of the index @p output, or @p named, a state's own path.
 * Release in any case.
 * @param without neither look at one nor leave one.
 * @retval EKB_ERR_NOMEM
 */
ekb_status ekbc_past_open(ekbc_past *past, const char *output, const char *named, int without,
                          ekb_error *error);
/** Room for what is found out of @p file_count files. @return 0 without memory. */
int ekbc_past_expect(ekbc_past *past, size_t file_count);
/** Whether a new state is worth being written. */
int ekbc_past_is_due(const ekbc_past *past, const ekbc_catalog *catalog);
void ekbc_past_release(ekbc_past *past);

#endif
