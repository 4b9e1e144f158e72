/* SPDX-License-Identifier: MIT */
/*
 * An entry as a document: title, message, causes with their steps, links,
 * where it is from. Each language is a section of its own, with labels in that
 * language; a single language has the labels of the reader.
 */
#include <string.h>

#include "also.h"
#include "document.h"
#include "labels.h"

static void put_actions(ekb_document *document, const ekb_action *actions, size_t count);

/* A hostile index may nest as deep as it likes. */
enum { LEVELS_MOST = 16 };

static void put_step(ekb_document *document, const ekb_action *action)
{
    int shown = action->type == EKB_ACTION_USE && ekb_seen_before(&document->seen, action->procedure);
    ekb_document_open(document, EKB_BLOCK_ITEM, action->number);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    if (shown) {
        ekb_strbuf text = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&text, tr(document->catalog, "%s (see above)"), action->text);
        ekb_document_inline(document, ekb_strbuf_text(&text));
        document->out->failed |= text.failed;
        ekb_strbuf_release(&text);
    } else {
        ekb_document_inline(document, action->text);
    }
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    if (!shown)
        put_actions(document, action->actions, action->action_count);
    ekb_document_close(document, EKB_BLOCK_ITEM);
}

static void put_aside(ekb_document *document, const ekb_action *action)
{
    ekb_document_open(document, EKB_BLOCK_ASIDE, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, ekb_label_action(document->catalog, action->type));
    ekb_document_inline(document, action->text);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    put_actions(document, action->actions, action->action_count);
    ekb_document_close(document, EKB_BLOCK_ASIDE);
}

static void put_command(ekb_document *document, const ekb_action *action)
{
    if (action->text[0] != '\0')
        ekb_document_paragraph(document, action->text);
    document->ops->command(document, action->argument != NULL ? action->argument : "");
    put_actions(document, action->actions, action->action_count);
}

static void put_link_item(ekb_document *document, const char *text, const char *url)
{
    ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_link(document, text, url);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_close(document, EKB_BLOCK_ITEM);
}

/* The list that an action stands in; -1 for none. */
static int list_of(ekb_action_type type)
{
    switch (type) {
    case EKB_ACTION_STEP:
    case EKB_ACTION_USE:
        return EKB_BLOCK_STEPS;
    case EKB_ACTION_LINK:
        return EKB_BLOCK_LIST;
    case EKB_ACTION_NOTE:
    case EKB_ACTION_TIP:
    case EKB_ACTION_COMMAND:
        break;
    }
    return -1;
}

static void put_action(ekb_document *document, const ekb_action *action)
{
    switch (action->type) {
    case EKB_ACTION_STEP:
    case EKB_ACTION_USE:
        put_step(document, action);
        break;
    case EKB_ACTION_NOTE:
    case EKB_ACTION_TIP:
        put_aside(document, action);
        break;
    case EKB_ACTION_COMMAND:
        put_command(document, action);
        break;
    case EKB_ACTION_LINK:
        put_link_item(document, action->text, action->argument != NULL ? action->argument : "");
        break;
    }
}

/* Steps with a note between them are two lists; their numbers go on. */
static void put_actions(ekb_document *document, const ekb_action *actions, size_t count)
{
    int open = -1;
    if (document->level == LEVELS_MOST)
        return;
    document->level++;
    for (size_t i = 0; i < count; i++) {
        int wanted = list_of(actions[i].type);
        if (wanted != open && open >= 0)
            ekb_document_close(document, (ekb_block)open);
        if (wanted != open && wanted >= 0)
            ekb_document_open(document, (ekb_block)wanted, NULL);
        open = wanted;
        put_action(document, &actions[i]);
    }
    if (open >= 0)
        ekb_document_close(document, (ekb_block)open);
    document->level--;
}

/* A blank line in a text begins a new paragraph. */
static void put_detail(ekb_document *document, const char *detail)
{
    ekb_strbuf paragraph = EKB_STRBUF_INIT;
    while (*detail != '\0') {
        const char *end = strstr(detail, "\n\n");
        size_t length = end != NULL ? (size_t)(end - detail) : strlen(detail);
        ekb_strbuf_clear(&paragraph);
        ekb_strbuf_append(&paragraph, detail, length);
        if (length > 0)
            ekb_document_paragraph(document, ekb_strbuf_text(&paragraph));
        detail += length + (end != NULL ? 2 : 0);
    }
    document->out->failed |= paragraph.failed;
    ekb_strbuf_release(&paragraph);
}

static size_t count_titled(const ekb_content *content)
{
    size_t count = 0;
    for (size_t i = 0; i < content->cause_count; i++)
        count += content->causes[i].title[0] != '\0';
    return count;
}

