/* SPDX-License-Identifier: MIT */
/**
 * @file kinds.h
 * @brief The kinds of cases. A paragraph's first key says which it is.
 */
#ifndef CASES_KINDS_H
#define CASES_KINDS_H

#include "errkb/errkb.h"
#include "report.h"

/** Indexes by the name that cases know them by; opened when first used. */
typedef struct index_set index_set;
struct index_set {
    const char *names[16];
    const char *paths[16];
    size_t count;
};

typedef struct kind {
    const char *key;
    void (*run)(report *r, const paragraph *p, const index_set *indexes);
} kind;

/** Ends with a row without key. */
extern const kind case_kinds[];

void run_lookup(report *r, const paragraph *p, const index_set *indexes);
void run_language(report *r, const paragraph *p, const index_set *indexes);
void run_fold(report *r, const paragraph *p, const index_set *indexes);
void run_tokens(report *r, const paragraph *p, const index_set *indexes);
void run_terms(report *r, const paragraph *p, const index_set *indexes);
void run_code(report *r, const paragraph *p, const index_set *indexes);
void run_spot(report *r, const paragraph *p, const index_set *indexes);

#endif
