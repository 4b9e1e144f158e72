/* SPDX-License-Identifier: MIT */
/**
 * @file derive.h
 * @brief What the engine matches with: codes, templates and postings, made
 *        from the catalog once its content is written.
 */
#ifndef EKBC_DERIVE_H
#define EKBC_DERIVE_H

#include "entry.h"
#include "langs.h"
#include "rows.h"
#include "spaces.h"
#include "templates.h"

/** @name Fill the tables under "Matching" of schema.sql
 *  Called inside the one transaction of the index, after all tables of content;
 *  they neither begin nor end one. Same catalog, same rows in the same order. */
/** @{ */
/** Failures of writing are in @p rows: @return 0 without memory. */
int ekbc_derive_codes(const ekbc_catalog *catalog, const ekbc_spaces *spaces, ekbc_rows *rows);
/** @p templates: of the whole catalog. Failures of writing are in @p rows, others are returned. */
ekb_status ekbc_derive_texts(const ekbc_templates *templates, ekbc_rows *rows, ekb_error *error);
/** @} */

#endif
