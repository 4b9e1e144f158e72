/* SPDX-License-Identifier: MIT */
/**
 * @file made.h
 * @brief A log as programs write it, made from a seed, with errors of an index
 *        among its lines: what and where they are is known.
 *
 * Ordinary lines are those of system, web, Java and JSON logs. They hold the ids
 * of the index as ports, sizes, processes and counts: none of that is an error.
 */
#ifndef EKB_TEST_MADE_H
#define EKB_TEST_MADE_H

#include <stddef.h>
#include <stdint.h>

#include "errkb/errkb.h"

/** An entry as the log speaks of it. */
typedef struct made_entry {
    char *id, *product, *code;
    int generic; /**< Its code needs its product beside it. */
    char **messages;
    size_t message_count;
} made_entry;

typedef struct made_entries {
    made_entry *items;
    size_t count;
} made_entries;

/** Up to @p most entries of the index, spread over it. @return 0 on failure. */
int made_entries_load(ekb_engine *engine, size_t most, made_entries *out);
void made_entries_free(made_entries *entries);

/** What stands on a line of the log. */
typedef struct made_truth {
    uint64_t line; /**< From 1. */
    const char *entry;
    int by_message; /**< Its message is there, too or alone. */
} made_truth;

typedef struct made_log {
    char *text;
    size_t length, capacity;
    made_truth *truths;
    size_t truth_count, truth_capacity;
    uint64_t lines;
    uint64_t state; /* of the random numbers */
    const made_entries *entries;
    unsigned one_in; /* lines to an error */
    int failed;
} made_log;

/** @param one_in lines to one error, on average; 0: none. */
void made_log_init(made_log *log, const made_entries *entries, uint64_t seed, unsigned one_in);
/** Add a line. */
void made_log_line(made_log *log);
/** Forget the text, go on with the line numbers. */
void made_log_flush(made_log *log);
void made_log_free(made_log *log);

#endif
