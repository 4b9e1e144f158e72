/* SPDX-License-Identifier: MIT */
#include "body.h"

#include <string.h>

#include "json.h"

ekb_body ekb_body_of(char *json)
{
    return (ekb_body){.at = json, .to = json};
}

/* The string at hand; NULL for none. */
static const char *read_text(ekb_body *body)
{
    char *text = body->to;
    if (*body->at != '"' || (body->at = ekb_json_string(body->at + 1, text)) == NULL)
        return NULL;
    body->to = text + strlen(text) + 1;
    body->at = ekb_json_space(body->at);
    return text;
}

/* [text] or [title, text] */
static int read_array(ekb_body *body)
{
    body->at = ekb_json_space(body->at + 1);
    body->title = "";
    if ((body->text = read_text(body)) == NULL)
        return 0;
    if (*body->at == ',') {
        body->title = body->text;
        body->at = ekb_json_space(body->at + 1);
        if ((body->text = read_text(body)) == NULL)
            return 0;
    }
    return *body->at++ == ']';
}

static int read_node(ekb_body *body)
{
    body->title = body->text = NULL;
    body->bare = *body->at == '"';
    if (*body->at == '[')
        return read_array(body);
    if (strncmp(body->at, "null", 4) == 0) {
        body->at += 4;
        return 1;
    }
    body->title = "";
    return (body->text = read_text(body)) != NULL;
}

int ekb_body_next(ekb_body *body)
{
    char before = body->node == 0 ? '[' : ',';
    body->at = ekb_json_space(body->at);
    if (body->node == 0 && *body->at == '\0')
        return 0;
    if (body->node > 0 && *body->at == ']')
        return *ekb_json_space(body->at + 1) == '\0' ? 0 : -1;
    if (*body->at != before || body->node == UINT32_MAX)
        return -1;
    body->at = ekb_json_space(body->at + 1);
    body->node++;
    return read_node(body) ? 1 : -1;
}
