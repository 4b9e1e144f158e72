/* SPDX-License-Identifier: MIT */
/*
 * The result of a look-up or a search as a document: what was understood, the
 * entries that fit, and where nothing does, what is known and what to try.
 */
#include <string.h>

#include "document.h"
#include "labels.h"
#include "unknown.h"

static void open_item(ekb_document *document)
{
    ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
}

static void close_item(ekb_document *document)
{
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_close(document, EKB_BLOCK_ITEM);
}

/* `mars/34513` **ID:34513** Title */
static void put_name(ekb_document *document, const char *id, const char *display, const char *title,
                     const char *lang)
{
    document->ops->entry(document, id);
    ekb_document_code(document, id);
    ekb_document_text(document, " ");
    if (display[0] != '\0') {
        ekb_document_bold(document, display);
        ekb_document_text(document, " ");
    }
    document->ops->lang(document, lang);
    ekb_document_inline(document, title);
    document->ops->lang(document, NULL);
    document->ops->entry(document, NULL);
}

size_t ekb_document_whole_count(const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        count += ekb_plan_whole(answer, i) != 0;
    return count;
}

/* What of a list of `count` is not shown. */
static void put_more(ekb_document *document, size_t count, size_t shown)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&text, tr(document->catalog, "and %zu more"), count - shown);
    ekb_document_text(document, ekb_strbuf_text(&text));
    document->out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static void put_more_item(ekb_document *document, size_t count, size_t shown)
{
    if (count <= shown)
        return;
    open_item(document);
    put_more(document, count, shown);
    close_item(document);
}

/* ---- What was understood --------------------------------------------------- */

static void put_space(ekb_document *document, const ekb_reading *reading)
{
    if (reading->space[0] == '\0')
        return;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&text, tr(document->catalog, " (%s)"), reading->space);
    ekb_document_text(document, ekb_strbuf_text(&text));
    document->out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

