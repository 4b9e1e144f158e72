/* SPDX-License-Identifier: MIT */
/**
 * @file find.h
 * @brief Places of a text that are worth a look: the fast part of a scan.
 *
 * Two things are looked for. *Marks* are three bytes that stand in every
 * context of an id ("rro" of error, "0x1", "ORA-0"). *Keys* are the words and
 * ideographs of messages and symbols (core/anchor.h), held against a filter of
 * those that the indexes have.
 *
 * Invariant: what is found is the same whatever the processor and however the
 * text is cut; the ways of finding (scalar, SSSE3, AVX2, AVX-512, NEON) differ in speed
 * alone. What a place means is left to others.
 */
#ifndef EKB_SCAN_FIND_H
#define EKB_SCAN_FIND_H

#include <stddef.h>
#include <stdint.h>

#include "core/anchor.h"
#include "window.h"

/** Marks, by their bit. */
typedef enum ekb_scan_mark_name {
    EKB_MARK_ERROR,  /**< "rro" of error */
    EKB_MARK_ERR,    /**< "rrn" of errno, "rr=" … */
    EKB_MARK_CODE,   /**< "cod" */
    EKB_MARK_MSG,    /**< "msg" */
    EKB_MARK_RESULT, /**< "HRE" of HRESULT */
    EKB_MARK_STATE,  /**< "qls" of SQLSTATE */
    EKB_MARK_HEX,    /**< "0x" and a digit */
    EKB_MARK_ID,     /**< "ID:" "Id=" "ID " … */
    EKB_MARK_ID_LOW, /**< "id:" "id=" … */
    EKB_MARK_HAN_A,  /**< 误 */
    EKB_MARK_HAN_B,  /**< 誤 */
    EKB_MARK_HAN_C,  /**< 码 */
    EKB_MARK_HAN_D,  /**< 碼 */
    EKB_MARK_HAN_E,  /**< 号 */
    EKB_MARK_HAN_F,  /**< 错 */
    EKB_MARK_HAN_G,  /**< 常 of 异常 */
    EKB_MARK_ESCAPE, /**< "\u9" of JSON */
    EKB_MARK_COLOUR, /**< "ESC [ 3" of a terminal */
    EKB_MARK_PREFIX, /**< the end of "ORA-" or "TS" with a digit */
    EKB_MARK_SIGNED, /**< "-21" of HRESULTs as decimals */
    EKB_MARK_COUNT
} ekb_scan_mark_name;

/** A place: marks that begin there, or the key that does. */
typedef struct ekb_scan_candidate {
    uint32_t key;   /**< Where `marks` is 0. */
    uint32_t at;    /**< Byte of the text; of a pair that of its second word. */
    uint32_t marks; /**< 1 << ekb_scan_mark_name, any number of them. */
} ekb_scan_candidate;

typedef struct ekb_scan_candidates {
    ekb_scan_candidate *items;
    size_t count, capacity;
    int failed; /**< Memory ran out. */
} ekb_scan_candidates;

struct ekb_anchors_table;

/** The marks as SIMD looks for them: in eight buckets, of each a set of bytes at each
 *  place, told by their lower seven bits or, where a processor has no tables of
 *  so many, by their two halves, each by itself. Marks that share a bucket also
 *  let mixtures of them pass, so which share one is chosen by a sample. */
typedef struct ekb_scan_buckets {
    uint32_t bytes[3][256]; /**< Marks that have a byte at a place, exactly. */
    uint32_t before[256];   /**< Marks that may stand behind a byte. */
    uint8_t seven[3][128], low[3][16], high[3][16];
} ekb_scan_buckets;

/** What keys are held against: a filter of those that the tables have, small enough
 *  for a processor's second cache; what passes, the tables themselves. Of a key the
 *  two lowest bits do not count; the next `bits` choose a word of the filter, the
 *  five behind them and five more a bit of it each. */
typedef struct ekb_scan_keys {
    uint32_t *filter;
    unsigned bits;
    const struct ekb_anchors_table *tables;
    size_t table_count;
} ekb_scan_keys;

/** Bits of a key that do not count. */
#define EKB_SCAN_IDLE_BITS 2

/** How places are found. Each searches [from, to) of a text, of which as many
 *  bytes are readable on either side as EKB_SCAN_MARGIN says. */
