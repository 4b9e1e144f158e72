/* SPDX-License-Identifier: MIT */
/* What to do, as parts of a document: causes with their actions, each shared
 * procedure once. */
#include <string.h>

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
        ekb_document_link_item(document, action->text, action->argument != NULL ? action->argument : "");
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

void ekb_document_detail(ekb_document *document, const char *detail)
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

static void put_same(ekb_document *document, const char *entry)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&text, tr(document->catalog, "The same as above (%s)."), entry);
    ekb_document_plain(document, &text);
}

void ekb_document_causes(ekb_document *document, const ekb_entry *entry, size_t at, const ekb_hit *hit,
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
        ekb_document_detail(document, cause->detail);
        put_actions(document, cause->actions, cause->action_count);
    }
}
