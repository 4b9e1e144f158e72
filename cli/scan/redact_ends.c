/* SPDX-License-Identifier: MIT */
/* Where values end. Invariant: none goes beyond its line; each end is found from the midst of
 * a value as from its beginning, for a value may come in parts. */
#include <string.h>

#include "redact_rules.h"

size_t ekb_redact_stop(const ekb_redact_text *t, size_t at)
{
    return at + EKB_REDACT_VALUE < t->until ? t->until : t->length;
}

static unsigned char at_(const ekb_redact_text *t, size_t at)
{
    return ekb_redact_at(t, at);
}

size_t ekb_redact_line_end(const ekb_redact_text *t, size_t at)
{
    size_t stop = ekb_redact_stop(t, at);
    const char *found = at < stop ? memchr(t->text + at, '\n', stop - at) : NULL;
    size_t end = found != NULL ? (size_t)(found - t->text) : stop;
    while (end > at && t->text[end - 1] == '\r' && (found != NULL || stop == t->length))
        end--;
    return end;
}

/* ---- Words --------------------------------------------------------------------------------- */

/* Signs that Chinese has no full-width form of ASCII for. */
static int is_chinese_stop(const ekb_redact_text *t, size_t at)
{
    static const char *const stops[] = {"。", "、", "”", "’", "」", "』", "》", "】"};
    if (at_(t, at) < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        if (ekb_redact_goes_on(t, at, stops[i]))
            return 1;
    }
    return 0;
}

static int is_one_of(unsigned char c, const char *bytes)
{
    return c != '\0' && strchr(bytes, c) != NULL;
}

size_t ekb_redact_word_end(const ekb_redact_text *t, size_t at)
{
    size_t stop = ekb_redact_stop(t, at);
    while (at < stop && !is_one_of(at_(t, at), " \t\r\n,;&)]}\"'<>|") && !is_chinese_stop(t, at))
        at++;
    return at;
}

/* Whether a secret goes on behind a sign within it, whose last byte is before @p at: not at the
 * end of a sentence, of a bracket or of quotes, nor where the next value is announced. */
static int goes_on_behind(const ekb_redact_text *t, size_t at)
{
    unsigned char c = at_(t, at), sign = ekb_redact_before(t, at);
    if (c <= ' ' || c >= 0x80 || is_one_of(c, ",;&)]}\"'`<>|\\") || ekb_redact_is_key(t, at))
        return 0;
    if (sign == '<' && is_one_of(c, "/!?"))
        return 0;
    return !is_one_of(c, ".:!?") || at_(t, at + 1) > ' ';
}

static size_t behind_signs(const ekb_redact_text *t, size_t at)
{
    for (unsigned char sign = at_(t, at); at < t->length && at_(t, at) == sign;)
        at++;
    return at;
}

size_t ekb_redact_secret_end(const ekb_redact_text *t, size_t at)
{
    size_t stop = ekb_redact_stop(t, at);
    while (at < stop && !is_one_of(at_(t, at), " \t\r\n") && !is_chinese_stop(t, at)) {
        size_t sign = at;
        while (at_(t, sign) == '\\')
            sign++;
        if (!is_one_of(at_(t, sign), ",;&)]}\"'`<>|")) {
            at = sign > at ? sign + (at_(t, sign) == ' ') : at + 1; /* "a\ b" */
            continue;
        }
        size_t behind = behind_signs(t, sign);
        if (ekb_redact_was_wide(t, sign) || !goes_on_behind(t, behind))
            break;
        at = behind;
    }
    return at;
}

/* Several words end at a bracket or a sign that parts clauses, or where the next value
 * is announced: "passphrase=correct horse user=bob". */
static size_t clause_end(const ekb_redact_text *t, size_t at)
{
    size_t stop = ekb_redact_stop(t, at);
    while (at < stop && !is_one_of(at_(t, at), "\t\r\n;|\"<>") && !is_chinese_stop(t, at)) {
        if (t->text[at] == ' ') {
            size_t next = ekb_redact_skip(t, at, " ");
            if (next == t->length || strchr("([{", t->text[next]) != NULL || ekb_redact_is_key(t, next))
                return at - (size_t)(ekb_redact_before(t, at) == ',');
            at = next;
        } else {
            at++;
        }
    }
    return at;
}

