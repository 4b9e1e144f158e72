/* SPDX-License-Identifier: MIT */
/**
 * @file leads.h
 * @brief What a key leads to: the messages that have it, read from their indexes
 *        once and as far as it takes to see that most of them do not fit.
 *
 * Most keys that a text has lead nowhere, for what stands beside them is not
 * what stands beside them in any message: a run tells so without a message
 * being read. Of a message that is read its text is kept, and where in it the
 * key stands; it is compiled (book.h) only once it may fit.
 */
#ifndef EKB_SCAN_LEADS_H
#define EKB_SCAN_LEADS_H

#include "across.h"
#include "anchors.h"
#include "core/arena.h"
#include "core/side.h"
#include "core/strbuf.h"
#include "map.h"

typedef enum ekb_scan_lead_kind {
    EKB_LEAD_NOWHERE, /**< The message does not have its key: the index is damaged. */
    EKB_LEAD_SYMBOL,
    EKB_LEAD_MESSAGE
} ekb_scan_lead_kind;

/** A symbol, or a place of a message where its key stands. */
typedef struct ekb_scan_lead {
    struct ekb_scan_lead *next; /**< Another place of the same message. */
    ekb_scan_lead_kind kind;
    const char *text; /**< Of the message. */
    uint32_t end;     /**< Of what must be there of it; without marks that may be missing. */
    uint32_t at;      /**< The key's place. */
    uint32_t item;    /**< The same as number of a character; once there is a message. */
    ekb_side before, behind;
    ekb_scan_across across_before, across_behind;
    size_t index;
    int64_t source;                   /**< Which message it is (template.h). */
    struct ekb_scan_message *message; /**< NULL until it is compiled, */
    unsigned book;                    /**< for this book: another does not have it. */
} ekb_scan_lead;

/** The anchors of a key in one table. */
typedef struct ekb_scan_run {
    struct ekb_scan_run *next; /**< In the next table that has the key. */
    const ekb_anchors_table *table;
    size_t index; /**< Of the table. */
    size_t first, count;
    ekb_scan_lead **leads; /**< Of each of them; NULL until it is read. */
    /** Of a key's first run, for all its runs: by the print of what stands before,
     *  those of what stands behind that some anchor agrees with. */
    uint16_t agreeing[EKB_SIDE_PRINTS];
} ekb_scan_run;

/** Keys that were asked for last: a log repeats itself. */
enum { EKB_LEADS_RECENT_BITS = 8 };

/** All zeros is empty. */
typedef struct ekb_scan_leads {
    ekb_scan_map runs; /* by key */
    struct {
        uint32_t key;
        ekb_scan_run *run; /* NULL: none */
    } recent[1 << EKB_LEADS_RECENT_BITS];
    ekb_arena arena;
    size_t size; /* bytes of the arena that are used */
    ekb_strbuf text;
    ekb_scan_run nothing; /* of a key that no table has */
    ekb_scan_lead nowhere, symbol;
} ekb_scan_leads;

void ekb_scan_leads_release(ekb_scan_leads *leads);
/** Bytes that they hold, roughly. */
size_t ekb_scan_leads_size(const ekb_scan_leads *leads);

/** The first run of a key, found in some tables, one an index. @return NULL without memory. */
ekb_scan_run *ekb_scan_leads_run(ekb_scan_leads *leads, const ekb_anchors_table *tables, size_t count,
                                 uint32_t key);
/** Fill in what anchor @p at of a key's run leads to: the first of its places. */
ekb_status ekb_scan_leads_read(ekb_scan_leads *leads, ekb_index *index, ekb_scan_run *run, size_t at,
                               uint32_t key, ekb_error *error);

#endif
