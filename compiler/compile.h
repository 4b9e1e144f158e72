/* SPDX-License-Identifier: MIT */
/**
 * @file compile.h
 * @brief The whole way: read, check, write, try the examples, publish.
 */
#ifndef EKBC_COMPILE_H
#define EKBC_COMPILE_H

#include "diag.h"
#include "past.h"

typedef struct ekbc_job {
    const char *const *paths;
    size_t path_count;
    const char *output; /**< NULL: check only. */
    const char *state;  /**< Path of the state; NULL: beside the output. */
    int no_state;
    int no_examples;
    int list_imported;
    /** Told what is being done, for work that takes long; may be NULL. */
    void (*progress)(void *context, const char *phase, size_t done, size_t of);
    void *context;
} ekbc_job;

typedef struct ekbc_result {
    ekbc_catalog catalog; /**< For showing the findings. */
    ekbc_diags diags;
    ekbc_past past; /**< What the catalog was partly taken from. */
    int state_failed;
    ekb_error state_error; /**< If so. */
    size_t entries, procedures, languages;
    size_t missing; /**< Texts without one of en and zh-CN. */
    size_t counted; /**< Rules that imported entries break. */
} ekbc_result;

/**
 * Do a job. Findings are in @p out, which the caller releases in any case.
 * @return EKB_OK also when there are errors in the sources (then nothing is
 *         published); EKB_ERR_ARG when the job would overwrite a source or what
 *         is no ordinary file (targets.h); a failure of the machine otherwise.
 */
ekb_status ekbc_compile(const ekbc_job *job, ekbc_result *out, ekb_error *error);
void ekbc_result_release(ekbc_result *result);

#endif
