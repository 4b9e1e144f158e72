/* SPDX-License-Identifier: MIT */
#include "past.h"

#include <stdlib.h>

#include "core/error.h"
#include "core/strbuf.h"

/* Fewer bytes of sources are read in the time that a state would take. */
static const uint64_t WORTH = UINT64_C(1) << 20;

/* What may have changed since the state, have changed some time ago, or be
   unchanged and yet not told by its stamp, as a share of all bytes. */
enum { CHANGED_SHARE = 8, SETTLED_SHARE = 32, TOUCHED_SHARE = 4 };

/* A file that was changed just now is being worked on: nobody knows what it will
   be the next time. In nanoseconds. */
static const int64_t WORKED_ON = INT64_C(60000000000);

ekb_status ekbc_past_open(ekbc_past *past, const char *output, const char *named, int without,
                          ekb_error *error)
{
    ekb_strbuf path = EKB_STRBUF_INIT;
    *past = (ekbc_past){.wanted = named != NULL, .taken = ekbc_os_now()};
    if (without || (named == NULL && output == NULL))
        return EKB_OK;
    if (named != NULL)
        ekb_strbuf_puts(&path, named);
    else
        ekb_strbuf_printf(&path, "%s.state", output);
    if (path.failed) {
        ekb_strbuf_release(&path);
        return ekb_error_nomem(error);
    }
    past->path = path.data;
    ekbc_state_open(&past->state, past->path);
    return EKB_OK;
}

int ekbc_past_expect(ekbc_past *past, size_t file_count)
{
    if (past->path == NULL)
        return 1;
    past->sources = calloc(file_count + 1, sizeof *past->sources);
    return past->sources != NULL;
}

int ekbc_past_is_due(const ekbc_past *past, const ekbc_catalog *catalog)
{
    uint64_t bytes[] = {[EKBC_READ] = 0, [EKBC_BY_STAMP] = 0, [EKBC_BY_BYTES] = 0}, settled = 0, all = 0;
    if (past->sources == NULL)
        return 0;
    for (size_t i = 0; i < catalog->file_count; i++) {
        const ekbc_source *source = &past->sources[i];
        all += (uint64_t)source->stamp.size;
        /* What has findings is read each time, to say them again. */
        if (source->how == EKBC_READ && !source->fine)
            continue;
        bytes[source->how] += (uint64_t)source->stamp.size;
        if (source->how == EKBC_READ && source->stamp.modified < past->taken - WORKED_ON)
            settled += (uint64_t)source->stamp.size;
    }
    return (past->wanted || all >= WORTH) &&
           (bytes[EKBC_READ] > all / CHANGED_SHARE || settled > all / SETTLED_SHARE ||
            bytes[EKBC_BY_BYTES] > all / TOUCHED_SHARE);
}

void ekbc_past_release(ekbc_past *past)
{
    ekbc_state_release(&past->state);
    free(past->sources);
    free(past->path);
    *past = (ekbc_past){.path = NULL};
}
