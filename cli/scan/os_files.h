/* SPDX-License-Identifier: MIT */
/**
 * @file os_files.h
 * @brief What the scanner asks of the operating system about files: all calls
 *        beyond C17 for it stand in os_files.c.
 *
 * Calls that can fail return 0 or the errno.
 */
#ifndef EKB_SCAN_OS_FILES_H
#define EKB_SCAN_OS_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

typedef enum ekb_file_kind {
    EKB_FILE_REGULAR,
    EKB_FILE_FOLDER,
    EKB_FILE_STREAM, /**< Pipe, socket, terminal, device: to be read from front to end. */
    EKB_FILE_LINK    /**< A symbolic link that was not followed. */
} ekb_file_kind;

typedef struct ekb_file_facts {
    ekb_file_kind kind;
    uint64_t size;          /**< Of a regular file. */
    uint64_t device, inode; /**< Equal for the same file, whatever its name. */
} ekb_file_facts;

int ekb_file_open(const char *path, int *handle);
void ekb_file_close(int handle);
int ekb_file_facts_of(int handle, ekb_file_facts *out);
int ekb_path_facts(const char *path, int follow_link, ekb_file_facts *out);

/** One read() of what there is. @return bytes, 0 at the end or after an interrupt, -1 with
 *  errno set, which is EAGAIN where ekb_file_wait() is to wait. */
long ekb_file_read(int handle, char *buffer, size_t size);
/** One read at a place, without moving any other reader. Results as above. */
long ekb_file_read_at(int handle, char *buffer, size_t size, uint64_t offset);
/** Tell that [@p from, @p to) is to be read in order, soon; a @p to of 0 is the end. */
void ekb_file_will_read(int handle, uint64_t from, uint64_t to);
/** Make a pipe hold as much as its system allows, up to @p bytes. */
void ekb_file_widen_pipe(int handle, size_t bytes);
/** Wait until there is something to read or the end. @return 1 if so, 0 after
 *  @p milliseconds (-1: for ever) or a signal. */
int ekb_file_wait(int handle, int milliseconds);

/** Where standard input, output or error is closed, put something in its place that cannot be
 *  read or written: else the next file to be opened, an index or a log, would be taken for it. */
void ekb_files_hold_standard(void);

/** Names of a folder, in byte order; @p count of them in *@p names, in the arena. */
int ekb_folder_names(const char *path, ekb_arena *arena, char ***names, size_t *count);
/** Called with each path that a pattern stands for, in byte order. Non-zero ends it. */
typedef int (*ekb_path_fn)(void *context, const char *path);
/** @return 0 with *@p result what @p visit returned last (0 where there was none), or the errno. */
int ekb_glob_each(const char *pattern, ekb_path_fn visit, void *context, int *result);

/** How many processors this process may use, at least 1. */
unsigned ekb_processors(void);
/** Seconds of a clock that is never set back. */
double ekb_seconds(void);

/** From now on an interrupt (Ctrl-C) or a wish to end only sets a flag. A second Ctrl-C, or
 *  any other such signal some time after the first, ends the process at once. */
void ekb_interrupt_catch(void);
/** Was there one since? */
int ekb_interrupted(void);
/** End the process by it, as if it had not been caught: whoever waits for the process sees. */
void ekb_interrupt_pass_on(void);

/** @name Changes of files
 * A watch tells that something happened to one of the paths or in their folders;
 * what it was is for the caller to find out. Where the system has no such thing
 * it waits for the time given. */
/** @{ */
typedef struct ekb_watch ekb_watch;
int ekb_watch_new(ekb_watch **out);
void ekb_watch_free(ekb_watch *watch);
/** Add a path, and its folder for the time when it comes back after a rotation. */
void ekb_watch_add(ekb_watch *watch, const char *path);
/** Wait for a change, @p milliseconds at most. */
void ekb_watch_wait(ekb_watch *watch, int milliseconds);
/** @} */

#endif
