/* SPDX-License-Identifier: MIT */
#include "os_threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct ekb_monitor {
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

ekb_monitor *ekb_monitor_new(void)
{
    ekb_monitor *monitor = malloc(sizeof *monitor);
    if (monitor == NULL)
        return NULL;
    if (pthread_mutex_init(&monitor->lock, NULL) != 0) {
        free(monitor);
        return NULL;
    }
    if (pthread_cond_init(&monitor->changed, NULL) != 0) {
        pthread_mutex_destroy(&monitor->lock);
        free(monitor);
        return NULL;
    }
    return monitor;
}

void ekb_monitor_free(ekb_monitor *monitor)
{
    if (monitor == NULL)
        return;
    pthread_cond_destroy(&monitor->changed);
    pthread_mutex_destroy(&monitor->lock);
    free(monitor);
}

void ekb_monitor_enter(ekb_monitor *monitor)
{
    pthread_mutex_lock(&monitor->lock);
}

void ekb_monitor_leave(ekb_monitor *monitor)
{
    pthread_mutex_unlock(&monitor->lock);
}

int ekb_monitor_wait(ekb_monitor *monitor, int milliseconds)
{
    enum { SECOND = 1000000000 };
    if (milliseconds < 0)
        return pthread_cond_wait(&monitor->changed, &monitor->lock) == 0;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= SECOND) {
        until.tv_sec++;
        until.tv_nsec -= SECOND;
    }
    return pthread_cond_timedwait(&monitor->changed, &monitor->lock, &until) != ETIMEDOUT;
}

void ekb_monitor_changed(ekb_monitor *monitor)
{
    pthread_cond_broadcast(&monitor->changed);
}

struct ekb_thread {
    pthread_t id;
    ekb_thread_fn run;
    void *context;
};

static void *begin(void *opaque)
{
    ekb_thread *thread = opaque;
    thread->run(thread->context);
    return NULL;
}

ekb_thread *ekb_thread_start(ekb_thread_fn run, void *context)
{
    sigset_t all, before;
    ekb_thread *thread = malloc(sizeof *thread);
    if (thread == NULL)
        return NULL;
    thread->run = run;
    thread->context = context;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&thread->id, NULL, begin, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure != 0) {
        free(thread);
        return NULL;
    }
    return thread;
}

void ekb_thread_join(ekb_thread *thread)
{
    if (thread == NULL)
        return;
    pthread_join(thread->id, NULL);
    free(thread);
}

void ekb_threads_run(unsigned count, ekb_thread_fn run, void *context)
{
    enum { MOST = 256 };
    ekb_thread *threads[MOST];
    unsigned extra = count > MOST ? MOST : count > 0 ? count - 1 : 0;
    for (unsigned i = 0; i < extra; i++)
        threads[i] = ekb_thread_start(run, context);
    run(context);
    for (unsigned i = 0; i < extra; i++)
        ekb_thread_join(threads[i]);
}
