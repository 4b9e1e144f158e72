/* SPDX-License-Identifier: MIT */
/*
 * What stands around a number: words that announce a code, and contexts in
 * which a number is a measure, a date, an address or a count and no code.
 */
#include <string.h>

#include "canon.h"
#include "lexicon.h"
#include "spot.h"

/* Between a cue and its code: "ID: 34513", "错误代码为【34513】", "code=\"5\"". */
static int is_link(uint32_t c)
{
    /* clang-format off */
    static const uint32_t links[] = {' ', '\t', '\n', ':', '=', '#', '(', '[', '<', '"', '\'', '{', '-', ',',
                                     0x3010, 0x300C, 0x300E, 0x201C, 0x2018, 0x3014, 0x300A, 0x4E3A /* 为 */,
                                     0x662F /* 是 */, 0x70BA /* 為 */, 0x3000, 0xA0};
    /* clang-format on */
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (links[i] == c)
            return 1;
    return 0;
}

static uint32_t lower(uint32_t c)
{
    return c < 0x80 ? (uint32_t)(unsigned char)ekb_ascii_lower((char)c) : c;
}

/* Flags of the Latin word that ends before cell `end`; a part of an
 * identifier ("error_code") speaks for itself. */
static unsigned word_before(const ekb_cells *cells, size_t end, size_t *start)
{
    uint32_t word[32];
    size_t n = 0, at = end;
    while (at > 0 && ekb_ascii_is_letter(ekb_cell_ascii(cells, at - 1)) && end - at < 32)
        at--;
    for (size_t i = at; i < end; i++)
        word[n++] = lower(cells->chars[i]);
    *start = at;
    unsigned flags = n > 0 ? ekb_lexicon_word(word, n) : 0;
    if (n > 0 && at > 0 && ekb_ascii_is_digit(ekb_cell_ascii(cells, at - 1)))
        return 0;
    /* errorCode, statusCode, ErrorID: the last hump. */
    if (flags == 0)
        for (size_t i = at + 1; i + 1 < end && (flags & EKB_LEX_CUE) == 0; i++)
            if (cells->chars[i] >= 'A' && cells->chars[i] <= 'Z')
                flags = ekb_lexicon_word(word + (i - at), n - (i - at));
    return flags;
}

/* Flags of the longest Chinese phrase that ends before cell `end`. */
static unsigned phrase_before(const ekb_cells *cells, size_t end, size_t *start)
{
    for (size_t n = end < 7 ? end : 7; n > 0; n--) {
        uint32_t phrase[8];
        unsigned flags = 0;
        for (size_t i = 0; i < n; i++)
            phrase[i] = cells->chars[end - n + i];
        /* 錯誤, 識別碼: the few cue characters that differ. */
        /* clang-format off */
        static const uint32_t pairs[][2] = {{0x932F, 0x9519}, {0x8AA4, 0x8BEF}, {0x78BC, 0x7801}, {0x8B58, 0x8BC6},
                                            {0x5225, 0x522B}, {0x865F, 0x53F7}, {0x4EE3, 0x4EE3}, {0x7DE8, 0x7F16},
                                            {0x7570, 0x5F02}, {0x6A19, 0x6807}, {0x72C0, 0x72B6}, {0x614B, 0x6001},
                                            {0x5831, 0x62A5}, {0x7B2C, 0x7B2C}, {0x9801, 0x9875}, {0x7AEF, 0x7AEF}};
        /* clang-format on */
        for (size_t i = 0; i < n; i++)
            for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
                if (phrase[i] == pairs[p][0])
                    phrase[i] = pairs[p][1];
        if (phrase[0] >= 0x80 && ekb_lexicon_phrase(phrase, n, &flags) == n) {
            *start = end - n;
            return flags;
        }
    }
    return 0;
}

static unsigned flags_before(const ekb_cells *cells, size_t end, size_t *start)
{
    if (end == 0)
        return 0;
    return cells->chars[end - 1] < 0x80 ? word_before(cells, end, start) : phrase_before(cells, end, start);
}

/* "403 error", "34513错误": the cue behind. */
static unsigned flags_behind(const ekb_cells *cells, size_t at, size_t *end)
{
    while (at < cells->length &&
           (cells->chars[at] == ' ' || cells->chars[at] == ')' || cells->chars[at] == ']'))
        at++;
    uint32_t word[32];
    size_t n = 0;
    unsigned flags = 0;
    if (at < cells->length && cells->chars[at] >= 0x80) {
        n = ekb_lexicon_phrase(cells->chars + at, cells->length - at, &flags);
    } else {
        while (n < 31 && ekb_ascii_is_letter(ekb_cell_ascii(cells, at + n))) {
            word[n] = lower(cells->chars[at + n]);
            n++;
        }
        flags = n > 0 ? ekb_lexicon_word(word, n) : 0;
    }
    *end = at + n;
    return flags;
}

