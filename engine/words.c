/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "json.h"

/* At most so many strings: one more than there are commas. */
static size_t most_words(const char *json)
{
    size_t count = 1;
    for (; (json = strchr(json, ',')) != NULL; json++)
        count++;
    return count;
}

ekb_status ekb_words_parse(const char *json, ekb_arena *arena, const char *const **words, size_t *count)
{
    const char *at = ekb_json_space(json);
    size_t n = 0;
    char *text = ekb_arena_alloc(arena, strlen(json) + 1);
    const char **list = ekb_arena_calloc(arena, most_words(json), sizeof *list);
    *words = NULL;
    *count = 0;
    if (text == NULL || list == NULL)
        return EKB_ERR_NOMEM;
    if (*at != '[')
        return EKB_ERR_CORRUPT;
    at = ekb_json_space(at + 1);
    while (*at == '"') {
        list[n++] = text;
        at = ekb_json_string(at + 1, text);
        if (at == NULL)
            return EKB_ERR_CORRUPT;
        text += strlen(text) + 1;
        at = ekb_json_space(at);
        if (*at != ',')
            break;
        at = ekb_json_space(at + 1);
        if (*at != '"')
            return EKB_ERR_CORRUPT;
    }
    if (*at != ']' || *ekb_json_space(at + 1) != '\0')
        return EKB_ERR_CORRUPT;
    *words = list;
    *count = n;
    return EKB_OK;
}
