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
   are taken, twice; which thread takes which file leaves no trace, since the catalog
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
    ekbc_past *past;  /* its sources are each file's taker's; may be NULL */
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

/* Room for one more; NULL without memory. */
static ekbc_product *next_product(batch *b)
{
    ekbc_product *products = grow(b->products, b->product_count, &b->product_capacity, sizeof *products);
    if (products == NULL) {
        b->reader.nomem = 1;
        return NULL;
    }
    b->products = products;
    return &products[b->product_count];
}

static ekbc_entry *next_entry(batch *b)
{
    ekbc_entry *entries = grow(b->entries, b->entry_count, &b->entry_capacity, sizeof *entries);
    if (entries == NULL) {
        b->reader.nomem = 1;
        return NULL;
    }
    b->entries = entries;
    return &entries[b->entry_count];
}

static void read_product(batch *b, const ekbc_yaml *root)
{
    ekbc_product *product = next_product(b);
    if (product == NULL)
        return;
    ekbc_product_read(&b->reader, root, product);
    if (*product->id != '\0')
        b->product_count++;
    else
        b->incomplete = 1;
}

static void read_entry(batch *b, const ekbc_yaml *root)
{
    ekbc_entry *entry = next_entry(b);
    if (entry == NULL)
        return;
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

static int parse_file(batch *b, uint32_t file, const ekb_strbuf *bytes)
{
    b->documents = 0;
    int whole = ekbc_read(file, ekb_strbuf_text(bytes), bytes->length, &b->diags, on_document, b);
    if (!whole || b->documents == 0)
        b->incomplete = 1;
    if (whole && b->documents == 0)
        ekbc_diag_error(&b->diags, (ekbc_place){file, 0, 0}, EKB_N_("the file holds no entry"),
                        EKB_N_("write one or remove the file"));
    return !b->reader.nomem && !b->diags.nomem;
}

static int read_bytes(batch *b, uint32_t file, ekb_strbuf *bytes)
{
    ekb_status status = ekbc_file_bytes(b->files[file], EKBC_FILE_MAX, bytes, &b->error);
    if (status == EKB_OK)
        return 1;
    if (status != EKB_ERR_SOURCE) {
        b->status = status;
        return 0;
    }
    ekbc_diag_error(&b->diags, (ekbc_place){file, 0, 0}, b->error.message, b->error.remedy);
    ekbc_diag_number(&b->diags, "max", (int64_t)(EKBC_FILE_MAX >> 20));
    b->incomplete = 1;
    return 0;
}

/* ---- Files that a state knows --------------------------------------------- */

static void take_product(void *context, const ekbc_product *product)
{
    batch *b = context;
    ekbc_product *out = next_product(b);
    if (out == NULL)
        return;
    *out = *product;
    b->product_count++;
}

static void take_entry(void *context, const ekbc_entry *entry)
{
    batch *b = context;
    ekbc_entry *out = next_entry(b);
    if (out == NULL)
        return;
    *out = *entry;
    b->entry_count++;
}

/* The documents of a file as the state has them. @return 0 when they are
   damaged: then the file is to be read. */
static int take_file(batch *b, uint32_t file, const ekbc_state_file *known, ekbc_how how)
{
    const ekbc_state_visitor visitor = {b, take_product, take_entry};
    size_t products = b->product_count, entries = b->entry_count;
    int taken = ekbc_state_take(&b->past->state, known, file, &b->arena, &visitor);
    if (taken == 0) {
        b->product_count = products;
        b->entry_count = entries;
        return 0;
    }
    b->reader.nomem |= taken < 0;
    ekbc_source *source = &b->past->sources[file];
    memcpy(source->hash, known->source.hash, sizeof source->hash);
    source->fine = 1;
    source->how = how;
    return 1;
}

static void hash_bytes(const ekb_strbuf *bytes, unsigned char out[SHA256_DIGEST_SIZE])
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, bytes->length, (const uint8_t *)ekb_strbuf_text(bytes));
    sha256_digest(&hash, SHA256_DIGEST_SIZE, out);
}

/* A file, from the state if it has it. @return 0 when reading cannot go on. */
static int remember_file(batch *b, uint32_t file, ekb_strbuf *bytes)
{
    ekbc_source *source = &b->past->sources[file];
    const ekbc_state_file *known = ekbc_state_find(&b->past->state, b->files[file]);
    if (source->trusted && take_file(b, file, known, EKBC_BY_STAMP))
        return !b->reader.nomem;
    if (!read_bytes(b, file, bytes))
        return b->status == EKB_OK;
    hash_bytes(bytes, source->hash);
    if (known != NULL && memcmp(known->source.hash, source->hash, sizeof source->hash) == 0 &&
        take_file(b, file, known, EKBC_BY_BYTES))
        return !b->reader.nomem;
    size_t findings = b->diags.errors + b->diags.warnings;
    int fine = parse_file(b, file, bytes);
    source->fine = source->stamped && findings == b->diags.errors + b->diags.warnings;
    return fine;
}

