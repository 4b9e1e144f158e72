/* SPDX-License-Identifier: MIT */
/**
 * @file postings.h
 * @brief Long lists of ascending numbers, a few bits each.
 *
 * Rice codes (R. F. Rice, 1979) of the differences: in blocks of
 * EKB_POSTINGS_BLOCK numbers, each beginning with the five bits of its k; a
 * difference d is (d - 1) >> k zeroes, a one, and the k low bits of d - 1.
 * Bits are filled from the lowest of each byte. How many numbers there are is
 * known elsewhere.
 */
#ifndef EKB_CORE_POSTINGS_H
#define EKB_CORE_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "strbuf.h"

enum { EKB_POSTINGS_BLOCK = 128 };

/** Append a list. */
void ekb_postings_put(ekb_strbuf *out, const uint32_t *numbers, size_t count);

/** Reading a list. */
typedef struct ekb_postings {
    const unsigned char *at, *end;
    uint64_t bits;   /* not used yet, the next one lowest */
    unsigned have;   /* how many */
    size_t left;     /**< Numbers to come. */
    uint64_t number; /**< The last. */
} ekb_postings;

ekb_postings ekb_postings_of(const unsigned char *bytes, size_t length, size_t count);
/** Read a block. @return how many numbers, 0 at the end, where `left` is 0, or for a broken list. */
size_t ekb_postings_next(ekb_postings *list, uint64_t out[EKB_POSTINGS_BLOCK]);

#endif
