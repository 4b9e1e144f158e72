/* SPDX-License-Identifier: MIT */
#include "frame.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/error.h"
#include "os.h"

static ekb_status sqlite_failed(sqlite3 *db, ekb_error *error)
{
    int code = db == NULL ? SQLITE_NOMEM : sqlite3_extended_errcode(db);
    if ((code & 0xFF) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM)
        return ekb_error_nomem(error);
    ekb_error_set(error, EKB_ERR_IO, EKB_N_("the index cannot be written: {reason}"),
                  EKB_N_("check the space and the permissions of its folder"));
    ekb_error_text(error, "reason", sqlite3_errmsg(db));
    if (error != NULL)
        error->system = sqlite3_system_errno(db);
    return EKB_ERR_IO;
}

static ekb_status run(sqlite3 *db, const char *sql, ekb_error *error)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? EKB_OK : sqlite_failed(db, error);
}

/* No journal: a file that is not finished is thrown away. */
static ekb_status begin(const char *path, sqlite3 **db, ekb_error *error)
{
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        return sqlite_failed(*db, error);
    return run(*db,
               "PRAGMA page_size = 8192; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;"
               "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
               "PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY; BEGIN",
               error);
}

static ekb_status end(sqlite3 *db, ekb_status status, ekb_error *error)
{
    if (status == EKB_OK)
        status = run(db, "COMMIT", error);
    if (sqlite3_close(db) != SQLITE_OK && status == EKB_OK)
        status = sqlite_failed(db, error);
    return status;
}

static ekb_status count_pages(sqlite3 *db, int64_t *out, ekb_error *error)
{
    sqlite3_stmt *row = NULL;
    int found = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &row, NULL) == SQLITE_OK &&
                sqlite3_step(row) == SQLITE_ROW;
    if (found)
        *out = sqlite3_column_int64(row, 0);
    return sqlite3_finalize(row) == SQLITE_OK && found ? EKB_OK : sqlite_failed(db, error);
}

static ekb_status find_roots(sqlite3 *db, uint32_t roots[EKBC_TABLES], int is_index[EKBC_TABLES],
                             ekb_error *error)
{
    static const char sql[] = "SELECT s.rootpage, l.wr FROM sqlite_schema AS s JOIN "
                              "pragma_table_list(s.name) AS l WHERE s.name = ?";
    sqlite3_stmt *row = NULL;
    int found = sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK;
    for (int i = 0; found && i < EKBC_TABLES; i++) {
        sqlite3_bind_text(row, 1, ekbc_table_name((ekbc_table)i), -1, SQLITE_STATIC);
        found = sqlite3_step(row) == SQLITE_ROW;
        roots[i] = (uint32_t)sqlite3_column_int64(row, 0);
        is_index[i] = sqlite3_column_int(row, 1);
        sqlite3_reset(row);
    }
    return sqlite3_finalize(row) == SQLITE_OK && found ? EKB_OK : sqlite_failed(db, error);
}

ekb_status ekbc_frame_begin(const char *path, uint32_t roots[EKBC_TABLES], int is_index[EKBC_TABLES],
                            uint32_t *page_count, ekb_error *error)
{
    sqlite3 *db = NULL;
    int64_t pages = 0;
    ekb_status status = begin(path, &db, error);
    if (status == EKB_OK)
        status = run(db, "PRAGMA application_id = 0x45524b42; PRAGMA user_version = 1", error);
    if (status == EKB_OK)
        status = run(db, (const char *)ekbc_schema_sql, error);
    if (status == EKB_OK)
        status = find_roots(db, roots, is_index, error);
    if (status == EKB_OK)
        status = count_pages(db, &pages, error);
    *page_count = (uint32_t)pages;
    return end(db, status, error);
}

static int64_t count_entries(const ekbc_catalog *catalog)
{
    int64_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].kind != EKB_KIND_PROCEDURE;
    return count;
}

typedef struct fact {
    const char *key;
    const char *text; /* else the number counts */
    int64_t number;
} fact;

static ekb_status write_facts(sqlite3 *db, const fact *facts, size_t count, ekb_error *error)
{
    sqlite3_stmt *row = NULL;
    int code = sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", -1, &row, NULL);
    for (size_t i = 0; code == SQLITE_OK && i < count; i++) {
        code = sqlite3_bind_text(row, 1, facts[i].key, -1, SQLITE_STATIC);
        if (code == SQLITE_OK)
            code = facts[i].text != NULL ? sqlite3_bind_text(row, 2, facts[i].text, -1, SQLITE_STATIC)
                                         : sqlite3_bind_int64(row, 2, facts[i].number);
        if (code == SQLITE_OK) {
            sqlite3_step(row);
            code = sqlite3_reset(row);
        }
    }
    ekb_status status = code == SQLITE_OK ? EKB_OK : sqlite_failed(db, error);
    sqlite3_finalize(row);
    return status;
}

/* The table is one page from its first row on, so that the size that is
   recorded last is the size of the whole. */
static ekb_status write_meta(sqlite3 *db, const ekbc_catalog *catalog, int64_t templates, const char *id,
                             ekb_error *error)
{
    const fact facts[] = {
        {"id", id, 0},
        {"generator", "errkbc " EKB_VERSION, 0},
        {"format", NULL, EKB_INDEX_FORMAT},
        {"entries", NULL, count_entries(catalog)},
        {"templates", NULL, templates},
    };
    int64_t pages = 0;
    ekb_status status = write_facts(db, facts, sizeof facts / sizeof facts[0], error);
    if (status == EKB_OK)
        status = count_pages(db, &pages, error);
    const fact size = {"bytes", NULL, pages * EKBC_PAGE_BYTES};
    return status == EKB_OK ? write_facts(db, &size, 1, error) : status;
}

/* Change counter (24), version-valid-for (92) and the SQLite that wrote last
   (96) depend on who wrote and how; readers only compare the first two. */
static ekb_status fix_header(const char *path, ekb_error *error)
{
    static const unsigned char counter[] = {0, 0, 0, 1};
    static const unsigned char tail[] = {0, 0, 0, 1, 0, 0x2E, 0x63, 0x40}; /* 3.40.0 */
    errno = 0;
    FILE *file = fopen(path, "r+b");
    if (file == NULL)
        return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), path);
    int done = fseek(file, 24, SEEK_SET) == 0 && fwrite(counter, sizeof counter, 1, file) == 1 &&
               fseek(file, 92, SEEK_SET) == 0 && fwrite(tail, sizeof tail, 1, file) == 1;
    done = fclose(file) == 0 && done;
    return done ? EKB_OK : ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), path);
}

ekb_status ekbc_frame_end(const char *path, const ekbc_catalog *catalog, int64_t templates, const char *id,
                          ekb_error *error)
{
    sqlite3 *db = NULL;
    ekb_status status = begin(path, &db, error);
    if (status == EKB_OK)
        status = run(db, "REINDEX lang; REINDEX product; REINDEX node_target", error);
    if (status == EKB_OK)
        status = write_meta(db, catalog, templates, id, error);
    status = end(db, status, error);
    return status == EKB_OK ? fix_header(path, error) : status;
}
