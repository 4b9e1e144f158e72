/* SPDX-License-Identifier: MIT */
/* The value that a word announces: where it begins and ends. */
#include <string.h>

#include "redact_rules.h"

enum { KEY_MOST = 64 /* no word that announces something is longer */ };

static size_t skip(const ekb_redact_text *t, size_t at, const char *bytes)
{
    while (at < t->length && strchr(bytes, t->text[at]) != NULL && t->text[at] != '\0')
        at++;
    return at;
}

size_t ekb_redact_name_end(const ekb_redact_text *t, size_t at)
{
    size_t end = at;
    while (end - at < KEY_MOST && (ekb_redact_is_word(ekb_redact_at(t, end)) ||
                                   ekb_redact_at(t, end) == '_' || ekb_redact_at(t, end) == '-'))
        end++;
    return end;
}

int ekb_redact_is_key(const ekb_redact_text *t, size_t at)
{
    size_t end = ekb_redact_name_end(t, at);
    return end > at && (ekb_redact_at(t, end) == '=' || ekb_redact_at(t, end) == ':');
}

size_t ekb_redact_behind_sign(const ekb_redact_text *t, size_t at)
{
    at = skip(t, at, "\"'\\");
    at = skip(t, at, " \t");
    unsigned char sign = ekb_redact_at(t, at);
    if (sign != '=' && sign != ':')
        return 0;
    at += sign == '=' && ekb_redact_at(t, at + 1) == '>' ? 2 : 1;
    size_t behind = skip(t, at, " \t");
    int is_empty = sign == '=' && behind > at && ekb_redact_is_key(t, behind); /* "logname= uid=0" */
    return is_empty ? 0 : behind;
}

int ekb_redact_begins(const ekb_redact_text *t, size_t at, const char *bytes)
{
    size_t size = strlen(bytes);
    return at + size <= t->length && memcmp(t->text + at, bytes, size) == 0;
}

int ekb_redact_goes_on(const ekb_redact_text *t, size_t at, const char *word)
{
    while (*word != '\0' && ekb_redact_lower(ekb_redact_at(t, at)) == (unsigned char)*word)
        at++, word++;
    return *word == '\0';
}

/* What introduces a credential is not the credential. */
static size_t skip_scheme(const ekb_redact_text *t, size_t at)
{
    static const char *const schemes[] = {"bearer ", "basic ", "digest ", "negotiate ", "token "};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (ekb_redact_goes_on(t, at, schemes[i]))
            return at + strlen(schemes[i]);
    }
    return at;
}

/* ---- Ends ------------------------------------------------------------------------------- */

size_t ekb_redact_line_end(const ekb_redact_text *t, size_t at)
{
    const char *found = memchr(t->text + at, '\n', t->length - at);
    size_t end = found != NULL ? (size_t)(found - t->text) : t->length;
    while (end > at && t->text[end - 1] == '\r')
        end--;
    return end;
}

/* Signs that Chinese has no full-width form of ASCII for. */
static int is_chinese_stop(const ekb_redact_text *t, size_t at)
{
    static const char *const stops[] = {"。", "、", "”", "’", "」", "》"};
    if (ekb_redact_at(t, at) < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        if (ekb_redact_goes_on(t, at, stops[i]))
            return 1;
    }
    return 0;
}

size_t ekb_redact_word_end(const ekb_redact_text *t, size_t at)
{
    while (at < t->length && strchr(" \t\r\n,;&)]}\"'<>|", t->text[at]) == NULL && !is_chinese_stop(t, at))
        at++;
    return at;
}

/* Where a value in quotes ends. Quotes that are escaped themselves (JSON in JSON) end
 * at the next escaped one. */
static size_t quoted_end(const ekb_redact_text *t, size_t at, unsigned char quote, int escaped)
{
    size_t start = at;
    while (at < t->length && (unsigned char)t->text[at] != quote && t->text[at] != '\n')
        at += t->text[at] == '\\' && !escaped && at + 1 < t->length && t->text[at + 1] != '\n' ? 2 : 1;
    return at - (size_t)(escaped && at > start && at < t->length && t->text[at - 1] == '\\');
}

