/* SPDX-License-Identifier: MIT */
/**
 * @file scan.h
 * @brief Every known error in a stream of any size.
 *
 * A scanner holds what is known of the errors of an engine's indexes, read-only
 * and shared by any number of threads. A scan is one stream, or one range of
 * it, read by one thread: bytes go in by blocks of any size, hits come out
 * through a sink in the order in which they begin.
 *
 *     ekb_scan_start(&scan, scanner, &range, &sink, &error);
 *     while (!ekb_scan_is_done(scan)) {
 *         size_t room;
 *         char *into = ekb_scan_room(scan, &room);
 *         ssize_t n = read(file, into, room);
 *         status = n > 0 ? ekb_scan_take(scan, (size_t)n, &error) : ekb_scan_end(scan, &error);
 *     }
 *     ekb_scan_free(scan);
 *
 * Invariant: the hits are a function of the stream's bytes alone, whatever the
 * blocks, the ranges and the threads, unless ekb_scan_flush() is used; memory
 * is bounded, however long a line is.
 *
 * Left to others: opening and decompressing, telling the encoding, showing.
 */
#ifndef EKB_SCAN_H
#define EKB_SCAN_H

#include "errkb/errkb.h"

/** How the bytes of a stream are text; whoever reads it must find out. */
typedef enum ekb_scan_encoding {
    EKB_SCAN_UTF8, /**< Also for anything unknown: bytes that are no UTF-8 harm nothing. */
    EKB_SCAN_UTF16LE,
    EKB_SCAN_UTF16BE,
    EKB_SCAN_GB18030
} ekb_scan_encoding;

/** How an id says that it is one. */
typedef enum ekb_scan_tier {
    EKB_SCAN_A = 1, /**< It identifies itself: ORA-01033, 0x80070005, an id as its product prints it. */
    EKB_SCAN_B,     /**< Generic ("error 10061"): needs its namespace or the entry's own message. */
    EKB_SCAN_C      /**< Bare, or no id at all: the message tells. */
} ekb_scan_tier;

/** From this confidence a hit is firm: a remedy may be shown for it. */
#define EKB_SCAN_FIRM 0.9

/** A stretch of a record (lines that belong together) is told of with at most
 *  so many bytes of text on either side of a match. */
#define EKB_SCAN_RECORD_MAX 4096
/** So much is told of the beginning of a line, which may be far before the match. */
#define EKB_SCAN_HEAD_MAX 256
/** Of a line of which the record is a part so much is at hand before and behind it, so that
 *  it can be told what the record begins and ends amid. */
#define EKB_SCAN_BEFORE_MAX 8192
#define EKB_SCAN_AFTER_MAX 1024
/** A match is no longer than this. */
#define EKB_SCAN_MATCH_MAX 8192
/** A range is fed from so many bytes before its `from` (or from the stream's
 *  first byte), so that what begins before it is known to. */
#define EKB_SCAN_BEHIND 65536

enum {
    EKB_SCAN_NO_MESSAGES = 1, /**< Ids in their contexts only: no message, no symbol without context. */
    EKB_SCAN_NO_UNKNOWN = 2,  /**< Do not tell of ids that no entry has. */
    EKB_SCAN_NO_LINES = 4     /**< Do not count lines: every `line` is 0. */
};

typedef struct ekb_scan_options {
    const char *product;   /**< The streams are this product's: its generic ids are firm,
                                and other products are not looked for. NULL for all. */
    double min_confidence; /**< Hits below are not told of; 0: EKB_SCAN_FIRM. */
    unsigned flags;
} ekb_scan_options;

/* clang-format off */
#define EKB_SCAN_OPTIONS_INIT {NULL, 0, 0}
/* clang-format on */

/** What is searched for. Shared by threads. */
typedef struct ekb_scanner ekb_scanner;

/**
 * Make a scanner of all indexes open in @p engine, which must outlive it and
 * stays the caller's own: scans open the files for themselves.
 * @retval EKB_ERR_ARG for a product that no index has; EKB_ERR_CORRUPT,
 *         EKB_ERR_IO, EKB_ERR_NOMEM
 */
ekb_status ekb_scanner_new(ekb_engine *engine, const ekb_scan_options *options, ekb_scanner **out,
                           ekb_error *error);
void ekb_scanner_free(ekb_scanner *scanner);

/* ---- What comes out ------------------------------------------------------ */

/** Where something stands. */
typedef struct ekb_scan_place {
    uint64_t start, end;   /**< Bytes of the stream: the match itself. */
    uint64_t record_start; /**< Bytes of the stream: the lines it stands on, without */
    uint64_t record_end;   /**< the last line's end; cut to EKB_SCAN_RECORD_MAX around the match. */
    uint64_t line;         /**< Of the match's first byte, counted from the range's `first_line`. */
    uint32_t lines;        /**< How many lines the record has. */
    int cut;               /**< The record is longer than it is given. */
    const char *text;      /**< The record as UTF-8; may hold NUL bytes. */
    size_t text_length;
    size_t before;    /**< So many bytes before `text` are its line's, and may be read: all
                           there are, or EKB_SCAN_BEFORE_MAX. */
    size_t behind;    /**< The same behind it, to the line's end or EKB_SCAN_AFTER_MAX. */
    ekb_span match;   /**< The match in `text`. */
    const char *head; /**< How the record's first line begins, where logs have the time:
                           at most EKB_SCAN_HEAD_MAX bytes of UTF-8, without a NUL at the
                           end. Of a record that is not cut this is `text`. */
    size_t head_length;
} ekb_scan_place;

