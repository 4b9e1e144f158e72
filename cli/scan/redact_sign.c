/* SPDX-License-Identifier: MIT */
/* How a value is announced: a word and a sign, a tag, the scheme of a credential. */
#include <string.h>

#include "redact_rules.h"

enum { SKIP_MOST = 256 /* more blanks or signs than stand between a key and its value */ };

size_t ekb_redact_skip(const ekb_redact_text *t, size_t at, const char *bytes)
{
    size_t most = at + SKIP_MOST;
    while (at < t->length && at < most && t->text[at] != '\0' && strchr(bytes, t->text[at]) != NULL)
        at++;
    return at;
}

size_t ekb_redact_name_end(const ekb_redact_text *t, size_t at)
{
    size_t end = at;
    while (end - at < EKB_REDACT_KEY_MAX && (ekb_redact_is_word(ekb_redact_at(t, end)) ||
                                             ekb_redact_at(t, end) == '_' || ekb_redact_at(t, end) == '-'))
        end++;
    return end;
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

/* ---- Signs ------------------------------------------------------------------------------- */

int ekb_redact_is_key(const ekb_redact_text *t, size_t at)
{
    size_t end = ekb_redact_name_end(t, at);
    return end > at && (ekb_redact_at(t, end) == '=' || ekb_redact_at(t, end) == ':');
}

/* "=", ":", "=>", ":=", "==" */
size_t ekb_redact_behind_sign(const ekb_redact_text *t, size_t at)
{
    at = ekb_redact_skip(t, at, "\"'`\\");
    at = ekb_redact_skip(t, at, " \t");
    unsigned char sign = ekb_redact_at(t, at);
    if (sign != '=' && sign != ':')
        return 0;
    at = ekb_redact_skip(t, at, "=:");
    at += ekb_redact_at(t, at) == '>' && ekb_redact_before(t, at) == '=';
    size_t behind = ekb_redact_skip(t, at, " \t");
    int is_empty = sign == '=' && behind > at && ekb_redact_is_key(t, behind); /* "logname= uid=0" */
    return is_empty ? 0 : behind;
}

/* ---- Tags -------------------------------------------------------------------------------- */

/* How the tag begins and ends, and what follows it; as it is, in XML in XML and in JSON. The last
 * stands behind any of these. */
static const struct {
    const char *open, *close, *after;
} tags[] = {
    {"<", ">", "<"}, {"&lt;", "&gt;", "&lt;"}, {"\\u003c", "\\u003e", "\\u003c"}, {"", "<![cdata[", "]]>"}};

enum { TAGS = sizeof tags / sizeof *tags - 1 };

const char *ekb_redact_tag_after(const ekb_redact_form *form)
{
    return tags[form->quote].after;
}

/* Whether the bytes stand before @p at, and perhaps the name of a namespace between. */
static int is_opened(const ekb_redact_text *t, size_t at, const char *open)
{
    enum { SPACE_MOST = 32 };
    size_t start = at, size = strlen(open);
    /* The letters of \u003c are the beginning of the word. */
    if (ekb_redact_before(t, at) == '\\' && ekb_redact_goes_on(t, at - 1, open))
        return 1;
    if (ekb_redact_before(t, at) == ':') {
        start--;
        while (start > 0 && at - start < SPACE_MOST && ekb_redact_is_word(ekb_redact_before(t, start)))
            start--;
    }
    for (size_t k = start; k <= at && k <= start + size; k++)
        if (k >= size && ekb_redact_goes_on(t, k - size, open) &&
            (k == at || ekb_redact_before(t, at) == ':'))
            return 1;
    return 0;
}

size_t ekb_redact_behind_tag(const ekb_redact_text *t, size_t start, size_t end, ekb_redact_form *form)
{
    enum { ATTRIBUTES_MOST = 256 };
    size_t tag = 0, at = end;
    while (tag < TAGS && !is_opened(t, start, tags[tag].open))
        tag++;
    if (tag == TAGS)
        return 0;
    while (at - end < ATTRIBUTES_MOST && ekb_redact_at(t, at) >= ' ' && ekb_redact_at(t, at) != '<' &&
           !ekb_redact_goes_on(t, at, tags[tag].close))
        at++;
    int has_attributes = ekb_redact_at(t, end) == ' ' && ekb_redact_before(t, at) != '/';
    if (!ekb_redact_goes_on(t, at, tags[tag].close) || (at > end && !has_attributes))
        return 0;
    at = ekb_redact_skip(t, at + strlen(tags[tag].close), " \t");
    if (ekb_redact_goes_on(t, at, tags[TAGS].close)) {
        at += strlen(tags[TAGS].close);
        tag = TAGS;
    }
    *form = (ekb_redact_form){.end = EKB_VALUE_ELEMENT, .quote = (unsigned char)tag};
    return at;
}

/* ---- Schemes ----------------------------------------------------------------------------- */

/* The registry of IANA, and those of well-known services. */
static const char *const schemes[] = {
    "basic",
    "apikey",
    "api-key",
    "aws4-hmac-sha256",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "googlelogin",
    "hawk",
    "hmac",
    "hoba",
    "kerberos",
    "key",
    "mutual",
    "negotiate",
    "ntlm",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "sharedaccesssignature",
    "sharedkey",
    "sharedkeylite",
    "token",
    "vapid",
};

size_t ekb_redact_behind_scheme(const ekb_redact_text *t, size_t at, int *is_basic)
{
    size_t end = ekb_redact_name_end(t, at);
    *is_basic = 0;
    for (size_t i = 0; ekb_redact_at(t, end) == ' ' && i < sizeof schemes / sizeof *schemes; i++) {
        if (strlen(schemes[i]) != end - at || !ekb_redact_goes_on(t, at, schemes[i]))
            continue;
        *is_basic = i == 0;
        return ekb_redact_skip(t, end, " ");
    }
    return at;
}
