/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <stdint.h>
#include <string.h>

#include "core/distance.h"

void ekb_suggest_init(ekb_suggest *suggest, const char *typed)
{
    *suggest = (ekb_suggest){typed, NULL, SIZE_MAX, 0};
}

static int is_beginning(const char *typed, const char *word)
{
    size_t length = strlen(typed);
    return length >= 3 && strncmp(typed, word, length) == 0 && word[length] != '\0';
}

/* A beginning of a longer word counts as near: `--prod` for `--product`. */
static size_t nearness(const char *typed, const char *word)
{
    size_t length = strlen(typed);
    if (is_beginning(typed, word))
        return 1;
    size_t distance = ekb_edit_distance(typed, word);
    size_t allowed = length < 5 ? 1 : length < 8 ? 2 : 3;
    return distance <= allowed && distance < length ? distance : SIZE_MAX;
}

/* Of two as near a beginning is meant: `--rang` is `--range`, not `--lang`. */
void ekb_suggest_offer(ekb_suggest *suggest, const char *word)
{
    size_t distance = nearness(suggest->typed, word);
    int begins = is_beginning(suggest->typed, word);
    if (distance < suggest->distance || (distance == suggest->distance && begins && !suggest->is_beginning)) {
        suggest->distance = distance;
        suggest->best = word;
        suggest->is_beginning = begins;
    }
}
