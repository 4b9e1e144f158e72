/* SPDX-License-Identifier: MIT */
/*
 * The floor of writing: the rows of an index inserted into a new file, by
 * prepared statements in the same order, in one transaction without a journal.
 *
 *   bench_rows INDEX NEW-FILE
 *
 * Prints the rows and the seconds. Rows are held in memory in batches while
 * the clock stands, so that reading them costs nothing.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "queries.h"

enum { BATCH = 20000, COLUMNS_MAX = 16 };

typedef struct copy {
    sqlite3 *from, *to;
    sqlite3_value **values;
    double seconds, rows;
} copy;

static int failed(sqlite3 *db)
{
    fprintf(stderr, "bench_rows: %s\n", sqlite3_errmsg(db));
    return 0;
}

static int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || failed(db);
}

static int flush(copy *c, sqlite3_stmt *insert, int columns, int rows)
{
    int fine = 1;
    double start = bench_now();
    for (int row = 0; fine && row < rows; row++) {
        for (int i = 0; i < columns; i++)
            sqlite3_bind_value(insert, i + 1, c->values[row * columns + i]);
        sqlite3_step(insert);
        fine = sqlite3_reset(insert) == SQLITE_OK || failed(c->to);
    }
    c->seconds += (bench_now() - start) / 1e6;
    c->rows += rows;
    for (int i = 0; i < rows * columns; i++)
        sqlite3_value_free(c->values[i]);
    return fine;
}

static int copy_table(copy *c, const char *name)
{
    char sql[256];
    sqlite3_stmt *select = NULL, *insert = NULL;
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", name);
    if (sqlite3_prepare_v2(c->from, sql, -1, &select, NULL) != SQLITE_OK)
        return failed(c->from);
    int columns = sqlite3_column_count(select), rows = 0, fine = columns <= COLUMNS_MAX;
    int used = snprintf(sql, sizeof sql, "INSERT INTO \"%s\" VALUES(?", name);
    for (int i = 1; fine && i < columns; i++)
        used += snprintf(sql + used, sizeof sql - (size_t)used, ",?");
    snprintf(sql + used, sizeof sql - (size_t)used, ")");
    fine = fine && (sqlite3_prepare_v2(c->to, sql, -1, &insert, NULL) == SQLITE_OK || failed(c->to));
    while (fine && sqlite3_step(select) == SQLITE_ROW) {
        for (int i = 0; i < columns; i++)
            c->values[rows * columns + i] = sqlite3_value_dup(sqlite3_column_value(select, i));
        if (++rows == BATCH) {
            fine = flush(c, insert, columns, rows);
            rows = 0;
        }
    }
    fine = fine && flush(c, insert, columns, rows);
    sqlite3_finalize(select);
    sqlite3_finalize(insert);
    return fine;
}

/* Runs the schema where @p copies is 0, else copies every table. */
static int each_table(copy *c, int copies)
{
    sqlite3_stmt *names = NULL;
    int fine = 1;
    if (sqlite3_prepare_v2(c->from, "SELECT sql, name, type FROM sqlite_schema WHERE sql IS NOT NULL", -1,
                           &names, NULL) != SQLITE_OK)
        return failed(c->from);
    while (fine && sqlite3_step(names) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(names, 2);
        if (!copies)
            fine = run(c->to, (const char *)sqlite3_column_text(names, 0));
        else if (strcmp(type, "table") == 0)
            fine = copy_table(c, (const char *)sqlite3_column_text(names, 1));
    }
    sqlite3_finalize(names);
    return fine;
}

int main(int argc, char **argv)
{
    copy c = {.values = calloc((size_t)BATCH * COLUMNS_MAX, sizeof(sqlite3_value *))};
    if (argc != 3 || c.values == NULL) {
        fputs("usage: bench_rows INDEX NEW-FILE\n", stderr);
        return 2;
    }
    remove(argv[2]);
    int fine =
        (sqlite3_open_v2(argv[1], &c.from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK || failed(c.from)) &&
        (sqlite3_open(argv[2], &c.to) == SQLITE_OK || failed(c.to)) &&
        run(c.to, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                  "PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536;"
                  "BEGIN") &&
        each_table(&c, 0) && each_table(&c, 1);
    double start = bench_now();
    fine = fine && run(c.to, "COMMIT");
    c.seconds += (bench_now() - start) / 1e6;
    printf("%.0f rows %.3f seconds\n", c.rows, c.seconds);
    sqlite3_close(c.from);
    sqlite3_close(c.to);
    free(c.values);
    return fine ? 0 : 3;
}
