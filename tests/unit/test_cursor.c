/* SPDX-License-Identifier: MIT */
/* A seek finds the first row that is not less, however the rowids are spread:
 * where it looks first is guessed, where it ends is not. */
#include "unit.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cursor.h"

enum { ROWS = 20000, ROOT = 2 };

/* Each fills ascending rowids. */

static void dense(int64_t *ids)
{
    for (int64_t i = 0; i < ROWS; i++)
        ids[i] = i;
}

static void cubes(int64_t *ids)
{
    for (int64_t i = 0; i < ROWS; i++)
        ids[i] = i * i * i - 1000;
}

/* Crowded at both ends of all numbers, and a few in between. */
static void ends(int64_t *ids)
{
    for (int64_t i = 0; i < ROWS; i++)
        ids[i] = i < ROWS / 2 ? INT64_MIN + i * 3 : INT64_MAX - (ROWS - 1 - i) * 3;
    ids[ROWS / 2] = 0;
}

static void hashes(int64_t *ids)
{
    int64_t id = 0;
    for (uint64_t i = 0; i < ROWS; i++) {
        id += (int64_t)(1 + ((i + 1) * UINT64_C(0x9E3779B97F4A7C15) >> 30));
        ids[i] = id;
    }
}

static const struct {
    const char *name;
    void (*fill)(int64_t *ids);
    int every; /* of so many rows one is deleted again, so that pages have gaps */
} spreads[] = {{"dense", dense, 0},
               {"dense with gaps", dense, 3},
               {"cubes", cubes, 0},
               {"ends", ends, 0},
               {"ends with gaps", ends, 2},
               {"hashes", hashes, 0},
               {"hashes with gaps", hashes, 5}};

static void write_table(const char *path, const int64_t *ids, int every)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL, *drop = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "PRAGMA page_size = 1024; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                     "BEGIN; CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_prepare_v2(db, "INSERT INTO t VALUES(?, 'twelve bytes')", -1, &insert, NULL);
    sqlite3_prepare_v2(db, "DELETE FROM t WHERE id = ?", -1, &drop, NULL);
    for (size_t i = 0; i < ROWS; i++) {
        sqlite3_bind_int64(insert, 1, ids[i]);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    for (size_t i = 0; every > 0 && i < ROWS; i += (size_t)every) {
        sqlite3_bind_int64(drop, 1, ids[i]);
        assert_int_equal(sqlite3_step(drop), SQLITE_DONE);
        sqlite3_reset(drop);
    }
    sqlite3_finalize(insert);
    sqlite3_finalize(drop);
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void open_pages(const char *path, ekb_pages *pages)
{
    unsigned char header[100];
    struct stat info;
    int file = open(path, O_RDONLY);
    assert_true(file >= 0);
    assert_int_equal(read(file, header, sizeof header), sizeof header);
    assert_int_equal(fstat(file, &info), 0);
    assert_int_equal(ekb_pages_open(pages, file, header, info.st_size), EKB_OK);
}

static size_t without(int64_t *ids, int every)
{
    size_t kept = 0;
    for (size_t i = 0; i < ROWS; i++)
        if (every == 0 || i % (size_t)every != 0)
            ids[kept++] = ids[i];
    return kept;
}

/* Seeks what is @p off from each rowid. */
static void try_seeks(ekb_cursor *cursor, const int64_t *ids, size_t count, int off)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if ((off < 0 && ids[i] == INT64_MIN) || (off > 0 && ids[i] == INT64_MAX))
            continue;
        int64_t least = ids[i] + off;
        while (at < count && ids[at] < least)
            at++;
        assert_int_equal(ekb_cursor_seek_rowid(cursor, least), at < count);
        if (at < count)
            assert_int_equal(cursor->rowid, ids[at]);
    }
}

static void seeks(void **state)
{
    char path[] = "errkb-test-cursor-XXXXXX";
    int64_t *ids = malloc(ROWS * sizeof *ids);
    ekb_pages *pages = malloc(sizeof *pages);
    ekb_cursor cursor;
    int file = mkstemp(path);
    (void)state;
    assert_non_null(ids);
    assert_non_null(pages);
    assert_true(file >= 0);
    close(file);
    for (size_t s = 0; s < sizeof spreads / sizeof spreads[0]; s++) {
        print_message("%s\n", spreads[s].name);
        assert_int_equal(truncate(path, 0), 0);
        spreads[s].fill(ids);
        write_table(path, ids, spreads[s].every);
        size_t count = without(ids, spreads[s].every);
        open_pages(path, pages);
        ekb_cursor_open(&cursor, pages, ROOT, 0);
        for (int off = -1; off <= 1; off++)
            try_seeks(&cursor, ids, count, off);
        ekb_pages_keep_few(pages);
        try_seeks(&cursor, ids, count, 0);
        assert_int_equal(ekb_cursor_seek_rowid(&cursor, INT64_MIN), 1);
        assert_int_equal(cursor.rowid, ids[0]);
        ekb_cursor_release(&cursor);
        ekb_pages_close(pages);
    }
    unlink(path);
    free(pages);
    free(ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(seeks)};
    return RUN_TESTS(tests);
}
