/* SPDX-License-Identifier: MIT */
#include "foreign.h"

#include <stdlib.h>
#include <string.h>

/* Longest name of a placeholder. */
#define NAME_MAX_BYTES 40

/* A placeholder found in a message. */
typedef struct found {
    ekbc_foreign_style style;
    size_t length;                 /* in the message */
    size_t before, after;          /* bytes of it that stay: the quotes around a word */
    int number;                    /* -1: counted */
    char name[NAME_MAX_BYTES + 1]; /* "": numbered */
} found;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static int is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static int is_letter(char c)
{
    return is_lower(c) || is_upper(c);
}

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

static int number_of(const char *text, size_t length)
{
    int number = 0;
    if (length > 4)
        return -1;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* A name of ours: small letters, digits, `_`. */
static int set_name(found *f, const char *text, size_t length)
{
    if (length == 0 || length > NAME_MAX_BYTES || is_digit(*text))
        return 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        f->name[i] = is_upper(c) ? (char)(c - 'A' + 'a') : is_letter(c) || is_digit(c) ? c : '_';
    }
    f->name[length] = '\0';
    return 1;
}

/* ---- One style each: length at `at`, 0 if there is none ------------------ */

/* Length of `h`, `ll`, `I64` and their kin. */
static size_t size_prefix(const char *text)
{
    static const char *const prefixes[] = {"I64", "I32", "hh", "ll", "h", "l", "L",
                                           "q",   "j",   "z",  "t",  "I", "w"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t length = strlen(prefixes[i]);
        if (strncmp(text, prefixes[i], length) == 0)
            return length;
    }
    return 0;
}

static size_t width(const char *text)
{
    return *text == '*' ? 1 : digits(text);
}

/* A blank is a flag in C, but "100% done" is far more frequent in messages. What
   stands by itself, as `% d` does in machine translations, is a placeholder. */
static size_t find_blank(const char *start, const char *at)
{
    const char *before = at > start && at[-1] == ' ' ? at - 1 : at;
    const char *p = at + 2;
    p += size_prefix(p);
    if (*p == '\0' || strchr("dsu", *p) == NULL || is_letter(p[1]) || is_digit(p[1]) ||
        (before > start && is_digit(before[-1])))
        return 0;
    return (size_t)(p + 1 - at);
}

/* `%[n$][flags][width][.precision][size]conversion` */
static size_t find_printf(const char *start, const char *at, found *f)
{
    const char *p = at + 1;
    if (*p == ' ')
        return find_blank(start, at);
    size_t position = digits(p);
    if (position > 0 && p[position] == '$') {
        f->number = number_of(p, position);
        p += position + 1;
    }
    p += strspn(p, "-+#0`");
    p += width(p);
    if (*p == '.')
        p += 1 + width(p + 1);
    p += size_prefix(p);
    if (*p == '\0' || strchr("diouxXeEfFgGaAcCsSpmMZ", *p) == NULL)
        return 0;
    char conversion = *p++;
    /* 50%complete */
    if (at > start && is_digit(at[-1]) && p == at + 2 && is_letter(*p))
        return 0;
    if (conversion == 'm' && f->number < 0)
        set_name(f, "reason", 6); /* takes no argument: the text of errno */
    if (conversion == 'S' && *p == '_' && is_upper(p[1])) {
        for (p++; is_upper(*p); p++)
            ;
    }
    return (size_t)(p - at);
}

static size_t find_windows(const char *start, const char *at, found *f)
{
    size_t length = digits(at + 1);
    (void)start;
    if (length == 0 || length > 2 || at[1] == '0')
        return 0;
    f->number = number_of(at + 1, length);
    const char *p = at + 1 + length;
    const char *end = *p == '!' ? strchr(p + 1, '!') : NULL;
    if (end != NULL && end > p + 1 && end - p <= 12 && strcspn(p + 1, " !") == (size_t)(end - p) - 1)
        p = end + 1;
    return (size_t)(p - at);
}

static size_t find_braces(const char *start, const char *at, found *f)
{
    const char *end = strchr(at, '}');
    size_t length = digits(at + 1), name = 0;
    (void)start;
    if (end == NULL || end - at > 64)
        return 0;
    if (length > 0 && length <= 4 && strchr(",:}", at[1 + length]) != NULL) {
        f->number = number_of(at + 1, length);
    } else if (end > at + 1) {
        while (is_letter(at[1 + name]) || is_digit(at[1 + name]) ||
               (name > 0 && strchr("_-.", at[1 + name]) != NULL && at[1 + name] != '\0'))
            name++;
        /* {EXCEPTION} is a heading, {name} stands for something. */
        if (!is_lower(at[1]) || strchr(":}", at[1 + name]) == NULL || !set_name(f, at + 1, name))
            return 0;
    }
    return memchr(at + 1, '{', (size_t)(end - at) - 1) == NULL ? (size_t)(end - at) + 1 : 0;
}

