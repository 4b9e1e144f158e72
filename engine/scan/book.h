/* SPDX-License-Identifier: MIT */
/**
 * @file book.h
 * @brief What a scan has looked up so far: entries, codes and messages, each
 *        read from its index once.
 *
 * A book belongs to one scan. What it lends is good until the book is closed,
 * which its owner does when it has grown large and nothing is lent out.
 */
#ifndef EKB_SCAN_BOOK_H
#define EKB_SCAN_BOOK_H

#include "core/arena.h"
#include "core/fold.h"
#include "index.h"
#include "leads.h"
#include "scan.h"

/** An entry, as much as a hit tells of it. */
typedef struct ekb_scan_about {
    ekb_scan_entry entry;
    int64_t number; /**< In its index. */
    int64_t product;
    int is_error;                             /**< Neither a symptom nor a checklist. */
    int own_words_known;                      /* the next two are filled */
    const struct ekb_scan_message **messages; /**< All of its messages; after ekb_scan_book_messages(). */
    size_t message_count;
} ekb_scan_about;

/** Not 0 for the same entry, whichever book lends it. */
static inline int ekb_scan_is_same(const ekb_scan_about *a, const ekb_scan_about *b)
{
    return a == b || (a->number == b->number && a->entry.index == b->entry.index);
}

/** An entry that has a code. */
typedef struct ekb_scan_owner {
    ekb_scan_about *about;
    int is_class;  /**< The code is shared by the members of a class. */
    int form_fits; /**< Its product prints the code in this spelling. */
} ekb_scan_owner;

/** Most entries of one code that are told apart. */
#define EKB_SCAN_OWNERS 16

typedef struct ekb_scan_code {
    const char *text; /**< As looked up. */
    const ekb_scan_owner *owners;
    size_t owner_count; /**< 0: nobody has it. */
    size_t more;        /**< Owners beyond those. */
} ekb_scan_code;

/** Stands for a placeholder among the characters of a message. */
#define EKB_SCAN_WILD UINT32_C(0xFFFFFFFF)

/** A message, folded and without its spaces. */
typedef struct ekb_scan_message {
    ekb_scan_about *about; /**< NULL until ekb_scan_book_owner(): most messages that are read fit nowhere. */
    size_t index;          /**< Whose it is: */
    int64_t entry;
    int64_t source; /**< Which it is (template.h), where a key led to it. */
    const uint32_t *chars;
    size_t length;
    size_t head; /**< So many of them must be there (core/anchor.h); 0: never found by text alone. */
    const uint32_t
        *ends; /**< Where its further sentences end, as numbers of characters; the last is `length`. */
    size_t end_count;
    size_t weight;            /**< How much the head tells (compile.h). */
    const char *const *names; /**< Of the placeholders, in their order. */
    size_t name_count;
} ekb_scan_message;

typedef struct ekb_scan_book ekb_scan_book;

/** @param number tells it from other books of the scan. */
ekb_status ekb_scan_book_open(ekb_scan_book **out, ekb_engine *engine, const char *product, unsigned number,
                              ekb_error *error);
void ekb_scan_book_close(ekb_scan_book *book);
/** Bytes that it holds, roughly. */
size_t ekb_scan_book_size(const ekb_scan_book *book);

/** The entries that have a code, by any of its spellings. */
ekb_status ekb_scan_book_code(ekb_scan_book *book, const char *code, const ekb_scan_code **out,
                              ekb_error *error);
/** Fill in `about` of a message. @param[out] wanted 0 for one of an entry that is no
 *  error or of a product not asked for. */
ekb_status ekb_scan_book_owner(ekb_scan_book *book, ekb_scan_message *message, int *wanted, ekb_error *error);
/** Fill in `message` of a lead. */
ekb_status ekb_scan_book_compile(ekb_scan_book *book, ekb_scan_lead *lead, ekb_error *error);
/** Fill in the messages of an entry. */
ekb_status ekb_scan_book_messages(ekb_scan_book *book, ekb_scan_about *about, ekb_error *error);

#endif
