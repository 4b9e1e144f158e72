/* SPDX-License-Identifier: MIT */
/*
 * The head of an entry: what the row in `entry` says, and one title.
 */
#include "head.h"

#include <string.h>

#include "core/code.h"
#include "core/error.h"
#include "row.h"

ekb_status ekb_index_load_names(ekb_index *index, ekb_error *error)
{
    ekb_status status = ekb_index_load_languages(index, error);
    return status == EKB_OK ? ekb_index_load_products(index, error) : status;
}

static const ekb_index_product *product_of(ekb_row *row)
{
    int64_t id = ekb_row_number(row, EKB_HEAD_PRODUCT, 1, EKB_ENTRY_ID_MAX);
    const ekb_index_product *product = ekb_index_product_by_id(row->index, id);
    if (product == NULL)
        ekb_row_corrupt(row);
    return product;
}

const ekb_index_product *ekb_head_slug(ekb_row *row, ekb_strbuf *out)
{
    const ekb_index_product *product = product_of(row);
    ekb_strbuf_clear(out);
    if (product == NULL)
        return NULL;
    ekb_strbuf_puts(out, product->slug);
    ekb_strbuf_putc(out, '/');
    ekb_strbuf_puts(out, ekb_row_peek(row, EKB_HEAD_LOCAL));
    if (out->failed)
        ekb_row_nomem(row);
    return row->status == EKB_OK ? product : NULL;
}

static void take_slug(ekb_row *row, ekb_head *out)
{
    const char *local = ekb_row_peek(row, EKB_HEAD_LOCAL);
    size_t product = strlen(out->product->slug), length = strlen(local);
    char *slug = ekb_arena_alloc(row->arena, product + length + 2);
    if (slug == NULL) {
        ekb_row_nomem(row);
        return;
    }
    memcpy(slug, out->product->slug, product);
    slug[product] = '/';
    memcpy(slug + product + 1, local, length + 1);
    out->slug = slug;
    out->local = slug + product + 1;
}

/* What stands once where it is the same: the first code is the local id, the
 * display the first code. */
static void take_code(ekb_row *row, ekb_head *out)
{
    out->forms = (unsigned)ekb_row_number(row, EKB_HEAD_FORMS, 0, EKB_FORMS);
    if (out->forms != 0)
        out->code = ekb_row_is_null(row, EKB_HEAD_CODE) ? out->local : ekb_row_text(row, EKB_HEAD_CODE);
    out->display = ekb_row_is_null(row, EKB_HEAD_DISPLAY) ? out->code : ekb_row_text(row, EKB_HEAD_DISPLAY);
}

static ekb_kind take_kind(ekb_row *row)
{
    return (ekb_kind)ekb_row_number(row, EKB_HEAD_KIND, EKB_KIND_ERROR, EKB_KIND_PROCEDURE);
}

void ekb_head_take(ekb_row *row, ekb_head *out)
{
    static const ekb_severity severities[] = {EKB_SEVERITY_ERROR, EKB_SEVERITY_WARNING, EKB_SEVERITY_INFO,
                                              EKB_SEVERITY_CRITICAL};
    *out = (ekb_head){.product = product_of(row), .slug = "", .local = "", .code = "", .display = ""};
    if (out->product == NULL)
        return;
    take_slug(row, out);
    take_code(row, out);
    out->kind = take_kind(row);
    out->severity = severities[ekb_row_number(row, EKB_HEAD_SEVERITY, 0, 3)];
    out->reviewed = ekb_row_is_null(row, EKB_HEAD_REVIEWED) ? "" : ekb_row_text(row, EKB_HEAD_REVIEWED);
    if (!ekb_row_is_null(row, EKB_HEAD_SOURCE))
        out->source = ekb_row_number(row, EKB_HEAD_SOURCE, 1, INT64_MAX);
    if (!ekb_row_is_null(row, EKB_HEAD_TREE))
        out->tree = ekb_row_number(row, EKB_HEAD_TREE, 1, EKB_ENTRY_ID_MAX);
}

ekb_status ekb_entry_product(ekb_index *index, int64_t entry, const ekb_index_product **out, ekb_error *error)
{
    ekb_status status = ekb_index_load_products(index, error);
    *out = status == EKB_OK ? ekb_index_product_of_entry(index, entry) : NULL;
    if (status == EKB_OK && *out == NULL)
        status = ekb_index_corrupt(index, "product", error);
    return status;
}

ekb_status ekb_entry_is_procedure(ekb_index *index, int64_t entry, int *out, ekb_error *error)
{
    ekb_row row;
    ekb_status status = ekb_index_load_products(index, error);
    *out = 0;
    if (status != EKB_OK || !index->has_procedures)
        return status;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_HEAD, NULL, error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row))
        *out = take_kind(&row) == EKB_KIND_PROCEDURE;
    else
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

ekb_status ekb_head_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_head *out, ekb_error *error)
{
    ekb_row row;
    ekb_status status = ekb_index_load_names(index, error);
    *out = (ekb_head){.product = NULL};
    if (status != EKB_OK)
        return status;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_HEAD, arena, error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row))
        ekb_head_take(&row, out);
    if (out->product == NULL)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

ekb_status ekb_title_read(ekb_index *index, int64_t entry, const char *const *languages,
                          size_t language_count, ekb_arena *arena, const char **title, const char **lang,
                          ekb_error *error)
{
    ekb_texts titles;
    *title = *lang = "";
    ekb_status status = ekb_titles_read(index, entry, arena, &titles, error);
    if (status != EKB_OK)
        return status;
    const ekb_text *text = ekb_texts_choose(index, &titles, languages, language_count, 0);
    if (text == NULL)
        return EKB_OK;
    *title = text->title;
    *lang = ekb_arena_strdup(arena, ekb_index_language_by_id(index, text->lang)->tag);
    return *lang != NULL ? EKB_OK : ekb_error_nomem(error);
}

ekb_status ekb_entry_head_load(ekb_engine *engine, size_t index_at, int64_t entry,
                               const char *const *languages, size_t language_count, ekb_arena *arena,
                               ekb_entry_head *out, ekb_error *error)
{
    ekb_index *index = engine->indexes[index_at];
    ekb_head head = {.product = NULL};
    ekb_status status = ekb_head_read(index, entry, arena, &head, error);
    if (status != EKB_OK || head.product == NULL)
        return status;
    *out = (ekb_entry_head){.id = entry,
                            .slug = head.slug,
                            .product = ekb_arena_strdup(arena, head.product->slug),
                            .kind = head.kind,
                            .severity = head.severity,
                            .origin = head.product->origin,
                            .display = head.display};
    if (out->product == NULL)
        return ekb_error_nomem(error);
    return ekb_title_read(index, entry, languages, language_count, arena, &out->title, &out->lang, error);
}

ekb_status ekb_slug_find(ekb_engine *engine, const char *slug, size_t *index_at, int64_t *entry,
                         ekb_error *error)
{
    ekb_status status = EKB_OK;
    *entry = 0;
    for (size_t i = 0; status == EKB_OK && *entry == 0 && i < engine->index_count; i++) {
        *index_at = i;
        status = ekb_entry_find(engine->indexes[i], slug, entry, error);
    }
    return status;
}
