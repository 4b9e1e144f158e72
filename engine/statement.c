/* SPDX-License-Identifier: MIT */
/*
 * SQLite on an index, its statements, and what failures mean. The file is
 * opened as immutable, which saves all locking. Made by somebody else it cannot
 * run code of its own: views and triggers are switched off. The SQL is fixed,
 * so an error in it, such as a missing table, is the file's fault: corrupt.
 */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "index.h"

static ekb_status corrupt(const char *path, const char *where, ekb_error *error)
{
    ekb_error_set(error, EKB_ERR_CORRUPT, EKB_N_("the index {path} is damaged ({where})"),
                  EKB_N_("copy it again, or compile it again with errkbc"));
    ekb_error_text(error, "path", path);
    ekb_error_text(error, "where", where);
    ekb_error_at(error, path, 0, 0);
    return EKB_ERR_CORRUPT;
}

ekb_status ekb_index_corrupt(const ekb_index *index, const char *where, ekb_error *error)
{
    return corrupt(index->path, where, error);
}

static ekb_status unreadable(const ekb_index *index, int system, const char *reason, ekb_error *error)
{
    ekb_error_set(error, EKB_ERR_IO, EKB_N_("cannot read the index {path}: {reason}"),
                  EKB_N_("check the path and the disk, or open another"));
    ekb_error_text(error, "path", index->path);
    ekb_error_text(error, "reason", reason);
    ekb_error_at(error, index->path, 0, 0);
    if (error != NULL)
        error->system = system;
    return EKB_ERR_IO;
}

ekb_status ekb_index_unreadable(const ekb_index *index, ekb_status status, const char *where,
                                ekb_error *error)
{
    if (status == EKB_ERR_NOMEM)
        return ekb_error_nomem(error);
    if (status == EKB_ERR_IO) {
        int system = errno;
        return unreadable(index, system, strerror(system), error);
    }
    return corrupt(index->path, where, error);
}

ekb_status ekb_index_failed(ekb_index *index, ekb_error *error)
{
    /* sqlite3_errcode(NULL) is SQLITE_NOMEM: no handle means no memory. */
    switch (sqlite3_errcode(index->db) & 0xFF) {
    case SQLITE_NOMEM:
        return ekb_error_nomem(error);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return unreadable(index, sqlite3_system_errno(index->db), sqlite3_errmsg(index->db), error);
    default:
        return corrupt(index->path, sqlite3_errmsg(index->db), error);
    }
}

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

/* SQLite opens by name, and a new index may have been published under it. */
static int was_replaced(const ekb_index *index)
{
    struct stat ours, named;
    return fstat(index->pages.file, &ours) != 0 || stat(index->path, &named) != 0 ||
           ours.st_ino != named.st_ino || ours.st_dev != named.st_dev;
}

static ekb_status replaced(const ekb_index *index, ekb_error *error)
{
    ekb_error_set(error, EKB_ERR_IO, EKB_N_("the index {path} was replaced while it was open"),
                  EKB_N_("open it again"));
    ekb_error_text(error, "path", index->path);
    ekb_error_at(error, index->path, 0, 0);
    return EKB_ERR_IO;
}

ekb_status ekb_index_connect(ekb_index *index, ekb_error *error)
{
    static const int switched_off[] = {SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                                       SQLITE_DBCONFIG_TRUSTED_SCHEMA};
    ekb_strbuf uri = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    if (index->db != NULL)
        return EKB_OK;
    put_uri(&uri, index->path);
    if (uri.failed)
        status = ekb_error_nomem(error);
    else if (sqlite3_open_v2(uri.data, &index->db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
        status = ekb_index_failed(index, error);
    if (status == EKB_OK && was_replaced(index))
        status = replaced(index, error);
    for (size_t i = 0; status == EKB_OK && i < sizeof switched_off / sizeof *switched_off; i++)
        if (sqlite3_db_config(index->db, switched_off[i], 0, (int *)NULL) != SQLITE_OK)
            status = ekb_index_failed(index, error);
    ekb_strbuf_release(&uri);
    if (status != EKB_OK) {
        sqlite3_close(index->db);
        index->db = NULL;
    }
    return status;
}

sqlite3_stmt *ekb_index_statement(ekb_index *index, ekb_sql which, ekb_error *error)
{
    sqlite3_stmt **statement = &index->statements[which];
    if (*statement != NULL) {
        sqlite3_reset(*statement);
        return *statement;
    }
    if (ekb_index_connect(index, error) != EKB_OK)
        return NULL;
    if (sqlite3_prepare_v3(index->db, ekb_sql_text[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) !=
        SQLITE_OK) {
        ekb_index_failed(index, error);
        return NULL;
    }
    return *statement;
}

int ekb_index_step(ekb_index *index, sqlite3_stmt *statement, ekb_error *error)
{
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        return 1;
    /* The error's text is lost by the reset. */
    int status = result == SQLITE_DONE ? 0 : (int)ekb_index_failed(index, error);
    sqlite3_reset(statement);
    return status;
}