/* What stands before the title of cause @p at, or for it; @p number counts those that have one. */
static void put_cause_label(ekb_document *document, const ekb_content *content, size_t at, size_t number)
{
    const ekb_tr_catalog *catalog = document->catalog;
    size_t titled = count_titled(content);
    ekb_strbuf label = EKB_STRBUF_INIT;
    if (content->causes[at].title[0] == '\0')
        ekb_strbuf_puts(&label, titled == 0 ? tr(catalog, "What to do")
                                : at == 0   ? tr(catalog, "First of all")
                                            : tr(catalog, "Whatever the cause"));
    else if (titled > 1)
        ekb_strbuf_printf(&label, tr(catalog, "Cause %zu: "), number);
    else
        ekb_strbuf_puts(&label, tr(catalog, "Cause: "));
    ekb_document_text(document, ekb_strbuf_text(&label));
    document->out->failed |= label.failed;
    ekb_strbuf_release(&label);
}

static void put_cause_title(ekb_document *document, const ekb_content *content, size_t at, size_t number,
                            int level)
{
    const char digit[2] = {(char)('0' + level), '\0'};
    ekb_document_open(document, EKB_BLOCK_HEADING, digit);
    put_cause_label(document, content, at, number);
    ekb_document_inline(document, content->causes[at].title);
    ekb_document_close(document, EKB_BLOCK_HEADING);
}

/* Id of the entry that shows the cause already, or NULL. */
static const char *shown_by(ekb_document *document, const ekb_entry *entry, size_t content, size_t cause,
                            const ekb_hit *hit, const ekb_answer *answer)
{
    if (answer != NULL && hit != NULL) {
        size_t at = (size_t)(hit - answer->hits);
        size_t first = ekb_plan_first_with_cause(answer, at, content, cause);
        if (first != at)
            return answer->hits[first].entry->id;
    }
    return ekb_seen_before(&document->seen, entry->contents[content].causes[cause].procedure) ? entry->id
                                                                                              : NULL;
}

/* A paragraph of @p text, which is released. */
static void put_built(ekb_document *document, ekb_strbuf *text)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, ekb_strbuf_text(text));
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    document->out->failed |= text->failed;
    ekb_strbuf_release(text);
}

static void put_same(ekb_document *document, const char *entry)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&text, tr(document->catalog, "The same as above (%s)."), entry);
    put_built(document, &text);
}

static void put_fallback(ekb_document *document, const ekb_content *content)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(
        &text, tr(document->catalog, "There is no text in the language asked for. Language shown: %s."),
        ekb_label_language(document->catalog, content->lang));
    put_built(document, &text);
}

static void put_causes(ekb_document *document, const ekb_entry *entry, size_t at, const ekb_hit *hit,
                       const ekb_answer *answer, int level)
{
    const ekb_content *content = &entry->contents[at];
    size_t number = 0;
    for (size_t i = 0; i < content->cause_count; i++) {
        const ekb_cause *cause = &content->causes[i];
        const char *above = shown_by(document, entry, at, i, hit, answer);
        number += cause->title[0] != '\0';
        put_cause_title(document, content, i, number, level);
        if (above != NULL) {
            put_same(document, above);
            continue;
        }
        put_detail(document, cause->detail);
        put_actions(document, cause->actions, cause->action_count);
    }
}

/* "Azure Backup · Error · ID:34513 · `mars/34513`" */
static void put_facts(ekb_document *document, const ekb_entry *entry, const ekb_content *content)
{
    static const char between[] = " \xc2\xb7 ";
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, content->product_name);
    ekb_document_text(document, between);
    ekb_document_text(document, ekb_label_kind(document->catalog, entry->kind));
    if (entry->display[0] != '\0') {
        ekb_document_text(document, between);
        ekb_document_bold(document, entry->display);
    }
    ekb_document_text(document, between);
    ekb_document_code(document, entry->id);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

static void put_certainty(ekb_document *document, const ekb_hit *hit, const ekb_content *content)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_bold(document, ekb_label_verdict(document->catalog, hit->verdict));
    if (hit->verdict != EKB_MATCH) {
        ekb_strbuf text = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&text, " %d %%", (int)(hit->confidence * 100 + 0.5));
        ekb_document_text(document, ekb_strbuf_text(&text));
        document->out->failed |= text.failed;
        ekb_strbuf_release(&text);
    }
    ekb_document_evidence(document, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    if (hit->conflict)
        ekb_document_paragraph(document,
                               tr(document->catalog,
                                  "The code and the text of what you pasted do not belong together. Compare "
                                  "the message below with yours before you act."));
    else if (hit->verdict == EKB_SIMILAR)
        ekb_document_paragraph(
            document, ekb_plan_message(hit->entry, content) != NULL
                          ? tr(document->catalog,
                               "This is the most similar entry, but not a certain one. Compare the message "
                               "below with yours before you act.")
                          : tr(document->catalog, "This is the most similar entry, but not a certain one. "
                                                  "Make sure that it fits before you act."));
}

