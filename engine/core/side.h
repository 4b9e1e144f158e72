/* SPDX-License-Identifier: MIT */
/**
 * @file side.h
 * @brief What stands beside an anchor, in a message or in a text, as far as it
 *        can be compared at a glance: without folding, and never wrongly refused.
 */
#ifndef EKB_CORE_SIDE_H
#define EKB_CORE_SIDE_H

#include <stddef.h>
#include <stdint.h>

enum { EKB_SIDE_MOST = 7 };

/** The nearest characters but blanks as a glance sees them (core/glance.h), from the
 *  anchor away: their bytes of UTF-8, before it the last one first. */
typedef struct ekb_side {
    char text[EKB_SIDE_MOST];
    uint8_t length;
} ekb_side;

/** Behind the word or the ideographs at @p at that are @p key. No more characters are
 *  looked at than @p most bytes need. */
void ekb_side_behind(const char *text, size_t length, size_t at, uint32_t key, size_t most, ekb_side *out);
/** Where a message ends of which @p length bytes must be there: marks at the end of a
 *  sentence may be missing, and what folding may make of them. */
size_t ekb_side_end(const char *text, size_t length);
/** Before @p at; nothing before @p from is read. */
void ekb_side_before(const char *text, size_t from, size_t at, size_t most, ekb_side *out);

/** Not 0 if the two do not contradict each other. */
static inline int ekb_sides_agree(const ekb_side *a, const ekb_side *b)
{
    size_t n = a->length < b->length ? a->length : b->length, i = 0;
    while (i < n && a->text[i] == b->text[i])
        i++;
    return i == n;
}

/** @name What an index keeps of both sides
 *  Four bits of each: 0 if too little is known of it, and else equal for sides
 *  that agree. Behind, two bytes must be known; before, so many that something
 *  of them is no part of a pair's first word, mostly; and whole characters. */
/** @{ */
enum { EKB_SIDE_BEHIND = 2, EKB_SIDE_BEFORE = 5, EKB_SIDE_PRINTS = 16 };
unsigned ekb_side_print_behind(const ekb_side *behind);
unsigned ekb_side_print_before(const ekb_side *before);
/** The same of a text, as ekb_side_behind() and ekb_side_before() read it. */
unsigned ekb_side_print_behind_at(const char *text, size_t length, size_t at, uint32_t key);
unsigned ekb_side_print_before_at(const char *text, size_t from, size_t at);
static inline uint8_t ekb_side_print(const ekb_side *before, const ekb_side *behind)
{
    return (uint8_t)(ekb_side_print_before(before) << 4 | ekb_side_print_behind(behind));
}
static inline int ekb_side_prints_agree(uint8_t a, uint8_t b)
{
    uint8_t differs = a ^ b;
    return ((differs & 0x0F) == 0 || (a & 0x0F) == 0 || (b & 0x0F) == 0) &&
           ((differs & 0xF0) == 0 || (a & 0xF0) == 0 || (b & 0xF0) == 0);
}
/** @} */

#endif
