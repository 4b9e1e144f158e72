/* SPDX-License-Identifier: MIT */
/* `errkb lookup --jsonl`: one JSON object a line in, one answer a line out, in
 * the same order. A line that is wrong gets an error of its own and stops
 * nothing. Output is held back only while more input is ready, so that a
 * program that asks and waits is answered at once, and one that sends a file
 * is not slowed by a write for each line. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "core/error.h"
#include "os.h"

enum {
    LINE_MOST = 8 * EKB_QUERY_MAX, /* of JSON: every byte may be an escape of six */
    HELD_MOST = 1 << 16,
    READ_SIZE = 1 << 16
};

typedef struct stream {
    ekb_session *session;
    ekb_strbuf line; /* an unfinished line */
    int skipping;    /* it is too long: its rest is dropped */
    int bad_lines;
    int reader_gone; /* nobody reads the answers any more */
} stream;

/* What a line asks. Strings are of `object`. */
typedef struct request {
    json_t *object;
    char *id; /* JSON text to echo, or NULL */
    ekb_query query;
    ekb_language_list wishes;
    const char *languages[EKB_LANGUAGES_MOST];
} request;

static ekb_status wrong(ekb_error *error, const char *key, const char *message, const char *remedy)
{
    ekb_status status = ekb_error_set(error, EKB_ERR_ARG, message, remedy);
    ekb_error_text(error, "key", key);
    return status;
}

static ekb_status take_text(const json_t *object, const char *key, const char **out, ekb_error *error)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return EKB_OK;
    if (!json_is_string(value))
        return wrong(error, key, EKB_N_("“{key}” is not a string"),
                     EKB_N_("write it between quotation marks"));
    *out = json_string_value(value);
    return EKB_OK;
}

static ekb_status take_limit(const json_t *object, size_t *out, ekb_error *error)
{
    const json_t *value = json_object_get(object, "limit");
    if (value == NULL || json_is_null(value))
        return EKB_OK;
    json_int_t number = json_is_integer(value) ? json_integer_value(value) : 0;
    if (number < 1 || number > 1000)
        return wrong(error, "limit", EKB_N_("“{key}” is not a whole number from 1 to 1000"), NULL);
    *out = (size_t)number;
    return EKB_OK;
}

static ekb_status take_language(const stream *s, request *r, ekb_error *error)
{
    const char *lang = NULL;
    size_t first = 0;
    ekb_status status = take_text(r->object, "lang", &lang, error);
    if (status != EKB_OK)
        return status;
    if (lang == NULL) {
        r->query.languages = s->session->wishes.count > 0 ? s->session->languages : NULL;
        r->query.language_count = s->session->wishes.count > 0 ? s->session->language_count : 0;
        return EKB_OK;
    }
    status = ekb_languages_parse(lang, &r->wishes, error);
    if (status == EKB_OK)
        status = ekb_offer_languages(&s->session->offer, s->session->engine, &r->wishes, r->languages,
                                     &r->query.language_count, &first, error);
    r->query.languages = r->languages;
    return status;
}

static ekb_status take_product(const stream *s, request *r, ekb_error *error)
{
    const char *product = NULL;
    r->query.product = s->session->options.product;
    ekb_status status = take_text(r->object, "product", &product, error);
    if (status != EKB_OK || product == NULL)
        return status;
    r->query.product = product;
    return ekb_offer_product(&s->session->offer, s->session->engine, product, error);
}

static ekb_status read_request(const stream *s, request *r, ekb_error *error)
{
    json_error_t json_error;
    r->object = json_loadb(ekb_strbuf_text(&s->line), s->line.length, JSON_ALLOW_NUL, &json_error);
    if (r->object == NULL) {
        ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("the line is not JSON: {reason}"),
                                          EKB_N_("write one JSON object on each line"));
        ekb_error_text(error, "reason", json_error.text);
        return status;
    }
    json_t *id = json_object_get(r->object, "id");
    r->id = id != NULL ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    const json_t *text = json_object_get(r->object, "query"); /* NULL of what is no object, too */
    if (text == NULL)
        return wrong(error, "query", EKB_N_("the line has no “{key}”"),
                     EKB_N_("write an object with a string of that name"));
    if (!json_is_string(text))
        return wrong(error, "query", EKB_N_("“{key}” is not a string"),
                     EKB_N_("write it between quotation marks"));
    r->query.text = json_string_value(text);
    r->query.length = json_string_length(text);
    r->query.limit = s->session->options.limit;
    r->query.flags = ekb_options_has(&s->session->options, EKB_OPTION_EXPLAIN) ? EKB_QUERY_EXPLAIN : 0;
    ekb_status status = take_language(s, r, error);
    if (status == EKB_OK)
        status = take_product(s, r, error);
    return status == EKB_OK ? take_limit(r->object, &r->query.limit, error) : status;
}

