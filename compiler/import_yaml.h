/* SPDX-License-Identifier: MIT */
/**
 * @file import_yaml.h
 * @brief Records and products as YAML documents of our format.
 */
#ifndef EKBC_IMPORT_YAML_H
#define EKBC_IMPORT_YAML_H

#include "import_catalog.h"

/** Append the document of a product. A failure stays in @p out. */
void ekbc_import_put_product(const ekbc_record_product *product, ekb_strbuf *out);
/** Append the document of an entry, with the line that begins a document. */
void ekbc_import_put_entry(const ekbc_records *records, const ekbc_record *record, ekb_strbuf *out);

#endif
