/* SPDX-License-Identifier: MIT */
/* /api/v1/entries, /api/v1/entries/{product}/{local} and /api/v1/products. */
#include <string.h>

#include "ask.h"
#include "collect.h"
#include "core/error.h"
#include "problem.h"
#include "render.h"
#include "route.h"

enum { PAGE_USUAL = 100, PAGE_MOST = 1000, OFFSET_MOST = 10000000 };

/* Languages of what has no paste to follow: the entries' own first where none are asked for. */
static ekb_status read_languages(ekb_exchange *x, ekb_error *error)
{
    return ekb_exchange_languages(x, ekb_params_text(&x->params, "lang"), error);
}

static void put_encoded(ekb_strbuf *out, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        int plain = (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
                    strchr("-._~", *c) != NULL;
        if (plain)
            ekb_strbuf_putc(out, (char)*c);
        else
            ekb_strbuf_printf(out, "%%%02X", *c);
    }
}

/* `Link: <…>; rel="next"`: the same request, further on. */
static void add_next(ekb_exchange *x, size_t offset)
{
    ekb_strbuf link = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&link, "</api/v1/entries?");
    for (size_t i = 0; i < x->params.count; i++) {
        const ekb_param *param = &x->params.items[i];
        if (strcmp(param->name, "offset") == 0)
            continue;
        put_encoded(&link, param->name);
        ekb_strbuf_putc(&link, '=');
        put_encoded(&link, param->value);
        ekb_strbuf_putc(&link, '&');
    }
    ekb_strbuf_printf(&link, "offset=%zu>; rel=\"next\"", offset);
    const char *kept = link.failed ? NULL : ekb_arena_strdup(x->arena, ekb_strbuf_text(&link));
    if (kept != NULL)
        ekb_http_header_add(x->reply, "Link", kept);
    ekb_strbuf_release(&link);
}

/* One more than is shown, to know whether there are more. */
static ekb_status list(ekb_exchange *x, ekb_collection *found, ekb_error *error)
{
    const char *product = ekb_params_text(&x->params, "product");
    const char *prefix = ekb_params_text(&x->params, "prefix");
    ekb_status status = read_languages(x, error);
    if (status == EKB_OK && product != NULL)
        status = ekb_offer_product(&x->handle->offer, x->handle->engine, product, error);
    if (status == EKB_OK)
        status = ekb_list(x->handle->engine, product, prefix, 0, x->languages, x->language_count,
                          ekb_collect_entry, found, error);
    return status == EKB_OK && found->failed ? ekb_error_nomem(error) : status;
}

void ekb_resource_entries(ekb_exchange *x)
{
    const ekb_style style = {.catalog = x->catalog};
    size_t limit = PAGE_USUAL, offset = 0;
    ekb_error error;
    if (ekb_ask_number(x, "limit", 1, PAGE_MOST, &limit) != 0 ||
        ekb_ask_number(x, "offset", 0, OFFSET_MOST, &offset) != 0)
        return;
    ekb_exchange_tag(x);
    if (ekb_exchange_unchanged(x))
        return;
    ekb_collection found = {.arena = x->arena, .skip = offset, .limit = limit + 1};
    if (list(x, &found, &error) != EKB_OK) {
        ekb_problem_reply_status(x, &error);
        return;
    }
    if (found.count > limit) {
        found.count = limit;
        add_next(x, offset + limit);
    }
    ekb_render_json.list(&x->reply->body, &style, found.listed, found.count);
    ekb_exchange_json(x);
}

void ekb_resource_products(ekb_exchange *x)
{
    const ekb_style style = {.catalog = x->catalog};
    ekb_collection found = {.arena = x->arena};
    ekb_error error;
    ekb_exchange_tag(x);
    if (ekb_exchange_unchanged(x))
        return;
    ekb_status status = read_languages(x, &error);
    if (status == EKB_OK)
        status = ekb_products(x->handle->engine, x->languages, x->language_count, ekb_collect_product, &found,
                              &error);
    if (status == EKB_OK && found.failed)
        status = ekb_error_nomem(&error);
    if (status != EKB_OK) {
        ekb_problem_reply_status(x, &error);
        return;
    }
    ekb_render_json.products(&x->reply->body, &style, found.products, found.count);
    ekb_exchange_json(x);
}

static void refuse_entry(ekb_exchange *x)
{
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("no index has the entry {entry}"),
                  EKB_N_("/api/v1/entries lists which there are; /api/v1/lookup finds one by its code"));
    ekb_error_text(&error, "entry", x->rest);
    ekb_problem_reply(x, EKB_PROBLEM_ENTRY, &error);
}

void ekb_resource_entry(ekb_exchange *x)
{
    const ekb_style style = {.catalog = x->catalog};
    ekb_shown *shown = NULL;
    ekb_error error;
    ekb_status status = read_languages(x, &error);
    ekb_exchange_tag(x);
    if (status == EKB_OK && ekb_exchange_unchanged(x))
        return;
    if (status == EKB_OK)
        status = ekb_show(x->handle->engine, x->rest, x->languages, x->language_count, &shown, &error);
    if (status != EKB_OK) {
        ekb_problem_reply_status(x, &error);
    } else if (shown == NULL) {
        refuse_entry(x);
    } else {
        ekb_render_json.entry(&x->reply->body, &style, x->handle->engine, &shown->entry);
        ekb_exchange_json(x);
    }
    ekb_shown_free(shown);
}
