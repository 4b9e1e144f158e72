/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "excerpt.h"
#include "labels.h"
#include "progress.h"
#include "text.h"
#include "wrap.h"

enum { UNKNOWN_MOST = 20, OTHERS_MOST = 8 };

static void begin(ekb_stage *stage, ekb_text *text)
{
    ekb_text_begin(text, &stage->session->out, &stage->session->style);
    text->engine = stage->session->engine;
}

/* ---- Where and when --------------------------------------------------------------- */

/* "app.log:12", or the byte where lines were not counted. */
static void add_place(ekb_text *text, const ekb_tally_place *place)
{
    const char *name = strcmp(place->log, "-") == 0 ? tr(text->catalog, "standard input") : place->log;
    ekb_text_addf(text, EKB_LOOK_CODE, "%s", name);
    if (place->line > 0)
        ekb_text_addf(text, EKB_LOOK_CODE, ":%" PRIu64, place->line);
    else
        ekb_text_addf(text, EKB_LOOK_CODE, "@%" PRIu64, place->offset);
    if (*place->time != '\0')
        ekb_text_addf(text, EKB_LOOK_PLAIN, "  %s", place->time);
}

static void put_places(ekb_text *text, const ekb_tally_item *item)
{
    if (item->count == 1) {
        ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "Found once"));
        add_place(text, &item->first);
        ekb_text_print(text, 0, 2);
        return;
    }
    ekb_text_addf(text, EKB_LOOK_DIM,
                  ekb_trn(text->catalog, "Found %lu time", "Found %lu times", (unsigned long)item->count),
                  (unsigned long)item->count);
    ekb_text_print(text, 0, 2);
    ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "First"));
    add_place(text, &item->first);
    ekb_text_print(text, 2, 4);
    ekb_text_label(text, EKB_LOOK_DIM, tr(text->catalog, "Last"));
    add_place(text, &item->last);
    ekb_text_print(text, 2, 4);
}

/* ---- The sample --------------------------------------------------------------------- */

/* Where there are no colours the match is underlined by signs. */
static void put_marks(ekb_text *text, size_t indent, const ekb_excerpt *excerpt)
{
    size_t columns = ekb_columns(ekb_strbuf_text(&excerpt->match), excerpt->match.length);
    if (text->style->colour || columns == 0)
        return;
    ekb_put_spaces(text->out,
                   indent + ekb_columns(ekb_strbuf_text(&excerpt->before), excerpt->before.length));
    for (size_t i = 0; i < columns; i++)
        ekb_strbuf_putc(text->out, '^');
    ekb_text_blank(text);
}

static void put_sample(ekb_text *text, size_t indent, const ekb_tally_item *item)
{
    ekb_excerpt excerpt;
    ekb_excerpt_init(&excerpt, item->sample, item->sample_length, item->match, text->style->width - indent);
    ekb_put_spaces(text->out, indent);
    ekb_put_look(text->out, text->style, EKB_LOOK_PLAIN, ekb_strbuf_text(&excerpt.before));
    ekb_put_look(text->out, text->style, EKB_LOOK_BAD, ekb_strbuf_text(&excerpt.match));
    ekb_put_look(text->out, text->style, EKB_LOOK_PLAIN, ekb_strbuf_text(&excerpt.after));
    ekb_text_blank(text);
    put_marks(text, indent, &excerpt);
    text->out->failed |= excerpt.before.failed | excerpt.match.failed | excerpt.after.failed;
    ekb_excerpt_release(&excerpt);
}

static void put_values(ekb_text *text, const ekb_tally_item *item)
{
    for (size_t i = 0; i < item->value_count; i++) {
        const ekb_tally_value *value = &item->values[i];
        ekb_text_addf(text, EKB_LOOK_DIM, "{%s} = ", value->name);
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, value->value);
        if (item->count > 1)
            ekb_text_addf(text, EKB_LOOK_DIM, "  ×%" PRIu64, value->count);
        ekb_text_print(text, 2, 4);
    }
    if (item->more_values > 0) {
        ekb_text_addf(text, EKB_LOOK_DIM,
                      ekb_trn(text->catalog, "and %lu other value", "and %lu other values",
                              (unsigned long)item->more_values),
                      (unsigned long)item->more_values);
        ekb_text_print(text, 2, 4);
    }
}

/* ---- Doubts ---------------------------------------------------------------------------- */

int ekb_doubt_is_none(ekb_doubt doubt)
{
    return doubt.confidence >= EKB_SCAN_FIRM && !doubt.conflict;
}

static void put_doubts(ekb_text *text, ekb_doubt doubt)
{
    if (doubt.confidence < EKB_SCAN_FIRM) {
        ekb_text_addf(text, EKB_LOOK_DOUBTFUL, tr(text->catalog, "Not certain: %d%%."),
                      (int)(doubt.confidence * 100 + 0.5));
        ekb_text_print(text, 0, 2);
    }
    if (doubt.conflict) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DOUBTFUL,
                          tr(text->catalog, "The code and the text beside it belong to different errors: "
                                            "compare the message before you act."));
        ekb_text_print(text, 0, 2);
    }
}

