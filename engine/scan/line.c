/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

#include "core/anchor.h"
#include "core/lexicon.h"

/* So much of a long line counts. */
enum { SIDE = 512 };

typedef struct stretch {
    const char *text;
    size_t length;
    uint32_t letters; /* that it has */
} stretch;

static uint32_t letters_of(const char *text, size_t length)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned letter = (unsigned char)((text[i] | 0x20) - 'a');
        letters |= (uint32_t)(letter < 26) << (letter & 31);
    }
    return letters;
}

static stretch line_at(const char *text, size_t length, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && at - start < SIDE && text[start - 1] != '\n')
        start--;
    while (end < length && end - at < SIDE && text[end] != '\n')
        end++;
    return (stretch){text + start, end - start, letters_of(text + start, end - start)};
}

static unsigned char lower(char c)
{
    unsigned char u = (unsigned char)c;
    return ekb_anchor_is_letter(u) ? u | 0x20 : u;
}

static int begins_with(const char *text, size_t length, const char *word, size_t n)
{
    size_t i = 0;
    while (i < n && i < length && lower(text[i]) == lower(word[i]))
        i++;
    return i == n;
}

static int is_letter(char c)
{
    return ekb_anchor_is_letter((unsigned char)c);
}

/* A word that stands for itself; one of other scripts stands anywhere. */
static int has_word(stretch line, const char *word, int whole)
{
    size_t n = strlen(word);
    if (n == 0 || (letters_of(word, n) & ~line.letters) != 0)
        return 0;
    for (size_t i = 0; i + n <= line.length; i++) {
        if (lower(line.text[i]) != lower(word[0]) || !begins_with(line.text + i, line.length - i, word, n))
            continue;
        int apart = i == 0 || !is_letter(line.text[i - 1]) || !is_letter(word[0]);
        int ends = i + n == line.length || !is_letter(line.text[i + n]) || !is_letter(word[n - 1]);
        if ((apart && ends) || !whole)
            return 1;
    }
    return 0;
}

int ekb_scan_line_names(const ekb_index_product *product, const char *text, size_t length, size_t at)
{
    stretch line = line_at(text, length, at);
    for (size_t i = 0; i < product->word_count; i++)
        if (has_word(line, product->words[i], 1))
            return 1;
    return has_word(line, product->slug, 1);
}

static int has_any(stretch line, const char *const *words, size_t count, int whole)
{
    for (size_t i = 0; i < count; i++)
        if (has_word(line, words[i], whole))
            return 1;
    return 0;
}

#define HAS_ANY(line, words, whole) has_any(line, words, sizeof(words) / sizeof *(words), whole)

int ekb_scan_line_fails(const char *text, size_t length, size_t at)
{
    /* Parts of words: "failed", "errorCode". */
    static const char *const words[] = {
        "error",  "fail",   "exception", "hresult", "abort", "fault", "crash", "unable",
        "cannot", "denied", "ntstatus",  "错误",    "錯誤",  "失败",  "失敗",  "异常",
        "例外",   "无法",   "無法",      "未能",    "出错",  "报错",
    };
    return HAS_ANY(line_at(text, length, at), words, 0);
}

/* Not, in whatever word. */
static int negates(stretch line)
{
    static const char *const words[] = {"not", "no", "never", "without"};
    static const char *const parts[] = {"n't", "未", "不", "没", "沒", "无", "無"};
    return HAS_ANY(line, words, 1) || HAS_ANY(line, parts, 0);
}

int ekb_scan_line_complains(const char *text, size_t length, size_t at)
{
    static const char *const words[] = {
        "invalid", "corrupt", "refus",  "reject", "expire", "missing", "timeout", "timed out",
        "lost",    "must",    "requir", "warn",   "损坏",   "損壞",    "拒绝",    "拒絕",
        "过期",    "過期",    "超时",   "逾時",   "丢失",   "需要",    "必须",    "警告",
    };
    stretch line = line_at(text, length, at);
    return ekb_scan_line_fails(text, length, at) || negates(line) || HAS_ANY(line, words, 0);
}

int ekb_scan_line_succeeds(const char *text, size_t length, size_t at)
{
    static const char *const words[] = {
        "success",   "succeed", "completed", "finished", "created", "updated", "saved",  "added",
        "logged in", "成功",    "已完成",    "完成了",   "已创建",  "已建立",  "已保存", "已登录",
    };
    stretch line = line_at(text, length, at);
    return HAS_ANY(line, words, 0) && !negates(line);
}