/** An entry that a hit may be. */
typedef struct ekb_scan_entry {
    const char *id;      /**< "mars/34513". */
    const char *product; /**< "mars". */
    size_t index;        /**< Which of the engine's indexes. */
} ekb_scan_entry;

/** What stands in a placeholder of a message. */
typedef struct ekb_scan_argument {
    const char *name; /**< Of the placeholder. */
    ekb_span span;    /**< In `text` of the place. */
} ekb_scan_argument;

/** One error, by its id, its message or both. Lent for the time of the call. */
typedef struct ekb_scan_hit {
    ekb_scan_place place;
    const ekb_scan_entry *entries; /**< Best first; several: it cannot be told which. */
    size_t entry_count;
    ekb_scan_tier tier;
    const char *reason; /**< Stable: "prefixed", "symbol", "hex", "sqlstate", "printed" (as its
                             product prints it), "cue" (announced in a common way), "product"
                             (the same, and of the product spoken of), "message". */
    double confidence;
    int conflict;       /**< The message beside the id is another entry's. */
    const char *code;   /**< Canonical: "34513", "0x80070005"; "" for a message alone. */
    ekb_span code_span; /**< In `text` of the place. */
    int by_message;     /**< The entry's message stands there. */
    const ekb_scan_argument *arguments;
    size_t argument_count;
} ekb_scan_hit;

/** An id that looks like an error's, which no entry has. Lent. */
typedef struct ekb_scan_unknown {
    ekb_scan_place place;
    const char *code;
    const char *space; /**< Numbering scheme, where its shape tells; else "". */
} ekb_scan_unknown;

/** Who is told. A return value other than 0 ends the scan: it is done then. */
typedef struct ekb_scan_sink {
    int (*hit)(void *context, const ekb_scan_hit *hit);
    int (*unknown)(void *context, const ekb_scan_unknown *unknown); /**< May be NULL. */
    void *context;
} ekb_scan_sink;

/* ---- A stream ------------------------------------------------------------- */

/**
 * The lines whose first byte is in [from, to) are scanned; a line is as long
 * as it is, so bytes past `to` are wanted until it ends. Ranges that follow
 * each other find exactly what one over all of them finds.
 */
typedef struct ekb_scan_range {
    uint64_t offset; /**< Of the first byte that will be fed: 0 or from - EKB_SCAN_BEHIND. */
    uint64_t from, to;
    uint64_t first_line; /**< Number of the first line that begins at `from` or behind it. */
    ekb_scan_encoding encoding;
} ekb_scan_range;

/* clang-format off */
#define EKB_SCAN_RANGE_ALL {0, 0, UINT64_MAX, 1, EKB_SCAN_UTF8}
/* clang-format on */

typedef struct ekb_scan ekb_scan;

/** Free with ekb_scan_free(). @p sink is copied. */
ekb_status ekb_scan_start(ekb_scan **out, const ekb_scanner *scanner, const ekb_scan_range *range,
                          const ekb_scan_sink *sink, ekb_error *error);
/** Begin another range, of the same stream or another, with all that has been
 *  looked up and allocated so far. */
void ekb_scan_restart(ekb_scan *scan, const ekb_scan_range *range, const ekb_scan_sink *sink);
void ekb_scan_free(ekb_scan *scan);

/** What was fed so far is ASCII, and what comes is in this encoding, of which ASCII is a part
 *  (not UTF-16): as if it had been said at the start. */
ekb_status ekb_scan_turn(ekb_scan *scan, ekb_scan_encoding encoding, ekb_error *error);

/** Memory of the scan for the next bytes, so that they need not be copied:
 *  at least 256 KiB, lent until the next call. */
char *ekb_scan_room(ekb_scan *scan, size_t *room);
/** The first @p length bytes of the room are now the stream's next. */
ekb_status ekb_scan_take(ekb_scan *scan, size_t length, ekb_error *error);
/** The same with bytes from elsewhere, of any number. */
ekb_status ekb_scan_feed(ekb_scan *scan, const char *bytes, size_t length, ekb_error *error);
/** Tell of what is in the whole lines so far and do not wait for what might
 *  belong to it: for streams that pause. */
ekb_status ekb_scan_flush(ekb_scan *scan, ekb_error *error);
/** There are no more bytes. */
ekb_status ekb_scan_end(ekb_scan *scan, ekb_error *error);
/** Not 0 when nothing more can come of the range: ended, beyond it, or stopped. */
int ekb_scan_is_done(const ekb_scan *scan);

typedef struct ekb_scan_counts {
    uint64_t bytes; /**< Fed so far. */
    uint64_t lines; /**< Begun in the range so far. */
    uint64_t hits, unknown;
} ekb_scan_counts;
ekb_scan_counts ekb_scan_count(const ekb_scan *scan);

#endif
