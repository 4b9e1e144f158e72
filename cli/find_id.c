/* SPDX-License-Identifier: MIT */
/*
 * From a word to ids. The ways to read it are tried in a table's order, those
 * that cost nothing first; the first that finds something ends it.
 */
#include "find_id.h"

#include <string.h>
#include <strings.h>

#include "core/canon.h"
#include "core/error.h"
#include "suggest.h"

enum { CODED_MOST = 20, HEX_MOST = 16 };

typedef struct search {
    ekb_session *session;
    const char *word;
    const char *product; /* that the word begins with, or NULL; as its id is written */
    const char *rest;    /* behind that product, else the word */
    ekb_found_ids *out;
    ekb_error *error;
    ekb_status status; /* of what a visitor did */
} search;

int ekb_is_listed(const ekb_paths *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], id) == 0)
            return 1;
    }
    return 0;
}

static ekb_status add(search *s, ekb_paths *list, const char *id)
{
    if (ekb_is_listed(list, id) || ekb_paths_add(list, id) == 0)
        return EKB_OK;
    return ekb_error_nomem(s->error);
}

/* ---- Ids ------------------------------------------------------------------ */

static ekb_status try_id(search *s, const char *id)
{
    const ekb_session *session = s->session;
    ekb_shown *shown = NULL;
    ekb_status status =
        ekb_show(session->engine, id, session->languages, session->language_count, &shown, s->error);
    if (status == EKB_OK && shown != NULL)
        status = add(s, &s->out->ids, shown->entry.id);
    ekb_shown_free(shown);
    return status;
}

static ekb_status try_local(search *s, const char *product, const char *local)
{
    ekb_strbuf id = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&id, product);
    ekb_strbuf_putc(&id, '/');
    ekb_strbuf_puts(&id, local);
    ekb_status status = id.failed ? ekb_error_nomem(s->error) : try_id(s, ekb_strbuf_text(&id));
    ekb_strbuf_release(&id);
    return status;
}

static int is_asked(const search *s, const char *product)
{
    const char *only = s->session->options.product;
    return only == NULL || strcmp(only, product) == 0;
}

static int try_product(void *context, const ekb_product *product)
{
    search *s = context;
    if (is_asked(s, product->id))
        s->status = try_local(s, product->id, s->word);
    return s->status != EKB_OK;
}

/* Splits "MARS/34513" where a product is called so. */
static int split_product(void *context, const ekb_product *product)
{
    search *s = context;
    size_t length = strlen(product->id);
    if (!is_asked(s, product->id) || strncasecmp(s->word, product->id, length) != 0 ||
        s->word[length] != '/' || s->word[length + 1] == '\0')
        return 0;
    s->product = ekb_arena_strdup(&s->session->arena, product->id);
    s->rest = s->word + length + 1;
    if (s->product == NULL)
        s->status = ekb_error_nomem(s->error);
    return 1;
}

static ekb_status each_product(search *s, ekb_product_fn visit)
{
    ekb_session *session = s->session;
    ekb_status status =
        ekb_products(session->engine, session->languages, session->language_count, visit, s, s->error);
    return status == EKB_OK ? s->status : status;
}

static ekb_status by_id(search *s)
{
    if (strchr(s->word, '/') == NULL)
        return each_product(s, try_product);
    ekb_status status = try_id(s, s->word);
    if (status != EKB_OK || s->out->ids.count > 0)
        return status;
    status = each_product(s, split_product);
    return status == EKB_OK && s->product != NULL ? try_local(s, s->product, s->rest) : status;
}

/* ---- Codes ------------------------------------------------------------------ */

static int is_by_code(const ekb_hit *hit)
{
    for (size_t i = 0; i < hit->evidence_count; i++) {
        if (strcmp(hit->evidence[i].by, "code") == 0)
            return 1;
    }
    return 0;
}

static ekb_status find_code(search *s, const char *code)
{
    ekb_session *session = s->session;
    ekb_answer *answer = NULL;
    ekb_query query = {.text = code, .length = strlen(code), .limit = CODED_MOST};
    query.product = s->product != NULL ? s->product : session->options.product;
    query.languages = session->languages;
    query.language_count = session->language_count;
    ekb_status status = ekb_lookup(session->engine, &query, &answer, s->error);
    for (size_t i = 0; status == EKB_OK && i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        int firm = hit->verdict == EKB_MATCH && is_by_code(hit);
        status = add(s, firm ? &s->out->ids : &s->out->near, hit->entry->id);
    }
    for (size_t i = 0; status == EKB_OK && i < answer->nearest_count; i++)
        status = add(s, &s->out->near, answer->nearest[i].entry);
    ekb_answer_free(answer);
    return status;
}

