/* SPDX-License-Identifier: MIT */
/* One entry as a card: what it is, how it was found, causes and what to do,
 * links last. In two languages: the whole card in each, one after the other. */
#include <string.h>

#include "also.h"
#include "message.h"
#include "text.h"

/* An entry with the circumstances it is shown in. */
typedef struct card_view {
    const ekb_entry *entry;
    const ekb_answer *answer; /* NULL for `show` */
    size_t hit, content;
} card_view;

static const ekb_content *content_of(const card_view *card)
{
    return &card->entry->contents[card->content];
}

static const ekb_hit *hit_of(const card_view *card)
{
    return card->answer != NULL ? &card->answer->hits[card->hit] : NULL;
}

/* ---- Head ---------------------------------------------------------------- */

static void put_title(ekb_text *text, const card_view *card)
{
    const ekb_entry *entry = card->entry;
    if (*entry->display != '\0' && strstr(content_of(card)->title, entry->display) == NULL)
        ekb_text_addf(text, EKB_LOOK_TITLE, "%s  ", entry->display);
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_TITLE, content_of(card)->title);
    ekb_text_print(text, 0, 2);
}

/* "certain match · Azure Backup · mars/34513 · critical" */
static void put_facts(ekb_text *text, const card_view *card)
{
    const ekb_hit *hit = hit_of(card);
    const ekb_entry *entry = card->entry;
    if (hit != NULL) {
        ekb_paragraph_add(&text->paragraph, hit->verdict == EKB_MATCH ? EKB_LOOK_GOOD : EKB_LOOK_DOUBTFUL,
                          ekb_label_verdict(text->catalog, hit->verdict));
        if (hit->verdict == EKB_SIMILAR)
            ekb_text_addf(text, EKB_LOOK_DOUBTFUL, " %d%%", (int)(hit->confidence * 100 + 0.5));
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DIM, " · ");
    } else if (entry->kind != EKB_KIND_ERROR) {
        ekb_text_addf(text, EKB_LOOK_DIM, "%s · ", ekb_label_kind(text->catalog, entry->kind));
    }
    ekb_text_addf(text, EKB_LOOK_DIM, "%s · %s", content_of(card)->product_name, entry->id);
    if (entry->severity == EKB_SEVERITY_CRITICAL)
        ekb_text_addf(text, EKB_LOOK_BAD, " · %s", ekb_label_severity(text->catalog, entry->severity));
    ekb_text_print(text, 0, 2);
}

static void put_fallback(ekb_text *text, const card_view *card)
{
    const ekb_content *content = content_of(card);
    if (!content->fallback)
        return;
    ekb_text_addf(text, EKB_LOOK_DOUBTFUL,
                  tr(text->catalog, "There is no text in the language asked for. Language shown: %s."),
                  ekb_label_language(text->catalog, content->lang));
    ekb_text_print(text, 0, 0);
}

/* ---- How it was found ---------------------------------------------------- */

void ekb_text_add_evidence(ekb_text *text, const ekb_hit *hit)
{
    for (size_t i = 0; i < hit->evidence_count; i++) {
        const ekb_evidence *evidence = &hit->evidence[i];
        if (i > 0)
            ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, tr(text->catalog, ", "));
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ekb_label_evidence(text->catalog, evidence->by));
        if (strcmp(evidence->by, "code") == 0 || strcmp(evidence->by, "keyword") == 0)
            ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, " (%s)"), evidence->text);
    }
}

/* Values that the message does not show in their places. */
static void put_arguments(ekb_text *text, const card_view *card)
{
    const ekb_hit *hit = hit_of(card);
    const char *message = ekb_plan_message(card->entry, content_of(card));
    for (size_t i = 0; i < hit->argument_count; i++) {
        const ekb_argument *argument = &hit->arguments[i];
        if (message != NULL && ekb_message_names(message, argument->name))
            continue;
        ekb_text_addf(text, EKB_LOOK_DIM, "{%s} = ", argument->name);
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, argument->value);
        ekb_text_print(text, 2, 4);
    }
}

static void put_evidence(ekb_text *text, const card_view *card)
{
    const ekb_hit *hit = hit_of(card);
    if (hit->evidence_count == 0)
        return;
    ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "Recognised by"));
    ekb_text_add_evidence(text, hit);
    ekb_text_print(text, 0, 2);
    put_arguments(text, card);
}

