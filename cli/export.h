/* SPDX-License-Identifier: MIT */
/**
 * @file export.h
 * @brief Entries as patterns, for the matchers that a site has already.
 *
 * A *pattern* is what a log line looks like that means an entry: literal text
 * and slots. It comes from a message, from an example, or from a code that
 * tells of itself where it stands. A *rule* is the patterns that mean the same
 * entries; nearly always that is one entry. Patterns that are equal but for the
 * names of their slots are one pattern, so no matcher meets a text twice.
 *
 * What a format is lies behind ekb_export_format: one function that writes
 * rules. What a text looks like in it, and what it cannot say, is the format's.
 */
#ifndef EKB_CLI_EXPORT_H
#define EKB_CLI_EXPORT_H

#include <stddef.h>

#include "core/arena.h"
#include "core/strbuf.h"
#include "errkb/errkb.h"

typedef enum ekb_piece_kind {
    EKB_PIECE_LITERAL, /**< This text. */
    EKB_PIECE_SPACE,   /**< A line break; logs may have flattened it to blanks. */
    EKB_PIECE_VALUE,   /**< Anything, called `text`. Never two in a row. */
    EKB_PIECE_CODE     /**< This text, not followed by a letter or digit; then anything. The last one. */
} ekb_piece_kind;

typedef struct ekb_piece {
    ekb_piece_kind kind;
    const char *text; /**< Not empty, except for a space. */
} ekb_piece;

/** What is told of an entry beside its patterns. */
typedef struct ekb_export_entry {
    const char *id, *product, *severity, *title;
    const char *codes; /**< Its own codes, blanks between; may be "". */
} ekb_export_entry;

typedef struct ekb_pattern {
    const ekb_piece *pieces;
    size_t piece_count;
    size_t weight;      /**< Bytes of literal text: how much it takes to match. */
    const char *sample; /**< A text that it matches and no other pattern does better, or NULL. */
    const char *shape;  /**< Equal for patterns that match the same texts. */
    const ekb_export_entry *entry;
    const char *also; /**< Ids of more entries that it means, blanks between; "" for none. */
} ekb_pattern;

typedef struct ekb_export_rule {
    const ekb_pattern *patterns; /**< All of one `entry` and `also`. */
    size_t pattern_count;
    size_t weight; /**< Of the heaviest. */
} ekb_export_rule;

typedef struct ekb_export {
    ekb_arena *arena; /**< Lent. */
    /** @name What is wanted */
    /** @{ */
    const char *product; /**< NULL: all. */
    const char *const *languages;
    size_t language_count;
    int only_languages; /**< Leave out messages in others. */
    /** @} */
    /** @name What was found (export_collect.c) */
    /** @{ */
    ekb_export_rule *rules; /**< The more it takes to match, the earlier. */
    size_t rule_count;
    size_t entry_count;
    size_t left_out;  /**< Texts that fit too much to mean anything. */
    const char *date; /**< The youngest review of an entry, ISO; "" for none. */
    /** @} */
} ekb_export;

ekb_status ekb_export_collect(ekb_export *export, ekb_engine *engine, ekb_error *error);

/**
 * Where a slot ends: how many bytes of the text behind it a value does not have.
 * Few, so that patterns share them and their tree stays narrow: the signs that
 * the text begins with, or its first word; before a code the whole of it.
 * @param slot  has a text behind it.
 * @param count pieces from it on.
 */
size_t ekb_stop_length(const ekb_piece *slot, size_t count);

/** @name Patterns of one text. Their memory is the arena's, NULL without any. */
/** @{ */
/** A growing list of patterns. `failed`: there was no memory. */
typedef struct ekb_patterns {
    ekb_arena *arena; /**< Lent. */
    ekb_pattern *items;
    size_t count, capacity;
    int failed;
} ekb_patterns;

/** Append a pattern of these pieces; they are copied, their texts kept. */
void ekb_patterns_add(ekb_patterns *list, const ekb_export_entry *entry, const ekb_piece *pieces,
                      size_t piece_count);
/** What a phrase says. @return 0 if it is too little to tell an error by. */
int ekb_patterns_add_phrase(ekb_patterns *list, const ekb_export_entry *entry, const ekb_phrase *phrase);
/** Where a code is one wherever it stands: `ORA-01033`, `0x80070005`, `(ID: 34513)`. */
void ekb_patterns_add_codes(ekb_patterns *list, const ekb_export_entry *entry, const ekb_entry *of);
/** @} */

/** An output format. */
typedef struct ekb_export_format {
    const char *name;
    /** Appends the rules; counts in `left_out` what the format has no room for. */
    void (*write)(ekb_strbuf *out, ekb_export *export);
} ekb_export_format;

extern const ekb_export_format ekb_export_patterndb; /* syslog-ng's db-parser() */
extern const ekb_export_format ekb_export_lognorm;   /* liblognorm, as rsyslog's mmnormalize */

#endif
