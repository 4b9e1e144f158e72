/* SPDX-License-Identifier: MIT */
/* zstd by libzstd. */
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "unpack_codec.h"

/* What was put out in the call that finds a mistake is lost: each call gets one
   block at most, without the head of the next, which the library hints at with it. */
enum { FIRST = 5, BLOCK_HEAD = 3 };

typedef struct zstd_state {
    ZSTD_DStream *stream;
    size_t hint; /* bytes that the next call wants */
} zstd_state;

/* A frame begins by itself behind another one. */
static ekb_codec_result zstd_again(void *opaque)
{
    zstd_state *state = opaque;
    state->hint = FIRST;
    return EKB_CODEC_ON;
}

static void zstd_close(void *opaque)
{
    zstd_state *state = opaque;
    ZSTD_freeDStream(state->stream);
    free(state);
}

static void *zstd_open(void)
{
    zstd_state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->stream = ZSTD_createDStream();
    zstd_again(state);
    if (state->stream != NULL)
        return state;
    free(state);
    return NULL;
}

static ekb_codec_result meaning(ZSTD_ErrorCode code)
{
    static const struct {
        ZSTD_ErrorCode code;
        ekb_codec_result meaning;
    } meanings[] = {
        {ZSTD_error_checksum_wrong, EKB_CODEC_CHECKSUM},
        {ZSTD_error_memory_allocation, EKB_CODEC_NOMEM},
        {ZSTD_error_version_unsupported, EKB_CODEC_RARE},
        {ZSTD_error_frameParameter_unsupported, EKB_CODEC_RARE},
        {ZSTD_error_frameParameter_windowTooLarge, EKB_CODEC_RARE},
        {ZSTD_error_dictionary_wrong, EKB_CODEC_RARE},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (meanings[i].code == code)
            return meanings[i].meaning;
    }
    return EKB_CODEC_DAMAGED;
}

static ekb_codec_result zstd_step(void *opaque, ekb_codec_io *io)
{
    zstd_state *state = opaque;
    size_t want = state->hint > BLOCK_HEAD ? state->hint - BLOCK_HEAD : state->hint;
    ZSTD_inBuffer in = {io->in, want < io->in_left ? want : io->in_left, 0};
    ZSTD_outBuffer out = {io->out, io->out_left, 0};
    size_t result = ZSTD_decompressStream(state->stream, &out, &in);
    io->in += in.pos;
    io->in_left -= in.pos;
    io->out += out.pos;
    io->out_left -= out.pos;
    if (ZSTD_isError(result))
        return meaning(ZSTD_getErrorCode(result));
    state->hint = result;
    return result == 0 ? EKB_CODEC_ENDED : EKB_CODEC_ON;
}

const ekb_codec ekb_codec_zstd = {"\x28\xB5\x2F\xFD", 4, 0, zstd_open, zstd_close, zstd_step, zstd_again};