static void answer_line(stream *s)
{
    request r = {.query = EKB_QUERY_INIT};
    ekb_answer *answer = NULL;
    ekb_error error;
    ekb_status status =
        s->skipping ? wrong(&error, "query", EKB_N_("the line is too long"), EKB_N_("send a shorter text"))
                    : read_request(s, &r, &error);
    if (status == EKB_OK)
        status = ekb_lookup(s->session->engine, &r.query, &answer, &error);
    if (status == EKB_OK) {
        ekb_json_answer_line(&s->session->out, s->session->engine, answer, r.id);
    } else {
        ekb_json_error_line(&s->session->out, s->session->style.catalog, &error, r.id);
        s->bad_lines = 1;
    }
    ekb_answer_free(answer);
    free(r.id);
    json_decref(r.object);
    ekb_strbuf_clear(&s->line);
    s->skipping = 0;
}

static int is_blank(const ekb_strbuf *line)
{
    const char *text = ekb_strbuf_text(line);
    return strspn(text, " \t\r") == line->length;
}

static ekb_status flush(stream *s, ekb_error *error)
{
    ekb_strbuf *out = &s->session->out;
    if (out->failed)
        return ekb_error_nomem(error);
    ekb_status status = ekb_terminal_write_raw(ekb_strbuf_text(out), out->length, &s->reader_gone, error);
    ekb_strbuf_clear(out);
    return status;
}

static ekb_status end_line(stream *s, ekb_error *error)
{
    if (s->line.failed)
        return ekb_error_nomem(error);
    if (s->skipping || !is_blank(&s->line))
        answer_line(s);
    ekb_strbuf_clear(&s->line);
    return s->session->out.length > HELD_MOST ? flush(s, error) : EKB_OK;
}

static ekb_status take_bytes(stream *s, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    while (length > 0 && status == EKB_OK && !s->reader_gone) {
        const char *end = memchr(bytes, '\n', length);
        size_t n = end != NULL ? (size_t)(end - bytes) : length;
        s->skipping |= s->line.length + n > LINE_MOST;
        if (!s->skipping)
            ekb_strbuf_append(&s->line, bytes, n);
        if (end != NULL)
            status = end_line(s, error);
        n += end != NULL;
        bytes += n;
        length -= n;
    }
    return status;
}

static ekb_status fail_read(int failure, ekb_error *error)
{
    ekb_status status =
        ekb_error_set(error, EKB_ERR_IO, EKB_N_("standard input cannot be read: {reason}"), NULL);
    ekb_error_text(error, "reason", strerror(failure));
    return status;
}

static ekb_status pump(stream *s, char *buffer, ekb_error *error)
{
    for (;;) {
        ekb_status status = EKB_OK;
        if (s->session->out.length > 0 && !ekb_os_readable(EKB_STDIN))
            status = flush(s, error);
        if (status != EKB_OK || s->reader_gone)
            return status;
        long n = ekb_os_read_some(EKB_STDIN, buffer, READ_SIZE);
        if (n < 0)
            return fail_read(errno, error);
        /* The last line may lack its end. */
        status = n == 0 ? end_line(s, error) : take_bytes(s, buffer, (size_t)n, error);
        if (status != EKB_OK)
            return status;
        if (n == 0)
            return flush(s, error);
    }
}

int ekb_command_jsonl(ekb_session *session)
{
    stream s = {.session = session};
    ekb_error error;
    char *buffer = malloc(READ_SIZE);
    ekb_session_speak_like(session, "");
    if (buffer == NULL) {
        ekb_error_nomem(&error);
        return ekb_session_fail(session, &error);
    }
    ekb_status status = ekb_session_open_engine(session, &error);
    if (status == EKB_OK && session->options.word_count > 0)
        status = ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("--jsonl reads standard input only"),
                               EKB_N_("leave the text out"));
    if (status == EKB_OK)
        status = pump(&s, buffer, &error);
    free(buffer);
    ekb_strbuf_release(&s.line);
    if (status != EKB_OK)
        return ekb_session_fail(session, &error);
    return s.bad_lines ? EKB_EXIT_UNSURE : EKB_EXIT_FOUND;
}
