/* SPDX-License-Identifier: MIT */
/* Recognises what is compressed and leaves the rest to one of the ways. What is
 * wrong with a file is worked out here: a way only says that it cannot go on. */
#include "unpack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "unpack_way.h"

struct ekb_unpack {
    const ekb_unpack_way *way;
    void *state;
    ekb_packed packed;
    char head[];
};

static const struct {
    const char *bytes;
    size_t size;
    int is_gzip;
} magics[] = {
    {"\x1F\x8B\x08", 3, 1},
    {"\x28\xB5\x2F\xFD", 4, 0},
    {"\xFD"
     "7zXZ\0",
     6, 0},
    {"BZh", 3, 0},
};

/* Compares no more bytes than there are. */
static int begins_like(size_t magic, const char *bytes, size_t length)
{
    size_t size = magics[magic].size;
    return memcmp(bytes, magics[magic].bytes, length < size ? length : size) == 0;
}

/* "BZh" may begin a line of text; behind it stands the block size, then pi. */
static int is_bzip2(const char *bytes, size_t length)
{
    return length < 5 || (bytes[3] >= '1' && bytes[3] <= '9' && (bytes[4] == '1' || bytes[4] == '\x17'));
}

static int magic_of(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (length >= magics[i].size && begins_like(i, bytes, length))
            return bytes[0] != 'B' || is_bzip2(bytes, length) ? (int)i : -1;
    }
    return -1;
}

int ekb_unpack_knows(const char *bytes, size_t length)
{
    return magic_of(bytes, length) >= 0;
}

int ekb_unpack_may_know(const char *bytes, size_t length)
{
    for (size_t i = 0; length < EKB_UNPACK_MAGIC && i < sizeof magics / sizeof *magics; i++) {
        if (begins_like(i, bytes, length))
            return 1;
    }
    return 0;
}

size_t ekb_packed_read(ekb_packed *packed, char *buffer, size_t size)
{
    if (packed->head_left > 0) {
        size_t n = packed->head_left < size ? packed->head_left : size;
        memcpy(buffer, packed->head, n);
        packed->head += n;
        packed->head_left -= n;
        return n;
    }
    if (packed->ended)
        return 0;
    long n = packed->read(packed->context, buffer, size);
    packed->ended = n <= 0;
    packed->failure = n < 0 ? errno : 0;
    return n > 0 ? (size_t)n : 0;
}

static const ekb_unpack_way *choose(const char *bytes, size_t length)
{
#ifdef ERRKB_HAVE_ISAL
    int magic = magic_of(bytes, length);
    if (magic >= 0 && magics[magic].is_gzip)
        return &ekb_unpack_gzip;
#else
    (void)bytes, (void)length;
#endif
    return &ekb_unpack_archive;
}

ekb_status ekb_unpack_open(ekb_unpack **out, const char *bytes, size_t length, ekb_unpack_read_fn read,
                           void *context, ekb_error *error)
{
    *out = NULL;
    ekb_unpack *unpack = calloc(1, sizeof *unpack + length);
    if (unpack == NULL)
        return ekb_error_nomem(error);
    memcpy(unpack->head, bytes, length);
    unpack->way = choose(bytes, length);
    unpack->packed =
        (ekb_packed){.head = unpack->head, .head_left = length, .read = read, .context = context};
    unpack->state = unpack->way->open(&unpack->packed);
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
    unpack->way->close(unpack->state);
    free(unpack);
}

ekb_status ekb_unpack_next(ekb_unpack *unpack, char *buffer, size_t size, size_t *got, ekb_error *error)
{
    *got = 0;
    ekb_status status = unpack->way->next(unpack->state, buffer, size, got);
    if (unpack->packed.failure != 0) {
        status = ekb_error_set(error, EKB_ERR_IO, EKB_N_("{path} cannot be read: {reason}"), NULL);
        ekb_error_text(error, "reason", strerror(unpack->packed.failure));
        if (error != NULL)
            error->system = unpack->packed.failure;
        return status;
    }
    if (status == EKB_OK)
        return EKB_OK;
    if (status == EKB_ERR_NOMEM)
        return ekb_error_nomem(error);
    if (unpack->packed.ended)
        return ekb_error_set(error, EKB_ERR_TRUNCATED,
                             EKB_N_("{path} ends too early: the compressed data are cut off"),
                             EKB_N_("what was whole has been scanned; get the file again"));
    return ekb_error_set(error, EKB_ERR_CORRUPT, EKB_N_("{path} is damaged: the compressed data are wrong"),
                         EKB_N_("what was whole has been scanned; get the file again"));
}
