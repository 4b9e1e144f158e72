/* SPDX-License-Identifier: MIT */
/**
 * @file fields.h
 * @brief A YAML mapping → a struct, driven by a table of fields.
 *
 * A table row names a key, the function that reads its value and where the
 * result goes. Everything wrong with the mapping itself (unknown and missing
 * keys, wrong types) is reported here; a function that reports something leaves
 * its target at the default, so that reading goes on and finds the rest.
 */
#ifndef EKBC_FIELDS_H
#define EKBC_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "diag.h"
#include "tree.h"

/** Where results and findings go while one file is read. */
typedef struct ekbc_reader {
    ekb_arena *keep; /**< Strings and arrays that outlive the tree. */
    ekbc_diags *diags;
    const char *tags[8]; /**< Language tags seen last, so that they are kept once. */
    size_t tag_next;
    int passed_over; /**< Something broken was met, which is reported already. */
    int nomem;
} ekbc_reader;

typedef void (*ekbc_field_fn)(ekbc_reader *reader, const ekbc_yaml *value, void *into);

typedef struct ekbc_field {
    const char *name;
    ekbc_field_fn read;
    size_t offset; /**< In the struct; what @c read gets as @c into. */
    int required;
} ekbc_field;

/** Most fields of one table. */
#define EKBC_FIELDS_MAX 32

/**
 * Read a mapping by its table.
 * @return bits of the fields that were there, or nearly, by position in the table.
 */
uint32_t ekbc_fields_read(ekbc_reader *reader, const ekbc_yaml *mapping, const ekbc_field *fields,
                          size_t count, void *into);

/** Report that a plain scalar, or the first key of a mapping, is what it is only for
 *  a look-alike of a YAML sign in it (lookalikes.h); @return 1 if so. */
int ekbc_report_lookalike(ekbc_reader *reader, const ekbc_yaml *value);
/** The same for `key:value` without a space. */
int ekbc_report_joined_colon(ekbc_reader *reader, const ekbc_yaml *value);
/** Report that @p value is not of the expected kind, unless it is; @return 1 if it is. */
int ekbc_expect(ekbc_reader *reader, const ekbc_yaml *value, ekbc_yaml_kind kind);

/**
 * Read a list. @return the items, @p count of them of @p size bytes, zeroed
 * and then filled by @p item; NULL (and count 0) when it is none.
 */
void *ekbc_list_read(ekbc_reader *reader, const ekbc_yaml *value, size_t size, ekbc_field_fn item,
                     size_t *count);

/** Memory that lasts; NULL sets `nomem`. */
void *ekbc_keep(ekbc_reader *reader, size_t count, size_t size);
const char *ekbc_keep_text(ekbc_reader *reader, const char *text, size_t length);

#endif
