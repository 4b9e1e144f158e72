/* SPDX-License-Identifier: MIT */
/**
 * @file pages.h
 * @brief Pages of an index file, read by number and kept for a while.
 *
 * A look-up is a process of a millisecond, of which SQLite would spend half on
 * reading a schema that we know. So the few tables that an answer needs are
 * read directly (pages, cursor, record, plan; the format is that of
 * https://www.sqlite.org/fileformat2.html); SQLite serves everything else.
 *
 * Invariant: no byte outside the file is read and nothing is kept that a
 * later read could find changed in length.
 */
#ifndef EKB_PAGES_H
#define EKB_PAGES_H

#include <stdint.h>

#include "errkb/errkb.h"

/** Pages kept, each at its number modulo these: those that lead to others, which every
 *  reading begins with, apart from the rest. */
#define EKB_PAGES_INNER 512
#define EKB_PAGES_KEPT 2048
/** Of the rest, for who reads most of them once. */
#define EKB_PAGES_FEW 256

typedef struct ekb_kept_page {
    uint32_t number; /**< 0: none. */
    unsigned char *bytes;
} ekb_kept_page;

typedef struct ekb_pages {
    int file; /**< Descriptor; -1 when closed. */
    uint32_t page_size;
    uint32_t usable; /**< Bytes of a page that the format uses. */
    uint32_t count;
    uint32_t most; /**< Of `kept` that are used. */
    ekb_kept_page inner[EKB_PAGES_INNER], kept[EKB_PAGES_KEPT];
} ekb_pages;

/**
 * Take over @p file, whose first 100 bytes are @p header and which has
 * @p bytes bytes. @retval EKB_ERR_CORRUPT for a page size or text encoding
 * that cannot be; the file stays the caller's then.
 */
ekb_status ekb_pages_open(ekb_pages *pages, int file, const unsigned char *header, int64_t bytes);
void ekb_pages_close(ekb_pages *pages);
/** Keep no more than EKB_PAGES_FEW besides those that lead to others. */
void ekb_pages_keep_few(ekb_pages *pages);

/**
 * The page of that number, from 1. Good until another page is asked for.
 * @return NULL with @p status EKB_ERR_CORRUPT, EKB_ERR_IO or EKB_ERR_NOMEM.
 */
const unsigned char *ekb_page(ekb_pages *pages, uint32_t number, ekb_status *status);

#endif
