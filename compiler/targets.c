/* SPDX-License-Identifier: MIT */
#include "targets.h"

#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

static ekb_status refuse(ekb_error *error, const char *message, const char *remedy, const char *path)
{
    ekb_error_set(error, EKB_ERR_ARG, message, remedy);
    ekb_error_text(error, "path", path);
    return EKB_ERR_ARG;
}

/* What every SQLite file begins with, its NUL included. */
static const char index_magic[] = "SQLite format 3";
static const uint64_t state_magic = EKBC_STATE_MAGIC;

/* Whether a file begins with @p magic, as far as it goes; or is not there. */
static int may_begin_with(const char *path, const void *magic, size_t length, size_t *read)
{
    unsigned char first[sizeof index_magic];
    FILE *file = fopen(path, "rb");
    *read = 0;
    if (file == NULL)
        return 1;
    *read = fread(first, 1, length, file);
    int unread = ferror(file);
    fclose(file);
    return !unread && memcmp(first, magic, *read) == 0;
}

/* Also one that is empty, cut off or otherwise damaged: nobody misses it. */
static int may_be_state(const char *path)
{
    size_t read;
    return may_begin_with(path, &state_magic, sizeof state_magic, &read);
}

static int is_index(const char *path)
{
    size_t read;
    return may_begin_with(path, index_magic, sizeof index_magic, &read) && read == sizeof index_magic;
}

ekb_status ekbc_targets_check_state(const char *path, ekb_error *error)
{
    static const char *const remedy =
        EKB_N_("name another file with --state, or keep no state with --no-state");
    if (ekbc_os_kind_of(path) == EKBC_OS_SPECIAL)
        return refuse(error, EKB_N_("{path} is not an ordinary file that a state could replace"), remedy,
                      path);
    if (!may_be_state(path))
        return refuse(error, EKB_N_("{path} holds something other than a state"), remedy, path);
    return EKB_OK;
}

ekb_status ekbc_targets_check(const ekbc_job *job, ekb_error *error)
{
    if (job->output != NULL && ekbc_os_kind_of(job->output) == EKBC_OS_SPECIAL)
        return refuse(error, EKB_N_("{path} is not an ordinary file that an index could replace"),
                      EKB_N_("name another file with -o; `errkbc check` writes nothing"), job->output);
    if (job->state == NULL || job->no_state)
        return EKB_OK;
    if (job->output != NULL && ekbc_os_same(job->output, job->state))
        return refuse(error, EKB_N_("{path} cannot hold both the index and the state"),
                      EKB_N_("name another file with --state, or leave it out"), job->state);
    return ekbc_targets_check_state(job->state, error);
}

ekb_status ekbc_targets_spare(const char *output, const ekbc_catalog *catalog, ekb_error *error)
{
    /* An index is no source, so that mostly none of what may be many must be asked. */
    if (output == NULL || ekbc_os_kind_of(output) == EKBC_OS_NOTHING || is_index(output))
        return EKB_OK;
    for (size_t i = 0; i < catalog->file_count; i++)
        if (ekbc_os_same(output, catalog->files[i]))
            return refuse(error, EKB_N_("{path} is one of the sources"),
                          EKB_N_("name another file with -o; `errkbc check` writes nothing"), output);
    return EKB_OK;
}
