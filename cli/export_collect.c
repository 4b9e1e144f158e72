/* SPDX-License-Identifier: MIT */
/*
 * From entries to rules: every pattern of every entry, equal ones joined, those
 * of the same entries together, and all in the order in which they are to be
 * tried. Where two fit a text, what takes more literal text to match is meant.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "export.h"

enum { SHARERS_MOST = 8 }; /* a text of more entries tells nothing */

typedef struct collector {
    ekb_export *export;
    ekb_engine *engine;
    ekb_arena *arena;
    ekb_patterns patterns;
    const char **ids;
    size_t id_count, id_capacity;
    const ekb_export_entry *entry; /* being read */
    int failed;
} collector;

static int take_id(void *context, const ekb_listed *listed)
{
    collector *c = context;
    if (c->id_count == c->id_capacity) {
        size_t capacity = c->id_capacity == 0 ? 256 : c->id_capacity * 2;
        const char **larger = ekb_arena_calloc(c->arena, capacity, sizeof *larger);
        if (larger == NULL)
            return c->failed = 1;
        if (c->id_count > 0)
            memcpy((void *)larger, (const void *)c->ids, c->id_count * sizeof *larger);
        c->ids = larger;
        c->id_capacity = capacity;
    }
    const char *copy = ekb_arena_strdup(c->arena, listed->id);
    if (copy == NULL)
        return c->failed = 1;
    c->ids[c->id_count++] = copy;
    return 0;
}

static const char *keep(collector *c, const char *text)
{
    const char *copy = ekb_arena_strdup(c->arena, text);
    c->failed |= copy == NULL;
    return copy;
}

static const char *own_codes(collector *c, const ekb_entry *entry)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    for (size_t i = 0; i < entry->code_count; i++) {
        if (entry->codes[i].is_class)
            continue;
        if (text.length > 0)
            ekb_strbuf_putc(&text, ' ');
        ekb_strbuf_puts(&text, entry->codes[i].value);
    }
    c->failed |= text.failed;
    const char *codes = keep(c, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
    return codes;
}

static const ekb_export_entry *keep_entry(collector *c, const ekb_entry *entry)
{
    ekb_export_entry *kept = ekb_arena_alloc(c->arena, sizeof *kept);
    if (kept == NULL)
        return NULL;
    const char *title = entry->content_count > 0 ? entry->contents[0].title : "";
    *kept = (ekb_export_entry){keep(c, entry->id), keep(c, entry->product),
                               ekb_severity_name(entry->severity), keep(c, title), own_codes(c, entry)};
    if (strcmp(entry->reviewed, c->export->date) > 0)
        c->export->date = keep(c, entry->reviewed);
    return c->failed ? NULL : kept;
}

static int is_wanted(const ekb_export *export, const ekb_phrase *phrase)
{
    if (!export->only_languages || phrase->is_example)
        return 1;
    for (size_t i = 0; i < export->language_count; i++)
        if (strcmp(export->languages[i], phrase->lang) == 0)
            return 1;
    return 0;
}

static int take_phrase(void *context, const ekb_phrase *phrase)
{
    collector *c = context;
    if (is_wanted(c->export, phrase) && !ekb_patterns_add_phrase(&c->patterns, c->entry, phrase))
        c->export->left_out++;
    return c->patterns.failed;
}

static ekb_status collect_entry(collector *c, const char *id, ekb_error *error)
{
    ekb_shown *shown = NULL;
    ekb_status status =
        ekb_show(c->engine, id, c->export->languages, c->export->language_count, &shown, error);
    if (status == EKB_OK && shown != NULL) {
        c->entry = keep_entry(c, &shown->entry);
        if (c->entry != NULL) {
            status = ekb_phrases(c->engine, id, take_phrase, c, error);
            ekb_patterns_add_codes(&c->patterns, c->entry, &shown->entry);
        }
    }
    ekb_shown_free(shown);
    if (status == EKB_OK && (c->failed || c->patterns.failed))
        return ekb_error_nomem(error);
    return status;
}

