/* SPDX-License-Identifier: MIT */
/*
 * Spotting codes in a paste: from raw text, before folding, since NFKC turns
 * "E−0x1FC07①" into something else. A run of letters and digits is tried
 * against a table of spellings; what stands around it is code_context.c's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canon.h"
#include "lexicon.h"
#include "spotter.h"
#include "utf8.h"

/* Digits of the longest number of a scheme, characters of an SQLSTATE. */
enum { SCHEME_DIGITS = 4, STATE_LENGTH = 5 };

/* A run of cells as ASCII. */
typedef struct run {
    size_t start, end;
    char text[EKB_CANON_BYTES];
    size_t length;
    int letters, digits, upper, underscore, humps, hex_only;
} run;

static uint32_t narrow(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0xFE63:
        return '-';
    case 0x3000:
        return ' ';
    default:
        return c;
    }
}

ekb_spotted *ekb_spotter_add(ekb_spotter *s, size_t start, size_t end, unsigned form)
{
    if (s->count >= EKB_SPOTTED_MAX)
        return NULL;
    ekb_spotted *spotted = &s->out[s->count++];
    memset(spotted, 0, sizeof *spotted);
    spotted->start = spotted->scheme_start = s->cells.at[start];
    spotted->end = s->cells.at[end];
    spotted->form = form;
    char before = start > 0 ? ekb_cell_ascii(&s->cells, start - 1) : ' ';
    char after = ekb_cell_ascii(&s->cells, end);
    spotted->bracketed = (before == '(' && after == ')') || (before == '[' && after == ']');
    return spotted;
}

void ekb_spotted_canon(ekb_spotted *spotted, const ekb_canon *canon, int made)
{
    if (made && spotted->canon_count < EKB_CANONS)
        spotted->canons[spotted->canon_count++] = *canon;
}

static void add_symbol(ekb_spotted *spotted, const char *text, size_t length)
{
    ekb_canon canon;
    int made = ekb_canon_symbol(&canon, text, length);
    ekb_spotted_canon(spotted, &canon, made);
}

void ekb_spotted_code(ekb_spotted *spotted, const char *text, size_t length)
{
    if (length >= sizeof spotted->code)
        length = sizeof spotted->code - 1;
    memcpy(spotted->code, text, length);
    spotted->code[length] = '\0';
}

static void measure(run *r)
{
    r->letters = r->digits = r->upper = r->underscore = r->humps = 0;
    r->hex_only = 1;
    for (size_t i = 0; i < r->length; i++) {
        char c = r->text[i];
        r->letters += ekb_ascii_is_letter(c);
        r->digits += ekb_ascii_is_digit(c);
        r->upper += c >= 'A' && c <= 'Z';
        r->underscore += c == '_';
        r->humps += i > 0 && c >= 'A' && c <= 'Z' && r->text[i - 1] >= 'a' && r->text[i - 1] <= 'z';
        r->hex_only &= ekb_hex_digit(c) >= 0;
    }
}

static int take_run(const ekb_cells *cells, size_t start, size_t end, run *r)
{
    r->start = start;
    r->end = end;
    r->length = end - start;
    if (r->length >= sizeof r->text)
        return 0;
    for (size_t i = 0; i < r->length; i++)
        r->text[i] = ekb_cell_ascii(cells, start + i);
    r->text[r->length] = '\0';
    measure(r);
    return 1;
}

/* "34513: Disk full", "403 - 已禁止": what follows claims to be its text. */
static int is_explained(const ekb_cells *cells, size_t end)
{
    while (ekb_cell_ascii(cells, end) == ')' || ekb_cell_ascii(cells, end) == ']' ||
           ekb_cell_ascii(cells, end) == ' ')
        end++;
    char c = ekb_cell_ascii(cells, end);
    return c == ':' || c == '-';
}

static void find_scheme(ekb_spotter *s, const run *r, ekb_spotted *spotted)
{
    size_t from = r->start;
    spotted->scheme = ekb_spot_scheme(&s->cells, r->start, r->end, spotted->code, &from);
    spotted->scheme_start = s->cells.at[from];
}

