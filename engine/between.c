/* SPDX-License-Identifier: MIT */
#include "between.h"

#include "core/canon.h"

static int is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000;
}

static int is_ascii_word(uint32_t c)
{
    return c < 0x80 && ekb_ascii_is_alnum((char)c);
}

static int is_ideograph(uint32_t c)
{
    return c >= 0x3400 && c < 0xFB00;
}

static int is_among(uint32_t c, const char *set)
{
    for (; c < 0x80 && *set != '\0'; set++)
        if ((uint32_t)(unsigned char)*set == c)
            return 1;
    return 0;
}

/* What of the text is at a place; a blank beyond its bounds. */
static uint32_t char_at(const ekb_between *b, size_t at)
{
    return at < b->text->length ? b->text->chars[at] : ' ';
}

static uint32_t char_before(const ekb_between *b, size_t at)
{
    return at > 0 ? b->text->chars[at - 1] : ' ';
}

/* ---- Signs ------------------------------------------------------------------ */

/* The template's signs before placeholder n, or behind the last. */
static ekb_piece signs_of(const ekb_between *b, size_t n)
{
    return (ekb_piece){n > 0 ? b->wild[n - 1].end : b->signs_start,
                       n < b->count ? b->wild[n].start : b->signs_end};
}

static int has_signs(const ekb_between *b, ekb_piece signs)
{
    while (signs.start < signs.end && is_blank(b->signs->chars[signs.start]))
        signs.start++;
    return signs.start < signs.end;
}

/* The signs from `at` on, whatever blanks are between. @return behind them, or 0. */
static size_t signs_at(const ekb_between *b, ekb_piece signs, size_t at, size_t end)
{
    const uint32_t *chars = b->signs->chars;
    for (size_t i = signs.start; i < signs.end; i++) {
        if (is_blank(chars[i]))
            continue;
        if (is_among(chars[i], "{}") && i + 1 < signs.end && chars[i + 1] == chars[i])
            i++; /* a brace is doubled in templates */
        while (at < end && is_blank(b->text->chars[at]))
            at++;
        if (at == end || b->text->chars[at] != chars[i])
            return 0;
        at++;
    }
    return at;
}

/* The same for what ends at `at`. @return 0, or 1 with *out before them. */
static int signs_before(const ekb_between *b, ekb_piece signs, size_t at, size_t start, size_t *out)
{
    const uint32_t *chars = b->signs->chars;
    for (size_t i = signs.end; i > signs.start; i--) {
        if (is_blank(chars[i - 1]))
            continue;
        if (is_among(chars[i - 1], "{}") && i > signs.start + 1 && chars[i - 2] == chars[i - 1])
            i--;
        while (at > start && is_blank(b->text->chars[at - 1]))
            at--;
        if (at == start || b->text->chars[at - 1] != chars[i - 1])
            return 0;
        at--;
    }
    *out = at;
    return 1;
}

/* ---- Where a value ends that no word bounds ----------------------------------- */

/* A sign that ends a clause, by what stands on its two sides. */
static int ends_clause(uint32_t before, uint32_t c, uint32_t behind)
{
    if (c == '\n' || c == '\r' || c == 0x3002)
        return 1;
    if (is_among(c, ",;:.!?"))
        return is_blank(behind) || is_ideograph(behind) || (is_ideograph(before) && !is_ascii_word(behind));
    return 0;
}

/* A quotation mark or bracket that closes what the value does not open. */
static int closes(const ekb_between *b, size_t from, size_t at)
{
    static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'"', '"'}, {'\'', '\''}};
    uint32_t c = char_at(b, at);
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        if (c != (uint32_t)pairs[p][1] || is_ascii_word(char_at(b, at + 1)))
            continue;
        int open = 0;
        for (size_t i = from; i < at; i++) {
            uint32_t inner = b->text->chars[i];
            open += inner == (uint32_t)pairs[p][0] ? 1 : inner == c ? -1 : 0;
        }
        return pairs[p][0] == pairs[p][1] ? open % 2 == 0 : open <= 0;
    }
    return 0;
}

static size_t clause_end(const ekb_between *b, size_t from)
{
    size_t at = from, han = 0;
    for (; at < b->end; at++) {
        uint32_t c = char_at(b, at), next = char_at(b, at + 1);
        if (at > from && (ends_clause(char_before(b, at), c, next) || closes(b, from, at)))
            break;
        /* Somebody's own words behind a value in Latin letters. */
        if (at > from && han == 0 && is_blank(c) && is_ideograph(next))
            break;
        han += is_ideograph(c) ? 1 : 0;
    }
    return at;
}

/* The sign before a place opens what the value does not close. */
static int opens(const ekb_between *b, size_t at, size_t until)
{
    static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'"', '"'}, {'\'', '\''}};
    uint32_t c = char_before(b, at);
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        if (c != (uint32_t)pairs[p][0] || is_ascii_word(char_before(b, at - 1)))
            continue;
        size_t closed = 0;
        for (size_t i = at; i < until; i++)
            closed += b->text->chars[i] == (uint32_t)pairs[p][1];
        return pairs[p][0] == pairs[p][1] ? closed % 2 == 0 : closed == 0;
    }
    return 0;
}

