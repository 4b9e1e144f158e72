/* SPDX-License-Identifier: MIT */
/**
 * @file filter_text.h
 * @brief A line as `--filter` answers it in text: as it is, or masked, and behind it what is
 *        known of it.
 *
 * Both are written in one encoding, the terminal's: a line of that one passes byte for byte,
 * and so does what is in none. A line comes whole or in parts of any length; of a long one only
 * what is decoded or masked together is held. Output goes to the session's, which is for the
 * caller to write.
 */
#ifndef EKB_SCAN_FILTER_TEXT_H
#define EKB_SCAN_FILTER_TEXT_H

#include "redact.h"
#include "stage.h"

/** In which line an entry was named last, and whether without a doubt. */
typedef struct ekb_filter_named {
    uint64_t line;
    int surely;
} ekb_filter_named;

typedef struct ekb_filter_text {
    ekb_stage *stage; /**< Lent. */
    int redact;
    ekb_redact_state masks;
    ekb_scan_encoding encoding; /**< Of the line's last part. */
    ekb_strbuf held;            /**< What is decoded with the next part. */
    uint64_t returns;           /**< Carriage returns that may be the line's end. */
    ekb_strbuf notes;           /**< What the line has, to stand behind it. */
    ekb_keys entries;
    ekb_filter_named *named; /**< By number in `entries`. */
    size_t named_room;
} ekb_filter_text;

/** Failed allocations show in the session's output. */
void ekb_filter_text_init(ekb_filter_text *text, ekb_stage *stage, int redact);
void ekb_filter_text_release(ekb_filter_text *text);
/** The line goes on; carriage returns at its end are left out. */
void ekb_filter_text_part(ekb_filter_text *text, ekb_scan_encoding encoding, const char *bytes,
                          size_t length);
/** It has an error. Each entry is named once for a line. @param line its number, from 1. */
void ekb_filter_text_hit(ekb_filter_text *text, const ekb_scan_hit *hit, uint64_t line);
/** It is at its end. */
void ekb_filter_text_end(ekb_filter_text *text);

#endif
