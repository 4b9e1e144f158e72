/* SPDX-License-Identifier: MIT */
/*
 * Every text that a paste can be held against becomes a template: a sequence
 * of terms, cut into sentences. Entries are taken in parts, each by whatever
 * thread is free and numbered from its own beginning; joined in their order,
 * the parts are the same however many threads there were.
 *
 * The numbering of sources (messages, nodes, keywords, examples) is that of
 * schema.sql and must follow content.c.
 */
#include "templates.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/fold.h"
#include "core/strbuf.h"
#include "core/token.h"
#include "os.h"
#include "templates_known.h"

enum { KIND_MESSAGE, KIND_TITLE, KIND_KEYWORD, KIND_EXAMPLE, KIND_BODY };

/* Languages are less; as the engine's template.h says. */
enum { FURTHER_WORDINGS = 256 };

/* Enough that a thread is worth its start and that few parts wait for the last. */
enum { ENTRIES_A_PART = 256 };

/* What one thread makes. Nothing in it is shared but the count of parts that
   are taken; a part is its taker's alone. */
typedef struct maker {
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    int with_known; /* also of entries that a state knows */
    ekbc_templates *parts;
    size_t part_count;
    atomic_size_t *taken;
    ekbc_templates *part; /* at hand */
    size_t entry_first;   /* its first template of the current entry */
    ekb_folded folded;
    ekb_tokens tokens;
    ekb_status status;
    ekb_error error;
} maker;

static void *grow(void *items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return items;
    size_t more = *capacity == 0 ? 1024 : *capacity * 2;
    void *out = more > SIZE_MAX / size ? NULL : realloc(items, more * size);
    if (out != NULL)
        *capacity = more;
    return out;
}

static uint64_t sequence_hash(const ekb_tokens *tokens)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < tokens->count; i++)
        hash = (hash ^ tokens->items[i].hash ^ tokens->items[i].kind) * UINT64_C(0x100000001b3);
    return hash;
}

static int is_repeated(const maker *m, uint64_t same)
{
    for (size_t i = m->entry_first; i < m->part->count; i++)
        if (m->part->items[i].same == same)
            return 1;
    return 0;
}

static ekb_status add_postings(maker *m, uint32_t template, uint32_t first_sentence)
{
    ekbc_templates *part = m->part;
    ekbc_posting *postings = grow(part->postings, &part->posting_capacity,
                                  part->posting_count + m->tokens.count, sizeof *postings);
    if (postings == NULL)
        return ekb_error_nomem(&m->error);
    part->postings = postings;
    for (size_t i = 0; i < m->tokens.count; i++) {
        uint64_t term = ekb_term_at(&m->tokens, i);
        if (term != 0)
            postings[part->posting_count++] =
                (ekbc_posting){term, template, first_sentence + m->tokens.items[i].sentence};
    }
    return EKB_OK;
}

static ekb_status add_template(maker *m, uint32_t entry, int kind, int64_t source, const char *text)
{
    if (ekb_fold(text, strlen(text), &m->folded) != 0 ||
        ekb_tokenize(&m->folded, kind == KIND_MESSAGE, &m->tokens) != 0)
        return ekb_error_nomem(&m->error);
    uint64_t same = sequence_hash(&m->tokens);
    if (m->tokens.count == 0 || is_repeated(m, same))
        return EKB_OK;
    ekbc_templates *part = m->part;
    ekbc_template *items = grow(part->items, &part->capacity, part->count + 1, sizeof *items);
    if (items == NULL)
        return ekb_error_nomem(&m->error);
    part->items = items;
    uint32_t sentences = (uint32_t)m->tokens.sentences;
    items[part->count++] = (ekbc_template){source, same, entry, part->sentences, sentences, kind};
    ekb_status status = add_postings(m, (uint32_t)part->count, part->sentences);
    part->sentences += sentences;
    return status;
}

