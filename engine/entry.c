/* SPDX-License-Identifier: MIT */
/*
 * A whole entry: its head, codes, messages and references, and one content for
 * each language asked for. All of it is of the caller's arena, so that it
 * outlives the engine.
 */
#include <string.h>

#include "codes.h"
#include "content.h"
#include "core/error.h"
#include "head.h"
#include "index.h"
#include "language.h"
#include "product.h"
#include "row.h"
#include "vector.h"

/* What loading one entry works with. */
typedef struct loader {
    ekb_engine *engine;
    ekb_index *index;
    int64_t entry;
    const char *const *languages;
    size_t language_count;
    ekb_arena *arena;
    ekb_error *error;
    ekb_entry *out;
    ekb_product_texts product;
    const ekb_tree *tree;
    ekb_builder builder;
} loader;

/* Text of the index copied so that it outlives it; NULL on failure. */
static const char *keep(loader *l, const char *text)
{
    const char *copy = ekb_arena_strdup(l->arena, text);
    if (copy == NULL)
        ekb_error_nomem(l->error);
    return copy;
}

static ekb_status load_source(loader *l, int64_t source)
{
    ekb_row row;
    ekb_entry *out = l->out;
    out->source_title = out->source_url = out->source_date = "";
    if (source == 0)
        return EKB_OK;
    ekb_row_start(&row, l->index, EKB_SQL_ENTRY_SOURCE, l->arena, l->error);
    ekb_row_bind(&row, 1, source);
    if (ekb_row_next(&row)) {
        out->source_title = ekb_row_text(&row, 0);
        out->source_url = ekb_row_text(&row, 1);
        out->source_date = ekb_row_text(&row, 2);
    } else {
        ekb_row_corrupt(&row);
    }
    return ekb_row_end(&row);
}

static ekb_status load_head(loader *l)
{
    ekb_head head;
    ekb_entry *out = l->out;
    ekb_status status = ekb_head_read(l->index, l->entry, l->arena, &head, l->error);
    if (status != EKB_OK)
        return status;
    out->id = head.slug;
    out->kind = head.kind;
    out->severity = head.severity;
    out->origin = head.product->origin;
    out->display = head.display;
    out->reviewed = head.reviewed;
    out->index = l->index->at;
    out->product = keep(l, head.product->slug);
    if (out->product == NULL)
        return EKB_ERR_NOMEM;
    status = load_source(l, head.source);
    if (status == EKB_OK)
        status = ekb_product_texts_read(l->index, head.product->id, l->arena, &l->product, l->error);
    return status;
}

static ekb_status load_codes(loader *l)
{
    ekb_vector stored = {.size = sizeof(ekb_stored_code)};
    ekb_status status = ekb_codes_read(l->index, l->entry, l->arena, &stored, l->error);
    ekb_code *codes = ekb_arena_calloc(l->arena, stored.count, sizeof *codes);
    if (status == EKB_OK && codes == NULL)
        status = ekb_error_nomem(l->error);
    const ekb_stored_code *from = stored.items;
    for (size_t i = 0; status == EKB_OK && i < stored.count; i++) {
        const char *space = keep(l, from[i].space);
        codes[i] = (ekb_code){space, from[i].value, from[i].is_class};
        if (space == NULL)
            status = EKB_ERR_NOMEM;
    }
    l->out->codes = codes;
    l->out->code_count = stored.count;
    return status;
}

/* Stored messages have braces of their own doubled; a reader sees them once. */
static const char *undouble_braces(loader *l, const char *text)
{
    if (strstr(text, "{{") == NULL && strstr(text, "}}") == NULL)
        return text;
    char *copy = ekb_arena_strdup(l->arena, text), *to = copy;
    if (copy == NULL)
        return NULL;
    for (const char *from = text; *from != '\0'; from++) {
        if ((*from == '{' || *from == '}') && from[1] == *from)
            from++;
        *to++ = *from;
    }
    *to = '\0';
    return copy;
}

static void take_message(loader *l, ekb_row *row, int64_t lang, int column, ekb_vector *messages)
{
    const ekb_index_language *language = ekb_index_language_by_id(l->index, lang);
    if (language == NULL) {
        ekb_row_corrupt(row);
        return;
    }
    ekb_message *message = ekb_vector_push(messages, l->arena);
    const char *tag = ekb_arena_strdup(l->arena, language->tag);
    const char *text = undouble_braces(l, ekb_row_text(row, column));
    if (message == NULL || tag == NULL || text == NULL)
        ekb_row_nomem(row);
    else
        *message = (ekb_message){tag, text};
}

static ekb_status load_first_messages(loader *l, ekb_vector *messages)
{
    ekb_row row;
    ekb_row_start(&row, l->index, EKB_SQL_ENTRY_TEXT, l->arena, l->error);
    ekb_row_bind(&row, 1, l->entry);
    while (ekb_row_next(&row))
        if (!ekb_row_is_null(&row, EKB_TEXT_MESSAGE))
            take_message(l, &row, ekb_text_lang(&row), EKB_TEXT_MESSAGE, messages);
    return ekb_row_end(&row);
}

static ekb_status load_further_messages(loader *l, ekb_vector *messages)
{
    ekb_row row;
    ekb_row_start(&row, l->index, EKB_SQL_ENTRY_MESSAGES, l->arena, l->error);
    ekb_row_bind(&row, 1, l->entry);
    while (ekb_row_next(&row)) {
        ekb_row_key(&row, 0, 0, INT64_MAX);
        take_message(l, &row, ekb_row_number(&row, 1, 1, EKB_LANGUAGE_MAX), 2, messages);
    }
    return ekb_row_end(&row);
}

