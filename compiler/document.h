/* SPDX-License-Identifier: MIT */
/**
 * @file document.h
 * @brief One YAML document → one product, entry or procedure.
 *
 * What can be said of a document alone is checked here; rules across
 * documents are check.h's.
 */
#ifndef EKBC_DOCUMENT_H
#define EKBC_DOCUMENT_H

#include "fields.h"

/** Whether a document describes a product (it has the key `product`). */
int ekbc_is_product(const ekbc_yaml *root);
void ekbc_product_read(ekbc_reader *reader, const ekbc_yaml *root, ekbc_product *out);
/** @p out->id is "" when the document has none; all else then hangs in the air. */
void ekbc_entry_read(ekbc_reader *reader, const ekbc_yaml *root, ekbc_entry *out);

/** @name Shared by entries and products; `into` is the struct itself. */
/** @{ */
void ekbc_read_link(ekbc_reader *reader, const ekbc_yaml *value, void *into); /**< ekbc_link * */
/** The spellings that count, as bits; 0 when it was reported. */
unsigned ekbc_forms_of(ekbc_reader *reader, const ekbc_yaml *value);
/** Remedy: causes (of an entry) and actions (of a procedure). */
void ekbc_read_causes(ekbc_reader *reader, const ekbc_yaml *value, void *into); /**< ekbc_entry * */
void ekbc_read_steps(ekbc_reader *reader, const ekbc_yaml *value, void *into);  /**< ekbc_entry * */
/** @} */

#endif
