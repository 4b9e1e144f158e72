/* SPDX-License-Identifier: MIT */
/**
 * @file os_serve.h
 * @brief What the server asks of the operating system beyond C17 and cli/os.h:
 *        clocks, sockets, signals, changes of files, the service manager.
 */
#ifndef EKB_SERVE_OS_H
#define EKB_SERVE_OS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/** @name Clocks and numbers */
/** @{ */
int64_t ekb_serve_os_microseconds(void); /**< Monotonic. */
/** "2026-11-22T19:28:30.123Z" and a NUL. */
enum { EKB_SERVE_TIME_SIZE = 25 };
void ekb_serve_os_time(char *out);
int64_t ekb_serve_os_seconds(void);  /**< Since 1970. */
int64_t ekb_serve_os_resident(void); /**< Bytes of memory in use; 0 if unknown. */
size_t ekb_serve_os_processors(void);
/** Have freed memory given back, rather than kept in pieces: for a process that
 *  lives long. To be called before threads are started. */
void ekb_serve_os_tune_memory(void);
/** Allow as many open files as the system lets us. */
void ekb_serve_os_raise_files(void);
/** @} */

/** @name Sockets
 * Failures are told by the return value: -1, and errno. */
/** @{ */
/** The socket that the service manager passed (sd_listen_fds(3)), or -1. */
int ekb_serve_os_inherited(void);
/** Listen on a TCP address. @p gai_error gets what getaddrinfo(3) says, or 0. */
int ekb_serve_os_listen(const char *host, const char *port, int *gai_error);
/** Listen on a Unix socket, in the place of one that nobody listens on any more. */
int ekb_serve_os_listen_unix(const char *path);
/** Where a socket listens, as a URL. */
void ekb_serve_os_url(int socket, char *out, size_t size);
/** The other side: "127.0.0.1", or "unix". */
void ekb_serve_os_peer(const struct sockaddr *address, char *out, size_t size);
/** Send what fits at once, then end the connection in both directions; the
 *  descriptor stays open. */
void ekb_serve_os_end(int socket, const char *bytes, size_t length);
int ekb_serve_os_accept(int socket, struct sockaddr_storage *address, socklen_t *length);
void ekb_serve_os_close(int descriptor);
void ekb_serve_os_remove(const char *path);
/** @} */

/** @name The service manager (sd_notify(3)); does nothing where there is none */
void ekb_serve_os_notify(const char *state);

/** @name Events */
/** @{ */
enum { EKB_SERVE_STOP = 1, EKB_SERVE_RELOAD = 2, EKB_SERVE_CHANGED = 4 };
typedef struct ekb_serve_events {
    int signals, changes; /**< Descriptors, -1 where there is none. */
} ekb_serve_events;

/** Take SIGTERM, SIGINT and SIGHUP as events, in this thread and those it
 *  starts; to be called before any. @return 0, or -1 and errno. */
int ekb_serve_os_events_open(ekb_serve_events *events);
void ekb_serve_os_events_close(ekb_serve_events *events);
/** Report changes of files in a folder, from now on and until forgotten. A folder
 *  that does not exist is left out. */
void ekb_serve_os_watch(ekb_serve_events *events, const char *folder);
void ekb_serve_os_forget(ekb_serve_events *events);
/** Wait for events, at most so long. @return the bits of those that came. */
unsigned ekb_serve_os_wait(ekb_serve_events *events, int milliseconds);
/** @} */

#endif