static size_t find_at(const char *start, const char *at, found *f)
{
    size_t length = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    (void)start;
    return length >= 2 && at[1 + length] == '@' && set_name(f, at + 1, length) ? length + 2 : 0;
}

static size_t find_angle(const char *start, const char *at, found *f)
{
    size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_ -");
    (void)start;
    /* <br> and <a> are tags. */
    return length >= 3 && at[1 + length] == '>' && is_lower(at[1]) && at[length] != ' ' &&
                   set_name(f, at + 1, length)
               ? length + 2
               : 0;
}

/* What a word in quotes stands for when messages are documented rather than
   printed. Sorted; digits behind are left out. */
static const char *const nouns[] = {
    "accessibility", "accessor",    "address",        "alias",     "arg",         "argument",
    "array",         "assembly",    "attribute",      "char",      "character",   "class",
    "clause",        "code",        "column",         "command",   "constant",    "constraint",
    "constructor",   "context",     "count",          "database",  "declaration", "declarator",
    "delegate",      "destructor",  "device",         "directive", "directory",   "drive",
    "element",       "enumeration", "error",          "event",     "expression",  "field",
    "file",          "filename",    "folder",         "format",    "function",    "group",
    "header",        "host",        "hostname",       "id",        "identifier",  "index",
    "instance",      "interface",   "item",           "key",       "keyword",     "label",
    "length",        "level",       "library",        "limit",     "line",        "macro",
    "member",        "message",     "method",         "mode",      "modifier",    "module",
    "name",          "namespace",   "node",           "number",    "object",      "offset",
    "operand",       "operation",   "operator",       "option",    "owner",       "package",
    "param",         "parameter",   "path",           "pathname",  "pointer",     "pragma",
    "process",       "program",     "property",       "range",     "reason",      "resource",
    "role",          "schema",      "section",        "segment",   "server",      "service",
    "signature",     "size",        "specialization", "specifier", "statement",   "status",
    "string",        "symbol",      "table",          "tag",       "target",      "template",
    "text",          "token",       "tool",           "trait",     "type",        "unit",
    "url",           "user",        "username",       "value",     "var",         "variable",
    "version",       "view",        "volume",         "width",
};

static int by_text(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

/* The last part of `base_class`, `type-name`, `section name` tells. */
static int is_noun(const char *text, size_t length)
{
    char word[NAME_MAX_BYTES + 1];
    while (length > 0 && (is_digit(text[length - 1]) || strchr("_- ", text[length - 1]) != NULL))
        length--;
    size_t start = length;
    while (start > 0 && is_lower(text[start - 1]))
        start--;
    if (length - start == 0 || length - start > NAME_MAX_BYTES)
        return 0;
    memcpy(word, text + start, length - start);
    word[length - start] = '\0';
    return bsearch(word, nouns, sizeof nouns / sizeof nouns[0], sizeof nouns[0], by_text) != NULL;
}

static size_t find_quoted(const char *start, const char *at, found *f)
{
    static const char *const quotes[][2] = {{"'", "'"},   {"\"", "\""}, {"“", "”"}, {"‘", "’"},
                                            {"「", "」"}, {"”", "”"},   {"“", "“"}};
    if (*at == '\'' && at > start && is_letter(at[-1]))
        return 0; /* doesn't */
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
        size_t open = strlen(quotes[i][0]), close = strlen(quotes[i][1]);
        if (strncmp(at, quotes[i][0], open) != 0)
            continue;
        size_t length = strspn(at + open, "abcdefghijklmnopqrstuvwxyz0123456789_ -");
        if (length == 0 || strncmp(at + open + length, quotes[i][1], close) != 0 || !is_lower(at[open]) ||
            !is_noun(at + open, length) || !set_name(f, at + open, length))
            continue;
        f->before = open;
        f->after = close;
        return open + length + close;
    }
    return 0;
}

/* ---- The message -------------------------------------------------------- */

static const struct {
    const char *first; /* bytes that one of this style begins with */
    size_t (*find)(const char *start, const char *at, found *f);
} styles_table[EKBC_STYLES] = {
    [EKBC_PRINTF] = {"%", find_printf}, [EKBC_WINDOWS] = {"%", find_windows},
    [EKBC_BRACES] = {"{", find_braces}, [EKBC_AT] = {"@", find_at},
    [EKBC_ANGLE] = {"<", find_angle},   [EKBC_QUOTED] = {"'\"\xE2\xE3", find_quoted},
};

