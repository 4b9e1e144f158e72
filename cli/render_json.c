/* SPDX-License-Identifier: MIT */
/*
 * JSON: errkb.answer/1, errkb.entry/1, errkb.list/1, errkb.products/1,
 * errkb.info/1 and errkb.error/1.
 *
 * Programs hold on to this: keys, their order and the words of enumerations do
 * not change and are never translated; what is added later is a new key. A
 * string that is not known is "", an object null; members of an action that do
 * not apply are left out. Offsets are bytes of `query`.
 */
#include <string.h>

#include "core/error.h"
#include "json_build.h"
#include "json_entry.h"
#include "render.h"

static const struct {
    ekb_status status;
    const char *name;
} status_names[] = {
    {EKB_ERR_NOMEM, "nomem"},       {EKB_ERR_ARG, "argument"},        {EKB_ERR_IO, "io"},
    {EKB_ERR_MISSING, "missing"},   {EKB_ERR_FOREIGN, "foreign"},     {EKB_ERR_OLDER, "older"},
    {EKB_ERR_NEWER, "newer"},       {EKB_ERR_TRUNCATED, "truncated"}, {EKB_ERR_CORRUPT, "corrupt"},
    {EKB_ERR_LANGUAGE, "language"}, {EKB_ERR_SOURCE, "source"},
};

static json_t *begin(ekb_json *json, const char *schema)
{
    json_t *object = ekb_json_object(json);
    ekb_json_set_text(json, object, "schema", schema);
    return object;
}

/* ---- Hits -------------------------------------------------------------------- */

static json_t *make_span(ekb_json *json, ekb_span span)
{
    json_t *pair = ekb_json_array(json);
    ekb_json_add_number(json, pair, (long long)span.start);
    ekb_json_add_number(json, pair, (long long)span.end);
    return pair;
}

static json_t *make_spans(ekb_json *json, const ekb_hit *hit)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < hit->span_count; i++)
        ekb_json_add(json, array, make_span(json, hit->spans[i]));
    return array;
}

static json_t *make_evidence(ekb_json *json, const ekb_hit *hit)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < hit->evidence_count; i++) {
        const ekb_evidence *evidence = &hit->evidence[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "by", evidence->by);
        ekb_json_set_text(json, object, "text", evidence->text);
        ekb_json_set_text(json, object, "lang", evidence->lang);
        ekb_json_set_share(json, object, "score", evidence->score);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_arguments(ekb_json *json, const ekb_hit *hit)
{
    json_t *object = ekb_json_object(json);
    for (size_t i = 0; i < hit->argument_count; i++)
        ekb_json_set_named(json, object, hit->arguments[i].name, hit->arguments[i].value);
    return object;
}

static json_t *make_hits(ekb_json *json, const ekb_answer *answer)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        json_t *object = ekb_json_object(json);
        ekb_json_put_identity(json, object, hit->entry);
        ekb_json_set_text(json, object, "verdict", ekb_verdict_name(hit->verdict));
        ekb_json_set_share(json, object, "confidence", hit->confidence);
        ekb_json_set_flag(json, object, "ambiguous", hit->ambiguous);
        ekb_json_set_flag(json, object, "conflict", hit->conflict != EKB_CONFLICT_NONE);
        ekb_json_set(json, object, "spans", make_spans(json, hit));
        ekb_json_set(json, object, "evidence", make_evidence(json, hit));
        ekb_json_set(json, object, "arguments", make_arguments(json, hit));
        ekb_json_put_substance(json, object, hit->entry);
        ekb_json_add(json, array, object);
    }
    return array;
}

/* ---- Answers --------------------------------------------------------------- */

static void put_place(ekb_json *json, json_t *object, ekb_span span)
{
    ekb_json_set_number(json, object, "start", (long long)span.start);
    ekb_json_set_number(json, object, "end", (long long)span.end);
}

static json_t *make_readings(ekb_json *json, const ekb_answer *answer)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < answer->reading_count; i++) {
        const ekb_reading *reading = &answer->readings[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "text", reading->text);
        put_place(json, object, reading->span);
        ekb_json_set_text(json, object, "code", reading->code);
        ekb_json_set_text(json, object, "space", reading->space);
        ekb_json_set_text(json, object, "form", reading->form);
        ekb_json_set_text(json, object, "cue", reading->cue);
        ekb_json_set_flag(json, object, "known", reading->known);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_errors(ekb_json *json, const ekb_answer *answer)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < answer->error_count; i++) {
        const ekb_occurrence *occurrence = &answer->errors[i];
        json_t *object = ekb_json_object(json);
        json_t *hits = ekb_json_array(json);
        for (size_t k = 0; k < occurrence->hit_count; k++)
            ekb_json_add_number(json, hits, (long long)occurrence->hits[k]);
        ekb_json_set(json, object, "span", make_span(json, occurrence->span));
        ekb_json_set_text(json, object, "verdict", ekb_verdict_name(occurrence->verdict));
        ekb_json_set(json, object, "hits", hits);
        ekb_json_set_text(json, object, "text", occurrence->text);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_unknown(ekb_json *json, const ekb_answer *answer)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < answer->unknown_count; i++) {
        const ekb_unknown *unknown = &answer->unknown[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "code", unknown->code);
        put_place(json, object, unknown->span);
        ekb_json_set_text(json, object, "space", unknown->space);
        ekb_json_set_text(json, object, "severity", unknown->severity);
        ekb_json_set_text(json, object, "facility", unknown->facility);
        ekb_json_set_text(json, object, "inner", unknown->inner);
        ekb_json_add(json, array, object);
    }
    return array;
}

