/* SPDX-License-Identifier: MIT */
#include "json_entry.h"

/* ---- Content ------------------------------------------------------------- */

static json_t *make_actions(ekb_json *json, const ekb_action *actions, size_t count);

static json_t *make_action(ekb_json *json, const ekb_action *action)
{
    json_t *object = ekb_json_object(json);
    ekb_json_set_text(json, object, "type", ekb_action_type_name(action->type));
    ekb_json_set_optional(json, object, "number", action->number);
    ekb_json_set_text(json, object, "text", action->text);
    ekb_json_set_optional(json, object, "argument", action->argument);
    ekb_json_set(json, object, "actions", make_actions(json, action->actions, action->action_count));
    ekb_json_set_optional(json, object, "procedure", action->procedure);
    ekb_json_set_optional(json, object, "ref", action->ref);
    return object;
}

/* As deep as the index nests; the engine bounds that. */
static json_t *make_actions(ekb_json *json, const ekb_action *actions, size_t count)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < count; i++)
        ekb_json_add(json, array, make_action(json, &actions[i]));
    return array;
}

static json_t *make_causes(ekb_json *json, const ekb_content *content)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < content->cause_count; i++) {
        const ekb_cause *cause = &content->causes[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "title", cause->title);
        ekb_json_set_text(json, object, "detail", cause->detail);
        ekb_json_set(json, object, "actions", make_actions(json, cause->actions, cause->action_count));
        ekb_json_set_optional(json, object, "procedure", cause->procedure);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_links(ekb_json *json, const ekb_content *content)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; content != NULL && i < content->link_count; i++) {
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "url", content->links[i].url);
        ekb_json_set_text(json, object, "title", content->links[i].title);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_contents(ekb_json *json, const ekb_entry *entry)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < entry->content_count; i++) {
        const ekb_content *content = &entry->contents[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "lang", content->lang);
        ekb_json_set_flag(json, object, "fallback", content->fallback);
        ekb_json_set_text(json, object, "title", content->title);
        ekb_json_set_text(json, object, "detail", content->detail);
        ekb_json_set_text(json, object, "message", content->message);
        ekb_json_set(json, object, "causes", make_causes(json, content));
        ekb_json_set(json, object, "links", make_links(json, content));
        ekb_json_set_text(json, object, "product_name", content->product_name);
        ekb_json_add(json, array, object);
    }
    return array;
}

/* ---- Entries --------------------------------------------------------------- */

void ekb_json_put_identity(ekb_json *json, json_t *object, const ekb_entry *entry)
{
    ekb_json_set_text(json, object, "entry", entry->id);
    ekb_json_set_text(json, object, "product", entry->product);
    ekb_json_set_text(json, object, "kind", ekb_kind_name(entry->kind));
    ekb_json_set_text(json, object, "severity", ekb_severity_name(entry->severity));
    ekb_json_set_text(json, object, "display", entry->display);
}

static json_t *make_source(ekb_json *json, const ekb_entry *entry)
{
    if (entry->source_title[0] == '\0' && entry->source_url[0] == '\0')
        return json_null();
    json_t *object = ekb_json_object(json);
    ekb_json_set_text(json, object, "title", entry->source_title);
    ekb_json_set_text(json, object, "url", entry->source_url);
    ekb_json_set_text(json, object, "date", entry->source_date);
    return object;
}

static json_t *make_see_also(ekb_json *json, const ekb_entry *entry)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < entry->see_also_count; i++) {
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "entry", entry->see_also[i].id);
        ekb_json_set_text(json, object, "title", entry->see_also[i].title);
        ekb_json_add(json, array, object);
    }
    return array;
}

void ekb_json_put_substance(ekb_json *json, json_t *object, const ekb_entry *entry)
{
    const ekb_content *first = entry->content_count > 0 ? &entry->contents[0] : NULL;
    ekb_json_set_number(json, object, "index", (long long)entry->index);
    ekb_json_set_text(json, object, "origin", ekb_origin_name(entry->origin));
    ekb_json_set_text(json, object, "reviewed", entry->reviewed);
    ekb_json_set(json, object, "source", make_source(json, entry));
    ekb_json_set(json, object, "see_also", make_see_also(json, entry));
    ekb_json_set(json, object, "links", make_links(json, first));
    ekb_json_set(json, object, "content", make_contents(json, entry));
}

json_t *ekb_json_make_codes(ekb_json *json, const ekb_entry *entry)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < entry->code_count; i++) {
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "space", entry->codes[i].space);
        ekb_json_set_text(json, object, "value", entry->codes[i].value);
        ekb_json_set_text(json, object, "role", entry->codes[i].is_class ? "class" : "own");
        ekb_json_add(json, array, object);
    }
    return array;
}

json_t *ekb_json_make_messages(ekb_json *json, const ekb_entry *entry)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < entry->message_count; i++) {
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "lang", entry->messages[i].lang);
        ekb_json_set_text(json, object, "text", entry->messages[i].text);
        ekb_json_add(json, array, object);
    }
    return array;
}
