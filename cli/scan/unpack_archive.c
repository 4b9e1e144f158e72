/* SPDX-License-Identifier: MIT */
/* The stream filters of libarchive. Only those four, by name: asking for all
 * would link XML and cryptography, and start a program where one is missing. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "unpack_way.h"

enum { PACKED = 1 << 17 };

typedef struct archive_state {
    struct archive *archive;
    ekb_packed *packed;
    int opened;
    const char *block; /* libarchive's, good until the next call of it */
    size_t block_left;
    char buffer[PACKED];
} archive_state;

static la_ssize_t pass_on(struct archive *archive, void *context, const void **bytes)
{
    archive_state *state = context;
    (void)archive;
    *bytes = state->buffer;
    return (la_ssize_t)ekb_packed_read(state->packed, state->buffer, sizeof state->buffer);
}

static void archive_close(void *opaque)
{
    archive_state *state = opaque;
    archive_read_free(state->archive);
    free(state);
}

static void *archive_open(ekb_packed *packed)
{
    archive_state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->packed = packed;
    state->archive = archive_read_new();
    if (state->archive != NULL && archive_read_support_filter_gzip(state->archive) == ARCHIVE_OK &&
        archive_read_support_filter_bzip2(state->archive) == ARCHIVE_OK &&
        archive_read_support_filter_xz(state->archive) == ARCHIVE_OK &&
        archive_read_support_filter_zstd(state->archive) == ARCHIVE_OK &&
        archive_read_support_format_raw(state->archive) == ARCHIVE_OK &&
        archive_read_support_format_empty(state->archive) == ARCHIVE_OK)
        return state;
    archive_close(state);
    return NULL;
}

/* Opening reads: it waits until something is wanted. */
static int begin(archive_state *state)
{
    struct archive_entry *entry;
    state->opened = 1;
    int result = archive_read_open(state->archive, state, NULL, pass_on, NULL);
    if (result == ARCHIVE_OK)
        result = archive_read_next_header(state->archive, &entry);
    return result;
}

/* By blocks: archive_read_data() drops what it has when an error follows. */
static int next_block(archive_state *state)
{
    const void *block = NULL;
    la_int64_t offset;
    int result = state->opened ? ARCHIVE_OK : begin(state);
    while (result == ARCHIVE_OK && state->block_left == 0) {
        result = archive_read_data_block(state->archive, &block, &state->block_left, &offset);
        state->block = block;
    }
    return result;
}

static ekb_status archive_next(void *opaque, char *buffer, size_t size, size_t *got)
{
    archive_state *state = opaque;
    if (state->block_left == 0) {
        int result = next_block(state);
        if (result != ARCHIVE_OK) {
            state->block_left = 0;
            return result == ARCHIVE_EOF                     ? EKB_OK
                   : archive_errno(state->archive) == ENOMEM ? EKB_ERR_NOMEM
                                                             : EKB_ERR_CORRUPT;
        }
    }
    *got = state->block_left < size ? state->block_left : size;
    memcpy(buffer, state->block, *got);
    state->block += *got;
    state->block_left -= *got;
    return EKB_OK;
}

const ekb_unpack_way ekb_unpack_archive = {archive_open, archive_close, archive_next};
