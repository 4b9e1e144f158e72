/* SPDX-License-Identifier: MIT */
#include "side.h"

#include <string.h>

#include "anchor.h"
#include "glance.h"

/* Adds an ideograph, as much of it as there is room for. @return its bytes. */
static size_t put_wide(ekb_side *out, size_t at, uint32_t c, int last_first)
{
    const char bytes[] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)), (char)(0x80 | (c & 0x3F))};
    size_t n = 0;
    for (; n < sizeof bytes && at + n < sizeof out->text; n++)
        out->text[at + n] = bytes[last_first ? sizeof bytes - 1 - n : n];
    return n;
}

/* Behind so many ideographs, blanks among them aside, which are put to `out`;
 * SIZE_MAX where they are none. */
static size_t pass_ideographs(const char *text, size_t length, size_t at, unsigned count, char *out)
{
    for (; count > 0; count--, at += 3, out += 3) {
        while (at < length && ekb_glance_ascii[(unsigned char)text[at] & 0x7F] == EKB_GLANCE_BLANK &&
               (unsigned char)text[at] < 0x80)
            at++;
        if (length - at < 3 || (unsigned char)text[at] < 0xE3)
            return SIZE_MAX;
        memcpy(out, text + at, 3);
    }
    return at;
}

/* Behind the key: a word, three ideographs or six. */
static size_t pass_key(const char *text, size_t length, size_t at, uint32_t key)
{
    char ideographs[EKB_ANCHOR_SHORT];
    if (at < length && (unsigned char)text[at] >= 0x80) {
        at = pass_ideographs(text, length, at, 3, ideographs);
        if (at != SIZE_MAX && ekb_anchor_short_key(ideographs) != key)
            at = pass_ideographs(text, length, at, 3, ideographs);
        return at;
    }
    while (at < length && ekb_anchor_is_word((unsigned char)text[at]))
        at++;
    return at;
}

/* @return 0 where the side ends: behind it nothing is known. */
static inline int put(ekb_side *out, uint32_t c, int is_back)
{
    if (c == EKB_GLANCE_BEYOND)
        return 0;
    if (c >= 0x80)
        out->length = (uint8_t)(out->length + put_wide(out, out->length, c, is_back));
    else if (c != EKB_GLANCE_BLANK)
        out->text[out->length++] = (char)c;
    return 1;
}

void ekb_side_behind(const char *text, size_t length, size_t at, uint32_t key, size_t most, ekb_side *out)
{
    unsigned size;
    out->length = 0;
    for (at = pass_key(text, length, at, key); at < length && out->length < most; at += size)
        if (!put(out, ekb_glance(text + at, text + length, &size), 0))
            break;
}

void ekb_side_before(const char *text, size_t from, size_t at, size_t most, ekb_side *out)
{
    unsigned size;
    for (out->length = 0; at > from && out->length < most; at -= size)
        if (!put(out, ekb_glance_back(text + from, text + at, &size), 1))
            break;
}

/* Bytes of the mark that ends at `end`, or of what folding may make one. */
static size_t mark_before(const char *text, size_t end)
{
    static const char marks[] = ".:,;!";
    unsigned char c = (unsigned char)text[end - 1];
    size_t at = end - 1;
    if (c < 0x80)
        return ekb_glance_ascii[c] == EKB_GLANCE_BLANK || memchr(marks, c, sizeof marks - 1) != NULL;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    c = (unsigned char)text[at];
    return c >= 0xE4 && c <= 0xE9 ? 0 : end - at;
}

size_t ekb_side_end(const char *text, size_t length)
{
    size_t mark = 1;
    while (length > 0 && (mark = mark_before(text, length)) > 0)
        length -= mark;
    return length;
}

static int is_continued(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Of as many bytes as are needed. */
static unsigned print_of_hash(uint32_t hash)
{
    return 1 + (hash >> 16) % (EKB_SIDE_PRINTS - 1);
}

static inline uint32_t hash_on(uint32_t hash, uint32_t c)
{
    return (hash ^ c) * EKB_ANCHOR_PAIR_MULTIPLIER;
}

static unsigned print_of(const ekb_side *side, size_t needed)
{
    uint32_t hash = 0;
    if (side->length < needed)
        return 0;
    for (size_t i = 0; i < needed; i++)
        hash = hash_on(hash, (unsigned char)side->text[i]);
    return print_of_hash(hash);
}

unsigned ekb_side_print_behind(const ekb_side *behind)
{
    size_t needed = EKB_SIDE_BEHIND;
    while (needed < behind->length && is_continued(behind->text[needed]))
        needed++;
    return print_of(behind, needed);
}

unsigned ekb_side_print_before(const ekb_side *before)
{
    size_t needed = EKB_SIDE_BEFORE;
    while (needed < before->length && is_continued(before->text[needed - 1]))
        needed++;
    return print_of(before, needed);
}

unsigned ekb_side_print_behind_at(const char *text, size_t length, size_t at, uint32_t key)
{
    ekb_side side;
    ekb_side_behind(text, length, at, key, EKB_SIDE_BEHIND, &side);
    return ekb_side_print_behind(&side);
}

/* Of so many bytes of ASCII, the last of them before `end`: without a branch that
 * depends on them, for a log asks for millions.
 * @return 0 if nothing is known, EKB_SIDE_PRINTS if it takes more of them. */
enum { FEW = 8 };
static unsigned print_of_few(const unsigned char *end)
{
    uint32_t hash = 0, beyond = 0, taken = 0;
    for (int i = 1; i <= FEW; i++) {
        uint32_t c = ekb_glance_ascii[end[-i]];
        uint32_t takes = (uint32_t)(c != EKB_GLANCE_BLANK) & (uint32_t)(taken < EKB_SIDE_BEFORE);
        beyond |= takes & (uint32_t)(c == EKB_GLANCE_BEYOND);
        hash = takes != 0 ? hash_on(hash, c) : hash;
        taken += takes;
    }
    return beyond != 0 ? 0 : taken == EKB_SIDE_BEFORE ? print_of_hash(hash) : EKB_SIDE_PRINTS;
}

unsigned ekb_side_print_before_at(const char *text, size_t from, size_t at)
{
    ekb_side side;
    unsigned print = EKB_SIDE_PRINTS;
    if (at - from >= FEW && (ekb_anchor_load(text + at - FEW) & UINT64_C(0x8080808080808080)) == 0)
        print = print_of_few((const unsigned char *)text + at);
    if (print < EKB_SIDE_PRINTS)
        return print;
    ekb_side_before(text, from, at, EKB_SIDE_BEFORE, &side);
    return ekb_side_print_before(&side);
}
