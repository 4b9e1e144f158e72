/* SPDX-License-Identifier: MIT */
/**
 * @file import_catalog.h
 * @brief A foreign catalog as the import holds it between reading and writing.
 *
 * All memory is of the catalog's arena but for the two arrays; strings are
 * UTF-8, never NULL, and free of what YAML cannot hold.
 */
#ifndef EKBC_IMPORT_CATALOG_H
#define EKBC_IMPORT_CATALOG_H

#include <stdio.h>

#include "diag.h"
#include "foreign.h"

/** Longest text, in bytes: what conversion makes of it stays below EKBC_TEXT_MAX. */
#define EKBC_IMPORT_TEXT_MAX 16383
/** Longest line. */
#define EKBC_IMPORT_LINE_MAX ((size_t)4 << 20)
/** Most products: each is a folder. */
#define EKBC_IMPORT_PRODUCTS_MAX 4096

/** What became of a code when all entries were known. */
typedef enum ekbc_role { EKBC_ROLE_OWN, EKBC_ROLE_CLASS, EKBC_ROLE_NONE } ekbc_role;

typedef struct ekbc_record_code {
    const char *value;
    unsigned forms; /**< 0: no code after all. */
    ekbc_role role;
} ekbc_record_code;

/** One line. */
typedef struct ekbc_record {
    uint32_t product; /**< Position in products. */
    uint32_t line;
    const char *id, *source; /**< @c source "" if none. */
    ekbc_record_code *codes; /**< The id, its symbol, then further ones. */
    size_t code_count;
    ekbc_texts messages, cause, action;
    int whole_title; /**< The first sentence of a message is that of others too. */
} ekbc_record;

typedef struct ekbc_record_product {
    const char *slug;
    size_t entries;
    ekbc_foreign_census census;
    unsigned styles; /**< Of placeholders that count in its messages. */
    unsigned forms;  /**< Of most of its ids. */
    /** SQLSTATEs, by 0 ids, 1 further codes: how many have not that shape; how
     *  many have it and that of no other code. */
    size_t other[2], states[2];
    size_t first; /**< Position in order. */
} ekbc_record_product;

typedef struct ekbc_records {
    ekb_arena arena;
    ekbc_record *items; /**< In the order of the lines. */
    size_t count, capacity;
    ekbc_record_product *products; /**< In the order of their first lines. */
    size_t product_count, product_capacity;
    uint32_t *order; /**< Positions in items, by product, then line. */
} ekbc_records;

void ekbc_records_release(ekbc_records *records);
/** Room for one more item; NULL without memory. import_lines.c */
void *ekbc_grow(void *items, size_t count, size_t *capacity, size_t size);

/** Read all lines; what is wrong with one is a finding. import_lines.c
 *  @retval EKB_ERR_IO, EKB_ERR_NOMEM */
ekb_status ekbc_import_read(FILE *in, const char *name, ekbc_records *out, ekbc_diags *diags,
                            ekb_error *error);

/** One line → one record, which is added if nothing is wrong. import_record.c
 *  @return 0 without memory. */
int ekbc_import_record(ekbc_records *out, uint32_t line, const char *text, size_t length, ekbc_diags *diags);

/** What only all lines together tell: the order, entries that come twice,
 *  codes that entries share, placeholders that a product uses. import_plan.c
 *  @return 0 without memory. */
int ekbc_import_plan(ekbc_records *records, ekbc_diags *diags);

/** Mark the records whose titles need more than a sentence. import_titles.c
 *  @return 0 without memory. */
int ekbc_import_plan_titles(ekbc_records *records);
/** Append the title that a message gives; nothing if it has no word of its own. */
void ekbc_import_title(const char *message, unsigned styles, int whole, ekb_strbuf *out);

/** The spellings of a code by its shape; 0 for what is none. import_shape.c
 *  @param states those of the product are SQLSTATEs. */
unsigned ekbc_import_forms(const char *value, int states);
/** Whether a name reads as a symbol, not as a word of prose. */
int ekbc_import_is_symbol(const char *name);
/** Whether a code is five digits or capitals, as SQLSTATEs are: 2 if it can be
 *  nothing else, as 0A000 and HY000. */
int ekbc_import_is_state(const char *value);

#endif
