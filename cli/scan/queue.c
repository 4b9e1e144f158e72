/* SPDX-License-Identifier: MIT */
/* A ring of blocks. Invariant: blocks [taken, filled) are the consumer's, the
 * others the reader's; `taken` is the block that was lent last. */
#include "queue.h"

#include <stdlib.h>

#include "os_threads.h"

enum {
    BLOCK = 1 << 20,
    BLOCKS = 3,
    PIECE = 1 << 16 /* of a slow stream: it is not waited for a whole block */
};

typedef struct block {
    char *bytes;
    size_t length; /* 0: the end, for the reason that `status` tells */
} block;

struct ekb_queue {
    ekb_input *input;
    ekb_monitor *monitor;
    ekb_thread *thread;
    block blocks[BLOCKS];
    unsigned filled, taken; /* counts; the place in the ring is the remainder */
    int lent, closing;
    int ended; /* the reader's, until it has given the block of the end */
    ekb_status status;
    ekb_error error;
};

/* Many small reads of a decompressor make one block, as long as none of them waits. */
static void fill(ekb_queue *queue, block *b)
{
    b->length = 0;
    while (!queue->ended && BLOCK - b->length >= PIECE &&
           (b->length == 0 || ekb_input_ready(queue->input, 0))) {
        size_t got = 0;
        queue->status =
            ekb_input_next(queue->input, b->bytes + b->length, BLOCK - b->length, &got, &queue->error);
        b->length += got;
        queue->ended = queue->status != EKB_OK || got == 0;
    }
}

static void read_ahead(void *context)
{
    ekb_queue *queue = context;
    int more = 1;
    while (more) {
        ekb_monitor_enter(queue->monitor);
        while (queue->filled - queue->taken == BLOCKS && !queue->closing)
            ekb_monitor_wait(queue->monitor, -1);
        more = !queue->closing;
        block *b = &queue->blocks[queue->filled % BLOCKS];
        ekb_monitor_leave(queue->monitor);
        if (!more)
            break;
        fill(queue, b);
        more = b->length > 0;
        ekb_monitor_enter(queue->monitor);
        queue->filled++;
        ekb_monitor_changed(queue->monitor);
        ekb_monitor_leave(queue->monitor);
    }
}

static int allocate(ekb_queue *queue)
{
    queue->monitor = ekb_monitor_new();
    for (size_t i = 0; i < BLOCKS; i++) {
        queue->blocks[i].bytes = malloc(BLOCK);
        if (queue->blocks[i].bytes == NULL)
            return 0;
    }
    return queue->monitor != NULL;
}

ekb_queue *ekb_queue_open(ekb_input *input)
{
    ekb_queue *queue = calloc(1, sizeof *queue);
    if (queue == NULL)
        return NULL;
    queue->input = input;
    if (allocate(queue))
        queue->thread = ekb_thread_start(read_ahead, queue);
    if (queue->thread != NULL)
        return queue;
    ekb_queue_close(queue);
    return NULL;
}

void ekb_queue_close(ekb_queue *queue)
{
    if (queue == NULL)
        return;
    if (queue->thread != NULL) {
        atomic_store(&queue->input->closing, 1);
        ekb_monitor_enter(queue->monitor);
        queue->closing = 1;
        ekb_monitor_changed(queue->monitor);
        ekb_monitor_leave(queue->monitor);
        ekb_thread_join(queue->thread);
    }
    for (size_t i = 0; i < BLOCKS; i++)
        free(queue->blocks[i].bytes);
    ekb_monitor_free(queue->monitor);
    free(queue);
}

/* Inside. The end stays for ever. */
static void give_back(ekb_queue *queue)
{
    if (queue->lent && queue->blocks[queue->taken % BLOCKS].length > 0) {
        queue->taken++;
        ekb_monitor_changed(queue->monitor);
    }
    queue->lent = 0;
}

int ekb_queue_ready(ekb_queue *queue, int milliseconds)
{
    int ready, in_time = 1;
    ekb_monitor_enter(queue->monitor);
    give_back(queue);
    while (!(ready = queue->filled != queue->taken) && in_time)
        in_time = ekb_monitor_wait(queue->monitor, milliseconds);
    ekb_monitor_leave(queue->monitor);
    return ready;
}

ekb_status ekb_queue_next(ekb_queue *queue, const char **bytes, size_t *length, ekb_error *error)
{
    ekb_queue_ready(queue, -1);
    const block *b = &queue->blocks[queue->taken % BLOCKS];
    queue->lent = 1;
    *bytes = b->bytes;
    *length = b->length;
    if (b->length > 0 || queue->status == EKB_OK)
        return EKB_OK;
    if (error != NULL)
        *error = queue->error;
    return queue->status;
}
