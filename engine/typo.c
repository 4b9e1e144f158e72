/* SPDX-License-Identifier: MIT */
#include "typo.h"

#include <string.h>
#include <uchar.h>

enum { WORD_MAX = 40, WORD_MIN = 2 };

static int looks_like(uint32_t a, uint32_t b)
{
    static const char pairs[][2] = {{'l', '1'}, {'i', '1'}, {'l', 'i'}, {'o', '0'}, {'u', 'v'}, {'c', 'e'},
                                    {'s', '5'}, {'b', '8'}, {'g', '9'}, {'z', '2'}, {'h', 'n'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((a == (uint32_t)pairs[i][0] && b == (uint32_t)pairs[i][1]) ||
            (a == (uint32_t)pairs[i][1] && b == (uint32_t)pairs[i][0]))
            return 1;
    return 0;
}

static float least(float a, float b)
{
    return a < b ? a : b;
}

static float change(uint32_t a, uint32_t b)
{
    return a == b ? 0 : looks_like(a, b) ? 0.5F : 1;
}

/* Three rows of the distance matrix suffice: swaps look two rows back. */
static float distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    float rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (float)j;
    for (size_t i = 1; i <= n; i++) {
        float *row = rows[i % 3];
        const float *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = (float)i;
        for (size_t j = 1; j <= m; j++) {
            float cost = above[j - 1] + change(a[i - 1], b[j - 1]);
            cost = least(cost, least(above[j] + 1, row[j - 1] + 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = least(cost, above2[j - 2] + 1);
            /* rn read as m, and m as rn */
            if (i > 1 && a[i - 1] == 'n' && a[i - 2] == 'r' && b[j - 1] == 'm')
                cost = least(cost, above2[j - 1] + 0.5F);
            if (j > 1 && b[j - 1] == 'n' && b[j - 2] == 'r' && a[i - 1] == 'm')
                cost = least(cost, above[j - 2] + 0.5F);
            row[j] = cost;
        }
    }
    return rows[n % 3][m];
}

/* Too few letters in common to be a slip: spares the matrix for most pairs. */
static int is_hopeless(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    uint64_t in_a = 0, in_b = 0;
    for (size_t i = 0; i < n; i++)
        in_a |= UINT64_C(1) << (a[i] & 63);
    for (size_t i = 0; i < m; i++)
        in_b |= UINT64_C(1) << (b[i] & 63);
    uint64_t apart = in_a ^ in_b;
    int count = 0;
    for (; apart != 0; apart &= apart - 1)
        count++;
    return count > 4;
}

int ekb_typo_negates(const uint32_t *longer, size_t n, const uint32_t *shorter, size_t m)
{
    static const char *const prefixes[] = {"un", "in", "im", "ir", "il", "dis", "non", "mis"};
    for (size_t p = 0; n > m && p < sizeof prefixes / sizeof *prefixes; p++) {
        size_t i = 0;
        while (i < n - m && prefixes[p][i] != '\0' && longer[i] == (unsigned char)prefixes[p][i])
            i++;
        if (i == n - m && prefixes[p][i] == '\0' && memcmp(longer + i, shorter, m * sizeof *shorter) == 0)
            return 1;
    }
    return 0;
}

static int is_ending(const uint32_t *at, size_t n)
{
    static const char *const endings[] = {"", "s", "es", "ed", "d", "ing", "e"};
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        size_t i = 0;
        while (i < n && endings[e][i] != '\0' && at[i] == (unsigned char)endings[e][i])
            i++;
        if (i == n && endings[e][i] == '\0')
            return 1;
    }
    return 0;
}

/* "Runn" of "running", where the other word ends with "run". */
static size_t undoubled(const uint32_t *word, size_t n, size_t stem)
{
    int doubled = stem > 0 && stem + 1 < n && word[stem] == word[stem - 1];
    return doubled && (word[stem + 1] == 'i' || word[stem + 1] == 'e') ? stem + 1 : stem;
}

int ekb_typo_inflected(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    enum { STEM_LEAST = 4, DOUBLED_LEAST = 3, ENDING_MOST = 3 };
    size_t stem = 0;
    while (stem < n && stem < m && a[stem] == b[stem])
        stem++;
    size_t in_a = undoubled(a, n, stem), in_b = undoubled(b, m, stem);
    if (stem >= DOUBLED_LEAST && in_a + in_b > 2 * stem && is_ending(a + in_a, n - in_a) &&
        is_ending(b + in_b, m - in_b))
        return 1;
    for (; stem >= STEM_LEAST && n - stem <= ENDING_MOST && m - stem <= ENDING_MOST; stem--)
        if (is_ending(a + stem, n - stem) && is_ending(b + stem, m - stem))
            return 1;
    return 0;
}

float ekb_typo_likeness(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t longer = n > m ? n : m, shorter = n > m ? m : n;
    if (shorter == 2 && longer == 2) /* si for is */
        return a[0] == b[1] && a[1] == b[0] ? 0.7F : 0;
    if (shorter <= WORD_MIN || longer > WORD_MAX || longer - shorter > 2 || is_hopeless(a, n, b, m))
        return 0;
    if (ekb_typo_negates(a, n, b, m) || ekb_typo_negates(b, m, a, n))
        return 0;
    float like = 1 - distance(a, n, b, m) / (float)longer;
    return like > 0 ? like : 0;
}

/* The cases are sorted by group, and the compiler makes a fast search of them. */
int ekb_typo_group(uint32_t c)
{
    /* clang-format off */
    switch (c) {
    case U'未': case U'末': return 1;
    case U'己': case U'已': case U'巳': return 2;
    case U'人': case U'入': case U'八': return 3;
    case U'千': case U'干': case U'于': return 4;
    case U'日': case U'曰': case U'目': return 5;
    case U'土': case U'士': return 6;
    case U'天': case U'夫': case U'无': return 7;
    case U'大': case U'太': case U'犬': return 8;
    case U'王': case U'玉': case U'主': return 9;
    case U'井': case U'并': return 10;
    case U'今': case U'令': return 11;
    case U'刀': case U'力': return 12;
    case U'儿': case U'几': return 13;
    case U'贝': case U'见': return 14;
    case U'折': case U'拆': return 15;
    case U'拔': case U'拨': return 16;
    case U'侯': case U'候': return 17;
    case U'失': case U'矢': return 18;
    case U'晴': case U'睛': return 19;
    default: return 0;
    }
    /* clang-format on */
}
