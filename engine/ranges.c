/* SPDX-License-Identifier: MIT */
/*
 * What is known of numbers by the range that they lie in, and of what is said
 * before and behind them. Sources: RFC 9110 section 15 (HTTP), ISO/IEC 9075-2
 * table 38 (the classes of SQLSTATE), the MySQL manual's "Error Message
 * Elements" (its number ranges), winerror.h (WSABASEERR) and wininet.h
 * (INTERNET_ERROR_BASE and INTERNET_ERROR_LAST), POSIX (errno). Which number is
 * which error is left to entries.
 */
#include <stdlib.h>
#include <string.h>

#include "core/canon.h"
#include "match.h"

/* How far before a number its scheme may be named, in bytes: "HTTP status code: ". */
enum { BEFORE_MOST = 32 };

typedef struct range {
    const char *said; /* a word before the number, NULL: none, but it is announced */
    unsigned first, last;
    const char *space, *facility;
} range;

/* In the order of what they need, so that a named scheme comes before a guess. */
static const range ranges[] = {
    {"http", 100, 199, "http", "informational"},   {"http", 200, 299, "http", "success"},
    {"http", 300, 399, "http", "redirection"},     {"http", 400, 499, "http", "client-error"},
    {"http", 500, 599, "http", "server-error"},    {"errno", 1, 4095, "errno", ""},
    {"mysql", 2000, 2999, "mysql", "client"},      {"mysql", 1000, 4999, "mysql", "server"},
    {"mariadb", 2000, 2999, "mysql", "client"},    {"mariadb", 1000, 4999, "mysql", "server"},
    {"winsock", 10000, 11999, "win32", "WINSOCK"}, {"wininet", 12000, 12175, "win32", "WININET"},
    {NULL, 10000, 11999, "win32", "WINSOCK"},      {NULL, 12000, 12175, "win32", "WININET"},
};

int ekb_said_before(const ekb_lookup_state *state, uint32_t start, const char *word)
{
    const char *text = ekb_strbuf_text(&state->text);
    size_t length = strlen(word);
    for (size_t at = start > BEFORE_MOST ? start - BEFORE_MOST : 0; at + length <= start; at++) {
        size_t i = 0;
        while (i < length && ekb_ascii_lower(text[at + i]) == word[i])
            i++;
        if (i == length)
            return 1;
    }
    return 0;
}

/* "2002 (HY000)": the way in which MySQL's programs print a number. */
static int is_state_behind(const ekb_lookup_state *state, uint32_t end)
{
    const char *text = ekb_strbuf_text(&state->text) + end;
    if (state->text.length < end + 8 || text[0] != ' ' || text[1] != '(' || text[7] != ')')
        return 0;
    for (int i = 2; i < 7; i++)
        if (!ekb_ascii_is_alnum(text[i]))
            return 0;
    return 1;
}

static int fits(const ekb_lookup_state *state, const ekb_spotted *spotted, const range *r)
{
    if (r->said == NULL)
        return spotted->cued;
    return ekb_said_before(state, spotted->start, r->said) ||
           (strcmp(r->said, "mysql") == 0 && is_state_behind(state, spotted->end));
}

/* Five letters and digits where "SQLSTATE" or "SQL state" stands before them. */
static int is_sqlstate(const ekb_lookup_state *state, const ekb_spotted *spotted)
{
    return strlen(spotted->code) == 5 && (ekb_said_before(state, spotted->start, "sqlstate") ||
                                          ekb_said_before(state, spotted->start, "sql state"));
}

void ekb_code_range(const ekb_lookup_state *state, const ekb_spotted *spotted, ekb_unknown *out)
{
    if (is_sqlstate(state, spotted)) {
        const char *class = ekb_arena_strndup(state->arena, spotted->code, 2);
        out->space = "sqlstate";
        out->facility = class != NULL ? class : "";
        return;
    }
    if (spotted->form != EKB_FORM_DECIMAL || spotted->repaired || strlen(spotted->code) > 9)
        return;
    unsigned long value = strtoul(spotted->code, NULL, 10);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const range *r = &ranges[i];
        if (value < r->first || value > r->last || !fits(state, spotted, r))
            continue;
        out->space = r->space;
        out->facility = r->facility;
        return;
    }
}
