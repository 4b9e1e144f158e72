/* SPDX-License-Identifier: MIT */
/*
 * Whose error a number is. "Photoshop error 34506" and "VPN connection failed,
 * error 34506" announce a code of somebody else, though the number is known:
 * the words that name the error's owner, or what has failed, are none that the
 * index has ever used. Invariant: nothing is said against a code but by words
 * right beside its announcement, or beside a word that says what went wrong,
 * in its line; whatever else is told around it is only a story. An index of
 * many products knows the words of them all, so it objects less.
 */
#include <string.h>
#include <uchar.h>

#include "core/canon.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "decide.h"
#include "term.h"

/* Words of a name that are read, ideographs of one. */
enum { WORDS_MOST = 4, HAN_MOST = 10 };

/* Weight of unknown words that name an owner, or a thing that has failed. */
#define OWNER_LEAST 3.5
#define THING_LEAST 7.0
#define HAN_LEAST 9.0

/* clang-format off */
/* Words that anybody's error may have before it, sorted. */
static const char *const anybodys[] = {
    "access", "account", "activation", "agent", "annoying", "app", "application", "apps", "auth",
    "authentication", "backend", "boot", "browser", "client", "cloud", "common", "computer", "config",
    "configuration", "connection", "console", "constant", "credential", "credentials", "cryptic", "custom",
    "daily", "desktop", "disk", "domain", "download", "environment", "exe", "exit", "file", "first", "folder",
    "frequent", "generic", "host", "initial", "install", "installation", "installer", "intermittent",
    "internal", "job", "known", "laptop", "last", "license", "local", "login", "logon", "machine", "major",
    "management", "minor", "monthly", "multiple", "mysterious", "nasty", "network", "nightly", "odd", "online",
    "permanent", "permission", "persistent", "process", "prod", "production", "program", "proxy", "random",
    "recurring", "red", "registration", "registry", "remote", "repeated", "response", "result", "return",
    "root", "runtime", "script", "second", "security", "serious", "server", "servers", "service", "setup",
    "silent", "similar", "simple", "site", "software", "specific", "startup", "status", "storage", "sync",
    "system", "task", "temporary", "test", "third", "unspecified", "upload", "usual", "vague", "validation",
    "vm", "weekly", "wizard", "workstation",
};

static const char32_t anybodys_han[][8] = {
    U"应用程序", U"操作系统", U"虚拟机", U"计算机", U"服务器", U"客户端", U"运行时", U"控制台", U"管理员",
    U"防火墙", U"笔记本", U"工作站", U"安装程序", U"备份软件", U"系统", U"程序", U"软件", U"电脑", U"机器",
    U"主机", U"网络", U"安装", U"注册", U"登录", U"启动", U"任务", U"服务", U"操作", U"界面", U"页面", U"这边",
    U"那边", U"这里", U"那里", U"今早", U"昨晚", U"早上", U"晚上", U"现在", U"同样", U"相同", U"随机", U"偶尔",
};
/* clang-format on */

/* Weights of words of a name, Latin and Chinese. */
typedef struct name_words {
    double unknown, known, unknown_han, known_han;
} name_words;

typedef struct reader {
    ekb_lookup_state *state;
    ekb_index *index;
    ekb_arena arena; /* of the postings that come along */
} reader;

static ekb_status is_known(reader *r, size_t at, int *out)
{
    ekb_term found;
    uint64_t term = ekb_term_at(&r->state->tokens, at);
    ekb_status status =
        term != 0 ? ekb_term_find(r->index, (int64_t)term, &r->arena, &found, r->state->error) : EKB_OK;
    *out = status == EKB_OK && term != 0 && found.df > 0;
    return status;
}

static int has_digit(const ekb_lookup_state *state, const ekb_token *token)
{
    for (uint32_t i = token->start; i < token->end; i++)
        if (state->folded.chars[i] >= '0' && state->folded.chars[i] <= '9')
            return 1;
    return 0;
}

