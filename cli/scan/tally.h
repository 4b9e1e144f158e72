/* SPDX-License-Identifier: MIT */
/**
 * @file tally.h
 * @brief How often, where and when each error was found.
 *
 * What a report needs and no more: its size depends on how many different errors
 * there are, not on how often they occur; of unknown codes, of which a log may be
 * full, only so many are kept.
 */
#ifndef EKB_SCAN_TALLY_H
#define EKB_SCAN_TALLY_H

#include "keys.h"
#include "scan/scan.h"
#include "stamp.h"

/** A place as it is shown. */
typedef struct ekb_tally_place {
    const char *log; /**< Lent, as the scan gives it. */
    uint64_t line;   /**< 0 if unknown. */
    uint64_t offset;
    ekb_stamp stamp;
    char time[48]; /**< As it stands in the log, or "". */
} ekb_tally_place;

/** A value that stood in a placeholder. */
typedef struct ekb_tally_value {
    const char *name, *value;
    uint64_t count;
} ekb_tally_value;

enum { EKB_TALLY_VALUES = 12 };

/** One error: an entry, several that cannot be told apart, or an unknown code. */
typedef struct ekb_tally_item {
    uint64_t count;
    ekb_tally_place first, last; /**< By time where it is known, else in the order of the input. */
    const char *code;            /**< "" for a message alone. */
    const char *space;           /**< Of an unknown code. */
    const char *sample;          /**< A record, as UTF-8. */
    size_t sample_length;
    ekb_span match; /**< In the sample. */
    const ekb_scan_entry *entries;
    size_t entry_count;
    double confidence; /**< The highest. */
    int conflict;      /**< Some hit's code and message are of different entries. */
    ekb_tally_value values[EKB_TALLY_VALUES];
    size_t value_count;
    uint64_t more_values; /**< Occurrences of values beyond. */
} ekb_tally_item;

typedef struct ekb_tally {
    ekb_keys keys;
    ekb_arena arena;
    ekb_tally_item *items; /**< By number of the key, in the order of the first hit. */
    size_t room;
    int forgot; /**< There were more unknown codes than are kept. */
} ekb_tally;

/* clang-format off */
#define EKB_TALLY_INIT {EKB_KEYS_INIT, EKB_ARENA_INIT, NULL, 0, 0}
/* clang-format on */

#define ekb_tally_count(tally) ((tally)->keys.count)

/** Count a hit. @param[out] out lent until the next one; may be NULL.
 *  @return 0, or -1 without memory. */
int ekb_tally_hit(ekb_tally *tally, const char *log, const ekb_scan_hit *hit, const ekb_tally_item **out);
/** Unknown codes that are kept: of more the rarer half is forgotten, and counted anew
 *  where it comes again. */
#define EKB_TALLY_UNKNOWN_MOST 10000
int ekb_tally_unknown(ekb_tally *tally, const char *log, const ekb_scan_unknown *unknown);
/** The items, the most frequent first, those as frequent in the order of their first
 *  hit. Free with free(); NULL without memory or items. */
const ekb_tally_item **ekb_tally_sorted(const ekb_tally *tally);
void ekb_tally_release(ekb_tally *tally);

#endif
