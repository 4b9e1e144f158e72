/* SPDX-License-Identifier: MIT */
/**
 * @file os.h
 * @brief What the program asks of the operating system beyond C17: everything
 *        of it stands in one file for each system (os_posix.c).
 */
#ifndef EKB_CLI_OS_H
#define EKB_CLI_OS_H

#include <stddef.h>

#include "core/arena.h"
#include "core/strbuf.h"

enum { EKB_STDIN = 0, EKB_STDOUT = 1, EKB_STDERR = 2 };

/** Folder of the running program, links resolved, without a final slash; NULL if unknown. */
const char *ekb_os_program_folder(ekb_arena *arena);

/** Called with the name of each file of a folder, in no order. Non-zero ends it. */
typedef int (*ekb_os_name_fn)(void *context, const char *name);
/** @return 0, also for a folder that does not exist; else what @p visit returned. */
int ekb_os_each_name(const char *folder, ekb_os_name_fn visit, void *context);

/** Do two paths lead to the same file? Files that do not exist are never the same. */
int ekb_os_same_file(const char *a, const char *b);

int ekb_os_is_terminal(int stream);
/** @return 0 if the stream is no terminal or will not say. */
int ekb_os_terminal_size(int stream, unsigned *columns, unsigned *rows);

/** Append at most @p most bytes of a stream. @return 0, or the errno. */
int ekb_os_read(int stream, ekb_strbuf *out, size_t most);
/** One read() of what there is. @return bytes, 0 at the end, -1 with errno set. */
long ekb_os_read_some(int stream, char *buffer, size_t size);
/** Is there something to read without waiting? */
int ekb_os_readable(int stream);
/** Write all. @return 0, or the errno (EPIPE when the reader has gone, without a signal). */
int ekb_os_write(int stream, const char *bytes, size_t length);

/**
 * Run a shell command with @p bytes as its standard input and wait for it.
 * @param environment "NAME=value" strings, NULL-ended, that hold where the
 *        variable is not set.
 * @return 0 if it ran (whatever it returned), -1 if it could not be started.
 */
int ekb_os_pipe_to(const char *command, const char *const *environment, const char *bytes, size_t length);

/** Replace this process by a program. @return only if it failed: the errno. */
int ekb_os_become(const char *path, char *const *argv);

#endif
