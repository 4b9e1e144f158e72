/* SPDX-License-Identifier: MIT */
/**
 * @file catalog.h
 * @brief What a catalog is made of: shared by tr.c, the generated table and the
 *        tests; users include tr.h.
 */
#ifndef EKB_TR_CATALOG_H
#define EKB_TR_CATALOG_H

#include "tr.h"

/** How a language counts; embed.cmake maps Plural-Forms to one of these. */
typedef enum ekb_tr_plural {
    EKB_TR_PLURAL_NONE,    /**< nplurals=1; plural=0 */
    EKB_TR_PLURAL_NOT_ONE, /**< nplurals=2; plural=(n != 1) */
    EKB_TR_PLURAL_OVER_ONE /**< nplurals=2; plural=(n > 1) */
} ekb_tr_plural;

struct ekb_tr_catalog {
    const char *tag;
    const unsigned char *mo; /**< A GNU .mo file; NULL for English. */
    size_t size;
    ekb_tr_plural plural;
    int hidden; /**< Found by its exact tag only: the pseudo-locale of the tests. */
};

/** All catalogs, English first; generated. */
extern const ekb_tr_catalog ekb_tr_catalogs[];
extern const size_t ekb_tr_catalog_count;

#endif
