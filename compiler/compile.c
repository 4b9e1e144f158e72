/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include <stdlib.h>

#include "check.h"
#include "core/error.h"
#include "examples.h"
#include "files.h"
#include "langs.h"
#include "load.h"
#include "os.h"
#include "targets.h"
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

static ekb_status read_and_check(const ekbc_job *job, ekbc_result *out, ekbc_langs *langs, ekb_error *error)
{
    tell(job, EKB_N_("reading"));
    ekb_status status =
        ekbc_files_find(&out->catalog, job->paths, job->path_count, job->output == NULL, error);
    if (status == EKB_OK)
        status = ekbc_targets_spare(job->output, &out->catalog, error);
    if (status == EKB_OK)
        status = ekbc_load(&out->catalog, &out->past, &out->diags, error);
    if (status != EKB_OK)
        return status;
    ekbc_checker checker = {.catalog = &out->catalog,
                            .state = &out->past.state,
                            .diags = &out->diags,
                            .langs = langs,
                            .list_imported = job->list_imported};
    tell(job, EKB_N_("checking"));
    status = ekbc_check(&checker, error);
    out->missing = checker.missing;
    out->counted = checker.counted;
    count(out);
    return status;
}

/* One index on its way. */
typedef struct build {
    const ekbc_job *job;
    ekbc_result *out;
    const ekbc_langs *langs;
    ekbc_templates templates;
    ekbc_scan_keys scan_keys;
} build;

/* While examples are tried, the file is on its way to the disk. */
typedef struct trial {
    build *b;
    ekbc_job *job;
    const ekbc_os_temp *file;
    ekb_status status;
    ekb_error error;
    int flushes;
} trial;

static void try_or_flush(void *context)
{
    trial *t = context;
    if (t->flushes)
        ekbc_os_temp_flush(t->file);
    else
        t->status = ekbc_examples_try(&t->b->out->catalog, t->file->path, &t->b->out->diags, tell_examples,
                                      t->job, &t->error);
}

static ekb_status try_examples(build *b, ekbc_job *job, const ekbc_os_temp *file, ekb_error *error)
{
    trial trials[] = {{.file = file, .flushes = 1}, {.b = b, .job = job, .file = file}};
    size_t first = b->job->output != NULL ? 0 : 1;
    ekbc_os_parallel(try_or_flush, trials + first, sizeof trials[0], 2 - first);
    if (trials[1].status != EKB_OK && error != NULL)
        *error = trials[1].error;
    return trials[1].status;
}

static ekb_status write_and_try(build *b, ekbc_os_temp *file, ekb_error *error)
{
    ekbc_job copy = *b->job;
    const ekbc_written what = {&b->out->catalog, b->langs, &b->out->past.state, &b->templates, &b->scan_keys};
    ekb_status status = ekbc_write(&what, file, tell_writing, &copy, error);
    if (status == EKB_OK && !copy.no_examples)
        status = try_examples(b, &copy, file, error);
    return status;
}

/* What was found out of the sources, for the next time. The index stands: that
   this fails is told, and does no harm. */
static void leave_state(const build *b)
{
    ekbc_result *out = b->out;
    const ekbc_state_content content = {.catalog = &out->catalog,
                                        .sources = out->past.sources,
                                        .langs = b->langs,
                                        .templates = &b->templates,
                                        .scan_keys = &b->scan_keys,
                                        .taken = out->past.taken};
    if (out->catalog.partial || !ekbc_past_is_due(&out->past, &out->catalog))
        return;
    tell(b->job, EKB_N_("keeping what was read"));
    out->state_failed = ekbc_targets_check_state(out->past.path, &out->state_error) != EKB_OK ||
                        ekbc_state_write(&content, out->past.path, &out->state_error) != EKB_OK;
}

static ekb_status build_index(build *b, ekb_error *error)
{
    ekbc_os_temp temp = EKBC_OS_TEMP_INIT;
    const char *output = b->job->output;
    char *scratch = output == NULL ? ekbc_os_scratch_path("errkbc-check.ekb") : NULL;
    const char *target = output != NULL ? output : scratch;
    ekb_status status = target != NULL ? ekbc_os_temp_open(&temp, target, error) : ekb_error_nomem(error);
    if (status == EKB_OK)
        status = write_and_try(b, &temp, error);
    int fine = status == EKB_OK && b->out->diags.errors == 0;
    if (fine && output != NULL)
        status = ekbc_os_temp_publish(&temp, error);
    ekbc_os_temp_discard(&temp);
    free(scratch);
    if (fine && status == EKB_OK)
        leave_state(b);
    ekbc_templates_release(&b->templates);
    ekbc_scan_keys_release(&b->scan_keys);
    return status;
}

static ekb_status check_and_build(const ekbc_job *job, ekbc_result *out, ekb_error *error)
{
    ekbc_langs langs = {NULL, NULL, 0};
    build b = {.job = job, .out = out, .langs = &langs};
    ekb_status status = read_and_check(job, out, &langs, error);
    out->languages = langs.count;
    /* A catalog with errors cannot be written, so its examples wait. */
    int needed = job->output != NULL || !job->no_examples;
    if (status == EKB_OK && out->diags.errors == 0 && needed)
        status = build_index(&b, error);
    if (out->catalog.partial)
        ekbc_diags_drop_context(&out->diags, &out->catalog);
    ekbc_langs_release(&langs);
    return status;
}

ekb_status ekbc_compile(const ekbc_job *job, ekbc_result *out, ekb_error *error)
{
    *out = (ekbc_result){.catalog = EKBC_CATALOG_INIT, .diags = EKBC_DIAGS_INIT};
    ekb_status status = ekbc_targets_check(job, error);
    if (status == EKB_OK)
        status = ekbc_past_open(&out->past, job->output, job->state, job->no_state, error);
    return status == EKB_OK ? check_and_build(job, out, error) : status;
}

void ekbc_result_release(ekbc_result *result)
{
    ekbc_diags_release(&result->diags);
    ekbc_catalog_release(&result->catalog);
    ekbc_past_release(&result->past);
}
