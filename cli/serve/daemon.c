/* SPDX-License-Identifier: MIT */
#include "daemon.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#include "access_log.h"
#include "core/error.h"
#include "framing.h"
#include "os_serve.h"
#include "replies.h"

/* Between two requests a proxy keeps a connection for a minute; being first to
 * close would cost it a request now and then. */
enum { IDLE_SECONDS = 75, PEER_SIZE = 64 };
/* A few thousand replies: what a helpdesk is asked in a day. */
enum { REPLIES_BYTES = 16 << 20 };

struct ekb_daemon {
    struct MHD_Daemon *library;
    const ekb_serve_config *config;
    ekb_site *site;
    ekb_connections *connections;
    ekb_cache *replies;
    int socket; /* not the library's any more: closed here */
};

/* So many times the longest body are read and thrown away, not more. */
enum { THROWN_MOST = 16 };

/* One request on its way through the library. */
typedef struct carried {
    char *target; /* NULL when it is too long */
    int head_seen;
    int overflow; /* the body is too large; the rest is thrown away */
    size_t thrown;
    ekb_strbuf body;
    ekb_http_request request;
    const char *method;
    ekb_head head;
    ekb_access access;
} carried;

static ekb_connection *connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

/* ---- Callbacks of the library --------------------------------------------- */

static void on_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    ekb_daemon *daemon = cls;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = info != NULL ? ekb_connections_add(daemon->connections, info->connect_fd) : NULL;
    } else {
        ekb_connections_remove(daemon->connections, *context);
        *context = NULL;
    }
    atomic_store_explicit(&daemon->site->metrics->connections, ekb_connections_count(daemon->connections),
                          memory_order_relaxed);
}

/* Targets are decoded by target.c, from what was received. */
static size_t leave_escaped(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

/* The library would copy each argument into a connection's bounded memory, and
 * hang where that does not suffice. The target lies in that memory, which is
 * not constant: an end behind the `?` leaves it nothing to copy. */
static void hide_arguments(const char *target)
{
    const char *question = strchr(target, '?');
    if (question != NULL)
        ((char *)(uintptr_t)question)[1] = '\0';
}

/* The request line has come in: from here on there is a request to account for. */
static void *on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
    carried *r = calloc(1, sizeof *r);
    ekb_connection *c = connection_of(connection);
    (void)cls;
    if (c != NULL)
        (void)ekb_connection_enter(c, EKB_PHASE_HEAD);
    size_t size = strlen(target) + 1;
    if (r == NULL || size > EKB_SERVE_TARGET_MOST)
        return r;
    r->target = malloc(size);
    if (r->target == NULL) {
        free(r);
        return NULL;
    }
    memcpy(r->target, target, size);
    hide_arguments(target);
    return r;
}

static enum MHD_Result on_field(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    ekb_head_field(cls, name, value);
    return MHD_YES;
}

static const char *field(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static void read_head(carried *r, struct MHD_Connection *connection, const char *method)
{
    r->head_seen = 1;
    r->method = method;
    r->request = (ekb_http_request){
        .method = ekb_http_method(method),
        .target = r->target != NULL ? r->target : "/",
        .accept_encoding = field(connection, "Accept-Encoding"),
        .accept_language = field(connection, "Accept-Language"),
        .content_type = field(connection, "Content-Type"),
        .host = field(connection, "Host"),
        .if_none_match = field(connection, "If-None-Match"),
        .origin = field(connection, "Origin"),
        .forwarded_proto = field(connection, "X-Forwarded-Proto"),
    };
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, on_field, &r->head);
}

/* Queue it, and account for it whether or not that works. */
static enum MHD_Result send_reply(const ekb_daemon *daemon, struct MHD_Connection *connection, carried *r,
                                  const ekb_sendable *reply, int64_t began)
{
    ekb_metrics *metrics = daemon->site->metrics;
    r->access.status = reply->status;
    r->access.bytes = reply->bytes;
    r->access.outcome = reply->outcome;
    r->access.microseconds = ekb_serve_os_microseconds() - began;
    ekb_metrics_count(metrics, reply->outcome.route, reply->status, r->access.microseconds);
    if (reply->outcome.answered)
        ekb_metrics_count_verdict(metrics, reply->outcome.verdict);
    return MHD_queue_response(connection, reply->status, reply->response);
}

static int make_reply(const ekb_daemon *daemon, carried *r, ekb_problem problem, const ekb_error *why,
                      ekb_sendable *out)
{
    ekb_http_reply reply = {0};
    ekb_outcome outcome;
    if (problem == EKB_PROBLEM_COUNT)
        ekb_exchange_answer(daemon->site, &r->request, &reply, &outcome);
    else
        ekb_exchange_refuse(daemon->site, &r->request, problem, why, &reply, &outcome);
    int result =
        ekb_sendable_make(out, &reply, &outcome, reply.close || atomic_load(&daemon->site->draining));
    ekb_http_reply_release(&reply);
    return result;
}

