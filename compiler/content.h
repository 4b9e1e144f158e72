/* SPDX-License-Identifier: MIT */
/**
 * @file content.h
 * @brief The catalog as rows of the tables of content.
 */
#ifndef EKBC_CONTENT_H
#define EKBC_CONTENT_H

#include "entry.h"
#include "langs.h"
#include "rows.h"
#include "spaces.h"

/** Insert everything, in ascending order of keys within each table. Failures
 *  of writing are in @p rows. @return 0 without memory. */
int ekbc_content_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_spaces *spaces,
                       ekbc_rows *rows);

#endif
