/* SPDX-License-Identifier: MIT */
/**
 * @file entry.h
 * @brief Products and entries as the compiler holds them between reading and
 *        writing. All memory is of the catalog's arenas; strings are UTF-8 and
 *        never NULL unless said.
 */
#ifndef EKBC_ENTRY_H
#define EKBC_ENTRY_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "errkb/errkb.h"

/** Where something stands in a source. Line and column from 1; 0 unknown. */
typedef struct ekbc_place {
    uint32_t file; /**< Position in ekbc_catalog.files. */
    uint32_t line, column;
} ekbc_place;

/** One text in one language. */
typedef struct ekbc_text {
    const char *lang;
    const char *text;
    ekbc_place place;
} ekbc_text;

/** A text in several languages, in source order. */
typedef struct ekbc_texts {
    ekbc_text *items;
    size_t count;
} ekbc_texts;

/** Bits of `forms`, as in schema.sql. */
enum { EKBC_DECIMAL = 1, EKBC_HEX = 2, EKBC_SIGNED = 4, EKBC_SYMBOL = 8, EKBC_PREFIXED = 16 };

typedef struct ekbc_string {
    const char *text;
    ekbc_place place;
} ekbc_string;

typedef struct ekbc_code {
    const char *said_space; /**< As the source says, "" where it does not. */
    const char *value;
    unsigned said_forms;    /**< As the source says, 0 where it does not. */
    int role;               /**< 0 own, 1 class. */
    const char *space;      /**< Set when the catalog is complete, as is `forms`: never "". */
    unsigned forms;         /**< Never 0. */
    int has_canon;          /**< Its value is written in one of its forms (canons.h). */
    ekbc_place place;       /**< Of its value. */
    ekbc_place space_place; /**< Where the source says it. */
} ekbc_code;

typedef struct ekbc_node ekbc_node;
struct ekbc_node {
    int type;                /**< As in schema.sql: 0 cause, 1 step, … 6 use. */
    ekbc_texts title;        /**< Causes only. */
    ekbc_texts text;         /**< Detail of a cause, text of an action. */
    const char *argument;    /**< Command line or URL, else NULL. */
    const char *use;         /**< Id of the procedure, else NULL. */
    const char *label, *ref; /**< Else NULL. */
    ekbc_place argument_place, label_place, ref_place;
    ekbc_node *children;
    size_t child_count;
    ekbc_place place;
};

typedef struct ekbc_link {
    const char *url;
    ekbc_texts title;
    ekbc_place place;
} ekbc_link;

typedef struct ekbc_keywords {
    const char *lang;
    ekbc_string *items;
    size_t count;
} ekbc_keywords;

/** What check_texts.c found in an entry's own texts, none of it to be reported. */
typedef struct ekbc_texts_checked {
    int origin;  /**< 1 + the ekb_origin of its product at that time; 0: not checked. */
    int counted; /**< Rules that it breaks. */
    int missing; /**< Texts without one of the languages that authored entries have. */
} ekbc_texts_checked;

/** An entry or, with kind EKB_KIND_PROCEDURE, a procedure. */
typedef struct ekbc_entry {
    const char *id; /**< "mars/34513". */
    ekb_kind kind;
    ekb_severity severity;
    ekbc_string display; /**< "" if none. */
    ekbc_code *codes;
    size_t code_count;
    ekbc_texts title, detail;
    ekbc_texts *messages; /**< One item a wording. */
    size_t message_count;
    ekbc_node *causes; /**< Of type cause; a procedure's actions are the children of one. */
    size_t cause_count;
    ekbc_string *see_also;
    size_t see_also_count;
    ekbc_link *links;
    size_t link_count;
    ekbc_keywords *keywords;
    size_t keyword_count;
    ekbc_string *match, *reject; /**< Examples. */
    size_t match_count, reject_count;
    ekbc_string source_title; /**< "" if none, as are these: */
    const char *source_url, *source_date;
    const char *reviewed;
    size_t product;   /**< Position in ekbc_catalog.products; set when the catalog is complete. */
    int misnamed;     /**< Something is wrong with its id (and was reported). */
    int broken;       /**< Reading it reported an error: what it lacks may only be unread. */
    ekbc_place place; /**< Of the document. */
    ekbc_place id_place;
    ekbc_texts_checked texts;
    uint32_t known; /**< Its number in the state that it was taken from; 0: it was read. */
} ekbc_entry;

typedef struct ekbc_product {
    const char *id;
    ekbc_texts name, description;
    ekb_origin origin;
    const char *space;
    unsigned forms;
    ekbc_string *words;
    size_t word_count;
    ekbc_link *links;
    size_t link_count;
    ekbc_place place;
    int broken; /**< Something in it was reported. */
} ekbc_product;

/** More wrong ids than this have one cause. */
#define EKBC_MISNAMED_MAX 64

/** Everything that was read. Entries and products are sorted by id (bytes)
 *  once ekbc_check() has passed; an entry's number in the index is its
 *  position + 1. */
typedef struct ekbc_catalog {
    const char **files;
    unsigned char *context; /**< By file: 1 if it is read only because others refer to it. */
    size_t file_count;
    ekbc_product *products;
    size_t product_count;
    ekbc_entry *entries;
    size_t entry_count;
    struct ekbc_canon *canons; /**< Set by ekbc_check(); canons.h. */
    size_t canon_count;
    int incomplete;  /**< A file was not read to its end: what is missing may only be unread. */
    int partial;     /**< Other products exist that were not read. */
    ekb_arena arena; /**< Of all strings and arrays, but for those of files, products and entries. */
    /** Entries with a wrong id, the first of them: what is missing may only be misnamed. */
    const ekbc_entry *misnamed[EKBC_MISNAMED_MAX];
    size_t misnamed_count; /**< All of them. */
} ekbc_catalog;

#define EKBC_CATALOG_INIT                                                                                    \
  {                                                                                                          \
    NULL, NULL, 0, NULL, 0, NULL, 0, NULL, 0, 0, 0, EKB_ARENA_INIT, {NULL}, 0                                \
  }

void ekbc_catalog_release(ekbc_catalog *catalog);
/** The entry or product of that id in a sorted catalog, or NULL. */
const ekbc_entry *ekbc_entry_find(const ekbc_catalog *catalog, const char *id);
const ekbc_product *ekbc_product_find(const ekbc_catalog *catalog, const char *id);

#endif
