/* SPDX-License-Identifier: MIT */
/*
 * Look-ups through the public API, index open and warm.
 *
 *   bench_answers INDEX QUERIES KINDS ROUNDS [search]
 *
 * With `search`, as `errkb search` asks. The last line is the memory of the
 * process: `memory TAB kB before TAB kB after`, anonymous pages only.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errkb/errkb.h"
#include "queries.h"

typedef struct asker {
    ekb_engine *engine;
    unsigned flags;
} asker;

static int fail(const ekb_error *error)
{
    char text[512];
    ekb_error_english(error, text, sizeof text);
    fprintf(stderr, "bench_answers: %s\n", text);
    return 3;
}

static int take_id(void *context, const ekb_coded *coded)
{
    snprintf(context, BENCH_ID_SIZE, "%s", coded->entry);
    return 1;
}

/* The bare way from a code to its entry. */
static int find(void *context, const char *kind, const char *text, size_t length, char id[BENCH_ID_SIZE])
{
    const asker *a = context;
    ekb_error error;
    (void)kind;
    (void)length;
    id[0] = '\0';
    return ekb_find_code(a->engine, text, take_id, id, &error) == EKB_OK ? 0 : fail(&error);
}

static int ask(void *context, const char *kind, const char *text, size_t length, char id[BENCH_ID_SIZE])
{
    const asker *a = context;
    ekb_answer *answer = NULL;
    ekb_error error;
    ekb_query query = EKB_QUERY_INIT;
    (void)kind;
    query.text = text;
    query.length = length;
    query.flags = a->flags;
    if (ekb_lookup(a->engine, &query, &answer, &error) != EKB_OK)
        return fail(&error);
    snprintf(id, BENCH_ID_SIZE, "%s", answer->hit_count > 0 ? answer->hits[0].entry->id : "");
    ekb_answer_free(answer);
    return 0;
}

/* Anonymous memory of this process in kB (Linux), else 0. */
static long anonymous(void)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[128];
    long kb = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "RssAnon:", 8) == 0)
            kb = strtol(line + 8, NULL, 10);
    if (file != NULL)
        fclose(file);
    return kb;
}

int main(int argc, char **argv)
{
    asker a = {NULL, argc > 5 && strcmp(argv[5], "search") == 0 ? EKB_QUERY_SEARCH : 0};
    ekb_error error;
    long before = anonymous();
    int status = 0;
    if (argc < 5) {
        fputs("usage: bench_answers INDEX QUERIES KINDS ROUNDS [search]\n", stderr);
        return 2;
    }
    if (ekb_engine_new(&a.engine, &error) != EKB_OK || ekb_engine_open(a.engine, argv[1], &error) != EKB_OK)
        status = fail(&error);
    if (status == 0)
        status = bench_queries(argv[2], argv[3], atoi(argv[4]),
                               argc > 5 && strcmp(argv[5], "find") == 0 ? find : ask, &a);
    if (status == 0)
        printf("memory\t%ld\t%ld\n", before, anonymous());
    ekb_engine_free(a.engine);
    return status;
}
