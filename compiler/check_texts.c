/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "control.h"
#include "core/error.h"
#include "core/utf8.h"
#include "markdown.h"
#include "os.h"
#include "placeholders.h"

/* What authored texts are written in. */
static const char *const required[] = {"en", "zh-CN"};
enum { REQUIRED = sizeof required / sizeof required[0] };

/* Whoever imports has the languages that the vendor has, and no examples. */
static int is_imported(const ekbc_checker *checker, const ekbc_entry *entry)
{
    const ekbc_product *product = ekbc_product_of(checker, entry);
    return product != NULL && product->origin == EKB_ORIGIN_IMPORTED;
}

static int has_lang(const ekbc_texts *texts, const char *lang)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i].lang, lang) == 0)
            return 1;
    }
    return 0;
}

static void lack_language(ekbc_checker *checker, const ekbc_entry *entry, ekbc_place place,
                          const char *message, const char *lang)
{
    checker->missing += !checker->catalog->context[place.file];
    if (entry->broken || is_imported(checker, entry))
        return;
    ekbc_check_broken(checker, entry, place, message, EKB_N_("add it; authored texts are in en and zh-CN"));
    ekbc_diag_text(checker->diags, "lang", lang);
}

static void check_languages(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_texts *texts)
{
    for (size_t i = 0; i < REQUIRED && texts->count > 0; i++)
        if (!has_lang(texts, required[i]))
            lack_language(checker, entry, texts->items[0].place, EKB_N_("the text has no `{lang}`"),
                          required[i]);
}

static void check_characters(ekbc_checker *checker, const ekbc_entry *entry, const char *text,
                             ekbc_place place, const char *allowed)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t offset = 0;
    uint32_t c = ekbc_control_in(text, strlen(text), allowed, &offset);
    const char code[] = {digits[c >> 12 & 15], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15],
                         '\0'};
    if (c == 0)
        return;
    ekbc_check_broken(checker, entry, place, EKB_N_("the text holds the control character U+{code}"),
                      EKB_N_("remove it; a backslash in double quotes is written `\\\\`"));
    ekbc_diag_text(checker->diags, "code", code);
    ekbc_diag_within(checker->diags, text, offset);
}

static void check_control(ekbc_checker *checker, const ekbc_entry *entry, const char *text, ekbc_place place)
{
    check_characters(checker, entry, text, place, "\n");
}

static void check_strings(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_string *strings,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_control(checker, entry, strings[i].text, strings[i].place);
}

/* Pastes come with tabs and with the ends of lines that their system has. */
static void check_pastes(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_string *pastes,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_characters(checker, entry, pastes[i].text, pastes[i].place, "\t\r\n");
}

static void check_subset(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_text *text)
{
    ekbc_markdown_finding finding;
    int fine = ekbc_markdown_check(text->text, strlen(text->text), &finding);
    check_control(checker, entry, text->text, text->place);
    if (fine < 0)
        checker->nomem = 1;
    if (fine != 0)
        return;
    ekbc_check_broken(checker, entry, text->place, finding.message, finding.remedy);
    ekbc_diag_text(checker->diags, "text", finding.text);
    ekbc_diag_within(checker->diags, text->text, finding.offset);
}

static void check_texts(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_texts *texts)
{
    check_languages(checker, entry, texts);
    for (size_t i = 0; i < texts->count; i++)
        check_subset(checker, entry, &texts->items[i]);
}

static void check_nodes(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_texts(checker, entry, &nodes[i].title);
        check_texts(checker, entry, &nodes[i].text);
        if (nodes[i].argument != NULL)
            check_control(checker, entry, nodes[i].argument, nodes[i].argument_place);
        check_nodes(checker, entry, nodes[i].children, nodes[i].child_count);
    }
}

static void check_links(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_link *links, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_texts(checker, entry, &links[i].title);
}

