/* SPDX-License-Identifier: MIT */
/**
 * @file paragraphs.h
 * @brief Test data: paragraphs of `key: value` lines.
 *
 * Paragraphs are separated by blank lines; a line that begins with `#` is a
 * comment; a line that begins with white space continues the value above it,
 * after a line feed. What values mean is the reader's affair.
 */
#ifndef TESTS_PARAGRAPHS_H
#define TESTS_PARAGRAPHS_H

#include <stddef.h>

#include "core/arena.h"

typedef struct field {
    const char *key;
    const char *value; /**< Without white space around it. */
    unsigned line;     /**< From 1. */
} field;

typedef struct paragraph {
    field *fields;
    size_t count;
} paragraph;

typedef struct paragraphs {
    paragraph *items;
    size_t count;
    ekb_arena arena;
} paragraphs;

/**
 * Read a file. On failure a line is printed on standard error.
 * @return 0, or -1. Release @p out in either case.
 */
int paragraphs_read(const char *path, paragraphs *out);
void paragraphs_release(paragraphs *data);

/** Value of the first field with this key, or NULL. */
const char *paragraph_get(const paragraph *p, const char *key);

/**
 * Replace the escapes \n \t \r \\ \xNN; a backslash before anything else stays.
 * @param[out] length bytes of the result, which may hold NUL bytes.
 * @return memory of @p arena, NUL-terminated.
 */
char *unescape(ekb_arena *arena, const char *text, size_t *length);

#endif
