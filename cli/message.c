/* SPDX-License-Identifier: MIT */
#include "message.h"

#include <string.h>

/* Does `{name}` stand at @p at? */
static int is_placeholder(const char *at, const char *name)
{
    size_t length = strlen(name);
    return length > 0 && *at == '{' && strncmp(at + 1, name, length) == 0 && at[1 + length] == '}';
}

int ekb_message_names(const char *message, const char *name)
{
    while ((message = strchr(message, '{')) != NULL) {
        if (is_placeholder(message, name))
            return 1;
        message++;
    }
    return 0;
}

/* What was captured for the placeholder that stands at @p at, or NULL. */
static const ekb_argument *captured_at(const ekb_hit *hit, const char *at)
{
    for (size_t i = 0; hit != NULL && i < hit->argument_count; i++) {
        if (*hit->arguments[i].value != '\0' && is_placeholder(at, hit->arguments[i].name))
            return &hit->arguments[i];
    }
    return NULL;
}

void ekb_message_begin(ekb_message_reader *reader, const char *message, const ekb_hit *hit)
{
    *reader = (ekb_message_reader){message, hit};
}

int ekb_message_next(ekb_message_reader *reader, ekb_message_part *part)
{
    const char *start = reader->at, *end = start;
    const ekb_argument *argument = captured_at(reader->hit, start);
    if (*start == '\0')
        return 0;
    if (argument != NULL) {
        *part = (ekb_message_part){argument->value, strlen(argument->value), 1};
        reader->at += strlen(argument->name) + 2;
        return 1;
    }
    do
        end += 1 + strcspn(end + 1, "{");
    while (*end != '\0' && captured_at(reader->hit, end) == NULL);
    *part = (ekb_message_part){start, (size_t)(end - start), 0};
    reader->at = end;
    return 1;
}
