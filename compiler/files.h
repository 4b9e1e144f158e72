/* SPDX-License-Identifier: MIT */
/**
 * @file files.h
 * @brief The sources under the paths that were given, and their bytes.
 */
#ifndef EKBC_FILES_H
#define EKBC_FILES_H

#include "core/strbuf.h"
#include "entry.h"

/**
 * Put the .yaml and .yml files (.YAML …) under @p paths into catalog->files,
 * sorted, each once. A path to a file is taken whatever it is called.
 * @param with_context for a path to a single file, add the rest of its product
 *        (the nearest folder above it, within the path, that has a
 *        product.yaml), marked as context.
 * @retval EKB_ERR_MISSING, EKB_ERR_IO, EKB_ERR_NOMEM, EKB_ERR_SOURCE (none found)
 */
ekb_status ekbc_files_find(ekbc_catalog *catalog, const char *const *paths, size_t path_count,
                           int with_context, ekb_error *error);

/**
 * Read a whole file into @p out, at most @p limit bytes.
 * @retval EKB_ERR_IO, EKB_ERR_NOMEM, EKB_ERR_SOURCE (longer than the limit)
 */
ekb_status ekbc_file_bytes(const char *path, size_t limit, ekb_strbuf *out, ekb_error *error);

#endif
