/* SPDX-License-Identifier: MIT */
/**
 * @file fit.h
 * @brief Whether a message stands at a place, what its placeholders stand for,
 *        and how sure it is that it is this message.
 *
 * All literal characters of the message's head must be there in their order,
 * spaces and line ends aside; a placeholder is a stretch of one line.
 */
#ifndef EKB_SCAN_FIT_H
#define EKB_SCAN_FIT_H

#include "book.h"
#include "sheet.h"

/** Placeholders that are told of. */
#define EKB_SCAN_ARGUMENTS 16
/** Characters that a placeholder may stand for. */
#define EKB_SCAN_GAP_MOST 240
/** A match lies within so many bytes before and behind where it was found. */
#define EKB_SCAN_REACH_BACK 2048
#define EKB_SCAN_REACH_ON 5120

typedef struct ekb_scan_fit {
    uint32_t start, end;                    /**< Bytes of the text. */
    ekb_span arguments[EKB_SCAN_ARGUMENTS]; /**< In the order of the message's names; empty: none. */
    size_t argument_count;
    size_t weight;     /**< How much tells what is there of the message: its head, and sentences behind it. */
    double confidence; /**< In [0,1], of the text alone. */
    int edge;          /**< The sheet ended where more of it might tell otherwise, fit or not. */
} ekb_scan_fit;

/**
 * Hold a message against the sheet where its character @p item would be @p cell.
 * @return not 0 if it fits.
 */
int ekb_scan_fit_at(const ekb_scan_message *message, const ekb_scan_sheet *sheet, size_t item, size_t cell,
                    ekb_scan_fit *out);

/**
 * Whether a lead's message may stand where its key would be byte @p at: cheaper
 * than fitting it, and wrong one way only.
 */
int ekb_scan_fit_maybe(const ekb_scan_lead *lead, const char *text, size_t length, size_t at);

/** The best that a message can be told by its text alone. */
double ekb_scan_fit_best(const ekb_scan_message *message);

#endif
