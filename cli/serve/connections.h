/* SPDX-License-Identifier: MIT */
/**
 * @file connections.h
 * @brief Deadlines. The HTTP library ends a connection that says nothing; this
 *        ends one that says too little: a byte every half second, a reply that
 *        is never read.
 *
 * Threads that serve move a connection from phase to phase; one thread ends
 * those that stay too long in one. A phase is changed by compare-and-swap, so
 * that nothing is sent into a reply that has just begun.
 */
#ifndef EKB_SERVE_CONNECTIONS_H
#define EKB_SERVE_CONNECTIONS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ekb_phase {
    EKB_PHASE_FRESH, /**< Nothing of the first request has been understood. */
    EKB_PHASE_IDLE,  /**< Between two requests. */
    EKB_PHASE_HEAD,  /**< Header fields are coming in. */
    EKB_PHASE_BODY,
    EKB_PHASE_REPLY, /**< It is being answered, or the answer sent. */
    EKB_PHASE_ENDED
} ekb_phase;

typedef struct ekb_connections ekb_connections;

typedef struct ekb_connection {
    struct ekb_connection *next, **link;
    int socket;
    atomic_int_fast64_t state; /**< When the phase began, in microseconds, times 8, and the phase. */
} ekb_connection;

/** NULL for want of memory. */
ekb_connections *ekb_connections_new(void);
/** There may be none left in it. NULL is allowed. */
void ekb_connections_free(ekb_connections *connections);

/** @return NULL for want of memory. */
ekb_connection *ekb_connections_add(ekb_connections *connections, int socket);
/** To be called before the socket is closed. @p connection may be NULL. */
void ekb_connections_remove(ekb_connections *connections, ekb_connection *connection);
size_t ekb_connections_count(ekb_connections *connections);

/** @return 0, or -1 if the connection has been ended: it is to be dropped. */
int ekb_connection_enter(ekb_connection *connection, ekb_phase phase);

/**
 * End connections that are too long in a phase.
 * @param seconds for a request to come in, and for its reply to be read.
 * @param idle    seconds between two requests.
 * @return how many were ended.
 */
size_t ekb_connections_expire(ekb_connections *connections, size_t seconds, size_t idle);

#endif
