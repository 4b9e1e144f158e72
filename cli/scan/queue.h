/* SPDX-License-Identifier: MIT */
/**
 * @file queue.h
 * @brief An input read ahead by a thread of its own.
 *
 * Decompressing, or waiting for the writer of a pipe, takes longer than scanning:
 * done side by side the scan costs next to nothing.
 */
#ifndef EKB_SCAN_QUEUE_H
#define EKB_SCAN_QUEUE_H

#include "input.h"

typedef struct ekb_queue ekb_queue;

/** Begin to read ahead. NULL where there is no memory or no thread for it: then
 *  the input is read by ekb_input_next() itself. */
ekb_queue *ekb_queue_open(ekb_input *input);
/** Stops reading; the input can be closed afterwards. NULL is allowed. */
void ekb_queue_close(ekb_queue *queue);

/** Is the next block there? Waits @p milliseconds for it. */
int ekb_queue_ready(ekb_queue *queue, int milliseconds);
/** The next block, lent until the next call; *@p length is 0 at the end. Errors as
 *  those of ekb_input_next(). */
ekb_status ekb_queue_next(ekb_queue *queue, const char **bytes, size_t *length, ekb_error *error);

#endif
