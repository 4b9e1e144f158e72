/* SPDX-License-Identifier: MIT */
/**
 * @file pieces.h
 * @brief The input cut into pieces, each for one thread.
 *
 * A plain file that is long enough gives several pieces; they share the open
 * file, which is closed with the last of them. Whatever cannot be entered in the
 * middle is one piece.
 */
#ifndef EKB_SCAN_PIECES_H
#define EKB_SCAN_PIECES_H

#include "findings.h"
#include "input.h"
#include "range.h"
#include "sink.h"

/** An open log and what was told of it. */
typedef struct ekb_log {
    ekb_input input;
    const char *name;
    uint64_t lines; /**< Lines of the pieces that were told. */
    int from_start; /**< Its first line is scanned, so that lines have numbers. */
    unsigned users; /**< Pieces that are not told yet, and the cutter. */
} ekb_log;

typedef struct ekb_piece {
    uint64_t ticket; /**< Its place in the order, from 0. */
    ekb_log *log;
    ekb_bytes bytes;    /**< Of a plain file; `end` is UINT64_MAX for "to the end". */
    uint64_t ascii_end; /**< Of a plain file: it is ASCII up to there; 0 if it is not or nobody looked. */
    int unfinished;     /**< An interrupt came before the end of what has one. */
    int done;
    ekb_findings findings;
    ekb_scan_counts counts;
    ekb_status status;
    ekb_error error;
} ekb_piece;

/** Cuts sources into pieces, one after the other. */
typedef struct ekb_cutter {
    const ekb_source_list *sources; /**< Lent. */
    int encoding;                   /**< -1: by content. */
    int whole;                      /**< One piece a log. */
    ekb_range range;
    ekb_bytes bytes;         /**< The range, in bytes of the whole input. */
    size_t at;               /**< The next source. */
    uint64_t place;          /**< Of the next source in the whole input. */
    ekb_log *log;            /**< That is being cut, or NULL. */
    ekb_bytes left;          /**< What of it has not been cut yet. */
    _Atomic uint64_t stored; /**< Bytes read, as they are stored. */
    uint64_t files, unreadable;
} ekb_cutter;

void ekb_cutter_init(ekb_cutter *cutter, const ekb_source_list *sources, ekb_range range);
void ekb_cutter_release(ekb_cutter *cutter);

/** Fill in log and bytes of the next piece. @return 1, 0 when there are no more,
 *  or EKB_ERR_NOMEM. What cannot be opened is complained of and left out. */
int ekb_cutter_next(ekb_cutter *cutter, ekb_piece *piece, ekb_error *error);

/** Is there anything that has not been cut? */
int ekb_cutter_has_more(const ekb_cutter *cutter);

/** A piece has been told of. */
void ekb_log_leave(ekb_log *log);

#endif
