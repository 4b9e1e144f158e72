/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/error.h"

enum {
    PIPE_ROOM = 1 << 20, /* fewer switches between the writer and us */
    SAMPLES = 32,        /* places of a file that are looked at when its head is ASCII */
    SAMPLE = 4096
};

/* ---- Bytes as they are stored --------------------------------------------------- */

/* Up to a place in the file, so that what is read twice counts once. */
static void count_to(ekb_input *input, uint64_t end)
{
    uint64_t before = atomic_load(&input->reached);
    while (before < end && !atomic_compare_exchange_weak(&input->reached, &before, end))
        ;
    if (before < end && input->stored != NULL)
        atomic_fetch_add_explicit(input->stored, end - before, memory_order_relaxed);
}

/* A read cannot be called off, a wait can. Special files (/proc/kmsg) say that they are
 * regular and wait nevertheless; true ones are always ready. */
static int wait_for_more(ekb_input *input)
{
    enum { LOOK_UP = 200 };
    while (!ekb_interrupted() && !atomic_load(&input->closing)) {
        if (ekb_file_wait(input->handle, LOOK_UP))
            return 1;
    }
    return 0;
}

static long read_stored(void *context, char *buffer, size_t size)
{
    ekb_input *input = context;
    long n;
    do
        n = wait_for_more(input) ? ekb_file_read(input->handle, buffer, size) : 0;
    while (n < 0 && errno == EAGAIN);
    if (n > 0)
        count_to(input, atomic_load(&input->reached) + (uint64_t)n);
    return n;
}

/* One read is enough for anything but the first bytes of a slow pipe. */
static int read_head(ekb_input *input)
{
    long n = 1;
    while (n > 0 && (input->head_length == 0 || ekb_unpack_may_know(input->head, input->head_length))) {
        n = read_stored(input, input->head + input->head_length, EKB_INPUT_HEAD - input->head_length);
        input->head_length += n > 0 ? (size_t)n : 0;
        if (input->head_length >= EKB_UNPACK_MAGIC)
            break;
    }
    return n < 0 ? errno : 0;
}

/* ---- What it is ------------------------------------------------------------------ */

static ekb_status begin_unpacking(ekb_input *input, ekb_error *error)
{
    ekb_status status =
        ekb_unpack_open(&input->unpack, input->head, input->head_length, read_stored, input, error);
    if (status != EKB_OK)
        return status;
    /* The head becomes that of the plain bytes. What is wrong is told by the first read. */
    size_t got = 0;
    input->head_length = 0;
    if (ekb_unpack_next(input->unpack, input->head, EKB_INPUT_HEAD, &got, NULL) == EKB_OK)
        input->head_length = got;
    return EKB_OK;
}

/* Long files in which Chinese comes late are common: look at places all over. */
static void look_around(ekb_input *input)
{
    char bytes[SAMPLE];
    uint64_t size = input->facts.size;
    if (size <= EKB_INPUT_HEAD)
        return;
    for (uint64_t i = 1; i <= SAMPLES && input->encoding_open; i++) {
        uint64_t at = size - (size - EKB_INPUT_HEAD) / SAMPLES * i;
        at = at > size - SAMPLE ? size - SAMPLE : at;
        long n = ekb_file_read_at(input->handle, bytes, sizeof bytes, at);
        const char *line = n > 0 ? memchr(bytes, '\n', (size_t)n) : NULL;
        if (line != NULL)
            ekb_input_look(input, line + 1, (size_t)(bytes + n - line - 1));
    }
}

static void find_encoding(ekb_input *input, int wish)
{
    if (wish >= 0) {
        input->encoding = (ekb_scan_encoding)wish;
        return;
    }
    ekb_charset_proof proof = ekb_charset_guess(input->head, input->head_length, 1, &input->encoding, NULL);
    input->encoding_open = proof == EKB_CHARSET_OPEN;
    if (input->encoding_open && ekb_input_is_plain(input))
        look_around(input);
}