static json_t *make_nearest(ekb_json *json, const ekb_answer *answer)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < answer->nearest_count; i++) {
        const ekb_nearest *nearest = &answer->nearest[i];
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "entry", nearest->entry);
        ekb_json_set_text(json, object, "display", nearest->display);
        ekb_json_set_text(json, object, "title", nearest->title);
        ekb_json_set_text(json, object, "why", nearest->why);
        ekb_json_add(json, array, object);
    }
    return array;
}

/* `shadowed` of an info is counted on request; here only id and version are wanted. */
static json_t *make_index_ids(ekb_json *json, ekb_engine *engine)
{
    json_t *array = ekb_json_array(json);
    size_t count = engine != NULL ? ekb_engine_index_count(engine) : 0;
    for (size_t i = 0; i < count; i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        json_t *object = ekb_json_object(json);
        ekb_json_set_text(json, object, "id", info != NULL ? info->id : "");
        ekb_json_set_number(json, object, "version", info != NULL ? info->format : 0);
        ekb_json_add(json, array, object);
    }
    return array;
}

/* Sets the echo of a request's id; @p id is JSON text. */
static void put_echo(ekb_json *json, json_t *object, const char *id)
{
    if (id != NULL)
        ekb_json_set(json, object, "id", json_loads(id, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL));
}

static json_t *make_answer(ekb_json *json, ekb_engine *engine, const ekb_answer *answer, const char *id)
{
    json_t *object = begin(json, "errkb.answer/1");
    put_echo(json, object, id);
    ekb_json_set_text(json, object, "query", answer->query);
    ekb_json_set_flag(json, object, "truncated", answer->truncated);
    ekb_json_set_text(json, object, "language", answer->language);
    ekb_json_set_text(json, object, "verdict", ekb_verdict_name(answer->verdict));
    ekb_json_set(json, object, "readings", make_readings(json, answer));
    ekb_json_set(json, object, "hits", make_hits(json, answer));
    ekb_json_set(json, object, "errors", make_errors(json, answer));
    ekb_json_set(json, object, "unknown", make_unknown(json, answer));
    ekb_json_set(json, object, "nearest", make_nearest(json, answer));
    ekb_json_set(json, object, "indexes", make_index_ids(json, engine));
    if (answer->explain != NULL && answer->explain[0] != '\0')
        ekb_json_set_text(json, object, "explain", answer->explain);
    return object;
}

static void render_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    ekb_json json = {0};
    json_t *object = make_answer(&json, engine, answer, NULL);
    ekb_json_write(&json, out, object, style->pretty);
}

void ekb_json_answer_line(ekb_strbuf *out, ekb_engine *engine, const ekb_answer *answer, const char *id)
{
    ekb_json json = {0};
    json_t *object = make_answer(&json, engine, answer, id);
    ekb_json_write(&json, out, object, 0);
}

/* ---- The other documents --------------------------------------------------- */

static void render_entry(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry)
{
    ekb_json json = {0};
    json_t *object = begin(&json, "errkb.entry/1");
    ekb_json_put_identity(&json, object, entry);
    ekb_json_set(&json, object, "codes", ekb_json_make_codes(&json, entry));
    ekb_json_set(&json, object, "messages", ekb_json_make_messages(&json, entry));
    ekb_json_put_substance(&json, object, entry);
    ekb_json_set(&json, object, "indexes", make_index_ids(&json, engine));
    ekb_json_write(&json, out, object, style->pretty);
}

static void render_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count)
{
    ekb_json json = {0};
    json_t *object = begin(&json, "errkb.list/1"), *entries = ekb_json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_t *item = ekb_json_object(&json);
        ekb_json_set_text(&json, item, "entry", items[i].id);
        ekb_json_set_text(&json, item, "product", items[i].product);
        ekb_json_set_text(&json, item, "kind", ekb_kind_name(items[i].kind));
        ekb_json_set_text(&json, item, "severity", ekb_severity_name(items[i].severity));
        ekb_json_set_text(&json, item, "display", items[i].display);
        ekb_json_set_text(&json, item, "lang", items[i].lang);
        ekb_json_set_text(&json, item, "title", items[i].title);
        ekb_json_add(&json, entries, item);
    }
    ekb_json_set(&json, object, "entries", entries);
    ekb_json_write(&json, out, object, style->pretty);
}

