/* SPDX-License-Identifier: MIT */
/* What is announced without a sign: "--password …", "the password is …", "for user …".
 *
 * Messages use the same words ("The password is incorrect", "user not found"), so what
 * follows is masked only where it is no ordinary word: a password by the digits or signs
 * among its letters, a name by what stands behind it. */
#include <string.h>

#include "redact_rules.h"

/* ---- Ordinary words ------------------------------------------------------------------------ */

/* What stands behind "user", "--password" and the like in messages. In small letters. */
static const char *const ordinary[] = {
    "a",           "access",      "account",
    "accounts",    "action",      "agent",
    "already",     "and",         "api",
    "are",         "argument",    "associated",
    "at",          "attempted",   "authentication",
    "because",     "buffer",      "but",
    "by",          "can",         "canceled",
    "cancelled",   "cannot",      "certificate",
    "change",      "class",       "closed",
    "code",        "connection",  "connections",
    "could",       "count",       "create",
    "created",     "credential",  "credentials",
    "cron",        "data",        "database",
    "default",     "defined",     "denied",
    "descriptor",  "did",         "directory",
    "disabled",    "does",        "doesn",
    "domain",      "enabled",     "environment",
    "error",       "errors",      "exists",
    "expired",     "failed",      "failure",
    "field",       "file",        "flag",
    "for",         "from",        "function",
    "group",       "groups",      "had",
    "handles",     "has",         "have",
    "home",        "id",          "identifier",
    "identifiers", "ids",         "in",
    "info",        "information", "input",
    "interaction", "interface",   "invalid",
    "is",          "isn",         "it",
    "key",         "label",       "level",
    "limit",       "list",        "locked",
    "log",         "logged",      "login",
    "manager",     "mapping",     "may",
    "memory",      "missing",     "mode",
    "must",        "name",        "names",
    "needs",       "no",          "not",
    "object",      "objects",     "of",
    "off",         "on",          "only",
    "option",      "options",     "or",
    "parameter",   "password",    "permission",
    "permissions", "policy",      "port",
    "principal",   "privilege",   "privileges",
    "process",     "profile",     "prompt",
    "protocol",    "provided",    "query",
    "quota",       "rejected",    "request",
    "requested",   "required",    "requires",
    "resets",      "right",       "rights",
    "role",        "roles",       "s",
    "script",      "security",    "service",
    "session",     "set",         "setting",
    "settings",    "should",      "side",
    "space",       "specified",   "stack",
    "state",       "store",       "subscription",
    "supplied",    "switch",      "table",
    "that",        "the",         "to",
    "token",       "trust",       "type",
    "unknown",     "value",       "variable",
    "was",         "were",        "when",
    "which",       "will",        "with",
    "without",
};

/* What is done by somebody who has just been named. */
static const char *const deeds[] = {
    "and",    "at",      "attempted", "authenticated", "cannot", "connected", "could",  "created",
    "did",    "does",    "failed",    "disconnected",  "from",   "had",       "has",    "in",
    "is",     "logged",  "logging",   "logs",          "not",    "on",        "opened", "requested",
    "signed", "started", "tried",     "via",           "was",    "with",
};

static int is_one_of(const ekb_redact_text *t, size_t start, size_t end, const char *const *words,
                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == end - start && ekb_redact_goes_on(t, start, words[i]))
            return 1;
    return 0;
}

static int is_ordinary(const ekb_redact_text *t, size_t start, size_t end)
{
    return is_one_of(t, start, end, ordinary, sizeof ordinary / sizeof *ordinary);
}

/* ---- People ------------------------------------------------------------------------------------ */

static int is_name_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '_' || c == '-' || c == '.' || c == '$' || c >= 0x80;
}

static size_t person_end(const ekb_redact_text *t, size_t at)
{
    enum { NAME_MOST = 64 };
    size_t end = at;
    while (end - at < NAME_MOST && is_name_byte(ekb_redact_at(t, end)))
        end++;
    while (end > at && t->text[end - 1] == '.')
        end--;
    return end;
}

/* Whether a sentence goes on, or ends, as it does behind a name. */
static int acts(const ekb_redact_text *t, size_t end)
{
    unsigned char next = ekb_redact_at(t, end);
    if (next != ' ')
        return next < ' ' || strchr(".,;:!?)]'\"@", next) != NULL;
    size_t deed = end + 1, behind = ekb_redact_name_end(t, deed);
    return behind == deed || is_one_of(t, deed, behind, deeds, sizeof deeds / sizeof *deeds);
}

/* How sure a phrase is of the name behind it. */
typedef enum surety {
    SURE,    /* unless it is an ordinary word */
    IF_ACTS, /* where the sentence goes on like that */
    IF_FROM  /* only before " from " */
} surety;

/* "for user alice from", "for invalid user alice", "User bob logged in", "for alice from 10.0.0.1".
 * In capitals these words are those of SQL: FOR UPDATE FROM, SINGLE USER. */
