/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "core/error.h"

/* What was visited, copied: the engine lends each item for one call only. */
typedef struct collection {
    ekb_arena *arena;
    size_t limit;
    ekb_listed *listed;
    ekb_product *products;
    size_t count, capacity;
    int failed;
} collection;

/* Makes room for one more of `size` bytes; @return the array, or NULL. */
static void *grow(collection *into, void *items, size_t size)
{
    if (into->count < into->capacity)
        return items;
    size_t capacity = into->capacity == 0 ? 64 : into->capacity * 2;
    void *larger = ekb_arena_calloc(into->arena, capacity, size);
    if (larger == NULL)
        return NULL;
    if (into->count > 0)
        memcpy(larger, items, into->count * size);
    into->capacity = capacity;
    return larger;
}

static const char *keep(collection *into, const char *text)
{
    const char *copy = ekb_arena_strdup(into->arena, text);
    into->failed |= copy == NULL;
    return copy;
}

static int collect_entry(void *context, const ekb_listed *listed)
{
    collection *into = context;
    ekb_listed *items = grow(into, into->listed, sizeof *items);
    if (items == NULL) {
        into->failed = 1;
        return 1;
    }
    into->listed = items;
    ekb_listed *item = &items[into->count++];
    *item = *listed;
    item->id = keep(into, listed->id);
    item->product = keep(into, listed->product);
    item->display = keep(into, listed->display);
    item->lang = keep(into, listed->lang);
    item->title = keep(into, listed->title);
    return into->failed || (into->limit != 0 && into->count >= into->limit);
}

static int collect_product(void *context, const ekb_product *product)
{
    collection *into = context;
    ekb_product *items = grow(into, into->products, sizeof *items);
    if (items == NULL) {
        into->failed = 1;
        return 1;
    }
    into->products = items;
    ekb_product *item = &items[into->count++];
    *item = *product;
    item->id = keep(into, product->id);
    item->lang = keep(into, product->lang);
    item->name = keep(into, product->name);
    item->description = keep(into, product->description);
    return into->failed || (into->limit != 0 && into->count >= into->limit);
}

static ekb_status check_words(const ekb_session *session, ekb_error *error)
{
    const ekb_options *options = &session->options;
    size_t most = ekb_options_has(options, EKB_OPTION_PRODUCTS) ? 0 : 1;
    if (options->word_count <= most)
        return EKB_OK;
    return ekb_error_set(error, EKB_ERR_ARG,
                         most == 0 ? EKB_N_("--products takes no prefix")
                                   : EKB_N_("list takes one prefix only"),
                         EKB_N_("errkb help list shows how it is used"));
}

static ekb_status collect(ekb_session *session, collection *into, ekb_error *error)
{
    const ekb_options *options = &session->options;
    const char *prefix = options->word_count > 0 ? options->words[0] : NULL;
    ekb_status status = ekb_session_open_engine(session, error);
    if (status != EKB_OK)
        return status;
    if (ekb_options_has(options, EKB_OPTION_PRODUCTS))
        status = ekb_products(session->engine, session->languages, session->language_count, collect_product,
                              into, error);
    else
        status = ekb_list(session->engine, options->product, prefix, 0, session->languages,
                          session->language_count, collect_entry, into, error);
    return status == EKB_OK && into->failed ? ekb_error_nomem(error) : status;
}

int ekb_command_list(ekb_session *session)
{
    ekb_error error;
    collection found = {.arena = &session->arena, .limit = session->options.limit};
    ekb_session_speak_like(session, "");
    ekb_status status = check_words(session, &error);
    if (status == EKB_OK)
        status = collect(session, &found, &error);
    if (status != EKB_OK)
        return ekb_session_fail(session, &error);
    if (ekb_options_has(&session->options, EKB_OPTION_PRODUCTS))
        session->renderer->products(&session->out, &session->style, found.products, found.count);
    else
        session->renderer->list(&session->out, &session->style, found.listed, found.count);
    if (found.count == 0)
        ekb_session_say(session, tr(session->style.catalog, "There is no such entry."));
    return ekb_session_finish(session, found.count > 0 ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE);
}
