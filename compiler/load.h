/* SPDX-License-Identifier: MIT */
/**
 * @file load.h
 * @brief Paths → the files under them → a catalog.
 *
 * Files are taken in byte order of their paths, whatever order the system
 * lists them in. Each is read on its own, so that files can be read in
 * parallel; what they say of each other is check.h's.
 */
#ifndef EKBC_LOAD_H
#define EKBC_LOAD_H

#include "diag.h"
#include "past.h"

/**
 * Read every .yaml and .yml file under @p paths into @p catalog, which starts
 * empty and is the caller's to release, also on failure. @p with_context as
 * for ekbc_files_find(). @p past: what a state knows is taken from there; it
 * must outlive the catalog; may be NULL.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_NOMEM. Errors in the sources
 *         are findings, not failures.
 */
ekb_status ekbc_load(ekbc_catalog *catalog, const char *const *paths, size_t path_count, int with_context,
                     ekbc_past *past, ekbc_diags *diags, ekb_error *error);

#endif