static int person(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const struct {
        const char *phrase;
        surety surety;
    } phrases[] = {
        {"for invalid user ", SURE}, {"for user ", SURE}, {"invalid user ", SURE},
        {"of user ", SURE},          {"by user ", SURE},  {"user ", IF_ACTS},
        {"User ", IF_ACTS},          {"用户 ", SURE},     {"for ", IF_FROM},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (!ekb_redact_begins(t, at, phrases[i].phrase))
            continue;
        size_t start = at + strlen(phrases[i].phrase);
        int quoted = ekb_redact_is_quote(ekb_redact_at(t, start));
        start += (size_t)quoted;
        size_t end = person_end(t, start);
        int fits = phrases[i].surety == IF_FROM ? ekb_redact_begins(t, end, " from ")
                   : quoted                     ? ekb_redact_is_quote(ekb_redact_at(t, end))
                                                : phrases[i].surety == SURE || acts(t, end);
        if (end > start && fits && !is_ordinary(t, start, end))
            return ekb_redact_found(out, start, end, EKB_MASK_NAME);
    }
    return 0;
}

/* ---- Passwords --------------------------------------------------------------------------------- */

/* Names of methods have digits too: sha256, base64, utf8. */
static int is_method(const ekb_redact_text *t, size_t start, size_t end)
{
    static const char *const methods[] = {"base", "md", "ntlmv", "oauth", "pbkdf", "sha", "utf", "utf-", "v"};
    size_t digits = start;
    while (digits < end && !ekb_redact_is_digit((unsigned char)t->text[digits]))
        digits++;
    size_t rest = digits;
    while (rest < end && ekb_redact_is_digit((unsigned char)t->text[rest]))
        rest++;
    return rest == end && is_one_of(t, start, digits, methods, sizeof methods / sizeof *methods);
}

enum { ODD_MOST = 128 };

/* Small letters with digits or signs among them, which words of messages, numbers and
 * codes are not. */
static int is_odd(const ekb_redact_text *t, size_t start, size_t end)
{
    enum { SHORTEST = 4 };
    int small = 0, other = 0;
    if (end - start < SHORTEST || end - start > ODD_MOST || strchr("/\\([{<%$", t->text[start]) != NULL ||
        ekb_redact_goes_on(t, start, "0x") || is_method(t, start, end))
        return 0;
    for (size_t at = start; at < end; at++) {
        unsigned char c = (unsigned char)t->text[at];
        if (c == '=' || c == '(' || c == '{' || c >= 0x80)
            return 0;
        small |= c >= 'a' && c <= 'z';
        other |= ekb_redact_is_digit(c) || strchr("!@#$%^&*+~?", c) != NULL;
    }
    return small && other;
}

/* A value that shows to be one: in quotes, or odd. */
static int bare_value(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    ekb_redact_form form;
    if (ekb_redact_opening(t, at, &form) > at)
        return ekb_redact_value(t, at, EKB_VALUE_WORD, EKB_MASK_SECRET, out);
    /* One that is too long is none: only so much of the text is looked at. */
    ekb_redact_text near = ekb_redact_near(t, at, ODD_MOST + 2);
    size_t end = at < near.length ? ekb_redact_word_end(&near, at) : at;
    while (end > at && strchr(".!?:", t->text[end - 1]) != NULL)
        end--;
    return end > at && is_odd(t, at, end) && ekb_redact_found(out, at, end, EKB_MASK_SECRET);
}

static int is_password(const ekb_redact_text *t, size_t start, size_t end)
{
    static const char *const passwords[] = {"passw", "passphrase", "pwd"};
    for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++)
        if (ekb_redact_has_stem(t, start, end, passwords[i]))
            return 1;
    return 0;
}

/* "mysql --password hunter2": of an option any word, unless it goes on about the option. */
static int option(const ekb_redact_text *t, size_t start, size_t end, ekb_mask *out)
{
    size_t at = end + 1;
    if (ekb_redact_at(t, start) != '-' || ekb_redact_before(t, start) > ' ' || ekb_redact_at(t, at) == '-' ||
        is_ordinary(t, at, ekb_redact_name_end(t, at)))
        return 0;
    return ekb_redact_names_secret(t, start, end) &&
           ekb_redact_value(t, at, EKB_VALUE_WORD, EKB_MASK_SECRET, out);
}

static int secret(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const copulas[] = {"is ", "was ", "is now ", "set to ", "changed to "};
    size_t end = ekb_redact_name_end(t, at), behind = end + 1;
    if (end == at || ekb_redact_at(t, end) != ' ')
        return 0;
    if (option(t, at, end, out))
        return 1;
    for (size_t i = 0; i < sizeof copulas / sizeof *copulas; i++)
        if (ekb_redact_goes_on(t, behind, copulas[i]) && ekb_redact_names_secret(t, at, end) &&
            bare_value(t, behind + strlen(copulas[i]), out))
            return 1;
    return is_password(t, at, end) && bare_value(t, behind, out);
}

/* 密码是 hunter2 */
static int chinese_secret(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const words[] = {"密码", "口令", "通行短语"};
    static const char *const copulas[] = {"是", "为", ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!ekb_redact_goes_on(t, at, words[i]))
            continue;
        size_t end = at + strlen(words[i]);
        for (size_t k = 0; k < sizeof copulas / sizeof *copulas; k++) {
            size_t behind = end + strlen(copulas[k]);
            if (ekb_redact_goes_on(t, end, copulas[k]) &&
                bare_value(t, behind + (ekb_redact_at(t, behind) == ' '), out))
                return 1;
        }
    }
    return 0;
}

int ekb_redact_by_phrase(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    if (person(t, at, out))
        return 1;
    return ekb_redact_at(t, at) >= 0x80 ? chinese_secret(t, at, out) : secret(t, at, out);
}
