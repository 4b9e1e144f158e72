/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include <stdlib.h>

#include "check.h"
#include "core/error.h"
#include "examples.h"
#include "langs.h"
#include "load.h"
#include "os.h"
#include "write.h"

static void tell(const ekbc_job *job, const char *phase)
{
    if (job->progress != NULL)
        job->progress(job->context, phase, 0, 0);
}

static void tell_writing(void *context)
{
    tell(context, EKB_N_("writing"));
}

static void tell_examples(void *context, size_t tried, size_t of)
{
    const ekbc_job *job = context;
    if (job->progress != NULL)
        job->progress(job->context, EKB_N_("trying examples"), tried, of);
}

static void count(ekbc_result *out)
{
    for (size_t i = 0; i < out->catalog.entry_count; i++) {
        if (out->catalog.context[out->catalog.entries[i].place.file])
            continue;
        if (out->catalog.entries[i].kind == EKB_KIND_PROCEDURE)
            out->procedures++;
        else
            out->entries++;
    }
}

static ekb_status read_and_check(const ekbc_job *job, ekbc_result *out, ekb_error *error)
{
    tell(job, EKB_N_("reading"));
    ekb_status status =
        ekbc_load(&out->catalog, job->paths, job->path_count, job->output == NULL, &out->diags, error);
    if (status != EKB_OK)
        return status;
    ekbc_checker checker = {
        .catalog = &out->catalog, .diags = &out->diags, .list_imported = job->list_imported};
    tell(job, EKB_N_("checking"));
    status = ekbc_check(&checker, error);
    out->missing = checker.missing;
    out->counted = checker.counted;
    count(out);
    return status;
}

static ekb_status write_and_try(const ekbc_job *job, const ekbc_langs *langs, ekbc_os_temp *file,
                                ekbc_result *out, ekb_error *error)
{
    ekbc_job copy = *job;
    ekb_status status = ekbc_write(&out->catalog, langs, file, tell_writing, &copy, error);
    if (status == EKB_OK && !job->no_examples)
        status = ekbc_examples_try(&out->catalog, file->path, &out->diags, tell_examples, &copy, error);
    return status;
}

static ekb_status build(const ekbc_job *job, const ekbc_langs *langs, ekbc_result *out, ekb_error *error)
{
    ekbc_os_temp temp = EKBC_OS_TEMP_INIT;
    char *scratch = job->output == NULL ? ekbc_os_scratch_path("errkbc-check.ekb") : NULL;
    const char *target = job->output != NULL ? job->output : scratch;
    ekb_status status = target != NULL ? ekbc_os_temp_open(&temp, target, error) : ekb_error_nomem(error);
    if (status == EKB_OK)
        status = write_and_try(job, langs, &temp, out, error);
    if (status == EKB_OK && out->diags.errors == 0 && job->output != NULL)
        status = ekbc_os_temp_publish(&temp, error);
    ekbc_os_temp_discard(&temp);
    free(scratch);
    return status;
}

ekb_status ekbc_compile(const ekbc_job *job, ekbc_result *out, ekb_error *error)
{
    ekbc_langs langs = {NULL, NULL, 0};
    *out = (ekbc_result){.catalog = EKBC_CATALOG_INIT, .diags = EKBC_DIAGS_INIT};
    ekb_status status = read_and_check(job, out, error);
    if (status == EKB_OK)
        status = ekbc_langs_collect(&out->catalog, &langs, error);
    out->languages = langs.count;
    /* A catalog with errors cannot be written, so its examples wait. */
    int needed = job->output != NULL || !job->no_examples;
    if (status == EKB_OK && out->diags.errors == 0 && needed)
        status = build(job, &langs, out, error);
    if (out->catalog.partial)
        ekbc_diags_drop_context(&out->diags, &out->catalog);
    ekbc_langs_release(&langs);
    return status;
}

void ekbc_result_release(ekbc_result *result)
{
    ekbc_diags_release(&result->diags);
    ekbc_catalog_release(&result->catalog);
}