static int compare_word(const ekb_lookup_state *state, const ekb_token *token, const char *word)
{
    for (uint32_t i = token->start; i < token->end; i++, word++)
        if (state->folded.chars[i] != (unsigned char)*word)
            return state->folded.chars[i] < (unsigned char)*word ? -1 : 1;
    return *word == '\0' ? 0 : -1;
}

static int is_anybodys_word(const ekb_lookup_state *state, const ekb_token *token)
{
    size_t low = 0, high = sizeof anybodys / sizeof *anybodys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_word(state, token, anybodys[middle]);
        if (order == 0)
            return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Whether a phrase of the table covers the ideograph at `at` of the folded text. */
static int is_anybodys_han(const ekb_lookup_state *state, size_t at)
{
    for (size_t p = 0; p < sizeof anybodys_han / sizeof *anybodys_han; p++) {
        size_t n = 0;
        while (anybodys_han[p][n] != 0)
            n++;
        for (size_t before = 0; before < n && before <= at; before++) {
            size_t i = 0;
            while (i < n && at - before + i < state->folded.length &&
                   state->folded.chars[at - before + i] == anybodys_han[p][i])
                i++;
            if (i == n)
                return 1;
        }
    }
    return 0;
}

static ekb_status weigh_word(reader *r, size_t at, name_words *out)
{
    const ekb_token *token = &r->state->tokens.items[at];
    double weight = ekb_rest_weight(r->state, at);
    int han = token->kind == EKB_TOKEN_HAN, known = 0, joins = 0;
    if (token->kind == EKB_TOKEN_NUMBER || weight <= 0 || has_digit(r->state, token) ||
        (han ? is_anybodys_han(r->state, token->start) : is_anybodys_word(r->state, token)))
        return EKB_OK;
    ekb_status status = is_known(r, at, &known);
    /* An ideograph that ends one word of the index or begins another is of neither's joint. */
    if (status == EKB_OK && !known && han && ekb_tokens_joined(&r->state->tokens, at))
        status = is_known(r, at + 1, &joins);
    known |= joins;
    out->unknown += han || known ? 0 : weight;
    out->known += !han && known ? weight : 0;
    out->unknown_han += han && !known ? weight : 0;
    out->known_han += han && known ? weight : 0;
    return status;
}

/* Part of a name: no talk, no code, nothing that says how things went. */
static int is_naming(const ekb_lookup_state *state, size_t at)
{
    const unsigned others = EKB_LEX_CHATTER | EKB_LEX_CUE | EKB_LEX_LEVEL | EKB_LEX_NEGATION | EKB_LEX_FAULT;
    return state->spent[at] == 0 && (state->tokens.items[at].flags & others) == 0;
}

static int is_colon(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    for (uint32_t i = state->tokens.items[at - 1].end; i < token->start; i++)
        if (state->folded.chars[i] != ':' && state->folded.chars[i] != ' ')
            return 0;
    return 1;
}

/* Adds up the words before token `at`, from right to left, as far as they are one name. */
static ekb_status weigh_before(reader *r, size_t at, int over_colon, name_words *out)
{
    const ekb_lookup_state *state = r->state;
    int words = 0, han = 0;
    for (; at > 0 && words < WORDS_MOST && han < HAN_MOST; at--) {
        const ekb_token *next = &state->tokens.items[at];
        int joined = next->gap <= EKB_GAP_SPACE || (over_colon && words + han == 0 && is_colon(state, at));
        if (!joined || !is_naming(state, at - 1))
            break;
        ekb_status status = weigh_word(r, at - 1, out);
        if (status != EKB_OK)
            return status;
        han += next[-1].kind == EKB_TOKEN_HAN;
        words += next[-1].kind != EKB_TOKEN_HAN;
    }
    return EKB_OK;
}

/* … and behind it: "cannot send mail". */
static ekb_status weigh_behind(reader *r, size_t at, name_words *out)
{
    const ekb_lookup_state *state = r->state;
    int words = 0, han = 0;
    for (at++; at < state->tokens.count && words < WORDS_MOST && han < HAN_MOST; at++) {
        const ekb_token *token = &state->tokens.items[at];
        if (token->gap > EKB_GAP_SPACE || !is_naming(state, at))
            break;
        ekb_status status = weigh_word(r, at, out);
        if (status != EKB_OK)
            return status;
        han += token->kind == EKB_TOKEN_HAN;
        words += token->kind != EKB_TOKEN_HAN;
    }
    return EKB_OK;
}

static int is_strange_han(const name_words *w)
{
    return w->unknown_han >= HAN_LEAST && w->unknown_han > w->known_han;
}

static uint32_t byte_of(const ekb_lookup_state *state, size_t at)
{
    return state->folded.start[state->tokens.items[at].start];
}

/* "Photoshop error 34506", "Outlook error code 34506", 打印机错误 34513. */
static ekb_status has_owner(reader *r, const ekb_spotted *s, int *out)
{
    const ekb_lookup_state *state = r->state;
    uint32_t from = s->cue_start < s->start ? s->cue_start : s->start;
    name_words words = {0, 0, 0, 0};
    size_t at = 0;
    while (at < state->tokens.count && byte_of(state, at) < from)
        at++;
    while (at > 0 && at < state->tokens.count && state->tokens.items[at].gap <= EKB_GAP_SPACE &&
           (state->tokens.items[at - 1].flags & EKB_LEX_CUE) != 0)
        at--;
    ekb_status status = at < state->tokens.count ? weigh_before(r, at, 1, &words) : EKB_OK;
    *out = words.unknown >= OWNER_LEAST || is_strange_han(&words);
    return status;
}

/* "VPN connection failed", 银行卡支付失败: in the line of the code. */
static ekb_status has_failed_thing(reader *r, const ekb_spotted *s, int *out)
{
    const ekb_lookup_state *state = r->state;
    const char *text = ekb_strbuf_text(&state->text);
    uint32_t first = s->start, end = s->end;
    while (first > 0 && text[first - 1] != '\n')
        first--;
    while (end < state->text.length && text[end] != '\n')
        end++;
    *out = 0;
    for (size_t i = 0; !*out && i < state->tokens.count; i++) {
        unsigned flags = state->tokens.items[i].flags;
        if (byte_of(state, i) < first || byte_of(state, i) >= end || state->spent[i] != 0 ||
            (flags & (EKB_LEX_NEGATION | EKB_LEX_FAULT)) == 0 || (flags & (EKB_LEX_CUE | EKB_LEX_LEVEL)) != 0)
            continue;
        name_words words = {0, 0, 0, 0};
        ekb_status status = weigh_before(r, i, 0, &words);
        if (status == EKB_OK && words.known + words.unknown + words.known_han + words.unknown_han <= 0)
            status = weigh_behind(r, i, &words);
        if (status != EKB_OK)
            return status;
        *out = (words.unknown >= THING_LEAST && words.unknown > words.known) || is_strange_han(&words);
    }
    return EKB_OK;
}

/* An id is announced as the product prints it: "ID: 34513", 识别码. */
static int is_id(const ekb_lookup_state *state, const ekb_spotted *s)
{
    const char *cue = ekb_strbuf_text(&state->text) + s->cue_start;
    size_t length = s->cue_end - s->cue_start;
    return (length == 2 && (cue[0] | 0x20) == 'i' && (cue[1] | 0x20) == 'd') ||
           (length >= 6 && (memcmp(cue, "识别", 6) == 0 || memcmp(cue, "識別", 6) == 0));
}

ekb_status ekb_said_of_other(ekb_lookup_state *state, const ekb_code_reading *reading,
                             const ekb_code_hit *hit, int *out)
{
    const ekb_spotted *s = reading->spotted;
    int number = s->form == EKB_FORM_DECIMAL || s->form == EKB_FORM_HEX;
    *out = 0;
    if (!number || !s->word_cued || is_id(state, s))
        return EKB_OK;
    int named = 0;
    ekb_status status = ekb_product_named(state, hit->index, hit->entry, &named);
    if (status != EKB_OK || named)
        return status;
    reader r = {.state = state, .index = state->engine->indexes[hit->index]};
    status = has_owner(&r, s, out);
    if (status == EKB_OK && !*out)
        status = has_failed_thing(&r, s, out);
    ekb_arena_release(&r.arena);
    return status;
}
