/* SPDX-License-Identifier: MIT */
#include "anchor.h"

#include <stdlib.h>

#include "canon.h"
#include "cue.h"

/* A head has so many literal bytes, if the message has. */
enum { HEAD_TELLS = 24 };

uint32_t ekb_anchor_word(const char *word, size_t length)
{
    char bytes[8] = {0};
    unsigned n = (unsigned)(length < EKB_ANCHOR_WORD ? length : EKB_ANCHOR_WORD);
    memcpy(bytes, word, n < 8 ? n : 8);
    return ekb_anchor_word_hash(ekb_anchor_take(ekb_anchor_load(bytes), n), n);
}

/* ---- Codes ---------------------------------------------------------------- */

static uint64_t stir(uint64_t value)
{
    value ^= value >> 31;
    value *= EKB_ANCHOR_K1;
    value ^= value >> 29;
    return value * EKB_ANCHOR_K2;
}

uint64_t ekb_anchor_number(int negative, uint64_t magnitude)
{
    return stir(magnitude + (negative && magnitude != 0 ? EKB_ANCHOR_K2 : 1));
}

uint64_t ekb_anchor_upper(uint64_t magnitude)
{
    return stir((magnitude >> 16) + EKB_ANCHOR_K1);
}

static uint64_t bytes_hash(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        hash = (hash ^ (ekb_anchor_is_letter(c) ? c | 0x20u : c)) * UINT64_C(0x100000001b3);
    }
    return hash;
}

uint64_t ekb_anchor_prefixed(const char *prefix, size_t length, uint64_t number)
{
    return stir(bytes_hash(prefix, length) + number * EKB_ANCHOR_K1);
}

uint64_t ekb_anchor_symbol(const char *text, size_t length)
{
    return stir(bytes_hash(text, length) ^ EKB_ANCHOR_K1);
}

uint64_t ekb_anchor_canon(const char *canon)
{
    const char *value = canon + 2;
    if (*canon == 'n')
        return ekb_anchor_number(*value == '-', strtoull(value + (*value == '-'), NULL, 10));
    if (*canon == 'p') {
        size_t length = strcspn(value, ":");
        return ekb_anchor_prefixed(value, length,
                                   strtoull(value + length + (value[length] == ':'), NULL, 10));
    }
    return ekb_anchor_symbol(value, strlen(value));
}

int ekb_anchor_canon_upper(const char *canon, uint64_t *key)
{
    if (canon[0] != 'n' || canon[2] == '-')
        return 0;
    *key = ekb_anchor_upper(strtoull(canon + 2, NULL, 10));
    return 1;
}

/* ---- Messages ------------------------------------------------------------- */

size_t ekb_anchor_placeholder(const char *message, size_t length, size_t at)
{
    size_t i = at + 1;
    if (message[at] != '{')
        return 0;
    while (i < length && i - at < 64 && (ekb_anchor_is_word((unsigned char)message[i]) || message[i] == '-'))
        i++;
    return i < length && i > at + 1 && message[i] == '}' ? i + 1 - at : 0;
}

/* Bytes of the ideograph's kind of character at `at`, or 0: three bytes that
 * are neither punctuation nor full-width forms. */
static size_t ideograph(const char *text, size_t length, size_t at)
{
    const unsigned char *b = (const unsigned char *)text + at;
    if (length - at < 3 || b[0] < 0xE3 || b[0] > 0xED || (b[0] == 0xE3 && b[1] == 0x80) || b[1] < 0x80 ||
        b[2] < 0x80)
        return 0;
    return 3;
}

int ekb_anchor_ends_sentence(const char *text, size_t length, size_t at)
{
    const unsigned char *b = (const unsigned char *)text;
    if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?'))
        return at == length || text[at] == ' ' || text[at] == '\n';
    if (at > 0 && text[at - 1] == '\n')
        return 1;
    if (at < 3)
        return 0;
    return (b[at - 3] == 0xE3 && b[at - 2] == 0x80 && b[at - 1] == 0x82) ||
           (b[at - 3] == 0xEF && b[at - 2] == 0xBC && (b[at - 1] == 0x81 || b[at - 1] == 0x9F));
}

typedef struct walk {
    const char *text;
    size_t length;
    ekb_anchor *out;
    size_t count;
    uint32_t before; /* hash of the word before, where a pair with it may be */
    int has_before;
} walk;

static void add(walk *w, uint32_t key, uint32_t first, uint32_t last, size_t start, ekb_anchor_kind kind)
{
    if (w->count < EKB_ANCHORS_MAX)
        w->out[w->count++] = (ekb_anchor){key, {first, last}, (uint32_t)start, kind};
}

