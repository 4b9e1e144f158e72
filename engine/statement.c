/* SPDX-License-Identifier: MIT */
/*
 * Statements of an index and what SQLite's failures mean. The SQL is fixed, so
 * an error in it, such as a missing table, is the file's fault: corrupt.
 */
#include <sqlite3.h>

#include "core/error.h"
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
        ekb_error_set(error, EKB_ERR_IO, EKB_N_("cannot read the index {path}: {reason}"),
                      EKB_N_("check the path and the disk, or name another with --index FILE"));
        ekb_error_text(error, "path", index->path);
        ekb_error_text(error, "reason", sqlite3_errmsg(index->db));
        ekb_error_at(error, index->path, 0, 0);
        if (error != NULL)
            error->system = sqlite3_system_errno(index->db);
        return EKB_ERR_IO;
    default:
        return corrupt(index->path, sqlite3_errmsg(index->db), error);
    }
}

sqlite3_stmt *ekb_index_statement(ekb_index *index, ekb_sql which, ekb_error *error)
{
    sqlite3_stmt **statement = &index->statements[which];
    if (*statement != NULL) {
        sqlite3_reset(*statement);
        return *statement;
    }
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
