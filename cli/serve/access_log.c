/* SPDX-License-Identifier: MIT */
#include "access_log.h"

#include <inttypes.h>
#include <string.h>

#include "json_build.h"
#include "os.h"
#include "os_serve.h"
#include "sanitize.h"

enum { BODY_MOST = 4096 };

/* Nothing but printable ASCII reaches the log; the rest is percent-encoded, as in a target. */
static void put_plain(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte > ' ' && byte < 0x7F)
            ekb_strbuf_putc(out, (char)byte);
        else
            ekb_strbuf_printf(out, "%%%02X", byte);
    }
}

/* An address that leads somewhere was made by us; any other may be a paste. */
static size_t target_length(const ekb_access *access, int with_queries)
{
    if (with_queries)
        return strlen(access->target);
    int known = access->status != 0 && access->status < 400;
    return known ? strcspn(access->target, "?") : 0;
}

static const char *known_method(const char *method)
{
    return ekb_http_method(method) != EKB_HTTP_OTHER ? method : "-";
}

static void format_text(ekb_strbuf *out, int with_queries, const char *now, const ekb_access *access)
{
    size_t length = target_length(access, with_queries);
    ekb_strbuf_printf(out, "%s %s %s ", now, access->peer, known_method(access->method));
    put_plain(out, length > 0 ? access->target : "-", length > 0 ? length : 1);
    ekb_strbuf_printf(out, " %u %zu %" PRId64 ".%03dms", access->status, access->bytes,
                      access->microseconds / 1000, (int)(access->microseconds % 1000));
    if (access->outcome.answered)
        ekb_strbuf_printf(out, " %s", ekb_verdict_name(access->outcome.verdict));
    if (with_queries && access->body_length > 0) {
        ekb_strbuf_putc(out, ' ');
        put_plain(out, access->body, access->body_length < BODY_MOST ? access->body_length : BODY_MOST);
    }
    ekb_strbuf_putc(out, '\n');
}

static void set_plain(ekb_json *json, json_t *object, const char *key, const char *text, size_t length)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    put_plain(&plain, text, length);
    ekb_json_set_text(json, object, key, ekb_strbuf_text(&plain));
    ekb_strbuf_release(&plain);
}

static void format_json(ekb_strbuf *out, int with_queries, const char *now, const ekb_access *access)
{
    ekb_json json = {0};
    json_t *object = ekb_json_object(&json);
    size_t length = target_length(access, with_queries);
    ekb_json_set_text(&json, object, "time", now);
    ekb_json_set_text(&json, object, "client", access->peer);
    ekb_json_set_text(&json, object, "method", known_method(access->method));
    ekb_json_set_text(&json, object, "route", ekb_route_name(access->outcome.route));
    set_plain(&json, object, "target", access->target, length);
    ekb_json_set_number(&json, object, "status", access->status);
    ekb_json_set_number(&json, object, "bytes", (long long)access->bytes);
    ekb_json_set_number(&json, object, "microseconds", access->microseconds);
    if (access->outcome.answered)
        ekb_json_set_text(&json, object, "verdict", ekb_verdict_name(access->outcome.verdict));
    if (with_queries && access->body_length > 0)
        set_plain(&json, object, "body", access->body,
                  access->body_length < BODY_MOST ? access->body_length : BODY_MOST);
    ekb_json_write(&json, out, object, 0);
}

void ekb_access_format(ekb_strbuf *out, ekb_log_format format, int with_queries, const char *now,
                       const ekb_access *access)
{
    if (format == EKB_LOG_JSON)
        format_json(out, with_queries, now, access);
    else
        format_text(out, with_queries, now, access);
}

/* One write for a line, so that lines of several threads do not mix. */
static void write_line(ekb_strbuf *line)
{
    if (!line->failed)
        (void)ekb_os_write(EKB_STDERR, ekb_strbuf_text(line), line->length);
    ekb_strbuf_release(line);
}

void ekb_access_log(ekb_log_format format, int with_queries, const ekb_access *access)
{
    char now[EKB_SERVE_TIME_SIZE];
    ekb_strbuf line = EKB_STRBUF_INIT;
    if (format == EKB_LOG_NONE)
        return;
    ekb_serve_os_time(now);
    ekb_access_format(&line, format, with_queries, now, access);
    write_line(&line);
}

void ekb_serve_say(ekb_log_format format, const char *text)
{
    char now[EKB_SERVE_TIME_SIZE];
    ekb_strbuf line = EKB_STRBUF_INIT;
    ekb_serve_os_time(now);
    if (format == EKB_LOG_JSON) {
        ekb_json json = {0};
        json_t *object = ekb_json_object(&json);
        ekb_json_set_text(&json, object, "time", now);
        ekb_json_set_text(&json, object, "message", text);
        ekb_json_write(&json, &line, object, 0);
    } else {
        ekb_strbuf_printf(&line, "%s ", now);
        ekb_sanitize(&line, text, strlen(text), EKB_LINE_ENDS_KEEP);
        ekb_strbuf_putc(&line, '\n');
    }
    write_line(&line);
}
