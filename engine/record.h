/* SPDX-License-Identifier: MIT */
/**
 * @file record.h
 * @brief One row as the file holds it: a header of types, then the values.
 */
#ifndef EKB_RECORD_H
#define EKB_RECORD_H

#include <stddef.h>
#include <stdint.h>

/** Columns that any table of the schema has; what is behind them is not looked at. */
#define EKB_RECORD_COLUMNS 12

/** In the order in which SQLite compares. */
typedef enum ekb_value_type {
    EKB_VALUE_NULL,
    EKB_VALUE_NUMBER,
    EKB_VALUE_REAL,
    EKB_VALUE_TEXT,
    EKB_VALUE_BLOB
} ekb_value_type;

typedef struct ekb_value {
    ekb_value_type type;
    int64_t number;             /**< Of a number. */
    const unsigned char *bytes; /**< Of a text or blob, in the record; no NUL behind. */
    size_t length;
} ekb_value;

typedef struct ekb_record {
    size_t count;
    ekb_value values[EKB_RECORD_COLUMNS];
} ekb_record;

/** A variable-length integer at @p at. @return its bytes, 0 when it would pass @p end. */
static inline size_t ekb_varint(const unsigned char *at, const unsigned char *end, uint64_t *value)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < 8 && at + i < end; i++) {
        sum = sum << 7 | (at[i] & 0x7F);
        if ((at[i] & 0x80) == 0) {
            *value = sum;
            return i + 1;
        }
    }
    if (end - at < 9)
        return 0;
    *value = sum << 8 | at[8]; /* the ninth byte counts whole */
    return 9;
}

/** @return 0 when the bytes are no record. Values point into @p bytes. */
int ekb_record_read(const unsigned char *bytes, size_t length, ekb_record *out);

#endif
