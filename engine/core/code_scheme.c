/* SPDX-License-Identifier: MIT */
/*
 * The numbering scheme that is named beside a code: "HTTP status 403", "errno
 * 13", "SQLSTATE 42P01", "403 Forbidden". A number is an error's only within
 * its scheme, so one that is named is no product's own. Sources: RFC 9110
 * section 15 for the reason phrases and the range of a status, ISO/IEC 9075-2
 * section 24.1 for the five characters of an SQLSTATE.
 */
#include <string.h>
#include <uchar.h>

#include "canon.h"
#include "fold.h"
#include "spot.h"

/* What a word before a code tells of its scheme. */
typedef enum role {
    NONE, /* no word of a scheme */
    PART, /* may stand between a scheme's name and the code */
    NAME, /* names it */
    OTHER /* makes it another thing: "exit status" */
} role;

typedef struct scheme_word {
    char32_t word[16]; /* folded */
    role role;
    const char *scheme;
} scheme_word;

static const char http[] = "http", errno_[] = "errno", sqlstate[] = "sqlstate";

/* clang-format off */
static const scheme_word words[] = {
    {U"http", NAME, http}, {U"https", NAME, http}, {U"status", NAME, http}, {U"statuscode", NAME, http},
    {U"httpcode", NAME, http}, {U"httpstatus", NAME, http}, {U"httpstatuscode", NAME, http},
    {U"httperror", NAME, http}, {U"httpexception", NAME, http}, {U"状态码", NAME, http},
    {U"状态代码", NAME, http}, {U"状态", NAME, http}, {U"响应码", NAME, http}, {U"响应代码", NAME, http},
    {U"errno", NAME, errno_}, {U"oserror", NAME, errno_},
    {U"sqlstate", NAME, sqlstate}, {U"sql state", NAME, sqlstate},
    {U"exit", OTHER, NULL}, {U"exited", OTHER, NULL}, {U"退出", OTHER, NULL}, {U"process", OTHER, NULL},
    {U"a", PART, NULL}, {U"an", PART, NULL}, {U"the", PART, NULL}, {U"is", PART, NULL}, {U"was", PART, NULL},
    {U"of", PART, NULL}, {U"with", PART, NULL}, {U"code", PART, NULL}, {U"error", PART, NULL},
    {U"err", PART, NULL}, {U"errorcode", PART, NULL}, {U"failed", PART, NULL}, {U"failure", PART, NULL},
    {U"request", PART, NULL}, {U"response", PART, NULL}, {U"responsecode", PART, NULL},
    {U"result", PART, NULL}, {U"return", PART, NULL}, {U"returned", PART, NULL}, {U"returns", PART, NULL},
    {U"got", PART, NULL}, {U"错误", PART, NULL}, {U"错误码", PART, NULL}, {U"错误代码", PART, NULL},
    {U"代码", PART, NULL}, {U"返回", PART, NULL}, {U"返回了", PART, NULL}, {U"返回码", PART, NULL},
    {U"响应", PART, NULL}, {U"请求", PART, NULL}, {U"失败", PART, NULL}, {U"报错", PART, NULL},
    {U"报", PART, NULL}, {U"为", PART, NULL}, {U"是", PART, NULL},
};

/* What an HTTP server says behind a status. */
static const struct {
    const char *status, *reason;
} reasons[] = {
    {"400", "bad request"}, {"401", "unauthorized"}, {"402", "payment required"}, {"403", "forbidden"},
    {"404", "not found"}, {"405", "method not allowed"}, {"406", "not acceptable"},
    {"407", "proxy authentication required"}, {"408", "request timeout"}, {"409", "conflict"}, {"410", "gone"},
    {"411", "length required"}, {"412", "precondition failed"}, {"413", "content too large"},
    {"413", "request entity too large"}, {"414", "uri too long"}, {"415", "unsupported media type"},
    {"416", "range not satisfiable"}, {"417", "expectation failed"}, {"421", "misdirected request"},
    {"422", "unprocessable"}, {"423", "locked"}, {"425", "too early"}, {"426", "upgrade required"},
    {"428", "precondition required"}, {"429", "too many requests"}, {"431", "request header fields too large"},
    {"451", "unavailable for legal reasons"}, {"500", "internal server error"}, {"501", "not implemented"},
    {"502", "bad gateway"}, {"503", "service unavailable"}, {"504", "gateway timeout"},
    {"505", "http version not supported"}, {"507", "insufficient storage"},
};
/* clang-format on */