/* `problem` is EKB_PROBLEM_COUNT to answer, else what to refuse with. */
static enum MHD_Result reply_to(const ekb_daemon *daemon, struct MHD_Connection *connection, carried *r,
                                ekb_problem problem, const ekb_error *why)
{
    ekb_sendable reply = {0};
    ekb_cached *kept = NULL;
    ekb_strbuf key = EKB_STRBUF_INIT;
    ekb_connection *c = connection_of(connection);
    int64_t began = ekb_serve_os_microseconds();
    enum MHD_Result result = MHD_NO;
    if (c == NULL || ekb_connection_enter(c, EKB_PHASE_REPLY) != 0)
        return MHD_NO;
    r->request.body = ekb_strbuf_text(&r->body);
    r->request.body_length = r->body.length;
    int keeps = problem == EKB_PROBLEM_COUNT && !atomic_load(&daemon->site->draining) &&
                ekb_replies_key(&r->request, ekb_pool_generation(daemon->site->pool), &key);
    if (keeps)
        kept = ekb_cache_find(daemon->replies, ekb_strbuf_text(&key), key.length);
    if (kept == NULL && make_reply(daemon, r, problem, why, &reply) == 0 && keeps)
        kept = ekb_replies_keep(daemon->replies, &key, &reply);
    if (kept != NULL)
        result = send_reply(daemon, connection, r, kept->value, began);
    else if (reply.response != NULL)
        result = send_reply(daemon, connection, r, &reply, began);
    if (kept != NULL)
        ekb_cached_release(kept);
    else
        ekb_sendable_release(&reply);
    ekb_strbuf_release(&key);
    return result;
}

static enum MHD_Result on_head(const ekb_daemon *daemon, struct MHD_Connection *connection, carried *r,
                               const char *method, const char *version)
{
    ekb_problem problem = EKB_PROBLEM_TARGET;
    ekb_error why;
    ekb_connection *c = connection_of(connection);
    read_head(r, connection, method);
    ekb_error_set(&why, EKB_ERR_ARG, EKB_N_("an address has at most {most} bytes"),
                  EKB_N_("send a long text by POST"));
    ekb_error_number(&why, "most", EKB_SERVE_TARGET_MOST);
    if (r->target == NULL ||
        ekb_head_refused(&r->head, strcmp(version, "HTTP/1.0") == 0, daemon->config->body, &problem, &why)) {
        /* Who is still sending would not see the reply: a body that is not too
         * much too large is awaited. */
        r->overflow = problem == EKB_PROBLEM_BODY && r->head.length / THROWN_MOST <= daemon->config->body &&
                      field(connection, "Expect") == NULL;
        if (!r->overflow)
            return reply_to(daemon, connection, r, problem, &why);
    }
    return c != NULL && ekb_connection_enter(c, EKB_PHASE_BODY) == 0 ? MHD_YES : MHD_NO;
}

/* A reply cannot begin amid a body: what is too much is read and thrown away, up
 * to a point. */
static enum MHD_Result on_body(const ekb_daemon *daemon, carried *r, const char *bytes, size_t *length)
{
    size_t most = daemon->config->body;
    if (r->overflow || *length > most - r->body.length) {
        r->overflow = 1;
        r->thrown += *length;
        ekb_strbuf_release(&r->body);
    } else {
        ekb_strbuf_append(&r->body, bytes, *length);
    }
    *length = 0;
    return r->body.failed || r->thrown / THROWN_MOST > most ? MHD_NO : MHD_YES;
}

static enum MHD_Result on_access(void *cls, struct MHD_Connection *connection, const char *path,
                                 const char *method, const char *version, const char *bytes, size_t *length,
                                 void **context)
{
    const ekb_daemon *daemon = cls;
    carried *r = *context;
    (void)path;
    if (r == NULL)
        return MHD_NO;
    if (!r->head_seen)
        return on_head(daemon, connection, r, method, version);
    if (*length > 0)
        return on_body(daemon, r, bytes, length);
    if (!r->overflow)
        return reply_to(daemon, connection, r, EKB_PROBLEM_COUNT, NULL);
    ekb_error why;
    ekb_error_set(&why, EKB_ERR_ARG, EKB_N_("a body has at most {most} bytes"), NULL);
    ekb_error_number(&why, "most", (int64_t)daemon->config->body);
    return reply_to(daemon, connection, r, EKB_PROBLEM_BODY, &why);
}

