/* SPDX-License-Identifier: MIT */
/*
 * Marks, and how they share the eight buckets of a SIMD matcher: two that are
 * alike or rare may, two of which a mixture is frequent in the text must not
 * ("[0x" and " 0x" in one were seen to give fifteen times the candidates).
 */
#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/canon.h"
#include "core/cue.h"
#include "find.h"

enum { BUCKETS = 8, SAMPLE = 8192 };

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGIT "0123456789"

static const char *const marks[EKB_MARK_COUNT][3] = {
    [EKB_MARK_ERROR] = {"Rr", "Rr", "Oo"},
    [EKB_MARK_ERR] = {"Rr", "Rr", "NnCc=:#( "},
    [EKB_MARK_CODE] = {"Cc", "Oo", "Dd"},
    [EKB_MARK_MSG] = {"Mm", "Ss", "Gg"},
    [EKB_MARK_RESULT] = {"H", "Rr", "Ee"},
    [EKB_MARK_STATE] = {"Qq", "Ll", "Ss"},
    [EKB_MARK_HEX] = {"0", "Xx", DIGIT "ABCDEFabcdef"},
    [EKB_MARK_ID] = {"I", "Dd", ":= #(\"\xEF"},
    [EKB_MARK_ID_LOW] = {"i", "Dd", ":= #(\"\xEF"},
    [EKB_MARK_HAN_A] = {"\xE8", "\xAF", "\xAF"},
    [EKB_MARK_HAN_B] = {"\xE8", "\xAA", "\xA4"},
    [EKB_MARK_HAN_C] = {"\xE7", "\xA0", "\x81"},
    [EKB_MARK_HAN_D] = {"\xE7", "\xA2", "\xBC"},
    [EKB_MARK_HAN_E] = {"\xE5", "\x8F", "\xB7"},
    [EKB_MARK_HAN_F] = {"\xE9", "\x94", "\x99"},
    [EKB_MARK_HAN_G] = {"\xE5", "\xB8", "\xB8"},
    [EKB_MARK_ESCAPE] = {"\\", "u", DIGIT "ABCDEFabcdef"},
    [EKB_MARK_COLOUR] = {"\x1B", "[", DIGIT ";m"},
    [EKB_MARK_PREFIX] = {UPPER, UPPER "-", DIGIT},
    [EKB_MARK_SIGNED] = {"-", "2", "1"},
};

enum { HALVES = 6 };

/* Places in the sample, each told by the marks that have it, by place of the mark
 * and half of the byte. One array a half, so that a compiler finds vectors in it. */
typedef struct halves {
    uint32_t bits[HALVES][SAMPLE];
    size_t count;
} halves;

#define MARK(name) (UINT32_C(1) << EKB_MARK_##name)

/* No part of a longer number is one, nor a rest of a word an "id": "uid", "TID". */
static uint32_t may_follow(unsigned char before)
{
    uint32_t allowed = ~UINT32_C(0);
    if (ekb_anchor_is_word(before))
        allowed &= ~(MARK(HEX) | MARK(SIGNED));
    if (ekb_anchor_is_letter(before))
        allowed &= ~((before & 0x20) != 0 ? MARK(ID_LOW) : MARK(ID));
    return allowed;
}

static void fill_bytes(ekb_scan_buckets *out)
{
    memset(out, 0, sizeof *out);
    for (unsigned c = 0; c < 256; c++)
        out->before[c] = may_follow((unsigned char)c);
    for (unsigned m = 0; m < EKB_MARK_COUNT; m++)
        for (int place = 0; place < 3; place++)
            for (const char *c = marks[m][place]; *c != '\0'; c++)
                out->bytes[place][(unsigned char)*c] |= UINT32_C(1) << m;
}

/* By place of the mark and half of the byte: marks that a byte may be of, as far
 * as a way can tell. */
typedef uint32_t sight[HALVES][256];

