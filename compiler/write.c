/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <stdatomic.h>

#include "content.h"
#include "core/error.h"
#include "derive.h"
#include "frame.h"
#include "identity.h"
#include "os.h"
#include "rows.h"
#include "scan.h"
#include "spaces.h"
#include "state.h"

/* Some of the tables. Each part writes to pages of its own: the first to the
   file, the others to memory until it is done. */
typedef struct part {
    void (*write)(struct part *part);
    const ekbc_table *tables; /* ended by EKBC_TABLES; NULL: all that no other part has */
    const ekbc_written *what;
    ekbc_rows rows;
    ekbc_pages held;
    ekb_status status;
    ekb_error error;
} part;

static void write_content(part *p)
{
    const ekbc_written *what = p->what;
    ekbc_spaces spaces;
    if (!(ekbc_spaces_collect(what->catalog, &spaces) &&
          ekbc_content_write(what->catalog, what->langs, &spaces, &p->rows) &&
          ekbc_derive_codes(what->catalog, &spaces, &p->rows)))
        p->status = ekb_error_nomem(&p->error);
    ekbc_spaces_release(&spaces);
}

/* Few texts are then to be cut into terms. Else that is most of the work, which
   all processors share before they divide the parts. */
static int knows_texts(const ekbc_written *what)
{
    return what->state != NULL && what->state->texts.entries > 0;
}

static void write_texts(part *p)
{
    const ekbc_written *what = p->what;
    if (knows_texts(what))
        p->status = ekbc_templates_make(what->catalog, what->langs, what->state, what->templates, &p->error);
    if (p->status == EKB_OK)
        p->status = ekbc_derive_texts(what->templates, &p->rows, &p->error);
}

static void write_scan(part *p)
{
    const ekbc_written *what = p->what;
    if (!ekbc_scan_keys_make(what->catalog, what->state, what->scan_keys) ||
        !ekbc_scan_write(what->catalog, what->langs, what->scan_keys, &p->rows))
        p->status = ekb_error_nomem(&p->error);
}

/* A table that is ordered by its records cannot be held (btree.h). */
static const ekbc_table text_tables[] = {EKBC_TEMPLATE, EKBC_TERM, EKBC_TERM_LIST, EKBC_TABLES};
static const ekbc_table scan_tables[] = {EKBC_SCAN, EKBC_TABLES};

static void write_part(part *p)
{
    p->write(p);
    ekbc_rows_release(&p->rows);
}

/* No more threads than the machine runs at once: the parts that take longest
   come first, and none waits for its share of a processor. */
typedef struct writer {
    part *parts;
    const size_t *order;
    size_t count;
    atomic_size_t *taken;
} writer;

static void write_some(void *job)
{
    const writer *w = job;
    for (size_t i; (i = atomic_fetch_add(w->taken, 1)) < w->count;)
        write_part(&w->parts[w->order[i]]);
}

static void write_all(part *parts, const size_t *order, size_t count, int with_threads)
{
    enum { WRITERS_MOST = 4 };
    writer writers[WRITERS_MOST];
    atomic_size_t taken = 0;
    size_t most = with_threads ? ekbc_os_processors() : 1;
    most = most < WRITERS_MOST ? most : WRITERS_MOST;
    for (size_t i = 0; i < most; i++)
        writers[i] = (writer){parts, order, count, &taken};
    ekbc_os_parallel(write_some, writers, sizeof writers[0], most);
}

static void start_part(part *p, const ekbc_written *what, ekbc_tables *tables)
{
    p->what = what;
    p->rows = (ekbc_rows){.tables = tables};
    if (p->tables != NULL)
        ekbc_pages_hold(&p->held);
    for (size_t i = 0; p->tables != NULL && p->tables[i] != EKBC_TABLES; i++)
        tables->trees[p->tables[i]].pages = &p->held;
}

static void end_part(part *p, ekbc_tables *tables)
{
    if (p->tables == NULL)
        return;
    uint32_t before = ekbc_pages_absorb(&tables->pages, &p->held);
    for (size_t i = 0; p->tables[i] != EKBC_TABLES; i++)
        ekbc_btree_move(&tables->trees[p->tables[i]], &tables->pages, before);
}

static ekb_status write_parts(const ekbc_written *what, ekbc_tables *tables, ekb_error *error)
{
    enum { ENTRIES_FOR_THREADS = 512 };
    part parts[] = {
        {.write = write_texts, .tables = text_tables},
        {.write = write_content},
        {.write = write_scan, .tables = scan_tables},
    };
    enum { PARTS = sizeof parts / sizeof parts[0] };
    static const size_t orders[][PARTS] = {{2, 1, 0}, {0, 1, 2}};
    int known = knows_texts(what);
    ekb_status status =
        known ? EKB_OK : ekbc_templates_make(what->catalog, what->langs, NULL, what->templates, error);
    if (status != EKB_OK)
        return status;
    for (size_t i = 0; i < PARTS; i++)
        start_part(&parts[i], what, tables);
    write_all(parts, orders[known], PARTS, what->catalog->entry_count >= ENTRIES_FOR_THREADS);
    for (size_t i = 0; i < PARTS; i++) {
        end_part(&parts[i], tables);
        if (status == EKB_OK && parts[i].status != EKB_OK) {
            status = parts[i].status;
            if (error != NULL)
                *error = parts[i].error;
        }
    }
    return status;
}

/* Everything between what SQLite writes first and last. */
static ekb_status write_tables(const ekbc_written *what, ekbc_tables *tables, ekb_error *error)
{
    ekb_status status = write_parts(what, tables, error);
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
