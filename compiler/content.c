/* SPDX-License-Identifier: MIT */
#include "content.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "labels.h"
#include "said.h"
#include "sources.h"
#include "trees.h"

typedef struct writer {
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    const ekbc_spaces *spaces;
    ekbc_rows *rows;
    ekbc_labels labels; /* of the entry at hand */
    ekbc_sayings *sayings;
    const uint32_t *trees;   /* by entry */
    const uint32_t *sources; /* by entry */
    int64_t entry;           /* number of the entry at hand */
    int64_t n;               /* node given last */
    int nomem;
} writer;

/* Two texts of one language: a product's name and description. */
typedef struct pair {
    int lang;
    const char *a, *b;
} pair;

typedef struct pairs {
    pair items[EKBC_LANGS_MAX];
    size_t count;
} pairs;

static pair *pair_of(pairs *p, int lang)
{
    size_t at = 0;
    while (at < p->count && p->items[at].lang < lang)
        at++;
    if (at < p->count && p->items[at].lang == lang)
        return &p->items[at];
    memmove(&p->items[at + 1], &p->items[at], (p->count - at) * sizeof *p->items);
    p->items[at] = (pair){lang, "", ""};
    p->count++;
    return &p->items[at];
}

/* Texts by language id, ascending, so that rows are inserted in key order. */
static void collect(const writer *w, const ekbc_texts *a, const ekbc_texts *b, pairs *out)
{
    out->count = 0;
    for (size_t i = 0; i < a->count; i++)
        pair_of(out, ekbc_lang_id(w->langs, a->items[i].lang))->a = a->items[i].text;
    for (size_t i = 0; b != NULL && i < b->count; i++)
        pair_of(out, ekbc_lang_id(w->langs, b->items[i].lang))->b = b->items[i].text;
}

static void write_langs(const writer *w)
{
    for (size_t i = 0; i < w->langs->count; i++)
        ekbc_row(w->rows, EKBC_LANG, "isi", (int64_t)i + 1, w->langs->tags[i], (int64_t)w->langs->content[i]);
}

/* ---- Products ----------------------------------------------------------- */

static char *words_json(const ekbc_product *product)
{
    json_t *words = json_array();
    for (size_t i = 0; words != NULL && i < product->word_count; i++) {
        if (json_array_append_new(words, json_string(product->words[i].text)) != 0) {
            json_decref(words);
            words = NULL;
        }
    }
    char *text = words != NULL ? json_dumps(words, JSON_COMPACT) : NULL;
    json_decref(words);
    return text;
}

static void write_product_links(const writer *w, const ekbc_product *product, int64_t id)
{
    pairs titles;
    for (size_t i = 0; i < product->link_count; i++) {
        int64_t link = id << 16 | (int64_t)i;
        ekbc_row(w->rows, EKBC_PRODUCT_LINK, "is", link, product->links[i].url);
        collect(w, &product->links[i].title, NULL, &titles);
        for (size_t t = 0; t < titles.count; t++)
            ekbc_row(w->rows, EKBC_PRODUCT_LINK_TEXT, "is", link << 8 | titles.items[t].lang,
                     titles.items[t].a);
    }
}

