/* SPDX-License-Identifier: MIT */
/**
 * @file id.h
 * @brief Ids as they stand in a log: what a mark leads to.
 *
 * Full-width letters and digits are read as the ASCII that they are. Left to
 * others: whether anybody knows the id, and what that is worth.
 */
#ifndef EKB_SCAN_ID_H
#define EKB_SCAN_ID_H

#include <stddef.h>
#include <stdint.h>

#include "find.h"

#define EKB_SCAN_ID_BYTES 72

typedef struct ekb_scan_id {
    size_t start, end;            /**< Bytes of the text. */
    char code[EKB_SCAN_ID_BYTES]; /**< "34513", "0x80070005", "-2147024891", "ORA-01033", "ER_HASHCHK". */
    unsigned form;                /**< One of EKB_FORM_* (core/code.h). */
    unsigned digits;              /**< Of the number, without leading zeros. */
    unsigned letters;             /**< Of the prefix. */
    uint64_t number;
    uint64_t keys[3]; /**< Of its canonical forms (core/anchor.h). */
    size_t key_count;
    unsigned cue; /**< Kind of the word before it (core/cue.h), 0 for none. */
    size_t cue_start;
} ekb_scan_id;

/**
 * The id that the marks at @p at announce, if they do.
 * @param from bytes of the text before are not looked at.
 * @return not 0 if there is one.
 */
int ekb_scan_id_at(const char *text, size_t from, size_t length, size_t at, uint32_t marks, ekb_scan_id *out);

/**
 * The value of the plain number "0x…" at @p at, of which the digits behind "0x"
 * may be read and EKB_SCAN_MARGIN bytes.
 * @return its digits without leading zeros, at least 1; 0 for one that has to
 *         be looked at more closely (ekb_scan_id_at()).
 */
unsigned ekb_scan_hex_at(const char *text, size_t at, uint64_t *value);

/** The symbol around a word at @p at: letters, digits and what joins them. */
int ekb_scan_symbol_at(const char *text, size_t from, size_t length, size_t at, ekb_scan_id *out);

#endif
