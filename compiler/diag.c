/* SPDX-License-Identifier: MIT */
#include "diag.h"

#include <inttypes.h>
#include <string.h>

void ekbc_diag_add(ekbc_diags *diags, ekbc_severity severity, ekbc_place place, const char *message,
                   const char *remedy)
{
    ekbc_diag *diag = ekb_arena_calloc(&diags->arena, 1, sizeof *diag);
    diags->open = diag;
    if (severity == EKBC_ERROR)
        diags->errors++;
    else
        diags->warnings++;
    if (diag == NULL) {
        diags->nomem = 1;
        return;
    }
    diag->place = place;
    diag->severity = severity;
    diag->message = message;
    diag->remedy = remedy;
    if (diags->last != NULL)
        diags->last->next = diag;
    else
        diags->first = diag;
    diags->last = diag;
}

void ekbc_diag_error(ekbc_diags *diags, ekbc_place place, const char *message, const char *remedy)
{
    ekbc_diag_add(diags, EKBC_ERROR, place, message, remedy);
}

static void add_argument(ekbc_diags *diags, ekbc_diag_kind kind, const char *name, const char *text,
                         size_t length)
{
    ekbc_diag *diag = diags->open;
    for (size_t i = 0; diag != NULL && i < EKBC_DIAG_ARGS; i++) {
        if (diag->args[i].name != NULL)
            continue;
        diag->args[i].text = ekb_arena_strndup(&diags->arena, text, length);
        diag->args[i].kind = kind;
        if (diag->args[i].text != NULL)
            diag->args[i].name = name;
        else
            diags->nomem = 1;
        return;
    }
}

void ekbc_diag_textn(ekbc_diags *diags, const char *name, const char *text, size_t length)
{
    add_argument(diags, EKBC_DIAG_TEXT, name, text, length);
}

void ekbc_diag_text(ekbc_diags *diags, const char *name, const char *text)
{
    ekbc_diag_textn(diags, name, text, strlen(text));
}

void ekbc_diag_label(ekbc_diags *diags, const char *name, const char *label)
{
    add_argument(diags, EKBC_DIAG_LABEL, name, label, strlen(label));
}

void ekbc_diag_item(ekbc_diags *diags, const char *name, const char *text)
{
    ekbc_diag *diag = diags->open;
    size_t i = 0, length = strlen(text);
    while (diag != NULL && i < EKBC_DIAG_ARGS && diag->args[i].name != NULL &&
           strcmp(diag->args[i].name, name) != 0)
        i++;
    if (diag == NULL || i == EKBC_DIAG_ARGS)
        return;
    if (diag->args[i].name == NULL)
        add_argument(diags, EKBC_DIAG_LIST, name, "", 0);
    size_t before = diag->args[i].name != NULL ? strlen(diag->args[i].text) : 0;
    char *all = diag->args[i].name != NULL ? ekb_arena_calloc(&diags->arena, before + length + 2, 1) : NULL;
    if (all == NULL) {
        diags->nomem = 1;
        return;
    }
    memcpy(all, diag->args[i].text, before);
    memcpy(all + before, text, length);
    all[before + length] = '\n';
    diag->args[i].text = all;
}

void ekbc_diag_within(ekbc_diags *diags, const char *text, size_t offset)
{
    ekbc_diag *diag = diags->open;
    if (diag == NULL)
        return;
    diag->before = ekb_arena_strndup(&diags->arena, text, offset);
    diag->before_length = offset;
    diags->nomem |= diag->before == NULL;
}

void ekbc_diag_number(ekbc_diags *diags, const char *name, int64_t number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%" PRId64, number);
    if (length > 0)
        ekbc_diag_textn(diags, name, text, (size_t)length);
}

void ekbc_diag_close(ekbc_diags *diags)
{
    diags->open = NULL;
}

void ekbc_diags_join(ekbc_diags *into, ekbc_diags *from)
{
    ekb_arena_join(&into->arena, &from->arena);
    if (into->last != NULL)
        into->last->next = from->first;
    else
        into->first = from->first;
    if (from->last != NULL)
        into->last = from->last;
    into->open = NULL;
    into->errors += from->errors;
    into->warnings += from->warnings;
    into->nomem |= from->nomem;
    *from = (ekbc_diags)EKBC_DIAGS_INIT;
}

void ekbc_diags_drop_context(ekbc_diags *diags, const ekbc_catalog *catalog)
{
    ekbc_diag **at = &diags->first;
    diags->last = NULL;
    while (*at != NULL) {
        ekbc_diag *diag = *at;
        if (!catalog->context[diag->place.file]) {
            diags->last = diag;
            at = &diag->next;
            continue;
        }
        *at = diag->next;
        if (diag->severity == EKBC_ERROR)
            diags->errors--;
        else
            diags->warnings--;
    }
}

void ekbc_diags_release(ekbc_diags *diags)
{
    ekb_arena_release(&diags->arena);
    *diags = (ekbc_diags)EKBC_DIAGS_INIT;
}
