/* SPDX-License-Identifier: MIT */
/*
 * HTML's character references. Only those that end with their semicolon, so
 * that the parameters of a URL stay what they are.
 */
#include <stdint.h>
#include <string.h>

#include "core/canon.h"
#include "notation.h"

/* Those of the characters that messages have; all blanks are one. */
static const struct {
    const char *name;
    uint32_t c;
} names[] = {
    {"nbsp", ' '},      {"ensp", ' '},      {"emsp", ' '},     {"thinsp", ' '},   {"quot", '"'},
    {"apos", '\''},     {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"laquo", 0xAB},   {"raquo", 0xBB},
    {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"minus", 0x2212},
    {"hellip", 0x2026}, {"middot", 0xB7},   {"bull", 0x2022},  {"shy", 0xAD},     {"copy", 0xA9},
    {"reg", 0xAE},      {"trade", 0x2122},  {"times", 0xD7},   {"deg", 0xB0},     {"colon", ':'},
    {"period", '.'},    {"comma", ','},     {"semi", ';'},     {"lpar", '('},     {"rpar", ')'},
    {"lsqb", '['},      {"rsqb", ']'},      {"lcub", '{'},     {"rcub", '}'},     {"sol", '/'},
    {"bsol", '\\'},     {"num", '#'},       {"equals", '='},   {"lowbar", '_'},   {"NewLine", '\n'},
    {"Tab", '\t'},      {"excl", '!'},      {"quest", '?'},    {"percnt", '%'},   {"commat", '@'},
};

/* The longest name, or digits enough for every character. */
enum { LONGEST = 8 };

static int is_name(const char *name, size_t length, uint32_t *c)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *c = names[i].c;
        if (strncmp(names[i].name, name, length) == 0 && names[i].name[length] == '\0')
            return 1;
    }
    return 0;
}

/* 58, x3A */
static int is_number(const char *digits, size_t length, uint32_t *c)
{
    uint32_t base = length > 1 && ekb_ascii_lower(digits[0]) == 'x' ? 16 : 10;
    *c = 0;
    for (size_t i = base == 16; i < length; i++) {
        int digit = ekb_hex_digit(digits[i]);
        if (digit < 0 || (uint32_t)digit >= base)
            return 0;
        *c = *c * base + (uint32_t)digit;
    }
    return length > 0 && *c <= 0x10FFFF && (*c < 0xD800 || *c >= 0xE000);
}

/* @return bytes of the reference at the beginning, 0 for none. */
static size_t read_reference(const char *text, size_t left, uint32_t *c)
{
    size_t numeric = left > 1 && text[1] == '#', begin = 1 + numeric, end = begin;
    while (end < left && end - begin < LONGEST && ekb_ascii_is_alnum(text[end]))
        end++;
    if (end >= left || text[end] != ';' || end == begin)
        return 0;
    int known = numeric ? is_number(text + begin, end - begin, c) : is_name(text + begin, end - begin, c);
    return known ? end + 1 : 0;
}

void ekb_notation_read_html(const char *text, size_t length, ekb_strbuf *out)
{
    for (size_t at = 0; at < length;) {
        uint32_t c = 0;
        size_t bytes = text[at] == '&' ? read_reference(text + at, length - at, &c) : 0;
        if (bytes > 0)
            ekb_strbuf_put_codepoint(out, c);
        else
            ekb_strbuf_putc(out, text[at]);
        at += bytes > 0 ? bytes : 1;
    }
}
