/* SPDX-License-Identifier: MIT */
/**
 * @file os_threads.h
 * @brief Threads as the scanner needs them: POSIX ones stand in os_threads.c.
 */
#ifndef EKB_SCAN_OS_THREADS_H
#define EKB_SCAN_OS_THREADS_H

/** A lock with one condition: what it guards has changed. */
typedef struct ekb_monitor ekb_monitor;

/** NULL without memory. */
ekb_monitor *ekb_monitor_new(void);
void ekb_monitor_free(ekb_monitor *monitor);
void ekb_monitor_enter(ekb_monitor *monitor);
void ekb_monitor_leave(ekb_monitor *monitor);
/** Inside: wait for a change, @p milliseconds at most (-1: for ever). Look again
 *  afterwards: it may also return for no reason. @return 0 when the time was up. */
int ekb_monitor_wait(ekb_monitor *monitor, int milliseconds);
/** Inside: tell everybody who waits. */
void ekb_monitor_changed(ekb_monitor *monitor);

typedef void (*ekb_thread_fn)(void *context);
typedef struct ekb_thread ekb_thread;
/** NULL if no thread could be had. Signals go to the first thread of the process only. */
ekb_thread *ekb_thread_start(ekb_thread_fn run, void *context);
/** Wait until it has ended, and free it; NULL is allowed. */
void ekb_thread_join(ekb_thread *thread);

/** Run @p run in @p count threads, the caller's among them, and wait for all. Fewer
 *  run where the system has no more: each call must do whatever work is left. */
void ekb_threads_run(unsigned count, ekb_thread_fn run, void *context);

#endif
