/* SPDX-License-Identifier: MIT */
/* What shows by its shape that it is an address, a secret or a name. */
#include <string.h>

#include "redact_rules.h"

static int is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static int is_hex(unsigned char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static int is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static int begins(const ekb_redact_text *t, size_t at, const char *word)
{
    size_t size = strlen(word);
    return at + size <= t->length && memcmp(t->text + at, word, size) == 0;
}

static int found(ekb_mask *out, size_t start, size_t end, ekb_mask_kind kind)
{
    *out = (ekb_mask){start, end, kind};
    return end > start;
}

/* ---- Addresses ----------------------------------------------------------------------- */

static int ipv4(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at;
    if (at > 1 && t->text[at - 1] == '.' && is_digit((unsigned char)t->text[at - 2]))
        return 0; /* the rest of more numbers than an address has */
    for (int group = 0; group < 4; group++) {
        unsigned value = 0;
        size_t start = end += group > 0;
        if (group > 0 && ekb_redact_at(t, end - 1) != '.')
            return 0;
        while (is_digit(ekb_redact_at(t, end)) && end - start < 3)
            value = value * 10 + (ekb_redact_at(t, end++) - '0');
        if (end == start || value > 255)
            return 0;
    }
    int goes_on = ekb_redact_is_word(ekb_redact_at(t, end)) ||
                  (ekb_redact_at(t, end) == '.' && is_digit(ekb_redact_at(t, end + 1)));
    return !goes_on && found(out, at, end, EKB_MASK_ADDRESS);
}

/* Groups of hexadecimal digits between colons: more of them than a time has. */
static int ipv6(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at, colons = 0, shortened = 0, digits = 0;
    for (; is_hex(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == ':'; end++) {
        if (ekb_redact_at(t, end) != ':') {
            if (++digits > 4)
                return 0;
            continue;
        }
        shortened += ekb_redact_at(t, end + 1) == ':';
        colons++;
        digits = 0;
    }
    int whole = colons == 7 || (shortened == 1 && colons >= 2 && colons <= 7 && end - at > 2);
    return whole && !ekb_redact_is_word(ekb_redact_at(t, end)) && found(out, at, end, EKB_MASK_ADDRESS);
}

static int mac(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { GROUPS = 6, SIZE = 17 };
    unsigned char sign = ekb_redact_at(t, at + 2);
    if (sign != ':' && sign != '-')
        return 0;
    for (size_t i = 0; i < GROUPS; i++) {
        if (!is_hex(ekb_redact_at(t, at + 3 * i)) || !is_hex(ekb_redact_at(t, at + 3 * i + 1)) ||
            (i + 1 < GROUPS && ekb_redact_at(t, at + 3 * i + 2) != sign))
            return 0;
    }
    return !ekb_redact_is_word(ekb_redact_at(t, at + SIZE)) && found(out, at, at + SIZE, EKB_MASK_ADDRESS);
}

static int is_host_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '-' || c == '_';
}

/* End of dotted labels from @p at on; *@p last is where the last of them begins. */
static size_t labels(const ekb_redact_text *t, size_t at, size_t *last)
{
    size_t end = at;
    for (*last = at;;) {
        while (is_host_byte(ekb_redact_at(t, end)))
            end++;
        if (ekb_redact_at(t, end) != '.' || !is_host_byte(ekb_redact_at(t, end + 1)))
            return end;
        *last = ++end;
    }
}

static int mail(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t sign = at, last;
    while (is_host_byte(ekb_redact_at(t, sign)) || ekb_redact_at(t, sign) == '.' ||
           ekb_redact_at(t, sign) == '+')
        sign++;
    if (sign == at || ekb_redact_at(t, sign) != '@')
        return 0;
    size_t end = labels(t, sign + 1, &last);
    return last > sign + 1 && end - last >= 2 && found(out, at, end, EKB_MASK_ADDRESS);
}

/* A name of several labels, by its last one: `java.lang.Error` is none. */
static int host(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const tops[] = {"com",      "net",   "org",     "cn",     "io",  "local",
                                       "corp",     "lan",   "intra",   "home",   "edu", "gov",
                                       "internal", "local", "example", "invalid"};
    size_t last, end = labels(t, at, &last);
    for (size_t i = 0; last > at && i < sizeof tops / sizeof *tops; i++) {
        if (strlen(tops[i]) == end - last && memcmp(t->text + last, tops[i], end - last) == 0)
            return found(out, at, end, EKB_MASK_ADDRESS);
    }
    return 0;
}

/* ---- Secrets --------------------------------------------------------------------------- */

static int is_token_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '_' || c == '-' || c == '+' || c == '=';
}

