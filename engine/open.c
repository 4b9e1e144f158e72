/* SPDX-License-Identifier: MIT */
/*
 * Opening and closing one index. The header is checked first, by ourselves
 * (header.c); then SQLite opens the file as immutable, which saves it all
 * locking, and `meta` must agree with the header. A file made by somebody else
 * cannot run code of its own: views and triggers are switched off.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "header.h"
#include "index.h"
#include "row.h"

/* `file:` URI of a path; what is not plain is percent-encoded. */
static void put_uri(ekb_strbuf *uri, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    ekb_strbuf_puts(uri, *path == '/' ? "file://" : "file:");
    for (; *path != '\0'; path++) {
        unsigned char byte = (unsigned char)*path;
        if (strchr(plain, byte) != NULL) {
            ekb_strbuf_putc(uri, *path);
        } else {
            ekb_strbuf_putc(uri, '%');
            ekb_strbuf_putc(uri, hex[byte >> 4]);
            ekb_strbuf_putc(uri, hex[byte & 15]);
        }
    }
    ekb_strbuf_puts(uri, "?immutable=1");
}

static ekb_status open_database(ekb_index *index, ekb_error *error)
{
    static const int switched_off[] = {SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                                       SQLITE_DBCONFIG_TRUSTED_SCHEMA};
    ekb_strbuf uri = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    put_uri(&uri, index->path);
    if (uri.failed)
        status = ekb_error_nomem(error);
    else if (sqlite3_open_v2(uri.data, &index->db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
        status = ekb_index_failed(index, error);
    for (size_t i = 0; status == EKB_OK && i < sizeof switched_off / sizeof *switched_off; i++)
        if (sqlite3_db_config(index->db, switched_off[i], 0, (int *)NULL) != SQLITE_OK)
            status = ekb_index_failed(index, error);
    ekb_strbuf_release(&uri);
    return status;
}

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

ekb_status ekb_index_open(ekb_index **out, const char *path, ekb_error *error)
{
    *out = NULL;
    ekb_status status;
    ekb_index *index = calloc(1, sizeof *index);
    if (index == NULL)
        return ekb_error_nomem(error);
    index->id = "";
    index->path = ekb_arena_strdup(&index->arena, path);
    if (index->path == NULL) {
        status = ekb_error_nomem(error);
        goto cleanup;
    }
    status = ekb_header_check(path, &index->bytes, error);
    if (status == EKB_OK)
        status = open_database(index, error);
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
    ekb_arena_release(&index->arena);
    free(index);
}
