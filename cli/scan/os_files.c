/* SPDX-License-Identifier: MIT */
/* POSIX, with Linux's inotify, pipe sizes and read-ahead where they are. */
#if defined(__linux__)
#  define _GNU_SOURCE /* F_SETPIPE_SZ, sched_getaffinity */
#elif defined(__APPLE__)
#  define _DARWIN_C_SOURCE
#endif
#include "os_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#  include <sched.h>
#  include <sys/inotify.h>
#endif

/* ---- Files --------------------------------------------------------------------- */

int ekb_file_open(const char *path, int *handle)
{
    /* O_NONBLOCK: a pipe that nobody writes to would be waited for where no interrupt
     * can end it. ekb_file_wait() is where one waits. */
    do
        *handle = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (*handle < 0 && errno == EINTR);
    return *handle < 0 ? errno : 0;
}

void ekb_file_close(int handle)
{
    if (handle > STDERR_FILENO)
        close(handle);
}

static void take_facts(const struct stat *state, ekb_file_facts *out)
{
    out->kind = S_ISREG(state->st_mode)   ? EKB_FILE_REGULAR
                : S_ISDIR(state->st_mode) ? EKB_FILE_FOLDER
                : S_ISLNK(state->st_mode) ? EKB_FILE_LINK
                                          : EKB_FILE_STREAM;
    out->size = (uint64_t)state->st_size;
    out->device = (uint64_t)state->st_dev;
    out->inode = (uint64_t)state->st_ino;
}

int ekb_file_facts_of(int handle, ekb_file_facts *out)
{
    struct stat state;
    if (fstat(handle, &state) != 0)
        return errno;
    take_facts(&state, out);
    return 0;
}

int ekb_path_facts(const char *path, int follow_link, ekb_file_facts *out)
{
    struct stat state;
    if ((follow_link ? stat(path, &state) : lstat(path, &state)) != 0)
        return errno;
    take_facts(&state, out);
    return 0;
}

/* After an interrupt the stream is over. */
long ekb_file_read(int handle, char *buffer, size_t size)
{
    ssize_t n;
    do
        n = read(handle, buffer, size);
    while (n < 0 && errno == EINTR && !ekb_interrupted());
    return n < 0 && errno == EINTR ? 0 : (long)n;
}

long ekb_file_read_at(int handle, char *buffer, size_t size, uint64_t offset)
{
    ssize_t n;
    do
        n = pread(handle, buffer, size, (off_t)offset);
    while (n < 0 && errno == EINTR);
    return (long)n;
}

void ekb_file_will_read(int handle, uint64_t from, uint64_t to)
{
#if defined(POSIX_FADV_SEQUENTIAL)
    posix_fadvise(handle, (off_t)from, to > from ? (off_t)(to - from) : 0, POSIX_FADV_SEQUENTIAL);
#else
    (void)handle, (void)from, (void)to;
#endif
}

void ekb_file_widen_pipe(int handle, size_t bytes)
{
#if defined(F_SETPIPE_SZ)
    if (fcntl(handle, F_GETPIPE_SZ) < (int)bytes)
        (void)fcntl(handle, F_SETPIPE_SZ, (int)bytes); /* else it stays as it is */
#else
    (void)handle, (void)bytes;
#endif
}

int ekb_file_wait(int handle, int milliseconds)
{
    struct pollfd wish = {.fd = handle, .events = POLLIN};
    return poll(&wish, 1, milliseconds) > 0;
}