/* One wording: its texts agree in their placeholders. */
static void check_agreement(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_texts *texts)
{
    ekbc_placeholders first, other;
    ekbc_placeholders_find(texts->items[0].text, &first);
    for (size_t i = 1; i < texts->count; i++) {
        ekbc_placeholders_find(texts->items[i].text, &other);
        const ekbc_placeholder *here = ekbc_placeholders_lacking(&other, &first);
        const ekbc_placeholder *there = ekbc_placeholders_lacking(&first, &other);
        const ekbc_placeholder *lacking = here != NULL ? here : there;
        if (lacking == NULL)
            continue;
        ekbc_check_broken(
            checker, entry, texts->items[i].place,
            here != NULL ? EKB_N_("the {lang} text lacks the placeholder `{name}` of this one")
                         : EKB_N_("the placeholder `{name}` of the {lang} text is missing here"),
            EKB_N_("use the same placeholders in every language, or make the wordings two items"));
        ekbc_diag_text(checker->diags, "lang", texts->items[0].lang);
        ekbc_diag_textn(checker->diags, "name", lacking->name, lacking->length);
        if (here != NULL) /* the brace before its name */
            ekbc_diag_within(checker->diags, texts->items[i].text,
                             (size_t)(here->name - texts->items[i].text) - 1);
    }
}

static void check_message(ekbc_checker *checker, const ekbc_entry *entry, const ekbc_text *text)
{
    ekbc_placeholders found;
    ekbc_placeholders_find(text->text, &found);
    if (found.broken != NULL) {
        ekbc_check_broken(checker, entry, text->place, EKB_N_("a `{` that begins no placeholder"),
                          EKB_N_("write a name of letters, digits and `_` in braces, or `{{` for a brace"));
        ekbc_diag_within(checker->diags, text->text, (size_t)(found.broken - text->text));
    }
    if (found.too_many) {
        ekbc_check_broken(checker, entry, text->place, EKB_N_("more than {max} placeholders"),
                          EKB_N_("keep those that tell this message from others"));
        ekbc_diag_number(checker->diags, "max", EKBC_PLACEHOLDERS_MAX);
    }
    if (!found.words)
        ekbc_check_broken(checker, entry, text->place, EKB_N_("a message without any word of its own"),
                          EKB_N_("write what does not vary, or remove it"));
    check_control(checker, entry, text->text, text->place);
}

static void check_messages(ekbc_checker *checker, const ekbc_entry *entry)
{
    for (size_t i = 0; i < entry->message_count; i++) {
        const ekbc_texts *texts = &entry->messages[i];
        for (size_t t = 0; t < texts->count; t++)
            check_message(checker, entry, &texts->items[t]);
        if (texts->count > 1)
            check_agreement(checker, entry, texts);
    }
}

static int has_keywords(const ekbc_entry *entry, const char *lang)
{
    for (size_t i = 0; i < entry->keyword_count; i++)
        if (strcmp(entry->keywords[i].lang, lang) == 0)
            return 1;
    return 0;
}

static void check_keywords(ekbc_checker *checker, const ekbc_entry *entry)
{
    for (size_t i = 0; i < entry->keyword_count; i++)
        check_strings(checker, entry, entry->keywords[i].items, entry->keywords[i].count);
    for (size_t i = 0; i < REQUIRED && entry->keyword_count > 0; i++) {
        const ekbc_keywords *first = &entry->keywords[0];
        if (!has_keywords(entry, required[i]))
            lack_language(checker, entry, first->count > 0 ? first->items[0].place : entry->place,
                          EKB_N_("the keywords have no `{lang}`"), required[i]);
    }
}

static int has_han(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0, size = 1; at < length; at += size) {
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        if (c >= 0x3400 && c <= 0x9FFF)
            return 1;
    }
    return 0;
}

static void check_examples(ekbc_checker *checker, const ekbc_entry *entry)
{
    size_t han = 0;
    for (size_t i = 0; i < entry->match_count; i++)
        han += (size_t)has_han(entry->match[i].text);
    if (han == 0 || han == entry->match_count)
        ekbc_check_broken(checker, entry, entry->match_count > 0 ? entry->match[0].place : entry->place,
                          han == 0 ? EKB_N_("no example of a Chinese paste under `examples.match`")
                                   : EKB_N_("no example of an English paste under `examples.match`"),
                          EKB_N_("add what users paste in each language"));
    if (entry->reject_count == 0)
        ekbc_check_broken(checker, entry, entry->place, EKB_N_("no example under `examples.reject`"),
                          EKB_N_("add a paste that looks alike and must not find this entry"));
}