/* Words before a code that are looked at: "HTTP request failed with status code". */
enum { WORDS_MOST = 7, SQLSTATE_LENGTH = 5, HTTP_LEAST = 100, HTTP_MOST = 599 };

/* No system has more; MySQL calls its own numbers, from 1000 on, by that name too. */
enum { ERRNO_MOST = 199 };

static int is_letter_at(const ekb_cells *cells, size_t i)
{
    return ekb_ascii_is_alnum(ekb_cell_ascii(cells, i));
}

/* Between the words, and before the code. */
static size_t skip_links(const ekb_cells *cells, size_t at)
{
    static const char32_t links[] = U" \t:=#([<\"'{_-,\u00A0\u3000【「『“‘〔";
    while (at > 0) {
        size_t i = 0;
        while (links[i] != 0 && links[i] != cells->chars[at - 1])
            i++;
        if (links[i] == 0)
            break;
        at--;
    }
    return at;
}

/* The longest word of the table that ends before cell `at`. */
static const scheme_word *word_before(const ekb_cells *cells, size_t at, size_t *start)
{
    const scheme_word *best = NULL;
    size_t longest = 0;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t n = 0;
        while (words[w].word[n] != 0)
            n++;
        size_t i = n <= longest || n > at ? 0 : n;
        while (i > 0 && ekb_fold_one(cells->chars[at - n + i - 1]) == words[w].word[i - 1])
            i--;
        int whole = words[w].word[0] >= 0x80 || n == at || (n < at && !is_letter_at(cells, at - n - 1));
        if (n > longest && n <= at && i == 0 && whole) {
            best = &words[w];
            longest = n;
        }
    }
    *start = at - longest;
    return best;
}

/* The "HTTP" of "HTTP/1.1" that ends before cell `at`. @return its cell, or `at`. */
static size_t version_before(const ekb_cells *cells, size_t at)
{
    static const char name[] = "http/";
    size_t i = at, n = sizeof name - 1;
    while (i > 0 && (ekb_ascii_is_digit(ekb_cell_ascii(cells, i - 1)) || ekb_cell_ascii(cells, i - 1) == '.'))
        i--;
    if (i == at || i < n)
        return at;
    for (size_t k = 0; k < n; k++)
        if (ekb_ascii_lower(ekb_cell_ascii(cells, i - n + k)) != name[k])
            return at;
    return i - n;
}

static int fits(const char *scheme, const char *code)
{
    size_t length = strlen(code);
    unsigned value = 0;
    if (scheme == sqlstate)
        return length == SQLSTATE_LENGTH;
    for (size_t i = 0; i < length; i++) {
        if (!ekb_ascii_is_digit(code[i]) || i > 3)
            return 0;
        value = value * 10 + (unsigned)(code[i] - '0');
    }
    return scheme == http ? value >= HTTP_LEAST && value <= HTTP_MOST : value > 0 && value <= ERRNO_MOST;
}

static int is_explained_by_http(const ekb_cells *cells, size_t end, const char *code)
{
    while (ekb_cell_ascii(cells, end) != '\0' && strchr(" )]:-,", ekb_cell_ascii(cells, end)) != NULL)
        end++;
    for (size_t r = 0; r < sizeof reasons / sizeof *reasons; r++) {
        const char *reason = reasons[r].reason;
        size_t i = 0;
        while (reason[i] != '\0' && ekb_ascii_lower(ekb_cell_ascii(cells, end + i)) == reason[i])
            i++;
        if (reason[i] == '\0' && strcmp(reasons[r].status, code) == 0 && !is_letter_at(cells, end + i))
            return 1;
    }
    return 0;
}

const char *ekb_spot_scheme(const ekb_cells *cells, size_t start, size_t end, const char *code, size_t *from)
{
    const char *found = NULL;
    size_t at = start;
    for (int n = 0; n < WORDS_MOST; n++) {
        size_t before = skip_links(cells, at);
        const scheme_word *word = word_before(cells, before, &at);
        if (word == NULL) {
            at = version_before(cells, before);
            if (at < before && fits(http, code)) {
                found = http;
                *from = at;
            }
            break;
        }
        if (word->role == OTHER)
            return NULL;
        if (word->role != NAME || (found != NULL && found != word->scheme) || !fits(word->scheme, code))
            continue;
        found = word->scheme;
        *from = at;
    }
    if (found == NULL && is_explained_by_http(cells, end, code)) {
        found = http;
        *from = start;
    }
    return found;
}
