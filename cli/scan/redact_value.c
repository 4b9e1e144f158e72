/* SPDX-License-Identifier: MIT */
/* The value that a word announces: where it begins, and how it ends. Whatever is masked of a
 * value, nothing of it is left: where its end is in doubt the mask is longer. */
#include <string.h>

#include "redact_rules.h"

static int is_one_of(unsigned char c, const char *bytes)
{
    return c != '\0' && strchr(bytes, c) != NULL;
}

static int found_so(ekb_mask *out, size_t start, size_t end, ekb_mask_kind kind, ekb_redact_form form)
{
    int found = ekb_redact_found(out, start, end, kind);
    out->form = form;
    return found;
}

int ekb_redact_within(const ekb_redact_text *t, size_t at, ekb_redact_form form, ekb_mask_kind kind,
                      ekb_mask *out)
{
    size_t end = ekb_redact_value_end(t, at, &form);
    return found_so(out, at, end, kind, form);
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
    size_t next = ekb_redact_skip(t, stop + 1, " "), word = next;
    while (word - next < EKB_REDACT_KEY_MAX &&
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
    for (size_t most = EKB_REDACT_KEY_MAX; most > 0 && ekb_redact_before(t, at) == ' '; most--)
        at--;
    return ekb_redact_before(t, at) == '=';
}

/* ---- In brackets --------------------------------------------------------------------------- */

enum { GROUP_MOST = 2048 };

/* Where the bracket that opens at @p at closes, or 0: what stands in quotes does not count, unless
 * its quotes do not close before. */
static size_t group_close(const ekb_redact_text *t, size_t at, char close, int minds_quotes)
{
    ekb_redact_text near = ekb_redact_near(t, at, GROUP_MOST);
    char open = t->text[at];
    for (size_t depth = 0; at < near.length && near.text[at] != '\n';) {
        ekb_redact_form form;
        size_t behind = minds_quotes ? ekb_redact_opening(&near, at, &form) : at;
        if (behind > at) {
            at = ekb_redact_value_end(&near, behind, &form);
            at = ekb_redact_skip(&near, at, "\\\"'`");
            continue;
        }
        depth += near.text[at] == open;
        depth -= near.text[at] == close;
        if (depth == 0)
            return at;
        at++;
    }
    return 0;
}

/* Is a value in brackets, and where does it end? One that does not soon is taken for all of the
 * line; 0 if it is none. */
static size_t group_end(const ekb_redact_text *t, size_t at, char close, ekb_redact_form *form)
{
    ekb_redact_text near = ekb_redact_near(t, at, GROUP_MOST);
    size_t end = group_close(t, at, close, 1);
    end = end != 0 ? end : group_close(t, at, close, 0);
    if (t->text[at] == '<' && end != 0 && ekb_redact_is_word(ekb_redact_at(t, end + 1)))
        return 0; /* <b>x</b> */
    if (end != 0 || memchr(near.text + at, '\n', near.length - at) != NULL || near.length == t->length)
        return end;
    form->end = EKB_VALUE_LINE;
    return ekb_redact_value_end(t, at + 1, form);
}

typedef enum grouping { NO_GROUP, EMPTY_GROUP, GROUP } grouping;

/* "passwords: [a, b]", "token: {…}", "password=<x>": all of it. */
static grouping group(const ekb_redact_text *t, size_t at, ekb_mask_kind kind, ekb_mask *out)
{
    static const char pairs[][2] = {{'[', ']'}, {'(', ')'}, {'{', '}'}, {'<', '>'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (ekb_redact_at(t, at) != (unsigned char)pairs[i][0])
            continue;
        ekb_redact_form form = {0};
        size_t end = group_end(t, at, pairs[i][1], &form);
        if (end == 0)
            return NO_GROUP;
        return found_so(out, at + 1, end, kind, form) ? GROUP : EMPTY_GROUP;
    }
    return NO_GROUP;
}

/* 密码：“correct horse” */
static int chinese_quotes(const ekb_redact_text *t, size_t at, ekb_mask_kind kind, ekb_mask *out)
{
    static const char *const pairs[][2] = {{"“", "”"},   {"‘", "’"},   {"「", "」"},
                                           {"『", "』"}, {"【", "】"}, {"《", "》"}};
    enum { LONGEST = 512 };
    if (ekb_redact_at(t, at) < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!ekb_redact_goes_on(t, at, pairs[i][0]))
            continue;
        size_t start = at + strlen(pairs[i][0]), end = start;
        while (end - start < LONGEST && ekb_redact_at(t, end) >= ' ' &&
               !ekb_redact_goes_on(t, end, pairs[i][1]))
            end++;
        return ekb_redact_goes_on(t, end, pairs[i][1]) && ekb_redact_found(out, start, end, kind);
    }
    return 0;
}

/* ---- All ----------------------------------------------------------------------------------- */

/* Letters that some languages put before the quotes of a text: u'…', b'…', N'…', @"…", $'…'. */
static size_t behind_prefix(const ekb_redact_text *t, size_t at)
{
    size_t end = at;
    ekb_redact_form form;
    while (end - at < 2 && is_one_of(ekb_redact_at(t, end), "bBeEfFLnNqQrRuU@$"))
        end++;
    size_t behind = ekb_redact_opening(t, end, &form);
    unsigned char c = ekb_redact_at(t, behind);
    return behind > end && c > ' ' && !is_one_of(c, ",;:)]}") ? end : at;
}

/* "Authorization: Other abc123": the name of a scheme that is not known, and what is behind it. */
static size_t behind_unknown(const ekb_redact_text *t, size_t at, size_t end, ekb_redact_form *form)
{
    enum { SCHEME_MOST = 32, LEAST = 6 };
    ekb_redact_text near = ekb_redact_near(t, end, EKB_REDACT_KEY_MAX);
    size_t next = end + 1, odd = 0;
    if (end - at > SCHEME_MOST || ekb_redact_name_end(t, at) != end || ekb_redact_at(t, end) != ' ')
        return end;
    size_t stop = ekb_redact_secret_end(&near, next);
    for (size_t i = next; i < stop; i++)
        odd += ekb_redact_is_digit(ekb_redact_at(t, i)) || is_one_of(ekb_redact_at(t, i), "+/=_");
    return odd > 0 && stop - next >= LEAST ? ekb_redact_value_end(t, next, form) : end;
}

static int bare(const ekb_redact_text *t, size_t at, ekb_redact_end how, ekb_mask_kind kind, ekb_mask *out)
{
    ekb_redact_form form = {.end = how == EKB_VALUE_WORD && kind == EKB_MASK_SECRET ? EKB_VALUE_SECRET : how};
    size_t end = ekb_redact_value_end(t, at, &form);
    if (kind == EKB_MASK_SECRET && says_whether(t, at, end))
        return 0;
    if (end > at && kind == EKB_MASK_SECRET && how == EKB_VALUE_WORD && is_assigned(t, at))
        end = connection_end(t, at, end);
    if (how == EKB_VALUE_CREDENTIALS)
        end = behind_unknown(t, at, end, &form);
    return found_so(out, at, end, kind, form);
}

int ekb_redact_value(const ekb_redact_text *t, size_t at, ekb_redact_end how, ekb_mask_kind kind,
                     ekb_mask *out)
{
    int is_basic;
    ekb_redact_form form;
    if (kind == EKB_MASK_SECRET)
        at = ekb_redact_behind_scheme(t, at, &is_basic);
    int is_aside = ekb_redact_at(t, at) == '(' && ekb_redact_is_key(t, at + 1); /* "password: (ID: 1)" */
    if (at >= t->length || is_aside)
        return 0;
    if (how == EKB_VALUE_LINE)
        return bare(t, at, how, kind, out);
    size_t start = ekb_redact_opening(t, behind_prefix(t, at), &form);
    if (form.end == EKB_VALUE_QUOTED)
        return ekb_redact_within(t, start, form, kind, out);
    /* What is a machine's or a person's has keys of its own in braces. */
    if (kind != EKB_MASK_SECRET && ekb_redact_at(t, at) == '{')
        return 0;
    grouping grouped = group(t, at, kind, out);
    if (grouped != NO_GROUP)
        return grouped == GROUP;
    return chinese_quotes(t, at, kind, out) || bare(t, at, how, kind, out);
}
