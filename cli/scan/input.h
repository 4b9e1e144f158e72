/* SPDX-License-Identifier: MIT */
/**
 * @file input.h
 * @brief One log as plain bytes: a file, a pipe, a compressed file.
 *
 * What an input is, compressed or not and in which character set, is found by
 * its content when it is opened. A plain file can be read at any place, so that
 * several threads share one; the others are read from front to end.
 *
 * Reading is by read(2) and pread(2), never by a memory map: a file that shrinks
 * while it is read just ends.
 */
#ifndef EKB_SCAN_INPUT_H
#define EKB_SCAN_INPUT_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "operands.h"
#include "scan/scan.h"
#include "unpack.h"

enum {
    EKB_INPUT_HEAD = 1 << 16,
    EKB_INPUT_SAMPLE = 1 << 16 /**< From the first byte on that is not ASCII: they tell the encoding. */
};

typedef struct ekb_input {
    const char *path; /**< NULL: standard input. */
    int handle;
    ekb_file_facts facts;
    _Atomic ekb_scan_encoding encoding;
    atomic_int open;        /**< The encoding may turn out to be another of which ASCII is a part. */
    _Atomic uint64_t ascii; /**< So many bytes of a plain file are known to be ASCII. */
    ekb_unpack *unpack;
    char *head; /**< Bytes read to look at them; NULL when they are used up. */
    size_t head_length, head_at;
    _Atomic uint64_t *stored; /**< Lent: counts bytes read as they are stored; may be NULL. */
    _Atomic uint64_t reached; /**< Bytes that were counted: of a plain file, up to this place. */
    atomic_int closing;       /**< A read that waits is to end. */
} ekb_input;

/**
 * Open a source and find out what it is. `stored` may be set before.
 * @param encoding -1: by its content.
 * @retval EKB_ERR_IO, EKB_ERR_NOMEM
 */
ekb_status ekb_input_open(ekb_input *input, const ekb_source *source, int encoding, ekb_error *error);
void ekb_input_close(ekb_input *input);

/** Can it be read at any place, by ekb_input_read_at()? */
int ekb_input_is_plain(const ekb_input *input);

/** Read at a place of a plain file. Threads may share the input.
 *  @param[out] got 0 at the end. @retval EKB_ERR_IO */
ekb_status ekb_input_read_at(ekb_input *input, char *buffer, size_t size, uint64_t offset, size_t *got,
                             ekb_error *error);

/** The next bytes of any input. @param[out] got 0 at the end, also after an
 *  interrupt and once `closing` is set.
 *  @retval EKB_ERR_IO, EKB_ERR_TRUNCATED, EKB_ERR_CORRUPT */
ekb_status ekb_input_next(ekb_input *input, char *buffer, size_t size, size_t *got, ekb_error *error);

/** Would ekb_input_next() return at once? Waits @p milliseconds for it (-1: for ever). */
int ekb_input_ready(ekb_input *input, int milliseconds);

/** Settle the `encoding` of a plain file, in which there is a byte at @p high that is not
 *  ASCII: by the first one, which is sought behind `ascii`. @retval EKB_ERR_NOMEM */
ekb_status ekb_input_settle(ekb_input *input, uint64_t high, ekb_error *error);
/** The bytes of a plain file from @p start to @p end were found to be ASCII. By one thread at a time. */
void ekb_input_note_ascii(ekb_input *input, uint64_t start, uint64_t end);

#endif