/* Several words end at a bracket or a sign that parts clauses, or where the next value
 * is announced: "passphrase=correct horse user=bob". */
static size_t clause_end(const ekb_redact_text *t, size_t at)
{
    while (at < t->length && strchr("\t\r\n;|\"<>", t->text[at]) == NULL && !is_chinese_stop(t, at)) {
        if (t->text[at] == ' ') {
            size_t next = skip(t, at, " ");
            if (next == t->length || strchr("([{", t->text[next]) != NULL || ekb_redact_is_key(t, next))
                return at - (size_t)(ekb_redact_before(t, at) == ',');
            at = next;
        } else {
            at++;
        }
    }
    return at;
}

/* In "Server=db;Password=a b;Database=x" only the semicolon ends a value. That it is
 * written so shows by what stands behind the semicolon. Otherwise @p end. */
static size_t connection_end(const ekb_redact_text *t, size_t at, size_t end)
{
    enum { LONGEST = 256 };
    size_t stop = end;
    while (stop < t->length && stop - at < LONGEST && strchr(";\"\r\n", t->text[stop]) == NULL) {
        if (t->text[stop] == ' ' && ekb_redact_is_key(t, stop + 1))
            return end;
        stop++;
    }
    if (ekb_redact_at(t, stop) != ';')
        return end;
    size_t next = skip(t, stop + 1, " "), word = next;
    while (word - next < KEY_MOST &&
           (ekb_redact_is_word(ekb_redact_at(t, word)) || ekb_redact_at(t, word) == ' '))
        word++;
    int ends = next == t->length || strchr("\"'\r\n", t->text[next]) != NULL;
    return ends || (word > next && ekb_redact_at(t, word) == '=') ? stop : end;
}

/* "(using password: YES)" tells of no password. */
static int says_whether(const ekb_redact_text *t, size_t at, size_t end)
{
    return (end - at == 2 && ekb_redact_begins(t, at, "NO")) ||
           (end - at == 3 && ekb_redact_begins(t, at, "YES"));
}

static int is_assigned(const ekb_redact_text *t, size_t at)
{
    while (ekb_redact_before(t, at) == ' ')
        at--;
    return ekb_redact_before(t, at) == '=';
}

int ekb_redact_value(const ekb_redact_text *t, size_t at, ekb_value_end how, ekb_mask_kind kind,
                     ekb_mask *out)
{
    if (kind == EKB_MASK_SECRET)
        at = skip_scheme(t, at);
    int assigned = is_assigned(t, at);
    int escaped = ekb_redact_at(t, at) == '\\' && ekb_redact_is_quote(ekb_redact_at(t, at + 1));
    unsigned char quote = ekb_redact_at(t, at + (size_t)escaped);
    int is_aside = ekb_redact_at(t, at) == '(' && ekb_redact_is_key(t, at + 1); /* "password: (ID: 1)" */
    if (at >= t->length || is_aside)
        return 0;
    if (how == EKB_VALUE_LINE)
        return ekb_redact_found(out, at, ekb_redact_line_end(t, at), kind);
    if (ekb_redact_is_quote(quote)) {
        at += (size_t)escaped + 1;
        return ekb_redact_found(out, at, quoted_end(t, at, quote, escaped), kind);
    }
    if (how == EKB_VALUE_CLAUSE)
        return ekb_redact_found(out, at, clause_end(t, at), kind);
    size_t end = ekb_redact_word_end(t, at);
    if (kind == EKB_MASK_SECRET && says_whether(t, at, end))
        return 0;
    if (end > at && kind == EKB_MASK_SECRET && assigned)
        end = connection_end(t, at, end);
    return ekb_redact_found(out, at, end, kind);
}
