/* SPDX-License-Identifier: MIT */
/*
 * SQLite FTS5 on the same entries: an OR of the paste's terms, ranked by bm25.
 *
 *   peer_fts5 trigram|bigram build FILE ENTRIES
 *   peer_fts5 trigram|bigram ask FILE QUERIES KINDS ROUNDS
 *
 * `trigram` is the tokenizer of that name. `bigram` is unicode61 on text in
 * which Chinese is already cut into pairs of characters.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "queries.h"

typedef struct peer {
    sqlite3 *db;
    sqlite3_stmt *statement;
    int is_trigram;
} peer;

static int failed(const peer *p)
{
    fprintf(stderr, "peer_fts5: %s\n", sqlite3_errmsg(p->db));
    return 3;
}

static int run(const peer *p, const char *sql)
{
    return sqlite3_exec(p->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : failed(p);
}

static int add(void *context, const char *id, const char *text, size_t length)
{
    const peer *p = context;
    char *terms = p->is_trigram ? NULL : bench_terms(text, length);
    sqlite3_bind_text(p->statement, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(p->statement, 2, terms != NULL ? terms : text, -1, SQLITE_STATIC);
    int result = sqlite3_step(p->statement);
    sqlite3_reset(p->statement);
    free(terms);
    return result == SQLITE_DONE ? 0 : failed(p);
}

static int build(peer *p, const char *entries)
{
    int status =
        run(p, p->is_trigram ? "CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, text, tokenize='trigram')"
                             : "CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, text, "
                               "tokenize=\"unicode61 tokenchars '_'\")");
    if (status == 0)
        status = run(p, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
    if (status == 0 &&
        sqlite3_prepare_v2(p->db, "INSERT INTO entry VALUES(?,?)", -1, &p->statement, NULL) != SQLITE_OK)
        status = failed(p);
    if (status == 0)
        status = bench_entries(entries, add, p);
    return status == 0 ? run(p, "COMMIT; INSERT INTO entry(entry) VALUES('optimize')") : status;
}

/* The paste's words as `"a" OR "b"`. */
static void any_word(const char *text, size_t length, char *out)
{
    char *terms = bench_terms(text, length), *save = NULL;
    const char *separator = "";
    *out = '\0';
    for (char *word = terms != NULL ? strtok_r(terms, " ", &save) : NULL; word != NULL;
         word = strtok_r(NULL, " ", &save), separator = " OR ")
        out += sprintf(out, "%s\"%s\"", separator, word);
    free(terms);
}

/* Every three characters as `"abc" OR "bcd"`. */
static void any_trigram(const char *text, size_t length, char *out)
{
    size_t starts[4] = {0, 0, 0, 0}, seen = 0;
    const char *separator = "";
    for (size_t i = 0; i <= length; i++) {
        if (i < length && ((unsigned char)text[i] & 0xC0) == 0x80)
            continue;
        memmove(starts, starts + 1, 3 * sizeof *starts);
        starts[3] = i;
        if (++seen < 4)
            continue;
        out += sprintf(out, "%s\"", separator);
        separator = " OR ";
        for (size_t k = starts[0]; k < i; k++) {
            if (text[k] == '"')
                *out++ = '"';
            *out++ = text[k];
        }
        *out++ = '"';
    }
    *out = '\0';
}

static int ask(void *context, const char *kind, const char *text, size_t length, char id[BENCH_ID_SIZE])
{
    const peer *p = context;
    char *match = malloc(length * 24 + 64);
    (void)kind;
    id[0] = '\0';
    if (match == NULL)
        return 3;
    (p->is_trigram ? any_trigram : any_word)(text, length, match);
    int result = SQLITE_DONE;
    if (*match != '\0') {
        sqlite3_bind_text(p->statement, 1, match, -1, SQLITE_STATIC);
        result = sqlite3_step(p->statement);
        if (result == SQLITE_ROW)
            snprintf(id, BENCH_ID_SIZE, "%s", (const char *)sqlite3_column_text(p->statement, 0));
        sqlite3_reset(p->statement);
    }
    free(match);
    return result == SQLITE_ROW || result == SQLITE_DONE ? 0 : failed(p);
}

int main(int argc, char **argv)
{
    peer p = {NULL, NULL, argc > 1 && strcmp(argv[1], "trigram") == 0};
    int builds = argc == 5 && strcmp(argv[2], "build") == 0, status = 0;
    if (!builds && argc != 7) {
        fputs("usage: peer_fts5 trigram|bigram build FILE ENTRIES | ask FILE QUERIES KINDS ROUNDS\n", stderr);
        return 2;
    }
    if (builds)
        remove(argv[3]);
    if (sqlite3_open(argv[3], &p.db) != SQLITE_OK)
        status = failed(&p);
    if (status == 0 && builds)
        status = build(&p, argv[4]);
    if (status == 0 && !builds) {
        status = run(&p, "PRAGMA cache_size=-262144; PRAGMA mmap_size=4294967296");
        if (status == 0 &&
            sqlite3_prepare_v2(p.db, "SELECT id FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 1", -1,
                               &p.statement, NULL) != SQLITE_OK)
            status = failed(&p);
        if (status == 0)
            status = bench_queries(argv[4], argv[5], atoi(argv[6]), ask, &p);
    }
    sqlite3_finalize(p.statement);
    sqlite3_close(p.db);
    return status;
}
