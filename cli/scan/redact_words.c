/* SPDX-License-Identifier: MIT */
/* What a word announces: "password=…", "user: …", 密码：…, "for user … from". */
#include <string.h>

#include "redact_rules.h"

/* A word that has @p stem in it, whatever its case, announces a value. */
static const struct {
    const char *stem;
    ekb_mask_kind kind;
    int exact;  /* the stem is the whole word */
    int to_end; /* the value is the rest of the line */
} stems[] = {
    {"cookie", EKB_MASK_SECRET, 0, 1},     {"passw", EKB_MASK_SECRET, 0, 0},
    {"passphrase", EKB_MASK_SECRET, 0, 0}, {"pwd", EKB_MASK_SECRET, 0, 0},
    {"secret", EKB_MASK_SECRET, 0, 0},     {"token", EKB_MASK_SECRET, 0, 0},
    {"apikey", EKB_MASK_SECRET, 0, 0},     {"api_key", EKB_MASK_SECRET, 0, 0},
    {"api-key", EKB_MASK_SECRET, 0, 0},    {"accesskey", EKB_MASK_SECRET, 0, 0},
    {"access_key", EKB_MASK_SECRET, 0, 0}, {"accountkey", EKB_MASK_SECRET, 0, 0},
    {"privatekey", EKB_MASK_SECRET, 0, 0}, {"private_key", EKB_MASK_SECRET, 0, 0},
    {"credential", EKB_MASK_SECRET, 0, 0}, {"authorization", EKB_MASK_SECRET, 0, 0},
    {"sessionid", EKB_MASK_SECRET, 0, 0},  {"session_id", EKB_MASK_SECRET, 0, 0},
    {"signature", EKB_MASK_SECRET, 0, 0},  {"sig", EKB_MASK_SECRET, 1, 0},
    {"auth", EKB_MASK_SECRET, 1, 0},       {"pin", EKB_MASK_SECRET, 1, 0},
    {"username", EKB_MASK_NAME, 0, 0},     {"user_name", EKB_MASK_NAME, 0, 0},
    {"user", EKB_MASK_NAME, 1, 0},         {"ruser", EKB_MASK_NAME, 1, 0},
    {"login", EKB_MASK_NAME, 1, 0},        {"account", EKB_MASK_NAME, 1, 0},
    {"owner", EKB_MASK_NAME, 1, 0},        {"uid", EKB_MASK_NAME, 1, 0},
    {"logname", EKB_MASK_NAME, 1, 0},      {"email", EKB_MASK_ADDRESS, 0, 0},
    {"hostname", EKB_MASK_ADDRESS, 0, 0},  {"host", EKB_MASK_ADDRESS, 1, 0},
    {"rhost", EKB_MASK_ADDRESS, 1, 0},     {"server", EKB_MASK_ADDRESS, 1, 0},
    {"computer", EKB_MASK_ADDRESS, 1, 0},  {"machine", EKB_MASK_ADDRESS, 1, 0},
    {"peer", EKB_MASK_ADDRESS, 1, 0},      {"ip", EKB_MASK_ADDRESS, 1, 0},
};

/* Chinese has no borders of words: these are looked for as they are. */
static const struct {
    const char *word;
    ekb_mask_kind kind;
} chinese[] = {
    {"密码", EKB_MASK_SECRET},  {"口令", EKB_MASK_SECRET},    {"令牌", EKB_MASK_SECRET},
    {"密钥", EKB_MASK_SECRET},  {"用户名", EKB_MASK_NAME},    {"用户", EKB_MASK_NAME},
    {"帐号", EKB_MASK_NAME},    {"账号", EKB_MASK_NAME},      {"账户", EKB_MASK_NAME},
    {"主机", EKB_MASK_ADDRESS}, {"服务器", EKB_MASK_ADDRESS},
};

static int is_word_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '_' || c == '-';
}

static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

static int has_stem(const ekb_redact_text *t, size_t start, size_t end, const char *stem)
{
    size_t size = strlen(stem);
    for (size_t at = start; at + size <= end; at++) {
        size_t same = 0;
        while (same < size && lower(ekb_redact_at(t, at + same)) == (unsigned char)stem[same])
            same++;
        if (same == size)
            return 1;
    }
    return 0;
}

/* ---- The value behind a word ------------------------------------------------------------ */

static int is_quote(unsigned char c)
{
    return c == '"' || c == '\'' || c == '`';
}

static size_t skip(const ekb_redact_text *t, size_t at, const char *bytes)
{
    while (at < t->length && strchr(bytes, t->text[at]) != NULL && t->text[at] != '\0')
        at++;
    return at;
}

