/* SPDX-License-Identifier: MIT */
/* gzip by ISA-L. A file may hold several members one after the other (that is
 * how logs are appended to); what follows the last and is none, mostly NULs of a
 * tape or a crashed machine, is ignored as gzip(1) does. */
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>

#include "unpack_way.h"

enum { PACKED = 1 << 18 };

typedef struct gzip_state {
    struct inflate_state inflate;
    ekb_packed *packed;
    int between;  /* members: the next one has not begun */
    int finished; /* nothing follows */
    uint8_t buffer[PACKED];
} gzip_state;

static void *gzip_open(ekb_packed *packed)
{
    gzip_state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->packed = packed;
    isal_inflate_init(&state->inflate);
    state->inflate.crc_flag = ISAL_GZIP;
    return state;
}

static void gzip_close(void *opaque)
{
    free(opaque);
}

/* Keeps what is there and adds what a read gives. @return 0 at the end. */
static int refill(gzip_state *state)
{
    struct inflate_state *inflate = &state->inflate;
    size_t left = inflate->avail_in;
    for (size_t i = 0; i < left; i++)
        state->buffer[i] = inflate->next_in[i];
    size_t n = ekb_packed_read(state->packed, (char *)state->buffer + left, PACKED - left);
    inflate->next_in = state->buffer;
    inflate->avail_in = (uint32_t)(left + n);
    return n > 0;
}

/* After a member: is another one next? */
static int next_member(gzip_state *state)
{
    struct inflate_state *inflate = &state->inflate;
    while (inflate->avail_in < 2 && refill(state))
        ;
    if (inflate->avail_in < 2 || inflate->next_in[0] != 0x1F || inflate->next_in[1] != 0x8B)
        return 0;
    uint8_t *next_in = inflate->next_in;
    uint32_t avail_in = inflate->avail_in;
    isal_inflate_reset(inflate);
    inflate->crc_flag = ISAL_GZIP;
    inflate->next_in = next_in;
    inflate->avail_in = avail_in;
    return 1;
}

static ekb_status gzip_next(void *opaque, char *buffer, size_t size, size_t *got)
{
    gzip_state *state = opaque;
    struct inflate_state *inflate = &state->inflate;
    uint32_t room = size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
    inflate->next_out = (uint8_t *)buffer;
    inflate->avail_out = room;
    while (!state->finished && inflate->avail_out == room) {
        if (state->between) {
            state->finished = !next_member(state);
            state->between = 0;
            continue;
        }
        if (inflate->avail_in == 0 && !refill(state))
            return EKB_ERR_CORRUPT;
        if (isal_inflate(inflate) != ISAL_DECOMP_OK)
            return EKB_ERR_CORRUPT;
        state->between = inflate->block_state == ISAL_BLOCK_FINISH;
    }
    *got = room - inflate->avail_out;
    return EKB_OK;
}

const ekb_unpack_way ekb_unpack_gzip = {gzip_open, gzip_close, gzip_next};
