/* SPDX-License-Identifier: MIT */
/*
 * Codes of the paste, looked up. What is spotted becomes a reading if some
 * entry has it, or if it is announced or shaped so clearly that it must be a
 * code that nobody has written of; the rest are numbers and words.
 */
#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "codes.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "match.h"

/* One SQLSTATE can be the class of 1,500 entries. */
enum { HITS_MAX = 2048 };

typedef struct hit_list {
    ekb_code_hit *items;
    size_t count, capacity;
} hit_list;

static int push_hit(ekb_lookup_state *state, hit_list *list, ekb_code_hit hit)
{
    for (size_t i = 0; i < list->count; i++) {
        ekb_code_hit *other = &list->items[i];
        if (other->index == hit.index && other->entry == hit.entry) {
            other->form_fits |= hit.form_fits;
            other->is_class &= hit.is_class;
            other->foreign &= hit.foreign;
            return 1;
        }
        /* Large classes: the rows of an entry follow each other, so looking
         * back a little is enough. */
        if (list->count > 64 && i < list->count - 8)
            i = list->count - 8;
    }
    if (list->count >= HITS_MAX)
        return 1;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4 : list->capacity * 4;
        ekb_code_hit *items = ekb_arena_alloc(state->arena, capacity * sizeof *items);
        if (items == NULL)
            return 0;
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = hit;
    return 1;
}

/* An SQLSTATE has a spelling of its own; a number is of its scheme if that is the
 * entry's, be it a product's version of it: "linux-errno". */
static int is_foreign(const ekb_spotted *spotted, const char *space)
{
    return spotted->scheme != NULL && spotted->form == EKB_FORM_DECIMAL &&
           strstr(space, spotted->scheme) == NULL;
}

static ekb_status read_code(ekb_lookup_state *state, ekb_index *index, const ekb_canons *at,
                            const ekb_spotted *spotted, const ekb_canon *canon, hit_list *list)
{
    ekb_stored_code code;
    ekb_status status = ekb_code_read(index, at->entry, at->n, state->arena, &code, state->error);
    if (status != EKB_OK)
        return status;
    ekb_code_hit hit = {.index = index->at,
                        .entry = at->entry,
                        .space = code.space,
                        .value = code.value,
                        .form_fits = (code.forms & canon->form) != 0,
                        .foreign = is_foreign(spotted, code.space),
                        .is_class = code.is_class};
    return push_hit(state, list, hit) ? EKB_OK : ekb_error_nomem(state->error);
}

static ekb_status find_canon(ekb_lookup_state *state, ekb_index *index, const ekb_spotted *spotted,
                             const ekb_canon *canon, hit_list *list)
{
    const ekb_scope *scope = &state->scopes[index->at];
    ekb_canons walk;
    ekb_status status = EKB_OK;
    ekb_canons_start(&walk, index, canon->text, state->error);
    while (status == EKB_OK && list->count < HITS_MAX && ekb_canons_next(&walk) &&
           strcmp(walk.text, canon->text) == 0)
        if (walk.entry >= scope->entry_first && walk.entry < scope->entry_end)
            status = read_code(state, index, &walk, spotted, canon, list);
    ekb_status ended = ekb_canons_end(&walk);
    return status == EKB_OK ? ended : status;
}

/* "mars/34513": an entry's own id. */
static ekb_status find_slug(ekb_lookup_state *state, ekb_index *index, const ekb_spotted *spotted,
                            hit_list *list)
{
    if (strchr(spotted->code, '/') == NULL)
        return EKB_OK;
    int64_t entry = 0;
    ekb_status status = ekb_entry_find(index, spotted->code, &entry, state->error);
    if (status != EKB_OK || entry == 0)
        return status;
    ekb_code_hit hit = {
        .index = index->at, .entry = entry, .space = "", .value = spotted->code, .form_fits = 1};
    return push_hit(state, list, hit) ? EKB_OK : ekb_error_nomem(state->error);
}

/* "restore-mount": an id without its product. One that is a plain word may be
 * meant as that word, so it is not certain. */
static ekb_status find_local(ekb_lookup_state *state, ekb_index *index, const char *product,
                             const ekb_spotted *spotted, hit_list *list)
{
    ekb_strbuf slug = EKB_STRBUF_INIT;
    int64_t entry = 0;
    ekb_strbuf_printf(&slug, "%s/%s", product, spotted->code);
    ekb_status status =
        slug.failed ? ekb_error_nomem(state->error) : ekb_entry_find(index, slug.data, &entry, state->error);
    ekb_strbuf_release(&slug);
    if (status != EKB_OK || entry == 0)
        return status;
    int plain = strpbrk(spotted->code, "-_.#/0123456789") == NULL;
    ekb_code_hit hit = {
        .index = index->at, .entry = entry, .space = "", .value = spotted->code, .form_fits = !plain};
    return push_hit(state, list, hit) ? EKB_OK : ekb_error_nomem(state->error);
}

