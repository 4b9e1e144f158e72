/* SPDX-License-Identifier: MIT */
/* Entries, products and indexes as lists. */
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "text.h"
#include "wrap.h"

/* Room for the first column: the widest, but not over this. */
enum { COLUMN_MOST = 32, GAP = 2 };

static size_t id_column(const ekb_listed *items, size_t count)
{
    size_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t columns = ekb_columns(items[i].id, strlen(items[i].id));
        if (columns > widest && columns <= COLUMN_MOST)
            widest = columns;
    }
    return widest;
}

/* Is the printed code (`ID:403`) in the id (`mars/403`) already? */
static int says_code(const ekb_listed *item)
{
    const char *local = strchr(item->id, '/');
    return local != NULL && strstr(item->display, local + 1) != NULL;
}

void ekb_text_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count)
{
    ekb_text text;
    ekb_style wide = *style;
    size_t column = id_column(items, count) + GAP;
    if (!style->pretty) /* a program reads a line as an entry */
        wide.width = UINT_MAX;
    ekb_text_begin(&text, out, &wide);
    for (size_t i = 0; i < count; i++) {
        ekb_paragraph_add_inline(&text.paragraph, EKB_LOOK_PLAIN, items[i].title);
        if (*items[i].display != '\0' && !says_code(&items[i]))
            ekb_text_addf(&text, EKB_LOOK_DIM, "  %s", items[i].display);
        size_t least = style->pretty ? 0 : ekb_columns(items[i].id, strlen(items[i].id)) + GAP;
        ekb_text_row(&text, 0, EKB_LOOK_CODE, items[i].id, column > least ? column : least);
    }
    ekb_text_end(&text);
}

void ekb_text_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count)
{
    ekb_text text;
    ekb_text_begin(&text, out, style);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ekb_text_blank(&text);
        ekb_paragraph_add(&text.paragraph, EKB_LOOK_TITLE, items[i].name);
        ekb_text_addf(&text, EKB_LOOK_DIM, "  %s · ", items[i].id);
        ekb_text_addf(&text, EKB_LOOK_DIM,
                      ekb_trn(text.catalog, "%lu entry", "%lu entries", (unsigned long)items[i].entries),
                      (unsigned long)items[i].entries);
        ekb_text_print(&text, 0, 2);
        ekb_paragraph_add_inline(&text.paragraph, EKB_LOOK_PLAIN, items[i].description);
        ekb_text_print(&text, 2, 2);
    }
    ekb_text_end(&text);
}

/* ---- Indexes ------------------------------------------------------------- */

/* The value is in the paragraph already. A full-width colon brings its own space. */
static void put_fact(ekb_text *text, const char *label)
{
    size_t used = 2 + ekb_columns(label, strlen(label));
    int space = (unsigned char)label[strlen(label) - 1] < 0x80;
    ekb_put_spaces(text->out, 2);
    ekb_put_look(text->out, text->style, EKB_LOOK_DIM, label);
    ekb_put_spaces(text->out, space ? 1 : 0);
    ekb_paragraph_continue(&text->paragraph, text->out, used + (space ? 1 : 0));
}

static void put_names(ekb_text *text, const char *label, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ekb_text_addf(text, EKB_LOOK_PLAIN, "%s%s", i > 0 ? tr(text->catalog, ", ") : "", names[i]);
    put_fact(text, label);
}

static void put_check(ekb_text *text, const ekb_index_report *report)
{
    if (report->damage == NULL) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_GOOD, tr(text->catalog, "every page is in order"));
        put_fact(text, tr(text->catalog, "Check:"));
        return;
    }
    ekb_strbuf rendered = EKB_STRBUF_INIT;
    ekb_style plain = *text->style;
    plain.colour = plain.hyperlinks = 0;
    plain.catalog = text->catalog;
    ekb_render_text.error(&rendered, &plain, report->damage);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_BAD, ekb_strbuf_text(&rendered));
    put_fact(text, tr(text->catalog, "Check:"));
    text->out->failed |= rendered.failed;
    ekb_strbuf_release(&rendered);
}

static void put_index(ekb_text *text, const ekb_index_report *report, int checked)
{
    const ekb_index_info *info = report->info;
    ekb_put_look(text->out, text->style, EKB_LOOK_TITLE, info->path);
    ekb_text_blank(text);
    ekb_text_addf(text, EKB_LOOK_PLAIN, "%" PRId64, info->entries);
    if (info->shadowed > 0) {
        unsigned long shadowed = (unsigned long)info->shadowed;
        ekb_text_addf(text, EKB_LOOK_DOUBTFUL,
                      ekb_trn(text->catalog, " (%lu of them hidden by an index before it)",
                              " (%lu of them hidden by an index before it)", shadowed),
                      shadowed);
    }
    put_fact(text, tr(text->catalog, "Entries:"));
    put_names(text, tr(text->catalog, "Products:"), info->products, info->product_count);
    put_names(text, tr(text->catalog, "Languages:"), info->languages, info->language_count);
    ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, "%.1f KiB"), (double)info->bytes / 1024);
    put_fact(text, tr(text->catalog, "Size:"));
    ekb_text_addf(text, EKB_LOOK_PLAIN, "%d", info->format);
    put_fact(text, tr(text->catalog, "Format:"));
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_DIM, info->id);
    put_fact(text, tr(text->catalog, "Content:"));
    if (checked)
        put_check(text, report);
}

void ekb_text_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report)
{
    ekb_text text;
    ekb_text_begin(&text, out, style);
    ekb_text_addf(&text, EKB_LOOK_PLAIN, "errkb %s", report->program);
    ekb_text_print(&text, 0, 0);
    for (size_t i = 0; i < report->index_count; i++) {
        ekb_text_blank(&text);
        put_index(&text, &report->indexes[i], report->checked);
    }
    if (report->searched_count > 0) {
        ekb_text_blank(&text);
        ekb_text_heading(&text, "%s", tr(text.catalog, "Indexes were looked for in"));
    }
    for (size_t i = 0; i < report->searched_count; i++) {
        ekb_put_spaces(out, 2);
        ekb_put_look(out, style, EKB_LOOK_PLAIN, report->searched[i]);
        ekb_text_blank(&text);
    }
    ekb_text_end(&text);
}
