/* SPDX-License-Identifier: MIT */
/**
 * @file btree_record.h
 * @brief The values of a row as SQLite's record format writes them.
 *
 * https://www.sqlite.org/fileformat2.html, section 2.1. A record tells its own
 * length, so records one after another can be read in one way only.
 */
#ifndef EKBC_BTREE_RECORD_H
#define EKBC_BTREE_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "core/strbuf.h"

typedef enum ekbc_value_type {
    EKBC_VALUE_NULL,
    EKBC_VALUE_NUMBER,
    EKBC_VALUE_TEXT,
    EKBC_VALUE_BLOB
} ekbc_value_type;

typedef struct ekbc_value {
    ekbc_value_type type;
    int64_t number;
    const char *bytes; /**< Of texts and blobs. */
    size_t length;
} ekbc_value;

/** Most columns of a table: its record's header then has one byte for its own length. */
enum { EKBC_COLUMNS_MOST = 12 };

/** Make @p out the record of the values; at most EKBC_COLUMNS_MOST. */
void ekbc_record_make(ekb_strbuf *out, const ekbc_value *values, size_t count);

#endif
