/* SPDX-License-Identifier: MIT */
/**
 * @file index_fixture.h
 * @brief Small indexes written by hand, whole and broken, without the compiler.
 */
#ifndef TESTS_INDEX_FIXTURE_H
#define TESTS_INDEX_FIXTURE_H

#include <stddef.h>

/** Room for the path of a fixture. */
#define FIXTURE_PATH 256

/**
 * Write the fixture, then run @p sql on it (NULL: nothing), as a temporary
 * file whose name goes to @p path. Fails the test when that does not work.
 * Its recorded size is set last; @p sql that sets `meta` itself runs after it
 * when it begins with `--late`.
 */
void fixture_make(char path[FIXTURE_PATH], const char *sql);

/** Another index with @p entries plain entries `many/000001`… and nothing of the first. */
void fixture_make_many(char path[FIXTURE_PATH], int entries);

/** Write @p bytes as a temporary file. */
void fixture_write(char path[FIXTURE_PATH], const void *bytes, size_t length);

/** Read a whole file; free() it. */
unsigned char *fixture_read(const char *path, size_t *length);

void fixture_remove(const char *path);

#endif