/* The stamp of each file before any is read: a change in between makes it another. */
static void stamp_files(ekbc_past *past, const char *const *files, size_t count)
{
    for (size_t i = 0; past != NULL && past->sources != NULL && i < count; i++) {
        ekbc_source *source = &past->sources[i];
        const ekbc_state_file *known = ekbc_state_find(&past->state, files[i]);
        source->stamped = ekbc_os_stamp_of(files[i], &source->stamp);
        source->trusted =
            known != NULL && source->stamped && ekbc_state_trusts(&past->state, known, &source->stamp);
    }
}

static int is_trusted(const batch *b, uint32_t file)
{
    return b->past != NULL && b->past->sources != NULL && b->past->sources[file].trusted;
}

static int read_file(batch *b, uint32_t file, ekb_strbuf *bytes)
{
    if (b->past != NULL && b->past->sources != NULL)
        return remember_file(b, file, bytes);
    return read_bytes(b, file, bytes) ? parse_file(b, file, bytes) : b->status == EKB_OK;
}

static void read_batch(void *job)
{
    batch *b = job;
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    b->reader = (ekbc_reader){.keep = &b->arena, .diags = &b->diags};
    /* Those that must be read come first: they take the longest. */
    for (uint32_t at, going = 1;
         going && (at = (uint32_t)atomic_fetch_add(b->taken, 1)) < 2 * b->file_count;) {
        uint32_t file = at % b->file_count;
        if (is_trusted(b, file) == (at >= b->file_count))
            going = (uint32_t)read_file(b, file, &bytes);
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

/* Moves a batch's documents to the end of the catalog's, which has room for all entries. */
static int join_batch(ekbc_catalog *catalog, batch *b)
{
    ekbc_product *products = join_items(catalog->products, catalog->product_count, b->products,
                                        b->product_count, sizeof *products);
    if (products == NULL && b->product_count > 0)
        return 0;
    catalog->products = products;
    catalog->product_count += b->product_count;
    if (b->entry_count > 0)
        memcpy(catalog->entries + catalog->entry_count, b->entries, b->entry_count * sizeof *b->entries);
    catalog->entry_count += b->entry_count;
    catalog->incomplete |= b->incomplete;
    ekb_arena_join(&catalog->arena, &b->arena);
    return 1;
}

/* For the entries of all batches; the first one's stay where they are. @return
   0 without memory. */
static int make_room(ekbc_catalog *catalog, batch *batches, size_t count)
{
    size_t all = batches[0].entry_count;
    for (size_t i = 1; i < count; i++)
        all += batches[i].entry_count;
    if (all >= batches[0].entry_capacity) {
        catalog->entries = realloc(batches[0].entries, (all + 1) * sizeof *catalog->entries);
        if (catalog->entries == NULL)
            return 0;
    } else {
        catalog->entries = batches[0].entries;
    }
    catalog->entry_count = batches[0].entry_count;
    batches[0].entries = NULL;
    batches[0].entry_count = 0;
    return 1;
}

/* Joins what was read, releases the rest. */
static ekb_status collect(ekbc_catalog *catalog, batch *batches, size_t count, ekbc_diags *diags,
                          ekb_error *error)
{
    ekb_status status = make_room(catalog, batches, count) ? EKB_OK : ekb_error_nomem(error);
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

/* Room for as many entries as the state has and some more, in large pages: what
   is not used of it costs nothing. Without, it grows as entries come. */
static void expect_entries(batch *b, const ekbc_past *past)
{
    size_t known = past != NULL ? past->state.texts.entries : 0, count = known + known / 8 + 64;
    if (known > 0)
        b->entries = ekbc_os_alloc_large(count * sizeof *b->entries);
    if (b->entries != NULL)
        b->entry_capacity = count;
}

ekb_status ekbc_load(ekbc_catalog *catalog, ekbc_past *past, ekbc_diags *diags, ekb_error *error)
{
    /* A thread costs more than reading a few files. */
    enum { FILES_A_THREAD = 8 };
    size_t count = catalog->file_count / FILES_A_THREAD + 1, most = ekbc_os_processors();
    count = count < most ? count : most;
    batch *batches = calloc(count, sizeof *batches);
    if (batches == NULL || (past != NULL && !ekbc_past_expect(past, catalog->file_count))) {
        free(batches);
        return ekb_error_nomem(error);
    }
    atomic_uint_least32_t taken = 0;
    stamp_files(past, catalog->files, catalog->file_count);
    for (size_t i = 0; i < count; i++) {
        batches[i].files = catalog->files;
        batches[i].file_count = (uint32_t)catalog->file_count;
        batches[i].taken = &taken;
        batches[i].past = past;
        expect_entries(&batches[i], past);
    }
    ekbc_os_parallel(read_batch, batches, sizeof *batches, count);
    ekb_status status = collect(catalog, batches, count, diags, error);
    free(batches);
    return status;
}
