/* SPDX-License-Identifier: MIT */
/* POSIX, with the two ways that Linux and macOS tell a program its own path. */
#if defined(__APPLE__)
#  define _DARWIN_C_SOURCE
#elif !defined(_DEFAULT_SOURCE)
#  define _DEFAULT_SOURCE /* TIOCGWINSZ, realpath */
#endif
#include "os.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__APPLE__)
#  include <mach-o/dyld.h>
#endif

#ifndef PATH_MAX
#  define PATH_MAX 4096
#endif

static int program_path(char *path)
{
#if defined(__APPLE__)
    char given[PATH_MAX];
    uint32_t size = sizeof given;
    return _NSGetExecutablePath(given, &size) == 0 && realpath(given, path) != NULL;
#else
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (length <= 0)
        return 0;
    path[length] = '\0';
    return 1;
#endif
}

const char *ekb_os_program_folder(ekb_arena *arena)
{
    char path[PATH_MAX];
    if (!program_path(path))
        return NULL;
    char *slash = strrchr(path, '/');
    return slash == NULL ? NULL : ekb_arena_strndup(arena, path, (size_t)(slash - path));
}

int ekb_os_each_name(const char *folder, ekb_os_name_fn visit, void *context)
{
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return 0;
    int result = 0;
    for (struct dirent *item; result == 0 && (item = readdir(stream)) != NULL;)
        result = visit(context, item->d_name);
    closedir(stream);
    return result;
}

int ekb_os_same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int ekb_os_is_terminal(int stream)
{
    return isatty(stream);
}

int ekb_os_terminal_size(int stream, unsigned *columns, unsigned *rows)
{
    struct winsize size;
    if (ioctl(stream, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 0;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 1;
}

long ekb_os_read_some(int stream, char *buffer, size_t size)
{
    ssize_t n;
    do
        n = read(stream, buffer, size);
    while (n < 0 && errno == EINTR);
    return (long)n;
}

int ekb_os_read(int stream, ekb_strbuf *out, size_t most)
{
    char buffer[16384];
    while (most > 0 && !out->failed) {
        long n = ekb_os_read_some(stream, buffer, most < sizeof buffer ? most : sizeof buffer);
        if (n < 0)
            return errno;
        if (n == 0)
            return 0;
        ekb_strbuf_append(out, buffer, (size_t)n);
        most -= (size_t)n;
    }
    return 0;
}

int ekb_os_readable(int stream)
{
    struct pollfd wish = {.fd = stream, .events = POLLIN};
    return poll(&wish, 1, 0) > 0;
}

int ekb_os_write(int stream, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(stream, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        bytes += n;
        length -= (size_t)n;
    }
    return 0;
}

/* Else a pager that is left early would end this program by a signal. */
static void ignore_broken_pipe(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
}

/* In the child: the pipe becomes standard input. Never returns. */
static void become(const char *command, const char *const *environment, const int pipe_ends[2])
{
    char pair[64];
    dup2(pipe_ends[0], EKB_STDIN);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    signal(SIGPIPE, SIG_DFL);
    for (size_t i = 0; environment[i] != NULL; i++) {
        size_t length = strcspn(environment[i], "=");
        if (length >= sizeof pair)
            continue;
        memcpy(pair, environment[i], length);
        pair[length] = '\0';
        setenv(pair, environment[i] + length + 1, 0);
    }
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

int ekb_os_pipe_to(const char *command, const char *const *environment, const char *bytes, size_t length)
{
    enum { NOT_FOUND = 127 };
    int ends[2], state = 0;
    if (pipe(ends) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0)
        become(command, environment, ends);
    close(ends[0]);
    if (child < 0) {
        close(ends[1]);
        return -1;
    }
    ignore_broken_pipe();
    (void)ekb_os_write(ends[1], bytes, length); /* a pager may be left early */
    close(ends[1]);
    while (waitpid(child, &state, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(state) && WEXITSTATUS(state) == NOT_FOUND ? -1 : 0;
}

int ekb_os_become(const char *path, char *const *argv)
{
    (void)execv(path, argv);
    return errno;
}
