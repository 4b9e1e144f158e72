/* SPDX-License-Identifier: MIT */
/**
 * @file btree_pages.h
 * @brief The pages of an index that is being written, front to back.
 *
 * Where several threads write tables at once, one writes to the file and the
 * others hold theirs, numbered from 1, until it is their turn.
 * A sticky error: after the first failure nothing more is written, and the
 * caller looks at `status` once. What a page holds is btree.h's.
 */
#ifndef EKBC_BTREE_PAGES_H
#define EKBC_BTREE_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "os.h"

enum { EKBC_PAGE_BYTES = 8192 };

typedef struct ekbc_pages {
    ekbc_os_temp *file;    /* NULL: they are held */
    unsigned char *buffer; /* pages that follow each other, not yet in the file */
    uint32_t buffered, capacity;
    size_t *links; /* bytes of the buffer where a held page names another */
    size_t link_count, link_capacity;
    uint32_t count; /* of the file, those in the buffer included */
    void (*tick)(void *context);
    void *context;
    ekb_status status;
    ekb_error error;
} ekbc_pages;

/** Go on behind the @p count pages that @p file has. @p tick is called now and
 *  then while it takes; may be NULL. Release in any case. */
void ekbc_pages_init(ekbc_pages *pages, ekbc_os_temp *file, uint32_t count, void (*tick)(void *context),
                     void *context);
/** Hold what is written, until ekbc_pages_absorb(). Release in any case. */
void ekbc_pages_hold(ekbc_pages *pages);
/** Append a page. @return its number, from 1; 0 after a failure. */
uint32_t ekbc_pages_add(ekbc_pages *pages, const unsigned char *page);
/** The number that a page will get: the next for 0, the one after it for 1. */
uint32_t ekbc_pages_number(const ekbc_pages *pages, uint32_t later);
/** Note that the page added last names another in the four bytes from @p at on. */
void ekbc_pages_link(ekbc_pages *pages, size_t at);
/** Append what was held, the pages it names renumbered; @p held is empty
 *  afterwards. @return what a held page's number was raised by. */
uint32_t ekbc_pages_absorb(ekbc_pages *pages, ekbc_pages *held);
/** The number of what was page @p number of those held, behind @p before pages. */
uint32_t ekbc_pages_raised(uint32_t number, uint32_t before);
/** Write a page that the file had from the beginning. */
void ekbc_pages_put(ekbc_pages *pages, uint32_t number, const unsigned char *page);
/** Write what is buffered, and the number of pages into the file's header. */
void ekbc_pages_finish(ekbc_pages *pages);
/** Note that memory ended. */
void ekbc_pages_nomem(ekbc_pages *pages);
void ekbc_pages_release(ekbc_pages *pages);

#endif
