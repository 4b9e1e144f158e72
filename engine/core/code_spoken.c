/* SPDX-License-Identifier: MIT */
/*
 * Codes that somebody dictates: digits apart, in groups, or in Chinese. Such
 * digits may be anything, so what counts of them is decided later.
 */
#include <stdlib.h>
#include <string.h>

#include "spotter.h"

int ekb_spoken_digit(uint32_t c)
{
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x96F6, 0x5E7A};
    static const char values[] = "012345678901";
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i] == c)
            return values[i];
    return 0;
}

static void take_digits(ekb_spotter *s, size_t start, size_t end, const char *digits)
{
    ekb_spotted *spotted = ekb_spotter_add(s, start, end, EKB_FORM_DECIMAL);
    if (spotted == NULL)
        return;
    ekb_canon canon;
    int made = ekb_canon_number(&canon, 0, strtoull(digits, NULL, 10), EKB_FORM_DECIMAL);
    ekb_spotted_canon(spotted, &canon, made);
    ekb_spotted_code(spotted, digits, strlen(digits));
    spotted->spoken = 1;
    ekb_spot_cue(&s->cells, start, end, spotted);
    spotted->masked = !spotted->word_cued && ekb_spot_is_masked(&s->cells, start, end);
}

size_t ekb_spot_spoken(ekb_spotter *s, size_t start)
{
    char digits[20];
    size_t n = 0, at = start;
    while (at < s->cells.length && n + 1 < sizeof digits && ekb_spoken_digit(s->cells.chars[at]) != 0)
        digits[n++] = (char)ekb_spoken_digit(s->cells.chars[at++]);
    digits[n] = '\0';
    if (n >= 3)
        take_digits(s, start, at, digits);
    return at;
}

void ekb_spot_groups(ekb_spotter *s, size_t start)
{
    char digits[20];
    size_t n = 0, at = start, groups = 0, end = start;
    int commas = 0;
    while (at < s->cells.length && ekb_ascii_is_digit(ekb_cell_ascii(&s->cells, at))) {
        size_t stop = ekb_run_end(&s->cells, at);
        if (n + (stop - at) > 10)
            return;
        for (; at < stop; at++)
            digits[n++] = ekb_cell_ascii(&s->cells, at);
        end = at;
        groups++;
        char c = ekb_cell_ascii(&s->cells, at);
        commas += c == ',' && ekb_ascii_is_digit(ekb_cell_ascii(&s->cells, at + 1));
        at += c == ' ' || c == '-' || c == ',';
    }
    digits[n] = '\0';
    for (size_t i = 0; i < n; i++)
        if (!ekb_ascii_is_digit(digits[i]))
            return;
    char behind = ekb_cell_ascii(&s->cells, end);
    if (groups >= 2 && n >= 3 && !ekb_in_run(&s->cells, end) && behind != ':' && behind != '.' &&
        behind != '/')
        take_digits(s, start, end, digits);
    if (commas > 0 && s->count > 0 && s->out[s->count - 1].spoken)
        s->out[s->count - 1].repaired = 1; /* 34,513: a count more often than a code */
}

/* Between what is said. */
static size_t skip_pause(const ekb_cells *cells, size_t at)
{
    char c = ekb_cell_ascii(cells, at);
    return at + (c == ' ' || c == '-');
}

/* Fewer digits are as well a size: 0 x 50. */
enum { DICTATED_LEAST = 3, DICTATED_MOST = 16 };

/* "0x", perhaps apart. @return the cell behind it, or 0. */
static size_t dictated_prefix(const ekb_cells *cells, size_t first)
{
    size_t at = skip_pause(cells, first + 1);
    if (ekb_cell_ascii(cells, first) != '0' || ekb_ascii_lower(ekb_cell_ascii(cells, at)) != 'x')
        return 0;
    return at + 1;
}

int ekb_spot_dictated(ekb_spotter *s, size_t first, size_t last)
{
    char text[DICTATED_MOST + 3] = "0x";
    size_t n = 2, at = dictated_prefix(&s->cells, first);
    uint64_t value = 0;
    while (at != 0 && at < last && n + 1 < sizeof text) {
        at = skip_pause(&s->cells, at);
        int digit = at < last ? ekb_hex_digit(ekb_cell_ascii(&s->cells, at)) : -1;
        if (digit < 0)
            return 0;
        value = value << 4 | (uint64_t)digit;
        text[n++] = "0123456789ABCDEF"[digit];
        at++;
    }
    if (at != last || n < 2 + DICTATED_LEAST || last - first == n)
        return 0; /* in one piece it is as any other */
    ekb_spotted *spotted = ekb_spotter_add(s, first, last, EKB_FORM_HEX);
    if (spotted == NULL)
        return 0;
    ekb_canon canon;
    int made = ekb_canon_number(&canon, 0, value, EKB_FORM_HEX);
    ekb_spotted_canon(spotted, &canon, made);
    ekb_spotted_code(spotted, text, n);
    spotted->cued = 1;
    return 1;
}
