/* SPDX-License-Identifier: MIT */
#include "connections.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "os_serve.h"

#define SLOW_BODY                                                                                            \
  "{\"type\":\"urn:errkb:problem:too-slow\",\"title\":\"The request took too long\",\"status\":408}\n"
#define TEXT_OF(number) TEXT_OF_VALUE(number)
#define TEXT_OF_VALUE(number) #number
#define SLOW_LENGTH 87

static const char slow_reply[] = "HTTP/1.1 408 Request Timeout\r\n"
                                 "Connection: close\r\n"
                                 "Content-Type: application/problem+json\r\n"
                                 "Cache-Control: no-store\r\n"
                                 "Content-Length: " TEXT_OF(SLOW_LENGTH) "\r\n"
                                                                         "\r\n" SLOW_BODY;
_Static_assert(sizeof SLOW_BODY - 1 == SLOW_LENGTH, "the length is that of the body");

struct ekb_connections {
    pthread_mutex_t lock; /* of the list; a connection in it has an open socket */
    ekb_connection *first;
    size_t count;
};

static int64_t make_state(ekb_phase phase)
{
    return ekb_serve_os_microseconds() * 8 + (int64_t)phase;
}

static ekb_phase phase_of(int64_t state)
{
    return (ekb_phase)(state % 8);
}

ekb_connections *ekb_connections_new(void)
{
    ekb_connections *connections = calloc(1, sizeof *connections);
    if (connections == NULL || pthread_mutex_init(&connections->lock, NULL) != 0) {
        free(connections);
        return NULL;
    }
    return connections;
}

void ekb_connections_free(ekb_connections *connections)
{
    if (connections == NULL)
        return;
    pthread_mutex_destroy(&connections->lock);
    free(connections);
}

ekb_connection *ekb_connections_add(ekb_connections *connections, int socket)
{
    ekb_connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL)
        return NULL;
    connection->socket = socket;
    atomic_init(&connection->state, make_state(EKB_PHASE_FRESH));
    pthread_mutex_lock(&connections->lock);
    connection->next = connections->first;
    connection->link = &connections->first;
    if (connection->next != NULL)
        connection->next->link = &connection->next;
    connections->first = connection;
    connections->count++;
    pthread_mutex_unlock(&connections->lock);
    return connection;
}

void ekb_connections_remove(ekb_connections *connections, ekb_connection *connection)
{
    if (connection == NULL)
        return;
    pthread_mutex_lock(&connections->lock);
    *connection->link = connection->next;
    if (connection->next != NULL)
        connection->next->link = connection->link;
    connections->count--;
    pthread_mutex_unlock(&connections->lock);
    free(connection);
}

size_t ekb_connections_count(ekb_connections *connections)
{
    pthread_mutex_lock(&connections->lock);
    size_t count = connections->count;
    pthread_mutex_unlock(&connections->lock);
    return count;
}

int ekb_connection_enter(ekb_connection *connection, ekb_phase phase)
{
    int_fast64_t state = atomic_load(&connection->state);
    int64_t wanted = make_state(phase);
    while (phase_of(state) != EKB_PHASE_ENDED) {
        if (atomic_compare_exchange_weak(&connection->state, &state, wanted))
            return 0;
    }
    return -1;
}

/* Whoever is asking for something is told; who only keeps a connection open is not. */
static int end_if_late(ekb_connection *connection, int64_t now, int64_t most, int64_t idle)
{
    int_fast64_t state = atomic_load(&connection->state);
    ekb_phase phase = phase_of(state);
    int64_t since = state / 8;
    if (phase == EKB_PHASE_ENDED || now - since <= (phase == EKB_PHASE_IDLE ? idle : most))
        return 0;
    if (!atomic_compare_exchange_strong(&connection->state, &state, make_state(EKB_PHASE_ENDED)))
        return 0;
    int told = phase == EKB_PHASE_FRESH || phase == EKB_PHASE_HEAD || phase == EKB_PHASE_BODY;
    ekb_serve_os_end(connection->socket, slow_reply, told ? sizeof slow_reply - 1 : 0);
    return 1;
}

size_t ekb_connections_expire(ekb_connections *connections, size_t seconds, size_t idle)
{
    int64_t now = ekb_serve_os_microseconds();
    size_t ended = 0;
    pthread_mutex_lock(&connections->lock);
    for (ekb_connection *c = connections->first; c != NULL; c = c->next)
        ended += (size_t)end_if_late(c, now, (int64_t)seconds * 1000000, (int64_t)idle * 1000000);
    pthread_mutex_unlock(&connections->lock);
    return ended;
}
