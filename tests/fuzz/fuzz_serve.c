/* SPDX-License-Identifier: MIT */
/*
 * A request of any bytes is answered: a status that HTTP has, a type where there
 * is a body, nothing in a header field that would end it. The input is a head
 * of `name: value` lines that begins with "METHOD target", an empty line and a
 * body; fields that are not of ekb_http_request are given to framing.c.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange.h"
#include "framing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static ekb_site *open_site(void)
{
    static ekb_site site;
    static ekb_metrics metrics;
    ekb_indexes indexes = {.named = 1};
    ekb_error error, skipped;
    int changed = 0;
    indexes.found.arena = &indexes.arena;
    site.metrics = &metrics;
    require(ekb_paths_add(&indexes.found, FUZZ_INDEX) == 0);
    if (ekb_pool_new(&site.pool, 1, &error) != EKB_OK ||
        ekb_pool_load(site.pool, &indexes, &changed, &skipped, &error) != EKB_OK) {
        char text[512];
        ekb_error_english(&error, text, sizeof text);
        fprintf(stderr, "fuzz_serve: %s\n", text);
        exit(1);
    }
    ekb_indexes_release(&indexes);
    return &site;
}

static void take_field(ekb_http_request *request, ekb_head *head, char *line)
{
    const struct {
        const char *name;
        const char **to;
    } fields[] = {
        {"Accept-Encoding", &request->accept_encoding},   {"Accept-Language", &request->accept_language},
        {"Content-Type", &request->content_type},         {"Host", &request->host},
        {"If-None-Match", &request->if_none_match},       {"Origin", &request->origin},
        {"X-Forwarded-Proto", &request->forwarded_proto},
    };
    char *colon = strchr(line, ':');
    if (colon == NULL)
        return;
    *colon = '\0';
    const char *value = colon + 1 + strspn(colon + 1, " ");
    ekb_head_field(head, line, value);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(line, fields[i].name) == 0)
            *fields[i].to = value;
    }
}

/* Cuts `text` into lines; returns what is behind the empty one. */
static char *read_request(ekb_http_request *request, ekb_head *head, char *text)
{
    int first = 1;
    while (*text != '\0') {
        char *end = strchr(text, '\n'), *line = text;
        if (end == NULL)
            end = text + strlen(text);
        text = end + (*end != '\0');
        *end = '\0';
        if (*line == '\0')
            break;
        char *space = first ? strchr(line, ' ') : NULL;
        if (space != NULL) {
            *space = '\0';
            request->method = ekb_http_method(line);
            request->target = space + 1;
        } else if (!first) {
            take_field(request, head, line);
        }
        first = 0;
    }
    return text;
}

static void check_reply(const ekb_http_reply *reply)
{
    size_t length = reply->lent != NULL ? reply->lent_length : reply->body.length;
    require(reply->status >= 200 && reply->status < 600 && !reply->body.failed);
    require(length == 0 || reply->type != NULL);
    require(reply->header_count < EKB_HTTP_HEADERS_MOST);
    for (size_t i = 0; i < reply->header_count; i++)
        require(strpbrk(reply->headers[i].value, "\r\n") == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ekb_site *site;
    if (site == NULL)
        site = open_site();
    ekb_http_request request = {.target = "/"};
    ekb_http_reply reply = {0};
    ekb_outcome outcome;
    ekb_head head = {0};
    ekb_problem problem;
    ekb_error why;
    char *text = malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    char *body = read_request(&request, &head, text);
    request.body = body;
    request.body_length = (size_t)(text + size - body);
    if (ekb_head_refused(&head, 0, 65536, &problem, &why)) {
        ekb_exchange_refuse(site, &request, problem, &why, &reply, &outcome);
        check_reply(&reply);
        ekb_http_reply_release(&reply);
    }
    ekb_exchange_answer(site, &request, &reply, &outcome);
    check_reply(&reply);
    ekb_http_reply_release(&reply);
    free(text);
    return 0;
}
