/* SPDX-License-Identifier: MIT */
/*
 * Whether a message may stand at a place, at a glance: what is beside its key up
 * to the nearest placeholders, and what is across these, somewhere on the line.
 * Where either text is beyond a glance, it may.
 */
#include "core/anchor.h"
#include "core/glance.h"
#include "fit.h"

/* What two texts say of each other: they differ, one of them cannot be compared,
 * or so far they agree and the message's has a placeholder or ends. */
typedef enum verdict { DIFFER, UNKNOWN, AGREE } verdict;

/* The next character of a text but blanks; its end is beyond. */
static uint32_t glance_on(const char **at, const char *end)
{
    uint32_t c = EKB_GLANCE_BLANK;
    for (unsigned size; c == EKB_GLANCE_BLANK && *at < end; *at += size)
        c = ekb_glance(*at, end, &size);
    return c != EKB_GLANCE_BLANK ? c : EKB_GLANCE_BEYOND;
}

static uint32_t glance_back(const char *start, const char **at)
{
    uint32_t c = EKB_GLANCE_BLANK;
    for (unsigned size; c == EKB_GLANCE_BLANK && *at > start; *at -= size)
        c = ekb_glance_back(start, *at, &size);
    return c != EKB_GLANCE_BLANK ? c : EKB_GLANCE_BEYOND;
}

/* ---- Behind ------------------------------------------------------------------------- */

/* Where they agree both are read on to there. */
static verdict agree_on(const char **message, const char *end, const char **text, const char *text_end)
{
    for (unsigned size; *message < end; *message += size) {
        uint32_t wanted = ekb_glance(*message, end, &size), found;
        if (wanted == EKB_GLANCE_BLANK)
            continue;
        if (wanted == EKB_GLANCE_BEYOND)
            break;
        found = glance_on(text, text_end);
        if (found != wanted)
            return found == EKB_GLANCE_BEYOND ? UNKNOWN : DIFFER;
    }
    return AGREE;
}

static const char *pass_blanks(const char *at, const char *end, int *has_left)
{
    while (at < end && (unsigned char)*at < 0x80 && ekb_glance_ascii[(unsigned char)*at] == EKB_GLANCE_BLANK)
        *has_left |= *at++ == '\n';
    return at;
}

/* A placeholder begins at `text`: whether what follows it may stand where it ends,
 * at the latest where the next line begins. */
static int seek_on(const char *message, const char *end, const char *text, const char *text_end)
{
    int has_left = 0;
    text = pass_blanks(text, text_end, &has_left);
    has_left = 0;
    for (size_t gap = 0; gap <= EKB_SCAN_GAP_MOST; gap++) {
        const char *from = message, *at = text;
        unsigned size;
        if (agree_on(&from, end, &at, text_end) != DIFFER || text >= text_end)
            return 1;
        if (has_left)
            return 0;
        if (ekb_glance(text, text_end, &size) == EKB_GLANCE_BEYOND && (unsigned char)*text >= 0x80)
            return 1;
        text = pass_blanks(text + size, text_end, &has_left);
    }
    return 0;
}

static int may_go_on(const char *message, const char *end, const char *text, const char *text_end)
{
    verdict told = agree_on(&message, end, &text, text_end);
    size_t wild =
        told == AGREE && message < end ? ekb_anchor_placeholder(message, (size_t)(end - message), 0) : 0;
    return wild != 0 ? seek_on(message + wild, end, text, text_end) : told != DIFFER;
}

/* ---- Before ------------------------------------------------------------------------- */

static verdict agree_back(const char *start, const char **message, const char *text_start, const char **text)
{
    for (unsigned size; *message > start; *message -= size) {
        uint32_t wanted = ekb_glance_back(start, *message, &size), found;
        if (wanted == EKB_GLANCE_BLANK)
            continue;
        if (wanted == EKB_GLANCE_BEYOND)
            break;
        found = glance_back(text_start, text);
        if (found != wanted)
            return found == EKB_GLANCE_BEYOND ? UNKNOWN : DIFFER;
    }
    return AGREE;
}

static const char *pass_blanks_back(const char *start, const char *at, int *has_left)
{
    while (at > start && (unsigned char)at[-1] < 0x80 &&
           ekb_glance_ascii[(unsigned char)at[-1]] == EKB_GLANCE_BLANK)
        *has_left |= *--at == '\n';
    return at;
}

/* A placeholder ends at `text`: whether what stands before it may stand where it
 * begins, at the earliest where its line does. */
static int seek_back(const char *start, const char *message, const char *text_start, const char *text)
{
    int has_left = 0;
    text = pass_blanks_back(text_start, text, &has_left);
    has_left = 0;
    for (size_t gap = 0; gap <= EKB_SCAN_GAP_MOST; gap++) {
        const char *from = message, *at = text;
        unsigned size;
        if (agree_back(start, &from, text_start, &at) != DIFFER)
            return 1;
        text = pass_blanks_back(text_start, text, &has_left);
        if (has_left)
            return 0;
        if (text <= text_start || (ekb_glance_back(text_start, text, &size) == EKB_GLANCE_BEYOND &&
                                   (unsigned char)text[-1] >= 0x80))
            return 1;
        text -= size;
    }
    return 0;
}

static int may_go_back(const char *start, const char *message, const char *text_start, const char *text)
{
    verdict told = agree_back(start, &message, text_start, &text);
    size_t wild = told == AGREE ? ekb_scan_across_wild(start, (size_t)(message - start)) : SIZE_MAX;
    return wild != SIZE_MAX ? seek_back(start, start + wild, text_start, text) : told != DIFFER;
}

int ekb_scan_fit_maybe(const ekb_scan_lead *lead, const char *text, size_t length, size_t at)
{
    size_t reach = at > EKB_SCAN_REACH_BACK ? at - EKB_SCAN_REACH_BACK : 0;
    const char *here = lead->text + lead->at;
    return may_go_on(here, lead->text + lead->end, text + at, text + length) &&
           may_go_back(lead->text, here, text + reach, text + at);
}