/* Behind "=", ":" or their full-width kin, with quotes and spaces around; 0 if there is no sign. */
static size_t behind_sign(const ekb_redact_text *t, size_t at)
{
    static const char *const signs[] = {"=>", "=", ":", "：", "＝"};
    at = skip(t, at, "\"'\\");
    at = skip(t, at, " \t");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i]);
        if (at + size <= t->length && memcmp(t->text + at, signs[i], size) == 0)
            return skip(t, at + size, " \t");
    }
    return 0;
}

/* What introduces a credential is not the credential. */
static size_t skip_scheme(const ekb_redact_text *t, size_t at)
{
    static const char *const schemes[] = {"bearer ", "basic ", "digest ", "negotiate ", "token "};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t same = 0;
        while (schemes[i][same] != '\0' &&
               lower(ekb_redact_at(t, at + same)) == (unsigned char)schemes[i][same])
            same++;
        if (schemes[i][same] == '\0')
            return at + same;
    }
    return at;
}

static size_t line_end(const ekb_redact_text *t, size_t at)
{
    const char *end = memchr(t->text + at, '\n', t->length - at);
    return end != NULL ? (size_t)(end - t->text) : t->length;
}

/* Where a value in quotes ends. Quotes that are escaped themselves (JSON in JSON) end
 * at the next escaped one. */
static size_t quoted_end(const ekb_redact_text *t, size_t at, size_t end, unsigned char quote, int escaped)
{
    while (at < end && (unsigned char)t->text[at] != quote)
        at += t->text[at] == '\\' && !escaped && at + 1 < end ? 2 : 1;
    return at - (size_t)(escaped && at < end && t->text[at - 1] == '\\');
}

static size_t bare_end(const ekb_redact_text *t, size_t at, size_t end)
{
    while (at < end && strchr(" \t,;&)]}\"'<>|", t->text[at]) == NULL)
        at++;
    return at;
}

static int value(const ekb_redact_text *t, size_t at, int to_end, ekb_mask_kind kind, ekb_mask *out)
{
    if (kind == EKB_MASK_SECRET)
        at = skip_scheme(t, at);
    int escaped = ekb_redact_at(t, at) == '\\' && is_quote(ekb_redact_at(t, at + 1));
    at += (size_t)escaped;
    unsigned char quote = ekb_redact_at(t, at);
    size_t end = line_end(t, at < t->length ? at : t->length);
    if (!to_end && is_quote(quote)) {
        at++;
        end = quoted_end(t, at, end, quote, escaped);
    } else if (!to_end) {
        end = bare_end(t, at, end);
    }
    *out = (ekb_mask){at, end, kind};
    return end > at;
}

/* ---- Rules ------------------------------------------------------------------------------ */

static int announced(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at;
    while (is_word_byte(ekb_redact_at(t, end)))
        end++;
    size_t behind = end > at ? behind_sign(t, end) : 0;
    for (size_t i = 0; behind > 0 && i < sizeof stems / sizeof *stems; i++) {
        int fits = !stems[i].exact || strlen(stems[i].stem) == end - at;
        if (fits && has_stem(t, at, end, stems[i].stem))
            return value(t, behind, stems[i].to_end, stems[i].kind, out);
    }
    return 0;
}

static int announced_in_chinese(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
        size_t size = strlen(chinese[i].word);
        if (at + size > t->length || memcmp(t->text + at, chinese[i].word, size) != 0)
            continue;
        size_t behind = behind_sign(t, at + size);
        if (behind > 0)
            return value(t, behind, 0, chinese[i].kind, out);
    }
    return 0;
}

/* "for user alice from", "for invalid user alice", "for alice from 10.0.0.1" */
static int person(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const phrases[] = {"for invalid user ", "for user ", "invalid user ", "of user "};
    static const char from[] = " from ";
    for (size_t i = 0; i <= sizeof phrases / sizeof *phrases; i++) {
        int last = i == sizeof phrases / sizeof *phrases;
        const char *phrase = last ? "for " : phrases[i];
        size_t size = strlen(phrase), start = at + size;
        if (start >= t->length || memcmp(t->text + at, phrase, size) != 0)
            continue;
        start += (size_t)is_quote(ekb_redact_at(t, start));
        size_t end = start;
        for (; is_word_byte(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == '.';)
            end++;
        int leaves = end + sizeof from - 1 <= t->length && memcmp(t->text + end, from, sizeof from - 1) == 0;
        if (end > start && (!last || leaves)) {
            *out = (ekb_mask){start, end, EKB_MASK_NAME};
            return 1;
        }
    }
    return 0;
}

int ekb_redact_by_word(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    if (ekb_redact_at(t, at) >= 0x80)
        return announced_in_chinese(t, at, out);
    return announced(t, at, out) || person(t, at, out);
}
