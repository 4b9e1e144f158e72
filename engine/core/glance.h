/* SPDX-License-Identifier: MIT */
/**
 * @file glance.h
 * @brief One character of a text as far as it can be compared without folding
 *        all of it.
 *
 * A character is what folding (core/fold.h) makes of it, where that is one of
 * ASCII or an ideograph; quotation marks are one. Everything else is beyond a
 * glance: what folding makes several of or nothing, what a mark behind it may
 * change, and what stands for something else in messages and in JSON.
 *
 * Invariant: of two texts that fold alike, spaces aside, the characters up to
 * the first that is beyond a glance are the same.
 */
#ifndef EKB_CORE_GLANCE_H
#define EKB_CORE_GLANCE_H

#include <stdint.h>

/** What a glance may give instead of a character. */
enum { EKB_GLANCE_BEYOND = 0, EKB_GLANCE_BLANK = ' ' };

extern const unsigned char ekb_glance_ascii[128];

/** The character at @p at (< @p end), which is not ASCII. @param[out] size its bytes. */
uint32_t ekb_glance_wide(const char *at, const char *end, unsigned *size);
/** The character before @p at (> @p start), which is not ASCII. */
uint32_t ekb_glance_wide_back(const char *start, const char *at, unsigned *size);

/** The character at @p at (< @p end). @param[out] size its bytes. */
static inline uint32_t ekb_glance(const char *at, const char *end, unsigned *size)
{
    unsigned char c = (unsigned char)*at;
    *size = 1;
    return c < 0x80 ? ekb_glance_ascii[c] : ekb_glance_wide(at, end, size);
}
/** The character before @p at (> @p start). */
static inline uint32_t ekb_glance_back(const char *start, const char *at, unsigned *size)
{
    unsigned char c = (unsigned char)at[-1];
    *size = 1;
    return c < 0x80 ? ekb_glance_ascii[c] : ekb_glance_wide_back(start, at, size);
}

#endif
