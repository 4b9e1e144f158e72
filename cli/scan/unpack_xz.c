/* SPDX-License-Identifier: MIT */
/* xz by liblzma. */
#include <lzma.h>
#include <stdlib.h>

#include "unpack_codec.h"

/* A header may ask for 4 GiB; what `xz -9` writes wants 65 MiB. */
#define MEMORY_MOST (UINT64_C(1) << 30)

static ekb_codec_result xz_again(void *stream)
{
    return lzma_stream_decoder(stream, MEMORY_MOST, 0) == LZMA_OK ? EKB_CODEC_ON : EKB_CODEC_NOMEM;
}

static void xz_close(void *stream)
{
    lzma_end(stream);
    free(stream);
}

static void *xz_open(void)
{
    lzma_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL && xz_again(stream) == EKB_CODEC_ON)
        return stream;
    free(stream);
    return NULL;
}

/* A wrong check sum of a block is told as damaged data. */
static ekb_codec_result meaning(lzma_ret result)
{
    static const struct {
        lzma_ret result;
        ekb_codec_result meaning;
    } meanings[] = {
        {LZMA_OK, EKB_CODEC_ON},
        {LZMA_BUF_ERROR, EKB_CODEC_ON},
        {LZMA_STREAM_END, EKB_CODEC_ENDED},
        {LZMA_MEM_ERROR, EKB_CODEC_NOMEM},
        {LZMA_MEMLIMIT_ERROR, EKB_CODEC_RARE},
        {LZMA_OPTIONS_ERROR, EKB_CODEC_RARE},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (meanings[i].result == result)
            return meanings[i].meaning;
    }
    return EKB_CODEC_DAMAGED;
}

static ekb_codec_result xz_step(void *opaque, ekb_codec_io *io)
{
    lzma_stream *stream = opaque;
    stream->next_in = io->in;
    stream->avail_in = io->in_left;
    stream->next_out = io->out;
    stream->avail_out = io->out_left;
    lzma_ret result = lzma_code(stream, LZMA_RUN);
    io->in += io->in_left - stream->avail_in;
    io->in_left = stream->avail_in;
    io->out = stream->next_out;
    io->out_left = stream->avail_out;
    return meaning(result);
}

const ekb_codec ekb_codec_xz = {"\xFD"
                                "7zXZ\0",
                                6,
                                0,
                                xz_open,
                                xz_close,
                                xz_step,
                                xz_again};