static size_t clause_start(const ekb_between *b, size_t until)
{
    size_t at = until;
    for (; at > b->start; at--) {
        uint32_t c = char_before(b, at), before = char_before(b, at - 1);
        if (at == until)
            continue;
        if (ends_clause(before, c, char_at(b, at)) || opens(b, at, until) ||
            (is_among(c, ">]|") && is_blank(char_at(b, at))))
            break;
    }
    return at;
}

/* ---- Values ------------------------------------------------------------------- */

static ekb_piece trimmed(const ekb_between *b, size_t start, size_t end)
{
    while (start < end && is_blank(b->text->chars[start]))
        start++;
    while (end > start && is_blank(b->text->chars[end - 1]))
        end--;
    return (ekb_piece){start, end};
}

/* Behind the signs at a place, where blanks count for signs if there are no others; 0 for none. */
static size_t behind_signs(const ekb_between *b, ekb_piece signs, size_t at, size_t end)
{
    int blank = is_blank(b->text->chars[at]);
    if (has_signs(b, signs))
        return blank ? 0 : signs_at(b, signs, at, end);
    return blank ? at + 1 : 0;
}

/* The next place where a value ends that begins at `from`. @return it, or 0. */
static size_t next_signs(const ekb_between *b, ekb_piece signs, size_t from, size_t end, int last)
{
    int wants_blank = is_blank(b->signs->chars[signs.end - 1]);
    size_t without_blank = 0;
    for (size_t at = from + 1; at < end; at++) {
        size_t behind = behind_signs(b, signs, at, end);
        if (behind == 0 || (last && is_ascii_word(char_at(b, behind))))
            continue; /* the dot of a name ends no sentence */
        /* Of two quotation marks the first is that of a value that begins with one. */
        if (at + 1 < end && b->text->chars[from] == b->text->chars[at] &&
            behind_signs(b, signs, at + 1, end) == at + 2)
            at++;
        if (!wants_blank || is_blank(char_at(b, behind)))
            return at;
        if (without_blank == 0)
            without_blank = at;
    }
    return without_blank;
}

static size_t skip_blanks(const ekb_between *b, size_t at, size_t end)
{
    while (at < end && is_blank(b->text->chars[at]))
        at++;
    return at;
}

/* From a word on, or between two. */
static int find_forward(const ekb_between *b, ekb_piece *out)
{
    size_t at = signs_at(b, signs_of(b, 0), b->start, b->end), end = b->end;
    ekb_piece last = signs_of(b, b->count);
    if (at == 0)
        return 0;
    if (!b->open_behind && !signs_before(b, last, b->end, at, &end))
        return 0;
    for (size_t n = 0; n < b->count; n++) {
        size_t stop = end;
        at = skip_blanks(b, at, end);
        if (n + 1 < b->count)
            stop = next_signs(b, signs_of(b, n + 1), at, end, 0);
        else if (b->open_behind) {
            stop = has_signs(b, last) ? next_signs(b, last, at, end, 1) : 0;
            stop = stop != 0 ? stop : clause_end(b, at);
        }
        if (stop == 0)
            return 0;
        out[n] = trimmed(b, at, stop);
        at = n + 1 < b->count ? signs_at(b, signs_of(b, n + 1), stop, end) : stop;
    }
    return 1;
}

/* The place before `until` where a value begins. @return 0, or 1 with *out. */
static int last_signs(const ekb_between *b, ekb_piece signs, size_t until, size_t *out)
{
    int blanks = !has_signs(b, signs);
    for (size_t at = until; at-- > b->start + 1;) {
        size_t before = at;
        if (blanks ? !is_blank(b->text->chars[at - 1]) : !signs_before(b, signs, at, b->start, &before))
            continue;
        if (!blanks && is_among(b->text->chars[before], "'\"") && is_ascii_word(char_before(b, before)))
            continue; /* bob's */
        if (!blanks && b->text->chars[until - 1] == b->text->chars[before] && before > b->start &&
            b->text->chars[before - 1] == b->text->chars[before])
            at--;
        *out = at;
        return 1;
    }
    return 0;
}

/* Back from a word. */
static int find_backward(const ekb_between *b, ekb_piece *out)
{
    size_t until = b->end;
    for (size_t n = b->count; n > 0; n--) {
        ekb_piece before = signs_of(b, n - 1);
        size_t start = b->start;
        if (!signs_before(b, signs_of(b, n), until, b->start, &until))
            return 0;
        while (until > b->start && is_blank(b->text->chars[until - 1]))
            until--;
        if (n > 1 || has_signs(b, before)) {
            if (!last_signs(b, before, until, &start) && n > 1)
                return 0;
        } else {
            start = clause_start(b, until);
        }
        out[n - 1] = trimmed(b, start, until);
        until = start;
    }
    return 1;
}

int ekb_between_find(const ekb_between *between, ekb_piece *out)
{
    for (size_t n = 1; n < between->count; n++)
        if (signs_of(between, n).start == signs_of(between, n).end)
            return 0; /* nothing tells where one ends and the other begins */
    return between->open_before ? find_backward(between, out) : find_forward(between, out);
}