static void finish(ekb_spotter *s, const run *r, ekb_spotted *spotted)
{
    if (spotted->form == EKB_FORM_DECIMAL && r->length <= SCHEME_DIGITS)
        find_scheme(s, r, spotted);
    spotted->explained = (uint8_t)is_explained(&s->cells, r->end);
    ekb_spot_cue(&s->cells, r->start, r->end, spotted);
    char dot = ekb_cell_ascii(&s->cells, r->end);
    int fraction = (dot == '.' || dot == ',') && ekb_ascii_is_digit(ekb_cell_ascii(&s->cells, r->end + 1));
    spotted->masked = spotted->form == EKB_FORM_DECIMAL &&
                      (fraction || (!spotted->word_cued && ekb_spot_is_masked(&s->cells, r->start, r->end)));
}

static void add_hex(ekb_spotter *s, const run *r, const char *digits, size_t length, int shape_cues)
{
    uint64_t value = 0;
    if (length == 0 || length > 16)
        return;
    for (size_t i = 0; i < length; i++)
        value = value << 4 | (uint64_t)ekb_hex_digit(digits[i]);
    ekb_spotted *spotted = ekb_spotter_add(s, r->start, r->end, EKB_FORM_HEX);
    if (spotted == NULL)
        return;
    ekb_canon canon;
    ekb_spotted_canon(spotted, &canon, ekb_canon_number(&canon, 0, value, EKB_FORM_HEX));
    add_symbol(spotted, r->text, r->length);
    snprintf(spotted->code, sizeof spotted->code, "0x%.*s", (int)length, digits);
    for (char *c = spotted->code + 2; *c != '\0'; c++)
        *c = *c >= 'a' && *c <= 'f' ? (char)(*c - 'a' + 'A') : *c;
    finish(s, r, spotted);
    if (shape_cues && !spotted->cued) {
        spotted->cued = 1;
        spotted->cue_start = spotted->start;
        spotted->cue_end = spotted->start + 2;
    }
    spotted->loose = (uint8_t)(!shape_cues && !spotted->cued);
}

/* 0x1FC07, and OX1FC07 as a caller or a scanner has it. */
static int try_hex_prefix(ekb_spotter *s, const run *r)
{
    if (r->length < 3 || (r->text[1] != 'x' && r->text[1] != 'X'))
        return 0;
    int repaired = r->text[0] == 'O' || r->text[0] == 'o';
    if (r->text[0] != '0' && !repaired)
        return 0;
    char digits[20];
    size_t n = 0;
    for (size_t i = 2; i < r->length; i++) {
        char c = r->text[i];
        if (c == 'O' || c == 'o') {
            c = '0';
            repaired = 1;
        } else if (c == 'l' || c == 'I') {
            c = '1';
            repaired = 1;
        }
        if (ekb_hex_digit(c) < 0 || n >= sizeof digits)
            return 0;
        digits[n++] = c;
    }
    int before = s->count;
    add_hex(s, r, digits, n, 1);
    if (s->count > before)
        s->out[before].repaired = (uint8_t)repaired;
    return 1;
}

/* 1FC07h */
static int try_hex_suffix(ekb_spotter *s, const run *r)
{
    if (r->length < 3 || ekb_ascii_lower(r->text[r->length - 1]) != 'h' ||
        (!ekb_ascii_is_digit(r->text[0]) && r->length < 9))
        return 0;
    for (size_t i = 0; i + 1 < r->length; i++)
        if (ekb_hex_digit(r->text[i]) < 0)
            return 0;
    add_hex(s, r, r->text, r->length - 1, 0);
    return 1;
}

static int is_announced(const ekb_cells *cells, const run *r)
{
    ekb_spotted announced = {.cued = 0};
    ekb_spot_cue(cells, r->start, r->end, &announced);
    return announced.word_cued && !announced.metadata;
}

/* C0000005, 8004E02A: eight digits, at least one of them a letter; fewer than five where
 * they are announced, "error code 86CA". */