static void put_others(ekb_text *text, const ekb_tally_item *item)
{
    if (item->entry_count < 2)
        return;
    ekb_text_label(text, EKB_LOOK_DOUBTFUL, tr(text->catalog, "It may also be"));
    for (size_t i = 1; i < item->entry_count && i <= OTHERS_MOST; i++) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, i > 1 ? tr(text->catalog, ", ") : "");
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_CODE, item->entries[i].id);
    }
    if (item->entry_count - 1 > OTHERS_MOST)
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, tr(text->catalog, ", …"));
    ekb_text_print(text, 0, 2);
}

/* ---- An error -------------------------------------------------------------------------- */

static void put_title(ekb_text *text, const ekb_entry *entry, size_t content)
{
    const ekb_content *c = &entry->contents[content];
    if (*entry->display != '\0' && strstr(c->title, entry->display) == NULL)
        ekb_text_addf(text, EKB_LOOK_TITLE, "%s  ", entry->display);
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_TITLE, c->title);
    ekb_text_print(text, 0, 2);
}

static void put_facts(ekb_text *text, const ekb_entry *entry)
{
    ekb_text_addf(text, EKB_LOOK_DIM, "%s · %s", entry->contents[0].product_name, entry->id);
    if (entry->severity == EKB_SEVERITY_CRITICAL)
        ekb_text_addf(text, EKB_LOOK_BAD, " · %s", ekb_label_severity(text->catalog, entry->severity));
    ekb_text_print(text, 0, 2);
}

/* Title and remedy in a second language below the first. */
static void put_remedies(ekb_text *text, const ekb_entry *entry)
{
    const ekb_tr_catalog *outer = text->catalog;
    for (size_t i = 0; i < entry->content_count; i++) {
        if (entry->content_count > 1) {
            const char *lang = entry->contents[i].lang;
            text->catalog = text->paragraph.catalog = ekb_tr_find(lang);
            ekb_text_blank(text);
            ekb_text_rule(text, ekb_label_language(text->catalog, lang));
            if (i > 0)
                put_title(text, entry, i);
        }
        text->seen.count = 0;
        ekb_text_causes(text, entry, i);
    }
    text->catalog = text->paragraph.catalog = outer;
}

void ekb_report_item(ekb_stage *stage, const ekb_tally_item *item)
{
    ekb_text text;
    ekb_shown *shown = NULL;
    const char *id = item->entries[0].id;
    int known =
        ekb_stage_show(stage, id, &shown) == EKB_OK && shown != NULL && shown->entry.content_count > 0;
    begin(stage, &text);
    if (known) {
        put_title(&text, &shown->entry, 0);
        put_facts(&text, &shown->entry);
    } else {
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_TITLE, id);
        ekb_text_print(&text, 0, 2);
    }
    put_places(&text, item);
    put_sample(&text, 4, item);
    put_values(&text, item);
    put_doubts(&text, (ekb_doubt){item->confidence, item->conflict});
    put_others(&text, item);
    if (known)
        put_remedies(&text, &shown->entry);
    ekb_text_end(&text);
    ekb_shown_free(shown);
}

void ekb_report_again(ekb_stage *stage, const ekb_tally_item *item)
{
    ekb_text text;
    const ekb_known *known = ekb_stage_entry(stage, item->entries[0].id);
    begin(stage, &text);
    ekb_paragraph_add_inline(&text.paragraph, EKB_LOOK_BOLD,
                             *known->title != '\0' ? known->title : item->entries[0].id);
    ekb_text_addf(&text, EKB_LOOK_DIM, "  ×%" PRIu64 "  ", item->count);
    add_place(&text, &item->last);
    ekb_text_print(&text, 0, 2);
    ekb_text_end(&text);
}

/* ---- Between the lines of a log ------------------------------------------------------------- */

/* Every line begins with a sign, so that it is not taken for the log's. */
static void put_barred(ekb_strbuf *out, const char *sign, const ekb_strbuf *text)
{
    for (size_t at = 0; at < text->length;) {
        const char *end = memchr(text->data + at, '\n', text->length - at);
        size_t length = end != NULL ? (size_t)(end - text->data) - at : text->length - at;
        ekb_strbuf_puts(out, sign);
        ekb_strbuf_append(out, text->data + at, length);
        ekb_strbuf_putc(out, '\n');
        at += length + 1;
    }
    out->failed |= text->failed;
}

