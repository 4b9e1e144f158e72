/* SPDX-License-Identifier: MIT */
/**
 * @file sources.h
 * @brief Where entries were taken from: table `source`, each source once.
 *
 * Sources are found by hash, since most entries share theirs with others, and
 * only those that differ are sorted; a row's id is its place among them.
 */
#ifndef EKBC_SOURCES_H
#define EKBC_SOURCES_H

#include "entry.h"
#include "rows.h"

/**
 * Write the table. @return the row of each entry's source by the entry's
 * position, 0 for none, to be freed; NULL without memory.
 */
uint32_t *ekbc_sources_write(const ekbc_catalog *catalog, ekbc_rows *rows);

#endif
