/* SPDX-License-Identifier: MIT */
/* A glance at a text against its folding: what a glance gives of it, forwards and
 * backwards, is how its folding begins and ends, up to what is beyond a glance. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/fold.h"
#include "core/glance.h"
#include "core/side.h"

enum { PIECES_MOST = 12, ROUNDS = 200000 };

/* Characters that folding leaves, changes, joins with what stands behind them or drops. */
static const char *const pieces[] = {"a",
                                     "Z",
                                     "e",
                                     "5",
                                     "_",
                                     " ",
                                     "\n",
                                     "\t",
                                     "\"",
                                     "'",
                                     "`",
                                     "\\",
                                     "{",
                                     "}",
                                     ".",
                                     ",",
                                     ":",
                                     "-",
                                     "(",
                                     "用",
                                     "户",
                                     "錯",
                                     "误",
                                     "龍",
                                     "檔",
                                     "。",
                                     "，",
                                     "：",
                                     "！",
                                     "（",
                                     "“",
                                     "”",
                                     "‘",
                                     "「",
                                     "、",
                                     "·",
                                     "—",
                                     "　",
                                     "\xC2\xA0",
                                     "Ａ",
                                     "ｚ",
                                     "０",
                                     "é",
                                     "e\xCC\x81",
                                     "\xCC\x81",
                                     "ｶ\xEF\xBE\x9E",
                                     "…",
                                     "㈱",
                                     "①",
                                     "⼀",
                                     "豈",
                                     "ﬁ",
                                     "한",
                                     "ß",
                                     "\xE2\x80\x8B",
                                     "\xC2\xAD",
                                     "\xE7\x94",
                                     "\xFF",
                                     "\xF0\x9F\x98\x80",
                                     "\x01"};

static unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

static int is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Folded, without blanks, with one form of quotation marks. */
static size_t fold(const char *text, size_t length, ekb_folded *folded, uint32_t *out)
{
    size_t count = 0;
    assert_int_equal(ekb_fold(text, length, folded), 0);
    for (size_t i = 0; i < folded->length; i++)
        if (!is_blank(folded->chars[i]))
            out[count++] = folded->chars[i] == '"' ? '\'' : folded->chars[i];
    return count;
}

static int can_be_seen(uint32_t c)
{
    return c < 0x80 ? ekb_glance_ascii[c] != EKB_GLANCE_BEYOND : c >= 0x4E00 && c <= 0x9FFF;
}

/* What a glance may give of a character that a mark behind it has changed is
 * compared with nothing: no glance gives what has become of it. */
static void check_one(uint32_t seen, const uint32_t *folded, size_t count, size_t at, const char *text)
{
    if (at < count && (seen == folded[at] || !can_be_seen(folded[at])))
        return;
    fail_msg("character %zu of \"%s\" is seen as U+%04X", at, text, (unsigned)seen);
}

static void check_text(const char *text, ekb_folded *folded)
{
    uint32_t chars[PIECES_MOST * 8], c;
    size_t length = strlen(text), count = fold(text, length, folded, chars), n = 0;
    unsigned size;
    for (const char *at = text, *end = text + length; at < end; at += size) {
        if ((c = ekb_glance(at, end, &size)) == EKB_GLANCE_BEYOND)
            break;
        if (c != EKB_GLANCE_BLANK)
            check_one(c, chars, count, n++, text);
    }
    n = 0;
    for (const char *at = text + length; at > text; at -= size) {
        if ((c = ekb_glance_back(text, at, &size)) == EKB_GLANCE_BEYOND)
            break;
        n++;
        if (c != EKB_GLANCE_BLANK)
            check_one(c, chars, count, count - n, text);
        else
            n--;
    }
}

static void glances_are_foldings(void **state)
{
    (void)state;
    ekb_folded folded = EKB_FOLDED_INIT;
    uint64_t random = 1;
    for (int round = 0; round < ROUNDS; round++) {
        char text[PIECES_MOST * 8] = "";
        for (unsigned i = 1 + draw(&random, PIECES_MOST); i > 0; i--)
            strcat(text, pieces[draw(&random, sizeof pieces / sizeof *pieces)]);
        check_text(text, &folded);
    }
    ekb_folded_release(&folded);
}