void ekb_input_look(ekb_input *input, const char *bytes, size_t length)
{
    ekb_scan_encoding encoding;
    if (ekb_charset_guess(bytes, length, 0, &encoding, NULL) == EKB_CHARSET_OPEN)
        return;
    input->encoding = encoding;
    input->encoding_open = 0;
}

static ekb_status look(ekb_input *input, int encoding, ekb_error *error)
{
    input->head = malloc(EKB_INPUT_HEAD);
    if (input->head == NULL)
        return ekb_error_nomem(error);
    if (input->facts.kind == EKB_FILE_STREAM)
        ekb_file_widen_pipe(input->handle, PIPE_ROOM);
    else
        ekb_file_will_read(input->handle, 0, 0);
    int failure = read_head(input);
    if (failure != 0)
        return ekb_source_fail(input->path, failure, error);
    if (ekb_unpack_knows(input->head, input->head_length)) {
        ekb_status status = begin_unpacking(input, error);
        if (status != EKB_OK)
            return status;
    }
    find_encoding(input, encoding);
    return EKB_OK;
}

ekb_status ekb_input_open(ekb_input *input, const ekb_source *source, int encoding, ekb_error *error)
{
    *input = (ekb_input){.path = source->path, .stored = input->stored};
    int failure = source->path != NULL ? ekb_file_open(source->path, &input->handle) : 0;
    if (failure == 0)
        failure = ekb_file_facts_of(input->handle, &input->facts);
    if (failure == 0 && input->facts.kind == EKB_FILE_FOLDER)
        failure = EISDIR;
    ekb_status status =
        failure == 0 ? look(input, encoding, error) : ekb_source_fail(source->path, failure, error);
    if (status != EKB_OK)
        ekb_input_close(input);
    return status;
}

void ekb_input_close(ekb_input *input)
{
    ekb_unpack_close(input->unpack);
    free(input->head);
    ekb_file_close(input->handle);
    input->unpack = NULL;
    input->head = NULL;
    input->handle = -1;
}

int ekb_input_is_plain(const ekb_input *input)
{
    /* Standard input may have been read in part by somebody before us, and what says that it
     * is empty may be a special file. */
    return input->facts.kind == EKB_FILE_REGULAR && input->facts.size > 0 && input->unpack == NULL &&
           input->path != NULL;
}

/* ---- Reading --------------------------------------------------------------------- */

ekb_status ekb_input_read_at(ekb_input *input, char *buffer, size_t size, uint64_t offset, size_t *got,
                             ekb_error *error)
{
    long n = ekb_file_read_at(input->handle, buffer, size, offset);
    *got = n > 0 ? (size_t)n : 0;
    if (n < 0)
        return ekb_source_fail(input->path, errno, error);
    count_to(input, offset + (uint64_t)n);
    return EKB_OK;
}

static ekb_status next_bytes(ekb_input *input, char *buffer, size_t size, size_t *got, ekb_error *error)
{
    if (input->unpack != NULL) {
        ekb_status status = ekb_unpack_next(input->unpack, buffer, size, got, error);
        if (status != EKB_OK)
            ekb_error_text(error, "path", input->path != NULL ? input->path : "-");
        return status;
    }
    long n = read_stored(input, buffer, size);
    *got = n > 0 ? (size_t)n : 0;
    return n < 0 ? ekb_source_fail(input->path, errno, error) : EKB_OK;
}

ekb_status ekb_input_next(ekb_input *input, char *buffer, size_t size, size_t *got, ekb_error *error)
{
    if (input->head_at == input->head_length)
        return next_bytes(input, buffer, size, got, error);
    size_t left = input->head_length - input->head_at;
    *got = left < size ? left : size;
    memcpy(buffer, input->head + input->head_at, *got);
    input->head_at += *got;
    return EKB_OK;
}

int ekb_input_ready(ekb_input *input, int milliseconds)
{
    return input->head_at < input->head_length || ekb_file_wait(input->handle, milliseconds);
}
