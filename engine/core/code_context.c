/* SPDX-License-Identifier: MIT */
/*
 * What stands around a number: words that announce a code, and contexts in
 * which a number is a measure, a date, an address or a count and no code.
 */
#include <string.h>

#include "canon.h"
#include "fold.h"
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

static uint32_t folded(uint32_t c)
{
    uint32_t one = ekb_fold_one(c);
    return one != 0 ? one : c;
}

/* "errorid", "statuscode": two words that announce, typed as one. */
static unsigned compound_flags(const uint32_t *word, size_t length)
{
    enum { FIRST = 3, LAST = 2 };
    for (size_t i = FIRST; i + LAST <= length; i++) {
        unsigned last = ekb_lexicon_word(word + i, length - i);
        if ((last & EKB_LEX_CUE) != 0 && (ekb_lexicon_word(word, i) & EKB_LEX_CUE) != 0)
            return last;
    }
    return 0;
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
    return flags != 0 ? flags : compound_flags(word, n);
}

/* Flags of the longest Chinese phrase that ends before cell `end`. */
static unsigned phrase_before(const ekb_cells *cells, size_t end, size_t *start)
{
    for (size_t n = end < 7 ? end : 7; n > 0; n--) {
        uint32_t phrase[8];
        unsigned flags = 0;
        for (size_t i = 0; i < n; i++)
            phrase[i] = folded(cells->chars[end - n + i]); /* 錯誤, 識別碼 */
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

/* Length of the longest Chinese phrase that begins at cell `at`. */
static size_t phrase_at(const ekb_cells *cells, size_t at, unsigned *flags)
{
    uint32_t phrase[12];
    size_t n = 0;
    for (; n < sizeof phrase / sizeof *phrase && at + n < cells->length; n++)
        phrase[n] = folded(cells->chars[at + n]);
    return ekb_lexicon_phrase(phrase, n, flags);
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
        n = phrase_at(cells, at, &flags);
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

/* Whether no ideograph goes on at cell `at`, so that what ends there is a word by itself. */
static int is_break(const ekb_cells *cells, size_t at)
{
    return at == cells->length || cells->chars[at] < 0x2E80 ||
           (cells->chars[at] >= 0x3000 && cells->chars[at] < 0x3040) || cells->chars[at] >= 0xFF00;
}

/* Whether a measure word ends at cell `at`: 34513吨, 403班吗, but not 403班次. One that
 * is a word of talk besides needs more: 34513 对吗. */
static int ends_measure(const ekb_cells *cells, size_t at, unsigned flags)
{
    unsigned next = 0;
    if (is_break(cells, at) || (flags & EKB_LEX_CHATTER) != 0)
        return is_break(cells, at);
    return phrase_at(cells, at, &next) > 0 && (next & EKB_LEX_CHATTER) != 0;
}

/* Whether what follows a number is what it counts: "items", "kb", 个. One file
 * is no count, nor is a unit of one ideograph that begins another word: 日 of 日志. */
static int counts_behind(const ekb_cells *cells, size_t at)
{
    size_t end = at;
    unsigned flags = flags_behind(cells, at, &end);
    if ((flags & EKB_LEX_MEASURE) != 0)
        return ends_measure(cells, end, flags);
    if ((flags & EKB_LEX_UNIT) == 0)
        return 0;
    while (cells->chars[at] == ' ')
        at++;
    if (cells->chars[end - 1] >= 0x80)
        return (flags & EKB_LEX_CHATTER) != 0 || end - at > 1 || is_break(cells, end);
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

/* Where links and words before cell `at` begin. */
static size_t skip_links(const ekb_cells *cells, size_t at)
{
    enum { LINKS_MOST = 8 };
    for (size_t steps = 0; at > 0 && steps < LINKS_MOST && is_link(cells->chars[at - 1]); steps++)
        at--;
    return at;
}

static int is_word(const ekb_cells *cells, size_t start, size_t end, const char *word)
{
    size_t i = 0;
    while (word[i] != '\0' && start + i < end && lower(cells->chars[start + i]) == (unsigned char)word[i])
        i++;
    return word[i] == '\0' && start + i == end;
}

/* "the error code is 34513", "code of 34513", 错误代码显示为34513: where the cue would end
 * that such a word links to the number that follows; @p at where there is none. */
static size_t skip_copula(const ekb_cells *cells, size_t at)
{
    static const char *const verbs[] = {"is", "was", "are", "were", "being", "equals", "reads", "of"};
    static const uint32_t phrases[][4] = {{U'显', U'示', 0}, {U'就', 0},        {U'等', U'于', 0}, {U'即', 0},
                                          {U'叫', 0},        {U'叫', U'做', 0}, {U'如', U'下', 0}};
    size_t start = at, cue = 0;
    while (start > 0 && ekb_ascii_is_letter(ekb_cell_ascii(cells, start - 1)))
        start--;
    for (size_t v = 0; start < at && v < sizeof verbs / sizeof *verbs; v++) {
        size_t end = skip_links(cells, start);
        if (end == start || !is_word(cells, start, at, verbs[v]))
            continue;
        (void)flags_before(cells, end, &cue);
        /* "the number of 34513 files" */
        return strcmp(verbs[v], "of") == 0 && is_word(cells, cue, end, "number") ? at : end;
    }
    for (size_t p = 0; p < sizeof phrases / sizeof *phrases; p++) {
        size_t n = 0;
        while (phrases[p][n] != 0)
            n++;
        size_t i = n <= at ? n : 0;
        while (i > 0 && folded(cells->chars[at - n + i - 1]) == phrases[p][i - 1])
            i--;
        if (i == 0 && n <= at)
            return skip_links(cells, at - n);
    }
    return at;
}

static size_t skip_blanks(const ekb_cells *cells, size_t at)
{
    while (at > 0 && (cells->chars[at - 1] == ' ' || cells->chars[at - 1] == '\n'))
        at--;
    return at;
}

/* Where the run of digits that ends before cell `at` begins. */
static size_t digits_before(const ekb_cells *cells, size_t at)
{
    while (at > 0 && ekb_ascii_is_digit(ekb_cell_ascii(cells, at - 1)))
        at--;
    return at;
}

static int is_separator(char c)
{
    return c == ',' || c == ';' || c == '|' || c == ' ' || c == '\n';
}

/* "Passed: 10, failed: 34513", "failed: 34513, skipped: 2": one of several counts, whose
 * name begins at cell `name` and whose number ends before cell `end`. */
static int is_tallied(const ekb_cells *cells, size_t name, size_t end)
{
    size_t at = name;
    while (at > 0 && is_separator(ekb_cell_ascii(cells, at - 1)))
        at--;
    size_t digits = digits_before(cells, at), link = skip_blanks(cells, digits);
    char c = link > 0 ? ekb_cell_ascii(cells, link - 1) : ' ';
    if (digits < at && (c == '=' || (c == ':' && !ekb_ascii_is_digit(ekb_cell_ascii(cells, link - 2)))))
        return 1;
    for (at = end; is_separator(ekb_cell_ascii(cells, at));)
        at++;
    size_t word = at;
    while (ekb_ascii_is_letter(ekb_cell_ascii(cells, at)))
        at++;
    c = ekb_cell_ascii(cells, at);
    if (at == word || (c != ':' && c != '='))
        return 0;
    for (at++; ekb_cell_ascii(cells, at) == ' ';)
        at++;
    return ekb_ascii_is_digit(ekb_cell_ascii(cells, at));
}

/* Where a word begins that says that something failed, and ends before cell `end`; @p end
 * where none does. */
static size_t failure_before(const ekb_cells *cells, size_t end)
{
    size_t word = end;
    unsigned flags = flags_before(cells, end, &word);
    int failed = (flags & EKB_LEX_FAILED) != 0 || is_word(cells, word, end, "failure") ||
                 ((flags & EKB_LEX_NEGATION) != 0 && end - word == 2 && cells->chars[word] == U'失');
    return failed ? word : end;
}

/* "registration failed: 34513", "failed with 34513", "failed (34513)": what failed tells
 * its number. Not so few digits as counts have, nor what is one: "files failed: 34513". */
static int is_failures(const ekb_cells *cells, size_t start, size_t end)
{
    enum { LEAST = 5 };
    size_t at = skip_links(cells, start), with = at, what = 0;
    if (end - start < LEAST || digits_before(cells, end) != start || ekb_spot_is_masked(cells, start, end))
        return 0;
    while (with > 0 && ekb_ascii_is_letter(ekb_cell_ascii(cells, with - 1)))
        with--;
    int linked = is_word(cells, with, at, "with");
    at = linked ? skip_blanks(cells, with) : at;
    for (size_t i = at; i < start; i++)
        linked |= cells->chars[i] == ':' || cells->chars[i] == '=' || cells->chars[i] == '(';
    size_t word = failure_before(cells, at), subject = skip_blanks(cells, word);
    int counted = subject > 0 && cells->chars[subject - 1] < 0x80 &&
                  (flags_before(cells, subject, &what) & EKB_LEX_UNIT) != 0;
    return linked && word < at && !counted && !is_tallied(cells, word, end);
}

/* "12 warnings, 407 errors": so many of them, unless somebody gets or sees them. */
static int counts_errors(const ekb_cells *cells, size_t start, size_t behind)
{
    static const char *const getting[] = {"get",  "gets",  "getting", "got",    "see",    "sees",
                                          "seen", "saw",   "seeing",  "these",  "those",  "the",
                                          "give", "gives", "giving",  "return", "returns"};
    static const size_t length = sizeof "errors" - 1;
    size_t end = skip_blanks(cells, start), word = end;
    if (behind < length || !is_word(cells, behind - length, behind, "errors"))
        return 0;
    while (word > 0 && ekb_ascii_is_letter(ekb_cell_ascii(cells, word - 1)))
        word--;
    for (size_t i = 0; i < sizeof getting / sizeof *getting; i++)
        if (is_word(cells, word, end, getting[i]))
            return 0;
    return 1;
}

/* "errors: 34513", "the count of errors is 34513": so many; not "errors: 34513, 34506". */
static int is_error_count(const ekb_cells *cells, size_t cue, size_t link, size_t start, size_t end)
{
    int told = 0;
    for (size_t i = link; i < start; i++)
        told |= !is_separator(ekb_cell_ascii(cells, i));
    for (size_t at = end; told && is_separator(ekb_cell_ascii(cells, at));)
        told = !ekb_ascii_is_digit(ekb_cell_ascii(cells, ++at));
    return told && is_word(cells, cue, link, "errors");
}

void ekb_spot_cue(const ekb_cells *cells, size_t start, size_t end, ekb_spotted *out)
{
    size_t at = skip_links(cells, start), cue = 0;
    unsigned flags = flags_before(cells, at, &cue);
    size_t linked = (flags & EKB_LEX_CUE) == 0 ? skip_copula(cells, at) : at;
    if (linked < at) {
        size_t before = cue;
        unsigned announced = flags_before(cells, linked, &before);
        if ((announced & EKB_LEX_CUE) != 0) {
            flags = announced;
            at = linked;
            cue = before;
        }
    }
    /* "ERROR 5714 --- [main]": the process id of a log line. */
    if ((flags & EKB_LEX_CUE) != 0 &&
        (is_dashed(cells, end) || ekb_spot_is_thread(cells, cue, at, start, end)))
        return;
    if ((flags & EKB_LEX_CUE) != 0) {
        size_t unused = 0;
        unsigned before = flags_before(cells, owner_end(cells, cue), &unused);
        out->metadata = (before & EKB_LEX_OWNER) != 0 || is_counted(cells, cue, at, start, end, before) ||
                        is_key(cells, cue, at) || is_error_count(cells, cue, at, start, end);
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
    flags = ekb_spot_is_log_head(cells, start, end, behind) ? 0 : flags;
    if ((flags & EKB_LEX_CUE) != 0) {
        out->cue_start = cells->at[behind] - (cells->at[behind] - cells->at[end]);
        out->cue_end = cells->at[behind];
        while (out->cue_start < out->cue_end && cells->chars[end] == ' ' && end < behind)
            out->cue_start = cells->at[++end];
        out->metadata |= (uint8_t)counts_errors(cells, start, behind);
        out->cued = out->word_cued = 1;
    } else if (is_failures(cells, start, end)) {
        out->cued = out->word_cued = 1;
        out->cue_start = out->cue_end = out->start;
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

/* 大小：403, 错误个数是34513 */
static size_t skip_front_links(const ekb_cells *cells, size_t at)
{
    static const uint32_t links[] = {U' ', U':', U'=', U'为', U'是', U'為'};
    for (size_t i = 0; at > 0 && i < sizeof links / sizeof *links;) {
        int found = cells->chars[at - 1] == links[i];
        at -= (size_t)found;
        i = found ? 0 : i + 1;
    }
    return at;
}

int ekb_spot_is_masked(const ekb_cells *cells, size_t start, size_t end)
{
    if (joins_before(cells, start) || joins_behind(cells, end) || is_dashed(cells, end) ||
        is_attached(cells, start) || is_telephone(cells, start, end))
        return 1;
    size_t at = skip_front_links(cells, start), word = 0;
    if ((flags_before(cells, at, &word) & EKB_LEX_FRONT) != 0)
        return 1;
    size_t behind = end;
    unsigned flags = flags_behind(cells, end, &behind);
    if ((flags & EKB_LEX_CUE) != 0 && ekb_spot_is_log_head(cells, start, end, behind))
        return 1;
    return (flags & EKB_LEX_UNIT) != 0 ||
           ((flags & EKB_LEX_MEASURE) != 0 && ends_measure(cells, behind, flags));
}