static void every_character_alone(void **state)
{
    (void)state;
    ekb_folded folded = EKB_FOLDED_INIT;
    for (uint32_t c = 1; c < 0x30000; c++) {
        char text[8] = "";
        size_t n = 0;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        if (c < 0x80) {
            text[n++] = (char)c;
        } else if (c < 0x800) {
            text[n++] = (char)(0xC0 | c >> 6);
        } else if (c < 0x10000) {
            text[n++] = (char)(0xE0 | c >> 12);
            text[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        } else {
            text[n++] = (char)(0xF0 | c >> 18);
            text[n++] = (char)(0x80 | (c >> 12 & 0x3F));
            text[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        }
        if (c >= 0x80)
            text[n] = (char)(0x80 | (c & 0x3F));
        check_text(text, &folded);
    }
    ekb_folded_release(&folded);
}

/* ---- Sides ---------------------------------------------------------------------- */

/* `|` stands before the key. */
static const struct {
    const char *text;
    size_t key; /* bytes of it */
    const char *before, *behind;
} sides[] = {
    {"Cannot |open {path}", 4, "tonnac", ""},
    {"the Server |\"Main\" is", 0, "revrese", "'main'i"},
    {"无效。|请检查网络设置。", 18, ".\x88\x95\xE6\xA0\x97\xE6", "置."},
    {"无效。|请检查", 9, ".\x88\x95\xE6\xA0\x97\xE6", ""},
    {"已满．|请检查网络设备", 9, ".\xA1\xBB\xE6\xB2\xB7\xE5", "网络设"},
    {"{name} 不可用。|请检查网\r\n  络设置，然后", 18, ".\xA8\x94\xE7\xAF\x8F\xE5", "置,然"},
    {"錯誤（|请检查网络设置", 18, "(\xAF\xAF\xE8\x99\x94\xE9", "置"},
    {"é|wait…", 4, "", ""},
};

static void sides_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        char text[128], ideographs[32];
        ekb_side before, behind;
        size_t at = (size_t)(strchr(sides[i].text, '|') - sides[i].text), n = 0;
        memcpy(text, sides[i].text, at);
        strcpy(text + at, sides[i].text + at + 1);
        for (size_t k = at; text[k] != '\0' && n < sides[i].key; k++)
            if ((unsigned char)text[k] >= 0x80)
                ideographs[n++] = text[k];
        uint32_t key = n == EKB_ANCHOR_LONG    ? ekb_anchor_long_key(ideographs)
                       : n == EKB_ANCHOR_SHORT ? ekb_anchor_short_key(ideographs)
                                               : 0;
        ekb_side_before(text, 0, at, EKB_SIDE_MOST, &before);
        ekb_side_behind(text, strlen(text), at, key, EKB_SIDE_MOST, &behind);
        size_t wanted =
            strlen(sides[i].before) < sizeof before.text ? strlen(sides[i].before) : sizeof before.text;
        if (before.length < wanted || memcmp(before.text, sides[i].before, wanted) != 0)
            fail_msg("before %s: \"%.*s\"", sides[i].text, before.length, before.text);
        wanted = strlen(sides[i].behind) < sizeof behind.text ? strlen(sides[i].behind) : sizeof behind.text;
        if (behind.length != wanted || memcmp(behind.text, sides[i].behind, wanted) != 0)
            fail_msg("behind %s: \"%.*s\"", sides[i].text, behind.length, behind.text);
        /* A print needs no more than it says. */
        unsigned prints[] = {ekb_side_print_before(&before), ekb_side_print_behind(&behind)};
        ekb_side_before(text, 0, at, EKB_SIDE_BEFORE, &before);
        ekb_side_behind(text, strlen(text), at, key, EKB_SIDE_BEHIND, &behind);
        assert_int_equal(ekb_side_print_before(&before), prints[0]);
        assert_int_equal(ekb_side_print_behind(&behind), prints[1]);
        assert_int_equal(ekb_side_print_before_at(text, 0, at), prints[0]);
        assert_int_equal(ekb_side_print_behind_at(text, strlen(text), at, key), prints[1]);
    }
}

/* Blanks, letters and what is beyond a glance, in all orders, from anywhere. */
static void prints_of_a_text_are_those_of_its_sides(void **state)
{
    (void)state;
    static const char *const parts[] = {" ", "a",  "\n", "{", "}",    "\\",
                                        "7", "\"", "误", "é", "\xE8", "  \t "};
    char text[64];
    uint32_t seed = 1;
    for (unsigned round = 0; round < 20000; round++) {
        size_t length = 0;
        while (length < 24) {
            const char *piece =
                parts[((seed = seed * 1664525 + 1013904223) >> 16) % (sizeof parts / sizeof *parts)];
            length += (size_t)snprintf(text + length, sizeof text - length, "%s", piece);
        }
        for (size_t from = 0; from <= length; from += 5) {
            ekb_side before;
            ekb_side_before(text, from, length, EKB_SIDE_MOST, &before);
            if (ekb_side_print_before_at(text, from, length) != ekb_side_print_before(&before))
                fail_msg("before \"%s\", from byte %zu", text, from);
        }
    }
}

static void ends_have_no_marks(void **state)
{
    (void)state;
    static const char *const ends[][2] = {{"It failed.", "It failed"},
                                          {"It failed: ", "It failed"},
                                          {"失败。", "失败"},
                                          {"失败！！", "失败"},
                                          {"failed (code)", "failed (code)"},
                                          {"失败…", "失败"},
                                          {"{name}.", "{name}"},
                                          {"。", ""}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        assert_int_equal(ekb_side_end(ends[i][0], strlen(ends[i][0])), strlen(ends[i][1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glances_are_foldings), cmocka_unit_test(every_character_alone),
        cmocka_unit_test(sides_are_told),       cmocka_unit_test(prints_of_a_text_are_those_of_its_sides),
        cmocka_unit_test(ends_have_no_marks),
    };
    return RUN_TESTS(tests);
}
