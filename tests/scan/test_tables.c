/* SPDX-License-Identifier: MIT */
/*
 * test_tables INDEX FOLDER: the first part of table `scan`, which says how large
 * all others are, with each of its bytes changed. What does not fit is refused,
 * whatever is not refused scans without harm. And the filter of codes without any
 * of its bits, which a check must see: what it does not know is never found.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan/scan.h"

enum { HEAD = 1, CODES, STARTS, PART_SHIFT = 20, ROW_MOST = 4096 };

static void require(int fine, const char *what)
{
    if (fine)
        return;
    fprintf(stderr, "test_tables: %s\n", what);
    exit(EXIT_FAILURE);
}

static void copy_file(const char *from, const char *to)
{
    char block[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    require(in != NULL && out != NULL, "cannot copy the index");
    for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;)
        require(fwrite(block, 1, n, out) == n, "cannot copy the index");
    fclose(in);
    require(fclose(out) == 0, "cannot copy the index");
}

/* Reads a part's first row, or writes it where `length` is not 0. @return its length. */
static size_t row(const char *path, int part, unsigned char *bytes, size_t length)
{
    static const char *const sql[] = {"SELECT data FROM scan WHERE id = ?1",
                                      "UPDATE scan SET data = ?2 WHERE id = ?1"};
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    require(sqlite3_open(path, &db) == SQLITE_OK, "cannot open the copy");
    require(sqlite3_prepare_v2(db, sql[length > 0], -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    sqlite3_bind_int(statement, 1, part << PART_SHIFT);
    if (length > 0)
        sqlite3_bind_blob(statement, 2, bytes, (int)length, SQLITE_STATIC);
    int is_there = sqlite3_step(statement) == SQLITE_ROW;
    size_t got = is_there ? (size_t)sqlite3_column_bytes(statement, 0) : 0;
    if (is_there && got <= ROW_MOST)
        memcpy(bytes, sqlite3_column_blob(statement, 0), got);
    sqlite3_finalize(statement);
    require(sqlite3_close(db) == SQLITE_OK, "cannot close the copy");
    return got;
}

static int ignore(void *context, const ekb_scan_hit *hit)
{
    *(size_t *)context += hit->entry_count;
    return 0;
}

static ekb_status scan(const char *path)
{
    static const char log[] = "2026-11-22 10:00:00 ERROR registration failed (ID: 34513)\n"
                              "Invalid vault credentials provided. 错误 34506：0x80070005\n";
    ekb_engine *engine = NULL;
    ekb_scanner *scanner = NULL;
    ekb_scan *stream = NULL;
    ekb_scan_options options = EKB_SCAN_OPTIONS_INIT;
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    size_t sum = 0;
    ekb_scan_sink sink = {ignore, NULL, &sum};
    ekb_status status = ekb_engine_new(&engine, NULL);
    if (status == EKB_OK)
        status = ekb_engine_open(engine, path, NULL);
    if (status == EKB_OK)
        status = ekb_scanner_new(engine, &options, &scanner, NULL);
    if (status == EKB_OK)
        status = ekb_scan_start(&stream, scanner, &range, &sink, NULL);
    if (status == EKB_OK)
        status = ekb_scan_feed(stream, log, sizeof log - 1, NULL);
    if (status == EKB_OK)
        status = ekb_scan_end(stream, NULL);
    ekb_scan_free(stream);
    ekb_scanner_free(scanner);
    ekb_engine_free(engine);
    return status;
}

static size_t behind_number(const unsigned char *bytes, size_t at)
{
    while ((bytes[at] & 0x80) != 0)
        at++;
    return at + 1;
}

/* All anchors in the first of more buckets than a key tells apart: sizes that fit
 * each other, so nothing but the number itself is wrong. */
static void too_many_buckets(const char *path, unsigned char *head, size_t length)
{
    enum { BITS = 17 };
    size_t count_at = behind_number(head, 0), bits_at = behind_number(head, count_at);
    unsigned char *starts = calloc(1, (1 << BITS) + ROW_MOST);
    require(starts != NULL, "no memory");
    memcpy(starts, head + count_at, bits_at - count_at);
    row(path, STARTS, starts, (size_t)(1 << BITS) - 1 + (bits_at - count_at));
    head[bits_at] = BITS;
    row(path, HEAD, head, length);
    free(starts);
    require(scan(path) == EKB_ERR_CORRUPT, "more buckets than a key tells apart are not refused");
}

static ekb_status check(const char *path)
{
    ekb_engine *engine = NULL;
    ekb_status status = ekb_engine_new(&engine, NULL);
    if (status == EKB_OK)
        status = ekb_engine_open(engine, path, NULL);
    if (status == EKB_OK)
        status = ekb_engine_check(engine, 0, NULL);
    ekb_engine_free(engine);
    return status;
}

static void filter_without_a_byte(const char *path)
{
    unsigned char filter[ROW_MOST];
    size_t length = row(path, CODES, filter, 0);
    require(length > 0 && length <= ROW_MOST, "there is no filter of codes");
    require(check(path) == EKB_OK, "the copy is said to be damaged");
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = filter[at];
        if (byte == 0)
            continue;
        filter[at] = 0;
        row(path, CODES, filter, length);
        require(check(path) == EKB_ERR_CORRUPT, "a code that the filter lost is not missed");
        filter[at] = byte;
    }
    row(path, CODES, filter, length);
}

int main(int argc, char **argv)
{
    static const unsigned char values[] = {0, 1, 2, 7, 8, 9, 15, 16, 17, 24, 31, 32, 63, 127, 128, 255};
    unsigned char whole[ROW_MOST], changed[ROW_MOST];
    char path[4096];
    unsigned refused = 0, tried = 0;
    require(argc == 3 && snprintf(path, sizeof path, "%s/tables.ekb", argv[2]) < (int)sizeof path, "usage");
    copy_file(argv[1], path);
    size_t length = row(path, HEAD, whole, 0);
    require(length > 0 && length <= ROW_MOST, "there is no head");
    require(scan(path) == EKB_OK, "the copy is refused");
    filter_without_a_byte(path);
    for (size_t at = 0; at < length; at++)
        for (size_t v = 0; v < sizeof values; v++, tried++) {
            memcpy(changed, whole, length);
            changed[at] = values[v];
            row(path, HEAD, changed, length);
            refused += scan(path) != EKB_OK;
        }
    memcpy(changed, whole, length);
    too_many_buckets(path, changed, length);
    remove(path);
    printf("%u of %u changed heads are refused\n", refused, tried);
    return refused > tried / 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