int ekb_scan_line_is_calm(const char *text, size_t length, size_t at)
{
    static const char *const levels[] = {"INFO", "DEBUG", "TRACE"};
    stretch line = line_at(text, length, at);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        size_t n = strlen(levels[i]);
        for (size_t k = 0; k + n < line.length; k++)
            if (memcmp(line.text + k, levels[i], n) == 0 && !is_letter(line.text[k + n]) &&
                (k == 0 || !is_letter(line.text[k - 1])))
                return 1;
    }
    return 0;
}

/* No farther than there is text at hand, wherever the window ends: what is found must
 * not depend on it. */
enum { BLANKS_MOST = 8, TAIL_MOST = 256 };

int ekb_scan_line_ends(const char *text, size_t length, size_t at)
{
    static const char *const wide[] = {"。", "）", "】", "」", "”"};
    length = length - at > TAIL_MOST ? at + TAIL_MOST : length;
    for (size_t i = 0; at < length && text[at] != '\n'; at += i < sizeof wide / sizeof *wide ? 3 : 1) {
        for (i = 0; i < sizeof wide / sizeof *wide; i++)
            if (length - at >= 3 && memcmp(text + at, wide[i], 3) == 0)
                break;
        if (i == sizeof wide / sizeof *wide && strchr(" \t\r.,;:!)]}\"'\\", text[at]) == NULL)
            return 0;
    }
    return 1;
}

static int is_counted_word(const char *text, size_t length)
{
    enum { WORD_MOST = 16, UNIT_MOST = 3 };
    uint32_t word[WORD_MOST];
    size_t n = 0;
    for (; n < WORD_MOST && n < length && is_letter(text[n]); n++)
        word[n] = lower(text[n]);
    int may = n > 0 && n < WORD_MOST && (n <= UNIT_MOST || word[n - 1] == 's');
    return may && (ekb_lexicon_word(word, n) & EKB_LEX_UNIT) != 0;
}

int ekb_scan_is_count(const char *text, size_t length, size_t at)
{
    /* Those that begin no other word, as 名 does 名称. */
    static const char *const counters[] = {"个", "個", "条", "條", "次", "秒", "毫秒", "字节", "份", "台"};
    for (size_t blanks = 0; at < length && text[at] == ' ' && blanks < BLANKS_MOST; blanks++)
        at++;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        if (length - at >= strlen(counters[i]) && memcmp(text + at, counters[i], strlen(counters[i])) == 0)
            return 1;
    return is_counted_word(text + at, length - at);
}

/* Where a word ends that is only linked to what begins at `at`. */
static size_t before_links(const char *text, size_t at)
{
    static const char *const wide[] = {"：", "，", "（"};
    size_t least = at > BLANKS_MOST ? at - BLANKS_MOST : 0;
    for (size_t i = 0; at > least && i < sizeof wide / sizeof *wide;) {
        if (strchr(" \t:=,-(\"'", text[at - 1]) != NULL && text[at - 1] != '\0')
            at--;
        else if (at >= 3 && memcmp(text + at - 3, wide[i], 3) == 0)
            at -= 3;
        else
            i++;
    }
    return at;
}

static int ends_with(const char *text, size_t end, const char *word)
{
    size_t n = strlen(word);
    return end >= n && begins_with(text + end - n, n, word, n) &&
           (!is_letter(*word) || end == n || !is_letter(text[end - n - 1]));
}

int ekb_scan_is_result(const char *text, size_t length, size_t start, size_t end)
{
    static const char *const words[] = {
        "with",   "result",  "returned", "returns", "return", "hr",   "failed", "failure", "fails",
        "reason", "aborted", "crashed",  "ended",   "失败",   "失敗", "返回",   "返回值",  "返回了",
        "回傳",   "结果",    "結果",     "异常",    "異常",   "原因", "中止",   "unable",  "denied",
    };
    size_t at = before_links(text, start);
    if (at == 0 || text[at - 1] == '\n')
        return ekb_scan_line_ends(text, length, end) || (length > end && text[end] == ':') ||
               (length - end >= 3 && memcmp(text + end, "：", 3) == 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ends_with(text, at, words[i]))
            return 1;
    return 0;
}

int ekb_scan_has_key(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    if (at == 0 || (text[at - 1] != ':' && text[at - 1] != '='))
        return 0;
    at--;
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at > 0 && ekb_anchor_is_word((unsigned char)text[at - 1]);
}