static int try_hex_bare(ekb_spotter *s, const run *r)
{
    enum { LEAST = 4, SHORT = 5, MOST = 8 };
    if (!r->hex_only || r->letters == 0 || r->digits == 0 || r->length < LEAST || r->length > MOST)
        return 0;
    if (r->length < SHORT && (!is_announced(&s->cells, r) || ekb_spot_is_masked(&s->cells, r->start, r->end)))
        return 0;
    add_hex(s, r, r->text, r->length, 0);
    return 1;
}

static int try_decimal(ekb_spotter *s, const run *r)
{
    if (r->digits != (int)r->length || r->length > 19)
        return 0;
    int negative = r->start > 0 && ekb_cell_ascii(&s->cells, r->start - 1) == '-' &&
                   (r->start < 2 || !ekb_ascii_is_alnum(ekb_cell_ascii(&s->cells, r->start - 2)));
    uint64_t value = strtoull(r->text, NULL, 10);
    run whole = *r;
    whole.start -= (size_t)negative;
    ekb_spotted *spotted =
        ekb_spotter_add(s, whole.start, r->end, negative ? EKB_FORM_SIGNED : EKB_FORM_DECIMAL);
    if (spotted == NULL)
        return 1;
    ekb_canon canon;
    ekb_spotted_canon(spotted, &canon, ekb_canon_number(&canon, negative, value, spotted->form));
    if (negative && value <= UINT64_C(0xFFFFFFFF) && value > 0)
        ekb_spotted_canon(spotted, &canon,
                          ekb_canon_number(&canon, 0, UINT64_C(0x100000000) - value, EKB_FORM_SIGNED));
    if (r->length == 5)
        add_symbol(spotted, r->text, r->length); /* an SQLSTATE */
    snprintf(spotted->code, sizeof spotted->code, "%s%.19s", negative ? "-" : "", r->text);
    finish(s, &whole, spotted);
    return 1;
}

/* 1OOO5O, 345l3: digits, but for letters that look like some. */
static int try_repaired(ekb_spotter *s, const run *r)
{
    char digits[20];
    if (r->digits < 2 || r->letters < 1 || r->underscore > 0 || r->length > 10)
        return 0;
    for (size_t i = 0; i < r->length; i++) {
        char c = r->text[i];
        digits[i] = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : c;
        if (!ekb_ascii_is_digit(digits[i]))
            return 0;
    }
    digits[r->length] = '\0';
    ekb_spotted *spotted = ekb_spotter_add(s, r->start, r->end, EKB_FORM_DECIMAL);
    if (spotted == NULL)
        return 1;
    ekb_canon canon;
    int made = ekb_canon_number(&canon, 0, strtoull(digits, NULL, 10), EKB_FORM_DECIMAL);
    ekb_spotted_canon(spotted, &canon, made);
    ekb_spotted_code(spotted, digits, r->length);
    spotted->repaired = spotted->loose = 1;
    finish(s, r, spotted);
    return 1;
}

/* "E0717 11:07:10": the level and date of a log line. */
static int is_log_date(const ekb_cells *cells, const run *r)
{
    return r->letters == 1 && r->length == 5 && strchr("EWIFD", r->text[0]) != NULL &&
           ekb_cell_ascii(cells, r->end) == ' ' && ekb_ascii_is_digit(ekb_cell_ascii(cells, r->end + 1)) &&
           ekb_ascii_is_digit(ekb_cell_ascii(cells, r->end + 2)) && ekb_cell_ascii(cells, r->end + 3) == ':';
}

/* What the letters that a run begins with announce, as a word of the lexicon. */
static unsigned head_flags(const run *r, size_t *letters)
{
    uint32_t word[16];
    size_t n = 0;
    while (n < r->length && n < 16 && ekb_ascii_is_letter(r->text[n])) {
        word[n] = (uint32_t)(unsigned char)ekb_ascii_lower(r->text[n]);
        n++;
    }
    *letters = n;
    return n > 0 ? ekb_lexicon_word(word, n) : 0;
}