static void put_doubts(ekb_text *text, const card_view *card)
{
    const ekb_hit *hit = hit_of(card);
    int has_message = ekb_plan_message(card->entry, content_of(card)) != NULL;
    if (hit->conflict)
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DOUBTFUL,
                          tr(text->catalog,
                             "The code and the text of what you pasted do not belong together. Compare "
                             "the message below with yours before you act."));
    else if (hit->verdict == EKB_SIMILAR)
        ekb_paragraph_add(
            &text->paragraph, EKB_LOOK_DOUBTFUL,
            has_message ? tr(text->catalog, "This is the most similar entry, but not a certain one. Compare "
                                            "the message below with yours before you act.")
                        : tr(text->catalog, "This is the most similar entry, but not a certain one. Make "
                                            "sure that it fits before you act."));
    ekb_text_print(text, 0, 0);
}

/* ---- The message, in the reader's language and as pasted ------------------ */

static const char *message_in(const ekb_entry *entry, const char *lang)
{
    for (size_t i = 0; i < entry->message_count; i++) {
        if (strcmp(entry->messages[i].lang, lang) == 0)
            return entry->messages[i].text;
    }
    return NULL;
}

void ekb_text_message(ekb_text *text, size_t indent, const char *label, const char *message,
                      const ekb_hit *hit)
{
    ekb_message_reader reader;
    ekb_message_part part;
    ekb_text_label(text, EKB_LOOK_DIM, label);
    ekb_message_begin(&reader, message, hit);
    while (ekb_message_next(&reader, &part))
        ekb_paragraph_add_bytes(&text->paragraph, part.captured ? EKB_LOOK_BOLD : EKB_LOOK_PLAIN, part.text,
                                part.length);
    ekb_text_print(text, indent, indent + 2);
}

/* The message in the language of the paste, where that is not the card's, or NULL. */
static const char *message_as_pasted(const card_view *card)
{
    const ekb_answer *answer = card->answer;
    int other = answer != NULL && card->entry->kind == EKB_KIND_ERROR && card->entry->content_count == 1 &&
                strcmp(answer->language, content_of(card)->lang) != 0;
    return other ? message_in(card->entry, answer->language) : NULL;
}

static void put_messages(ekb_text *text, const card_view *card)
{
    const char *message = ekb_plan_message(card->entry, content_of(card));
    const char *pasted = message_as_pasted(card);
    if (message != NULL || pasted != NULL)
        ekb_text_blank(text);
    if (message != NULL)
        ekb_text_message(text, 0, ekb_label_message(text->catalog, card->entry->kind), message, hit_of(card));
    if (pasted != NULL)
        ekb_text_message(text, 0, ekb_label_language(text->catalog, card->answer->language), pasted,
                         hit_of(card));
}

/* ---- Causes ---------------------------------------------------------------- */

static size_t count_titled(const ekb_content *content)
{
    size_t count = 0;
    for (size_t i = 0; i < content->cause_count; i++)
        count += *content->causes[i].title != '\0';
    return count;
}

static void put_cause_heading(ekb_text *text, const ekb_content *content, size_t at, size_t number)
{
    const char *title = content->causes[at].title;
    size_t titled = count_titled(content);
    if (*title == '\0')
        ekb_text_addf(text, EKB_LOOK_HEADING, "%s",
                      titled == 0 ? tr(text->catalog, "What to do")
                      : at == 0   ? tr(text->catalog, "First of all")
                                  : tr(text->catalog, "Whatever the cause"));
    else if (titled > 1)
        ekb_text_addf(text, EKB_LOOK_HEADING, tr(text->catalog, "Cause %zu: "), number);
    else
        ekb_text_addf(text, EKB_LOOK_HEADING, "%s", tr(text->catalog, "Cause: "));
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_HEADING, title);
    ekb_text_print(text, 0, 2);
}

/* Title of the card above that has the same cause, or NULL. */
static const char *shown_above(const card_view *card, size_t cause)
{
    if (card->answer == NULL)
        return NULL;
    size_t first = ekb_plan_first_with_cause(card->answer, card->hit, card->content, cause);
    return first == card->hit ? NULL : card->answer->hits[first].entry->id;
}

static void put_cause(ekb_text *text, const card_view *card, size_t at, size_t number)
{
    const ekb_content *content = content_of(card);
    const ekb_cause *cause = &content->causes[at];
    const char *above = shown_above(card, at);
    ekb_text_blank(text);
    put_cause_heading(text, content, at, number);
    if (above == NULL && ekb_seen_before(&text->seen, cause->procedure))
        above = card->entry->id;
    if (above != NULL) {
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, "The same as above (%s)."), above);
        ekb_text_print(text, 2, 2);
        return;
    }
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, cause->detail);
    ekb_text_print(text, 2, 2);
    ekb_text_actions(text, cause->actions, cause->action_count, 2);
}

