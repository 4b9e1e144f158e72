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
#include "scan_keys.h"

/** Fill the table. Failures of writing are in @p rows: @return 0 without memory. */
int ekbc_scan_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_scan_keys *keys,
                    ekbc_rows *rows);

/** The kinds of cues (core/cue.h), as bits, by which an entry prints its own
 *  codes; of a product all those of its entries count. */
unsigned ekbc_scan_cues(const ekbc_entry *entry);

#endif
