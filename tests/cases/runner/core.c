/* SPDX-License-Identifier: MIT */
/*
 * Cases of the layers below the look-up: `fold`, `tokens`, `terms`, `code`,
 * `spot`, `wish`. But for the last, a paragraph is pairs of lines, what goes in
 * and what comes out.
 */
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/fold.h"
#include "core/strbuf.h"
#include "core/token.h"
#include "kinds.h"

void run_fold(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_strbuf got = EKB_STRBUF_INIT;
    for (size_t i = 0; i + 1 < p->count; i += 2) {
        size_t length = 0, want_length = 0;
        const char *text = unescape(&arena, p->fields[i].value, &length);
        const char *want = unescape(&arena, p->fields[i + 1].value, &want_length);
        ekb_strbuf_clear(&got);
        if (ekb_fold(text, length, &folded) != 0)
            expect_failed(r, &p->fields[i], "out of memory");
        for (size_t k = 0; k < folded.length; k++) {
            ekb_strbuf_put_codepoint(&got, folded.chars[k]);
            if (folded.start[k] >= folded.end[k] || folded.end[k] > length)
                expect_failed(r, &p->fields[i], "character %zu says bytes %u to %u", k, folded.start[k],
                              folded.end[k]);
        }
        expect_text(r, &p->fields[i + 1], want, ekb_strbuf_text(&got));
    }
    ekb_strbuf_release(&got);
    ekb_folded_release(&folded);
    ekb_arena_release(&arena);
}

/* Tokens as folded; a number with # before it, a placeholder with an asterisk. */
static void write_tokens(ekb_strbuf *out, const ekb_folded *folded, const ekb_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const ekb_token *token = &tokens->items[i];
        if (i > 0)
            ekb_strbuf_putc(out, ' ');
        if (token->kind == EKB_TOKEN_NUMBER)
            ekb_strbuf_putc(out, '#');
        if (token->kind == EKB_TOKEN_WILD)
            ekb_strbuf_putc(out, '*');
        for (uint32_t k = token->start; k < token->end; k++)
            ekb_strbuf_put_codepoint(out, folded->chars[k]);
    }
}

static int tokens_of(const char *text, size_t length, unsigned wild, ekb_folded *folded, ekb_tokens *tokens)
{
    return ekb_fold(text, length, folded) == 0 && ekb_tokenize(folded, wild, tokens) == 0 ? 0 : -1;
}

void run_tokens(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_tokens tokens = EKB_TOKENS_INIT;
    ekb_strbuf got = EKB_STRBUF_INIT;
    for (size_t i = 0; i + 1 < p->count; i += 2) {
        size_t length = 0;
        const char *text = unescape(&arena, p->fields[i].value, &length);
        ekb_strbuf_clear(&got);
        if (tokens_of(text, length, strcmp(p->fields[i].key, "template") == 0, &folded, &tokens) != 0)
            expect_failed(r, &p->fields[i], "out of memory");
        write_tokens(&got, &folded, &tokens);
        expect_text(r, &p->fields[i + 1], p->fields[i + 1].value, ekb_strbuf_text(&got));
    }
    ekb_strbuf_release(&got);
    ekb_tokens_release(&tokens);
    ekb_folded_release(&folded);
    ekb_arena_release(&arena);
}

/* Terms are hashes: told as the text up to the token that each ends with. */
static void write_terms(ekb_strbuf *out, const char *text, size_t length)
{
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_tokens tokens = EKB_TOKENS_INIT;
    if (tokens_of(text, length, 0, &folded, &tokens) != 0)
        ekb_strbuf_puts(out, "(out of memory)");
    for (size_t i = 0; i < tokens.count; i++) {
        uint64_t term = ekb_term_at(&tokens, i);
        if (term != 0)
            ekb_strbuf_printf(out, "%s%012llx", out->length > 0 ? " " : "", (unsigned long long)term);
    }
    ekb_tokens_release(&tokens);
    ekb_folded_release(&folded);
}

