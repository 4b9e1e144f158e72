/* SPDX-License-Identifier: MIT */
/* Recognises what is compressed and drives the library that unpacks it. A file may
 * hold several members one after the other (that is how logs are appended to).
 * Whatever could be unpacked is given before a mistake is told. */
#include "unpack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "unpack_codec.h"

enum { PACKED = 1 << 18 };

struct ekb_unpack {
    const ekb_codec *codec;
    void *state;
    ekb_unpack_read_fn read;
    void *context;
    int ended;               /* There are no more compressed bytes. */
    int failure;             /* errno of a read that failed, or 0. */
    int between;             /* Members: the next one has not begun. */
    int idle;                /* The last step did nothing. */
    ekb_codec_result result; /* Once it is not EKB_CODEC_ON, nothing follows. */
    uint8_t *in;             /* What of the buffer is still to be unpacked */
    size_t in_left;
    uint8_t buffer[PACKED];
};

static const ekb_codec *const codecs[] = {&ekb_codec_gzip, &ekb_codec_zstd, &ekb_codec_xz, &ekb_codec_bzip2};
enum { CODECS = sizeof codecs / sizeof *codecs };

/* ---- By content ------------------------------------------------------------------ */

/* Compares no more bytes than there are. */
static int begins_like(const ekb_codec *codec, const char *bytes, size_t length)
{
    return memcmp(bytes, codec->magic, length < codec->magic_size ? length : codec->magic_size) == 0;
}

/* "BZh" may begin a line of text; behind it stands the block size, then pi. */
static int is_bzip2(const char *bytes, size_t length)
{
    return length < 5 || (bytes[3] >= '1' && bytes[3] <= '9' && (bytes[4] == '1' || bytes[4] == '\x17'));
}

static const ekb_codec *codec_of(const char *bytes, size_t length)
{
    for (size_t i = 0; i < CODECS; i++) {
        if (length >= codecs[i]->magic_size && begins_like(codecs[i], bytes, length))
            return bytes[0] != 'B' || is_bzip2(bytes, length) ? codecs[i] : NULL;
    }
    return NULL;
}

int ekb_unpack_knows(const char *bytes, size_t length)
{
    return codec_of(bytes, length) != NULL;
}

int ekb_unpack_may_know(const char *bytes, size_t length)
{
    for (size_t i = 0; length < EKB_UNPACK_MAGIC && i < CODECS; i++) {
        if (begins_like(codecs[i], bytes, length))
            return 1;
    }
    return 0;
}

/* ---- Unpacking ------------------------------------------------------------------- */

ekb_status ekb_unpack_open(ekb_unpack **out, const char *bytes, size_t length, ekb_unpack_read_fn read,
                           void *context, ekb_error *error)
{
    *out = NULL;
    ekb_unpack *unpack = length <= PACKED ? malloc(sizeof *unpack) : NULL;
    if (unpack == NULL)
        return ekb_error_nomem(error);
    unpack->codec = codec_of(bytes, length);
    unpack->read = read;
    unpack->context = context;
    unpack->ended = unpack->failure = unpack->between = unpack->idle = 0;
    unpack->result = EKB_CODEC_ON;
    memcpy(unpack->buffer, bytes, length);
    unpack->in = unpack->buffer;
    unpack->in_left = length;
    unpack->state = unpack->codec->open();
    if (unpack->state == NULL) {
        free(unpack);
        return ekb_error_nomem(error);
    }
    *out = unpack;
    return EKB_OK;
}

void ekb_unpack_close(ekb_unpack *unpack)
{
    if (unpack == NULL)
        return;
    unpack->codec->close(unpack->state);
    free(unpack);
}