/* "ID34513", "error34506", that lost a blank or a colon when they were typed or copied: with
 * nothing beside them, or of digits enough, "ID" in capitals or announced. A longer number is a
 * person's or an order's. */
static int is_cue_glued(const ekb_cells *cells, const run *r)
{
    enum { LEAST = 3, LONG = 5, MOST = 8 };
    size_t letters;
    if (r->digits < LEAST || r->digits > MOST || r->length != (size_t)r->letters + (size_t)r->digits ||
        (head_flags(r, &letters) & EKB_LEX_CUE) == 0 || letters != (size_t)r->letters)
        return 0;
    int id = letters == 2 && ekb_ascii_lower(r->text[0]) == 'i' && ekb_ascii_lower(r->text[1]) == 'd';
    char before = r->start > 0 ? ekb_cell_ascii(cells, r->start - 1) : ' ';
    char after = r->end < cells->length ? ekb_cell_ascii(cells, r->end) : ' ';
    int lone = (r->start == 0 && r->end == cells->length) || (before == '(' && after == ')') ||
               (before == '[' && after == ']');
    int telling = r->digits >= LONG && (id ? r->upper == 2 || is_announced(cells, r) : letters >= 3);
    return (telling || (lone && r->digits >= (id ? LONG : LEAST))) &&
           (before == ':' || !ekb_spot_is_masked(cells, r->start, r->end));
}

static int try_cue_glued(ekb_spotter *s, const run *r)
{
    run number;
    return is_cue_glued(&s->cells, r) &&
           take_run(&s->cells, r->start + (size_t)r->letters, r->end, &number) && try_decimal(s, &number);
}

/* TS2324, LNK1141, E125000; with what follows a dash, ORA-01033. */
static int try_prefixed(ekb_spotter *s, const run *r)
{
    ekb_canon canon;
    if (r->letters > 10 || r->digits < 2 || is_log_date(&s->cells, r) ||
        !ekb_canon_prefixed(&canon, r->text, r->length))
        return 0;
    ekb_spotted *spotted = ekb_spotter_add(s, r->start, r->end, EKB_FORM_PREFIXED);
    if (spotted == NULL)
        return 1;
    ekb_spotted_canon(spotted, &canon, 1);
    add_symbol(spotted, r->text, r->length);
    ekb_spotted_code(spotted, r->text, r->length);
    spotted->loose =
        (uint8_t)(r->upper != r->letters || r->digits < 3 || r->letters < 1 || is_cue_glued(&s->cells, r));
    finish(s, r, spotted);
    return 1;
}

/* ER_HASHCHK, AmbiguousTaskParameterError, 42P01, EPERM */
static int try_symbol(ekb_spotter *s, const run *r)
{
    int shouted = r->upper == r->letters && r->letters >= 3;
    int state = r->length == 5 && r->upper + r->digits == 5 && r->digits > 0;
    int hash = r->hex_only && r->length >= 16;
    if (r->letters == 0 || r->length < 3 || !(r->underscore > 0 || shouted || r->humps >= 1 || state || hash))
        return 0;
    ekb_spotted *spotted = ekb_spotter_add(s, r->start, r->end, EKB_FORM_SYMBOL);
    if (spotted == NULL)
        return 1;
    add_symbol(spotted, r->text, r->length);
    ekb_spotted_code(spotted, r->text, r->length);
    spotted->loose = 1;
    finish(s, r, spotted);
    return 1;
}

/* "code-34513", "ERR_34513": a cue and a number, no prefix. */
static int is_cue_word(const run *r)
{
    size_t n;
    unsigned flags = head_flags(r, &n);
    for (size_t i = n + 1; i < r->length; i++)
        if (!ekb_ascii_is_digit(r->text[i]))
            return 0;
    return n + 1 < r->length && (r->text[n] == '-' || r->text[n] == '_') && (flags & EKB_LEX_CUE) != 0;
}

