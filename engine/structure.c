/* SPDX-License-Identifier: MIT */
/*
 * What an unknown number tells by itself, by how it is written: -2147024891 and
 * 0x80070005 are an HRESULT, -1 and a time are not. What its bits say is
 * hresult.c's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hresult.h"
#include "match.h"

/* The scheme that is named before the number, or NULL. */
static const char *named_before(const ekb_lookup_state *state, const ekb_spotted *spotted)
{
    static const char *const names[] = {"hresult", "ntstatus"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ekb_said_before(state, spotted->start, names[i]))
            return names[i];
    return NULL;
}

/* @return 0 where the number is none of the kind, however its bits are. */
static int founded_by(const ekb_spotted *spotted, const char *named, ekb_founded *out)
{
    *out = EKB_FOUNDED_NUMBER;
    if (spotted->repaired || spotted->spoken || spotted->masked)
        return 0;
    if (named != NULL)
        *out = EKB_FOUNDED_NAMED;
    else if (spotted->form == EKB_FORM_HEX && !spotted->loose)
        *out = EKB_FOUNDED_HEX;
    return spotted->form == EKB_FORM_HEX || spotted->form == EKB_FORM_SIGNED ||
           (spotted->form == EKB_FORM_DECIMAL && spotted->cued);
}

static const char *inner_of(ekb_arena *arena, unsigned long long value)
{
    char inner[16];
    snprintf(inner, sizeof inner, "%llu", value & 0xFFFF);
    const char *copy = ekb_arena_strdup(arena, inner);
    return copy != NULL ? copy : "";
}

void ekb_code_structure(const ekb_lookup_state *state, const ekb_spotted *spotted, ekb_unknown *out)
{
    ekb_founded founded;
    ekb_hresult read;
    out->space = out->severity = out->facility = out->inner = "";
    const char *named = named_before(state, spotted);
    if (!founded_by(spotted, named, &founded))
        return;
    for (size_t i = 0; i < spotted->canon_count; i++) {
        const char *canon = spotted->canons[i].text;
        if (strncmp(canon, "n:", 2) != 0 || canon[2] == '-')
            continue;
        unsigned long long value = strtoull(canon + 2, NULL, 10);
        if (!ekb_hresult_read(value, founded, named, &read))
            continue;
        out->space = read.space;
        out->severity = read.severity;
        out->facility = read.facility;
        if (read.carries_win32)
            out->inner = inner_of(state->arena, value);
        return;
    }
}
