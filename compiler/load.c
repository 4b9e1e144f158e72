/* SPDX-License-Identifier: MIT */
#include "load.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "document.h"
#include "files.h"
#include "os.h"
#include "read.h"

/* What one thread reads. Nothing in it is shared but the count of files that
   are taken; which thread takes which file leaves no trace, since the catalog
   and the findings are sorted afterwards. */
typedef struct batch {
    const char *const *files;
    uint32_t file_count;
    atomic_uint_least32_t *taken;
    ekbc_product *products;
    size_t product_count, product_capacity;
    ekbc_entry *entries;
    size_t entry_count, entry_capacity;
    ekb_arena arena;
    ekbc_diags diags;
    ekbc_reader reader;
    size_t documents; /* of the file at hand */
    int incomplete;
    ekb_status status;
    ekb_error error;
} batch;

/* Room for one more item; NULL without memory. */
static void *grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity == 0 ? 64 : *capacity * 2;
    void *grown = wanted > SIZE_MAX / size ? NULL : realloc(items, wanted * size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

static void read_product(batch *b, const ekbc_yaml *root)
{
    ekbc_product *products = grow(b->products, b->product_count, &b->product_capacity, sizeof *products);
    if (products == NULL) {
        b->reader.nomem = 1;
        return;
    }
    b->products = products;
    ekbc_product *product = &products[b->product_count];
    ekbc_product_read(&b->reader, root, product);
    if (*product->id != '\0')
        b->product_count++;
    else
        b->incomplete = 1;
}

static void read_entry(batch *b, const ekbc_yaml *root)
{
    ekbc_entry *entries = grow(b->entries, b->entry_count, &b->entry_capacity, sizeof *entries);
    if (entries == NULL) {
        b->reader.nomem = 1;
        return;
    }
    b->entries = entries;
    ekbc_entry *entry = &entries[b->entry_count];
    ekbc_entry_read(&b->reader, root, entry);
    if (*entry->id != '\0')
        b->entry_count++;
    else
        b->incomplete = 1;
}

static void on_document(void *context, const ekbc_yaml *root)
{
    batch *b = context;
    b->documents++;
    if (ekbc_is_product(root))
        read_product(b, root);
    else
        read_entry(b, root);
}

static int read_file(batch *b, uint32_t file, ekb_strbuf *bytes)
{
    const ekbc_place place = {file, 0, 0};
    ekb_status status = ekbc_file_bytes(b->files[file], EKBC_FILE_MAX, bytes, &b->error);
    if (status == EKB_ERR_SOURCE) {
        ekbc_diag_error(&b->diags, place, b->error.message, b->error.remedy);
        ekbc_diag_number(&b->diags, "max", (int64_t)(EKBC_FILE_MAX >> 20));
        b->incomplete = 1;
        return 1;
    }
    if (status != EKB_OK) {
        b->status = status;
        return 0;
    }
    b->documents = 0;
    if (!ekbc_read(file, ekb_strbuf_text(bytes), bytes->length, &b->diags, on_document, b))
        b->incomplete = 1;
    else if (b->documents == 0)
        ekbc_diag_error(&b->diags, place, EKB_N_("the file holds no entry"),
                        EKB_N_("write one or remove the file"));
    return !b->reader.nomem && !b->diags.nomem;
}

static void read_batch(void *job)
{
    batch *b = job;
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    b->reader = (ekbc_reader){.keep = &b->arena, .diags = &b->diags};
    for (uint32_t file; (file = (uint32_t)atomic_fetch_add(b->taken, 1)) < b->file_count;) {
        if (!read_file(b, file, &bytes))
            break;
    }
    ekb_strbuf_release(&bytes);
    if (b->status == EKB_OK && (b->reader.nomem || b->diags.nomem))
        b->status = ekb_error_nomem(&b->error);
}

static void *join_items(void *into, size_t count, const void *from, size_t more, size_t size)
{
    void *all = more == 0 ? into : realloc(into, (count + more) * size);
    if (all != NULL && more > 0)
        memcpy((char *)all + count * size, from, more * size);
    return all;
}

static int join_batch(ekbc_catalog *catalog, batch *b)
{
    ekbc_product *products = join_items(catalog->products, catalog->product_count, b->products,
                                        b->product_count, sizeof *products);
    if (products == NULL && b->product_count > 0)
        return 0;
    catalog->products = products;
    catalog->product_count += b->product_count;
    ekbc_entry *entries =
        join_items(catalog->entries, catalog->entry_count, b->entries, b->entry_count, sizeof *entries);
    if (entries == NULL && b->entry_count > 0)
        return 0;
    catalog->entries = entries;
    catalog->entry_count += b->entry_count;
    catalog->incomplete |= b->incomplete;
    ekb_arena_join(&catalog->arena, &b->arena);
    return 1;
}

/* Joins what was read, releases the rest. */
static ekb_status collect(ekbc_catalog *catalog, batch *batches, size_t count, ekbc_diags *diags,
                          ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (size_t i = 0; i < count; i++) {
        batch *b = &batches[i];
        if (status == EKB_OK && b->status != EKB_OK) {
            status = b->status;
            if (error != NULL)
                *error = b->error;
        }
        if (status == EKB_OK && !join_batch(catalog, b))
            status = ekb_error_nomem(error);
        ekbc_diags_join(diags, &b->diags);
        free(b->products);
        free(b->entries);
        ekb_arena_release(&b->arena);
    }
    return status;
}

ekb_status ekbc_load(ekbc_catalog *catalog, const char *const *paths, size_t path_count, int with_context,
                     ekbc_diags *diags, ekb_error *error)
{
    /* A thread costs more than reading a few files. */
    enum { FILES_A_THREAD = 8 };
    ekb_status status = ekbc_files_find(catalog, paths, path_count, with_context, error);
    if (status != EKB_OK)
        return status;
    size_t count = catalog->file_count / FILES_A_THREAD + 1, most = ekbc_os_processors();
    count = count < most ? count : most;
    batch *batches = calloc(count, sizeof *batches);
    if (batches == NULL)
        return ekb_error_nomem(error);
    atomic_uint_least32_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        batches[i].files = catalog->files;
        batches[i].file_count = (uint32_t)catalog->file_count;
        batches[i].taken = &taken;
    }
    ekbc_os_parallel(read_batch, batches, sizeof *batches, count);
    status = collect(catalog, batches, count, diags, error);
    free(batches);
    return status;
}
