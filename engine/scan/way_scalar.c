/* SPDX-License-Identifier: MIT */
/* Finding byte by byte: for any processor, and what the other ways are held to. */
#include "core/anchor.h"
#include "find.h"

static int is_there(void)
{
    return 1;
}

static void find_marks(const ekb_scan_buckets *buckets, const char *text, size_t from, size_t to,
                       ekb_scan_candidates *out)
{
    uint16_t places[EKB_SCAN_WALK];
    for (size_t end; from < to; from = end) {
        size_t count = 0;
        end = to - from < EKB_SCAN_WALK ? to : from + EKB_SCAN_WALK;
        const unsigned char *b = (const unsigned char *)text + from;
        for (size_t i = 0; i < end - from; i++)
            if ((buckets->bytes[0][b[i]] & buckets->bytes[1][b[i + 1]] & buckets->bytes[2][b[i + 2]]) != 0)
                places[count++] = (uint16_t)i;
        ekb_scan_marks_found(buckets, text + from, from, places, count, out);
    }
}

static size_t word_end(const char *text, size_t at)
{
    size_t end = at;
    while (end - at < EKB_ANCHOR_WORD && ekb_anchor_is_word((unsigned char)text[end]))
        end++;
    return end;
}

static void take_word(const ekb_scan_keys *keys, const char *text, size_t at, uint32_t *before,
                      ekb_scan_candidates *out)
{
    size_t length = word_end(text, at) - at;
    if (length < EKB_ANCHOR_WORD_LEAST)
        return;
    uint32_t word = ekb_anchor_word(text + at, length);
    ekb_scan_word_found(keys, *before, word, at, out);
    *before = word;
}

static void take_ideographs(const ekb_scan_keys *keys, const char *text, size_t at, ekb_scan_candidates *out)
{
    size_t high = 0;
    while (high < EKB_ANCHOR_LONG && (unsigned char)text[at + high] >= 0x80)
        high++;
    ekb_scan_wide_found(keys, text, at, high, out);
}

static void find_keys(const ekb_scan_keys *keys, const char *text, size_t from, size_t to, uint32_t *before,
                      ekb_scan_candidates *out)
{
    int in_run = ekb_anchor_is_word((unsigned char)(text + from)[-1]);
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)text[i];
        int word = ekb_anchor_is_word(c);
        if (word && !in_run && ekb_anchor_is_letter(c))
            take_word(keys, text, i, before, out);
        if (ekb_scan_is_wide(c))
            take_ideographs(keys, text, i, out);
        if (c == '\n' && (unsigned char)(text + i)[-1] >= 0x80)
            ekb_scan_keys_parted(keys, text, 0, i, out);
        in_run = word;
    }
}

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n';
    return count;
}

const ekb_scan_way ekb_scan_scalar = {"scalar", is_there, 0, find_marks, find_keys, count_lines};