/* ---- Joining and ordering ---------------------------------------------------- */

static int by_shape(const void *a, const void *b)
{
    const ekb_pattern *left = a, *right = b;
    int order = strcmp(left->shape, right->shape);
    return order != 0 ? order : strcmp(left->entry->id, right->entry->id);
}

static int by_entries(const void *a, const void *b)
{
    const ekb_pattern *left = a, *right = b;
    int order = strcmp(left->entry->id, right->entry->id);
    if (order == 0)
        order = strcmp(left->also, right->also);
    if (order == 0)
        order = (left->weight < right->weight) - (left->weight > right->weight);
    return order != 0 ? order : strcmp(left->shape, right->shape);
}

static int by_weight(const void *a, const void *b)
{
    const ekb_export_rule *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    return by_entries(left->patterns, right->patterns);
}

/* The entries of equal patterns behind the first. @return how many those are. */
static size_t join_equal(collector *c, ekb_pattern *first, const ekb_pattern *end)
{
    ekb_strbuf also = EKB_STRBUF_INIT;
    size_t sharers = 0;
    for (const ekb_pattern *at = first + 1, *last = first; at < end; at++) {
        if (first->sample == NULL)
            first->sample = at->sample;
        if (strcmp(at->entry->id, last->entry->id) == 0)
            continue;
        if (sharers++ > 0)
            ekb_strbuf_putc(&also, ' ');
        ekb_strbuf_puts(&also, at->entry->id);
        last = at;
    }
    if (sharers > 0)
        first->also = keep(c, ekb_strbuf_text(&also));
    c->failed |= also.failed;
    ekb_strbuf_release(&also);
    return sharers;
}

/* Equal patterns become one; those of too many entries none. */
static void join_patterns(collector *c)
{
    ekb_pattern *items = c->patterns.items;
    size_t count = c->patterns.count, kept = 0;
    if (count > 0)
        qsort(items, count, sizeof *items, by_shape);
    for (size_t at = 0, next; at < count && !c->failed; at = next) {
        for (next = at + 1; next < count && strcmp(items[next].shape, items[at].shape) == 0;)
            next++;
        if (join_equal(c, &items[at], items + next) < SHARERS_MOST)
            items[kept++] = items[at];
        else
            c->export->left_out += next - at;
    }
    c->patterns.count = kept;
}

static int means_the_same(const ekb_pattern *a, const ekb_pattern *b)
{
    return a->entry == b->entry && strcmp(a->also, b->also) == 0;
}

static void make_rules(collector *c)
{
    ekb_export *export = c->export;
    ekb_pattern *items = c->patterns.items;
    size_t count = c->patterns.count;
    export->rules = ekb_arena_calloc(c->arena, count + 1, sizeof *export->rules);
    if (export->rules == NULL || count == 0) {
        c->failed |= export->rules == NULL;
        return;
    }
    qsort(items, count, sizeof *items, by_entries);
    for (size_t at = 0, next; at < count; at = next) {
        for (next = at + 1; next < count && means_the_same(&items[next], &items[at]);)
            next++;
        export->rules[export->rule_count++] = (ekb_export_rule){items + at, next - at, items[at].weight};
    }
    qsort(export->rules, export->rule_count, sizeof *export->rules, by_weight);
}

ekb_status ekb_export_collect(ekb_export *export, ekb_engine *engine, ekb_error *error)
{
    collector c = {
        .export = export, .engine = engine, .arena = export->arena, .patterns = {.arena = export->arena}};
    export->date = "";
    ekb_status status = ekb_list(engine, export->product, NULL, 0, NULL, 0, take_id, &c, error);
    if (status == EKB_OK && c.failed)
        status = ekb_error_nomem(error);
    for (size_t i = 0; status == EKB_OK && i < c.id_count; i++)
        status = collect_entry(&c, c.ids[i], error);
    if (status != EKB_OK)
        return status;
    join_patterns(&c);
    if (!c.failed)
        make_rules(&c);
    export->entry_count = c.id_count;
    return c.failed ? ekb_error_nomem(error) : EKB_OK;
}
