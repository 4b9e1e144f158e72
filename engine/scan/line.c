/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

#include "core/anchor.h"

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

int ekb_scan_line_fails(const char *text, size_t length, size_t at)
{
    /* Parts of words: "failed", "errorCode". */
    static const char *const words[] = {
        "error",  "fail",   "exception", "hresult", "abort", "fault", "crash", "unable",
        "cannot", "denied", "ntstatus",  "错误",    "錯誤",  "失败",  "失敗",  "异常",
        "例外",   "无法",   "無法",      "未能",    "出错",  "报错",
    };
    stretch line = line_at(text, length, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(line, words[i], 0))
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
