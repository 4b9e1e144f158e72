/* SPDX-License-Identifier: MIT */
/*
 * Listing entries. Rows stream: whatever the size of the index, one entry is
 * held at a time, and for a prefix one bit an entry. The id order of the index
 * is the order of the public ids, so that a product is a range of it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "head.h"
#include "index.h"
#include "language.h"
#include "row.h"

/* What the caller of ekb_list() wants. */
typedef struct listing {
    ekb_engine *engine;
    const char *product, *prefix;
    int with_procedures;
    const char *const *languages;
    size_t language_count;
    ekb_list_fn visit;
    void *context;
    ekb_error *error;
    int ended; /* by the visitor */
    /* Of the index at hand: */
    ekb_index *index;
    unsigned char *by_code; /* bit of an entry: one of its further codes begins with the prefix */
    size_t by_code_size;
} listing;

static int begins_with(const char *text, const char *prefix)
{
    for (; *prefix != '\0'; text++, prefix++) {
        char a = *text, b = *prefix;
        if (a >= 'A' && a <= 'Z')
            a = (char)(a - 'A' + 'a');
        if (b >= 'A' && b <= 'Z')
            b = (char)(b - 'A' + 'a');
        if (a != b)
            return 0;
    }
    return 1;
}

/* Entries of the product are `from` <= id < `to`. */
static void product_range(const listing *l, int64_t *from, int64_t *to)
{
    *from = 1;
    *to = EKB_ENTRY_ID_MAX + 1;
    if (l->product == NULL)
        return;
    const ekb_index_product *product = ekb_index_product_by_slug(l->index, l->product, strlen(l->product));
    *from = product != NULL ? product->first : 1;
    *to = product != NULL ? product->first + product->entries : 1;
}

/* Room for the bit of an entry. @return 0 without memory. */
static int grow_bits(listing *l, int64_t entry)
{
    size_t need = (size_t)(entry / 8) + 1, size = l->by_code_size < 4096 ? 4096 : l->by_code_size;
    if (l->by_code != NULL && need <= l->by_code_size)
        return 1;
    while (size < need)
        size *= 2;
    unsigned char *bits = realloc(l->by_code, size);
    if (bits == NULL)
        return 0;
    memset(bits + l->by_code_size, 0, size - l->by_code_size);
    l->by_code = bits;
    l->by_code_size = size;
    return 1;
}

static ekb_status find_prefix_in_codes(listing *l)
{
    if (l->prefix == NULL)
        return EKB_OK;
    ekb_row row;
    ekb_row_start(&row, l->index, EKB_SQL_CODE_VALUES, NULL, l->error);
    while (ekb_row_next(&row)) {
        /* Ids have no gaps and no file has more rows than bytes: this bounds the bits. */
        int64_t code = ekb_row_number(&row, 0, 0, EKB_CODE_ID_MAX), entry = EKB_CODE_ENTRY(code);
        if (entry > l->index->bytes)
            ekb_row_corrupt(&row);
        if (!begins_with(ekb_row_peek(&row, 1), l->prefix) || row.status != EKB_OK)
            continue;
        if (grow_bits(l, entry))
            l->by_code[entry / 8] |= (unsigned char)(1 << entry % 8);
        else
            ekb_row_nomem(&row);
    }
    return ekb_row_end(&row);
}

static int code_has_prefix(const listing *l, int64_t entry)
{
    return (size_t)(entry / 8) < l->by_code_size && (l->by_code[entry / 8] >> entry % 8 & 1) != 0;
}

static int has_prefix(const listing *l, const ekb_head *head, int64_t entry)
{
    if (l->prefix == NULL)
        return 1;
    return begins_with(head->slug, l->prefix) || begins_with(head->local, l->prefix) ||
           begins_with(head->code, l->prefix) || begins_with(head->display, l->prefix) ||
           code_has_prefix(l, entry);
}

static ekb_status visit_entry(listing *l, const ekb_head *head, int64_t entry, ekb_arena *arena)
{
    ekb_listed listed = {.id = head->slug,
                         .product = head->product->slug,
                         .kind = head->kind,
                         .severity = head->severity,
                         .display = head->display};
    int shadowed;
    ekb_status status = ekb_entry_shadowed(l->engine, l->index->at, head->slug, &shadowed, l->error);
    if (status != EKB_OK || shadowed)
        return status;
    status = ekb_title_read(l->index, entry, l->languages, l->language_count, arena, &listed.title,
                            &listed.lang, l->error);
    if (status == EKB_OK)
        l->ended = l->visit(l->context, &listed) != 0;
    return status;
}

static ekb_status list_range(listing *l, int64_t from, int64_t to)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_head head;
    ekb_row row;
    ekb_row_start(&row, l->index, EKB_SQL_LIST, &arena, l->error);
    ekb_row_bind(&row, 1, from);
    ekb_row_bind(&row, 2, to);
    while (!l->ended && ekb_row_next(&row)) {
        int64_t entry = ekb_row_key(&row, EKB_HEAD_ID, 1, l->index->bytes);
        ekb_head_take(&row, &head);
        if (row.status == EKB_OK && (l->with_procedures || head.kind != EKB_KIND_PROCEDURE) &&
            has_prefix(l, &head, entry))
            row.status = visit_entry(l, &head, entry, &arena);
        ekb_arena_release(&arena);
    }
    ekb_arena_release(&arena);
    return ekb_row_end(&row);
}

static ekb_status list_index(listing *l)
{
    int64_t from, to;
    ekb_status status = ekb_index_load_names(l->index, l->error);
    product_range(l, &from, &to);
    if (status == EKB_OK)
        status = find_prefix_in_codes(l);
    if (status == EKB_OK)
        status = list_range(l, from, to);
    free(l->by_code);
    l->by_code = NULL;
    l->by_code_size = 0;
    return status;
}

ekb_status ekb_list(ekb_engine *engine, const char *product, const char *prefix, int with_procedures,
                    const char *const *languages, size_t language_count, ekb_list_fn visit, void *context,
                    ekb_error *error)
{
    if (engine == NULL || visit == NULL || (languages == NULL && language_count > 0))
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    listing l = {.engine = engine,
                 .product = product,
                 .prefix = prefix,
                 .with_procedures = with_procedures,
                 .languages = languages,
                 .language_count = language_count,
                 .visit = visit,
                 .context = context,
                 .error = error};
    ekb_status status = ekb_languages_check(languages, language_count, error);
    for (size_t i = 0; status == EKB_OK && !l.ended && i < engine->index_count; i++) {
        l.index = engine->indexes[i];
        status = list_index(&l);
    }
    return status;
}
