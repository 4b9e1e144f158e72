/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <errno.h>
#include <stdio.h>

#include "content.h"
#include "core/error.h"
#include "derive.h"
#include "identity.h"
#include "os.h"
#include "rows.h"

ekb_status ekbc_sqlite_failed(sqlite3 *db, ekb_error *error)
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

#define PAGE_BYTES 4096 /* as the pragma below says */

static ekb_status run(sqlite3 *db, const char *sql, ekb_error *error)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? EKB_OK : ekbc_sqlite_failed(db, error);
}

static ekb_status file_size(sqlite3 *db, int64_t *out, ekb_error *error)
{
    sqlite3_stmt *row = NULL;
    int found = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &row, NULL) == SQLITE_OK &&
                sqlite3_step(row) == SQLITE_ROW;
    if (found)
        *out = sqlite3_column_int64(row, 0) * PAGE_BYTES;
    return sqlite3_finalize(row) == SQLITE_OK && found ? EKB_OK : ekbc_sqlite_failed(db, error);
}

static int64_t count_entries(const ekbc_catalog *catalog)
{
    int64_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].kind != EKB_KIND_PROCEDURE;
    return count;
}

/* Facts about the file. The table is one page from its first row on, so that
   the size that is recorded last is the size of the whole. */
static ekb_status write_meta(const ekbc_catalog *catalog, ekbc_rows *rows, ekb_error *error)
{
    char identity[EKBC_IDENTITY_SIZE];
    ekbc_identity(rows->digests + EKBC_LANG, EKBC_TABLES - EKBC_LANG, identity);
    ekbc_row(rows, EKBC_META_TEXT, "ss", "id", (const char *)identity);
    ekbc_row(rows, EKBC_META_TEXT, "ss", "generator", "errkbc " EKB_VERSION);
    ekbc_row(rows, EKBC_META_NUMBER, "si", "format", (int64_t)EKB_INDEX_FORMAT);
    ekbc_row(rows, EKBC_META_NUMBER, "si", "entries", count_entries(catalog));
    ekbc_row(rows, EKBC_META_NUMBER, "si", "bytes", INT64_MAX);
    int64_t bytes = 0;
    /* Before anything else happens on the connection, which would hide the failure. */
    if (rows->failed != SQLITE_OK)
        return ekbc_sqlite_failed(rows->db, error);
    ekb_status status = file_size(rows->db, &bytes, error);
    if (status != EKB_OK)
        return status;
    ekbc_row(rows, EKBC_META_NUMBER, "si", "bytes", bytes);
    return rows->failed == SQLITE_OK ? EKB_OK : ekbc_sqlite_failed(rows->db, error);
}

/* Half of the tables. The rows of the first half are on their way while what
   the second holds is worked out; then it passes the gate. */
typedef struct half {
    void (*write)(struct half *half);
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    ekbc_rows rows;
    ekbc_os_gate *opens; /* when it is done, or NULL */
    ekb_status status;
    ekb_error error;
} half;

static void write_content(half *h)
{
    if (!(ekbc_content_write(h->catalog, h->langs, &h->rows) && ekbc_derive_codes(h->catalog, &h->rows)))
        h->status = ekb_error_nomem(&h->error);
}

static void write_texts(half *h)
{
    h->status = ekbc_derive_texts(h->catalog, h->langs, &h->rows, &h->error);
}

static void write_half(void *job)
{
    half *h = job;
    h->write(h);
    if (h->status == EKB_OK && h->rows.failed != SQLITE_OK)
        h->status = ekbc_sqlite_failed(h->rows.db, &h->error);
    ekbc_rows_release(&h->rows);
    if (h->opens != NULL)
        ekbc_os_gate_open(h->opens, h->status == EKB_OK);
}

/* The first job must not wait for the second: they may come one by one. */
static ekb_status write_halves(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_rows *rows,
                               ekb_error *error)
{
    enum { ENTRIES_FOR_THREADS = 512 };
    ekbc_os_gate *gate = ekbc_os_gate_new();
    if (gate == NULL)
        return ekb_error_nomem(error);
    half halves[] = {
        {.write = write_content, .catalog = catalog, .langs = langs, .rows = *rows, .opens = gate},
        {.write = write_texts, .catalog = catalog, .langs = langs, .rows = *rows},
    };
    halves[1].rows.gate = gate;
    if (catalog->entry_count >= ENTRIES_FOR_THREADS) {
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

static ekb_status write_tables(const ekbc_catalog *catalog, const ekbc_langs *langs, sqlite3 *db,
                               ekb_error *error)
{
    ekbc_digest digests[EKBC_TABLES];
    ekbc_rows rows = {.db = db, .digests = digests};
    for (size_t i = 0; i < EKBC_TABLES; i++)
        ekbc_digest_start(&digests[i]);
    ekb_status status = run(db, (const char *)ekbc_schema_sql, error);
    if (status == EKB_OK)
        status = write_halves(catalog, langs, &rows, error);
    if (status == EKB_OK)
        status = write_meta(catalog, &rows, error);
    ekbc_rows_release(&rows);
    return status;
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

/* SQLite calls this between the steps of its machine. */
typedef struct ticker {
    void (*tick)(void *context);
    void *context;
} ticker;

static int on_steps(void *context)
{
    const ticker *t = context;
    t->tick(t->context);
    return 0;
}

ekb_status ekbc_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const char *path,
                      void (*tick)(void *context), void *context, ekb_error *error)
{
    ticker t = {tick, context};
    sqlite3 *db = NULL;
    ekb_status status = EKB_OK;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        status = ekbc_sqlite_failed(db, error);
    if (status == EKB_OK && tick != NULL)
        sqlite3_progress_handler(db, 100, on_steps, &t);
    /* No journal: a file that is not finished is thrown away. */
    if (status == EKB_OK)
        status = run(db,
                     "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;"
                     "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                     "PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
                     "BEGIN; PRAGMA application_id = 0x45524b42; PRAGMA user_version = 1;",
                     error);
    if (status == EKB_OK)
        status = write_tables(catalog, langs, db, error);
    if (status == EKB_OK)
        status = run(db, "COMMIT", error);
    if (sqlite3_close(db) != SQLITE_OK && status == EKB_OK)
        status = ekbc_sqlite_failed(db, error);
    return status == EKB_OK ? fix_header(path, error) : status;
}
