/* SPDX-License-Identifier: MIT */
/*
 * What the engine answers without HTTP: several threads, each with a handle of
 * its own, put the queries of a file in turn for some seconds.
 *
 *   bench_threads INDEX QUERIES THREADS SECONDS
 *
 * A query is a line, `\n` in it a line end. Prints answers a second and
 * the microseconds of processor that one took.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errkb/errkb.h"
#include "queries.h"

enum { QUERIES_MOST = 100000, THREADS_MOST = 64, LINE_SIZE = 1 << 17 };

typedef struct worker {
    pthread_t thread;
    const char *index;
    char **queries;
    size_t count, first;
    double until;
    long answered;
    int failed;
} worker;

static void *work(void *context)
{
    worker *w = context;
    ekb_engine *engine = NULL;
    w->failed = ekb_engine_new(&engine, NULL) != EKB_OK || ekb_engine_open(engine, w->index, NULL) != EKB_OK;
    for (size_t at = w->first; !w->failed && bench_now() < w->until; at++) {
        ekb_answer *answer = NULL;
        ekb_query query = EKB_QUERY_INIT;
        query.text = w->queries[at % w->count];
        query.length = strlen(query.text);
        w->failed = ekb_lookup(engine, &query, &answer, NULL) != EKB_OK;
        ekb_answer_free(answer);
        w->answered++;
    }
    ekb_engine_free(engine);
    return NULL;
}

/* "\n" as a line end, in place. */
static void unescape(char *text)
{
    char *out = text;
    for (; *text != '\0' && *text != '\n'; text++) {
        if (text[0] == '\\' && text[1] == 'n') {
            *out++ = '\n';
            text++;
        } else {
            *out++ = *text;
        }
    }
    *out = '\0';
}

static size_t read_queries(const char *path, char **queries)
{
    static char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    size_t count = 0;
    while (file != NULL && count < QUERIES_MOST && fgets(line, sizeof line, file) != NULL) {
        unescape(line);
        queries[count] = malloc(strlen(line) + 1);
        if (queries[count] == NULL)
            break;
        memcpy(queries[count++], line, strlen(line) + 1);
    }
    if (file != NULL)
        fclose(file);
    return count;
}

int main(int argc, char **argv)
{
    static char *queries[QUERIES_MOST];
    static worker workers[THREADS_MOST];
    int threads = argc == 5 ? atoi(argv[3]) : 0;
    double seconds = argc == 5 ? atof(argv[4]) : 0, began = bench_now();
    size_t count = threads > 0 ? read_queries(argv[2], queries) : 0;
    long answered = 0;
    int failed = 0;
    if (count == 0 || threads > THREADS_MOST)
        return 2;
    for (int i = 0; i < threads; i++) {
        workers[i] = (worker){.index = argv[1],
                              .queries = queries,
                              .count = count,
                              .first = count / (size_t)threads * (size_t)i,
                              .until = began + seconds * 1e6};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            return 3;
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i].thread, NULL);
        answered += workers[i].answered;
        failed |= workers[i].failed;
    }
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    printf("%.1f %.1f\n", (double)answered * 1e6 / (bench_now() - began),
           (double)clock() * 1e6 / CLOCKS_PER_SEC / (double)answered);
    return failed ? 3 : 0;
}
