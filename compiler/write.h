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
#include "scan_keys.h"
#include "templates.h"

typedef struct ekbc_written {
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    const ekbc_state *state; /**< What entries were taken from; may be NULL. */
    /** @name Filled, for the next state; the caller's to release in any case. */
    /** @{ */
    ekbc_templates *templates;
    ekbc_scan_keys *scan_keys;
    /** @} */
} ekbc_written;

/**
 * Write the index to the empty file @p file.
 * @param tick called now and then while it takes; may be NULL.
 */
ekb_status ekbc_write(const ekbc_written *what, ekbc_os_temp *file, void (*tick)(void *context),
                      void *context, ekb_error *error);

#endif