/* Position of the first entry whose id is not before that of the product and `end`. */
static size_t entry_from(const ekbc_catalog *catalog, const char *product, char end)
{
    size_t low = 0, high = catalog->entry_count, length = strlen(product);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *id = catalog->entries[middle].id;
        int order = strncmp(id, product, length);
        if (order < 0 || (order == 0 && id[length] < end))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void write_product(writer *w, const ekbc_product *product, int64_t id)
{
    pairs texts;
    char *words = words_json(product);
    if (words == NULL) {
        w->nomem = 1;
        return;
    }
    int64_t first = (int64_t)entry_from(w->catalog, product->id, '/');
    int64_t behind = (int64_t)entry_from(w->catalog, product->id, '/' + 1);
    ekbc_row(w->rows, EKBC_PRODUCT, "isissii", id, product->id, (int64_t)product->origin, product->space,
             (const char *)words, first + 1, behind - first);
    free(words);
    collect(w, &product->name, &product->description, &texts);
    for (size_t i = 0; i < texts.count; i++)
        ekbc_row(w->rows, EKBC_PRODUCT_TEXT, "iss", id << 8 | texts.items[i].lang, texts.items[i].a,
                 texts.items[i].b);
    write_product_links(w, product, id);
}

/* ---- Entries ------------------------------------------------------------ */

/* The first wording is in `text`. */
static void write_further_messages(const writer *w, const ekbc_entry *entry)
{
    int64_t n = 0;
    for (size_t variant = 1; variant < entry->message_count; variant++) {
        const ekbc_texts *texts = &entry->messages[variant];
        for (size_t i = 0; i < texts->count; i++, n++)
            ekbc_row(w->rows, EKBC_MESSAGE, "iiis", w->entry << 16 | n,
                     (int64_t)ekbc_lang_id(w->langs, texts->items[i].lang), (int64_t)variant,
                     texts->items[i].text);
    }
}

static int64_t number_of(const writer *w, const char *procedure)
{
    const ekbc_entry *entry = procedure != NULL ? ekbc_entry_find(w->catalog, procedure) : NULL;
    return entry != NULL ? entry - w->catalog->entries + 1 : 0;
}

static int64_t label_of(const writer *w, const char *name)
{
    return name != NULL ? ekbc_label_number(&w->labels, name) : 0;
}

static void write_nodes(writer *w, const ekbc_node *nodes, size_t count, int64_t parent)
{
    for (size_t i = 0; i < count; i++) {
        const ekbc_node *node = &nodes[i];
        int64_t n = ++w->n, id = w->entry << 16 | n;
        ekbc_row(w->rows, EKBC_NODE, "iiiszii", id, parent, (int64_t)node->type, node->argument,
                 number_of(w, node->use), label_of(w, node->label), label_of(w, node->ref));
        write_nodes(w, node->children, node->child_count, n);
    }
}

static void write_links(writer *w, const ekbc_entry *entry)
{
    enum { LINK = 5 };
    for (size_t i = 0; i < entry->link_count; i++) {
        int64_t id = w->entry << 16 | ++w->n;
        ekbc_row(w->rows, EKBC_NODE, "iiiszii", id, (int64_t)0, (int64_t)LINK, entry->links[i].url,
                 (int64_t)0, (int64_t)0, (int64_t)0);
    }
}

static void write_tree(writer *w, const ekbc_entry *entry)
{
    w->n = 0;
    write_nodes(w, entry->causes, entry->cause_count, 0);
    write_links(w, entry);
}

static void write_keywords(const writer *w, const ekbc_entry *entry)
{
    int64_t n = 0;
    for (size_t k = 0; k < entry->keyword_count; k++) {
        int64_t lang = ekbc_lang_id(w->langs, entry->keywords[k].lang);
        for (size_t i = 0; i < entry->keywords[k].count; i++)
            ekbc_row(w->rows, EKBC_KEYWORD, "iiis", w->entry, n++, lang, entry->keywords[k].items[i].text);
    }
}

static void write_lists(const writer *w, const ekbc_entry *entry)
{
    for (size_t i = 0; i < entry->see_also_count; i++)
        ekbc_row(w->rows, EKBC_SEE_ALSO, "iis", w->entry, (int64_t)i, entry->see_also[i].text);
    write_keywords(w, entry);
    for (size_t i = 0; i < entry->match_count; i++)
        ekbc_row(w->rows, EKBC_EXAMPLE, "iiis", w->entry, (int64_t)i, (int64_t)1, entry->match[i].text);
    for (size_t i = 0; i < entry->reject_count; i++)
        ekbc_row(w->rows, EKBC_EXAMPLE, "iiis", w->entry, (int64_t)(entry->match_count + i), (int64_t)0,
                 entry->reject[i].text);
}

/* NULL for a text that is the same as the other. */
static const char *unless(const char *text, const char *other)
{
    return strcmp(text, other) != 0 ? text : NULL;
}

static void write_entry(writer *w, const ekbc_entry *entry)
{
    static const int64_t severities[] = {[EKB_SEVERITY_ERROR] = 0,
                                         [EKB_SEVERITY_WARNING] = 1,
                                         [EKB_SEVERITY_INFO] = 2,
                                         [EKB_SEVERITY_CRITICAL] = 3};
    int64_t tree = w->trees[w->entry - 1];
    const ekbc_product *product = &w->catalog->products[entry->product];
    const ekbc_code *code = entry->code_count > 0 && entry->codes[0].role == 0 ? entry->codes : NULL;
    const char *local = strchr(entry->id, '/') + 1;
    int64_t space =
        code != NULL && strcmp(code->space, product->space) != 0 ? ekbc_space_id(w->spaces, code->space) : 0;
    ekbc_row(w->rows, EKBC_ENTRY, "iisiiiiszzss", w->entry, (int64_t)entry->product + 1, local,
             (int64_t)entry->kind, severities[entry->severity], space,
             (int64_t)(code != NULL ? code->forms : 0), code != NULL ? unless(code->value, local) : NULL,
             tree, (int64_t)w->sources[w->entry - 1],
             code != NULL ? unless(entry->display.text, code->value) : entry->display.text,
             unless(entry->reviewed, ""));
    if (!ekbc_said_write(w->sayings, entry, w->entry, w->rows) || !ekbc_labels_collect(&w->labels, entry))
        w->nomem = 1;
    write_further_messages(w, entry);
    if (tree == w->entry)
        write_tree(w, entry);
    write_lists(w, entry);
}

static void write_entries(writer *w)
{
    uint32_t *trees = ekbc_trees_find(w->catalog);
    w->sayings = calloc(1, sizeof *w->sayings);
    w->trees = trees;
    if (w->trees == NULL || w->sayings == NULL) {
        w->nomem = 1;
        goto cleanup;
    }
    w->sayings->langs = w->langs;
    for (size_t i = 0; !w->nomem && !w->rows->failed && i < w->catalog->entry_count; i++) {
        w->entry = (int64_t)i + 1;
        write_entry(w, &w->catalog->entries[i]);
    }
    ekbc_said_release(w->sayings);
cleanup:
    free(w->sayings);
    free(trees);
}

int ekbc_content_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_spaces *spaces,
                       ekbc_rows *rows)
{
    writer w = {.catalog = catalog, .langs = langs, .spaces = spaces, .rows = rows};
    write_langs(&w);
    for (size_t i = 0; i < catalog->product_count; i++)
        write_product(&w, &catalog->products[i], (int64_t)i + 1);
    uint32_t *sources = ekbc_sources_write(catalog, rows);
    w.sources = sources;
    w.nomem |= sources == NULL;
    if (!w.nomem)
        write_entries(&w);
    ekbc_labels_release(&w.labels);
    free(sources);
    return !w.nomem;
}
