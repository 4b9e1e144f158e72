/* SPDX-License-Identifier: MIT */
/*
 * The result of a look-up or a search as a document: what was understood, the
 * entries that fit, and where nothing does, what is known and what to try.
 */
#include <string.h>

#include "core/error.h"
#include "document.h"
#include "labels.h"

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
    ekb_document_code(document, id);
    ekb_document_text(document, " ");
    if (display[0] != '\0') {
        ekb_document_bold(document, display);
        ekb_document_text(document, " ");
    }
    document->ops->lang(document, lang);
    ekb_document_inline(document, title);
    document->ops->lang(document, NULL);
}

static size_t count_whole(const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        count += ekb_plan_whole(answer, i) != 0;
    return count;
}

/* ---- What was understood --------------------------------------------------- */

static void put_readings(ekb_document *document, const ekb_answer *answer)
{
    if (answer->reading_count == 0)
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_label(document, tr(document->catalog, "Codes recognised"));
    for (size_t i = 0; i < answer->reading_count; i++) {
        const ekb_reading *reading = &answer->readings[i];
        ekb_document_text(document, i > 0 ? tr(document->catalog, ", ") : "");
        ekb_document_code(document, reading->text);
        if (strcmp(reading->text, reading->code) != 0) {
            ekb_document_text(document, " = ");
            ekb_document_code(document, reading->code);
        }
        if (reading->space[0] != '\0') {
            ekb_document_text(document, " (");
            ekb_document_text(document, reading->space);
            ekb_document_text(document, ")");
        }
    }
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

/* Several errors in one paste: which is answered by what, in the paste's order. */
static void put_occurrences(ekb_document *document, const ekb_answer *answer)
{
    if (answer->error_count < 2)
        return;
    ekb_document_heading(document, 2, tr(document->catalog, "Errors in the text"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->error_count; i++) {
        const ekb_occurrence *occurrence = &answer->errors[i];
        open_item(document);
        ekb_document_code(document, occurrence->text);
        ekb_document_text(document, " \xe2\x86\x92 ");
        if (occurrence->hit_count == 0)
            ekb_document_text(document, ekb_label_verdict(document->catalog, EKB_NONE));
        for (size_t k = 0; k < occurrence->hit_count; k++) {
            const ekb_hit *hit = &answer->hits[occurrence->hits[k]];
            ekb_document_text(document, k > 0 ? tr(document->catalog, ", ") : "");
            ekb_document_code(document, hit->entry->id);
        }
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- What is not certain --------------------------------------------------- */

static void put_candidate(ekb_document *document, const ekb_hit *hit)
{
    const ekb_content *content = hit->entry->content_count > 0 ? &hit->entry->contents[0] : NULL;
    open_item(document);
    put_name(document, hit->entry->id, hit->entry->display, content != NULL ? content->title : "",
             content != NULL ? content->lang : NULL);
    ekb_document_evidence(document, hit);
    close_item(document);
}

static void put_candidates(ekb_document *document, const ekb_answer *answer, size_t whole)
{
    if (answer->hit_count == whole)
        return;
    ekb_document_heading(document, 2,
                         whole > 0 ? tr(document->catalog, "Also similar")
                                   : tr(document->catalog, "Similar entries"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (!ekb_plan_whole(answer, i))
            put_candidate(document, &answer->hits[i]);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_property(ekb_document *document, const char *label, const char *value)
{
    if (value[0] == '\0')
        return;
    ekb_document_text(document, tr(document->catalog, "; "));
    ekb_document_text(document, label);
    ekb_document_text(document, " ");
    ekb_document_text(document, value);
}

static void put_unknown(ekb_document *document, const ekb_answer *answer)
{
    if (answer->unknown_count == 0)
        return;
    ekb_document_heading(document, 2, tr(document->catalog, "Codes that no entry has"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->unknown_count; i++) {
        const ekb_unknown *unknown = &answer->unknown[i];
        open_item(document);
        ekb_document_code(document, unknown->code);
        put_property(document, tr(document->catalog, "numbering scheme"), unknown->space);
        put_property(document, tr(document->catalog, "severity"),
                     ekb_label_code_severity(document->catalog, unknown->severity));
        put_property(document, tr(document->catalog, "facility"), unknown->facility);
        put_property(document, tr(document->catalog, "code inside"), unknown->inner);
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

static void put_nearest(ekb_document *document, const ekb_answer *answer)
{
    if (answer->nearest_count == 0)
        return;
    ekb_document_heading(document, 2, tr(document->catalog, "Nearest entries"));
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

static void put_next_steps(ekb_document *document)
{
    static const char *const steps[] = {
        EKB_N_("Check the code for typing errors and missing digits."),
        EKB_N_("Paste the whole message, with its code, as the program shows it."),
        EKB_N_("Describe what is wrong in a few words: `errkb search WORDS`."),
    };
    ekb_document_heading(document, 2, tr(document->catalog, "What to do next"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        open_item(document);
        ekb_document_inline(document, ekb_tr(document->catalog, steps[i]));
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- Whole results ----------------------------------------------------------- */

const char *ekb_document_answer_title(const ekb_style *style, const ekb_answer *answer)
{
    if (count_whole(answer) == 1 && ekb_plan_whole(answer, 0) && answer->hits[0].entry->content_count > 0)
        return answer->hits[0].entry->contents[0].title;
    if (answer->verdict == EKB_MATCH)
        return tr(style->catalog, "Several entries match");
    if (answer->verdict == EKB_SIMILAR)
        return tr(style->catalog, "Nothing certain was found");
    return tr(style->catalog, "Nothing was found");
}

static void put_remarks(ekb_document *document, const ekb_answer *answer)
{
    if (answer->truncated)
        ekb_document_paragraph(document,
                               tr(document->catalog, "The text is longer than 64 KiB; only its beginning was "
                                                     "read."));
    if (answer->hit_count > 0 && answer->hits[0].ambiguous)
        ekb_document_paragraph(document, tr(document->catalog,
                                            "Several entries fit equally well. Compare them with what "
                                            "you see."));
}

void ekb_document_answer(ekb_document *document, const ekb_answer *answer)
{
    size_t whole = count_whole(answer);
    /* One card is the document; several are its chapters. */
    int level = whole == 1 && ekb_plan_whole(answer, 0) ? 1 : 2;
    if (level > 1) {
        ekb_document_heading(document, 1, ekb_document_answer_title(document->style, answer));
        put_remarks(document, answer);
        put_readings(document, answer);
    }
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (ekb_plan_whole(answer, i))
            ekb_document_card(document, answer->hits[i].entry, &answer->hits[i], answer, level);
    }
    if (level == 1)
        put_remarks(document, answer);
    put_occurrences(document, answer);
    put_candidates(document, answer, whole);
    put_unknown(document, answer);
    if (answer->verdict != EKB_MATCH) {
        put_nearest(document, answer);
        put_next_steps(document);
    }
}

void ekb_document_search(ekb_document *document, const ekb_answer *answer)
{
    ekb_document_heading(document, 1,
                         answer->hit_count > 0 ? tr(document->catalog, "Entries found")
                                               : tr(document->catalog, "Nothing was found"));
    if (answer->hit_count == 0) {
        put_nearest(document, answer);
        return;
    }
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < answer->hit_count; i++)
        put_candidate(document, &answer->hits[i]);
    ekb_document_close(document, EKB_BLOCK_LIST);
}
