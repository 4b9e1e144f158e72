/* SPDX-License-Identifier: MIT */
/**
 * @file os.h
 * @brief What the compiler asks of the operating system beyond C17.
 *
 * One implementation a system (os_posix.c). Functions give EKB_OK or
 * EKB_ERR_IO, EKB_ERR_MISSING or EKB_ERR_NOMEM with @p error filled.
 */
#ifndef EKBC_OS_H
#define EKBC_OS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "errkb/errkb.h"

/** Fill @p error from errno: @p message has a `{path}`. */
ekb_status ekbc_os_failed(ekb_error *error, const char *message, const char *path);

/** Called for each file under a folder; a status other than EKB_OK ends the walk. */
typedef ekb_status (*ekbc_os_file_fn)(void *context, const char *path, ekb_error *error);
/**
 * Visit a file itself, or every file under a folder whose name ends with one
 * of @p suffixes (NULL-ended) in letters of either case, hidden ones left out,
 * in no order. What has such a name in a folder and is no ordinary file is an
 * EKB_ERR_IO; a path itself may be a pipe.
 */
ekb_status ekbc_os_walk(const char *path, const char *const *suffixes, ekbc_os_file_fn visit, void *context,
                        ekb_error *error);

/** What tells, without reading it, whether a file may have changed. */
typedef struct ekbc_os_stamp {
    int64_t size;     /**< In bytes. */
    int64_t modified; /**< In nanoseconds, as the file system tells. */
    int64_t changed;  /**< The same of the file's entry in the file system. */
    uint64_t number;  /**< Of the file in its file system. */
} ekbc_os_stamp;

/** @return 0 when there is none. */
int ekbc_os_stamp_of(const char *path, ekbc_os_stamp *stamp);

/** What a path leads to, through links. */
typedef enum ekbc_os_kind {
    EKBC_OS_NOTHING, /**< Nothing, or nobody can tell. */
    EKBC_OS_FILE,    /**< An ordinary file. */
    EKBC_OS_SPECIAL  /**< A folder, a device, a pipe …, or a link that leads nowhere. */
} ekbc_os_kind;
ekbc_os_kind ekbc_os_kind_of(const char *path);
/** Whether two paths lead to one file, or would once it is there; 0 also without memory. */
int ekbc_os_same(const char *a, const char *b);
/** Nanoseconds of the clock that stamps are taken from. */
int64_t ekbc_os_now(void);
/** Read a whole ordinary file. @p bytes is the caller's to free. @return
 *  0 when it cannot be read or memory ended. */
int ekbc_os_read_whole(const char *path, unsigned char **bytes, size_t *length);

/** A file that is being written beside its target. */
typedef struct ekbc_os_temp {
    char *path;        /**< NULL: none. */
    char *target;      /**< Links resolved. */
    const char *named; /**< The target as the caller named it, for messages; lent. */
    int handle;        /**< Holds a lock: the file is in use and not left over from a crash. */
} ekbc_os_temp;

#define EKBC_OS_TEMP_INIT                                                                                    \
  {                                                                                                          \
    NULL, NULL, NULL, -1                                                                                     \
  }

/** Create an empty temporary for @p target and remove those that a crash left. */
ekb_status ekbc_os_temp_open(ekbc_os_temp *temp, const char *target, ekb_error *error);
/** Write @p length bytes from the byte @p at on. */
ekb_status ekbc_os_temp_write(ekbc_os_temp *temp, int64_t at, const void *bytes, size_t length,
                              ekb_error *error);
/** Begin to bring it to disk, as publishing will have to; what fails then is told then. */
void ekbc_os_temp_flush(const ekbc_os_temp *temp);
/** Flush it to disk and put it in the target's place, whole or not at all. */
ekb_status ekbc_os_temp_publish(ekbc_os_temp *temp, ekb_error *error);
/** Put it in the target's place without flushing it: for what can be made again. */
ekb_status ekbc_os_temp_replace(ekbc_os_temp *temp, ekb_error *error);
/** Remove what was not published; may be called twice. */
void ekbc_os_temp_discard(ekbc_os_temp *temp);

/** A path in the folder for temporary files. The caller frees it; NULL without memory. */
char *ekbc_os_scratch_path(const char *name);
int ekbc_os_is_terminal(FILE *stream);
/** Columns of the terminal that @p stream is; 0 if it is none. */
size_t ekbc_os_columns(FILE *stream);
/** Milliseconds of a clock that only goes forward. */
int64_t ekbc_os_milliseconds(void);

/** Called first by a program that takes much memory by several threads: let the
 *  allocator ask for it in large steps and keep it. Small ones cost a system call
 *  each, for which all threads are stopped. Only what is used counts. */
void ekbc_os_expect_much(void);
/** Memory that is filled from end to end, in large pages where the system has
 *  them: each page costs its first touch. Freed with free(); NULL without memory. */
void *ekbc_os_alloc_large(size_t bytes);
/** Run @p work for each of @p count jobs, several at once where the system can. */
void ekbc_os_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count);
/** How many jobs the machine does at once, at least 1. */
size_t ekbc_os_processors(void);

#endif