static void check_all_texts(ekbc_checker *checker, const ekbc_entry *entry)
{
    check_texts(checker, entry, &entry->title);
    check_texts(checker, entry, &entry->detail);
    check_nodes(checker, entry, entry->causes, entry->cause_count);
    check_links(checker, entry, entry->links, entry->link_count);
    check_messages(checker, entry);
    check_strings(checker, entry, &entry->display, 1);
    check_strings(checker, entry, &entry->source_title, 1);
    for (size_t i = 0; i < entry->code_count; i++)
        check_control(checker, entry, entry->codes[i].value, entry->codes[i].place);
    check_pastes(checker, entry, entry->match, entry->match_count);
    check_pastes(checker, entry, entry->reject, entry->reject_count);
    check_keywords(checker, entry);
    ekbc_check_repeats(checker, entry);
    if (entry->broken || entry->kind == EKB_KIND_PROCEDURE)
        return;
    if (!is_imported(checker, entry))
        check_examples(checker, entry);
    if (entry->kind == EKB_KIND_ERROR && entry->code_count == 0 && entry->message_count == 0)
        ekbc_check_broken(checker, entry, entry->place,
                          EKB_N_("an error without a code and without a message"),
                          EKB_N_("add `codes` or `messages`, or say `kind: symptom`"));
}

/* What an earlier compilation found, where there is nothing to show of it. */
static int recall(ekbc_checker *checker, const ekbc_entry *entry, int origin)
{
    if (entry->texts.origin != origin || (checker->list_imported && entry->texts.counted > 0))
        return 0;
    checker->counted += (size_t)entry->texts.counted;
    checker->missing += checker->catalog->context[entry->place.file] ? 0 : (size_t)entry->texts.missing;
    return 1;
}

static void check_entry(ekbc_checker *checker, ekbc_entry *entry)
{
    const ekbc_product *product = ekbc_product_of(checker, entry);
    int origin = product != NULL ? 1 + (int)product->origin : 0;
    if (origin != 0 && recall(checker, entry, origin))
        return;
    size_t counted = checker->counted, missing = checker->missing;
    size_t findings = checker->diags->errors + checker->diags->warnings;
    check_all_texts(checker, entry);
    entry->texts =
        (ekbc_texts_checked){0, (int)(checker->counted - counted), (int)(checker->missing - missing)};
    if (findings == checker->diags->errors + checker->diags->warnings)
        entry->texts.origin = origin;
}

/* A product's texts are held to its own origin. */
static void check_product(ekbc_checker *checker, size_t at)
{
    const ekbc_product *product = &checker->catalog->products[at];
    const ekbc_entry owner = {.product = at};
    check_texts(checker, &owner, &product->name);
    check_texts(checker, &owner, &product->description);
    check_links(checker, &owner, product->links, product->link_count);
    check_strings(checker, &owner, product->words, product->word_count);
}

/* A run of entries, by a thread of its own. Entries know nothing of each other
   here; findings and counts are the part's until they are joined. */
typedef struct part {
    ekbc_checker checker;
    ekbc_diags diags;
    ekbc_entry *first, *end;
} part;

static void check_part(void *job)
{
    part *p = job;
    p->checker.diags = &p->diags;
    for (ekbc_entry *entry = p->first; entry < p->end; entry++)
        check_entry(&p->checker, entry);
}

static void check_in_parts(ekbc_checker *checker, part *parts, size_t count)
{
    ekbc_entry *entries = checker->catalog->entries;
    size_t entry_count = checker->catalog->entry_count;
    for (size_t i = 0; i < count; i++) {
        parts[i] = (part){.checker = {.catalog = checker->catalog, .list_imported = checker->list_imported},
                          .diags = EKBC_DIAGS_INIT,
                          .first = entries + entry_count * i / count,
                          .end = entries + entry_count * (i + 1) / count};
    }
    ekbc_os_parallel(check_part, parts, sizeof *parts, count);
    for (size_t i = 0; i < count; i++) {
        checker->counted += parts[i].checker.counted;
        checker->missing += parts[i].checker.missing;
        checker->nomem |= parts[i].checker.nomem;
        ekbc_diags_join(checker->diags, &parts[i].diags);
    }
}

void ekbc_check_texts(ekbc_checker *checker)
{
    enum { ENTRIES_A_PART = 2048 };
    size_t most = ekbc_os_processors(), count = checker->catalog->entry_count / ENTRIES_A_PART + 1;
    count = count < most ? count : most;
    for (size_t i = 0; i < checker->catalog->product_count; i++)
        check_product(checker, i);
    part *parts = checker->catalog->entry_count > 0 ? calloc(count, sizeof *parts) : NULL;
    if (parts != NULL)
        check_in_parts(checker, parts, count);
    else if (checker->catalog->entry_count > 0)
        checker->nomem = 1;
    free(parts);
}
