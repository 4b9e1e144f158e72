/* SPDX-License-Identifier: MIT */
#include "cue.h"

#include <string.h>

#include "anchor.h"

typedef struct cue_word {
    const char *word;
    unsigned kind;
    size_t length;
} cue_word;

#define W(word, kind)                                                                                        \
  {                                                                                                          \
    word, kind, sizeof(word) - 1                                                                             \
  }

enum { E = EKB_CUE_ERROR, C = EKB_CUE_CODE, I = EKB_CUE_ID, S = EKB_CUE_STATE };

/* clang-format off */
static const cue_word words[] = {
    W("error", E), W("err", E), W("errno", E), W("errcode", E), W("errorcode", E), W("errorno", E), W("hresult", E),
    W("ntstatus", E), W("oserror", E), W("exception", E), W("fault", E), W("fehler", E), W("fehlercode", E),
    W("winerror", E), W("stopcode", E), W("code", C), W("status", C), W("rc", C), W("retcode", C), W("id", I),
    W("msgid", I), W("msg", C), W("sqlstate", S),
};
/* Of one that ends as another does the longer stands first. */
static const cue_word phrases[] = {
    W("错误识别码", E), W("错误代码", E), W("错误码", E), W("错误编号", E), W("错误号", E), W("错误", E),
    W("錯誤碼", E), W("錯誤代碼", E), W("錯誤代码", E), W("錯誤", E), W("故障代码", E), W("故障码", E), W("报错", E),
    W("异常码", E), W("异常", E), W("返回码", C), W("状态码", C), W("退出码", C), W("代码", C), W("代碼", C),
    W("识别码", I), W("識別碼", I), W("识别号", I), W("编号", I),
};
/* Whose id it is: no error's. */
static const cue_word owners[] = {
    W("process", 0), W("thread", 0), W("event", 0), W("request", 0), W("session", 0), W("user", 0), W("client", 0), W("job", 0), W("task", 0), W("transaction", 0), W("trace", 0),
    W("span", 0), W("device", 0), W("object", 0), W("connection", 0), W("message", 0), W("record", 0), W("query", 0), W("group", 0), W("container", 0), W("account", 0),
    W("exit", 0), W("product", 0), W("vendor", 0), W("activity", 0), W("correlation", 0), W("instance", 0), W("node", 0), W("order", 0), W("entity", 0), W("parent", 0),
    W("application", 0), W("app", 0), W("customer", 0), W("zip", 0), W("country", 0), W("area", 0), W("source", 0), W("postal", 0), W("language", 0), W("key", 0), W("http", 0),
    W("response", 0), W("return", 0),
};
static const cue_word owner_phrases[] = {
    W("用户", 0), W("使用者", 0), W("订单", 0), W("訂單", 0), W("客户", 0), W("客戶", 0), W("员工", 0), W("員工", 0),
    W("会员", 0), W("會員", 0), W("商品", 0), W("请求", 0), W("請求", 0), W("会话", 0), W("會話", 0), W("进程", 0),
    W("线程", 0), W("執行緒", 0), W("事件", 0), W("任务", 0), W("任務", 0), W("账号", 0), W("账户", 0), W("帳號", 0), W("设备", 0),
    W("設備", 0), W("记录", 0), W("記錄", 0), W("事务", 0), W("对象", 0), W("连接", 0), W("作业", 0), W("工单", 0),
};
/* Between a cue and its id, beside those of ASCII; three bytes each. */
static const char *const wide_links[] = {
    "：", "（", "【", "「", "『", "“", "‘", "〔", "《", "为", "是", "為", "　", "＝", "＃", "［",
};
/* clang-format on */

