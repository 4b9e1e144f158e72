/* SPDX-License-Identifier: MIT */
/**
 * @file import.h
 * @brief A catalog of JSON Lines → folders of YAML in our format.
 *
 * One object a line: `product`, `id`, and, where the catalog has them, `name`
 * (a symbol), `messages`, `cause`, `action` (a text by language), `alt_ids`
 * (further codes) and `source`. Placeholders are the products' own. The result
 * is what an author would have written by hand: the compiler knows no more of
 * it than of any other source.
 */
#ifndef EKBC_IMPORT_H
#define EKBC_IMPORT_H

#include "diag.h"

typedef struct ekbc_import_job {
    const char *input;  /**< "-": standard input. */
    const char *output; /**< A folder that does not exist yet, or is empty. */
    /** As in ekbc_job. */
    void (*progress)(void *context, const char *phase, size_t done, size_t of);
    void *context;
} ekbc_import_job;

typedef struct ekbc_import_result {
    ekbc_catalog catalog; /**< Knows the input's name only, for showing the findings. */
    ekbc_diags diags;
    size_t entries, products, files;
} ekbc_import_result;

/**
 * Import a catalog. Same input, same bytes.
 * @param[out] out findings; released by the caller in any case.
 * @retval EKB_OK also when lines are wrong: then nothing is written.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_NOMEM a failure of the machine;
 *         the output is not there, or stands there whole.
 */
ekb_status ekbc_import(const ekbc_import_job *job, ekbc_import_result *out, ekb_error *error);
void ekbc_import_result_release(ekbc_import_result *result);

#endif