/* Characters that, joined to a number, make it part of something longer. */
static int joins_before(const ekb_cells *cells, size_t start)
{
    if (start == 0)
        return 0;
    char c = ekb_cell_ascii(cells, start - 1);
    if (c == '\x1A') {
        static const uint32_t money[] = {0x24, 0xA5, 0xA3, 0x20AC, 0xFFE5, 0xD7, 0xB1, 0x2103};
        for (size_t i = 0; i < sizeof money / sizeof *money; i++)
            if (cells->chars[start - 1] == money[i])
                return 1;
        return 0;
    }
    if (c != '\0' && strchr("$%&*+/\\^~@.", c) != NULL)
        return 1;
    /* "12:34", "a-1", "x,000" */
    if (c != '\0' && strchr(":-,", c) != NULL && start > 1)
        return ekb_ascii_is_alnum(ekb_cell_ascii(cells, start - 2));
    return c == '_';
}

static int is_dashed(const ekb_cells *cells, size_t end)
{
    return ekb_cell_ascii(cells, end) == ' ' && ekb_cell_ascii(cells, end + 1) == '-' &&
           ekb_cell_ascii(cells, end + 2) == '-' && ekb_cell_ascii(cells, end + 3) == '-';
}

/* "mysqld[8300]", "main.cpp(364)": a process, a line. */
static int is_attached(const ekb_cells *cells, size_t start)
{
    char open = start > 0 ? ekb_cell_ascii(cells, start - 1) : ' ';
    return start > 1 && (open == '[' || open == '(') && ekb_ascii_is_alnum(ekb_cell_ascii(cells, start - 2));
}

/* "Msg 8010, Level 16", "消息 8010，级别 16": what SQL Server prints behind
 * the number. @return where the word begins, or 0; *stop gets its end. */
static size_t level_behind(const ekb_cells *cells, size_t end, size_t *stop)
{
    /* clang-format off */
    static const uint32_t words[][6] = {{'l', 'e', 'v', 'e', 'l', 0}, {0x7EA7, 0x522B, 0} /* 级别 */,
                                        {0x5C42, 0x7EA7, 0} /* 层级 */, {0x5C64, 0x7D1A, 0} /* 層級 */};
    /* clang-format on */
    if (ekb_cell_ascii(cells, end) != ',')
        return 0;
    size_t at = end + 1;
    while (at < cells->length && cells->chars[at] == ' ')
        at++;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t n = 0;
        while (words[w][n] != 0 && at + n < cells->length && lower(cells->chars[at + n]) == words[w][n])
            n++;
        *stop = at + n;
        if (words[w][n] == 0)
            return at;
    }
    return 0;
}

/* Whether what follows a number is what it counts: "items", "kb", 个. One file
 * is no count, nor is a unit of one ideograph that begins another word: 日 of 日志. */
static int counts_behind(const ekb_cells *cells, size_t at)
{
    size_t end = at;
    unsigned flags = flags_behind(cells, at, &end);
    if ((flags & EKB_LEX_UNIT) == 0)
        return 0;
    while (cells->chars[at] == ' ')
        at++;
    if (cells->chars[end - 1] >= 0x80)
        return (flags & EKB_LEX_CHATTER) != 0 || end - at > 1 || end == cells->length ||
               cells->chars[end] < 0x2E80 || (cells->chars[end] >= 0x3000 && cells->chars[end] < 0x3040);
    size_t length = 0;
    while (length < end - at && ekb_ascii_is_letter(ekb_cell_ascii(cells, end - length - 1)))
        length++;
    return length <= 3 || lower(cells->chars[end - 1]) == 's';
}

static int is_id(const ekb_cells *cells, size_t cue, size_t link)
{
    return link - cue == 2 && lower(cells->chars[cue]) == 'i' && lower(cells->chars[cue + 1]) == 'd';
}

/* "id 34513 items", "Error: 34513 files could not be copied"; not "ID: 34513 items",
 * "error id 34513 items", which say that it is one. */
static int is_counted(const ekb_cells *cells, size_t cue, size_t link, size_t start, size_t end,
                      unsigned before)
{
    int id = is_id(cells, cue, link);
    if (ekb_cell_ascii(cells, end) == ')' || ekb_cell_ascii(cells, end) == ']' ||
        (id && (before & EKB_LEX_CUE) != 0))
        return 0;
    for (size_t i = link; id && i < start; i++)
        if (cells->chars[i] != ' ')
            return 0;
    return counts_behind(cells, end);
}

