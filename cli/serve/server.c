/* SPDX-License-Identifier: MIT */
/*
 * One thread waits for signals, changed files and the clock; the others serve.
 *
 * A change is waited out for a moment, since a rename comes as several events
 * and a copy as many, and then all indexes are opened anew. What cannot be
 * opened changes nothing: the server goes on with what it has.
 */
#include "server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "access_log.h"
#include "core/error.h"
#include "daemon.h"
#include "os_serve.h"

enum { TICK_MILLISECONDS = 250, SETTLE_MILLISECONDS = 100, DRAIN_SECONDS = 30 };

typedef struct server {
    ekb_session *session;
    const ekb_serve_config *config;
    ekb_metrics *metrics;
    ekb_site site;
    ekb_serve_events events;
    ekb_daemon *daemon;
    int shared; /* the socket is the service manager's */
} server;

/* ---- Saying ------------------------------------------------------------------ */

static void say(const server *s, const char *text)
{
    ekb_serve_say(s->config->log, text);
}

static const char *translate(void *catalog, const char *english)
{
    const ekb_tr_catalog *const *chosen = catalog;
    return ekb_tr(*chosen, english);
}

static void say_error(const server *s, const ekb_error *error)
{
    char text[8 * EKB_ERROR_TEXT];
    const ekb_tr_catalog *catalog = s->session->style.catalog;
    ekb_error_render(error, translate, &catalog, text, sizeof text);
    say(s, text);
}

static void say_loaded(const server *s)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_handle *handle = ekb_pool_take(s->site.pool);
    if (handle != NULL) {
        ekb_strbuf_printf(&text, tr(s->session->style.catalog, "indexes in use: %s"), handle->ids);
        ekb_pool_give(s->site.pool, handle);
    }
    say(s, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
}

/* ---- Indexes ----------------------------------------------------------------- */

/* Watch first, then open: what changes in between is seen. */
static ekb_status watch(server *s, const ekb_indexes *indexes, ekb_error *error)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_paths folders = {.arena = &arena};
    ekb_status status = ekb_indexes_folders(indexes, &folders, error);
    ekb_serve_os_forget(&s->events);
    for (size_t i = 0; i < folders.count; i++)
        ekb_serve_os_watch(&s->events, folders.items[i]);
    ekb_arena_release(&arena);
    return status;
}

static ekb_status load(server *s, int *changed, ekb_error *error)
{
    ekb_indexes indexes;
    ekb_error skipped;
    skipped.message = NULL;
    *changed = 0;
    ekb_status status = ekb_indexes_find(&indexes, &s->session->options, error);
    if (status == EKB_OK)
        status = watch(s, &indexes, error);
    if (status == EKB_OK)
        status = ekb_pool_load(s->site.pool, &indexes, changed, &skipped, error);
    ekb_indexes_release(&indexes);
    if (status == EKB_OK && *changed)
        atomic_store(&s->metrics->loaded, ekb_serve_os_seconds());
    if (status == EKB_OK && *changed && skipped.message != NULL)
        say_error(s, &skipped);
    return status;
}

static void reload(server *s)
{
    ekb_error error;
    int changed = 0;
    if (load(s, &changed, &error) != EKB_OK) {
        atomic_fetch_add(&s->metrics->reload_failures, 1);
        say_error(s, &error);
    } else if (changed) {
        atomic_fetch_add(&s->metrics->reloads, 1);
        say_loaded(s);
    }
}

/* ---- Start -------------------------------------------------------------------- */

static ekb_status fail_listen(const ekb_serve_config *config, int gai, ekb_error *error)
{
    int code = errno;
    ekb_strbuf where = EKB_STRBUF_INIT;
    if (config->unix_path != NULL)
        ekb_strbuf_puts(&where, config->unix_path);
    else
        ekb_strbuf_printf(&where, "%s:%s", config->host != NULL ? config->host : "", config->port);
    ekb_status status = ekb_error_set(error, EKB_ERR_IO, EKB_N_("cannot listen at {address}: {reason}"),
                                      EKB_N_("give another address with --listen"));
    ekb_error_text(error, "address", ekb_strbuf_text(&where));
    ekb_error_text(error, "reason", gai != 0 ? EKB_N_("there is no such address") : strerror(code));
    ekb_strbuf_release(&where);
    return status;
}

