/* SPDX-License-Identifier: MIT */
/**
 * @file stream.h
 * @brief One scan, as its own files see it: candidates → findings → hits.
 *
 * search.c turns places that may be something into findings, told.c findings of
 * a line into hits, scan.c knows which bytes are at hand and which lines are
 * the range's.
 */
#ifndef EKB_SCAN_STREAM_H
#define EKB_SCAN_STREAM_H

#include "book.h"
#include "fit.h"
#include "id.h"
#include "scanner.h"
#include "sheet.h"
#include "window.h"

/** Something found, by its place in the stream's text (window.h). */
typedef struct ekb_scan_finding {
    uint64_t start, end;
    const ekb_scan_code *code;   /**< An id; NULL for a message. */
    const ekb_scan_owner *owner; /**< The one of its owners that prints it so; NULL: all. */
    const char *unknown;         /**< An id that nobody has: its numbering scheme or ""; else NULL. */
    char id[EKB_SCAN_ID_BYTES];  /**< The id as it is looked up; "" for a message. */
    ekb_scan_tier tier;
    const char *reason;
    double confidence;
    const ekb_scan_message *message;
    size_t weight; /**< How much what is there of it tells. */
    struct {
        uint64_t start, end;
    } arguments[EKB_SCAN_ARGUMENTS];
    size_t argument_count;
    int spent;     /**< Part of a hit that was told of, or of one that is not worth it. */
    int handled;   /**< It has had its turn to lead one. */
    unsigned book; /**< Which of the scan's books lends what it points to. */
} ekb_scan_finding;

typedef struct ekb_scan_findings {
    ekb_scan_finding *items; /**< By start, then end. */
    size_t count, capacity;
    unsigned book;    /**< Of those that are added. */
    uint64_t longest; /**< None is longer. */
} ekb_scan_findings;

struct ekb_scan {
    const ekb_scanner *scanner;
    ekb_scan_range range;
    ekb_scan_sink sink;
    ekb_engine *engine;
    ekb_scan_book *book;
    ekb_scan_book *old; /* the one before, while findings point to what it lends; else NULL */
    ekb_scan_leads leads;
    ekb_scan_window window;
    ekb_scan_buckets buckets;
    int has_buckets;
    ekb_scan_candidates candidates;
    ekb_scan_sheet sheet;
    ekb_scan_findings findings;
    uint32_t before;              /* hash of the last word that was searched */
    uint64_t searched;            /* position up to which places were looked at */
    uint64_t id_end;              /* where the last id ends: marks within it are its own */
    uint64_t counted;             /* position up to which lines are counted */
    uint64_t lines;               /* that begin in the range, before `counted` */
    int all_counted;              /* the line at `counted` begins behind the range */
    uint64_t line_start;          /* of the line at hand, where it begins before the window */
    char head[EKB_SCAN_HEAD_MAX]; /* its first bytes */
    struct {
        uint64_t start, known; /* no line ends from the one position to the other */
    } line;
    struct {
        char *text; /* a line without its escapes */
        uint32_t *map;
        size_t capacity;
        ekb_scan_candidates candidates;
        ekb_scan_sheet sheet;
        uint64_t end; /* position behind the last line that was taken */
    } plain;
    int started; /* the first line of the range has begun */
    int done;
    ekb_scan_counts counts;
};

/** A text in which something may be found: the window's, or a line of it
 *  without its escapes. */
typedef struct ekb_scan_view {
    const char *text; /**< EKB_SCAN_MARGIN readable bytes stand on either side of it. */
    size_t length;
    uint64_t at;         /**< Position of its first byte. */
    const uint32_t *map; /**< Of each byte and of the end how far from there; NULL: as far. */
    ekb_scan_sheet *sheet;
} ekb_scan_view;

static inline uint64_t ekb_scan_position(const ekb_scan_view *view, size_t byte)
{
    return view->at + (view->map != NULL ? view->map[byte] : byte);
}

/** Search the text at hand in [from, to): adds findings. */
ekb_status ekb_scan_search(ekb_scan *scan, size_t from, size_t to, ekb_error *error);

/** Tell of the findings of lines that begin before position @p horizon. */
ekb_status ekb_scan_tell(ekb_scan *scan, uint64_t horizon, ekb_error *error);

/** The line around an escape at position @p at, without its escapes (escape.c).
 *  @p out->text is NULL where it has been taken already or has none.
 *  @return 0 without memory. */
int ekb_scan_unescape(ekb_scan *scan, uint64_t at, ekb_scan_view *out);

/** 0 if no index has the id. */
int ekb_scan_may_be_known(const ekb_scanner *scanner, const ekb_scan_id *id);

/** 0 if no index has a code with this key (core/anchor.h). */
int ekb_scan_may_have_code(const ekb_scanner *scanner, uint64_t key);
/** It will be asked for soon. */
void ekb_scan_expect_code(const ekb_scanner *scanner, uint64_t key);

/** Not 0 for failures of Windows: 0x8…, 0xC…, by the digits of the number. */
int ekb_scan_is_failure(unsigned digits, uint64_t number);

/** Judge an id that some code may be. @return EKB_OK with @p out->reason NULL for nothing. */
ekb_status ekb_scan_judge(ekb_scan *scan, const char *text, size_t length, const ekb_scan_id *id,
                          ekb_scan_finding *out, ekb_error *error);

/** Keep a finding. @return 0 without memory. */
int ekb_scan_findings_add(ekb_scan_findings *findings, const ekb_scan_finding *finding);

#endif
