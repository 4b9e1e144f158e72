/* SPDX-License-Identifier: MIT */
/*
 * One entry that stands alone, with the memory of its own that it needs.
 */
#include <stdlib.h>

#include "core/error.h"
#include "head.h"
#include "index.h"
#include "language.h"

/* `shown` comes first: its address is the whole's. */
typedef struct shown_entry {
    ekb_shown shown;
    ekb_arena arena;
} shown_entry;

ekb_status ekb_show(ekb_engine *engine, const char *id, const char *const *languages, size_t language_count,
                    ekb_shown **out, ekb_error *error)
{
    size_t index_at = 0;
    int64_t entry = 0;
    if (out != NULL)
        *out = NULL;
    if (engine == NULL || id == NULL || out == NULL || (languages == NULL && language_count > 0))
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_status status = ekb_languages_check(languages, language_count, error);
    if (status == EKB_OK)
        status = ekb_slug_find(engine, id, &index_at, &entry, error);
    if (status != EKB_OK || entry == 0)
        return status;
    shown_entry *whole = calloc(1, sizeof *whole);
    if (whole == NULL)
        return ekb_error_nomem(error);
    status = ekb_entry_load(engine, index_at, entry, languages, language_count, &whole->arena,
                            &whole->shown.entry, error);
    if (status != EKB_OK) {
        ekb_shown_free(&whole->shown);
        return status;
    }
    *out = &whole->shown;
    return EKB_OK;
}

void ekb_shown_free(ekb_shown *shown)
{
    if (shown == NULL)
        return;
    shown_entry *whole = (shown_entry *)shown;
    ekb_arena_release(&whole->arena);
    free(whole);
}
