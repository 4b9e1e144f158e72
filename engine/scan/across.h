/* SPDX-License-Identifier: MIT */
/**
 * @file across.h
 * @brief What a message has across the placeholders nearest to its key, held
 *        against a text at a glance (core/glance.h).
 *
 * "Session {name} lost {host}" is found by "lost", of which many a message has
 * nothing else beside it. Where "n" before the placeholder cannot stand, behind
 * an "o", on the line of that place, the message does not fit.
 *
 * Invariant: never refused wrongly. A placeholder stands for a stretch of one
 * line (fit.h), so what stands beside it is on the line where it is, or beside
 * that line's ends.
 */
#ifndef EKB_SCAN_ACROSS_H
#define EKB_SCAN_ACROSS_H

#include <stddef.h>
#include <stdint.h>

/** Of a message, on one side of its key. */
typedef struct ekb_scan_across {
    uint16_t piece; /**< The four characters across the placeholder, or two, where it has
                         no more; EKB_ACROSS_NONE: unknown. */
    uint16_t near;  /**< Characters from the key's place to the placeholder. */
} ekb_scan_across;

enum { EKB_ACROSS_BITS = 11, EKB_ACROSS_NONE = 1 << EKB_ACROSS_BITS };

/** Of a text, on one side of a place: all pieces of its line, and of a few characters more. */
typedef struct ekb_scan_pieces {
    uint64_t bits[(1 << EKB_ACROSS_BITS) / 64];
    size_t line; /**< Characters of the line, up to those that a match may reach; 0: unknown. */
} ekb_scan_pieces;

/** Where the placeholder of a message begins that ends before byte @p end; SIZE_MAX for
 *  none, also where a brace beside it may make it none. */
size_t ekb_scan_across_wild(const char *message, size_t end);
/** Of a message's first @p end bytes with a key at byte @p at. What is behind is counted
 *  from there. */
ekb_scan_across ekb_scan_across_before(const char *message, size_t at);
ekb_scan_across ekb_scan_across_behind(const char *message, size_t end, size_t at);

/** Of a text with a key at byte @p at; nothing before @p from is read. */
void ekb_scan_pieces_before(const char *text, size_t from, size_t at, ekb_scan_pieces *out);
void ekb_scan_pieces_behind(const char *text, size_t length, size_t at, ekb_scan_pieces *out);

/** 0 if what is across is not there. */
static inline int ekb_scan_pieces_may_have(const ekb_scan_pieces *pieces, ekb_scan_across across)
{
    return across.piece >= EKB_ACROSS_NONE || across.near >= pieces->line ||
           (pieces->bits[across.piece / 64] >> across.piece % 64 & 1) != 0;
}

#endif