static void render_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count)
{
    ekb_json json = {0};
    json_t *object = begin(&json, "errkb.products/1"), *products = ekb_json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_t *item = ekb_json_object(&json);
        ekb_json_set_text(&json, item, "product", items[i].id);
        ekb_json_set_text(&json, item, "lang", items[i].lang);
        ekb_json_set_text(&json, item, "name", items[i].name);
        ekb_json_set_text(&json, item, "description", items[i].description);
        ekb_json_set_number(&json, item, "entries", items[i].entries);
        ekb_json_set_number(&json, item, "index", (long long)items[i].index);
        ekb_json_add(&json, products, item);
    }
    ekb_json_set(&json, object, "products", products);
    ekb_json_write(&json, out, object, style->pretty);
}

static const char *status_name(ekb_status status)
{
    for (size_t i = 0; i < sizeof status_names / sizeof *status_names; i++) {
        if (status_names[i].status == status)
            return status_names[i].name;
    }
    return "unknown";
}

static const char *translate(void *catalog, const char *english)
{
    const ekb_tr_catalog *const *chosen = catalog;
    return ekb_tr(*chosen, english);
}

/* @p text is one of the two of @p error; its placeholders are filled. */
static void put_rendered(ekb_json *json, json_t *object, const char *key, const ekb_tr_catalog *catalog,
                         const ekb_error *error, const char *text)
{
    char buffer[8 * EKB_ERROR_TEXT];
    ekb_error one = *error;
    one.message = text;
    one.remedy = NULL;
    buffer[0] = '\0';
    if (text != NULL)
        ekb_error_render(&one, translate, &catalog, buffer, sizeof buffer);
    ekb_json_set_text(json, object, key, buffer);
}

static json_t *make_error(ekb_json *json, const ekb_tr_catalog *catalog, const ekb_error *error,
                          const char *id)
{
    json_t *object = begin(json, "errkb.error/1");
    put_echo(json, object, id);
    put_rendered(json, object, "error", catalog, error, error->message);
    put_rendered(json, object, "remedy", catalog, error, error->remedy);
    ekb_json_set_text(json, object, "status", status_name(error->status));
    ekb_json_set_text(json, object, "file", error->file);
    ekb_json_set_number(json, object, "line", error->line);
    ekb_json_set_number(json, object, "column", error->column);
    return object;
}

static json_t *make_texts(ekb_json *json, const char *const *texts, size_t count)
{
    json_t *array = ekb_json_array(json);
    for (size_t i = 0; i < count; i++)
        ekb_json_add_text(json, array, texts[i]);
    return array;
}

static json_t *make_report(ekb_json *json, const ekb_style *style, const ekb_index_report *report)
{
    const ekb_index_info *info = report->info;
    json_t *object = ekb_json_object(json);
    ekb_json_set_text(json, object, "path", info->path);
    ekb_json_set_text(json, object, "id", info->id);
    ekb_json_set_number(json, object, "version", info->format);
    ekb_json_set_number(json, object, "bytes", info->bytes);
    ekb_json_set_number(json, object, "entries", info->entries);
    ekb_json_set_number(json, object, "shadowed", info->shadowed);
    ekb_json_set(json, object, "products", make_texts(json, info->products, info->product_count));
    ekb_json_set(json, object, "languages", make_texts(json, info->languages, info->language_count));
    ekb_json_set(json, object, "damage",
                 report->damage != NULL ? make_error(json, style->catalog, report->damage, NULL)
                                        : json_null());
    return object;
}

static void render_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report)
{
    ekb_json json = {0};
    json_t *object = begin(&json, "errkb.info/1"), *indexes = ekb_json_array(&json);
    for (size_t i = 0; i < report->index_count; i++)
        ekb_json_add(&json, indexes, make_report(&json, style, &report->indexes[i]));
    ekb_json_set_text(&json, object, "program", report->program);
    ekb_json_set_flag(&json, object, "checked", report->checked);
    ekb_json_set(&json, object, "indexes", indexes);
    ekb_json_set(&json, object, "searched", make_texts(&json, report->searched, report->searched_count));
    ekb_json_write(&json, out, object, style->pretty);
}

static void render_error(ekb_strbuf *out, const ekb_style *style, const ekb_error *error)
{
    ekb_json json = {0};
    json_t *object = make_error(&json, style->catalog, error, NULL);
    ekb_json_write(&json, out, object, style->pretty);
}

void ekb_json_error_line(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_error *error,
                         const char *id)
{
    ekb_json json = {0};
    json_t *object = make_error(&json, catalog, error, id);
    ekb_json_write(&json, out, object, 0);
}

const ekb_renderer ekb_render_json = {
    "json",      render_answer,   render_answer, render_entry,
    render_list, render_products, render_info,   render_error,
};