/* terms: TEXT / as: TEXT with the same terms */
void run_terms(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_strbuf want = EKB_STRBUF_INIT, got = EKB_STRBUF_INIT;
    for (size_t i = 0; i + 1 < p->count; i += 2) {
        size_t length = 0, want_length = 0;
        const char *text = unescape(&arena, p->fields[i].value, &length);
        const char *same = unescape(&arena, p->fields[i + 1].value, &want_length);
        ekb_strbuf_clear(&want);
        ekb_strbuf_clear(&got);
        write_terms(&got, text, length);
        write_terms(&want, same, want_length);
        expect_text(r, &p->fields[i + 1], ekb_strbuf_text(&want), ekb_strbuf_text(&got));
    }
    ekb_strbuf_release(&want);
    ekb_strbuf_release(&got);
    ekb_arena_release(&arena);
}

static unsigned forms_of(const char *names)
{
    unsigned forms = 0;
    for (unsigned form = 1; names != NULL && form <= EKB_FORM_PREFIXED; form <<= 1)
        if (strstr(names, ekb_form_name(form)) != NULL)
            forms |= form;
    return forms;
}

/* code: VALUE / forms: decimal hex / canons: n:34513 … */
void run_code(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_canon canons[EKB_CANONS];
    ekb_strbuf got = EKB_STRBUF_INIT;
    size_t count = ekb_code_canons(p->fields[0].value, forms_of(paragraph_get(p, "forms")), canons);
    for (size_t i = 0; i < count; i++)
        ekb_strbuf_printf(&got, "%s%s", i > 0 ? " " : "", canons[i].text);
    for (size_t i = 1; i < p->count; i++)
        if (strcmp(p->fields[i].key, "canons") == 0)
            expect_text(r, &p->fields[i], p->fields[i].value, ekb_strbuf_text(&got));
    ekb_strbuf_release(&got);
}

static void write_spotted(ekb_strbuf *out, const ekb_spotted *spotted)
{
    const struct {
        const char *name;
        unsigned set;
    } marks[] = {
        {"cued", spotted->cued},           {"repaired", spotted->repaired}, {"spoken", spotted->spoken},
        {"bracketed", spotted->bracketed}, {"masked", spotted->masked},     {"loose", spotted->loose},
    };
    ekb_strbuf_printf(out, "%s%s %s", out->length > 0 ? "; " : "", spotted->code,
                      ekb_form_name(spotted->form));
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i].set)
            ekb_strbuf_printf(out, " %s", marks[i].name);
}

/* spot: TEXT / codes: 34513 decimal cued; … Loose identifiers are left out. */
void run_spot(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_strbuf got = EKB_STRBUF_INIT;
    ekb_spotted *spotted = calloc(EKB_SPOTTED_MAX, sizeof *spotted);
    for (size_t i = 0; spotted != NULL && i + 1 < p->count; i += 2) {
        size_t length = 0;
        const char *text = unescape(&arena, p->fields[i].value, &length);
        int count = ekb_code_spot(text, length, spotted);
        ekb_strbuf_clear(&got);
        for (int k = 0; k < count; k++)
            if (!spotted[k].loose)
                write_spotted(&got, &spotted[k]);
        expect_text(r, &p->fields[i + 1], p->fields[i + 1].value, ekb_strbuf_text(&got));
    }
    free(spotted);
    ekb_strbuf_release(&got);
    ekb_arena_release(&arena);
}

/* wish: TAG / have: TAG TAG … / best: TAG, or none */
void run_language(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    const char *tags[32];
    size_t count = 0;
    ekb_arena arena = EKB_ARENA_INIT;
    const char *have = paragraph_get(p, "have");
    char *words = ekb_arena_strdup(&arena, have != NULL ? have : "");
    for (char *tag = words; *tag != '\0' && count < 32;) {
        size_t length = strcspn(tag, " ");
        char *next = tag + length + strspn(tag + length, " ");
        tag[length] = '\0';
        tags[count++] = tag;
        tag = next;
    }
    int at = ekb_language_match(p->fields[0].value, tags, count);
    for (size_t i = 1; i < p->count; i++)
        if (strcmp(p->fields[i].key, "best") == 0)
            expect_text(r, &p->fields[i], p->fields[i].value, at < 0 ? "none" : tags[at]);
    ekb_arena_release(&arena);
}
