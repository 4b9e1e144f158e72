/* SPDX-License-Identifier: MIT */
/**
 * @file load.h
 * @brief Files → a catalog.
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
 * Read the files of @p catalog, as ekbc_files_find() put them there, into it.
 * It is the caller's to release, also on failure. @p past: what a state knows
 * is taken from there; it must outlive the catalog; may be NULL.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_NOMEM. Errors in the sources
 *         are findings, not failures.
 */
ekb_status ekbc_load(ekbc_catalog *catalog, ekbc_past *past, ekbc_diags *diags, ekb_error *error);

#endif
