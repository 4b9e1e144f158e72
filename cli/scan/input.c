/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/error.h"

enum { PIPE_ROOM = 1 << 20 /* fewer switches between the writer and us */ };

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

/* A mark and UTF-16 are at the beginning. What else it is, the first byte tells that is
 * not ASCII, wherever that stands. */
static void find_encoding(ekb_input *input, int wish)
{
    ekb_scan_encoding encoding = EKB_SCAN_UTF8;
    size_t mark = 0;
    if (wish < 0)
        ekb_charset_guess(input->head, input->head_length, 1, &encoding, &mark);
    int known = wish >= 0 || mark > 0 || ekb_charset_unit(encoding) > 1;
    input->encoding = !known ? EKB_SCAN_UTF8 : wish >= 0 ? (ekb_scan_encoding)wish : encoding;
    input->open = !known;
}

/* Reads what there is of @p size bytes. */
static size_t read_at(const ekb_input *input, char *buffer, size_t size, uint64_t offset)
{
    size_t got = 0;
    for (long n = 1; n > 0 && got<size; got += n> 0 ? (size_t)n : 0)
        n = ekb_file_read_at(input->handle, buffer + got, size - got, offset + got);
    return got;
}

/* Threads may do this side by side: what they find is the same. */
ekb_status ekb_input_settle(ekb_input *input, uint64_t high, ekb_error *error)
{
    uint64_t at = atomic_load(&input->ascii);
    char *bytes = malloc(EKB_INPUT_SAMPLE);
    if (bytes == NULL)
        return ekb_error_nomem(error);
    for (size_t n = 1, plain = 1; at < high && n > 0 && plain == n && !ekb_interrupted(); at += plain) {
        n = read_at(input, bytes, EKB_INPUT_SAMPLE, at);
        plain = ekb_charset_ascii(bytes, n);
    }
    at = at < high ? at : high;
    input->encoding = ekb_charset_settle(bytes, read_at(input, bytes, EKB_INPUT_SAMPLE, at));
    input->open = 0;
    free(bytes);
    return EKB_OK;
}

void ekb_input_note_ascii(ekb_input *input, uint64_t start, uint64_t end)
{
    if (start <= atomic_load(&input->ascii) && end > atomic_load(&input->ascii))
        atomic_store(&input->ascii, end);
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
