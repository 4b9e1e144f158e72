/* SPDX-License-Identifier: MIT */
/* gzip by ISA-L. */
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

#include "unpack_codec.h"

typedef struct isal_state {
    struct inflate_state inflate;
    ekb_codec_result result; /* of what is told once all is put out */
} isal_state;

static ekb_codec_result isal_again(void *opaque)
{
    isal_state *state = opaque;
    isal_inflate_reset(&state->inflate);
    state->inflate.crc_flag = ISAL_GZIP;
    state->result = EKB_CODEC_ON;
    return EKB_CODEC_ON;
}

static void *isal_open(void)
{
    isal_state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    isal_inflate_init(&state->inflate);
    isal_again(state);
    return state;
}

static ekb_codec_result inflate_some(struct inflate_state *inflate, ekb_codec_io *io)
{
    uint32_t in = io->in_left < UINT32_MAX ? (uint32_t)io->in_left : UINT32_MAX;
    uint32_t out = io->out_left < UINT32_MAX ? (uint32_t)io->out_left : UINT32_MAX;
    inflate->next_in = io->in;
    inflate->avail_in = in;
    inflate->next_out = io->out;
    inflate->avail_out = out;
    int result = isal_inflate(inflate);
    io->in = inflate->next_in;
    io->in_left -= in - inflate->avail_in;
    io->out = inflate->next_out;
    io->out_left -= out - inflate->avail_out;
    if (result == ISAL_DECOMP_OK)
        return inflate->block_state == ISAL_BLOCK_FINISH ? EKB_CODEC_ENDED : EKB_CODEC_ON;
    return result == ISAL_INCORRECT_CHECKSUM ? EKB_CODEC_CHECKSUM : EKB_CODEC_DAMAGED;
}

/* ISA-L unpacks ahead, and keeps that to itself when a mistake follows. */
static int put_out_rest(struct inflate_state *inflate, ekb_codec_io *io)
{
    size_t rest = (size_t)(inflate->tmp_out_valid - inflate->tmp_out_processed);
    size_t n = rest < io->out_left ? rest : io->out_left;
    memcpy(io->out, inflate->tmp_out_buffer + inflate->tmp_out_processed, n);
    inflate->tmp_out_processed += (int32_t)n;
    io->out += n;
    io->out_left -= n;
    return n == rest;
}

static ekb_codec_result isal_step(void *opaque, ekb_codec_io *io)
{
    isal_state *state = opaque;
    if (state->result == EKB_CODEC_ON)
        state->result = inflate_some(&state->inflate, io);
    if (state->result == EKB_CODEC_ON || put_out_rest(&state->inflate, io))
        return state->result;
    return EKB_CODEC_ON;
}

const ekb_codec ekb_codec_gzip = {"\x1F\x8B\x08", 3, 1, isal_open, free, isal_step, isal_again};
