/* SPDX-License-Identifier: MIT */
/*
 * Groonga on the same entries: an OR of the paste's terms, ranked by tf-idf.
 *
 *   peer_groonga build FILE ENTRIES
 *   peer_groonga ask FILE QUERIES KINDS ROUNDS
 *
 * Its own TokenBigram and NormalizerAuto cut the text; the library is called
 * in process, with the commands that its manual gives.
 */
#include <groonga.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "queries.h"

/* Runs one command; its output is lent until the next. NULL on failure. */
static const char *command(grn_ctx *ctx, const char *text, size_t length, unsigned *out_length)
{
    char *out = NULL;
    int flags = 0;
    grn_ctx_send(ctx, text, (unsigned)length, 0);
    grn_ctx_recv(ctx, &out, out_length, &flags);
    if (*out_length == 0) {
        fprintf(stderr, "peer_groonga: %s\n", ctx->errbuf);
        return NULL;
    }
    return out;
}

static int add(void *context, const char *id, const char *text, size_t length)
{
    grn_ctx *ctx = context;
    grn_obj *table = grn_ctx_get(ctx, "Entries", -1), *column = grn_ctx_get(ctx, "Entries.text", -1), value;
    grn_id row = grn_table_add(ctx, table, id, (unsigned)strlen(id), NULL);
    GRN_TEXT_INIT(&value, 0);
    GRN_TEXT_PUT(ctx, &value, text, length);
    grn_obj_set_value(ctx, column, row, &value, GRN_OBJ_SET);
    GRN_OBJ_FIN(ctx, &value);
    grn_obj_unlink(ctx, column);
    grn_obj_unlink(ctx, table);
    return ctx->rc == GRN_SUCCESS ? 0 : 3;
}

static int build(grn_ctx *ctx, const char *entries)
{
    static const char *const before[] = {"table_create Entries TABLE_HASH_KEY ShortText",
                                         "column_create Entries text COLUMN_SCALAR Text"};
    static const char *const after[] = {
        "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer "
        "NormalizerAuto",
        "column_create Terms entries COLUMN_INDEX|WITH_POSITION Entries text"};
    unsigned length;
    int status = 0;
    for (size_t i = 0; status == 0 && i < 2; i++)
        status = command(ctx, before[i], strlen(before[i]), &length) != NULL ? 0 : 3;
    if (status == 0)
        status = bench_entries(entries, add, ctx);
    for (size_t i = 0; status == 0 && i < 2; i++)
        status = command(ctx, after[i], strlen(after[i]), &length) != NULL ? 0 : 3;
    return status;
}

static int ask(void *context, const char *kind, const char *text, size_t length, char id[BENCH_ID_SIZE])
{
    static const char head[] =
        "select Entries --match_columns \"scorer_tf_idf(text)\" --sort_keys -_score --limit 1 "
        "--output_columns _key --query \"";
    char *terms = bench_terms(text, length), *save = NULL;
    char *line = malloc(sizeof head + length * 8 + 64), *out = line;
    (void)kind;
    id[0] = '\0';
    if (terms == NULL || line == NULL)
        return 3;
    const char *separator = "";
    out += sprintf(out, "%s", head);
    for (char *word = strtok_r(terms, " ", &save); word != NULL;
         word = strtok_r(NULL, " ", &save), separator = " OR ")
        out += sprintf(out, "%s%s", separator, word);
    out += sprintf(out, "\"");
    unsigned got = 0;
    const char *answer = *separator == '\0' ? "" : command(context, line, (size_t)(out - line), &got);
    /* [[[count],[["_key","ShortText"]],["id"]]] */
    const char *key = answer != NULL && got > 0 ? strstr(answer, "]],[\"") : NULL;
    if (key != NULL)
        sscanf(key + 5, "%63[^\"]", id);
    free(terms);
    free(line);
    return answer != NULL ? 0 : 3;
}

int main(int argc, char **argv)
{
    int builds = argc == 4 && strcmp(argv[1], "build") == 0, status = 3;
    if (!builds && argc != 6) {
        fputs("usage: peer_groonga build FILE ENTRIES | ask FILE QUERIES KINDS ROUNDS\n", stderr);
        return 2;
    }
    grn_init();
    grn_ctx *ctx = grn_ctx_open(0);
    grn_obj *db = builds ? grn_db_create(ctx, argv[2], NULL) : grn_db_open(ctx, argv[2]);
    if (db == NULL)
        fprintf(stderr, "peer_groonga: %s\n", ctx->errbuf);
    else
        status = builds ? build(ctx, argv[3]) : bench_queries(argv[3], argv[4], atoi(argv[5]), ask, ctx);
    if (db != NULL)
        grn_obj_close(ctx, db);
    grn_ctx_close(ctx);
    grn_fin();
    return status;
}
