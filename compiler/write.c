/* SPDX-License-Identifier: MIT */
#include "write.h"

#include "content.h"
#include "core/error.h"
#include "derive.h"
#include "frame.h"
#include "identity.h"
#include "os.h"
#include "rows.h"
#include "scan.h"
#include "spaces.h"

/* Half of the tables. The rows of the first half are written while what the
   second holds is worked out; then it passes the gate. */
typedef struct half {
    void (*write)(struct half *half);
    const ekbc_written *what;
    ekbc_rows rows;
    ekbc_os_gate *opens; /* when it is done, or NULL */
    ekb_status status;
    ekb_error error;
} half;

static void write_content(half *h)
{
    const ekbc_written *what = h->what;
    ekbc_spaces spaces;
    if (!(ekbc_spaces_collect(what->catalog, &spaces) &&
          ekbc_content_write(what->catalog, what->langs, &spaces, &h->rows) &&
          ekbc_derive_codes(what->catalog, &spaces, &h->rows) &&
          ekbc_scan_write(what->catalog, what->langs, &h->rows)))
        h->status = ekb_error_nomem(&h->error);
    ekbc_spaces_release(&spaces);
}

static void write_texts(half *h)
{
    const ekbc_written *what = h->what;
    h->status = ekbc_templates_make(what->catalog, what->langs, what->state, what->templates, &h->error);
    if (h->status == EKB_OK)
        h->status = ekbc_derive_texts(what->templates, &h->rows, &h->error);
}

static void write_half(void *job)
{
    half *h = job;
    h->write(h);
    const ekbc_pages *pages = &h->rows.tables->pages;
    ekbc_rows_release(&h->rows);
    if (h->opens != NULL)
        ekbc_os_gate_open(h->opens, h->status == EKB_OK && pages->status == EKB_OK);
}

/* The first job must not wait for the second: they may come one by one. */
static ekb_status write_halves(const ekbc_written *what, ekbc_tables *tables, ekb_error *error)
{
    enum { ENTRIES_FOR_THREADS = 512 };
    ekbc_os_gate *gate = ekbc_os_gate_new();
    if (gate == NULL)
        return ekb_error_nomem(error);
    half halves[] = {
        {.write = write_content, .what = what, .rows = {.tables = tables}, .opens = gate},
        {.write = write_texts, .what = what, .rows = {.tables = tables, .gate = gate}},
    };
    if (what->catalog->entry_count >= ENTRIES_FOR_THREADS) {
        ekbc_os_parallel(write_half, halves, sizeof halves[0], 2);
    } else {
        write_half(&halves[0]);
        write_half(&halves[1]);
    }
    const half *first = &halves[halves[0].status == EKB_OK];
    if (first->status != EKB_OK && error != NULL)
        *error = first->error;
    ekbc_os_gate_free(gate);
    return first->status;
}

/* Everything between what SQLite writes first and last. */
static ekb_status write_tables(const ekbc_written *what, ekbc_tables *tables, ekb_error *error)
{
    ekb_status status = write_halves(what, tables, error);
    for (size_t i = 0; i < EKBC_TABLES; i++) {
        if (status == EKB_OK)
            ekbc_btree_finish(&tables->trees[i]);
        ekbc_btree_release(&tables->trees[i]);
    }
    if (status == EKB_OK)
        ekbc_pages_finish(&tables->pages);
    if (status == EKB_OK && tables->pages.status != EKB_OK) {
        status = tables->pages.status;
        if (error != NULL)
            *error = tables->pages.error;
    }
    return status;
}

ekb_status ekbc_write(const ekbc_written *what, ekbc_os_temp *file, void (*tick)(void *context),
                      void *context, ekb_error *error)
{
    ekbc_tables tables = {.templates = 0};
    uint32_t roots[EKBC_TABLES], count = 0;
    int is_index[EKBC_TABLES];
    char id[EKBC_IDENTITY_SIZE];
    ekb_status status = ekbc_frame_begin(file->path, roots, is_index, &count, error);
    if (status != EKB_OK)
        return status;
    ekbc_pages_init(&tables.pages, file, count, tick, context);
    for (size_t i = 0; i < EKBC_TABLES; i++) {
        ekbc_btree_init(&tables.trees[i], &tables.pages, roots[i], is_index[i]);
        ekbc_digest_start(&tables.digests[i]);
    }
    status = write_tables(what, &tables, error);
    ekbc_pages_release(&tables.pages);
    ekbc_identity(tables.digests, EKBC_TABLES, id);
    return status == EKB_OK ? ekbc_frame_end(file->path, what->catalog, tables.templates, id, error) : status;
}
