/* SPDX-License-Identifier: MIT */
/* gzip by zlib, where ISA-L is not installed. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "unpack_codec.h"

enum { GZIP = 15 + 16 /* the largest window, gzip's header and trailer */ };

static void *zlib_open(void)
{
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL && inflateInit2(stream, GZIP) == Z_OK)
        return stream;
    free(stream);
    return NULL;
}

static void zlib_close(void *stream)
{
    inflateEnd(stream);
    free(stream);
}

static ekb_codec_result zlib_again(void *stream)
{
    return inflateReset(stream) == Z_OK ? EKB_CODEC_ON : EKB_CODEC_NOMEM;
}

/* Only its English text tells a wrong check sum from other mistakes. */
static ekb_codec_result meaning(int result, const char *text)
{
    if (result == Z_STREAM_END)
        return EKB_CODEC_ENDED;
    if (result == Z_OK || result == Z_BUF_ERROR)
        return EKB_CODEC_ON;
    if (result == Z_MEM_ERROR)
        return EKB_CODEC_NOMEM;
    int is_check = text != NULL &&
                   (strcmp(text, "incorrect data check") == 0 || strcmp(text, "incorrect length check") == 0);
    return is_check ? EKB_CODEC_CHECKSUM : EKB_CODEC_DAMAGED;
}

static ekb_codec_result zlib_step(void *opaque, ekb_codec_io *io)
{
    z_stream *stream = opaque;
    uInt in = io->in_left < UINT_MAX ? (uInt)io->in_left : UINT_MAX;
    uInt out = io->out_left < UINT_MAX ? (uInt)io->out_left : UINT_MAX;
    stream->next_in = io->in;
    stream->avail_in = in;
    stream->next_out = io->out;
    stream->avail_out = out;
    int result = inflate(stream, Z_NO_FLUSH);
    io->in = stream->next_in;
    io->in_left -= in - stream->avail_in;
    io->out = stream->next_out;
    io->out_left -= out - stream->avail_out;
    return meaning(result, stream->msg);
}

const ekb_codec ekb_codec_gzip = {"\x1F\x8B\x08", 3, 1, zlib_open, zlib_close, zlib_step, zlib_again};
