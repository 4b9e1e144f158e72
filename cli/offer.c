/* SPDX-License-Identifier: MIT */
#include "offer.h"

#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "suggest.h"

void ekb_offer_init(ekb_offer *offer, ekb_arena *arena)
{
    memset(offer, 0, sizeof *offer);
    offer->languages.arena = offer->products.arena = arena;
}

static int contains(const char *const *list, size_t count, const char *item)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], item) == 0)
            return 1;
    }
    return 0;
}

static int add(ekb_paths *list, const char *item)
{
    return contains(list->items, list->count, item) ? 0 : ekb_paths_add(list, item);
}

/* The argument `name` of an error: "a, b, c". */
static void add_list(ekb_error *error, const char *name, const ekb_paths *list)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    for (size_t i = 0; i < list->count; i++) {
        ekb_strbuf_puts(&text, i > 0 ? ", " : "");
        ekb_strbuf_puts(&text, list->items[i]);
    }
    ekb_error_list(error, name, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
}

/* ---- Languages ----------------------------------------------------------- */

static ekb_status collect_languages(ekb_offer *offer, ekb_engine *engine, ekb_error *error)
{
    for (size_t i = 0; i < ekb_engine_index_count(engine); i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        /* Every index has a language; none means that it could not be read. */
        if (info == NULL || info->language_count == 0)
            return ekb_error_nomem(error);
        for (size_t k = 0; k < info->language_count; k++) {
            if (add(&offer->languages, info->languages[k]) != 0)
                return ekb_error_nomem(error);
        }
    }
    return EKB_OK;
}

static ekb_status fail_language(const ekb_offer *offer, const char *tag, ekb_error *error)
{
    ekb_status status =
        ekb_error_set(error, EKB_ERR_LANGUAGE, EKB_N_("no index has text in the language {language}"),
                      EKB_N_("possible are: {languages}"));
    ekb_error_text(error, "language", tag);
    add_list(error, "languages", &offer->languages);
    return status;
}

ekb_status ekb_offer_languages(ekb_offer *offer, ekb_engine *engine, const ekb_language_list *wishes,
                               const char **chosen, size_t *count, size_t *first, ekb_error *error)
{
    ekb_status status = offer->languages.count == 0 ? collect_languages(offer, engine, error) : EKB_OK;
    *count = *first = 0;
    for (size_t i = 0; status == EKB_OK && i < wishes->count && (wishes->explicit_wish || *count == 0); i++) {
        int at = ekb_language_match(wishes->tags[i], offer->languages.items, offer->languages.count);
        if (at < 0 && wishes->explicit_wish)
            return fail_language(offer, wishes->tags[i], error);
        if (at < 0 || contains(chosen, *count, offer->languages.items[at]))
            continue;
        if (*count == 0)
            *first = i;
        chosen[(*count)++] = offer->languages.items[at];
    }
    if (status == EKB_OK && *count == 0 && wishes->count > 0)
        chosen[(*count)++] = wishes->tags[0];
    return status;
}

/* ---- Products ------------------------------------------------------------ */

static int see_product(void *context, const ekb_product *product)
{
    return add(context, product->id);
}

static ekb_status fail_product(const ekb_offer *offer, const char *product, ekb_error *error)
{
    ekb_suggest suggest;
    ekb_suggest_init(&suggest, product);
    for (size_t i = 0; i < offer->products.count; i++)
        ekb_suggest_offer(&suggest, offer->products.items[i]);
    ekb_status status =
        ekb_error_set(error, EKB_ERR_ARG, EKB_N_("no index has a product “{product}”"),
                      suggest.best != NULL ? EKB_N_("did you mean {near}? Known are: {products}")
                                           : EKB_N_("known are: {products}"));
    ekb_error_text(error, "product", product);
    add_list(error, "products", &offer->products);
    if (suggest.best != NULL)
        ekb_error_text(error, "near", suggest.best);
    return status;
}

ekb_status ekb_offer_product(ekb_offer *offer, ekb_engine *engine, const char *product, ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (offer->products.count == 0)
        status = ekb_products(engine, NULL, 0, see_product, &offer->products, error);
    if (status != EKB_OK || contains(offer->products.items, offer->products.count, product))
        return status;
    return fail_product(offer, product, error);
}
