/* SPDX-License-Identifier: MIT */
/**
 * @file scan.h
 * @brief What `errkb scan` finds errors by: table `scan` of schema.sql, made
 *        from the catalog alone.
 */
#ifndef EKBC_SCAN_H
#define EKBC_SCAN_H

#include "entry.h"
#include "langs.h"
#include "rows.h"

/** Fill the table, inside the transaction of the index. Failures of SQLite are
 *  in @p rows: @return 0 without memory. */
int ekbc_scan_write(const ekbc_catalog *catalog, const ekbc_langs *langs, ekbc_rows *rows);

/** The kinds of cues (cue.h) by which each product prints its own codes, by
 *  position in the catalog. @p out has room for every product and is zero. */
void ekbc_scan_cues(const ekbc_catalog *catalog, unsigned char *out);

#endif
