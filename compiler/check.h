/* SPDX-License-Identifier: MIT */
/**
 * @file check.h
 * @brief Rules that hold between documents, and those that depend on origin.
 *
 * Authored knowledge is held to every rule. For imported packs the rules about
 * texts only count: whoever imports cannot mend the vendor's wording.
 */
#ifndef EKBC_CHECK_H
#define EKBC_CHECK_H

#include "diag.h"
#include "langs.h"

typedef struct ekbc_state ekbc_state; /* state.h */

typedef struct ekbc_checker {
    ekbc_catalog *catalog;
    const ekbc_state *state; /**< That it was partly taken from; may be NULL. */
    ekbc_diags *diags;
    ekbc_langs *langs; /**< Filled with the languages of the catalog; may be NULL. */
    int list_imported; /**< Report as warnings what is otherwise counted for imported packs. */
    size_t counted;    /**< Rules that imported entries break. */
    size_t missing;    /**< Texts without one of the languages that authored entries have. */
    int nomem;
} ekbc_checker;

/**
 * Sort and complete the catalog (entries know their product, codes their space
 * and forms) and report what breaks a rule.
 * @retval EKB_ERR_NOMEM; broken rules are findings, not failures.
 */
ekb_status ekbc_check(ekbc_checker *checker, ekb_error *error);

/** @name The rules, one file each; the catalog is sorted and complete. */
/** @{ */
void ekbc_check_refs(ekbc_checker *checker);  /**< see_also, use, labels; check_refs.c */
void ekbc_check_texts(ekbc_checker *checker); /**< languages, subset, placeholders; check_texts.c */
void ekbc_check_codes(ekbc_checker *checker); /**< forms, the same code twice; check_codes.c */
/** What one entry says twice; check_repeats.c */
void ekbc_check_repeats(ekbc_checker *checker, const ekbc_entry *entry);
/** @} */

/** The product of an entry; NULL when it is unknown (and was reported). */
const ekbc_product *ekbc_product_of(const ekbc_checker *checker, const ekbc_entry *entry);
/** Report a broken rule about @p entry: of that severity if authored, counted if
 *  imported. Arguments follow with ekbc_diag_text(). */
void ekbc_check_found(ekbc_checker *checker, const ekbc_entry *entry, ekbc_severity severity,
                      ekbc_place place, const char *message, const char *remedy);
/** Shorthand for an error. */
void ekbc_check_broken(ekbc_checker *checker, const ekbc_entry *entry, ekbc_place place, const char *message,
                       const char *remedy);

#endif