static void put_causes(ekb_text *text, const card_view *card)
{
    const ekb_content *content = content_of(card);
    size_t number = 0;
    for (size_t i = 0; i < content->cause_count; i++) {
        number += *content->causes[i].title != '\0';
        put_cause(text, card, i, number);
    }
}

void ekb_text_causes(ekb_text *text, const ekb_entry *entry, size_t content)
{
    card_view card = {entry, NULL, 0, content};
    put_causes(text, &card);
}

/* ---- Tail ------------------------------------------------------------------ */

static void put_see_also(ekb_text *text, const card_view *card)
{
    const ekb_entry *entry = card->entry;
    if (entry->see_also_count == 0)
        return;
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "See also"));
    for (size_t i = 0; i < entry->see_also_count; i++) {
        ekb_strbuf title = EKB_STRBUF_INIT;
        ekb_also_title(&title, text->engine, entry, i, card->content);
        ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, ekb_strbuf_text(&title));
        text->out->failed |= title.failed;
        ekb_strbuf_release(&title);
        ekb_text_addf(text, EKB_LOOK_DIM, "  %s", entry->see_also[i].id);
        ekb_text_print(text, 2, 4);
    }
}

static int has_link(const ekb_content *content, const char *url)
{
    for (size_t i = 0; i < content->link_count; i++) {
        if (strcmp(content->links[i].url, url) == 0)
            return 1;
    }
    return 0;
}

/* Cards of one product share its links: they stand below the first. */
static int link_is_above(const card_view *card, const char *url)
{
    for (size_t i = 0; card->answer != NULL && i < card->hit; i++) {
        const ekb_entry *entry = card->answer->hits[i].entry;
        if (ekb_plan_whole(card->answer, i) && card->content < entry->content_count &&
            has_link(&entry->contents[card->content], url))
            return 1;
    }
    return 0;
}

/* Once for all languages: the titles of the first. */
static void put_links(ekb_text *text, const ekb_entry *entry, const ekb_answer *answer, size_t hit)
{
    const card_view card = {entry, answer, hit, 0};
    const ekb_content *content = content_of(&card);
    int begun = 0;
    for (size_t i = 0; i < content->link_count; i++) {
        if (link_is_above(&card, content->links[i].url))
            continue;
        if (!begun) {
            ekb_text_blank(text);
            ekb_text_heading(text, "%s", tr(text->catalog, "Links"));
        }
        begun = 1;
        ekb_text_link(text, 2, content->links[i].title, content->links[i].url);
    }
}

static void put_source(ekb_text *text, const ekb_entry *entry)
{
    if (*entry->source_title == '\0' && *entry->reviewed == '\0')
        return;
    ekb_text_blank(text);
    if (*entry->source_title != '\0') {
        ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "Source"));
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DIM, entry->source_title);
        if (*entry->source_date != '\0')
            ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, ", %s"), entry->source_date);
        ekb_text_print(text, 0, 2);
        if (*entry->source_url != '\0')
            ekb_text_link(text, 2, "", entry->source_url);
    }
    if (*entry->reviewed != '\0') {
        ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "Reviewed"));
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DIM, entry->reviewed);
        ekb_text_print(text, 0, 2);
    }
}

/* ---- The card -------------------------------------------------------------- */

static void put_head(ekb_text *text, const card_view *card)
{
    const ekb_hit *hit = hit_of(card);
    put_title(text, card);
    put_facts(text, card);
    put_fallback(text, card);
    if (hit != NULL) {
        put_evidence(text, card);
        put_doubts(text, card);
    }
    put_messages(text, card);
    if (*content_of(card)->detail != '\0') {
        ekb_text_blank(text);
        ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, content_of(card)->detail);
        ekb_text_print(text, 0, 0);
    }
}

void ekb_text_card(ekb_text *text, const ekb_entry *entry, const ekb_answer *answer, size_t hit)
{
    const ekb_tr_catalog *outer = text->catalog;
    for (size_t i = 0; i < entry->content_count; i++) {
        card_view card = {entry, answer, hit, i};
        if (entry->content_count > 1) {
            text->catalog = text->paragraph.catalog = ekb_tr_find(entry->contents[i].lang);
            text->seen.count = 0;
            if (i > 0) {
                ekb_text_blank(text);
                ekb_text_rule(text, ekb_label_language(text->catalog, entry->contents[i].lang));
                ekb_text_blank(text);
            }
        }
        put_head(text, &card);
        put_causes(text, &card);
        put_see_also(text, &card);
    }
    text->catalog = text->paragraph.catalog = outer;
    if (entry->content_count > 1) { /* what follows is of both languages */
        ekb_text_blank(text);
        ekb_text_rule(text, "");
    }
    put_links(text, entry, answer, hit);
    put_source(text, entry);
}
