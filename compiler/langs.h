/* SPDX-License-Identifier: MIT */
/**
 * @file langs.h
 * @brief The languages of a catalog, numbered as table `lang` numbers them.
 *
 * Ids are positions + 1 in byte order of the tags. A language whose only use
 * is in messages has `content` 0. Whether a tag is well formed is checked
 * where it is read (tag.h).
 */
#ifndef EKBC_LANGS_H
#define EKBC_LANGS_H

#include <stddef.h>

#include "entry.h"

/** Most languages that an index can hold: their id is one byte. */
#define EKBC_LANGS_MAX 255

typedef struct ekbc_langs {
    const char **tags;      /**< Sorted; of the catalog. */
    unsigned char *content; /**< By position: 1 if entries have text in it. */
    size_t count;
} ekbc_langs;

/**
 * Collect the languages of a catalog. @p out is freed with ekbc_langs_release().
 * @retval EKB_ERR_NOMEM, or EKB_ERR_SOURCE for more than EKBC_LANGS_MAX.
 */
ekb_status ekbc_langs_collect(const ekbc_catalog *catalog, ekbc_langs *out, ekb_error *error);
void ekbc_langs_release(ekbc_langs *langs);
/** Id of a tag in table `lang`, from 1; 0 when the catalog does not have it. */
int ekbc_lang_id(const ekbc_langs *langs, const char *tag);

#endif
