/* SPDX-License-Identifier: MIT */
#include "side.h"

#include "anchor.h"

void ekb_side_behind(const char *text, size_t length, size_t at, ekb_side *out)
{
    out->length = 0;
    while (at < length && ekb_anchor_is_word((unsigned char)text[at]))
        at++;
    for (; at < length && out->length < sizeof out->text && !ekb_side_is_beyond(text[at]); at++)
        if (!ekb_side_is_blank(text[at]))
            out->text[out->length++] = ekb_side_glance(text[at]);
}

void ekb_side_before(const char *text, size_t from, size_t at, ekb_side *out)
{
    out->length = 0;
    for (; at > from && out->length < sizeof out->text && !ekb_side_is_beyond(text[at - 1]); at--)
        if (!ekb_side_is_blank(text[at - 1]))
            out->text[out->length++] = ekb_side_glance(text[at - 1]);
}

static unsigned print_of(const ekb_side *side, size_t needed)
{
    uint32_t hash = 0;
    if (side->length < needed)
        return 0;
    for (size_t i = 0; i < needed; i++)
        hash = (hash ^ (unsigned char)side->text[i]) * EKB_ANCHOR_PAIR_MULTIPLIER;
    return 1 + (hash >> 16) % 15;
}

uint8_t ekb_side_print(const ekb_side *before, const ekb_side *behind)
{
    return (uint8_t)(print_of(before, EKB_SIDE_BEFORE) << 4 | print_of(behind, EKB_SIDE_BEHIND));
}