/* "(ID:", 错误代码：, whose id stands on the next line. */
static int is_open(const char *text, size_t at)
{
    static const char *const wide[] = {"：", "（", "【", "＝", "［"};
    for (size_t i = 0; at >= 3 && i < sizeof wide / sizeof *wide; i++)
        if (memcmp(text + at - 3, wide[i], 3) == 0)
            return 1;
    return at > 0 && text[at - 1] != '\0' && strchr(":=([", text[at - 1]) != NULL;
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A line's end behind what goes on, with the blanks that the next line begins with. */
static size_t wrap_before(const char *text, size_t at)
{
    size_t start = at;
    while (start > 0 && is_blank(text[start - 1]))
        start--;
    if (start == 0 || text[start - 1] != '\n')
        return 0;
    start -= start > 1 && text[start - 2] == '\r' ? 2 : 1;
    return is_open(text, start) ? at - start : 0;
}

static size_t wrap_at(const char *text, size_t at, size_t length)
{
    size_t end = at + (text[at] == '\r' && length - at > 1);
    if (text[end] != '\n' || !is_open(text, at))
        return 0;
    for (end++; end < length && is_blank(text[end]);)
        end++;
    return end - at;
}

static size_t link_before(const char *text, size_t at)
{
    size_t wrap = text[at - 1] == '\n' || is_blank(text[at - 1]) ? wrap_before(text, at) : 0;
    if (wrap > 0)
        return wrap;
    if (ekb_cue_is_link(text[at - 1]))
        return text[at - 1] == '"' && at > 1 && text[at - 2] == '\\' ? 2 : 1;
    for (size_t i = 0; (unsigned char)text[at - 1] >= 0x80 && i < sizeof wide_links / sizeof *wide_links; i++)
        if (at >= 3 && memcmp(text + at - 3, wide_links[i], 3) == 0)
            return 3;
    return 0;
}

static size_t link_at(const char *text, size_t at, size_t length)
{
    if (text[at] == '\n' || text[at] == '\r')
        return wrap_at(text, at, length);
    if (ekb_cue_is_link(text[at]))
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

/* The row of a table that is the word, or NULL. */
static const cue_word *find_word(const cue_word *table, size_t count, const char *text, size_t length)
{
    char word[16];
    if (length > sizeof word)
        return NULL;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)(text[i] | 0x20);
    for (size_t i = 0; i < count; i++)
        if (table[i].length == length && memcmp(table[i].word, word, length) == 0)
            return &table[i];
    return NULL;
}

static unsigned word_kind(const char *text, size_t start, size_t end)
{
    const cue_word *found = find_word(words, sizeof words / sizeof *words, text + start, end - start);
    return found != NULL ? found->kind : 0;
}

static int is_owner(const char *text, size_t start, size_t end)
{
    return find_word(owners, sizeof owners / sizeof *owners, text + start, end - start) != NULL;
}

/* The row of a table with which the text before `end` ends, or NULL. */
static const cue_word *find_phrase(const cue_word *table, size_t count, const char *text, size_t least,
                                   size_t end)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = table[i].length;
        if (n <= end - least && memcmp(text + end - n, table[i].word, n) == 0)
            return &table[i];
    }
    return NULL;
}

static int is_joint(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '.';
}

/* "code", "id" and the like: whose, the word before tells. */
static unsigned kind_with_owner(const char *text, size_t least, size_t *start, unsigned kind)
{
    size_t end = *start;
    while (end > least && *start - end < 2 && is_joint(text[end - 1]))
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

static int ends_with(const char *text, size_t least, size_t end, const char *wide)
{
    size_t n = strlen(wide);
    return end - least >= n && memcmp(text + end - n, wide, n) == 0;
}

/* "user (ID: 5)", 用户ID：5, 进程的 ID 5. */
static int is_owned(const char *text, size_t least, size_t start)
{
    enum { BETWEEN = 3 };
    size_t end = start - (ends_with(text, least, start, "（") ? strlen("（") : 0);
    while (end > least && start - end < BETWEEN && (text[end - 1] == ' ' || text[end - 1] == '('))
        end--;
    end -= ends_with(text, least, end, "的") ? strlen("的") : 0;
    if (find_phrase(owner_phrases, sizeof owner_phrases / sizeof *owner_phrases, text, least, end) != NULL)
        return 1;
    return is_owner(text, part_before(text, end, least), end);
}

static unsigned phrase_before(const char *text, size_t least, size_t end, size_t *start)
{
    const cue_word *found = find_phrase(phrases, sizeof phrases / sizeof *phrases, text, least, end);
    if (found == NULL)
        return 0;
    *start = end - found->length;
    return found->kind == I && is_owned(text, least, *start) ? 0 : found->kind;
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
    if (kind == I && is_owned(text, least, first))
        return 0;
    return kind == S ? kind : kind_with_owner(text, least, start, kind);
}