/* "user:secret@" of a URL; @p at is behind its "://". */
static int user_of_url(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at;
    if (at < 3 || !begins(t, at - 3, "://"))
        return 0;
    while (end < t->length && strchr("/ \t\"'<>\n", t->text[end]) == NULL) {
        if (t->text[end] == '@')
            return found(out, at, end, EKB_MASK_SECRET);
        end++;
    }
    return 0;
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
        if (!begins(t, at, tokens[i].prefix))
            continue;
        while (is_token_byte(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == '.')
            end++;
        if (end - start >= tokens[i].least)
            return found(out, at, end, EKB_MASK_SECRET);
    }
    return 0;
}

/* 8-4-4-4-12 hexadecimal digits: an identifier, which helps and tells nothing. */
static int is_guid(const ekb_redact_text *t, size_t at, size_t size)
{
    if (size != 36)
        return 0;
    for (size_t i = 0; i < size; i++) {
        int dash = i == 8 || i == 13 || i == 18 || i == 23;
        unsigned char c = ekb_redact_at(t, at + i);
        if (dash ? c != '-' : !is_hex(c))
            return 0;
    }
    return 1;
}

static int long_token(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { LONG = 32 };
    size_t end = at, digits = 0, letters = 0;
    for (; is_token_byte(ekb_redact_at(t, end)); end++) {
        digits += (size_t)is_digit(ekb_redact_at(t, end));
        letters += (size_t)is_letter(ekb_redact_at(t, end));
    }
    return end - at >= LONG && digits >= 4 && letters >= 4 && !is_guid(t, at, end - at) &&
           found(out, at, end, EKB_MASK_SECRET);
}

static int private_key(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char begin[] = "BEGIN ", key[] = "PRIVATE KEY";
    size_t end = at + sizeof begin - 1;
    if (!begins(t, at, begin))
        return 0;
    while (end < t->length && t->text[end] != '-' && t->text[end] != '\n' && !begins(t, end, key))
        end++;
    return begins(t, end, key) && found(out, end, t->length, EKB_MASK_SECRET);
}

/* ---- Names ---------------------------------------------------------------------------------- */

/* Folders of people; the signs are those of both systems, and as JSON escapes them. */
static int home(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const folders[] = {"home", "Users", "Documents and Settings", "用户"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t start = at + strlen(folders[i]), signs = 0;
        int rooted = at > 0 && (t->text[at - 1] == '/' || t->text[at - 1] == '\\');
        if (!rooted || !begins(t, at, folders[i]))
            continue;
        while (ekb_redact_at(t, start + signs) == '/' || ekb_redact_at(t, start + signs) == '\\')
            signs++;
        size_t end = start += signs;
        while (end < t->length && strchr("/\\ \t\"':;,<>|\n", t->text[end]) == NULL)
            end++;
        if (signs > 0 && end > start)
            return found(out, start, end, EKB_MASK_NAME);
    }
    return 0;
}

/* "CONTOSO\alice" */
static int account(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const others[] = {"HKLM\\", "HKCU\\", "HKCR\\", "HKU\\", "AUTHORITY\\", "BUILTIN\\"};
    size_t sign = at;
    while ((ekb_redact_at(t, sign) >= 'A' && ekb_redact_at(t, sign) <= 'Z') ||
           is_digit(ekb_redact_at(t, sign)) || ekb_redact_at(t, sign) == '-')
        sign++;
    if (sign - at < 2 || ekb_redact_at(t, sign) != '\\' || (at > 0 && t->text[at - 1] == '\\'))
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (begins(t, at, others[i]))
            return 0;
    }
    size_t start = sign + 1 + (ekb_redact_at(t, sign + 1) == '\\'), end = start;
    while (is_host_byte(ekb_redact_at(t, end)) ||
           (ekb_redact_at(t, end) == '.' && is_host_byte(ekb_redact_at(t, end + 1))))
        end++;
    return end > start && is_letter(ekb_redact_at(t, start)) && found(out, at, end, EKB_MASK_NAME);
}

/* ---------------------------------------------------------------------------------------------- */

typedef int (*shape_fn)(const ekb_redact_text *t, size_t at, ekb_mask *out);

int ekb_redact_by_shape(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const shape_fn shapes[] = {user_of_url, known_token, private_key, ipv4,    mac,       ipv6,
                                      mail,        host,        home,        account, long_token};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i](t, at, out))
            return 1;
    }
    return 0;
}