static ekb_status open_socket(server *s, int *out, ekb_error *error)
{
    const ekb_serve_config *config = s->config;
    int gai = 0;
    *out = ekb_serve_os_inherited();
    s->shared = *out >= 0;
    if (s->shared)
        return EKB_OK;
    *out = config->unix_path != NULL ? ekb_serve_os_listen_unix(config->unix_path)
                                     : ekb_serve_os_listen(config->host, config->port, &gai);
    return *out >= 0 ? EKB_OK : fail_listen(config, gai, error);
}

static void say_listening(const server *s, int socket)
{
    char url[256];
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_serve_os_url(socket, url, sizeof url);
    ekb_strbuf_printf(&text, tr(s->session->style.catalog, "listening at %s"), url);
    say(s, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
}

static ekb_status start(server *s, ekb_error *error)
{
    int socket = -1, changed = 0;
    ekb_serve_os_tune_memory();
    ekb_serve_os_raise_files();
    if (ekb_serve_os_events_open(&s->events) != 0) {
        ekb_status status =
            ekb_error_set(error, EKB_ERR_IO, EKB_N_("the server cannot be started: {reason}"), NULL);
        ekb_error_text(error, "reason", strerror(errno));
        return status;
    }
    ekb_status status = ekb_pool_new(&s->site.pool, s->config->threads + 1, error);
    if (status == EKB_OK)
        status = load(s, &changed, error);
    if (status == EKB_OK)
        status = open_socket(s, &socket, error);
    if (status != EKB_OK)
        return status;
    say_loaded(s);
    status = ekb_daemon_start(&s->daemon, socket, s->config, &s->site, error);
    if (status == EKB_OK)
        say_listening(s, socket);
    else
        ekb_serve_os_close(socket);
    return status;
}

/* ---- Run and end ----------------------------------------------------------------- */

static void run(server *s)
{
    unsigned pending = 0;
    ekb_serve_os_notify("READY=1");
    for (;;) {
        unsigned seen = ekb_serve_os_wait(&s->events, pending != 0 ? SETTLE_MILLISECONDS : TICK_MILLISECONDS);
        ekb_daemon_tick(s->daemon);
        if ((seen & EKB_SERVE_STOP) != 0)
            return;
        /* Quiet for a moment after a change, or told by a signal. */
        if ((seen & EKB_SERVE_RELOAD) != 0 || (pending != 0 && seen == 0)) {
            pending = 0;
            reload(s);
        } else {
            pending |= seen;
        }
    }
}

static void drain(server *s)
{
    int64_t until = ekb_serve_os_microseconds() + (int64_t)DRAIN_SECONDS * 1000000;
    ekb_serve_os_notify("STOPPING=1");
    atomic_store(&s->site.draining, 1);
    ekb_daemon_quiesce(s->daemon, s->shared);
    while (ekb_daemon_connections(s->daemon) > 0 && ekb_serve_os_microseconds() < until) {
        /* Asked a second time: whoever asks does not want to wait. */
        if ((ekb_serve_os_wait(&s->events, TICK_MILLISECONDS / 5) & EKB_SERVE_STOP) != 0)
            break;
        ekb_daemon_tick(s->daemon);
    }
}

int ekb_server_run(ekb_session *session, const ekb_serve_config *config)
{
    server s = {.session = session, .config = config, .events = {-1, -1}};
    ekb_error error;
    int code = EKB_EXIT_FOUND;
    s.metrics = calloc(1, sizeof *s.metrics);
    s.site.metrics = s.metrics;
    s.site.cors = config->cors;
    s.site.origin = config->origin;
    ekb_status status = s.metrics != NULL ? start(&s, &error) : ekb_error_nomem(&error);
    if (status == EKB_OK) {
        run(&s);
        drain(&s);
    } else {
        code = ekb_session_fail(session, &error);
    }
    ekb_daemon_free(s.daemon);
    ekb_pool_free(s.site.pool);
    ekb_serve_os_events_close(&s.events);
    if (status == EKB_OK && config->unix_path != NULL && !s.shared)
        ekb_serve_os_remove(config->unix_path);
    free(s.metrics);
    return code;
}