static void write_log(const ekb_daemon *daemon, struct MHD_Connection *connection, carried *r)
{
    char peer[PEER_SIZE];
    const ekb_serve_config *config = daemon->config;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    ekb_serve_os_peer(info != NULL ? info->client_addr : NULL, peer, sizeof peer);
    r->access.peer = peer;
    r->access.method = r->method != NULL ? r->method : "-";
    r->access.target = r->target != NULL ? r->target : "";
    r->access.body = ekb_strbuf_text(&r->body);
    r->access.body_length = r->body.length;
    ekb_access_log(config->log, config->log_queries, &r->access);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode how)
{
    const ekb_daemon *daemon = cls;
    carried *r = *context;
    ekb_connection *c = connection_of(connection);
    *context = NULL;
    (void)how;
    if (c != NULL)
        (void)ekb_connection_enter(c, EKB_PHASE_IDLE);
    if (r == NULL)
        return;
    if (r->access.status == 0) {
        r->access.outcome = (ekb_outcome){.route = EKB_ROUTE_NONE};
        ekb_metrics_count(daemon->site->metrics, EKB_ROUTE_NONE, 0, 0);
    }
    if (daemon->config->log != EKB_LOG_NONE)
        write_log(daemon, connection, r);
    ekb_strbuf_release(&r->body);
    free(r->target);
    free(r);
}

/* ---- The daemon ---------------------------------------------------------------- */

/* Not strict for clients: what it is strict about framing.c is too, and the library's
 * own refusal of a missing Host comes with two heads. */
static struct MHD_Daemon *start_library(ekb_daemon *daemon, int socket)
{
    enum { FLAGS = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC };
    const ekb_serve_config *config = daemon->config;
    unsigned seconds = (unsigned)config->seconds + 2 * IDLE_SECONDS; /* ours come first */
    return MHD_start_daemon(FLAGS, 0, NULL, NULL, on_access, daemon, MHD_OPTION_LISTEN_SOCKET,
                            (MHD_socket)socket, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)config->threads,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)config->connections,
                            MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)config->connections_of_a_client,
                            MHD_OPTION_CONNECTION_TIMEOUT, seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)EKB_SERVE_HEAD_MOST, MHD_OPTION_STRICT_FOR_CLIENT, 0,
                            MHD_OPTION_URI_LOG_CALLBACK, on_target, daemon, MHD_OPTION_UNESCAPE_CALLBACK,
                            leave_escaped, daemon, MHD_OPTION_NOTIFY_COMPLETED, on_completed, daemon,
                            MHD_OPTION_NOTIFY_CONNECTION, on_connection, daemon, MHD_OPTION_END);
}

ekb_status ekb_daemon_start(ekb_daemon **out, int socket, const ekb_serve_config *config, ekb_site *site,
                            ekb_error *error)
{
    ekb_daemon *daemon = calloc(1, sizeof *daemon);
    *out = NULL;
    if (daemon != NULL)
        daemon->connections = ekb_connections_new();
    if (daemon != NULL)
        daemon->replies = ekb_replies_new(REPLIES_BYTES);
    if (daemon == NULL || daemon->connections == NULL || daemon->replies == NULL) {
        ekb_daemon_free(daemon);
        return ekb_error_nomem(error);
    }
    daemon->config = config;
    daemon->site = site;
    daemon->socket = -1;
    daemon->library = start_library(daemon, socket);
    if (daemon->library == NULL) {
        ekb_status status =
            ekb_error_set(error, EKB_ERR_IO, EKB_N_("the server cannot be started: {reason}"), NULL);
        ekb_error_text(error, "reason", strerror(errno));
        ekb_daemon_free(daemon);
        return status;
    }
    *out = daemon;
    return EKB_OK;
}

void ekb_daemon_tick(ekb_daemon *daemon)
{
    size_t idle = atomic_load(&daemon->site->draining) ? 1 : IDLE_SECONDS;
    size_t ended = ekb_connections_expire(daemon->connections, daemon->config->seconds, idle);
    atomic_fetch_add_explicit(&daemon->site->metrics->expired, ended, memory_order_relaxed);
}

void ekb_daemon_quiesce(ekb_daemon *daemon, int shared)
{
    struct sockaddr_storage address;
    socklen_t length;
    daemon->socket = MHD_quiesce_daemon(daemon->library);
    for (int s; !shared && daemon->socket >= 0 &&
                (s = ekb_serve_os_accept(daemon->socket, &address, &length)) >= 0;) {
        /* The library closes what it does not take. */
        (void)MHD_add_connection(daemon->library, s, (const struct sockaddr *)&address, length);
    }
    ekb_serve_os_close(daemon->socket);
    daemon->socket = -1;
}

size_t ekb_daemon_connections(ekb_daemon *daemon)
{
    return ekb_connections_count(daemon->connections);
}

void ekb_daemon_free(ekb_daemon *daemon)
{
    if (daemon == NULL)
        return;
    if (daemon->library != NULL)
        MHD_stop_daemon(daemon->library);
    ekb_cache_free(daemon->replies);
    ekb_connections_free(daemon->connections);
    free(daemon);
}
