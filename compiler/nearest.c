/* SPDX-License-Identifier: MIT */
#include "nearest.h"

#include <stdint.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ASCII only: `title` and `Title` should be found near whatever the locale. */
static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

size_t ekbc_distance(const char *a, const char *b, size_t limit)
{
    size_t m = strlen(a), n = strlen(b);
    if (m > EKBC_NEAREST_MAX || n > EKBC_NEAREST_MAX || (m > n ? m - n : n - m) > limit)
        return limit + 1;
    size_t rows[3][EKBC_NEAREST_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= n; j++)
        above[j] = j;
    for (size_t i = 1; i <= m; i++) {
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[n];
}

const char *ekbc_nearest(const char *word, ekbc_candidate_fn candidate, const void *context)
{
    const char *best = NULL, *name;
    size_t limit = strlen(word) / 3;
    limit = limit < 1 ? 1 : limit > 3 ? 3 : limit;
    for (size_t i = 0; (name = candidate(context, i)) != NULL; i++) {
        size_t distance = ekbc_distance(word, name, limit);
        if (distance > limit)
            continue;
        best = name;
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return best;
}
