/* SPDX-License-Identifier: MIT */
/* Linux: signalfd and inotify are its own. */
#define _GNU_SOURCE
#include "os_serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#  include <malloc.h>
#endif
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 1024, FIRST_INHERITED = 3 };

/* ---- Clocks and numbers ---------------------------------------------------- */

int64_t ekb_serve_os_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t ekb_serve_os_seconds(void)
{
    return (int64_t)time(NULL);
}

void ekb_serve_os_time(char *out)
{
    struct timespec now;
    struct tm parts;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    size_t used = strftime(out, EKB_SERVE_TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(out + used, EKB_SERVE_TIME_SIZE - used, ".%03dZ", (int)(now.tv_nsec / 1000000 % 1000));
}

int64_t ekb_serve_os_resident(void)
{
    char line[256] = "";
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL)
        return 0;
    const char *second = fgets(line, sizeof line, file) != NULL ? strchr(line, ' ') : NULL;
    fclose(file);
    return second != NULL ? (int64_t)strtol(second, NULL, 10) * sysconf(_SC_PAGESIZE) : 0;
}

size_t ekb_serve_os_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}

/* glibc raises its own threshold with the first large block that is freed, and
 * then large blocks lie between small ones that stay. */
void ekb_serve_os_tune_memory(void)
{
#ifdef __GLIBC__
    enum { LARGE = 128 << 10 };
    (void)mallopt(M_MMAP_THRESHOLD, LARGE);
    (void)mallopt(M_TRIM_THRESHOLD, LARGE);
#endif
}

void ekb_serve_os_raise_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* ---- Sockets --------------------------------------------------------------- */

int ekb_serve_os_inherited(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    if (pid == NULL || count == NULL || strtol(pid, NULL, 10) != (long)getpid() ||
        strtol(count, NULL, 10) < 1)
        return -1;
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    (void)fcntl(FIRST_INHERITED, F_SETFD, FD_CLOEXEC);
    int flags = fcntl(FIRST_INHERITED, F_GETFL);
    if (flags < 0 || fcntl(FIRST_INHERITED, F_SETFL, flags | O_NONBLOCK) < 0)
        return -1;
    return FIRST_INHERITED;
}

static int fail_closed(int descriptor)
{
    int code = errno;
    close(descriptor);
    errno = code;
    return -1;
}

static int listen_at(const struct addrinfo *address)
{
    int on = 1;
    int s =
        socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol);
    if (s < 0)
        return -1;
    (void)setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, address->ai_addr, address->ai_addrlen) != 0 || listen(s, BACKLOG) != 0)
        return fail_closed(s);
    return s;
}

int ekb_serve_os_listen(const char *host, const char *port, int *gai_error)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    struct addrinfo *found = NULL;
    int s = -1;
    *gai_error = getaddrinfo(host, port, &hints, &found);
    if (*gai_error != 0)
        return -1;
    for (const struct addrinfo *at = found; at != NULL && s < 0; at = at->ai_next)
        s = listen_at(at);
    int code = errno;
    freeaddrinfo(found);
    errno = code;
    return s;
}

int ekb_serve_os_listen_unix(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (s < 0)
        return -1;
    const struct sockaddr *generic = (const struct sockaddr *)&address;
    int bound = bind(s, generic, sizeof address);
    if (bound != 0 && errno == EADDRINUSE && connect(s, generic, sizeof address) != 0 &&
        errno == ECONNREFUSED) {
        (void)unlink(path);
        close(s);
        s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (s < 0)
            return -1;
        bound = bind(s, generic, sizeof address);
    } else if (bound != 0) {
        errno = EADDRINUSE;
    }
    if (bound != 0 || listen(s, BACKLOG) != 0)
        return fail_closed(s);
    return s;
}

void ekb_serve_os_url(int socket, char *out, size_t size)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    char host[INET6_ADDRSTRLEN] = "", port[8] = "";
    if (getsockname(socket, (struct sockaddr *)&address, &length) != 0 || address.ss_family == AF_UNIX ||
        getnameinfo((const struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
        const struct sockaddr_un *local = (const struct sockaddr_un *)&address;
        snprintf(out, size, "unix:%s", address.ss_family == AF_UNIX ? local->sun_path : "");
        return;
    }
    snprintf(out, size, address.ss_family == AF_INET6 ? "http://[%s]:%s/" : "http://%s:%s/", host, port);
}

void ekb_serve_os_peer(const struct sockaddr *address, char *out, size_t size)
{
    const void *bytes = NULL;
    if (address != NULL && address->sa_family == AF_INET)
        bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
    else if (address != NULL && address->sa_family == AF_INET6)
        bytes = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    if (bytes == NULL || inet_ntop(address->sa_family, bytes, out, (socklen_t)size) == NULL)
        snprintf(out, size, "unix");
}

void ekb_serve_os_end(int socket, const char *bytes, size_t length)
{
    if (length > 0)
        (void)send(socket, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)shutdown(socket, SHUT_RDWR);
}

int ekb_serve_os_accept(int socket, struct sockaddr_storage *address, socklen_t *length)
{
    *length = sizeof *address;
    return accept4(socket, (struct sockaddr *)address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

void ekb_serve_os_close(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

void ekb_serve_os_remove(const char *path)
{
    (void)unlink(path);
}

void ekb_serve_os_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = path != NULL ? strlen(path) : 0;
    if (length < 2 || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* the abstract name space */
    int s = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (s < 0)
        return;
    (void)sendto(s, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address,
                 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
    close(s);
}

/* ---- Events ------------------------------------------------------------------ */

int ekb_serve_os_events_open(ekb_serve_events *events)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t wanted;
    *events = (ekb_serve_events){-1, -1};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &wanted, NULL) != 0)
        return -1;
    events->signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    if (events->signals < 0)
        return -1;
    events->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    return 0; /* without inotify there is still SIGHUP */
}

void ekb_serve_os_events_close(ekb_serve_events *events)
{
    ekb_serve_os_close(events->signals);
    ekb_serve_os_close(events->changes);
}

void ekb_serve_os_watch(ekb_serve_events *events, const char *folder)
{
    if (events->changes >= 0)
        (void)inotify_add_watch(events->changes, folder,
                                IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE |
                                    IN_ONLYDIR);
}

void ekb_serve_os_forget(ekb_serve_events *events)
{
    ekb_serve_os_close(events->changes);
    events->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
}

static unsigned read_signals(int descriptor)
{
    struct signalfd_siginfo info;
    unsigned seen = 0;
    while (read(descriptor, &info, sizeof info) == (ssize_t)sizeof info)
        seen |= info.ssi_signo == SIGHUP ? EKB_SERVE_RELOAD : EKB_SERVE_STOP;
    return seen;
}

/* Which file it was does not matter: what has changed is seen when it is opened. */
static unsigned read_changes(int descriptor)
{
    char buffer[4096];
    unsigned seen = 0;
    while (read(descriptor, buffer, sizeof buffer) > 0)
        seen = EKB_SERVE_CHANGED;
    return seen;
}

unsigned ekb_serve_os_wait(ekb_serve_events *events, int milliseconds)
{
    struct pollfd wishes[] = {{.fd = events->signals, .events = POLLIN},
                              {.fd = events->changes, .events = POLLIN}};
    unsigned seen = 0;
    if (poll(wishes, 2, milliseconds) <= 0)
        return 0;
    if (wishes[0].revents != 0)
        seen |= read_signals(events->signals);
    if (wishes[1].revents != 0)
        seen |= read_changes(events->changes);
    return seen;
}