typedef struct ekb_scan_way {
    const char *name; /**< "scalar", "ssse3", "avx2", "avx512", "neon". */
    int (*is_there)(void);
    int by_seven; /**< Marks are told by seven bits, not by halves. */
    /** @param buckets of ekb_scan_buckets_choose(); looked at by SIMD ways. */
    void (*marks)(const ekb_scan_buckets *buckets, const char *text, size_t from, size_t to,
                  ekb_scan_candidates *out);
    /** @param before hash of the last word before `from`, 0 for none; that of the last before `to` after. */
    void (*keys)(const ekb_scan_keys *keys, const char *text, size_t from, size_t to, uint32_t *before,
                 ekb_scan_candidates *out);
    size_t (*lines)(const char *text, size_t length); /**< Line ends in a text. */
} ekb_scan_way;

/** Bytes that ways walk at once, so that what they know of them stays in the first cache. */
#define EKB_SCAN_WALK 4096

/** All ways, the best first; the last is "scalar", which is always there. */
extern const ekb_scan_way *const ekb_scan_ways[];
extern const size_t ekb_scan_way_count;
/** The best that this processor has. */
const ekb_scan_way *ekb_scan_way_best(void);

/** Choose buckets for a way by the beginning of a text. @return 0 without memory. */
int ekb_scan_buckets_choose(ekb_scan_buckets *out, const ekb_scan_way *way, const char *sample,
                            size_t length);

/** Make the filter for some tables, which must outlive it. @return 0 without memory. */
int ekb_scan_keys_make(ekb_scan_keys *out, const struct ekb_anchors_table *tables, size_t count);
void ekb_scan_keys_release(ekb_scan_keys *keys);

/** @name What the ways share */
/** @{ */
/** Not 0 if a table may have the key. */
static inline int ekb_scan_may_have(const ekb_scan_keys *keys, uint32_t key)
{
    uint32_t left = key >> EKB_SCAN_IDLE_BITS;
    uint32_t word = keys->filter[left & ((UINT32_C(1) << keys->bits) - 1)];
    left >>= keys->bits;
    return (int)(word >> (left & 31) & word >> (left >> 5 & 31) & 1);
}
/** Add a place, if a table has its key. */
void ekb_scan_key_found(const ekb_scan_keys *keys, uint32_t key, size_t at, ekb_scan_candidates *out);
/** A word of which a key, alone or with the word before it, may be there. */
void ekb_scan_word_found(const ekb_scan_keys *keys, uint32_t before, uint32_t word, size_t at,
                         ekb_scan_candidates *out);
/** Words of which keys have passed the filter: bits of @p pairs of those whose key with
 *  the word before has, of @p alone of those that have by themselves.
 *  @param hashes that of the word before the first, and theirs.
 *  @param places theirs, counted from byte @p base of the text. */
static inline void ekb_scan_words_found(const ekb_scan_keys *keys, const uint32_t *hashes,
                                        const uint16_t *places, size_t base, unsigned pairs, unsigned alone,
                                        ekb_scan_candidates *out)
{
    for (; pairs != 0; pairs &= pairs - 1) {
        int i = __builtin_ctz(pairs);
        ekb_scan_key_found(keys, ekb_anchor_pair_key(hashes[i], hashes[i + 1]), base + places[i], out);
    }
    for (; alone != 0; alone &= alone - 1) {
        int i = __builtin_ctz(alone);
        ekb_scan_key_found(keys, ekb_anchor_word_key(hashes[i + 1]), base + places[i], out);
    }
}
/** Ideographs, of which @p run bytes from @p at on are not ASCII. */
void ekb_scan_wide_found(const ekb_scan_keys *keys, const char *text, size_t at, size_t run,
                         ekb_scan_candidates *out);
/** Six or three ideographs that a line's end at @p at parts. */
void ekb_scan_keys_parted(const ekb_scan_keys *keys, const char *text, size_t from, size_t at,
                          ekb_scan_candidates *out);
/** Room for so many more. @return 0 without memory. */
int ekb_scan_candidates_reserve(ekb_scan_candidates *out, size_t more);
void ekb_scan_candidates_add(ekb_scan_candidates *out, ekb_scan_candidate candidate);
/** Add those of some places, of EKB_SCAN_WALK bytes from @p text on at most, that
 *  have marks which may lead to something. @param from where @p text stands in the text. */
void ekb_scan_marks_found(const ekb_scan_buckets *buckets, const char *text, size_t from,
                          const uint16_t *places, size_t count, ekb_scan_candidates *out);
/** @} */

/** First bytes of ideographs as keys have them. */
#define EKB_SCAN_WIDE_FIRST 0xE3
#define EKB_SCAN_WIDE_LAST 0xED
static inline int ekb_scan_is_wide(unsigned char c)
{
    return c >= EKB_SCAN_WIDE_FIRST && c <= EKB_SCAN_WIDE_LAST;
}

#endif
