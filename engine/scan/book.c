/* SPDX-License-Identifier: MIT */
#include "book.h"

#include <stdlib.h>
#include <string.h>

#include "codes.h"
#include "compile.h"
#include "core/anchor.h"
#include "core/error.h"
#include "core/strbuf.h"
#include "head.h"
#include "row.h"
#include "template.h"
#include "texts.h"

struct ekb_scan_book {
    ekb_engine *engine;
    const char *product;
    unsigned number;
    ekb_scan_map entries, codes;
    ekb_arena arena;
    size_t size;
    ekb_folded folded;
    ekb_strbuf text;
};

/* More messages of one entry are not read: no error has as many. */
enum { MESSAGES_MOST = 256 };
/* Bits below the entry in a message's source (template.h); its column in rows of `message`. */
enum { SOURCE_BITS = 17, MESSAGE_TEXT = 2 };

static uint64_t text_key(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return ekb_scan_map_hash(0, hash);
}

/* ---- The book ---------------------------------------------------------------- */

ekb_status ekb_scan_book_open(ekb_scan_book **out, ekb_engine *engine, const char *product, unsigned number,
                              ekb_error *error)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return ekb_error_nomem(error);
    **out = (ekb_scan_book){.engine = engine, .product = product, .number = number};
    return EKB_OK;
}

void ekb_scan_book_close(ekb_scan_book *book)
{
    if (book == NULL)
        return;
    ekb_scan_map_release(&book->entries);
    ekb_scan_map_release(&book->codes);
    ekb_arena_release(&book->arena);
    ekb_folded_release(&book->folded);
    ekb_strbuf_release(&book->text);
    free(book);
}

size_t ekb_scan_book_size(const ekb_scan_book *book)
{
    return book->size + 2 * sizeof(ekb_scan_slot) * (book->entries.count + book->codes.count);
}

static void *get_memory(ekb_scan_book *book, size_t count, size_t size)
{
    book->size += count * size;
    return ekb_arena_calloc(&book->arena, count, size);
}

/* ---- Entries ------------------------------------------------------------------ */

static void read_about(ekb_scan_book *book, ekb_row *row, ekb_scan_about *about)
{
    const ekb_index_product *product = ekb_head_slug(row, &book->text);
    about->is_error =
        ekb_row_number(row, EKB_HEAD_KIND, EKB_KIND_ERROR, EKB_KIND_PROCEDURE) == EKB_KIND_ERROR;
    if (product == NULL || row->status != EKB_OK)
        return;
    about->product = product->id;
    about->entry.product = product->slug;
    about->entry.id = ekb_arena_strndup(&book->arena, book->text.data, book->text.length);
    book->size += book->text.length + 1;
    if (about->entry.id == NULL)
        ekb_row_nomem(row);
}

static ekb_status get_about(ekb_scan_book *book, size_t at, int64_t entry, ekb_scan_about **out,
                            ekb_error *error)
{
    ekb_index *index = book->engine->indexes[at];
    *out = ekb_scan_map_get(&book->entries, ekb_scan_map_hash(at, (uint64_t)entry));
    if (*out != NULL)
        return EKB_OK;
    ekb_status status = ekb_index_load_products(index, error);
    ekb_scan_about *about = get_memory(book, 1, sizeof *about);
    if (about == NULL)
        return ekb_error_nomem(error);
    if (status != EKB_OK)
        return status;
    about->entry.index = at;
    about->number = entry;
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_HEAD, NULL, error);
    ekb_row_bind(&row, 1, entry);
    if (!ekb_row_next(&row))
        ekb_row_corrupt(&row);
    if (row.status == EKB_OK)
        read_about(book, &row, about);
    if (row.status == EKB_OK &&
        !ekb_scan_map_put(&book->entries, ekb_scan_map_hash(at, (uint64_t)entry), about))
        ekb_row_nomem(&row);
    *out = about;
    return ekb_row_end(&row);
}

static int is_asked_for(const ekb_scan_book *book, const ekb_scan_about *about)
{
    return book->product == NULL || strcmp(book->product, about->entry.product) == 0;
}

/* ---- Codes ------------------------------------------------------------------- */

typedef struct code_reader {
    ekb_scan_book *book;
    ekb_scan_owner owners[EKB_SCAN_OWNERS];
    size_t count, more;
    ekb_status status;
    ekb_error *error;
} code_reader;

static int take_owner(void *context, const ekb_coded *coded, int64_t entry)
{
    code_reader *r = context;
    ekb_scan_about *about = NULL;
    if (r->count == EKB_SCAN_OWNERS) {
        r->more++;
        return r->more > EKB_SCAN_OWNERS;
    }
    r->status = get_about(r->book, coded->index, entry, &about, r->error);
    if (r->status != EKB_OK)
        return 1;
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->owners[i].about->entry.id, about->entry.id) == 0) {
            r->owners[i].form_fits |= coded->form_fits && r->owners[i].about == about;
            return 0;
        }
    if (is_asked_for(r->book, about))
        r->owners[r->count++] = (ekb_scan_owner){about, coded->is_class, coded->form_fits};
    return 0;
}

