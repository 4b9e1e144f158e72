/* SPDX-License-Identifier: MIT */
/*
 * Opening and closing one index: its header is checked (header.c), the b-trees
 * of its tables found (plan.c), and `meta` must agree with the header. SQLite
 * is not needed for that.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "header.h"
#include "index.h"
#include "row.h"

/* Takes one fact of `meta`; what this version does not know is left alone. */
static void take_fact(ekb_row *row, const char *key, int64_t *format, int64_t *bytes)
{
    ekb_index *index = row->index;
    const struct {
        const char *key;
        int64_t *to;
    } numbers[] = {
        {"format", format},
        {"bytes", bytes},
        {"entries", &index->entry_count},
        {"templates", &index->template_count},
    };
    if (strcmp(key, "id") == 0)
        index->id = ekb_row_text(row, 1);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(key, numbers[i].key) == 0)
            *numbers[i].to = ekb_row_number(row, 1, 0, INT64_MAX);
}

static ekb_status read_meta(ekb_index *index, ekb_error *error)
{
    int64_t format = -1, bytes = -1;
    ekb_row row;
    index->entry_count = index->template_count = -1;
    ekb_row_start(&row, index, EKB_SQL_META, &index->arena, error);
    while (ekb_row_next(&row))
        take_fact(&row, ekb_row_peek(&row, 0), &format, &bytes);
    ekb_status status = ekb_row_end(&row);
    if (status != EKB_OK)
        return status;
    if (bytes > index->bytes)
        return ekb_header_truncated(index->path, index->bytes, bytes, error);
    /* No file has more rows than bytes. */
    if (format != EKB_INDEX_FORMAT || bytes < 0 || index->entry_count < 0 || index->template_count < 0 ||
        index->entry_count > bytes || index->template_count > bytes)
        return ekb_index_corrupt(index, "meta", error);
    return EKB_OK;
}

static ekb_status open_pages(ekb_index *index, ekb_error *error)
{
    ekb_header header;
    ekb_status status = ekb_header_open(index->path, &header, error);
    if (status != EKB_OK)
        return status;
    index->bytes = header.bytes;
    status = ekb_pages_open(&index->pages, header.file, header.start, header.bytes);
    if (status != EKB_OK)
        (void)close(header.file);
    else
        status = ekb_roots_find(&index->pages, &index->roots);
    return status == EKB_OK ? EKB_OK : ekb_index_unreadable(index, status, "schema", error);
}

ekb_status ekb_index_open(ekb_index **out, const char *path, ekb_error *error)
{
    *out = NULL;
    ekb_status status;
    ekb_index *index = calloc(1, sizeof *index);
    if (index == NULL)
        return ekb_error_nomem(error);
    index->id = "";
    index->pages.file = -1;
    index->path = ekb_arena_strdup(&index->arena, path);
    if (index->path == NULL) {
        status = ekb_error_nomem(error);
        goto cleanup;
    }
    status = open_pages(index, error);
    if (status == EKB_OK)
        status = read_meta(index, error);
    if (status != EKB_OK)
        goto cleanup;
    *out = index;
    index = NULL;
cleanup:
    ekb_index_close(index);
    return status;
}

void ekb_index_close(ekb_index *index)
{
    if (index == NULL)
        return;
    for (size_t i = 0; i < EKB_SQL_COUNT; i++)
        sqlite3_finalize(index->statements[i]);
    sqlite3_close(index->db);
    ekb_pages_close(&index->pages);
    ekb_arena_release(&index->arena);
    free(index);
}