/* Where the word would end whose id it is: "user (ID: 5)", 用户ID：5. */
static size_t owner_end(const ekb_cells *cells, size_t cue)
{
    while (cue > 0 &&
           (cells->chars[cue - 1] == ' ' || cells->chars[cue - 1] == '_' || cells->chars[cue - 1] == '('))
        cue--;
    return cue;
}

/* A key of an address or of JSON: "?id=5", {"id":5}. */
static int is_key(const ekb_cells *cells, size_t cue, size_t link)
{
    char before = cue > 0 ? ekb_cell_ascii(cells, cue - 1) : ' ', behind = ekb_cell_ascii(cells, link);
    return is_id(cells, cue, link) && cells->chars[cue] == 'i' &&
           (((before == '?' || before == '&') && behind == '=') || (before == '"' && behind == '"'));
}

/* "(403) 555-0100": a telephone. */
static int is_telephone(const ekb_cells *cells, size_t start, size_t end)
{
    static const char shape[] = ") 999-9999";
    if (end - start != 3 || start == 0 || ekb_cell_ascii(cells, start - 1) != '(')
        return 0;
    for (size_t i = 0; shape[i] != '\0'; i++) {
        char c = ekb_cell_ascii(cells, end + i);
        if (shape[i] == '9' ? !ekb_ascii_is_digit(c) : c != shape[i])
            return 0;
    }
    return !ekb_ascii_is_digit(ekb_cell_ascii(cells, end + sizeof shape - 1));
}

void ekb_spot_cue(const ekb_cells *cells, size_t start, size_t end, ekb_spotted *out)
{
    size_t at = start, cue = 0, steps = 0;
    while (at > 0 && steps < 8 && is_link(cells->chars[at - 1])) {
        at--;
        steps++;
    }
    unsigned flags = flags_before(cells, at, &cue);
    /* "ERROR 5714 --- [main]": the process id of a log line. */
    if ((flags & EKB_LEX_CUE) != 0 && is_dashed(cells, end))
        return;
    if ((flags & EKB_LEX_CUE) != 0) {
        size_t unused = 0;
        unsigned before = flags_before(cells, owner_end(cells, cue), &unused);
        out->metadata = (before & EKB_LEX_OWNER) != 0 || is_counted(cells, cue, at, start, end, before) ||
                        is_key(cells, cue, at);
        out->cue_start = cells->at[cue];
        out->cue_end = cells->at[at];
        out->cued = out->word_cued = 1;
        return;
    }
    /* "issue #407" */
    out->metadata = (flags & EKB_LEX_OWNER) != 0 && at < start && cells->chars[start - 1] == '#';
    size_t behind = end, level = level_behind(cells, end, &behind);
    if (level != 0) {
        out->cue_start = cells->at[level];
        out->cue_end = cells->at[behind];
        out->cued = out->word_cued = 1;
        return;
    }
    flags = joins_before(cells, start) ? 0 : flags_behind(cells, end, &behind);
    if ((flags & EKB_LEX_CUE) != 0) {
        out->cue_start = cells->at[behind] - (cells->at[behind] - cells->at[end]);
        out->cue_end = cells->at[behind];
        while (out->cue_start < out->cue_end && cells->chars[end] == ' ' && end < behind)
            out->cue_start = cells->at[++end];
        out->cued = out->word_cued = 1;
    }
}

static int joins_behind(const ekb_cells *cells, size_t end)
{
    char c = ekb_cell_ascii(cells, end), next = ekb_cell_ascii(cells, end + 1);
    if (c == '%' || c == '/' || c == '\\' || c == '@' || c == '*' || c == '+' || c == '~' || c == '^')
        return 1;
    if (c == '.' || c == ':' || c == ',' || c == '-')
        return ekb_ascii_is_alnum(next) && !(c == ':' && ekb_ascii_is_letter(next));
    return end < cells->length && (cells->chars[end] == 0xB0 || cells->chars[end] == 0x2103);
}

int ekb_spot_is_masked(const ekb_cells *cells, size_t start, size_t end)
{
    if (joins_before(cells, start) || joins_behind(cells, end) || is_dashed(cells, end) ||
        is_attached(cells, start) || is_telephone(cells, start, end))
        return 1;
    size_t at = start, word = 0;
    while (at > 0 &&
           (cells->chars[at - 1] == ' ' || cells->chars[at - 1] == ':' || cells->chars[at - 1] == '='))
        at--;
    if ((flags_before(cells, at, &word) & EKB_LEX_FRONT) != 0)
        return 1;
    size_t behind = end;
    return (flags_behind(cells, end, &behind) & EKB_LEX_UNIT) != 0;
}
