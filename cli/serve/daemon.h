/* SPDX-License-Identifier: MIT */
/**
 * @file daemon.h
 * @brief HTTP on sockets: libmicrohttpd, and what it leaves to its user.
 *
 * The library reads requests and keeps connections. Here heads are checked that
 * two readers could understand differently (a repeated Content-Length, one
 * beside a Transfer-Encoding), bodies are counted, connections get deadlines
 * (connections.h), and what was asked goes to ekb_exchange_answer().
 */
#ifndef EKB_SERVE_DAEMON_H
#define EKB_SERVE_DAEMON_H

#include "config.h"
#include "connections.h"
#include "errkb/errkb.h"
#include "exchange.h"

typedef struct ekb_daemon ekb_daemon;

/**
 * Serve from a listening socket, in threads of its own.
 * @param socket is closed with the daemon.
 * @param site, config lent.
 * @retval EKB_ERR_IO, EKB_ERR_NOMEM
 */
ekb_status ekb_daemon_start(ekb_daemon **out, int socket, const ekb_serve_config *config, ekb_site *site,
                            ekb_error *error);

/** End connections that are too slow; to be called a few times a second. */
void ekb_daemon_tick(ekb_daemon *daemon);

/**
 * Take no more connections. Those that wait in the socket's queue are still
 * taken, unless the socket is shared with a service manager, which keeps it.
 */
void ekb_daemon_quiesce(ekb_daemon *daemon, int shared);
/** Connections that are open. */
size_t ekb_daemon_connections(ekb_daemon *daemon);

/** Ends what is still open. NULL is allowed. */
void ekb_daemon_free(ekb_daemon *daemon);

#endif
