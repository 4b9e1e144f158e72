/* SPDX-License-Identifier: MIT */
/*
 * "Error 34506 in Photoshop", "Veeam: failed to mount recovery volume",
 * 在微信中出现错误: a name that many know claims what it shows. Between the two
 * only words may stand that say so; a name that the index tells of itself
 * claims nothing, whatever many know.
 */
#include "claim.h"

#include <uchar.h>

#include "core/error.h"
#include "core/lexicon.h"
#include "decide.h"
#include "owner.h"
#include "term.h"

/* What may stand between a name and the error that it shows, or is in. */
typedef struct linking {
    const char *const *words;
    size_t count;
    const char32_t *han;
} linking;

/* clang-format off */
static const char *const shows[] = {
    "a", "again", "also", "always", "an", "app", "application", "are", "constantly", "displayed", "displaying",
    "displays", "gave", "get", "gets", "getting", "give", "gives", "giving", "got", "had", "has", "have", "is",
    "keeps", "me", "my", "now", "often", "popped", "pops", "program", "raised", "raises", "reported", "reporting",
    "reports", "returned", "returning", "returns", "said", "saying", "says", "show", "showed", "showing", "shows",
    "sometimes", "still", "the", "this", "threw", "throw", "throwing", "throws", "up", "us", "was", "with",
};
static const char *const ins[] = {
    "a", "an", "app", "application", "by", "from", "in", "inside", "my", "of", "our", "program", "the", "this",
    "with", "within", "your",
};
static const char *const tells[] = {"am", "he", "i", "see", "she", "they", "we", "when", "you"};
static const char *const uses[] = {
    "a", "from", "in", "inside", "launch", "launching", "my", "open", "opening", "our", "run", "running", "start",
    "starting", "the", "use", "using", "within",
};
/* clang-format on */

static const linking before = {shows, sizeof shows / sizeof *shows,
                               U"在中里上内面的出现了提示显报弹跳窗返回发生遇到一直总是经常老突然又给这个"};
static const linking behind = {ins, sizeof ins / sizeof *ins, U"是来自于属出在"};
/* … and between the two where the name is of what somebody uses: "in Photoshop I get error 34506". */
static const linking telling = {tells, sizeof tells / sizeof *tells, U"我们他她时候就"};
static const linking using = {uses, sizeof uses / sizeof *uses, U"在用开动行"};

static int is_link(const ekb_lookup_state *state, size_t at, const linking *links)
{
    const ekb_token *token = &state->tokens.items[at];
    if (token->kind != EKB_TOKEN_HAN)
        return ekb_owner_listed(state, at, links->words, links->count);
    const char32_t *han = links->han;
    while (*han != 0 && *han != state->folded.chars[token->start])
        han++;
    return *han != 0;
}

enum { LINKS_MOST = 8 };

typedef struct reader {
    ekb_lookup_state *state;
    ekb_index *index;
    ekb_arena arena; /* of the postings that come along */
    ekb_status status;
    int of_text; /* what is claimed is a message, no code */
} reader;

int ekb_is_colon(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    for (uint32_t i = state->tokens.items[at - 1].end; i < token->start; i++)
        if (state->folded.chars[i] != ':' && state->folded.chars[i] != ' ')
            return 0;
    return 1;
}

/* A name that many know, and of which the index tells nothing. */
static int is_owner(reader *r, size_t at)
{
    int known = 1;
    if (r->status == EKB_OK && ekb_owner_known(r->state, at))
        r->status = ekb_term_is_known(r->index, (int64_t)ekb_term_at(&r->state->tokens, at), &r->arena,
                                      &known, r->state->error);
    return !known;
}

/* Whether what is before the name that ends with token `at` says that somebody uses it. */
static int is_used(const ekb_lookup_state *state, size_t at)
{
    while (at > 0 && ekb_owner_known(state, at))
        at--;
    return is_link(state, at, &using);
}

/* Discord shows error 100050, 在 Photoshop 中出现错误 34506. */
static int is_claimed_before(reader *r, size_t first)
{
    const ekb_lookup_state *state = r->state;
    int told = 0;
    for (size_t at = first; at > 0 && at < state->tokens.count && first - at < LINKS_MOST; at--) {
        if (state->tokens.items[at].gap > EKB_GAP_SPACE && (at != first || !ekb_is_colon(state, at)))
            return 0;
        /* "SQL Server error 100" is its own; a whole message on the SQL server is not. */
        if (r->of_text && ekb_owner_place(state, at - 1))
            return 0;
        if (is_owner(r, at - 1))
            return !told || is_used(state, at - 1);
        int tells_so = is_link(state, at - 1, &telling);
        told |= tells_so;
        if (!tells_so && !ekb_owner_anybody(state, at - 1) && !is_link(state, at - 1, &before))
            return 0;
    }
    return 0;
}

static int is_bracket(const ekb_lookup_state *state, const ekb_token *token)
{
    uint32_t c = token->start > 0 ? state->folded.chars[token->start - 1] : 0;
    return c == '(' || c == '[';
}

/* "error 34506 in Photoshop", 错误 34506（Photoshop）. */
static int is_claimed_behind(reader *r, size_t end)
{
    const ekb_lookup_state *state = r->state;
    for (size_t at = end; at < state->tokens.count && at - end < LINKS_MOST; at++) {
        const ekb_token *token = &state->tokens.items[at];
        if (token->gap > EKB_GAP_SPACE && !(at == end && is_bracket(state, token)))
            return 0;
        if (is_owner(r, at))
            return 1;
        if (!is_link(state, at, &behind))
            return 0;
    }
    return 0;
}

static int is_claimed_within(reader *r, size_t first, size_t end)
{
    for (size_t at = first; at < end; at++)
        if (is_owner(r, at))
            return 1;
    return 0;
}

static int is_claimed(reader *r, size_t first, size_t end)
{
    return is_claimed_before(r, first) || is_claimed_behind(r, end);
}

ekb_status ekb_claimed(ekb_lookup_state *state, size_t index, size_t first, size_t end, int *out)
{
    reader r = {.state = state, .index = state->engine->indexes[index]};
    *out = is_claimed(&r, first, end);
    ekb_arena_release(&r.arena);
    return r.status;
}

ekb_status ekb_text_claimed(ekb_lookup_state *state, const ekb_scored *scored, int *out)
{
    size_t first = (size_t)scored->fit.first, end = (size_t)scored->fit.last + 1;
    int named = 0;
    *out = 0;
    ekb_status status = ekb_product_named(state, scored->index, scored->entry, &named);
    if (status != EKB_OK || named)
        return status;
    reader r = {.state = state, .index = state->engine->indexes[scored->index], .of_text = 1};
    *out = is_claimed(&r, first, end) || (scored->fit.wild_tokens == 0 && is_claimed_within(&r, first, end));
    ekb_arena_release(&r.arena);
    return r.status;
}