/* The number of "ERR_34513", for which the cue is part of the run. */
static int try_cue_joined(ekb_spotter *s, const run *r)
{
    size_t letters = 0;
    while (letters < r->length && ekb_ascii_is_letter(r->text[letters]))
        letters++;
    run number;
    if (!is_cue_word(r) || !take_run(&s->cells, r->start + letters + 1, r->end, &number))
        return 0;
    int before = s->count;
    try_decimal(s, &number);
    if (s->count > before) {
        s->out[before].cued = s->out[before].word_cued = 1;
        s->out[before].masked = 0;
        s->out[before].cue_start = s->cells.at[r->start];
        s->out[before].cue_end = s->cells.at[r->start + letters];
    }
    return 1;
}

/* What "SQLSTATE" stands before is one, whatever number it looks like: 0A000, 42E01. */
static int try_state(ekb_spotter *s, const run *r)
{
    size_t from = r->start;
    if (r->length != STATE_LENGTH || r->digits == 0 || r->underscore > 0 ||
        ekb_spot_scheme(&s->cells, r->start, r->end, r->text, &from) == NULL)
        return 0;
    ekb_spotted *spotted = ekb_spotter_add(s, r->start, r->end, EKB_FORM_SYMBOL);
    if (spotted == NULL)
        return 1;
    add_symbol(spotted, r->text, r->length);
    ekb_spotted_code(spotted, r->text, r->length);
    finish(s, r, spotted);
    find_scheme(s, r, spotted);
    if (!spotted->word_cued) { /* "SQL state" */
        size_t end = r->start;
        while (end > from && !ekb_ascii_is_letter(ekb_cell_ascii(&s->cells, end - 1)))
            end--;
        spotted->cue_start = spotted->scheme_start;
        spotted->cue_end = s->cells.at[end];
        spotted->cued = spotted->word_cued = 1;
    }
    return 1;
}

/* The table of spellings: each is tried, several may fit. */
static int (*const spellings[])(ekb_spotter *, const run *) = {
    try_cue_joined, try_cue_glued, try_hex_prefix, try_repaired, try_hex_suffix,
    try_prefixed,   try_hex_bare,  try_decimal,    try_symbol,
};

/* Ids with a dash, a slash or a number sign inside: 0A000#001, ORA-00600/7219,
 * mars/34513, ORA-01033. No farther than an id may be long: each word of a path is asked
 * for its own, and would go through the whole rest. */
static size_t long_end(const ekb_cells *cells, size_t start, size_t end)
{
    while (end - start < EKB_CANON_BYTES && end < cells->length &&
           strchr("-/#.", ekb_cell_ascii(cells, end)) != NULL && ekb_cell_ascii(cells, end) != '\0' &&
           ekb_in_run(cells, end + 1)) {
        end += 2;
        while (end - start < EKB_CANON_BYTES && ekb_in_run(cells, end))
            end++;
    }
    return end;
}

/* The number of "MARS-34513". */
static void spot_named(ekb_spotter *s, const run *r)
{
    size_t letters = 0;
    while (letters < r->length && ekb_ascii_is_letter(r->text[letters]))
        letters++;
    run number;
    int before = s->count;
    if (letters + 1 >= r->length || ekb_ascii_is_digit(r->text[letters]) ||
        !take_run(&s->cells, r->start + letters + 1, r->end, &number) || !try_decimal(s, &number) ||
        s->count == before)
        return;
    s->out[before].start = s->cells.at[r->start]; /* the whole is what is read */
    s->out[before].prefix_start = s->cells.at[r->start];
    s->out[before].prefix_end = s->cells.at[r->start + letters];
    s->out[before].masked = 0;
    s->out[before].loose = 1;
}

static void spot_long(ekb_spotter *s, size_t start, size_t end)
{
    run r;
    if (!take_run(&s->cells, start, end, &r) || (r.digits == 0 && r.humps == 0) || is_cue_word(&r))
        return;
    if (try_prefixed(s, &r)) {
        spot_named(s, &r);
        return;
    }
    ekb_spotted *spotted = ekb_spotter_add(s, start, end, EKB_FORM_SYMBOL);
    if (spotted == NULL)
        return;
    add_symbol(spotted, r.text, r.length);
    ekb_spotted_code(spotted, r.text, r.length);
    spotted->loose = 1;
    ekb_spot_cue(&s->cells, start, end, spotted);
}

