/* SPDX-License-Identifier: MIT */
/**
 * @file read.h
 * @brief Bytes of one file → its YAML documents, strictly.
 *
 * Refused, each with its place: what is not UTF-8, control characters, anchors,
 * aliases, tags, merge keys, duplicate keys, keys that are not text, deep
 * nesting, and whatever libyaml refuses. What the keys mean is left to entry.c.
 */
#ifndef EKBC_READ_H
#define EKBC_READ_H

#include <stddef.h>

#include "diag.h"
#include "tree.h"

/** Deepest nesting of a document. */
#define EKBC_DEPTH_MAX 64
/** Longest file, in bytes. */
#define EKBC_FILE_MAX ((size_t)128 << 20)

/** Gets each document's root; the tree lives during the call. */
typedef void (*ekbc_document_fn)(void *context, const ekbc_yaml *root);

/**
 * Read one file's documents. Findings go to @p diags; after a syntax error the
 * rest of the file is not read, since its structure would be guessed.
 * @param file position of the file in ekbc_catalog.files.
 * @return 1 when the file was read to its end.
 */
int ekbc_read(uint32_t file, const char *bytes, size_t length, ekbc_diags *diags, ekbc_document_fn visit,
              void *context);

#endif