static ekb_status load_messages(loader *l)
{
    ekb_vector messages = {.size = sizeof(ekb_message)};
    ekb_status status = load_first_messages(l, &messages);
    if (status == EKB_OK)
        status = load_further_messages(l, &messages);
    l->out->messages = messages.items;
    l->out->message_count = messages.count;
    return status;
}

/* The title of what `also` names; "" for an entry that no index has. */
static ekb_status title_see_also(loader *l, ekb_see_also *also)
{
    size_t index_at = 0;
    int64_t entry;
    const char *lang;
    ekb_status status = ekb_slug_find(l->engine, also->id, &index_at, &entry, l->error);
    if (status != EKB_OK || entry == 0)
        return status;
    ekb_index *index = l->engine->indexes[index_at];
    status = ekb_index_load_languages(index, l->error);
    return status != EKB_OK ? status
                            : ekb_title_read(index, entry, l->languages, l->language_count, l->arena,
                                             &also->title, &lang, l->error);
}

static ekb_status load_see_also(loader *l)
{
    ekb_vector list = {.size = sizeof(ekb_see_also)};
    ekb_row row;
    ekb_row_start(&row, l->index, EKB_SQL_ENTRY_SEE_ALSO, l->arena, l->error);
    ekb_row_bind(&row, 1, l->entry);
    while (ekb_row_next(&row)) {
        ekb_row_key(&row, 0, 0, INT64_MAX);
        ekb_see_also *also = ekb_vector_push(&list, l->arena);
        if (also == NULL) {
            ekb_row_nomem(&row);
            break;
        }
        *also = (ekb_see_also){ekb_row_text(&row, 1), ""};
    }
    l->out->see_also = list.items;
    l->out->see_also_count = list.count;
    ekb_status status = ekb_row_end(&row);
    for (size_t i = 0; status == EKB_OK && i < list.count; i++)
        status = title_see_also(l, (ekb_see_also *)list.items + i);
    return status;
}

static const char *message_in(const ekb_entry *entry, const char *lang)
{
    for (size_t i = 0; i < entry->message_count; i++)
        if (strcmp(entry->messages[i].lang, lang) == 0)
            return entry->messages[i].text;
    return "";
}

/* The product's name, and its links behind the entry's own. */
static ekb_status add_product(loader *l, ekb_content *content)
{
    const ekb_product_texts *product = &l->product;
    const ekb_text *name = ekb_texts_in(l->index, &product->names, content->lang);
    content->product_name = name != NULL ? name->title : l->out->product;
    ekb_link *links = ekb_arena_calloc(l->arena, content->link_count + product->link_count, sizeof *links);
    if (links == NULL)
        return ekb_error_nomem(l->error);
    if (content->link_count > 0)
        memcpy(links, content->links, content->link_count * sizeof *links);
    for (size_t i = 0; i < product->link_count; i++) {
        const ekb_text *title = ekb_texts_in(l->index, &product->links[i].titles, content->lang);
        links[content->link_count++] = (ekb_link){product->links[i].url, title != NULL ? title->title : ""};
    }
    content->links = links;
    return EKB_OK;
}

static ekb_status load_content(loader *l, size_t at, ekb_content *out)
{
    const ekb_text *text = ekb_texts_choose(l->index, &l->tree->titles, l->languages, l->language_count, at);
    if (text == NULL)
        return ekb_index_corrupt(l->index, "entry_text", l->error);
    out->lang = keep(l, ekb_index_language_by_id(l->index, text->lang)->tag);
    if (out->lang == NULL)
        return EKB_ERR_NOMEM;
    out->fallback = l->language_count > 0 && ekb_language_differs(l->languages[at], out->lang);
    out->title = text->title;
    out->detail = text->text;
    out->message = message_in(l->out, out->lang);
    ekb_status status = ekb_content_build(&l->builder, l->tree, out);
    return status == EKB_OK ? add_product(l, out) : status;
}

static ekb_status load_contents(loader *l)
{
    size_t count = l->language_count > 0 ? l->language_count : 1;
    ekb_content *contents = ekb_arena_calloc(l->arena, count, sizeof *contents);
    if (contents == NULL)
        return ekb_error_nomem(l->error);
    ekb_builder_start(&l->builder, l->index, l->arena, l->error);
    l->tree = ekb_builder_tree(&l->builder, l->entry);
    ekb_status status = l->builder.status;
    for (size_t i = 0; status == EKB_OK && i < count; i++)
        status = load_content(l, i, &contents[i]);
    l->out->contents = contents;
    l->out->content_count = count;
    return status;
}

ekb_status ekb_entry_load(ekb_engine *engine, size_t index_at, int64_t entry, const char *const *languages,
                          size_t language_count, ekb_arena *arena, ekb_entry *out, ekb_error *error)
{
    static ekb_status (*const parts[])(loader *) = {load_head, load_codes, load_messages, load_see_also,
                                                    load_contents};
    loader l = {.engine = engine,
                .index = engine->indexes[index_at],
                .entry = entry,
                .languages = languages,
                .language_count = language_count,
                .arena = arena,
                .error = error,
                .out = out};
    ekb_status status = EKB_OK;
    *out = (ekb_entry){0};
    for (size_t i = 0; status == EKB_OK && i < sizeof parts / sizeof *parts; i++)
        status = parts[i](&l);
    return status;
}