/* The run of word characters at `at`; @return its end. */
static size_t take_run(walk *w, size_t at)
{
    size_t end = at;
    while (end < w->length && ekb_anchor_is_word((unsigned char)w->text[end]))
        end++;
    /* What a placeholder touches may be part of a longer word. */
    int touched = (at > 0 && w->text[at - 1] == '}') || (end < w->length && w->text[end] == '{');
    if (touched) {
        w->has_before = 0;
    } else if (ekb_anchor_is_letter((unsigned char)w->text[at]) && end - at >= EKB_ANCHOR_WORD_LEAST) {
        uint32_t word = ekb_anchor_word(w->text + at, end - at);
        if (w->has_before)
            add(w, ekb_anchor_pair_key(w->before, word), w->before, word, at, EKB_ANCHOR_PAIR);
        if (end - at >= 4)
            add(w, ekb_anchor_word_key(word), word, word, at, EKB_ANCHOR_WORD_ALONE);
        w->before = word;
        w->has_before = 1;
    }
    return end;
}

static void take_ideographs(walk *w, size_t at)
{
    size_t n = 0;
    while (n < EKB_ANCHOR_LONG && ideograph(w->text, w->length, at + n) != 0)
        n += 3;
    if (n < EKB_ANCHOR_SHORT)
        return;
    uint32_t three = ekb_anchor_short_key(w->text + at);
    if (n >= EKB_ANCHOR_LONG)
        add(w, ekb_anchor_long_key(w->text + at), three, three, at, EKB_ANCHOR_SIX);
    add(w, three, three, three, at, EKB_ANCHOR_THREE);
}

size_t ekb_anchors(const char *message, size_t head, ekb_anchor *out)
{
    walk w = {.text = message, .length = head, .out = out};
    for (size_t at = 0; at < head;) {
        size_t wild = message[at] == '{' ? ekb_anchor_placeholder(message, head, at) : 0;
        if (wild != 0) {
            w.has_before = 0;
            at += wild;
        } else if (ekb_anchor_is_word((unsigned char)message[at])) {
            at = take_run(&w, at);
        } else {
            size_t wide = ideograph(message, head, at);
            if (wide != 0)
                take_ideographs(&w, at);
            at += wide != 0 ? wide : 1;
        }
    }
    return w.count;
}

/* "文件 {name} 只读，图表 {host}。" tells enough and has nothing to be found by. */
static int has_key(const char *message, size_t head)
{
    ekb_anchor anchors[EKB_ANCHORS_MAX];
    return ekb_anchors(message, head, anchors) > 0;
}

/* What the byte at *at tells, or the placeholder there; *at goes on behind it. */
static size_t tell(const char *message, size_t length, size_t *at)
{
    size_t wild = message[*at] == '{' ? ekb_anchor_placeholder(message, length, *at) : 0;
    unsigned char c = (unsigned char)message[*at];
    *at += wild != 0 ? wild : 1;
    return wild == 0 && (c >= 0x80 || (ekb_anchor_is_word(c) && c != '_'));
}

/* The mark that ends an announcement, with the blanks behind it. */
static size_t mark_at(const char *message, size_t length, size_t at)
{
    static const char *const marks[] = {". ", ": ", "。", "：", " - ", "，", ", "};
    size_t end = at;
    for (size_t i = 0; end == at && i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (length - at >= n && memcmp(message + at, marks[i], n) == 0)
            end += n;
    }
    while (end > at && end < length && message[end] == ' ')
        end++;
    return end - at;
}

size_t ekb_anchor_lead(const char *message, size_t length)
{
    enum { LEAD_MOST = 48 };
    size_t at = 0, start = 0, told = 0, most = length < LEAD_MOST ? length : LEAD_MOST;
    while (at < most && !ekb_ascii_is_digit(message[at]))
        at++;
    if (at == most || ekb_cue_before(message, at, &start) == 0 || start != 0)
        return 0;
    while (at < length && ekb_anchor_is_word((unsigned char)message[at]))
        at++;
    size_t mark = mark_at(message, length, at), lead = at + mark;
    for (at = lead; at < length;)
        told += tell(message, length, &at);
    return mark > 0 && told >= HEAD_TELLS && has_key(message + lead, length - lead) ? lead : 0;
}

size_t ekb_anchor_head(const char *message, size_t length)
{
    size_t told = 0;
    for (size_t at = 0; at < length;) {
        told += tell(message, length, &at);
        if (told >= HEAD_TELLS && ekb_anchor_ends_sentence(message, length, at) && has_key(message, at))
            return at;
    }
    return told >= EKB_ANCHOR_LEAST ? length : 0;
}
