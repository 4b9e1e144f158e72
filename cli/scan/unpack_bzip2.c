/* SPDX-License-Identifier: MIT */
/* bzip2 by libbz2. */
#include <bzlib.h>
#include <limits.h>
#include <stdlib.h>

#include "unpack_codec.h"

static void *bzip2_open(void)
{
    bz_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL && BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK)
        return stream;
    free(stream);
    return NULL;
}

static void bzip2_close(void *stream)
{
    BZ2_bzDecompressEnd(stream);
    free(stream);
}

static ekb_codec_result bzip2_again(void *opaque)
{
    bz_stream *stream = opaque;
    BZ2_bzDecompressEnd(stream);
    return BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK ? EKB_CODEC_ON : EKB_CODEC_NOMEM;
}

/* A wrong check sum of a block is told as damaged data. */
static ekb_codec_result meaning(int result)
{
    if (result == BZ_STREAM_END)
        return EKB_CODEC_ENDED;
    if (result == BZ_OK)
        return EKB_CODEC_ON;
    return result == BZ_MEM_ERROR ? EKB_CODEC_NOMEM : EKB_CODEC_DAMAGED;
}

static ekb_codec_result bzip2_step(void *opaque, ekb_codec_io *io)
{
    bz_stream *stream = opaque;
    unsigned in = io->in_left < UINT_MAX ? (unsigned)io->in_left : UINT_MAX;
    unsigned out = io->out_left < UINT_MAX ? (unsigned)io->out_left : UINT_MAX;
    stream->next_in = (char *)io->in;
    stream->avail_in = in;
    stream->next_out = (char *)io->out;
    stream->avail_out = out;
    int result = BZ2_bzDecompress(stream);
    io->in = (uint8_t *)stream->next_in;
    io->in_left -= in - stream->avail_in;
    io->out = (uint8_t *)stream->next_out;
    io->out_left -= out - stream->avail_out;
    return meaning(result);
}

const ekb_codec ekb_codec_bzip2 = {"BZh", 3, 1, bzip2_open, bzip2_close, bzip2_step, bzip2_again};