void ekb_document_readings(ekb_document *document, const ekb_answer *answer)
{
    if (answer->reading_count == 0) {
        ekb_document_paragraph(document,
                               ekb_plan_blank(answer)
                                   ? tr(document->catalog, "There was no text to look up.")
                                   : tr(document->catalog, "No error code was recognised in it; it was "
                                                           "compared as text."));
        return;
    }
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Read as"));
    for (size_t i = 0; i < answer->reading_count && i < EKB_PLAN_LIST_MOST; i++) {
        const ekb_reading *reading = &answer->readings[i];
        ekb_document_text(document, i > 0 ? tr(document->catalog, ", ") : "");
        ekb_document_code(document, reading->text);
        if (strcmp(reading->text, reading->code) != 0) {
            ekb_document_text(document, " = ");
            ekb_document_code(document, reading->code);
        }
        put_space(document, reading);
    }
    if (answer->reading_count > EKB_PLAN_LIST_MOST) {
        ekb_document_text(document, tr(document->catalog, ", "));
        put_more(document, answer->reading_count, EKB_PLAN_LIST_MOST);
    }
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

/* A line of the paste, shortened. */
static void put_excerpt(ekb_document *document, const char *part)
{
    enum { MOST = 120 };
    ekb_strbuf line = EKB_STRBUF_INIT;
    size_t length = strcspn(part, "\r\n");
    int whole = length <= MOST && part[length] == '\0';
    if (length > MOST) {
        length = MOST;
        while (length > 0 && ((unsigned char)part[length] & 0xC0) == 0x80)
            length--;
    }
    ekb_strbuf_append(&line, part, length);
    ekb_strbuf_puts(&line, whole ? "" : "\xe2\x80\xa6");
    ekb_document_code(document, ekb_strbuf_text(&line));
    document->out->failed |= line.failed;
    ekb_strbuf_release(&line);
}

static void put_occurrence(ekb_document *document, const ekb_answer *answer, const ekb_occurrence *occurrence)
{
    open_item(document);
    put_excerpt(document, occurrence->text);
    ekb_document_text(document, " \xe2\x86\x92 ");
    for (size_t k = 0; k < occurrence->hit_count; k++) {
        const ekb_hit *hit = &answer->hits[occurrence->hits[k]];
        document->ops->entry(document, hit->entry->id);
        ekb_document_code(document, hit->entry->id);
        document->ops->entry(document, NULL);
        ekb_document_text(document,
                          k + 1 < occurrence->hit_count ? tr(document->catalog, ", ") : " \xc2\xb7 ");
    }
    ekb_document_text(document, ekb_label_verdict(document->catalog, occurrence->verdict));
    close_item(document);
}

void ekb_document_overview(ekb_document *document, const ekb_answer *answer)
{
    if (!ekb_plan_overview(answer))
        return;
    ekb_strbuf title = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&title,
                      ekb_trn(document->catalog, "There is %zu error in what you pasted",
                              "There are %zu errors in what you pasted", (unsigned long)answer->error_count),
                      answer->error_count);
    ekb_document_heading(document, 2, ekb_strbuf_text(&title));
    document->out->failed |= title.failed;
    ekb_strbuf_release(&title);
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    size_t shown = 0;
    for (size_t i = 0; i < answer->error_count; i++) {
        if (!ekb_plan_lists(answer, i, shown))
            continue;
        put_occurrence(document, answer, &answer->errors[i]);
        shown++;
    }
    put_more_item(document, answer->error_count, shown);
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- What is not certain --------------------------------------------------- */

static const ekb_content *first_content(const ekb_hit *hit)
{
    return hit->entry->content_count > 0 ? &hit->entry->contents[0] : NULL;
}

static void put_hit_name(ekb_document *document, const ekb_hit *hit)
{
    const ekb_content *content = first_content(hit);
    put_name(document, hit->entry->id, hit->entry->display, content != NULL ? content->title : "",
             content != NULL ? content->lang : NULL);
}

/* The message is what the reader compares with what is on the screen. */
static void put_candidate(ekb_document *document, const ekb_hit *hit)
{
    const ekb_content *content = first_content(hit);
    ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    put_hit_name(document, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, ekb_label_verdict(document->catalog, hit->verdict));
    ekb_document_confidence(document, hit);
    ekb_document_text(document, hit->evidence_count > 0 ? " \xc2\xb7 " : "");
    ekb_document_evidence(document, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    const char *message = content != NULL ? ekb_plan_message(hit->entry, content) : NULL;
    if (message != NULL) {
        ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
        ekb_document_label(document, ekb_label_message(document->catalog, hit->entry->kind));
        document->ops->lang(document, content->lang);
        ekb_document_message(document, message, hit);
        document->ops->lang(document, NULL);
        ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    }
    ekb_document_close(document, EKB_BLOCK_ITEM);
}

void ekb_document_candidates(ekb_document *document, const ekb_answer *answer, size_t whole)
{
    if (answer->hit_count == whole)
        return;
    ekb_document_heading(document, 2,
                         whole > 0 ? tr(document->catalog, "Less likely, not certain")
                         : answer->verdict == EKB_MATCH
                             ? tr(document->catalog, "Choose the entry that is meant")
                             : tr(document->catalog, "Similar entries, the likeliest first"));
    ekb_conflict conflict = ekb_plan_conflict(answer);
    if (conflict != EKB_CONFLICT_NONE)
        ekb_document_paragraph(document, ekb_label_conflict(document->catalog, conflict));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (!ekb_plan_whole(answer, i))
            put_candidate(document, &answer->hits[i]);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_structure(ekb_document *document, const ekb_unknown *unknown)
{
    ekb_strbuf phrase = EKB_STRBUF_INIT, text = EKB_STRBUF_INIT;
    ekb_unknown_describe(&phrase, document->catalog, unknown);
    if (phrase.length > 0)
        ekb_strbuf_printf(&text, tr(document->catalog, ": %s"), ekb_strbuf_text(&phrase));
    open_item(document);
    ekb_document_code(document, unknown->code);
    ekb_document_text(document, ekb_strbuf_text(&text));
    close_item(document);
    document->out->failed |= phrase.failed || text.failed;
    ekb_strbuf_release(&phrase);
    ekb_strbuf_release(&text);
}

/* Beside what was found all of them; where nothing was, they are among the readings. */
static int is_told(const ekb_answer *answer, const ekb_unknown *unknown)
{
    return answer->hit_count > 0 || unknown->space[0] != '\0';
}

static size_t count_told(const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->unknown_count; i++)
        count += is_told(answer, &answer->unknown[i]) != 0;
    return count;
}

void ekb_document_unknown(ekb_document *document, const ekb_answer *answer)
{
    size_t count = count_told(answer);
    if (count == 0)
        return;
    ekb_document_heading(document, 2,
                         answer->hit_count > 0
                             ? tr(document->catalog, "Not known")
                             : tr(document->catalog, "What the unknown code tells by itself"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0, shown = 0; i < answer->unknown_count && shown < EKB_PLAN_LIST_MOST; i++) {
        if (!is_told(answer, &answer->unknown[i]))
            continue;
        put_structure(document, &answer->unknown[i]);
        shown++;
    }
    put_more_item(document, count, EKB_PLAN_LIST_MOST);
    ekb_document_close(document, EKB_BLOCK_LIST);
}

void ekb_document_nearest(ekb_document *document, const ekb_answer *answer)
{
    if (answer->nearest_count == 0)
        return;
    ekb_document_heading(document, 2, tr(document->catalog, "Nearest known entries"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->nearest_count; i++) {
        const ekb_nearest *nearest = &answer->nearest[i];
        open_item(document);
        put_name(document, nearest->entry, nearest->display, nearest->title, NULL);
        ekb_document_text(document, " \xc2\xb7 ");
        ekb_document_text(document, ekb_label_nearest(document->catalog, nearest->why));
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_advice(ekb_document *document, const char *advice, const char *command)
{
    open_item(document);
    ekb_document_inline(document, advice);
    if (command != NULL) {
        ekb_document_space_after(document, advice);
        ekb_document_code(document, command);
    }
    close_item(document);
}

static void put_next_steps(ekb_document *document, const ekb_answer *answer)
{
    const ekb_tr_catalog *catalog = document->catalog;
    ekb_document_heading(document, 2, tr(catalog, "What to do next"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    if (!ekb_plan_is_long(answer))
        put_advice(document, tr(catalog, "Paste the whole message, with its code."), NULL);
    put_advice(document, tr(catalog, "Search for what is wrong in your own words:"),
               tr(catalog, "errkb search WORDS"));
    put_advice(document, tr(catalog, "See what is known:"), "errkb list");
    put_advice(document,
               tr(catalog, "If none of it helps, send the message, the time and the name of the machine to "
                           "the support of the product."),
               NULL);
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- Whole results ----------------------------------------------------------- */

const char *ekb_document_answer_title(const ekb_style *style, const ekb_answer *answer)
{
    if (ekb_document_whole_count(answer) == 1 && ekb_plan_whole(answer, 0) &&
        answer->hits[0].entry->content_count > 0)
        return answer->hits[0].entry->contents[0].title;
    if (answer->verdict == EKB_MATCH)
        return tr(style->catalog, "Several entries match");
    if (answer->verdict == EKB_SIMILAR)
        return tr(style->catalog, "Nothing certain was found");
    return tr(style->catalog, "Not known");
}

void ekb_document_remarks(ekb_document *document, const ekb_answer *answer)
{
    size_t equal = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        equal += answer->hits[i].ambiguous != 0;
    if (answer->truncated) {
        ekb_document_paragraph(document, tr(document->catalog,
                                            "The text was too long: only its beginning (64 KiB) was read. "
                                            "Paste the part with the error, for example:"));
        document->ops->command(document, tr(document->catalog, "tail -n 50 FILE | errkb"));
    }
    if (ekb_plan_garbled(answer))
        ekb_document_paragraph(document,
                               tr(document->catalog, "Much of it is not text: perhaps a binary file, or an "
                                                     "encoding other than UTF-8, UTF-16 and GB18030."));
    if (equal > 1)
        ekb_document_paragraph(document,
                               tr(document->catalog, "Several entries fit equally well. The product or the "
                                                     "whole message tells them apart."));
}

void ekb_document_answer(ekb_document *document, const ekb_answer *answer)
{
    size_t whole = ekb_document_whole_count(answer);
    /* One card is the document; several are its chapters. */
    int level = whole == 1 && ekb_plan_whole(answer, 0) ? 1 : 2;
    if (level > 1) {
        ekb_document_heading(document, 1, ekb_document_answer_title(document->style, answer));
        ekb_document_remarks(document, answer);
        ekb_document_readings(document, answer);
    }
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (ekb_plan_whole(answer, i))
            ekb_document_card(document, answer->hits[i].entry, &answer->hits[i], answer, level);
    }
    if (level == 1)
        ekb_document_remarks(document, answer);
    ekb_document_overview(document, answer);
    ekb_document_candidates(document, answer, whole);
    ekb_document_unknown(document, answer);
    if (answer->verdict != EKB_MATCH) {
        ekb_document_nearest(document, answer);
        put_next_steps(document, answer);
    }
}

/* Where the words were found, each with its text. */
static void put_search_hit(ekb_document *document, const ekb_hit *hit)
{
    ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    put_hit_name(document, hit);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    if (hit->evidence_count > 0)
        ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < hit->evidence_count; i++) {
        const ekb_evidence *evidence = &hit->evidence[i];
        open_item(document);
        ekb_document_label(document, ekb_label_evidence(document->catalog, evidence->by));
        document->ops->lang(document, evidence->lang[0] != '\0' ? evidence->lang : NULL);
        ekb_document_inline(document, evidence->text);
        document->ops->lang(document, NULL);
        close_item(document);
    }
    if (hit->evidence_count > 0)
        ekb_document_close(document, EKB_BLOCK_LIST);
    ekb_document_close(document, EKB_BLOCK_ITEM);
}

static void put_nothing_found(ekb_document *document)
{
    const char *advice = tr(document->catalog,
                            "No entry speaks of these words. Try fewer or other ones, or see what is known:");
    ekb_document_heading(document, 1, tr(document->catalog, "Not known"));
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, advice);
    ekb_document_space_after(document, advice);
    ekb_document_code(document, "errkb list");
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_search(ekb_document *document, const ekb_answer *answer)
{
    if (answer->hit_count == 0) {
        put_nothing_found(document);
        return;
    }
    ekb_document_heading(document, 1, tr(document->catalog, "Entries found"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->hit_count; i++)
        put_search_hit(document, &answer->hits[i]);
    ekb_document_close(document, EKB_BLOCK_LIST);
}
