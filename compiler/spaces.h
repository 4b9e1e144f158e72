/* SPDX-License-Identifier: MIT */
/**
 * @file spaces.h
 * @brief Numbering schemes of a catalog's codes, numbered by their names.
 */
#ifndef EKBC_SPACES_H
#define EKBC_SPACES_H

#include "entry.h"

typedef struct ekbc_spaces {
    const char **names; /**< Sorted, each once; of the catalog. */
    size_t count;
} ekbc_spaces;

/** Collect them. @p out is freed with ekbc_spaces_release(). @return 0 without memory. */
int ekbc_spaces_collect(const ekbc_catalog *catalog, ekbc_spaces *out);
void ekbc_spaces_release(ekbc_spaces *spaces);
/** Id in table `space`, from 1; 0 for a name that no code has. */
int64_t ekbc_space_id(const ekbc_spaces *spaces, const char *name);

#endif
