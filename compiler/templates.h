/* SPDX-License-Identifier: MIT */
/**
 * @file templates.h
 * @brief Texts of entries as templates and postings, before they are rows.
 */
#ifndef EKBC_TEMPLATES_H
#define EKBC_TEMPLATES_H

#include "entry.h"
#include "langs.h"

typedef struct ekbc_state ekbc_state; /* state.h */

/** One term of one template. */
typedef struct ekbc_posting {
    uint64_t term;
    uint32_t template; /**< From 1. */
    uint32_t sentence; /**< From 0, over all templates. */
} ekbc_posting;

/** A row of table `template`, weights apart. */
typedef struct ekbc_template {
    int64_t source;
    uint64_t same; /**< Hash of the terms in order: equal texts of an entry count once. */
    uint32_t entry;
    uint32_t first_sentence, sentences;
    int kind;
} ekbc_template;

typedef struct ekbc_known ekbc_known; /* templates_known.c */

typedef struct ekbc_templates {
    ekbc_template *items;
    size_t count, capacity;
    ekbc_posting *postings; /**< By term, template and sentence. */
    size_t posting_count, posting_capacity;
    uint32_t sentences;
    ekbc_known *known; /**< Else the postings are not here but to be merged. */
} ekbc_templates;

/**
 * The templates of a catalog in the order of its entries, and their postings.
 * @p state: those of entries that it knows are taken from there; may be NULL,
 * and must outlive @p out. Free @p out with ekbc_templates_release().
 */
ekb_status ekbc_templates_make(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_state *state,
                               ekbc_templates *out, ekb_error *error);
void ekbc_templates_release(ekbc_templates *templates);

/** Gets the postings of one term, by template and sentence; @return 0 to end the visits. */
typedef int (*ekbc_term_fn)(void *context, const ekbc_posting *first, const ekbc_posting *end);
/** Visit the terms in their order. @return 0 when a visit ended it. */
int ekbc_templates_terms(const ekbc_templates *templates, ekbc_term_fn visit, void *context);

/**
 * Joins the postings of parts, each numbered from its own first template
 * (1) and sentence (0), sorted by term, then as they stand. Takes the
 * parts' postings from them.
 * @return the postings, to be freed, with @p count set; NULL without memory.
 */
ekbc_posting *ekbc_postings_join(ekbc_templates *parts, size_t part_count, size_t *count);

#endif