static size_t spot_run(ekb_spotter *s, size_t start)
{
    size_t end = ekb_run_end(&s->cells, start);
    size_t whole = long_end(&s->cells, start, end);
    int before = s->count;
    if (whole > end)
        spot_long(s, start, whole);
    /* ORA-01033 is one code, not a symbol and a number. */
    if (whole > end && s->count > before && s->out[before].form == EKB_FORM_PREFIXED)
        return whole;
    run r;
    if (take_run(&s->cells, start, end, &r) && !try_state(s, &r))
        for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
            spellings[i](s, &r);
    return end;
}

/* "GAUSS 00651": a prefix and its number as they are read out. */
static void spot_apart(ekb_spotter *s, size_t start, size_t end)
{
    size_t number = end + 1, stop = ekb_run_end(&s->cells, number);
    run r;
    if (ekb_cell_ascii(&s->cells, end) != ' ' || end - start < 2 || end - start > 10 || stop - number < 3 ||
        !take_run(&s->cells, start, stop, &r))
        return;
    for (size_t i = number; i < stop; i++)
        if (!ekb_ascii_is_digit(ekb_cell_ascii(&s->cells, i)))
            return;
    r.text[end - start] = '-';
    ekb_canon canon;
    int made = ekb_canon_prefixed(&canon, r.text, r.length);
    ekb_spotted *spotted = made ? ekb_spotter_add(s, start, stop, EKB_FORM_PREFIXED) : NULL;
    if (spotted == NULL)
        return;
    ekb_spotted_canon(spotted, &canon, made);
    ekb_spotted_code(spotted, r.text, r.length);
    spotted->loose = 1;
    finish(s, &r, spotted);
}

static void spot_all(ekb_spotter *s)
{
    int in_groups = 0;
    for (size_t i = 0; i < s->cells.length && s->count < EKB_SPOTTED_MAX;) {
        if (ekb_in_run(&s->cells, i)) {
            int digit = ekb_ascii_is_digit(ekb_cell_ascii(&s->cells, i));
            if (digit && !in_groups)
                ekb_spot_groups(s, i);
            in_groups = digit;
            if (!digit)
                spot_apart(s, i, ekb_run_end(&s->cells, i));
            i = spot_run(s, i);
        } else if (ekb_spoken_digit(s->cells.chars[i]) != 0) {
            i = ekb_spot_spoken(s, i);
        } else {
            in_groups = in_groups && (s->cells.chars[i] == ' ' || s->cells.chars[i] == '-');
            i++;
        }
    }
}

/* The cells between white space at both ends. */
static void find_whole(const ekb_cells *cells, size_t *first, size_t *last)
{
    *first = 0;
    *last = cells->length;
    while (*first < *last && (cells->chars[*first] == ' ' || cells->chars[*first] == '\n'))
        ++*first;
    while (*last > *first && (cells->chars[*last - 1] == ' ' || cells->chars[*last - 1] == '\n'))
        --*last;
}

int ekb_code_spot(const char *text, size_t length, ekb_spotted *out)
{
    uint32_t *cells = malloc((2 * length + 2) * sizeof *cells);
    if (cells == NULL)
        return -1;
    uint32_t *at = cells + length + 1;
    size_t n = 0;
    for (size_t i = 0, size; i < length; i += size) {
        uint32_t c = ekb_utf8_next(text, length, i, &size);
        at[n] = (uint32_t)i;
        cells[n++] = c == EKB_UTF8_BAD ? 0xFFFD : narrow(c);
    }
    at[n] = (uint32_t)length;
    ekb_spotter s = {.cells = {cells, at, n}, .out = out};
    size_t first, last;
    find_whole(&s.cells, &first, &last);
    if (!ekb_spot_dictated(&s, first, last))
        spot_all(&s);
    for (int i = 0; i < s.count; i++)
        out[i].whole = out[i].start == at[first] && out[i].end == at[last];
    free(cells);
    return s.count;
}
