/* SPDX-License-Identifier: MIT */
/*
 * Time of a look-up in a process that has the index open.
 *
 *   bench_lookup INDEX COUNT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errkb/errkb.h"

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static int fail(const ekb_error *error)
{
    char text[512];
    ekb_error_english(error, text, sizeof text);
    fprintf(stderr, "bench_lookup: %s\n", text);
    return 3;
}

/* Microseconds a look-up: the median of rounds of 100, which the clock's own cost does not touch. */
static int measure(ekb_engine *engine, const char *name, const char *text, size_t count)
{
    enum { ROUND = 100 };
    double *times = calloc(count, sizeof *times);
    ekb_error error;
    ekb_query query = EKB_QUERY_INIT;
    int status = times != NULL ? 0 : 3;
    query.text = text;
    query.length = strlen(text);
    for (size_t i = 0; status == 0 && i < count; i++) {
        double start = now_us();
        for (int k = 0; status == 0 && k < ROUND; k++) {
            ekb_answer *answer = NULL;
            if (ekb_lookup(engine, &query, &answer, &error) != EKB_OK)
                status = fail(&error);
            ekb_answer_free(answer);
        }
        times[i] = (now_us() - start) / ROUND;
    }
    if (status == 0) {
        qsort(times, count, sizeof *times, by_value);
        printf("%-28s %8.2f µs (median), %8.2f µs (90 %%)\n", name, times[count / 2], times[count * 9 / 10]);
    }
    free(times);
    return status;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name, *text;
    } pastes[] = {
        {"code, warm", "34513"},
        {"code with a cue, warm", "ID:34513"},
        {"unknown code, warm", "34514"},
        {"message, warm", "Invalid vault credentials provided. The file is either corrupted or does not have "
                          "the latest credentials associated with recovery service."},
    };
    size_t count = argc == 3 ? strtoul(argv[2], NULL, 10) / 100 : 0;
    ekb_engine *engine = NULL;
    ekb_error error;
    int status = 0;
    if (count == 0) {
        fputs("usage: bench_lookup INDEX COUNT (at least 100)\n", stderr);
        return 2;
    }
    if (ekb_engine_new(&engine, &error) != EKB_OK || ekb_engine_open(engine, argv[1], &error) != EKB_OK)
        status = fail(&error);
    for (size_t i = 0; status == 0 && i < sizeof pastes / sizeof pastes[0]; i++)
        status = measure(engine, pastes[i].name, pastes[i].text, count);
    ekb_engine_free(engine);
    return status;
}