ekb_status ekb_scan_book_code(ekb_scan_book *book, const char *code, const ekb_scan_code **out,
                              ekb_error *error)
{
    uint64_t key = text_key(code);
    *out = ekb_scan_map_get(&book->codes, key);
    if (*out != NULL && strcmp((*out)->text, code) == 0)
        return EKB_OK;
    code_reader r = {.book = book, .error = error};
    ekb_status status = ekb_find_code_rows(book->engine, code, take_owner, &r, error);
    if (status == EKB_OK)
        status = r.status;
    if (status != EKB_OK)
        return status;
    ekb_scan_code *made = get_memory(book, 1, sizeof *made);
    ekb_scan_owner *owners = get_memory(book, r.count + 1, sizeof *owners);
    char *text = ekb_arena_strdup(&book->arena, code);
    if (made == NULL || owners == NULL || text == NULL)
        return ekb_error_nomem(error);
    memcpy(owners, r.owners, r.count * sizeof *owners);
    *made = (ekb_scan_code){text, owners, r.count, r.more};
    *out = made;
    return *out == made && ekb_scan_map_get(&book->codes, key) == NULL &&
                   !ekb_scan_map_put(&book->codes, key, made)
               ? ekb_error_nomem(error)
               : EKB_OK;
}

/* ---- Messages ------------------------------------------------------------------ */

static ekb_status make_message(ekb_scan_book *book, const char *text, ekb_scan_message **out,
                               ekb_error *error)
{
    ekb_scan_message *made = get_memory(book, 1, sizeof *made);
    if (made == NULL)
        return ekb_error_nomem(error);
    *out = made;
    return ekb_scan_message_compile(made, text, &book->folded, &book->arena, &book->size)
               ? EKB_OK
               : ekb_error_nomem(error);
}

ekb_status ekb_scan_book_owner(ekb_scan_book *book, ekb_scan_message *message, int *wanted, ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (message->about == NULL)
        status = get_about(book, message->index, message->entry, &message->about, error);
    *wanted = status == EKB_OK && message->about->is_error && is_asked_for(book, message->about);
    return status;
}

/* The messages of an entry that stand in one column of a statement's rows. */
static ekb_status read_messages(ekb_scan_book *book, ekb_scan_about *about, ekb_sql which, int column,
                                ekb_scan_message **found, size_t *count, ekb_error *error)
{
    ekb_row row;
    ekb_row_start(&row, book->engine->indexes[about->entry.index], which, NULL, error);
    ekb_row_bind(&row, 1, about->number);
    while (*count < MESSAGES_MOST && ekb_row_next(&row)) {
        if (ekb_row_is_null(&row, column))
            continue;
        const char *text = ekb_row_peek(&row, column);
        if (row.status == EKB_OK)
            row.status =
                make_message(book, text + ekb_anchor_lead(text, strlen(text)), &found[*count], error);
        if (row.status == EKB_OK)
            found[(*count)++]->about = about;
    }
    return ekb_row_end(&row);
}

ekb_status ekb_scan_book_messages(ekb_scan_book *book, ekb_scan_about *about, ekb_error *error)
{
    ekb_scan_message *found[MESSAGES_MOST];
    size_t count = 0;
    if (about->own_words_known)
        return EKB_OK;
    ekb_status status =
        read_messages(book, about, EKB_SQL_ENTRY_TEXT, EKB_TEXT_MESSAGE, found, &count, error);
    if (status == EKB_OK)
        status = read_messages(book, about, EKB_SQL_ENTRY_MESSAGES, MESSAGE_TEXT, found, &count, error);
    if (status != EKB_OK)
        return status;
    about->messages = get_memory(book, count + 1, sizeof *about->messages);
    if (about->messages == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < count; i++)
        about->messages[i] = found[i];
    about->message_count = count;
    about->own_words_known = 1;
    return EKB_OK;
}

/* ---- Leads -------------------------------------------------------------------- */

/* The character, of those that begin at these bytes, at a byte or behind. */
static uint32_t item_at(const uint32_t *bytes, size_t count, uint32_t byte)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (bytes[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

ekb_status ekb_scan_book_compile(ekb_scan_book *book, ekb_scan_lead *lead, ekb_error *error)
{
    ekb_scan_message *message = NULL;
    if (lead->message != NULL && lead->book == book->number)
        return EKB_OK;
    ekb_status status = make_message(book, lead->text, &message, error);
    if (status != EKB_OK)
        return status;
    message->index = lead->index;
    message->entry = lead->source >> SOURCE_BITS;
    message->source = lead->source;
    lead->item = item_at(book->folded.start, message->length, lead->at);
    lead->message = message;
    lead->book = book->number;
    return EKB_OK;
}
