/* SPDX-License-Identifier: MIT */
#include "btree_pages.h"

#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "core/error.h"

enum { BUFFER_PAGES = 64, AT_PAGE_COUNT = 28 };

/* SQLite locks bytes from here on and keeps nothing in their page
   (https://www.sqlite.org/fileformat2.html, 1.4). */
enum { LOCK_PAGE = 0x40000000 / EKBC_PAGE_BYTES + 1 };

void ekbc_pages_init(ekbc_pages *pages, ekbc_os_temp *file, uint32_t count, void (*tick)(void *context),
                     void *context)
{
    *pages = (ekbc_pages){.file = file, .count = count, .tick = tick, .context = context};
    pages->buffer = malloc((size_t)BUFFER_PAGES * EKBC_PAGE_BYTES);
    if (pages->buffer == NULL)
        ekbc_pages_nomem(pages);
}

void ekbc_pages_nomem(ekbc_pages *pages)
{
    if (pages->status == EKB_OK)
        pages->status = ekb_error_nomem(&pages->error);
}

static void write_at(ekbc_pages *pages, int64_t at, const unsigned char *bytes, size_t length)
{
    if (pages->status == EKB_OK)
        pages->status = ekbc_os_temp_write(pages->file, at, bytes, length, &pages->error);
}

static void flush(ekbc_pages *pages)
{
    int64_t first = (int64_t)pages->count - pages->buffered;
    if (pages->buffered > 0)
        write_at(pages, first * EKBC_PAGE_BYTES, pages->buffer, (size_t)pages->buffered * EKBC_PAGE_BYTES);
    pages->buffered = 0;
    if (pages->tick != NULL)
        pages->tick(pages->context);
}

static void append(ekbc_pages *pages, const unsigned char *page)
{
    if (pages->buffered == BUFFER_PAGES)
        flush(pages);
    memcpy(pages->buffer + (size_t)pages->buffered++ * EKBC_PAGE_BYTES, page, EKBC_PAGE_BYTES);
    pages->count++;
}

uint32_t ekbc_pages_add(ekbc_pages *pages, const unsigned char *page)
{
    static const unsigned char empty[EKBC_PAGE_BYTES];
    if (pages->status != EKB_OK)
        return 0;
    if (pages->count + 1 == LOCK_PAGE)
        append(pages, empty);
    append(pages, page);
    return pages->count;
}

uint32_t ekbc_pages_number(const ekbc_pages *pages, uint32_t later)
{
    uint32_t number = pages->count + 1 + later;
    return pages->count < LOCK_PAGE && number >= LOCK_PAGE ? number + 1 : number;
}

void ekbc_pages_put(ekbc_pages *pages, uint32_t number, const unsigned char *page)
{
    write_at(pages, (int64_t)(number - 1) * EKBC_PAGE_BYTES, page, EKBC_PAGE_BYTES);
}

void ekbc_pages_finish(ekbc_pages *pages)
{
    unsigned char count[4];
    ekbc_put_u32(count, pages->count);
    flush(pages);
    write_at(pages, AT_PAGE_COUNT, count, sizeof count);
}

void ekbc_pages_release(ekbc_pages *pages)
{
    free(pages->buffer);
    pages->buffer = NULL;
}