/* The first wording counts by its language, further ones in their order. */
static ekb_status add_messages(maker *m, const ekbc_entry *entry, uint32_t number)
{
    int64_t n = FURTHER_WORDINGS;
    for (size_t i = 0; i < entry->message_count; i++)
        for (size_t k = 0; k < entry->messages[i].count; k++) {
            const ekbc_text *text = &entry->messages[i].items[k];
            int64_t source = i == 0 ? ekbc_lang_id(m->langs, text->lang) : n++;
            ekb_status status =
                add_template(m, number, KIND_MESSAGE, (int64_t)number << 17 | source, text->text);
            if (status != EKB_OK)
                return status;
        }
    return EKB_OK;
}

static ekb_status add_titles(maker *m, const ekbc_entry *entry, uint32_t number)
{
    for (size_t i = 0; i < entry->title.count; i++) {
        const ekbc_text *text = &entry->title.items[i];
        int64_t source = (int64_t)number << 8 | ekbc_lang_id(m->langs, text->lang);
        ekb_status status = add_template(m, number, KIND_TITLE, source, text->text);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status add_keywords(maker *m, const ekbc_entry *entry, uint32_t number)
{
    int64_t n = 0;
    for (size_t i = 0; i < entry->keyword_count; i++)
        for (size_t k = 0; k < entry->keywords[i].count; k++, n++) {
            ekb_status status = add_template(m, number, KIND_KEYWORD, n, entry->keywords[i].items[k].text);
            if (status != EKB_OK)
                return status;
        }
    return EKB_OK;
}

static ekb_status add_examples(maker *m, const ekbc_entry *entry, uint32_t number)
{
    for (size_t i = 0; i < entry->match_count; i++) {
        ekb_status status = add_template(m, number, KIND_EXAMPLE, (int64_t)i, entry->match[i].text);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

/* The title and the text of a node stand together, so its template is the two,
 * `title\ntext`. */
static ekb_status add_node(maker *m, const ekbc_node *node, uint32_t number, int64_t *n)
{
    int64_t id = (int64_t)number << 16 | ++*n;
    const ekbc_texts *texts = node->text.count >= node->title.count ? &node->text : &node->title;
    ekb_strbuf both = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < texts->count; i++) {
        const char *lang = texts->items[i].lang;
        ekb_strbuf_clear(&both);
        for (size_t k = 0; k < node->title.count; k++)
            if (strcmp(node->title.items[k].lang, lang) == 0)
                ekb_strbuf_printf(&both, "%s\n", node->title.items[k].text);
        for (size_t k = 0; k < node->text.count; k++)
            if (strcmp(node->text.items[k].lang, lang) == 0)
                ekb_strbuf_puts(&both, node->text.items[k].text);
        status = both.failed ? ekb_error_nomem(&m->error)
                             : add_template(m, number, KIND_BODY, id << 8 | ekbc_lang_id(m->langs, lang),
                                            ekb_strbuf_text(&both));
    }
    ekb_strbuf_release(&both);
    for (size_t i = 0; status == EKB_OK && i < node->child_count; i++)
        status = add_node(m, &node->children[i], number, n);
    return status;
}

static ekb_status add_entry(maker *m, const ekbc_entry *entry, uint32_t number)
{
    m->entry_first = m->part->count;
    ekb_status status = EKB_OK;
    if (entry->known != 0 && !m->with_known)
        return EKB_OK;
    if (entry->kind != EKB_KIND_PROCEDURE) {
        status = add_messages(m, entry, number);
        if (status == EKB_OK)
            status = add_titles(m, entry, number);
        if (status == EKB_OK)
            status = add_keywords(m, entry, number);
        if (status == EKB_OK)
            status = add_examples(m, entry, number);
    }
    int64_t n = 0;
    for (size_t i = 0; status == EKB_OK && i < entry->cause_count; i++)
        status = add_node(m, &entry->causes[i], number, &n);
    return status;
}

static void make_parts(void *job)
{
    maker *m = job;
    for (size_t part; m->status == EKB_OK && (part = atomic_fetch_add(m->taken, 1)) < m->part_count;) {
        size_t first = part * ENTRIES_A_PART, end = first + ENTRIES_A_PART;
        m->part = &m->parts[part];
        for (size_t i = first; m->status == EKB_OK && i < end && i < m->catalog->entry_count; i++)
            m->status = add_entry(m, &m->catalog->entries[i], (uint32_t)i + 1);
    }
    ekb_folded_release(&m->folded);
    ekb_tokens_release(&m->tokens);
}

static ekb_status run_makers(const maker *first, size_t count, ekb_error *error)
{
    ekb_status status = EKB_OK;
    maker *makers = calloc(count, sizeof *makers);
    if (makers == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < count; i++)
        makers[i] = *first;
    ekbc_os_parallel(make_parts, makers, sizeof *makers, count);
    for (size_t i = 0; status == EKB_OK && i < count; i++) {
        status = makers[i].status;
        if (status != EKB_OK && error != NULL)
            *error = makers[i].error;
    }
    free(makers);
    return status;
}

/* The parts' templates as one sequence, sentences numbered on. */
static ekb_status join_items(ekbc_templates *parts, size_t part_count, ekbc_templates *out, ekb_error *error)
{
    size_t count = 0;
    for (size_t i = 0; i < part_count; i++)
        count += parts[i].count;
    out->items = malloc((count + 1) * sizeof *out->items);
    if (out->items == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < part_count; i++) {
        for (size_t k = 0; k < parts[i].count; k++) {
            out->items[out->count] = parts[i].items[k];
            out->items[out->count++].first_sentence += out->sentences;
        }
        out->sentences += parts[i].sentences;
    }
    out->postings = ekbc_postings_join(parts, part_count, &out->posting_count);
    return out->postings != NULL ? EKB_OK : ekb_error_nomem(error);
}

void ekbc_templates_release(ekbc_templates *templates)
{
    free(templates->items);
    free(templates->postings);
    ekbc_known_free(templates->known);
    *templates = (ekbc_templates){.items = NULL};
}

int ekbc_templates_terms(const ekbc_templates *templates, ekbc_term_fn visit, void *context)
{
    if (templates->known != NULL)
        return ekbc_known_terms(templates->known, visit, context);
    const ekbc_posting *first = templates->postings;
    const ekbc_posting *end = first != NULL ? first + templates->posting_count : NULL;
    for (const ekbc_posting *next; first < end; first = next) {
        for (next = first; next < end && next->term == first->term;)
            next++;
        if (!visit(context, first, next))
            return 0;
    }
    return 1;
}

/* All templates, or those of the entries that no state knows. */
static ekb_status make(const ekbc_catalog *catalog, const ekbc_langs *langs, int with_known,
                       ekbc_templates *out, ekb_error *error)
{
    size_t part_count = (catalog->entry_count + ENTRIES_A_PART - 1) / ENTRIES_A_PART;
    size_t most = ekbc_os_processors(), threads = part_count / 2 + 1;
    atomic_size_t taken = 0;
    *out = (ekbc_templates){.items = NULL};
    ekbc_templates *parts = calloc(part_count + 1, sizeof *parts);
    if (parts == NULL)
        return ekb_error_nomem(error);
    const maker first = {.catalog = catalog,
                         .langs = langs,
                         .with_known = with_known,
                         .parts = parts,
                         .part_count = part_count,
                         .taken = &taken};
    ekb_status status = run_makers(&first,
                                   with_known && threads < most ? threads
                                   : with_known                 ? most
                                                                : 1,
                                   error);
    if (status == EKB_OK)
        status = join_items(parts, part_count, out, error);
    for (size_t i = 0; i < part_count; i++)
        ekbc_templates_release(&parts[i]);
    free(parts);
    if (status != EKB_OK)
        ekbc_templates_release(out);
    return status;
}

ekb_status ekbc_templates_make(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_state *state,
                               ekbc_templates *out, ekb_error *error)
{
    ekbc_templates fresh;
    if (state == NULL || !ekbc_known_templates(state, langs))
        return make(catalog, langs, 1, out, error);
    ekb_status status = make(catalog, langs, 0, &fresh, error);
    if (status == EKB_OK)
        status = ekbc_known_merge(catalog, &state->texts, &fresh, out, error);
    ekbc_templates_release(&fresh);
    return status;
}
