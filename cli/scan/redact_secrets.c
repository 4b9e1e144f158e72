/* SPDX-License-Identifier: MIT */
/* What shows by its shape that it is a secret. */
#include <string.h>

#include "redact_rules.h"

/* "user:secret@" of a URL; @p at is behind its "://". */
static int user_of_url(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { LONGEST = 2048 };
    size_t end = at;
    if (at < 3 || !ekb_redact_begins(t, at - 3, "://"))
        return 0;
    for (size_t i = at; i < t->length && i - at < LONGEST && strchr("/ \t\"'<>\r\n", t->text[i]) == NULL; i++)
        if (t->text[i] == '@')
            end = i;
    return ekb_redact_found(out, at, end, EKB_MASK_SECRET);
}

/* A run of bytes that is longer is judged by so many of them. */
enum { RUN_MOST = 2048 };

static int is_token_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '_' || c == '-' || c == '+';
}

/* Tokens of well-known services begin like this. */
static int known_token(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const struct {
        const char *prefix;
        size_t least;
    } tokens[] = {{"AKIA", 16}, {"ASIA", 16}, {"eyJ", 16},  {"ghp_", 16},  {"gho_", 16},
                  {"ghs_", 16}, {"xoxb-", 8}, {"xoxp-", 8}, {"glpat-", 8}, {"sk-", 20},
                  {"AIza", 20}, {"SG.", 20},  {"npm_", 16}, {"pypi-", 16}, {"github_pat_", 16}};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        size_t end = at + strlen(tokens[i].prefix), start = end;
        if (!ekb_redact_begins(t, at, tokens[i].prefix))
            continue;
        while (is_token_byte(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == '.')
            end++;
        if (end - start >= tokens[i].least)
            return ekb_redact_found(out, at, end, EKB_MASK_SECRET);
    }
    return 0;
}

/* ---- Behind the name of a scheme -------------------------------------------------------- */

static int base64_value(unsigned char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* RFC 7617: the base64 of "user:password", which shows when it is decoded. */
static int is_basic(const ekb_redact_text *t, size_t at, size_t end)
{
    unsigned bits = 0, count = 0;
    int colon = 0;
    for (; at < end && t->text[at] != '='; at++) {
        int value = base64_value((unsigned char)t->text[at]);
        if (value < 0)
            return 0;
        bits = (bits << 6 | (unsigned)value) & 0xFFFF;
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        unsigned char c = (unsigned char)(bits >> count);
        if (c < ' ')
            return 0;
        colon |= c == ':';
    }
    return colon;
}

static int is_credential_byte(unsigned char c)
{
    return is_token_byte(c) || (c != '\0' && strchr("./~=:", c) != NULL);
}

static int has_digit(const ekb_redact_text *t, size_t at, size_t end)
{
    while (at < end && !ekb_redact_is_digit((unsigned char)t->text[at]))
        at++;
    return at < end;
}

/* "Basic dXNlcjpwYXNz", with no "Authorization:" before it. */
static int after_scheme(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { LEAST = 16 };
    int basic;
    size_t start = ekb_redact_behind_scheme(t, at, &basic), end = start;
    if (start == at)
        return 0;
    while (end - start < RUN_MOST && is_credential_byte(ekb_redact_at(t, end)))
        end++;
    int fits = basic ? is_basic(t, start, end) : end - start >= LEAST && has_digit(t, start, end);
    while (fits && is_credential_byte(ekb_redact_at(t, end)))
        end++;
    while (end > start && t->text[end - 1] == ':')
        end--;
    return fits && ekb_redact_found(out, start, end, EKB_MASK_SECRET);
}

/* ---- Anything long ------------------------------------------------------------------------ */

/* 8-4-4-4-12 hexadecimal digits: an identifier, which helps and tells nothing. */
static int is_guid(const ekb_redact_text *t, size_t at, size_t size)
{
    if (size != 36)
        return 0;
    for (size_t i = 0; i < size; i++) {
        int dash = i == 8 || i == 13 || i == 18 || i == 23;
        unsigned char c = ekb_redact_lower(ekb_redact_at(t, at + i));
        if (dash ? c != '-' : !ekb_redact_is_digit(c) && (c < 'a' || c > 'f'))
            return 0;
    }
    return 1;
}

/* In the midst of a run nothing more is to be found. */
static int begins_run(const ekb_redact_text *t, size_t at)
{
    return !is_token_byte(ekb_redact_before(t, at));
}

static int long_token(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { LONG = 32 };
    size_t end = at, digits = 0, letters = 0;
    if (!begins_run(t, at))
        return 0;
    for (; end - at < RUN_MOST && is_token_byte(ekb_redact_at(t, end)); end++) {
        digits += (size_t)ekb_redact_is_digit(ekb_redact_at(t, end));
        letters += (size_t)ekb_redact_is_letter(ekb_redact_at(t, end));
    }
    if (end - at < LONG || digits < 4 || letters < 4 || is_guid(t, at, end - at))
        return 0;
    while (is_token_byte(ekb_redact_at(t, end)))
        end++;
    return ekb_redact_found(out, at, end, EKB_MASK_SECRET);
}

/* Base64 has slashes, as paths have; these are not of so many capitals. */
static int long_base64(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { LONG = 40, CAPITALS = 8 };
    size_t end = at, capitals = 0, small = 0, digits = 0;
    unsigned char before = ekb_redact_before(t, at);
    if (!ekb_redact_is_word(ekb_redact_at(t, at)) || !begins_run(t, at) ||
        (before != '\0' && strchr("/.\\", before) != NULL))
        return 0;
    for (; end - at < RUN_MOST && base64_value(ekb_redact_at(t, end)) >= 0; end++) {
        unsigned char c = ekb_redact_at(t, end);
        digits += (size_t)ekb_redact_is_digit(c);
        capitals += c >= 'A' && c <= 'Z';
        small += c >= 'a' && c <= 'z';
    }
    if (end - at < LONG || digits == 0 || capitals < CAPITALS || small < CAPITALS)
        return 0;
    while (base64_value(ekb_redact_at(t, end)) >= 0)
        end++;
    for (size_t padding = 0; padding < 2 && ekb_redact_at(t, end) == '='; padding++)
        end++;
    return ekb_redact_found(out, at, end, EKB_MASK_SECRET);
}

int ekb_redact_secret(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    return user_of_url(t, at, out) || known_token(t, at, out) || after_scheme(t, at, out) ||
           long_token(t, at, out) || long_base64(t, at, out);
}
