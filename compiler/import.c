/* SPDX-License-Identifier: MIT */
#include "import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "import_catalog.h"
#include "import_yaml.h"
#include "os.h"
#include "os_folder.h"

/* A file holds at most so many entries and, for long texts, little more than
   so many bytes: files are what the compiler reads in parallel. */
#define ENTRIES_A_FILE 1000
#define BYTES_A_FILE ((size_t)4 << 20)

/* The folder on its way out. */
typedef struct exporter {
    const ekbc_import_job *job;
    const ekbc_records *records;
    ekbc_os_folder folder;
    ekb_strbuf bytes, path;
    size_t written, files;
} exporter;

static void tell(const ekbc_import_job *job, const char *phase, size_t done, size_t of)
{
    if (job->progress != NULL)
        job->progress(job->context, phase, done, of);
}

static ekb_status write_file(exporter *e, const char *slug, const char *name, ekb_error *error)
{
    ekb_strbuf_clear(&e->path);
    ekb_strbuf_printf(&e->path, "%s/%s", slug, name);
    if (e->path.failed || e->bytes.failed)
        return ekb_error_nomem(error);
    ekb_status status = ekbc_os_folder_write(&e->folder, e->path.data, e->bytes.data, e->bytes.length, error);
    ekb_strbuf_clear(&e->bytes);
    e->files++;
    return status;
}

static ekb_status write_entries(exporter *e, const ekbc_record_product *product, ekb_error *error)
{
    ekb_status status = EKB_OK;
    size_t in_file = 0, file = 0;
    for (size_t i = 0; status == EKB_OK && i < product->entries; i++) {
        ekbc_import_put_entry(e->records, &e->records->items[e->records->order[product->first + i]],
                              &e->bytes);
        in_file++;
        if (in_file < ENTRIES_A_FILE && e->bytes.length < BYTES_A_FILE && i + 1 < product->entries)
            continue;
        char name[40];
        snprintf(name, sizeof name, "entries-%03zu.yaml", ++file);
        e->written += in_file;
        in_file = 0;
        status = write_file(e, product->slug, name, error);
        tell(e->job, EKB_N_("writing"), e->written, e->records->count);
    }
    return status;
}

static ekb_status write_product(exporter *e, const ekbc_record_product *product, ekb_error *error)
{
    ekb_status status = ekbc_os_folder_add(&e->folder, product->slug, error);
    if (status == EKB_OK) {
        ekbc_import_put_product(product, &e->bytes);
        status = write_file(e, product->slug, "product.yaml", error);
    }
    return status == EKB_OK ? write_entries(e, product, error) : status;
}

static ekb_status write_all(exporter *e, ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < e->records->product_count; i++)
        status = write_product(e, &e->records->products[i], error);
    return status == EKB_OK ? ekbc_os_folder_publish(&e->folder, error) : status;
}

static ekb_status read_input(const ekbc_import_job *job, ekbc_records *records, ekbc_diags *diags,
                             ekb_error *error)
{
    int standard = strcmp(job->input, "-") == 0;
    tell(job, EKB_N_("reading"), 0, 0);
    errno = 0;
    FILE *in = standard ? stdin : fopen(job->input, "rb");
    if (in == NULL)
        return ekbc_os_failed(error, EKB_N_("cannot read {path}: {reason}"), job->input);
    ekb_status status = ekbc_import_read(in, job->input, records, diags, error);
    if (!standard)
        fclose(in);
    return status;
}

/* The findings name the input as their file. */
static ekb_status name_input(ekbc_catalog *catalog, const char *input, ekb_error *error)
{
    catalog->files = calloc(1, sizeof *catalog->files);
    catalog->context = calloc(1, 1);
    if (catalog->files == NULL || catalog->context == NULL)
        return ekb_error_nomem(error);
    catalog->files[0] = input;
    catalog->file_count = 1;
    return EKB_OK;
}

static ekb_status read_and_plan(const ekbc_import_job *job, ekbc_records *records, ekbc_diags *diags,
                                ekb_error *error)
{
    ekb_status status = read_input(job, records, diags, error);
    if (status == EKB_OK && !ekbc_import_plan(records, diags))
        status = ekb_error_nomem(error);
    if (status == EKB_OK && records->count == 0 && diags->errors == 0)
        ekbc_diag_error(diags, (ekbc_place){0, 0, 0}, EKB_N_("the file holds no entry"),
                        EKB_N_("write one object a line"));
    return status;
}

ekb_status ekbc_import(const ekbc_import_job *job, ekbc_import_result *out, ekb_error *error)
{
    ekbc_records records = {.arena = EKB_ARENA_INIT};
    exporter e = {.job = job, .records = &records, .folder = EKBC_OS_FOLDER_INIT};
    *out = (ekbc_import_result){.catalog = EKBC_CATALOG_INIT, .diags = EKBC_DIAGS_INIT};
    ekb_status status = name_input(&out->catalog, job->input, error);
    /* A folder that cannot be written is told before the reading, not after. */
    if (status == EKB_OK)
        status = ekbc_os_folder_open(&e.folder, job->output, error);
    if (status == EKB_OK)
        status = read_and_plan(job, &records, &out->diags, error);
    if (status == EKB_OK && out->diags.errors == 0)
        status = write_all(&e, error);
    out->entries = records.count;
    out->products = records.product_count;
    out->files = e.files;
    ekbc_os_folder_discard(&e.folder);
    ekb_strbuf_release(&e.bytes);
    ekb_strbuf_release(&e.path);
    ekbc_records_release(&records);
    return status;
}

void ekbc_import_result_release(ekbc_import_result *result)
{
    ekbc_diags_release(&result->diags);
    ekbc_catalog_release(&result->catalog);
}