/* ---- Quotes -------------------------------------------------------------------------------- */

enum {
    SLASHES_MOST = 63, /* before a quote: JSON in JSON, six times */
    QUOTES_MOST = 3,   /* of Python */
};

/* Whether a value can be over behind its quotes here. */
static int may_end(const ekb_redact_text *t, size_t at)
{
    return at_(t, at) <= ' ' || is_one_of(at_(t, at), ",;:)]}>/&|");
}

/* Quotes of this form at @p at; behind them, or @p at where there are none. */
static size_t behind_quote(const ekb_redact_text *t, size_t at, const ekb_redact_form *form)
{
    size_t quote = at;
    while (quote - at < form->slashes && at_(t, quote) == '\\')
        quote++;
    return quote - at == form->slashes && at_(t, quote) == form->quote ? quote + 1 : at;
}

/* Two are none but for CSV, which writes a quote in quotes so: ""a"". */
size_t ekb_redact_opening(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    size_t quote = at;
    *form = (ekb_redact_form){.end = EKB_VALUE_SECRET};
    while (quote - at < SLASHES_MOST && at_(t, quote) == '\\')
        quote++;
    if (!ekb_redact_is_quote(at_(t, quote)))
        return at;
    *form = (ekb_redact_form){EKB_VALUE_QUOTED, at_(t, quote), (unsigned char)(quote - at), 1, 0};
    size_t behind = quote + 1;
    for (size_t next; form->quotes < QUOTES_MOST && (next = behind_quote(t, behind, form)) > behind;
         behind = next)
        form->quotes++;
    if (form->quotes == 2 && may_end(t, behind)) {
        form->quotes = 1;
        return quote + 1;
    }
    return behind;
}

/* Whether the quote at @p at, behind @p slashes, ends the value: there are fewer of these than
 * where it began, or as many once those that stand for themselves are left out. */
static int closes(const ekb_redact_form *form, size_t slashes)
{
    return slashes < form->slashes || (slashes - form->slashes) / ((size_t)form->slashes + 1) % 2 == 0;
}

/* A quote within those of a shell: 'it'\''s', 'it'"'"'s'; and as JSON has that. Behind it, or 0. */
static size_t behind_glue(const ekb_redact_text *t, size_t at, const ekb_redact_form *form)
{
    static const char *const glues[] = {"\\''", "\"'\"'", "\\\\''", "\\\"'\\\"'"};
    for (size_t i = 0; form->quote == '\'' && i < sizeof glues / sizeof *glues; i++)
        if (ekb_redact_begins(t, at, glues[i]))
            return at + strlen(glues[i]);
    return 0;
}

/* A value goes on behind its quotes: 'a''b', 'a'b, 'a'"b". @return where, with its form, or 0. */
static size_t go_on(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    enum { NEAR = 256 };
    unsigned char c = at_(t, at);
    size_t again = behind_quote(t, at, form);
    if (form->quotes > 1)
        return 0;
    size_t glued = behind_glue(t, at, form);
    if (glued > 0)
        return glued;
    if (again > at) {
        ekb_redact_text near = ekb_redact_near(t, again, NEAR);
        size_t line = ekb_redact_line_end(&near, again);
        int is_blank = at_(t, again) == ' ' && memchr(t->text + again, form->quote, line - again) != NULL;
        return is_blank || !may_end(t, again) ? again : 0;
    }
    if (ekb_redact_is_quote(c) && c != form->quote && ekb_redact_is_word(at_(t, at + 1))) {
        form->quote = c;
        return at + 1;
    }
    if (!ekb_redact_is_word(c) && c != '_' && c != '$')
        return 0;
    *form = (ekb_redact_form){.end = EKB_VALUE_SECRET};
    return at;
}

