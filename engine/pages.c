/* SPDX-License-Identifier: MIT */
#include "pages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fields of the file header. */
enum { AT_PAGE_SIZE = 16, AT_RESERVED = 20, AT_ENCODING = 59 };
enum { ENCODING_UTF8 = 1, LEAST_USABLE = 480 };
/* First bytes of pages that lead to others. */
enum { INNER_INDEX = 2, INNER_TABLE = 5 };

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
    pages->most = EKB_PAGES_KEPT;
    pages->usable = size - header[AT_RESERVED];
    int64_t count = bytes / size;
    pages->count = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX - 1;
    return EKB_OK;
}

void ekb_pages_close(ekb_pages *pages)
{
    for (size_t i = 0; i < EKB_PAGES_KEPT; i++)
        free(pages->kept[i].bytes);
    for (size_t i = 0; i < EKB_PAGES_INNER; i++)
        free(pages->inner[i].bytes);
    if (pages->file >= 0)
        (void)close(pages->file);
    pages->file = -1;
}

void ekb_pages_keep_few(ekb_pages *pages)
{
    for (size_t i = EKB_PAGES_FEW; i < EKB_PAGES_KEPT; i++) {
        free(pages->kept[i].bytes);
        pages->kept[i] = (ekb_kept_page){0, NULL};
    }
    pages->most = EKB_PAGES_FEW;
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

static void swap(ekb_kept_page *a, ekb_kept_page *b)
{
    ekb_kept_page held = *a;
    *a = *b;
    *b = held;
}

const unsigned char *ekb_page(ekb_pages *pages, uint32_t number, ekb_status *status)
{
    ekb_kept_page *inner = &pages->inner[number % EKB_PAGES_INNER],
                  *kept = &pages->kept[number % pages->most];
    if (number != 0 && inner->number == number)
        return inner->bytes;
    if (number != 0 && kept->number == number)
        return kept->bytes;
    if (number == 0 || number > pages->count) {
        *status = EKB_ERR_CORRUPT;
        return NULL;
    }
    if (kept->bytes == NULL && (kept->bytes = malloc(pages->page_size)) == NULL) {
        *status = EKB_ERR_NOMEM;
        return NULL;
    }
    kept->number = 0;
    *status = read_page(pages, number, kept->bytes);
    if (*status != EKB_OK)
        return NULL;
    kept->number = number;
    if (kept->bytes[0] != INNER_INDEX && kept->bytes[0] != INNER_TABLE)
        return kept->bytes;
    swap(inner, kept); /* what was there before may still be of use here */
    kept->number = kept->number % pages->most == number % pages->most ? kept->number : 0;
    return inner->bytes;
}