static ekb_status by_code(search *s)
{
    return find_code(s, s->rest);
}

/* "86D1": where something is named, such digits are hexadecimal; in a text they
 * may be anything. */
static ekb_status by_bare_hex(search *s)
{
    char code[HEX_MOST + 3] = "0x";
    size_t letters = 0, length = strlen(s->rest);
    if (length < 2 || length > HEX_MOST)
        return EKB_OK;
    for (size_t i = 0; i < length; i++) {
        if (ekb_hex_digit(s->rest[i]) < 0)
            return EKB_OK;
        letters += ekb_ascii_is_letter(s->rest[i]) != 0;
    }
    memcpy(code + 2, s->rest, length + 1);
    return letters > 0 && letters < length ? find_code(s, code) : EKB_OK;
}

/* ---- Ids, nearly ------------------------------------------------------------ */

typedef struct slip_search {
    search *search;
    ekb_suggest suggest;
    const char *nearest; /* the engine lends ids for one call only */
} slip_search;

static const char *behind_slash(const char *id)
{
    const char *slash = strchr(id, '/');
    return slash != NULL ? slash + 1 : id;
}

static int is_number(const char *local)
{
    return local[strspn(local, "0123456789")] == '\0';
}

/* Numbers are all alike: 130055 is no slip for 100050, nor 86D1 for 8601. */
static int is_slip(const slip_search *slip, const char *local)
{
    if (is_number(local))
        return slip->suggest.distance <= 1 && is_number(behind_slash(slip->search->word));
    return slip->suggest.distance <= 1 || local[strcspn(local, "0123456789")] == '\0';
}

static int offer_id(void *context, const ekb_listed *listed)
{
    slip_search *slip = context;
    search *s = slip->search;
    const char *local = behind_slash(listed->id);
    ekb_suggest before = slip->suggest;
    if (strcasecmp(listed->id, s->word) == 0 || strcasecmp(local, s->word) == 0) {
        s->status = add(s, &s->out->ids, listed->id);
        return s->status != EKB_OK;
    }
    if (s->product == NULL && strcasecmp(local, behind_slash(s->word)) == 0) {
        s->status = add(s, &s->out->alike, listed->id); /* the product is wrong */
        return s->status != EKB_OK;
    }
    ekb_suggest_offer(&slip->suggest, listed->id);
    ekb_suggest_offer(&slip->suggest, local);
    if (slip->suggest.distance >= before.distance)
        return 0;
    if (!is_slip(slip, local)) {
        slip->suggest = before;
        return 0;
    }
    slip->nearest = ekb_arena_strdup(&s->session->arena, listed->id);
    if (slip->nearest == NULL)
        s->status = ekb_error_nomem(s->error);
    return s->status != EKB_OK;
}

/* The id in other letter case, else the nearest. Reads every id. */
static ekb_status by_likeness(search *s)
{
    const ekb_session *session = s->session;
    slip_search slip = {.search = s};
    ekb_suggest_init(&slip.suggest, s->word);
    ekb_status status = ekb_list(session->engine, session->options.product, NULL, 1, session->languages,
                                 session->language_count, offer_id, &slip, s->error);
    if (status == EKB_OK)
        status = s->status;
    if (status == EKB_OK && s->out->ids.count == 0 && slip.nearest != NULL)
        status = add(s, &s->out->alike, slip.nearest);
    return status;
}

ekb_status ekb_find_id(ekb_session *session, const char *word, ekb_found_ids *out, ekb_error *error)
{
    static ekb_status (*const ways[])(search *) = {by_id, by_code, by_likeness, by_bare_hex};
    ekb_arena *arena = &session->arena;
    *out = (ekb_found_ids){.ids.arena = arena, .alike.arena = arena, .near.arena = arena};
    search s = {.session = session, .word = word, .rest = word, .out = out, .error = error};
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && out->ids.count == 0 && i < sizeof ways / sizeof *ways; i++)
        status = ways[i](&s);
    if (out->ids.count > 0)
        out->alike.count = 0;
    return status;
}
