/* SPDX-License-Identifier: MIT */
/* What an entry says twice: references, links, messages, keywords, examples.
   That does no harm but to whoever reads it, and is a warning.
   Each list is sorted, so that one of thousands costs no more than it must.
   Codes and labels have rules of their own (check_codes.c, check_refs.c). */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/error.h"

/* Something that is said, in a language or in none (""). */
typedef struct saying {
    const char *lang, *text;
    ekbc_place place;
} saying;

typedef struct sayings {
    saying *items;
    size_t count;
} sayings;

/* What could not be read is empty, and reported. */
static void add(sayings *list, const char *lang, const char *text, ekbc_place place)
{
    if (*text != '\0')
        list->items[list->count++] = (saying){lang, text, place};
}

static void add_strings(sayings *list, const char *lang, const ekbc_string *strings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(list, lang, strings[i].text, strings[i].place);
}

static void collect_see_also(const ekbc_entry *entry, sayings *list)
{
    add_strings(list, "", entry->see_also, entry->see_also_count);
}

static void collect_links(const ekbc_entry *entry, sayings *list)
{
    for (size_t i = 0; i < entry->link_count; i++)
        add(list, "", entry->links[i].url, entry->links[i].place);
}

static void collect_messages(const ekbc_entry *entry, sayings *list)
{
    for (size_t i = 0; i < entry->message_count; i++) {
        const ekbc_texts *texts = &entry->messages[i];
        for (size_t t = 0; t < texts->count; t++)
            add(list, texts->items[t].lang, texts->items[t].text, texts->items[t].place);
    }
}

static void collect_keywords(const ekbc_entry *entry, sayings *list)
{
    for (size_t i = 0; i < entry->keyword_count; i++)
        add_strings(list, entry->keywords[i].lang, entry->keywords[i].items, entry->keywords[i].count);
}

static void collect_match(const ekbc_entry *entry, sayings *list)
{
    add_strings(list, "", entry->match, entry->match_count);
}

static void collect_reject(const ekbc_entry *entry, sayings *list)
{
    add_strings(list, "", entry->reject, entry->reject_count);
}

static const struct {
    void (*collect)(const ekbc_entry *entry, sayings *list);
    const char *message;
} rules[] = {
    {collect_see_also, EKB_N_("the reference to `{text}` stands here a second time")},
    {collect_links, EKB_N_("the link to `{text}` stands here a second time")},
    {collect_messages, EKB_N_("the message stands here a second time")},
    {collect_keywords, EKB_N_("the keyword `{text}` stands here a second time")},
    {collect_match, EKB_N_("the example stands here a second time")},
    {collect_reject, EKB_N_("the example stands here a second time")},
};

static int by_text(const void *a, const void *b)
{
    const saying *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    if (order == 0)
        order = strcmp(left->lang, right->lang);
    if (order == 0)
        order = (left->place.line > right->place.line) - (left->place.line < right->place.line);
    if (order == 0)
        order = (left->place.column > right->place.column) - (left->place.column < right->place.column);
    return order;
}

static int are_same(const saying *a, const saying *b)
{
    return strcmp(a->text, b->text) == 0 && strcmp(a->lang, b->lang) == 0;
}

static void report(ekbc_checker *checker, const ekbc_entry *entry, const sayings *list, const char *message)
{
    const saying *first = list->items;
    for (size_t i = 1; i < list->count; i++) {
        const saying *at = &list->items[i];
        if (!are_same(first, at)) {
            first = at;
            continue;
        }
        ekbc_check_found(checker, entry, EKBC_WARNING, at->place, message,
                         EKB_N_("remove one; the first is in line {line}"));
        ekbc_diag_number(checker->diags, "line", first->place.line);
        ekbc_diag_text(checker->diags, "text", at->text);
    }
}

/* How many sayings there are; 0 if no list has two. */
static size_t most_sayings(const ekbc_entry *entry)
{
    size_t all = entry->see_also_count + entry->link_count + entry->match_count + entry->reject_count;
    int several = entry->see_also_count > 1 || entry->link_count > 1 || entry->message_count > 1 ||
                  entry->match_count > 1 || entry->reject_count > 1;
    for (size_t i = 0; i < entry->message_count; i++)
        all += entry->messages[i].count;
    for (size_t i = 0; i < entry->keyword_count; i++) {
        all += entry->keywords[i].count;
        several |= entry->keywords[i].count > 1;
    }
    return several ? all : 0;
}

void ekbc_check_repeats(ekbc_checker *checker, const ekbc_entry *entry)
{
    size_t most = most_sayings(entry);
    saying *items = most > 0 ? malloc(most * sizeof *items) : NULL;
    if (items == NULL) {
        checker->nomem |= most > 0;
        return;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        sayings list = {items, 0};
        rules[i].collect(entry, &list);
        if (list.count < 2)
            continue;
        qsort(items, list.count, sizeof *items, by_text);
        report(checker, entry, &list, rules[i].message);
    }
    free(items);
}
