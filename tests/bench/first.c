/* SPDX-License-Identifier: MIT */
/*
 * Time from nothing to the first answer, inside a process that has just begun.
 *
 *   bench_first INDEX TEXT
 *
 * Prints microseconds; one sample a process, since the second is warm.
 */
#include <stdio.h>
#include <string.h>

#include "errkb/errkb.h"
#include "queries.h"

int main(int argc, char **argv)
{
    ekb_engine *engine = NULL;
    ekb_answer *answer = NULL;
    ekb_query query = EKB_QUERY_INIT;
    ekb_error error;
    char text[512];
    if (argc != 3) {
        fputs("usage: bench_first INDEX TEXT\n", stderr);
        return 2;
    }
    query.text = argv[2];
    query.length = strlen(argv[2]);
    double start = bench_now();
    int fine = ekb_engine_new(&engine, &error) == EKB_OK &&
               ekb_engine_open(engine, argv[1], &error) == EKB_OK &&
               ekb_lookup(engine, &query, &answer, &error) == EKB_OK;
    double took = bench_now() - start;
    if (fine) {
        printf("%.1f %s\n", took, answer->hit_count > 0 ? answer->hits[0].entry->id : "-");
    } else {
        ekb_error_english(&error, text, sizeof text);
        fprintf(stderr, "bench_first: %s\n", text);
    }
    ekb_answer_free(answer);
    ekb_engine_free(engine);
    return fine ? 0 : 3;
}
