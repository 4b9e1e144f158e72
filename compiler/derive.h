/* SPDX-License-Identifier: MIT */
/**
 * @file derive.h
 * @brief What the engine matches with: codes, templates and postings, made
 *        from the catalog once its content is written.
 */
#ifndef EKBC_DERIVE_H
#define EKBC_DERIVE_H

#include <sqlite3.h>

#include "entry.h"
#include "langs.h"

/**
 * Fill the tables under "Matching" of schema.sql. Called inside the one
 * transaction of the index, after all tables of content; must neither begin
 * nor end a transaction. Same catalog, same rows in the same order.
 */
ekb_status ekbc_derive(const ekbc_catalog *catalog, const ekbc_langs *langs, sqlite3 *db, ekb_error *error);

#endif
