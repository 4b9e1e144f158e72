/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <stdint.h>
#include <string.h>

#include "core/distance.h"

void ekb_suggest_init(ekb_suggest *suggest, const char *typed)
{
    *suggest = (ekb_suggest){typed, NULL, SIZE_MAX};
}

/* A beginning of a longer word counts as near: `--prod` for `--product`. */
static size_t nearness(const char *typed, const char *word)
{
    size_t length = strlen(typed);
    if (length >= 3 && strncmp(typed, word, length) == 0 && word[length] != '\0')
        return 1;
    size_t distance = ekb_edit_distance(typed, word);
    size_t allowed = length < 5 ? 1 : length < 8 ? 2 : 3;
    return distance <= allowed && distance < length ? distance : SIZE_MAX;
}

void ekb_suggest_offer(ekb_suggest *suggest, const char *word)
{
    size_t distance = nearness(suggest->typed, word);
    if (distance < suggest->distance) {
        suggest->distance = distance;
        suggest->best = word;
    }
}
