/* SPDX-License-Identifier: MIT */
#include "pages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fields of the file header. */
enum { AT_PAGE_SIZE = 16, AT_RESERVED = 20, AT_ENCODING = 59 };
enum { ENCODING_UTF8 = 1, LEAST_USABLE = 480 };

ekb_status ekb_pages_open(ekb_pages *pages, int file, const unsigned char *header, int64_t bytes)
{
    uint32_t size = (uint32_t)header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
    if (size == 1)
        size = 65536;
    if (size < 512 || (size & (size - 1)) != 0 || size - header[AT_RESERVED] < LEAST_USABLE ||
        header[AT_ENCODING] != ENCODING_UTF8)
        return EKB_ERR_CORRUPT;
    memset(pages, 0, sizeof *pages);
    pages->file = file;
    pages->page_size = size;
    pages->usable = size - header[AT_RESERVED];
    int64_t count = bytes / size;
    pages->count = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX - 1;
    return EKB_OK;
}

void ekb_pages_close(ekb_pages *pages)
{
    for (size_t i = 0; i < EKB_PAGES_KEPT; i++)
        free(pages->kept[i].bytes);
    if (pages->file >= 0)
        (void)close(pages->file);
    pages->file = -1;
}

static ekb_status read_page(const ekb_pages *pages, uint32_t number, unsigned char *into)
{
    off_t from = (off_t)(number - 1) * (off_t)pages->page_size;
    for (size_t length = 0; length < pages->page_size;) {
        ssize_t n = pread(pages->file, into + length, pages->page_size - length, from + (off_t)length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return EKB_ERR_IO;
        if (n == 0)
            return EKB_ERR_CORRUPT; /* cut off since it was opened */
        length += (size_t)n;
    }
    return EKB_OK;
}

const unsigned char *ekb_page(ekb_pages *pages, uint32_t number, ekb_status *status)
{
    size_t slot = number % EKB_PAGES_KEPT;
    if (number != 0 && pages->kept[slot].number == number)
        return pages->kept[slot].bytes;
    if (number == 0 || number > pages->count) {
        *status = EKB_ERR_CORRUPT;
        return NULL;
    }
    if (pages->kept[slot].bytes == NULL && (pages->kept[slot].bytes = malloc(pages->page_size)) == NULL) {
        *status = EKB_ERR_NOMEM;
        return NULL;
    }
    pages->kept[slot].number = 0;
    *status = read_page(pages, number, pages->kept[slot].bytes);
    if (*status != EKB_OK)
        return NULL;
    pages->kept[slot].number = number;
    return pages->kept[slot].bytes;
}