static void see_halves(const ekb_scan_buckets *buckets, sight out)
{
    for (int place = 0; place < 3; place++) {
        uint32_t low[16] = {0}, high[16] = {0};
        for (unsigned c = 0; c < 256; c++) {
            low[c & 15] |= buckets->bytes[place][c];
            high[c >> 4] |= buckets->bytes[place][c];
        }
        for (unsigned c = 0; c < 256; c++) {
            out[2 * place][c] = low[c & 15];
            out[2 * place + 1][c] = high[c >> 4];
        }
    }
}

static void see_seven(const ekb_scan_buckets *buckets, sight out)
{
    for (int place = 0; place < 3; place++)
        for (unsigned c = 0; c < 256; c++)
            out[2 * place][c] = out[2 * place + 1][c] =
                buckets->bytes[place][c] | buckets->bytes[place][c ^ 0x80];
}

/* At how many places a bucket of the set would match. */
static size_t cost_of(const halves *h, uint32_t set)
{
    uint32_t cost = 0;
    for (size_t i = 0; i < h->count; i++) {
        uint32_t passes = 1;
        for (int half = 0; half < HALVES; half++)
            passes &= (h->bits[half][i] & set) != 0;
        cost += passes;
    }
    return cost;
}

/* Places of the sample where a bucket of all marks would match: no others matter. */
static void take_places(const char *sample, size_t length, sight seen, halves *out)
{
    size_t count = 0;
    for (size_t i = 0; i + 2 < length; i++) {
        int passes = 1;
        for (int half = 0; half < HALVES; half++) {
            out->bits[half][count] = seen[half][(unsigned char)sample[i + (size_t)(half / 2)]];
            passes &= out->bits[half][count] != 0;
        }
        count += (size_t)passes;
    }
    out->count = count;
}

/* What the sets cost apart and in pairs. */
typedef struct costs {
    size_t alone[EKB_MARK_COUNT], both[EKB_MARK_COUNT][EKB_MARK_COUNT];
} costs;

static void cost_set(costs *c, const uint32_t *sets, size_t n, size_t at, const halves *places)
{
    c->alone[at] = cost_of(places, sets[at]);
    for (size_t i = 0; i < n; i++)
        if (i != at)
            c->both[i][at] = c->both[at][i] = cost_of(places, sets[at] | sets[i]);
}

static size_t cost_of_joining(const costs *c, size_t a, size_t b)
{
    size_t apart = c->alone[a] + c->alone[b];
    return c->both[a][b] > apart ? c->both[a][b] - apart : 0;
}

/* Joins the two sets that cost least together, until there are few enough. */
static void join_sets(uint32_t *sets, const halves *places)
{
    costs c;
    for (size_t i = 0; i < EKB_MARK_COUNT; i++)
        cost_set(&c, sets, i, i, places);
    for (size_t n = EKB_MARK_COUNT; n > BUCKETS; n--) {
        size_t into = 0, from = 1;
        for (size_t a = 0; a < n; a++)
            for (size_t b = a + 1; b < n; b++)
                if (cost_of_joining(&c, a, b) < cost_of_joining(&c, into, from)) {
                    into = a;
                    from = b;
                }
        sets[into] |= sets[from];
        sets[from] = sets[n - 1];
        cost_set(&c, sets, n - 1, into, places);
        if (from < n - 1)
            cost_set(&c, sets, n - 1, from, places);
    }
}

/* The bits of the sets that have one of the marks. */
static uint8_t buckets_of(const uint32_t *sets, uint32_t marks_there)
{
    unsigned bits = 0;
    for (unsigned b = 0; b < BUCKETS; b++)
        bits |= (sets[b] & marks_there) != 0 ? 1u << b : 0u;
    return (uint8_t)bits;
}

static void fill_buckets(ekb_scan_buckets *out, const uint32_t *sets)
{
    for (int place = 0; place < 3; place++)
        for (unsigned c = 0; c < 256; c++) {
            uint8_t bits = buckets_of(sets, out->bytes[place][c]);
            out->seven[place][c & 127] |= bits;
            out->low[place][c & 15] |= bits;
            out->high[place][c >> 4] |= bits;
        }
}

