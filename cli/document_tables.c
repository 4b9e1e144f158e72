/* SPDX-License-Identifier: MIT */
/* Lists of entries and products, what is known of the indexes, and errors. */
#include <inttypes.h>
#include <string.h>

#include "document.h"

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

void ekb_document_list(ekb_document *document, const ekb_listed *items, size_t count)
{
    ekb_document_heading(document, 1, tr(document->catalog, "Entries"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < count; i++) {
        open_item(document);
        document->ops->entry(document, items[i].id);
        ekb_document_code(document, items[i].id);
        ekb_document_text(document, " ");
        if (items[i].display[0] != '\0') {
            ekb_document_bold(document, items[i].display);
            ekb_document_text(document, " ");
        }
        document->ops->lang(document, items[i].lang);
        ekb_document_inline(document, items[i].title);
        document->ops->lang(document, NULL);
        document->ops->entry(document, NULL);
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

void ekb_document_products(ekb_document *document, const ekb_product *items, size_t count)
{
    ekb_document_heading(document, 1, tr(document->catalog, "Products"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < count; i++) {
        unsigned long entries = (unsigned long)items[i].entries;
        ekb_strbuf number = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&number, ekb_trn(document->catalog, "%lu entry", "%lu entries", entries), entries);
        open_item(document);
        ekb_document_code(document, items[i].id);
        ekb_document_text(document, " ");
        document->ops->lang(document, items[i].lang);
        ekb_document_bold(document, items[i].name);
        document->ops->lang(document, NULL);
        ekb_document_text(document, " \xc2\xb7 ");
        ekb_document_text(document, ekb_strbuf_text(&number));
        ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
        if (items[i].description[0] != '\0')
            ekb_document_paragraph(document, items[i].description);
        ekb_document_close(document, EKB_BLOCK_ITEM);
        document->out->failed |= number.failed;
        ekb_strbuf_release(&number);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- Indexes ----------------------------------------------------------------- */

/* @p label ends with its colon, as the text format writes it. */
static void put_fact(ekb_document *document, const char *label, const char *value)
{
    open_item(document);
    ekb_document_bold(document, label);
    ekb_document_space_after(document, label);
    ekb_document_text(document, value);
    close_item(document);
}

static void put_names(ekb_document *document, const char *label, const char *const *names, size_t count)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    for (size_t i = 0; i < count; i++)
        ekb_strbuf_printf(&text, "%s%s", i > 0 ? tr(document->catalog, ", ") : "", names[i]);
    put_fact(document, label, ekb_strbuf_text(&text));
    document->out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static void put_built(ekb_document *document, const char *label, ekb_strbuf *value)
{
    put_fact(document, label, ekb_strbuf_text(value));
    document->out->failed |= value->failed;
    ekb_strbuf_release(value);
}

static void put_entries(ekb_document *document, const ekb_index_info *info)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    unsigned long shadowed = info->shadowed > 0 ? (unsigned long)info->shadowed : 0;
    ekb_strbuf_printf(&text, "%" PRId64, info->entries);
    if (shadowed > 0)
        ekb_strbuf_printf(&text,
                          ekb_trn(document->catalog, " (%lu of them hidden by an index before it)",
                                  " (%lu of them hidden by an index before it)", shadowed),
                          shadowed);
    put_built(document, tr(document->catalog, "Entries:"), &text);
}

static void put_size(ekb_document *document, const ekb_index_info *info)
{
    ekb_strbuf size = EKB_STRBUF_INIT, format = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&size, tr(document->catalog, "%.1f KiB"), (double)info->bytes / 1024);
    put_built(document, tr(document->catalog, "Size:"), &size);
    ekb_strbuf_printf(&format, "%d", info->format);
    put_built(document, tr(document->catalog, "Format:"), &format);
}

static const char *translate(void *context, const char *english)
{
    const ekb_tr_catalog *const *catalog = context;
    return ekb_tr(*catalog, english);
}

/* One of the two texts of an error with its placeholders filled. */
static void put_part(ekb_document *document, const ekb_error *error, const char *part)
{
    enum { LONGEST = 8 * EKB_ERROR_TEXT };
    char buffer[LONGEST];
    ekb_error one = *error;
    one.message = part;
    one.remedy = NULL;
    ekb_error_render(&one, translate, &document->catalog, buffer, sizeof buffer);
    ekb_document_text(document, buffer);
}

static void put_index(ekb_document *document, const ekb_index_report *report, int checked)
{
    const ekb_index_info *info = report->info;
    ekb_document_heading(document, 2, info->path);
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    put_entries(document, info);
    put_names(document, tr(document->catalog, "Products:"), info->products, info->product_count);
    put_names(document, tr(document->catalog, "Languages:"), info->languages, info->language_count);
    put_size(document, info);
    put_fact(document, tr(document->catalog, "Content:"), info->id);
    if (checked && report->damage == NULL)
        put_fact(document, tr(document->catalog, "Check:"), tr(document->catalog, "every page is in order"));
    ekb_document_close(document, EKB_BLOCK_LIST);
    if (report->damage != NULL)
        ekb_document_error(document, report->damage);
}

void ekb_document_info(ekb_document *document, const ekb_info_report *report)
{
    ekb_strbuf title = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&title, "errkb %s", report->program);
    ekb_document_heading(document, 1, ekb_strbuf_text(&title));
    document->out->failed |= title.failed;
    ekb_strbuf_release(&title);
    for (size_t i = 0; i < report->index_count; i++)
        put_index(document, &report->indexes[i], report->checked);
    if (report->searched_count == 0)
        return;
    ekb_document_heading(document, 2, tr(document->catalog, "Indexes were looked for in"));
    ekb_document_open(document, EKB_BLOCK_LIST, NULL);
    for (size_t i = 0; i < report->searched_count; i++) {
        open_item(document);
        ekb_document_code(document, report->searched[i]);
        close_item(document);
    }
    ekb_document_close(document, EKB_BLOCK_LIST);
}

/* ---- Errors ------------------------------------------------------------------ */

static void put_place(ekb_document *document, const ekb_error *error)
{
    if (error->file[0] == '\0')
        return;
    ekb_strbuf place = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&place, error->file);
    if (error->line > 0)
        ekb_strbuf_printf(&place, ":%" PRIu32, error->line);
    if (error->line > 0 && error->column > 0)
        ekb_strbuf_printf(&place, ":%" PRIu32, error->column);
    ekb_document_code(document, ekb_strbuf_text(&place));
    ekb_document_text(document, ": ");
    document->out->failed |= place.failed;
    ekb_strbuf_release(&place);
}

void ekb_document_error(ekb_document *document, const ekb_error *error)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_bold(document, "errkb: ");
    put_place(document, error);
    put_part(document, error, error->message);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    if (error->remedy == NULL)
        return;
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    put_part(document, error, error->remedy);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}
