/* SPDX-License-Identifier: MIT */
/**
 * @file label.h
 * @brief Which text a template is, and guessing it from those before.
 *
 * Entries of a product mostly have the same texts in the same order, so what
 * followed a label the last time follows it again. Writer and reader guess
 * alike; only what is guessed wrong is written.
 */
#ifndef EKB_CORE_LABEL_H
#define EKB_CORE_LABEL_H

#include <stddef.h>
#include <stdint.h>

/** Templates of one row, in which labels are guessed. */
enum { EKB_TEMPLATES_A_ROW = 32 };

typedef struct ekb_label {
    uint64_t head; /**< entry's difference to the one before << 3 | kind */
    uint64_t n;    /**< Which text of that kind. */
} ekb_label;

/** What the next label should be; NULL where the last one, of @p count, is new. */
static inline const ekb_label *ekb_label_guess(const ekb_label *labels, size_t count)
{
    for (size_t i = count > 1 ? count - 1 : 0; i-- > 0;)
        if (labels[i].head == labels[count - 1].head && labels[i].n == labels[count - 1].n)
            return &labels[i + 1];
    return NULL;
}

#endif