/* Letters before a number that are a product's name: "MARS-34513". */
static int names_product(const ekb_lookup_state *state, const ekb_index *index, const ekb_spotted *spotted)
{
    const char *prefix = ekb_strbuf_text(&state->text) + spotted->prefix_start;
    size_t length = spotted->prefix_end - spotted->prefix_start;
    for (size_t p = 0; p < index->product_count; p++) {
        const ekb_index_product *product = &index->products[p];
        for (size_t w = 0; w <= product->word_count; w++) {
            const char *name = w < product->word_count ? product->words[w] : product->slug;
            size_t i = 0;
            while (i < length && name[i] != '\0' && ((name[i] ^ prefix[i]) & ~0x20) == 0)
                i++;
            if (i == length && name[i] == '\0')
                return 1;
        }
    }
    return 0;
}

static ekb_status find_all(ekb_lookup_state *state, const ekb_spotted *spotted, hit_list *list)
{
    for (size_t i = 0; i < state->engine->index_count; i++) {
        ekb_index *index = state->engine->indexes[i];
        if (spotted->prefix_end > spotted->prefix_start) {
            ekb_status loaded = ekb_index_load_products(index, state->error);
            if (loaded != EKB_OK)
                return loaded;
            if (!names_product(state, index, spotted))
                continue;
        }
        for (size_t k = 0; k < spotted->canon_count; k++) {
            ekb_status status = find_canon(state, index, spotted, &spotted->canons[k], list);
            if (status != EKB_OK)
                return status;
        }
        ekb_status status = find_slug(state, index, spotted, list);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static int is_reading(const ekb_spotted *spotted, size_t hits)
{
    if (spotted->masked)
        return 0;
    if (hits > 0)
        return 1;
    if (spotted->metadata)
        return 0;
    /* All there is, and shaped like a code. */
    if (spotted->whole && spotted->form == EKB_FORM_HEX)
        return 1;
    return !spotted->loose && !spotted->spoken &&
           (spotted->cued || spotted->form == EKB_FORM_PREFIXED || spotted->bracketed ||
            spotted->form == EKB_FORM_DECIMAL || spotted->form == EKB_FORM_SIGNED);
}

/* A known reading hides what it overlaps, but for a known longer one. */
static void drop_overlapped(ekb_lookup_state *state)
{
    size_t kept = 0;
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_code_reading *r = &state->readings[i];
        int hidden = 0;
        for (size_t k = 0; k < state->reading_count && !hidden; k++) {
            const ekb_code_reading *other = &state->readings[k];
            if (k == i || other->spotted->end <= r->spotted->start ||
                other->spotted->start >= r->spotted->end)
                continue;
            uint32_t mine = r->spotted->end - r->spotted->start;
            uint32_t its = other->spotted->end - other->spotted->start;
            int i_know = r->hit_count > 0, it_knows = other->hit_count > 0;
            if (i_know != it_knows)
                hidden = it_knows;
            else if (r->spotted->spoken != other->spotted->spoken)
                hidden = r->spotted->spoken && !i_know;
            else
                hidden = its > mine || (its == mine && k < i);
        }
        if (!hidden)
            state->readings[kept++] = *r;
    }
    state->reading_count = kept;
}

static void spend(ekb_lookup_state *state, uint32_t start, uint32_t end, unsigned char how)
{
    for (size_t i = 0; i < state->tokens.count; i++) {
        const ekb_token *token = &state->tokens.items[i];
        uint32_t from = state->folded.start[token->start], to = state->folded.end[token->end - 1];
        if (from < end && to > start && state->spent[i] == 0)
            state->spent[i] = how;
    }
}

/* Names of the products of the indexes: "MARS" tells whose error it is, not
 * which. */
static ekb_status spend_product_words(ekb_lookup_state *state)
{
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_tokens words = EKB_TOKENS_INIT;
    ekb_status status = EKB_OK;
    for (size_t i = 0; i < state->engine->index_count && status == EKB_OK; i++) {
        ekb_index *index = state->engine->indexes[i];
        status = ekb_index_load_products(index, state->error);
        for (size_t p = 0; status == EKB_OK && p < index->product_count; p++)
            for (size_t w = 0; status == EKB_OK && w < index->products[p].word_count; w++) {
                const char *word = index->products[p].words[w];
                if (ekb_fold(word, strlen(word), &folded) != 0 || ekb_tokenize(&folded, 0, &words) != 0) {
                    status = ekb_error_nomem(state->error);
                    break;
                }
                for (size_t t = 0; words.count > 0 && t + words.count <= state->tokens.count; t++) {
                    size_t n = 0;
                    while (n < words.count && state->tokens.items[t + n].hash == words.items[n].hash &&
                           state->tokens.items[t + n].kind == words.items[n].kind)
                        n++;
                    for (size_t k = 0; n == words.count && k < n; k++)
                        if (state->spent[t + k] == 0)
                            state->spent[t + k] = EKB_SPENT_PRODUCT;
                }
            }
    }
    ekb_folded_release(&folded);
    ekb_tokens_release(&words);
    return status;
}

/* A paste that is an entry's id, with its product or without. */
static ekb_status find_whole_id(ekb_lookup_state *state, hit_list *list, ekb_spotted *out)
{
    const char *text = ekb_strbuf_text(&state->text);
    size_t first = 0, end = state->text.length;
    while (first < end && (unsigned char)text[first] <= ' ')
        first++;
    while (end > first && (unsigned char)text[end - 1] <= ' ')
        end--;
    if (first == end || end - first >= sizeof out->code)
        return EKB_OK;
    for (size_t i = first; i < end; i++)
        if ((unsigned char)text[i] <= ' ' || (unsigned char)text[i] >= 0x7F)
            return EKB_OK;
    *out = (ekb_spotted){
        .start = (uint32_t)first, .end = (uint32_t)end, .form = EKB_FORM_SYMBOL, .cued = 1, .whole = 1};
    memcpy(out->code, text + first, end - first);
    for (size_t i = 0; i < state->engine->index_count; i++) {
        ekb_index *index = state->engine->indexes[i];
        ekb_status status = find_slug(state, index, out, list);
        if (status == EKB_OK)
            status = ekb_index_load_products(index, state->error);
        for (size_t p = 0; status == EKB_OK && p < index->product_count; p++)
            status = find_local(state, index, index->products[p].slug, out, list);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status take_whole_id(ekb_lookup_state *state)
{
    for (size_t i = 0; i < state->reading_count; i++)
        if (state->readings[i].spotted->whole && state->readings[i].hit_count > 0)
            return EKB_OK;
    hit_list list = {NULL, 0, 0};
    ekb_spotted *spotted = ekb_arena_calloc(state->arena, 1, sizeof *spotted);
    if (spotted == NULL)
        return ekb_error_nomem(state->error);
    ekb_status status = find_whole_id(state, &list, spotted);
    if (status == EKB_OK && list.count > 0)
        state->readings[state->reading_count++] = (ekb_code_reading){spotted, list.items, list.count, 0};
    return status;
}

ekb_status ekb_match_codes(ekb_lookup_state *state)
{
    state->readings =
        ekb_arena_calloc(state->arena, (size_t)state->spotted_count + 2, sizeof *state->readings);
    if (state->readings == NULL)
        return ekb_error_nomem(state->error);
    for (int i = 0; i < state->spotted_count; i++) {
        hit_list list = {NULL, 0, 0};
        ekb_status status = state->spotted[i].masked ? EKB_OK : find_all(state, &state->spotted[i], &list);
        if (status != EKB_OK)
            return status;
        if (is_reading(&state->spotted[i], list.count))
            state->readings[state->reading_count++] =
                (ekb_code_reading){&state->spotted[i], list.items, list.count, 0};
    }
    ekb_status found = take_whole_id(state);
    if (found != EKB_OK)
        return found;
    drop_overlapped(state);
    for (size_t i = 0; i < state->reading_count; i++) {
        const ekb_spotted *s = state->readings[i].spotted;
        /* An unannounced number that nobody knows is just a number. */
        int is_number = state->readings[i].hit_count == 0 && !s->cued;
        if (!is_number)
            spend(state, s->start, s->end, EKB_SPENT_CODE);
        if (!is_number && s->cue_end > s->cue_start)
            spend(state, s->cue_start, s->cue_end, EKB_SPENT_CODE);
        if (s->scheme != NULL)
            spend(state, s->scheme_start, s->end, EKB_SPENT_SCHEME);
    }
    return spend_product_words(state);
}