/* Nothing can be read from the one that stands for standard input, nor written to the others. */
void ekb_files_hold_standard(void)
{
    for (int handle = STDIN_FILENO; handle <= STDERR_FILENO; handle++) {
        if (fcntl(handle, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", handle == STDIN_FILENO ? O_WRONLY : O_RDONLY); /* the lowest is free */
    }
}

/* ---- Folders and patterns -------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names are gathered in a list that doubles; the arena keeps the short ones too. */
static int add_name(ekb_arena *arena, char ***names, size_t *count, size_t *room, const char *name)
{
    if (*count == *room) {
        size_t wish = *room > 0 ? *room * 2 : 64;
        char **more = ekb_arena_calloc(arena, wish, sizeof *more);
        if (more == NULL)
            return ENOMEM;
        if (*count > 0)
            memcpy(more, *names, *count * sizeof *more);
        *names = more;
        *room = wish;
    }
    (*names)[*count] = ekb_arena_strdup(arena, name);
    return (*names)[(*count)++] == NULL ? ENOMEM : 0;
}

int ekb_folder_names(const char *path, ekb_arena *arena, char ***names, size_t *count)
{
    size_t room = 0;
    int failure = 0;
    *names = NULL;
    *count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno;
    while (failure == 0) {
        errno = 0;
        struct dirent *item = readdir(folder);
        if (item == NULL) {
            failure = errno;
            break;
        }
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            failure = add_name(arena, names, count, &room, item->d_name);
    }
    closedir(folder);
    if (*count > 1)
        qsort(*names, *count, sizeof **names, by_name);
    return failure;
}

int ekb_glob_each(const char *pattern, ekb_path_fn visit, void *context, int *result)
{
    glob_t found;
    *result = 0;
    int failure = glob(pattern, GLOB_NOSORT, NULL, &found);
    if (failure == GLOB_NOMATCH)
        return 0;
    if (failure != 0)
        return failure == GLOB_NOSPACE ? ENOMEM : EIO;
    qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, by_name);
    for (size_t i = 0; *result == 0 && i < found.gl_pathc; i++)
        *result = visit(context, found.gl_pathv[i]);
    globfree(&found);
    return 0;
}

/* ---- Processors, time, interrupts -------------------------------------------------- */

unsigned ekb_processors(void)
{
    long count = 0;
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        count = CPU_COUNT(&set);
#endif
    if (count < 1)
        count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

double ekb_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* A signal handler can reach nothing else. */
static volatile sig_atomic_t interrupt; /* its number */
static volatile time_t interrupted_at;

static void raise_for_good(int signal_number)
{
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Who asks again after a while does not want to wait; at once is how timeout(1) asks, which
 * tells the process and then its group. */
static void note_interrupt(int signal_number)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (interrupt == 0) {
        interrupt = signal_number;
        interrupted_at = now.tv_sec;
    } else if (now.tv_sec - interrupted_at > 1) {
        raise_for_good(signal_number);
    }
}

void ekb_interrupt_catch(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_interrupt};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        /* A second Ctrl-C ends the program at once, whatever it is doing. No SA_RESTART:
         * a read that waits is to end. Ignored ones (nohup) stay ignored. */
        action.sa_flags = signals[i] == SIGINT ? (int)SA_RESETHAND : 0;
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

int ekb_interrupted(void)
{
    return interrupt != 0;
}

void ekb_interrupt_pass_on(void)
{
    if (interrupt != 0)
        raise_for_good(interrupt);
}

/* ---- Changes ------------------------------------------------------------------------ */

struct ekb_watch {
    int handle; /* -1: none, wait by the clock */
};

int ekb_watch_new(ekb_watch **out)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return ENOMEM;
    (*out)->handle = -1;
#if defined(__linux__)
    (*out)->handle = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#endif
    return 0;
}

void ekb_watch_free(ekb_watch *watch)
{
    if (watch == NULL)
        return;
    if (watch->handle >= 0)
        close(watch->handle);
    free(watch);
}

void ekb_watch_add(ekb_watch *watch, const char *path)
{
#if defined(__linux__)
    if (watch->handle < 0)
        return;
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL   ? strdup(".")
                   : slash == path ? strdup("/")
                                   : strndup(path, (size_t)(slash - path));
    /* What cannot be watched is looked at when the wait is over. */
    (void)inotify_add_watch(watch->handle, path, IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF | IN_ATTRIB);
    if (folder != NULL)
        (void)inotify_add_watch(watch->handle, folder, IN_CREATE | IN_MOVED_TO);
    free(folder);
#else
    (void)watch, (void)path;
#endif
}

void ekb_watch_wait(ekb_watch *watch, int milliseconds)
{
    struct pollfd wish = {.fd = watch->handle, .events = POLLIN};
    int changed = poll(&wish, watch->handle >= 0, milliseconds) > 0;
    char events[4096];
    while (changed && read(watch->handle, events, sizeof events) > 0)
        ; /* that they came is all that counts */
}
