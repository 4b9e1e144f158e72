/* SPDX-License-Identifier: MIT */
#include "tag.h"

#include <string.h>

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

static size_t letters(const char *part, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (size_t)is_letter(part[i]);
    return count;
}

static size_t digits(const char *part, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (size_t)is_digit(part[i]);
    return count;
}

/* Which position of a tag a part can take: 0 language, 1 script, 2 region,
   3 variant; -1 none. */
static int rank_of(const char *part, size_t n, int first)
{
    if (first)
        return (n == 2 || n == 3) && letters(part, n) == n ? 0 : -1;
    if (n == 4 && letters(part, n) == n)
        return 1;
    if ((n == 2 && letters(part, n) == n) || (n == 3 && digits(part, n) == n))
        return 2;
    if (n >= 4 && n <= 8 && letters(part, n) + digits(part, n) == n && (n > 4 || is_digit(part[0])))
        return 3;
    return -1;
}

static void put_part(char *out, const char *part, size_t n, int rank)
{
    for (size_t i = 0; i < n; i++)
        out[i] = rank == 2 || (rank == 1 && i == 0) ? upper(part[i]) : lower(part[i]);
}

int ekbc_tag_canonical(const char *text, char out[EKBC_TAG_SIZE])
{
    size_t length = strlen(text), at = 0;
    int last = -1;
    if (length == 0 || length >= EKBC_TAG_SIZE)
        return 0;
    while (at <= length) {
        size_t n = strcspn(text + at, "-_");
        int rank = rank_of(text + at, n, at == 0);
        if (rank < 0 || (rank <= last && rank != 3))
            return 0;
        put_part(out + at, text + at, n, rank);
        last = rank;
        at += n;
        out[at++] = '-';
    }
    out[length] = '\0';
    return 1;
}
