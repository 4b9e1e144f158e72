/* SPDX-License-Identifier: MIT */
/**
 * @file examples.h
 * @brief Every entry's examples, asked of the finished index as a user would.
 */
#ifndef EKBC_EXAMPLES_H
#define EKBC_EXAMPLES_H

#include "diag.h"

/**
 * Ask the index at @p path every example of @p catalog. An example that does
 * not hold is a finding at its place.
 * @param progress called now and then with the number tried; may be NULL.
 * @retval what opening or asking gives.
 */
ekb_status ekbc_examples_try(const ekbc_catalog *catalog, const char *path, ekbc_diags *diags,
                             void (*progress)(void *context, size_t tried, size_t of), void *context,
                             ekb_error *error);

#endif
