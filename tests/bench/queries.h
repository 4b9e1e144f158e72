/* SPDX-License-Identifier: MIT */
/**
 * @file queries.h
 * @brief One set of queries put to one engine, ours or a peer's: the same
 *        clock, the same loop, the same output.
 */
#ifndef EKB_BENCH_QUERIES_H
#define EKB_BENCH_QUERIES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { BENCH_ID_SIZE = 64 };

/** Put one query; write the id of the first answer, or "", to @p id.
 *  @return 0, or not 0 to give up (the reason is already on standard error). */
typedef int (*bench_ask)(void *engine, const char *kind, const char *text, size_t length,
                         char id[BENCH_ID_SIZE]);

/**
 * Reads queries.tsv and puts every query of the kinds asked for: once to warm
 * up, then @p rounds times. Prints `kind TAB line TAB µs TAB id` for each: the
 * best time of the rounds, which is what the engine needs and not what the
 * machine was doing besides.
 * @param kinds comma-separated, each with the most queries to put: "code:1000,paste:200".
 * @return exit status.
 */
int bench_queries(const char *path, const char *kinds, int rounds, bench_ask ask, void *engine);

/** Microseconds of a clock that only goes forward. */
double bench_now(void);

/** One row of entries.tsv; the texts are one string, spaces between. */
typedef int (*bench_row)(void *context, const char *id, const char *text, size_t length);
int bench_entries(const char *path, bench_row visit, void *context);

/**
 * Terms of a text for engines that want words: Latin words in lower case, and
 * of Chinese every two neighbouring characters (a lone one as it is). Written
 * with spaces between; free() it. NULL without memory.
 */
char *bench_terms(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif
