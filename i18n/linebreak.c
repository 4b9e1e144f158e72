/* SPDX-License-Identifier: MIT */
#include "linebreak.h"

#include <string.h>
#include <utf8proc.h>

typedef enum line_class {
    OTHER, /* letters, digits, symbols: words that stay whole */
    SPACE,
    GLUE,       /* no break on either side */
    MARK,       /* belongs to the character before it */
    OPEN,       /* no break behind it: ( “ */
    CLOSE,      /* no break before it: ) , ” */
    WIDE,       /* breaks on both sides: 字 */
    WIDE_OPEN,  /* （ */
    WIDE_CLOSE, /* ， */
    HYPHEN
} line_class;

enum { JOINER = 0x200D };

/* Ranges of code points, ascending, that are not what their width says. */
static const struct {
    unsigned short first, last;
    unsigned char class;
} ranges[] = {
    {0x00A0, 0x00A0, GLUE},       {0x2010, 0x2010, HYPHEN},     {0x2014, 0x2015, CLOSE},
    {0x2018, 0x2018, OPEN},       {0x2019, 0x2019, CLOSE},      {0x201C, 0x201C, OPEN},
    {0x201D, 0x201D, CLOSE},      {0x2025, 0x2027, CLOSE},      {0x202F, 0x202F, GLUE},
    {0x2030, 0x2030, CLOSE},      {0x203C, 0x203D, CLOSE},      {0x2047, 0x2049, CLOSE},
    {0x2060, 0x2060, GLUE},       {0x2103, 0x2103, CLOSE},      {0x3000, 0x3000, SPACE},
    {0x3001, 0x3002, WIDE_CLOSE}, {0x3005, 0x3005, WIDE_CLOSE}, {0x3008, 0x3008, WIDE_OPEN},
    {0x3009, 0x3009, WIDE_CLOSE}, {0x300A, 0x300A, WIDE_OPEN},  {0x300B, 0x300B, WIDE_CLOSE},
    {0x300C, 0x300C, WIDE_OPEN},  {0x300D, 0x300D, WIDE_CLOSE}, {0x300E, 0x300E, WIDE_OPEN},
    {0x300F, 0x300F, WIDE_CLOSE}, {0x3010, 0x3010, WIDE_OPEN},  {0x3011, 0x3011, WIDE_CLOSE},
    {0x3014, 0x3014, WIDE_OPEN},  {0x3015, 0x3015, WIDE_CLOSE}, {0x3016, 0x3016, WIDE_OPEN},
    {0x3017, 0x3017, WIDE_CLOSE}, {0x301C, 0x301C, WIDE_CLOSE}, {0x301D, 0x301D, WIDE_OPEN},
    {0x301E, 0x301F, WIDE_CLOSE}, {0x3041, 0x3041, WIDE_CLOSE}, {0x3043, 0x3043, WIDE_CLOSE},
    {0x3063, 0x3063, WIDE_CLOSE}, {0x3083, 0x3083, WIDE_CLOSE}, {0x3085, 0x3085, WIDE_CLOSE},
    {0x3087, 0x3087, WIDE_CLOSE}, {0x309D, 0x309E, WIDE_CLOSE}, {0x30A1, 0x30A1, WIDE_CLOSE},
    {0x30A3, 0x30A3, WIDE_CLOSE}, {0x30C3, 0x30C3, WIDE_CLOSE}, {0x30E3, 0x30E3, WIDE_CLOSE},
    {0x30E5, 0x30E5, WIDE_CLOSE}, {0x30E7, 0x30E7, WIDE_CLOSE}, {0x30FB, 0x30FE, WIDE_CLOSE},
    {0xFF01, 0xFF01, WIDE_CLOSE}, {0xFF05, 0xFF05, WIDE_CLOSE}, {0xFF08, 0xFF08, WIDE_OPEN},
    {0xFF09, 0xFF09, WIDE_CLOSE}, {0xFF0C, 0xFF0C, WIDE_CLOSE}, {0xFF0E, 0xFF0E, WIDE_CLOSE},
    {0xFF1A, 0xFF1B, WIDE_CLOSE}, {0xFF1F, 0xFF1F, WIDE_CLOSE}, {0xFF3B, 0xFF3B, WIDE_OPEN},
    {0xFF3D, 0xFF3D, WIDE_CLOSE}, {0xFF5B, 0xFF5B, WIDE_OPEN},  {0xFF5D, 0xFF5D, WIDE_CLOSE},
    {0xFF61, 0xFF61, CLOSE},      {0xFF64, 0xFF64, CLOSE},
};

size_t ekb_character(const char *text, size_t length, size_t at, unsigned *codepoint)
{
    const unsigned char *c = (const unsigned char *)text + at;
    utf8proc_int32_t read = -1;
    if (*c < 0x80) {
        *codepoint = *c;
        return 1;
    }
    utf8proc_ssize_t n = utf8proc_iterate(c, (utf8proc_ssize_t)(length - at), &read);
    *codepoint = n > 0 ? (unsigned)read : 0xFFFD;
    return n > 0 ? (size_t)n : 1;
}

/* The blocks of most Chinese text, known without utf8proc's tables. */
static int is_han(unsigned codepoint)
{
    return codepoint >= 0x4E00 && codepoint <= 0x9FFF;
}

size_t ekb_character_columns(unsigned codepoint)
{
    if (codepoint < 0x80)
        return 1;
    return is_han(codepoint) ? 2 : (size_t)utf8proc_charwidth((utf8proc_int32_t)codepoint);
}

static const unsigned char ascii[0x80] = {
    [' '] = SPACE, ['-'] = HYPHEN, ['('] = OPEN,  ['['] = OPEN,  ['{'] = OPEN,
    [')'] = CLOSE, [']'] = CLOSE,  ['}'] = CLOSE, ['.'] = CLOSE, [','] = CLOSE,
    [';'] = CLOSE, [':'] = CLOSE,  ['!'] = CLOSE, ['?'] = CLOSE, ['%'] = CLOSE,
};

/* Behind these an overlong word is cut. */
static const unsigned char soft[0x80] = {
    ['/'] = 1, ['\\'] = 1, ['-'] = 1, ['_'] = 1, ['.'] = 1, [','] = 1,
    ['?'] = 1, ['&'] = 1,  ['='] = 1, [':'] = 1, [';'] = 1,
};

static line_class class_of(unsigned codepoint)
{
    if (codepoint < 0x80)
        return (line_class)ascii[codepoint];
    if (is_han(codepoint))
        return WIDE;
    if (codepoint == JOINER || (codepoint >= 0x1F3FB && codepoint <= 0x1F3FF))
        return MARK; /* what joins or colours an emoji */
    for (size_t low = 0, high = sizeof ranges / sizeof *ranges; low < high;) {
        size_t middle = (low + high) / 2;
        if (codepoint > ranges[middle].last)
            low = middle + 1;
        else if (codepoint < ranges[middle].first)
            high = middle;
        else
            return (line_class)ranges[middle].class;
    }
    size_t columns = ekb_character_columns(codepoint);
    return columns == 2 ? WIDE : columns == 0 ? MARK : OTHER;
}

static int is_wide(line_class class)
{
    return class == WIDE || class == WIDE_OPEN || class == WIDE_CLOSE;
}

/* May a line end between two characters of these classes? */
static int may_break(line_class a, line_class b)
{
    if (b == SPACE || b == MARK || a == GLUE || b == GLUE || a == OPEN || a == WIDE_OPEN || b == WIDE_CLOSE)
        return 0;
    if (a == SPACE)
        return 1;
    if (b == CLOSE)
        return a == WIDE_CLOSE;
    return is_wide(a) || is_wide(b);
}

/* Beyond ASCII and Latin-1's signs; between U+2000 and U+2BFF are signs only, as “ and →. */
static int is_letter(unsigned codepoint)
{
    return (codepoint >= 'a' && codepoint <= 'z') || (codepoint >= 'A' && codepoint <= 'Z') ||
           (codepoint >= 0xC0 && (codepoint < 0x2000 || codepoint > 0x2BFF));
}

/* What the word that is being read is made of. */
typedef struct word_state {
    int begun;
    int letters_only; /* and hyphens between them: no option, number, path or URL */
    int url;          /* also of what follows it without a place to break: `）。` */
} word_state;

static void read_word(word_state *word, unsigned codepoint, line_class class)
{
    if (class == SPACE || is_wide(class)) {
        word->begun = word->letters_only = 0;
        return;
    }
    int letter = is_letter(codepoint);
    word->letters_only = word->begun ? word->letters_only && (letter || class == HYPHEN) : letter;
    word->begun = 1;
}

/* The `:` of `https://`: what stays whole, so that it can be opened and copied. */
static int begins_url(const char *text, size_t length, size_t at)
{
    return at + 2 < length && memcmp(text + at, "://", 3) == 0;
}

void ekb_line_breaks(const char *text, size_t length, char *breaks)
{
    unsigned current = 0, next = 0;
    word_state word = {0, 0, 0};
    memset(breaks, EKB_BREAK_NONE, length);
    if (length == 0)
        return;
    size_t end = ekb_character(text, length, 0, &current);
    for (line_class class = class_of(current); end < length;) {
        size_t n = ekb_character(text, length, end, &next);
        line_class next_class = class_of(next);
        read_word(&word, current, class);
        word.url |= word.begun && begins_url(text, length, end - 1);
        int compound = class == HYPHEN && word.letters_only && is_letter(next); /* `built-in` */
        int allowed = current != JOINER && (compound || may_break(class, next_class));
        word.url &= !allowed;
        if (allowed)
            breaks[end - 1] = EKB_BREAK_ALLOWED;
        else if (word.url)
            breaks[end - 1] = EKB_BREAK_NEVER;
        else if (current < 0x80 && soft[current] && next_class != SPACE)
            breaks[end - 1] = EKB_BREAK_FORCED;
        current = next;
        /* A mark takes the nature of what it stands on. */
        class = next_class == MARK ? class : next_class;
        end += n;
    }
}