static void put_message(ekb_document *document, const ekb_entry *entry, const ekb_content *content,
                        const ekb_hit *hit)
{
    const char *message = ekb_plan_message(entry, content);
    if (message == NULL)
        return;
    ekb_document_open(document, EKB_BLOCK_QUOTE, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_message(document, message, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_close(document, EKB_BLOCK_QUOTE);
}

static void put_links(ekb_document *document, const ekb_content *content, int level)
{
    if (content->link_count == 0)
        return;
    ekb_document_heading(document, level, tr(document->catalog, "Links"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < content->link_count; i++)
        put_link_item(document, content->links[i].title, content->links[i].url);
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_title(ekb_document *document, const ekb_content *content, int level)
{
    const char number[2] = {(char)('0' + level), '\0'};
    ekb_document_open(document, EKB_BLOCK_HEADING, number);
    ekb_document_inline(document, content->title);
    ekb_document_close(document, EKB_BLOCK_HEADING);
}

static void put_content(ekb_document *document, const ekb_entry *entry, size_t at, const ekb_hit *hit,
                        const ekb_answer *answer, int level)
{
    const ekb_content *content = &entry->contents[at];
    if (entry->content_count > 1)
        document->catalog = ekb_tr_find(content->lang);
    ekb_document_open(document, EKB_BLOCK_SECTION, content->lang);
    put_title(document, content, level);
    put_facts(document, entry, content);
    if (content->fallback)
        put_fallback(document, content);
    if (hit != NULL)
        put_certainty(document, hit, content);
    put_message(document, entry, content, hit);
    put_detail(document, content->detail);
    put_causes(document, entry, at, hit, answer, level + 1);
    if (at == 0) /* once for all languages */
        put_links(document, content, level + 1);
    ekb_document_close(document, EKB_BLOCK_SECTION);
    document->catalog = document->style->catalog;
}

/* In each language of the card, once where they are the same. */
static void put_also_titles(ekb_document *document, const ekb_entry *entry, size_t also)
{
    ekb_strbuf first = EKB_STRBUF_INIT, other = EKB_STRBUF_INIT;
    ekb_also_title(&first, document->engine, entry, also, 0);
    ekb_document_text(document, " ");
    ekb_document_inline(document, ekb_strbuf_text(&first));
    for (size_t i = 1; i < entry->content_count; i++) {
        ekb_strbuf_clear(&other);
        ekb_also_title(&other, document->engine, entry, also, i);
        if (strcmp(ekb_strbuf_text(&first), ekb_strbuf_text(&other)) == 0)
            continue;
        ekb_document_text(document, " / ");
        document->ops->lang(document, entry->contents[i].lang);
        ekb_document_inline(document, ekb_strbuf_text(&other));
        document->ops->lang(document, NULL);
    }
    document->out->failed |= first.failed || other.failed;
    ekb_strbuf_release(&first);
    ekb_strbuf_release(&other);
}

static void put_see_also(ekb_document *document, const ekb_entry *entry, int level)
{
    if (entry->see_also_count == 0)
        return;
    ekb_document_heading(document, level, tr(document->catalog, "See also"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < entry->see_also_count; i++) {
        ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
        ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
        ekb_document_code(document, entry->see_also[i].id);
        put_also_titles(document, entry, i);
        ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
        ekb_document_close(document, EKB_BLOCK_ITEM);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_source(ekb_document *document, const ekb_entry *entry)
{
    if (entry->source_title[0] == '\0' && entry->source_url[0] == '\0')
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Source"));
    if (entry->source_url[0] != '\0')
        ekb_document_link(document, entry->source_title, entry->source_url);
    else
        ekb_document_text(document, entry->source_title);
    if (entry->source_date[0] != '\0') {
        ekb_strbuf date = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&date, tr(document->catalog, ", %s"), entry->source_date);
        ekb_document_text(document, ekb_strbuf_text(&date));
        document->out->failed |= date.failed;
        ekb_strbuf_release(&date);
    }
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

static void put_reviewed(ekb_document *document, const ekb_entry *entry)
{
    if (entry->reviewed[0] == '\0')
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Reviewed"));
    ekb_document_text(document, entry->reviewed);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_card(ekb_document *document, const ekb_entry *entry, const ekb_hit *hit,
                       const ekb_answer *answer, int level)
{
    for (size_t i = 0; i < entry->content_count; i++) {
        /* What was shown in one language was not shown in the other. */
        if (entry->content_count > 1)
            document->seen = (ekb_seen){.count = 0};
        put_content(document, entry, i, hit, answer, level);
    }
    put_see_also(document, entry, level + 1);
    put_source(document, entry);
    put_reviewed(document, entry);
}
