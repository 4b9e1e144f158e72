/* SPDX-License-Identifier: MIT */
#include "across.h"

#include <string.h>

#include "core/anchor.h"
#include "core/glance.h"
#include "fit.h"

/* Longer stretches up to a placeholder are not looked across. */
enum { NEAR_MOST = 96, PLACEHOLDER_MOST = 64, PIECE = 4, HALF = PIECE / 2 };
/* Characters that a match may reach: those, the placeholder's and the piece. */
enum { REACH = NEAR_MOST + EKB_SCAN_GAP_MOST + PIECE };

static const ekb_scan_across unknown = {EKB_ACROSS_NONE, 0};

/* Of so many characters, from the key away. */
static uint16_t piece_of(const uint32_t *c, size_t count)
{
    uint32_t hash = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ c[i]) * EKB_ANCHOR_WORD_MULTIPLIER;
    return (uint16_t)(hash * EKB_ANCHOR_PAIR_MULTIPLIER >> (32 - EKB_ACROSS_BITS));
}

/* ---- Of a message ------------------------------------------------------------------ */

size_t ekb_scan_across_wild(const char *message, size_t end)
{
    size_t at = end, least = end > PLACEHOLDER_MOST ? end - PLACEHOLDER_MOST : 0;
    if (end == 0 || message[end - 1] != '}')
        return SIZE_MAX;
    while (at > least && message[at - 1] != '{')
        at--;
    if (at == least || (at > 1 && message[at - 2] == '{'))
        return SIZE_MAX;
    return ekb_anchor_placeholder(message, end, at - 1) == end - (at - 1) ? at - 1 : SIZE_MAX;
}

static ekb_scan_across across_of(const uint32_t *c, size_t count, uint16_t near)
{
    if (count < HALF)
        return unknown;
    return (ekb_scan_across){piece_of(c, count < PIECE ? HALF : PIECE), near};
}

ekb_scan_across ekb_scan_across_before(const char *message, size_t at)
{
    uint32_t c, piece[PIECE];
    uint16_t near = 0;
    size_t found = 0;
    unsigned size;
    for (; at > 0 && (c = ekb_glance_back(message, message + at, &size)) != EKB_GLANCE_BEYOND; at -= size)
        near = (uint16_t)(near + (c != EKB_GLANCE_BLANK && near <= NEAR_MOST));
    at = ekb_scan_across_wild(message, at);
    if (at == SIZE_MAX || near > NEAR_MOST)
        return unknown;
    for (; found < PIECE && at > 0; at -= size) {
        c = ekb_glance_back(message, message + at, &size);
        if (c == EKB_GLANCE_BEYOND)
            break;
        if (c != EKB_GLANCE_BLANK)
            piece[found++] = c;
    }
    return across_of(piece, found, near);
}

ekb_scan_across ekb_scan_across_behind(const char *message, size_t end, size_t at)
{
    uint32_t c, piece[PIECE];
    uint16_t near = 0;
    size_t found = 0;
    unsigned size;
    for (; at < end && (c = ekb_glance(message + at, message + end, &size)) != EKB_GLANCE_BEYOND; at += size)
        near = (uint16_t)(near + (c != EKB_GLANCE_BLANK && near <= NEAR_MOST));
    size_t wild = at < end ? ekb_anchor_placeholder(message, end, at) : 0;
    if (wild == 0 || near > NEAR_MOST)
        return unknown;
    for (at += wild; found < PIECE && at < end; at += size) {
        c = ekb_glance(message + at, message + end, &size);
        if (c == EKB_GLANCE_BEYOND)
            break;
        if (c != EKB_GLANCE_BLANK)
            piece[found++] = c;
    }
    return across_of(piece, found, near);
}

/* ---- Of a text ---------------------------------------------------------------------- */

/* The characters of a text one after the other, on either way. */
typedef struct walk {
    ekb_scan_pieces *out;
    uint32_t last[PIECE];  /* characters, the last of them at the end */
    size_t run;            /* how many of them follow each other */
    size_t count, further; /* on the line, and on others */
    int has_left, is_unknown;
} walk;

static void walk_start(walk *w, ekb_scan_pieces *out)
{
    memset(out->bits, 0, sizeof out->bits);
    *w = (walk){.out = out};
}

/* What is beyond a glance: a backslash is passed over, for JSON and shells put some
 * where messages have none; NUL is a blank; of what is not ASCII all may be made. */
static void take_beyond(walk *w, char raw)
{
    if ((unsigned char)raw >= 0x80)
        w->is_unknown = 1;
    else if (raw != '\\' && raw != '\0')
        w->run = 0;
}

static void set_piece(walk *w, size_t length)
{
    uint16_t piece = piece_of(w->last + PIECE - length, length);
    if (w->run >= length)
        w->out->bits[piece / 64] |= UINT64_C(1) << piece % 64;
}

/* @return 0 at the end of what a match may reach. */
static int take(walk *w, uint32_t c, char raw)
{
    w->has_left |= raw == '\n';
    if (c == EKB_GLANCE_BEYOND)
        take_beyond(w, raw);
    if (c == EKB_GLANCE_BEYOND || c == EKB_GLANCE_BLANK)
        return !w->is_unknown;
    memmove(w->last, w->last + 1, (PIECE - 1) * sizeof *w->last);
    w->last[PIECE - 1] = c;
    w->run++;
    set_piece(w, HALF);
    set_piece(w, PIECE);
    w->count += !w->has_left;
    w->further += (size_t)w->has_left;
    return w->count < REACH && w->further < PIECE;
}

void ekb_scan_pieces_before(const char *text, size_t from, size_t at, ekb_scan_pieces *out)
{
    walk w;
    walk_start(&w, out);
    for (unsigned size; at > from; at -= size) {
        uint32_t c = ekb_glance_back(text + from, text + at, &size);
        if (!take(&w, c, text[at - size]))
            break;
    }
    out->line = w.is_unknown ? 0 : w.count;
}

void ekb_scan_pieces_behind(const char *text, size_t length, size_t at, ekb_scan_pieces *out)
{
    walk w;
    walk_start(&w, out);
    for (unsigned size; at < length; at += size) {
        uint32_t c = ekb_glance(text + at, text + length, &size);
        if (!take(&w, c, text[at]))
            break;
    }
    out->line = w.is_unknown ? 0 : w.count;
}