int ekb_scan_buckets_choose(ekb_scan_buckets *out, const ekb_scan_way *way, const char *sample, size_t length)
{
    typedef struct room {
        sight seen;
        halves places;
    } room;
    uint32_t sets[EKB_MARK_COUNT];
    room *r = malloc(sizeof *r);
    if (r == NULL)
        return 0;
    fill_bytes(out);
    (way->by_seven ? see_seven : see_halves)(out, r->seen);
    take_places(sample, length < SAMPLE ? length : SAMPLE, r->seen, &r->places);
    for (unsigned m = 0; m < EKB_MARK_COUNT; m++)
        sets[m] = UINT32_C(1) << m;
    join_sets(sets, &r->places);
    free(r);
    fill_buckets(out, sets);
    return 1;
}

int ekb_scan_candidates_reserve(ekb_scan_candidates *out, size_t more)
{
    if (out->capacity - out->count >= more)
        return 1;
    size_t capacity = out->capacity * 2 + more;
    ekb_scan_candidate *items = realloc(out->items, capacity * sizeof *items);
    if (items == NULL) {
        out->failed = 1;
        return 0;
    }
    out->items = items;
    out->capacity = capacity;
    return 1;
}

void ekb_scan_candidates_add(ekb_scan_candidates *out, ekb_scan_candidate candidate)
{
    if (ekb_scan_candidates_reserve(out, 1))
        out->items[out->count++] = candidate;
}

/* ---- Marks that lead nowhere -------------------------------------------------------
 * Nearly all do: "ERROR [main]", "msg":"…". What is refused here
 * ekb_scan_id_at() would refuse, after ten times the work. */

enum { CUE_MOST = 16, LINKS_MOST = 8 };

/* May the word that has a mark announce a number? It begins at `b`, its mark ends at `b + length`. */
static int may_announce(const unsigned char *b, size_t length)
{
    const unsigned char *end = b + length;
    while (end - b < CUE_MOST && ekb_anchor_is_letter(*end))
        end++;
    if (!ekb_cue_is_link((char)*end))
        return *end == '\\' || *end >= 0x80;
    for (int links = 0; links < LINKS_MOST && ekb_cue_is_link((char)*end); links++)
        end++;
    return *end == '-' || *end == '\\' || *end == '\r' || *end == '\n' || *end >= 0x80 ||
           ekb_hex_digit((char)*end) >= 0;
}

static uint32_t refuse(const unsigned char *b, uint32_t found)
{
    const uint32_t longer = MARK(ERROR) | MARK(CODE) | MARK(MSG) | MARK(RESULT),
                   shorter = MARK(ID) | MARK(ID_LOW) | MARK(ERR);
    if ((found & longer) != 0 && !may_announce(b, 3))
        found &= ~longer;
    if ((found & shorter) != 0 && !may_announce(b, 2))
        found &= ~shorter;
    return found;
}

/* Which of the places have marks is no more foretold than a coin: none is
 * branched on, each is written and perhaps overwritten. */
static size_t tell_apart(const ekb_scan_buckets *buckets, const char *text, size_t from,
                         const uint16_t *places, size_t count, ekb_scan_candidate *out)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const unsigned char *b = (const unsigned char *)text + places[i];
        uint32_t found = buckets->before[b[-1]] & buckets->bytes[0][b[0]] & buckets->bytes[1][b[1]] &
                         buckets->bytes[2][b[2]];
        out[n] = (ekb_scan_candidate){.at = (uint32_t)(from + places[i]), .marks = found};
        n += found != 0;
    }
    return n;
}

void ekb_scan_marks_found(const ekb_scan_buckets *buckets, const char *text, size_t from,
                          const uint16_t *places, size_t count, ekb_scan_candidates *out)
{
    if (count == 0 || !ekb_scan_candidates_reserve(out, count))
        return;
    ekb_scan_candidate *items = out->items + out->count;
    size_t n = tell_apart(buckets, text, from, places, count, items), kept = 0;
    for (size_t i = 0; i < n; i++) {
        ekb_scan_candidate item = items[i];
        item.marks = refuse((const unsigned char *)text + (item.at - from), item.marks);
        items[kept] = item;
        kept += item.marks != 0;
    }
    out->count += kept;
}