/* Keeps what is there and adds what a read gives. @return 0 at the end. */
static int refill(ekb_unpack *unpack)
{
    if (unpack->ended)
        return 0;
    memmove(unpack->buffer, unpack->in, unpack->in_left);
    unpack->in = unpack->buffer;
    long n =
        unpack->read(unpack->context, (char *)unpack->buffer + unpack->in_left, PACKED - unpack->in_left);
    unpack->ended = n <= 0;
    unpack->failure = n < 0 ? errno : 0;
    unpack->in_left += n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* Between members, and behind the last, are the NULs of a tape, of xz's padding or of
   a machine that crashed. */
static ekb_codec_result next_member(ekb_unpack *unpack)
{
    const ekb_codec *codec = unpack->codec;
    while (unpack->in_left > 0 || refill(unpack)) {
        if (*unpack->in != 0)
            break;
        unpack->in++;
        unpack->in_left--;
    }
    while (unpack->in_left < codec->magic_size && refill(unpack))
        ;
    int begins =
        unpack->in_left >= codec->magic_size && begins_like(codec, (const char *)unpack->in, unpack->in_left);
    if (unpack->in_left == 0 || (codec->lenient && !begins))
        return EKB_CODEC_ENDED;
    unpack->between = 0;
    return codec->again(unpack->state);
}

/* One step. A library that twice does nothing with what it is given never will. */
static ekb_codec_result step(ekb_unpack *unpack, ekb_codec_io *io)
{
    size_t room = io->out_left;
    int more = unpack->in_left > 0 || refill(unpack);
    io->in = unpack->in;
    io->in_left = unpack->in_left;
    ekb_codec_result result = unpack->codec->step(unpack->state, io);
    int idle = result == EKB_CODEC_ON && io->in_left == unpack->in_left && io->out_left == room;
    if (idle && !more)
        result = EKB_CODEC_CUT;
    else if (idle && unpack->idle)
        result = EKB_CODEC_DAMAGED;
    unpack->idle = idle;
    unpack->in = io->in;
    unpack->in_left = io->in_left;
    return result;
}

/* Until there is something, or nothing more. */
static void unpack_some(ekb_unpack *unpack, ekb_codec_io *io)
{
    size_t room = io->out_left;
    while (unpack->result == EKB_CODEC_ON && io->out_left == room) {
        if (unpack->between) {
            unpack->result = next_member(unpack);
            continue;
        }
        ekb_codec_result result = step(unpack, io);
        unpack->between = result == EKB_CODEC_ENDED;
        if (!unpack->between)
            unpack->result = result;
    }
}

static ekb_status tell(ekb_codec_result result, ekb_error *error)
{
    static const char again[] = EKB_N_("what could be unpacked has been scanned; get the file again");
    static const char otherwise[] =
        EKB_N_("unpack it with the program that packed it, and scan what comes out of that");
    static const struct {
        ekb_status status;
        const char *message, *remedy;
    } texts[] = {
        [EKB_CODEC_CUT] = {EKB_ERR_TRUNCATED,
                           EKB_N_("{path} ends too early: the compressed data are cut off"), again},
        [EKB_CODEC_DAMAGED] = {EKB_ERR_CORRUPT, EKB_N_("{path} is damaged: the compressed data are wrong"),
                               again},
        [EKB_CODEC_CHECKSUM] = {EKB_ERR_CORRUPT,
                                EKB_N_("{path} is damaged: its check sum is not that of what it holds"),
                                again},
        [EKB_CODEC_RARE] = {EKB_ERR_CORRUPT,
                            EKB_N_(
                                "{path} cannot be unpacked here: it wants a dictionary, very much memory or "
                                "a newer version"),
                            otherwise},
    };
    if (result == EKB_CODEC_ON || result == EKB_CODEC_ENDED)
        return EKB_OK;
    if (result == EKB_CODEC_NOMEM)
        return ekb_error_nomem(error);
    return ekb_error_set(error, texts[result].status, texts[result].message, texts[result].remedy);
}

ekb_status ekb_unpack_next(ekb_unpack *unpack, char *buffer, size_t size, size_t *got, ekb_error *error)
{
    ekb_codec_io io = {.out = (uint8_t *)buffer, .out_left = size};
    unpack_some(unpack, &io);
    *got = size - io.out_left;
    if (*got > 0)
        return EKB_OK;
    if (unpack->failure != 0) {
        ekb_error_set(error, EKB_ERR_IO, EKB_N_("{path} cannot be read: {reason}"), NULL);
        ekb_error_text(error, "reason", strerror(unpack->failure));
        if (error != NULL)
            error->system = unpack->failure;
        return EKB_ERR_IO;
    }
    return tell(unpack->result, error);
}
