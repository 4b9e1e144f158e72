/* SPDX-License-Identifier: MIT */
/**
 * @file write.h
 * @brief A checked catalog → one SQLite file, by engine/core/schema.sql.
 *
 * The same catalog gives the same bytes, wherever and whenever: rows are
 * laid into pages in a fixed order, and what SQLite records of itself in the
 * header is overwritten with fixed values.
 */
#ifndef EKBC_WRITE_H
#define EKBC_WRITE_H

#include "entry.h"
#include "langs.h"
#include "os.h"

/**
 * Write the index to the empty file @p file.
 * @param tick called now and then while it takes; may be NULL.
 */
ekb_status ekbc_write(const ekbc_catalog *catalog, const ekbc_langs *langs, ekbc_os_temp *file,
                      void (*tick)(void *context), void *context, ekb_error *error);

#endif
