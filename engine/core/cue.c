/* SPDX-License-Identifier: MIT */
#include "cue.h"

#include <string.h>

#include "anchor.h"

typedef struct cue_word {
    const char *word;
    unsigned kind;
} cue_word;

enum { E = EKB_CUE_ERROR, C = EKB_CUE_CODE, I = EKB_CUE_ID, S = EKB_CUE_STATE };

/* clang-format off */
static const cue_word words[] = {
    {"error", E}, {"err", E}, {"errno", E}, {"errcode", E}, {"errorcode", E}, {"errorno", E}, {"hresult", E},
    {"ntstatus", E}, {"oserror", E}, {"exception", E}, {"fault", E}, {"fehler", E}, {"fehlercode", E},
    {"winerror", E}, {"stopcode", E}, {"code", C}, {"status", C}, {"rc", C}, {"retcode", C}, {"id", I},
    {"msgid", I}, {"msg", C}, {"sqlstate", S},
};
/* Of one that ends as another does the longer stands first. */
static const cue_word phrases[] = {
    {"错误识别码", E}, {"错误代码", E}, {"错误码", E}, {"错误编号", E}, {"错误号", E}, {"错误", E},
    {"錯誤碼", E}, {"錯誤代碼", E}, {"錯誤代码", E}, {"錯誤", E}, {"故障代码", E}, {"故障码", E}, {"报错", E},
    {"异常码", E}, {"异常", E}, {"返回码", C}, {"状态码", C}, {"退出码", C}, {"代码", C}, {"代碼", C},
    {"识别码", I}, {"識別碼", I}, {"识别号", I}, {"编号", I},
};
/* Whose id it is: no error's. */
static const char *const owners[] = {
    "process", "thread", "event", "request", "session", "user", "client", "job", "task", "transaction", "trace",
    "span", "device", "object", "connection", "message", "record", "query", "group", "container", "account",
    "exit", "product", "vendor", "activity", "correlation", "instance", "node", "order", "entity", "parent",
    "application", "app", "customer", "zip", "country", "area", "source", "postal", "language", "key", "http",
    "response", "return",
};
/* Between a cue and its id, beside those of ASCII; three bytes each. */
static const char *const wide_links[] = {
    "：", "（", "【", "「", "『", "“", "‘", "〔", "《", "为", "是", "為", "　", "＝", "＃", "［",
};
/* clang-format on */

static int is_ascii_link(char c)
{
    return c != '\0' && strchr(" \t:=#([<\"'{", c) != NULL;
}

static size_t link_before(const char *text, size_t at)
{
    if (is_ascii_link(text[at - 1]))
        return text[at - 1] == '"' && at > 1 && text[at - 2] == '\\' ? 2 : 1;
    for (size_t i = 0; (unsigned char)text[at - 1] >= 0x80 && i < sizeof wide_links / sizeof *wide_links; i++)
        if (at >= 3 && memcmp(text + at - 3, wide_links[i], 3) == 0)
            return 3;
    return 0;
}

static size_t link_at(const char *text, size_t at, size_t length)
{
    if (is_ascii_link(text[at]))
        return 1;
    if (text[at] == '\\')
        return length - at > 1 && text[at + 1] == '"' ? 2 : 0;
    for (size_t i = 0; (unsigned char)text[at] >= 0x80 && i < sizeof wide_links / sizeof *wide_links; i++)
        if (length - at >= 3 && memcmp(text + at, wide_links[i], 3) == 0)
            return 3;
    return 0;
}

size_t ekb_cue_link(const char *text, size_t at, size_t length)
{
    for (int steps = 0; steps < 8 && at < length; steps++) {
        size_t n = link_at(text, at, length);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

/* The part of an identifier that ends at `end`: "Code" of "errorCode" and of
 * "error_code"; @return where it begins. */
static size_t part_before(const char *text, size_t end, size_t least)
{
    size_t at = end;
    while (at > least && ekb_anchor_is_letter((unsigned char)text[at - 1])) {
        at--;
        /* a hump: a capital behind a small letter */
        if (at > least && text[at] >= 'A' && text[at] <= 'Z' && text[at - 1] >= 'a' && text[at - 1] <= 'z')
            break;
    }
    return at;
}

static int is_word(const char *text, size_t start, size_t end, const char *word)
{
    size_t n = strlen(word);
    if (end - start != n)
        return 0;
    for (size_t i = 0; i < n; i++)
        if ((text[start + i] | 0x20) != word[i])
            return 0;
    return 1;
}

static unsigned word_kind(const char *text, size_t start, size_t end)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(text, start, end, words[i].word))
            return words[i].kind;
    return 0;
}

static int is_owner(const char *text, size_t start, size_t end)
{
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (is_word(text, start, end, owners[i]))
            return 1;
    return 0;
}

/* "code", "id" and the like: whose, the word before tells. */
static unsigned kind_with_owner(const char *text, size_t least, size_t *start, unsigned kind)
{
    size_t end = *start;
    while (end > least && *start - end < 2 && strchr(" _-.", text[end - 1]) != NULL && text[end - 1] != '\0')
        end--;
    size_t at = part_before(text, end, least);
    if (at == end)
        return kind;
    if (word_kind(text, at, end) == E) {
        *start = at;
        return E;
    }
    int joined = end == *start || text[end] == '_';
    return is_owner(text, at, end) || (joined && kind != E) ? 0 : kind;
}

static unsigned phrase_before(const char *text, size_t least, size_t end, size_t *start)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        size_t n = strlen(phrases[i].word);
        if (n <= end - least && memcmp(text + end - n, phrases[i].word, n) == 0) {
            *start = end - n;
            return phrases[i].kind;
        }
    }
    return 0;
}

unsigned ekb_cue_before(const char *text, size_t at, size_t *start)
{
    size_t least = at > EKB_CUE_REACH ? at - EKB_CUE_REACH : 0, end = at;
    *start = at;
    for (int steps = 0; steps < 8 && end > least; steps++) {
        size_t n = link_before(text + least, end - least);
        if (n == 0)
            break;
        end -= n;
    }
    if (end == least)
        return 0;
    if ((unsigned char)text[end - 1] >= 0x80)
        return phrase_before(text, least, end, start);
    size_t first = part_before(text, end, least);
    if (first == end || end == at) /* "ERR34513" is a word of its own */
        return 0;
    /* What goes on before is no word of its own: "cm1ID". */
    if (first > least && text[first - 1] >= '0' && text[first - 1] <= '9')
        return 0;
    unsigned kind = word_kind(text, first, end);
    if (kind == 0)
        return 0;
    *start = first;
    return kind == S ? kind : kind_with_owner(text, least, start, kind);
}
