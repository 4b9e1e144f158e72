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
 * All templates of a catalog. Their postings stay where they are, in the state,
 * which must outlive @p out, and are merged term by term when they are asked for.
 * @param fresh those of the entries that are not known; taken over.
 * @retval EKB_ERR_NOMEM
 */
ekb_status ekbc_known_merge(const ekbc_catalog *catalog, const ekbc_state_texts *known, ekbc_templates *fresh,
                            ekbc_templates *out, ekb_error *error);
/** As ekbc_templates_terms(). */
int ekbc_known_terms(ekbc_known *known, ekbc_term_fn visit, void *context);
void ekbc_known_free(ekbc_known *known);

#endif
