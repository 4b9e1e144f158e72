/* SPDX-License-Identifier: MIT */
#include "langs.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"

/* A set that stays small: few hundred tags at most, whatever the catalog's size. */
typedef struct collector {
    const char *tags[EKBC_LANGS_MAX + 1];
    unsigned char content[EKBC_LANGS_MAX + 1];
    size_t count;
    size_t last; /* Neighbouring texts mostly alternate between two languages. */
} collector;

static void collect(collector *c, const char *tag, unsigned char content)
{
    size_t at = c->last;
    for (size_t i = 0; i < c->count; i++) {
        at = at + 1 < c->count ? at + 1 : 0;
        if (c->tags[at] == tag || strcmp(c->tags[at], tag) == 0) {
            c->content[at] |= content;
            c->last = at;
            return;
        }
    }
    if (c->count > EKBC_LANGS_MAX)
        return;
    c->tags[c->count] = tag;
    c->content[c->count] = content;
    c->last = c->count++;
}

static void collect_texts(collector *c, const ekbc_texts *texts, unsigned char content)
{
    for (size_t i = 0; i < texts->count; i++)
        collect(c, texts->items[i].lang, content);
}

static void collect_nodes(collector *c, const ekbc_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        collect_texts(c, &nodes[i].title, 1);
        collect_texts(c, &nodes[i].text, 1);
        collect_nodes(c, nodes[i].children, nodes[i].child_count);
    }
}

static void collect_links(collector *c, const ekbc_link *links, size_t count, unsigned char content)
{
    for (size_t i = 0; i < count; i++)
        collect_texts(c, &links[i].title, content);
}

static void collect_entry(collector *c, const ekbc_entry *entry)
{
    collect_texts(c, &entry->title, 1);
    collect_texts(c, &entry->detail, 1);
    collect_nodes(c, entry->causes, entry->cause_count);
    collect_links(c, entry->links, entry->link_count, 1);
    for (size_t i = 0; i < entry->message_count; i++)
        collect_texts(c, &entry->messages[i], 0);
    for (size_t i = 0; i < entry->keyword_count; i++)
        collect(c, entry->keywords[i].lang, 0);
}

static int by_tag(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static ekb_status store(const collector *c, ekbc_langs *out, ekb_error *error)
{
    out->tags = malloc((c->count + 1) * sizeof *out->tags);
    out->content = calloc(c->count + 1, 1);
    if (out->tags == NULL || out->content == NULL) {
        ekbc_langs_release(out);
        return ekb_error_nomem(error);
    }
    memcpy(out->tags, c->tags, c->count * sizeof *out->tags);
    out->count = c->count;
    qsort(out->tags, out->count, sizeof *out->tags, by_tag);
    for (size_t i = 0; i < c->count; i++)
        out->content[ekbc_lang_id(out, c->tags[i]) - 1] = c->content[i];
    return EKB_OK;
}

ekb_status ekbc_langs_collect(const ekbc_catalog *catalog, ekbc_langs *out, ekb_error *error)
{
    collector c = {.count = 0};
    *out = (ekbc_langs){NULL, NULL, 0};
    for (size_t i = 0; i < catalog->product_count; i++) {
        collect_texts(&c, &catalog->products[i].name, 0);
        collect_texts(&c, &catalog->products[i].description, 0);
        collect_links(&c, catalog->products[i].links, catalog->products[i].link_count, 0);
    }
    for (size_t i = 0; i < catalog->entry_count; i++)
        collect_entry(&c, &catalog->entries[i]);
    if (c.count > EKBC_LANGS_MAX) {
        ekb_error_set(error, EKB_ERR_SOURCE, EKB_N_("the sources have texts in more than {max} languages"),
                      EKB_N_("compile them into several indexes"));
        ekb_error_number(error, "max", EKBC_LANGS_MAX);
        return EKB_ERR_SOURCE;
    }
    return store(&c, out, error);
}

void ekbc_langs_release(ekbc_langs *langs)
{
    free(langs->tags);
    free(langs->content);
    *langs = (ekbc_langs){NULL, NULL, 0};
}

int ekbc_lang_id(const ekbc_langs *langs, const char *tag)
{
    size_t low = 0, high = langs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(tag, langs->tags[middle]);
        if (order == 0)
            return (int)middle + 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
