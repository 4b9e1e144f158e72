/* SPDX-License-Identifier: MIT */
/**
 * @file templates_known.h
 * @brief Templates that a state knows, together with those made anew.
 *
 * Both are in the order of their entries, and the postings of both are sorted,
 * so that they are merged in one pass, numbered as if all had been made.
 */
#ifndef EKBC_TEMPLATES_KNOWN_H
#define EKBC_TEMPLATES_KNOWN_H

#include "state.h"

/** Whether the templates of @p state are whole and those of this catalog's
 *  languages; entries with `known` set then need not be made. */
int ekbc_known_templates(const ekbc_state *state, const ekbc_langs *langs);

/**
 * All templates of a catalog.
 * @param fresh those of the entries that are not known.
 * @retval EKB_ERR_NOMEM
 */
ekb_status ekbc_known_merge(const ekbc_catalog *catalog, const ekbc_state_texts *known,
                            const ekbc_templates *fresh, ekbc_templates *out, ekb_error *error);

#endif