/* Behind the quotes that close, the first of which is at @p at; or @p at where they are too few. */
static size_t behind_closing(const ekb_redact_text *t, size_t at, const ekb_redact_form *form)
{
    size_t behind = at + 1;
    for (size_t more = form->quotes; more > 1; more--) {
        size_t next = behind_quote(t, behind, form);
        if (next == behind)
            return at;
        behind = next;
    }
    return behind;
}

static size_t quoted_end(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    size_t slashes = 0, start = at, stop = ekb_redact_stop(t, at);
    while (slashes < at && slashes <= SLASHES_MOST && t->text[at - 1 - slashes] == '\\')
        slashes++;
    for (; at < stop && t->text[at] != '\n'; at++) {
        if (t->text[at] == '\\') {
            slashes++;
            continue;
        }
        size_t behind = at_(t, at) == form->quote && closes(form, slashes) ? behind_closing(t, at, form) : at;
        if (behind > at) {
            size_t own = slashes < form->slashes ? slashes : form->slashes;
            size_t next = slashes < form->slashes ? 0 : go_on(t, behind, form);
            if (next == 0)
                return at - own > start ? at - own : start;
            if (form->end != EKB_VALUE_QUOTED)
                return ekb_redact_secret_end(t, next);
            at = next - 1;
        }
        slashes = 0;
    }
    return at > start && at < stop && t->text[at - 1] == '\r' ? at - 1 : at;
}

/* ---- All ----------------------------------------------------------------------------------- */

/* Where a tag of the kind that the element began with stands again. */
static size_t element_end(const ekb_redact_text *t, size_t at, const ekb_redact_form *form)
{
    size_t stop = ekb_redact_stop(t, at);
    const char *after = ekb_redact_tag_after(form);
    while (at < stop && !is_one_of(at_(t, at), "\r\n") && !ekb_redact_goes_on(t, at, after))
        at++;
    return at;
}

/* username="a" */
static size_t parameter_end(const ekb_redact_text *t, size_t at)
{
    ekb_redact_form form;
    size_t sign = ekb_redact_name_end(t, at), open = ekb_redact_opening(t, sign + 1, &form);
    if (at_(t, sign) != '=' || form.end != EKB_VALUE_QUOTED)
        return ekb_redact_secret_end(t, at);
    size_t end = quoted_end(t, open, &form);
    return form.end == EKB_VALUE_QUOTED ? behind_quote(t, end, &form) : end;
}

/* "Digest username="a", response="b"": as many parameters as there are. Each is followed to its
 * end, for what it stands in would not be known within. */
static size_t credentials_end(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    size_t stop = ekb_redact_stop(t, at);
    ekb_redact_text whole = *t;
    whole.until = whole.length;
    for (;;) {
        size_t end = parameter_end(&whole, at);
        if (end == t->length)
            form->end = EKB_VALUE_LINE;
        size_t next = at_(t, end) == ',' ? ekb_redact_skip(t, end + 1, " ") : end;
        if (next == end || next == at || !ekb_redact_is_key(t, next))
            return end;
        at = next;
        if (at >= stop)
            return at;
    }
}

static size_t end_of(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    switch (form->end) {
    case EKB_VALUE_QUOTED:
        return quoted_end(t, at, form);
    case EKB_VALUE_CLAUSE:
        return clause_end(t, at);
    case EKB_VALUE_LINE:
        return ekb_redact_line_end(t, at);
    case EKB_VALUE_KEY:
        return ekb_redact_key_end(t, at);
    case EKB_VALUE_ELEMENT:
        return element_end(t, at, form);
    case EKB_VALUE_CREDENTIALS:
        return credentials_end(t, at, form);
    case EKB_VALUE_SECRET:
        return ekb_redact_secret_end(t, at);
    case EKB_VALUE_WORD:
        break;
    }
    return ekb_redact_word_end(t, at);
}

size_t ekb_redact_value_end(const ekb_redact_text *t, size_t at, ekb_redact_form *form)
{
    size_t stop = ekb_redact_stop(t, at), end = end_of(t, at, form);
    form->cut = end >= stop;
    return end;
}
