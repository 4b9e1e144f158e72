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
    *pages = (ekbc_pages){
        .file = file, .count = count, .capacity = BUFFER_PAGES, .tick = tick, .context = context};
    pages->buffer = malloc((size_t)BUFFER_PAGES * EKBC_PAGE_BYTES);
    if (pages->buffer == NULL)
        ekbc_pages_nomem(pages);
}

void ekbc_pages_hold(ekbc_pages *pages)
{
    ekbc_pages_init(pages, NULL, 0, NULL, NULL);
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

/* Room for a page. @return 0 without memory. */
static int make_room(ekbc_pages *pages)
{
    if (pages->buffered < pages->capacity)
        return 1;
    if (pages->file != NULL) {
        flush(pages);
        return 1;
    }
    uint32_t capacity = pages->capacity * 2;
    unsigned char *buffer =
        capacity > pages->capacity ? realloc(pages->buffer, (size_t)capacity * EKBC_PAGE_BYTES) : NULL;
    if (buffer == NULL) {
        ekbc_pages_nomem(pages);
        return 0;
    }
    pages->buffer = buffer;
    pages->capacity = capacity;
    return 1;
}

static void append(ekbc_pages *pages, const unsigned char *page)
{
    if (!make_room(pages))
        return;
    memcpy(pages->buffer + (size_t)pages->buffered++ * EKBC_PAGE_BYTES, page, EKBC_PAGE_BYTES);
    pages->count++;
}

uint32_t ekbc_pages_add(ekbc_pages *pages, const unsigned char *page)
{
    static const unsigned char empty[EKBC_PAGE_BYTES];
    if (pages->status != EKB_OK)
        return 0;
    if (pages->count + 1 == LOCK_PAGE && pages->file != NULL)
        append(pages, empty);
    append(pages, page);
    return pages->count;
}

uint32_t ekbc_pages_number(const ekbc_pages *pages, uint32_t later)
{
    return pages->file != NULL ? ekbc_pages_raised(1 + later, pages->count) : pages->count + 1 + later;
}

uint32_t ekbc_pages_raised(uint32_t number, uint32_t before)
{
    return before < LOCK_PAGE && before + number >= LOCK_PAGE ? before + number + 1 : before + number;
}

void ekbc_pages_link(ekbc_pages *pages, size_t at)
{
    if (pages->status != EKB_OK || pages->file != NULL)
        return;
    if (pages->link_count == pages->link_capacity) {
        size_t capacity = pages->link_capacity == 0 ? 64 : pages->link_capacity * 2;
        size_t *links = realloc(pages->links, capacity * sizeof *links);
        if (links == NULL) {
            ekbc_pages_nomem(pages);
            return;
        }
        pages->links = links;
        pages->link_capacity = capacity;
    }
    pages->links[pages->link_count++] = (size_t)(pages->buffered - 1) * EKBC_PAGE_BYTES + at;
}

uint32_t ekbc_pages_absorb(ekbc_pages *pages, ekbc_pages *held)
{
    uint32_t before = pages->count;
    if (held->status != EKB_OK && pages->status == EKB_OK) {
        pages->status = held->status;
        pages->error = held->error;
    }
    for (size_t i = 0; i < held->link_count; i++) {
        unsigned char *at = held->buffer + held->links[i];
        ekbc_put_u32(at, ekbc_pages_raised(ekbc_get_u32(at), before));
    }
    for (uint32_t i = 0; i < held->buffered; i++)
        (void)ekbc_pages_add(pages, held->buffer + (size_t)i * EKBC_PAGE_BYTES);
    ekbc_pages_release(held);
    return before;
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
    free(pages->links);
    pages->buffer = NULL;
    pages->links = NULL;
    pages->buffered = 0;
    pages->link_count = 0;
}
