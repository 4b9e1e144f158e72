/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "os_serve.h"

enum {
    SECONDS = 20,
    CONNECTIONS = 4096,
    CONNECTIONS_OF_A_CLIENT = 256,
    BODY_KIB = 512 /* a paste of 64 KiB with every byte escaped, and more */
};

static ekb_status fail(ekb_error *error, ekb_option option, const char *value, const char *remedy)
{
    ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--{option} cannot be “{value}”"), remedy);
    ekb_error_text(error, "option", ekb_option_specs[option].name);
    ekb_error_text(error, "value", value);
    return status;
}

static int is_port(const char *text)
{
    size_t length = strspn(text, "0123456789");
    unsigned long number = 0;
    for (size_t i = 0; i < length && i < 6; i++)
        number = number * 10 + (unsigned long)(text[i] - '0');
    return length > 0 && length < 6 && text[length] == '\0' && number <= 65535;
}

/* "127.0.0.1:8080", "[::1]:8080", ":8080", "unix:/run/errkb/errkb.sock" */
static ekb_status read_address(ekb_serve_config *out, const char *text, ekb_arena *arena, ekb_error *error)
{
    static const char scheme[] = "unix:";
    const char *colon = strrchr(text, ':'), *host = text;
    if (strncmp(text, scheme, sizeof scheme - 1) == 0 && text[sizeof scheme - 1] != '\0') {
        out->unix_path = text + sizeof scheme - 1;
        return EKB_OK;
    }
    if (colon == NULL || !is_port(colon + 1))
        return fail(
            error, EKB_OPTION_LISTEN, text,
            EKB_N_("write an address and a port, such as 127.0.0.1:8080 or [::1]:8080, or unix:PATH"));
    size_t length = (size_t)(colon - host);
    if (length >= 2 && host[0] == '[' && host[length - 1] == ']') {
        host++;
        length -= 2;
    }
    out->port = colon + 1;
    if (length == 0)
        return EKB_OK;
    out->host = ekb_arena_strndup(arena, host, length);
    return out->host == NULL ? ekb_error_nomem(error) : EKB_OK;
}

/* "https://help.example:8443", without a path: it is compared with what browsers send. */
static int is_origin(const char *text)
{
    const char *host = strncmp(text, "http://", 7) == 0    ? text + 7
                       : strncmp(text, "https://", 8) == 0 ? text + 8
                                                           : "";
    return *host != '\0' && strpbrk(host, "/?#@ \t\r\n\"<>\\") == NULL;
}

static ekb_status read_origin(const ekb_options *options, ekb_option option, const char **out,
                              ekb_error *error)
{
    const char *text = options->text[option];
    int any = option == EKB_OPTION_CORS && text != NULL && strcmp(text, "*") == 0;
    *out = text;
    if (text == NULL || any || is_origin(text))
        return EKB_OK;
    return fail(error, option, text, EKB_N_("write a scheme and a host, such as https://help.example"));
}

static size_t number(const ekb_options *options, ekb_option option, size_t usual)
{
    return ekb_options_has(options, option) ? options->number[option] : usual;
}

ekb_status ekb_serve_config_read(ekb_serve_config *out, const ekb_options *options, ekb_arena *arena,
                                 ekb_error *error)
{
    enum { THREADS_LEAST = 2, THREADS_MOST = 256 };
    const char *listen = options->text[EKB_OPTION_LISTEN];
    size_t processors = ekb_serve_os_processors();
    *out = (ekb_serve_config){
        .threads =
            number(options, EKB_OPTION_THREADS, processors > THREADS_LEAST ? processors : THREADS_LEAST),
        .log = (ekb_log_format)options->choice[EKB_OPTION_LOG],
        .log_queries = ekb_options_has(options, EKB_OPTION_LOG_QUERIES),
        .seconds = number(options, EKB_OPTION_TIMEOUT, SECONDS),
        .connections = number(options, EKB_OPTION_CONNECTIONS, CONNECTIONS),
        .connections_of_a_client = number(options, EKB_OPTION_PER_CLIENT, CONNECTIONS_OF_A_CLIENT),
        .body = number(options, EKB_OPTION_BODY, BODY_KIB) * 1024,
    };
    if (out->threads > THREADS_MOST)
        out->threads = THREADS_MOST;
    if (options->word_count > 0)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("serve takes options only"),
                             EKB_N_("errkb help serve lists them"));
    ekb_status status = read_address(out, listen != NULL ? listen : "127.0.0.1:8080", arena, error);
    if (status == EKB_OK)
        status = read_origin(options, EKB_OPTION_CORS, &out->cors, error);
    if (status == EKB_OK)
        status = read_origin(options, EKB_OPTION_ORIGIN, &out->origin, error);
    return status;
}
