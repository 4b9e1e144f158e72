/* SPDX-License-Identifier: MIT */
/*
 * How products print their codes, told by their messages ("… (ID: 34513)",
 * "Error 34506. …") and by what their entries display ("ID:34513").
 */
#include <string.h>

#include "core/anchor.h"
#include "core/cue.h"
#include "scan.h"

/* Of shorter codes too many messages hold the digits by chance. */
enum { CODE_LEAST = 3 };

static unsigned cues_in(const char *text, const char *code)
{
    size_t length = strlen(code);
    unsigned found = 0;
    for (const char *at = text; (at = strstr(at, code)) != NULL; at += length) {
        size_t start;
        if (at > text && ekb_anchor_is_word((unsigned char)at[-1]))
            continue;
        if (!ekb_anchor_is_word((unsigned char)at[length]))
            found |= ekb_cue_before(text, (size_t)(at - text), &start);
    }
    return found;
}

static unsigned cues_of(const ekbc_entry *entry, const char *code)
{
    unsigned found = cues_in(entry->display.text, code);
    for (size_t i = 0; i < entry->message_count; i++)
        for (size_t k = 0; k < entry->messages[i].count; k++)
            found |= cues_in(entry->messages[i].items[k].text, code);
    return found;
}

unsigned ekbc_scan_cues(const ekbc_entry *entry)
{
    unsigned found = 0;
    for (size_t k = 0; k < entry->code_count; k++)
        if (strlen(entry->codes[k].value) >= CODE_LEAST && entry->kind == EKB_KIND_ERROR)
            found |= cues_of(entry, entry->codes[k].value);
    return found;
}