/* The placeholder of one of `styles` at `at`. @return 0 if there is none. */
static int find(const char *start, const char *at, unsigned styles, found *f)
{
    for (int style = 0; style < EKBC_STYLES; style++) {
        if ((styles >> style & 1) == 0 || strchr(styles_table[style].first, *at) == NULL)
            continue;
        *f = (found){.style = (ekbc_foreign_style)style, .number = -1};
        f->length = styles_table[style].find(start, at, f);
        if (f->length > 0)
            return 1;
    }
    return 0;
}

/* Bytes up to the next that may begin a placeholder, a brace or `%%`. */
static size_t plain_run(const char *at)
{
    return strcspn(at, "%{@<'\"\xE2\xE3");
}

void ekbc_foreign_count(ekbc_foreign_census *census, const char *message)
{
    found f;
    unsigned seen = 0;
    for (const char *at = message + plain_run(message); *at != '\0'; at += plain_run(at)) {
        int there = find(message, at, (1u << EKBC_STYLES) - 1, &f);
        if (there)
            seen |= 1u << f.style;
        at += there ? f.length : 1;
    }
    census->messages++;
    for (int style = 0; style < EKBC_STYLES; style++)
        census->with[style] += seen >> style & 1;
}

unsigned ekbc_foreign_styles(const ekbc_foreign_census *census)
{
    /* What a product hardly ever writes beside its own placeholders is text. */
    enum { RARE = 50, QUOTED_RARE = 20 };
    size_t most = 0;
    unsigned styles = 0;
    for (int style = 0; style < EKBC_QUOTED; style++)
        most = census->with[style] > most ? census->with[style] : most;
    for (int style = 0; style < EKBC_QUOTED; style++) {
        if (census->with[style] > 0 && census->with[style] >= most / RARE)
            styles |= 1u << style;
    }
    if (most <= census->messages / RARE && census->with[EKBC_QUOTED] > census->messages / QUOTED_RARE)
        styles |= 1u << EKBC_QUOTED;
    return styles;
}

static void put_placeholder(const found *f, const char *at, int *counted, ekb_strbuf *out)
{
    ekb_strbuf_append(out, at, f->before);
    if (f->name[0] != '\0')
        ekb_strbuf_printf(out, "{%s}", f->name);
    else
        ekb_strbuf_printf(out, "{p%d}", f->number >= 0 ? f->number : ++*counted);
    ekb_strbuf_append(out, at + f->length - f->after, f->after);
}

/* The highest number that a message itself gives to a placeholder: what is only
   counted must not be taken for it. In printf's style the two are of one
   count. */
static int highest_number(const char *message, unsigned styles)
{
    int highest = 0;
    found f;
    for (const char *at = message + plain_run(message); *at != '\0'; at += plain_run(at)) {
        int there = find(message, at, styles, &f);
        highest = there && f.style != EKBC_PRINTF && f.number > highest ? f.number : highest;
        at += there ? f.length : 1;
    }
    return highest;
}

/* `%%`, and how Windows ends a line or keeps it open. @return its length, or 0. */
static size_t put_escape(const char *at, unsigned styles, ekb_strbuf *out)
{
    int windows = (styles >> EKBC_WINDOWS & 1) != 0;
    if (at[0] != '%' || (styles & (1u << EKBC_PRINTF | 1u << EKBC_WINDOWS)) == 0)
        return 0;
    if (at[1] == '%')
        ekb_strbuf_putc(out, '%');
    else if (windows && at[1] == 'n' && at[2] != '\0')
        ekb_strbuf_putc(out, ' ');
    else if (!windows || at[2] != '\0' || (at[1] != 'n' && at[1] != '0'))
        return 0;
    return 2;
}

/* Both ways to write a message: as ours, or bare, for people. */
static void convert(const char *message, unsigned styles, int bare, ekb_strbuf *out)
{
    int counted = highest_number(message, styles);
    found f;
    for (const char *at = message; *at != '\0';) {
        size_t plain = plain_run(at);
        ekb_strbuf_append(out, at, plain);
        at += plain;
        size_t escape = put_escape(at, styles, out);
        if (escape > 0) {
            at += escape;
        } else if (*at != '\0' && find(message, at, styles, &f)) {
            if (bare && f.style == EKBC_QUOTED)
                ekb_strbuf_append(out, at, f.length); /* the word reads better */
            else if (bare)
                ekb_strbuf_puts(out, "…");
            else
                put_placeholder(&f, at, &counted, out);
            at += f.length;
        } else if (*at != '\0') {
            if (*at == '{' && !bare)
                ekb_strbuf_putc(out, '{');
            ekb_strbuf_putc(out, *at++);
        }
    }
}

void ekbc_foreign_message(const char *message, unsigned styles, ekb_strbuf *out)
{
    convert(message, styles, 0, out);
}

void ekbc_foreign_plain(const char *message, unsigned styles, ekb_strbuf *out)
{
    convert(message, styles, 1, out);
}
