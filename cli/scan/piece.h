/* SPDX-License-Identifier: MIT */
/**
 * @file piece.h
 * @brief Scans one piece: reads its bytes, feeds them to the scanner, hands on
 *        what comes.
 */
#ifndef EKB_SCAN_PIECE_H
#define EKB_SCAN_PIECE_H

#include "pieces.h"

/** What scanning a piece needs and whom it tells. A function that is NULL is not
 *  called; a result other than 0 ends the piece. Places are those of the log but
 *  for lines, which are counted from the beginning of the piece. */
typedef struct ekb_piece_way {
    const ekb_scanner *scanner;
    int reads_ahead; /**< Streams are read by a thread of their own. */
    int (*hit)(void *context, ekb_piece *piece, const ekb_scan_hit *hit);
    int (*unknown)(void *context, ekb_piece *piece, const ekb_scan_unknown *unknown);
    int (*bytes)(void *context, ekb_piece *piece, ekb_scan_encoding encoding, const char *bytes,
                 size_t length);
    /** Called for each block: progress, and whether to go on. */
    int (*step)(void *context);
    int (*idle)(void *context, ekb_piece *piece, int paused);
    void *context;
} ekb_piece_way;

/** Fills counts, status and error of the piece.
 *  @param scan of the calling thread, kept from piece to piece: *@p scan is NULL
 *         at first and freed by the caller in the end. */
void ekb_piece_scan(ekb_piece *piece, const ekb_piece_way *way, ekb_scan **scan);

#endif