void ekb_report_note(ekb_stage *stage, const char *id, int remedy, ekb_doubt doubt)
{
    static const char sign[] = "  | ";
    ekb_strbuf lines = EKB_STRBUF_INIT;
    ekb_style style = stage->session->style;
    ekb_shown *shown = NULL;
    ekb_text text;
    style.width = style.width > sizeof sign + 20 ? style.width - (unsigned)sizeof sign + 1 : style.width;
    int known =
        ekb_stage_show(stage, id, &shown) == EKB_OK && shown != NULL && shown->entry.content_count > 0;
    ekb_text_begin(&text, &lines, &style);
    text.engine = stage->session->engine;
    if (known)
        put_title(&text, &shown->entry, 0);
    ekb_paragraph_add(&text.paragraph, EKB_LOOK_CODE, id);
    if (!remedy)
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, tr(text.catalog, " (what to do: see above)"));
    ekb_text_print(&text, 0, 2);
    put_doubts(&text, doubt);
    if (known && remedy)
        put_remedies(&text, &shown->entry);
    ekb_text_end(&text);
    put_barred(&stage->session->out, sign, &lines);
    ekb_strbuf_release(&lines);
    ekb_shown_free(shown);
}

/* ---- Unknown codes ------------------------------------------------------------------------ */

static size_t widest_count(const ekb_tally_item *const *list)
{
    char digits[24];
    return (size_t)snprintf(digits, sizeof digits, "%" PRIu64, list[0]->count);
}

static void put_unknown(ekb_text *text, const ekb_tally_item *item, size_t width)
{
    ekb_text_addf(text, EKB_LOOK_DIM, "%*" PRIu64 "× ", (int)width, item->count);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_CODE, item->code);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, "  ");
    add_place(text, &item->first);
    ekb_text_print(text, 2, 4);
    put_sample(text, 4 + width + 1, item);
}

static void put_more(ekb_text *text, unsigned long count, int at_least)
{
    if (at_least)
        ekb_text_addf(text, EKB_LOOK_DIM,
                      ekb_trn(text->catalog, "and more than %lu more", "and more than %lu more", count),
                      count);
    else
        ekb_text_addf(text, EKB_LOOK_DIM, ekb_trn(text->catalog, "and %lu more", "and %lu more", count),
                      count);
    ekb_text_print(text, 2, 4);
}

void ekb_report_unknown(ekb_stage *stage, const ekb_tally *unknown)
{
    ekb_text text;
    size_t count = ekb_tally_count(unknown);
    const ekb_tally_item **list = ekb_tally_sorted(unknown);
    if (count == 0)
        return;
    begin(stage, &text);
    text.out->failed |= list == NULL;
    ekb_text_heading(&text, "%s", tr(text.catalog, "Codes that look like errors and are not known"));
    for (size_t i = 0; list != NULL && i < count && i < UNKNOWN_MOST; i++)
        put_unknown(&text, list[i], widest_count(list));
    size_t all = unknown->forgot ? EKB_TALLY_UNKNOWN_MOST : count;
    if (all > UNKNOWN_MOST)
        put_more(&text, (unsigned long)(all - UNKNOWN_MOST), unknown->forgot);
    ekb_text_end(&text);
    free((void *)list);
}

/* ---- The head --------------------------------------------------------------------------------- */

void ekb_report_head(ekb_stage *stage, const ekb_totals *totals, size_t different)
{
    ekb_text text;
    ekb_strbuf size = EKB_STRBUF_INIT;
    begin(stage, &text);
    if (different == 0) {
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_HEADING,
                          totals->interrupted ? tr(text.catalog, "No known error was found in what was read.")
                                              : tr(text.catalog, "No known error was found."));
    } else {
        ekb_text_addf(&text, EKB_LOOK_HEADING,
                      ekb_trn(text.catalog, "%lu known error", "%lu known errors", (unsigned long)different),
                      (unsigned long)different);
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_HEADING, " · ");
        ekb_text_addf(&text, EKB_LOOK_HEADING,
                      ekb_trn(text.catalog, "%lu occurrence", "%lu occurrences", (unsigned long)totals->hits),
                      (unsigned long)totals->hits);
    }
    ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, "  ");
    ekb_text_addf(&text, EKB_LOOK_DIM,
                  ekb_trn(text.catalog, "%lu file", "%lu files", (unsigned long)totals->files),
                  (unsigned long)totals->files);
    ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, " · ");
    ekb_put_size(&size, text.catalog, totals->bytes);
    ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, ekb_strbuf_text(&size));
    text.out->failed |= size.failed;
    ekb_strbuf_release(&size);
    if (totals->lines > 0) {
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, " · ");
        ekb_text_addf(&text, EKB_LOOK_DIM,
                      ekb_trn(text.catalog, "%lu line", "%lu lines", (unsigned long)totals->lines),
                      (unsigned long)totals->lines);
    }
    if (totals->interrupted) {
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_DIM, " · ");
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_DOUBTFUL, tr(text.catalog, "interrupted"));
    }
    ekb_text_print(&text, 0, 2);
    ekb_text_end(&text);
}
