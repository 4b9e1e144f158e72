/* SPDX-License-Identifier: MIT */
#include "findings.h"

#include <string.h>

struct ekb_finding {
    ekb_finding *next;
    int is_hit;
    union {
        ekb_scan_hit hit;
        ekb_scan_unknown unknown;
    } what;
};

static void *copy(ekb_findings *findings, const void *bytes, size_t size)
{
    void *there = ekb_arena_alloc(&findings->arena, size);
    if (there != NULL && size > 0)
        memcpy(there, bytes, size);
    findings->bytes += size;
    return there;
}

static const char *copy_text(ekb_findings *findings, const char *text)
{
    return copy(findings, text, strlen(text) + 1);
}

static int copy_place(ekb_findings *findings, ekb_scan_place *place)
{
    size_t length = place->before + place->text_length + place->behind;
    char *line = ekb_arena_strndup(&findings->arena, place->text - place->before, length);
    const char *text = line != NULL ? line + place->before : NULL, *head = text;
    findings->bytes += length + 1;
    if (place->head != place->text) {
        head = ekb_arena_strndup(&findings->arena, place->head, place->head_length);
        findings->bytes += place->head_length + 1;
    }
    place->text = text;
    place->head = head;
    return line != NULL && head != NULL ? 0 : -1;
}

static ekb_finding *add(ekb_findings *findings, int is_hit)
{
    ekb_finding *finding = ekb_arena_calloc(&findings->arena, 1, sizeof *finding);
    if (finding == NULL)
        return NULL;
    finding->is_hit = is_hit;
    findings->bytes += sizeof *finding;
    return finding;
}

static int append(ekb_findings *findings, ekb_finding *finding, int sound)
{
    if (!sound)
        return -1;
    if (findings->last != NULL)
        findings->last->next = finding;
    else
        findings->first = finding;
    findings->last = finding;
    return 0;
}

static int copy_entries(ekb_findings *findings, ekb_scan_hit *mine)
{
    ekb_scan_entry *entries = copy(findings, mine->entries, mine->entry_count * sizeof *entries);
    mine->entries = entries;
    for (size_t i = 0; entries != NULL && i < mine->entry_count; i++) {
        entries[i].id = copy_text(findings, entries[i].id);
        entries[i].product = copy_text(findings, entries[i].product);
        if (entries[i].id == NULL || entries[i].product == NULL)
            return -1;
    }
    return entries != NULL ? 0 : -1;
}

static int copy_arguments(ekb_findings *findings, ekb_scan_hit *mine)
{
    ekb_scan_argument *arguments = copy(findings, mine->arguments, mine->argument_count * sizeof *arguments);
    mine->arguments = arguments;
    for (size_t i = 0; arguments != NULL && i < mine->argument_count; i++) {
        arguments[i].name = copy_text(findings, arguments[i].name);
        if (arguments[i].name == NULL)
            return -1;
    }
    return arguments != NULL ? 0 : -1;
}

int ekb_findings_add_hit(ekb_findings *findings, const ekb_scan_hit *hit)
{
    ekb_finding *finding = add(findings, 1);
    if (finding == NULL)
        return -1;
    ekb_scan_hit *mine = &finding->what.hit;
    *mine = *hit;
    mine->code = copy_text(findings, hit->code);
    mine->reason = copy_text(findings, hit->reason);
    int sound = mine->code != NULL && mine->reason != NULL && copy_place(findings, &mine->place) == 0 &&
                copy_entries(findings, mine) == 0 && copy_arguments(findings, mine) == 0;
    return append(findings, finding, sound);
}

int ekb_findings_add_unknown(ekb_findings *findings, const ekb_scan_unknown *unknown)
{
    ekb_finding *finding = add(findings, 0);
    if (finding == NULL)
        return -1;
    ekb_scan_unknown *mine = &finding->what.unknown;
    *mine = *unknown;
    mine->code = copy_text(findings, unknown->code);
    mine->space = copy_text(findings, unknown->space);
    int sound = copy_place(findings, &mine->place) == 0 && mine->code != NULL && mine->space != NULL;
    return append(findings, finding, sound);
}

int ekb_findings_tell(ekb_findings *findings, const ekb_scan_sink *sink)
{
    int result = 0;
    for (const ekb_finding *f = findings->first; f != NULL && result == 0; f = f->next) {
        if (f->is_hit)
            result = sink->hit(sink->context, &f->what.hit);
        else if (sink->unknown != NULL)
            result = sink->unknown(sink->context, &f->what.unknown);
    }
    ekb_findings_release(findings);
    return result;
}

void ekb_findings_release(ekb_findings *findings)
{
    ekb_arena_release(&findings->arena);
    *findings = (ekb_findings)EKB_FINDINGS_INIT;
}
