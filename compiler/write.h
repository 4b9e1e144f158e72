/* SPDX-License-Identifier: MIT */
/**
 * @file write.h
 * @brief A checked catalog → one SQLite file, by engine/core/schema.sql.
 *
 * The same catalog gives the same bytes, wherever and whenever: rows are
 * inserted in a fixed order in one transaction, and what SQLite records of
 * itself in the header is overwritten with fixed values.
 */
#ifndef EKBC_WRITE_H
#define EKBC_WRITE_H

#include <sqlite3.h>

#include "entry.h"
#include "langs.h"

/**
 * Write the index to the empty file @p path.
 * @param tick called now and then while it takes; may be NULL.
 */
ekb_status ekbc_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const char *path,
                      void (*tick)(void *context), void *context, ekb_error *error);

/** SQLite's failure as an ekb_error. */
ekb_status ekbc_sqlite_failed(sqlite3 *db, ekb_error *error);

/** engine/core/schema.sql, built in; NUL-terminated. */
extern const unsigned char ekbc_schema_sql[];

#endif
