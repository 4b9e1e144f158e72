/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "canons_known.h"
#include "core/error.h"
#include "packing.h"
#include "state.h"

typedef struct writer {
    const ekbc_state_content *content;
    ekbc_os_temp file;
    int64_t at;            /* what is written so far */
    ekbc_packer packer;    /* of the part at hand */
    ekbc_packer directory; /* comes last */
    uint32_t *by_file;     /* entries in the order of their files */
    size_t *file_ends;
    ekb_status status;
    ekb_error *error;
} writer;

static void fail_nomem(writer *w)
{
    if (w->status == EKB_OK)
        w->status = ekb_error_nomem(w->error);
}

static void put(writer *w, const void *bytes, size_t length)
{
    if (w->status == EKB_OK)
        w->status = ekbc_os_temp_write(&w->file, w->at, bytes, length, w->error);
    w->at += (int64_t)length;
}

static void name_bytes(writer *w, const void *bytes, size_t length)
{
    ekb_strbuf_append(&w->directory.out, bytes, length);
}

/* Writes a part; its sum and place go into the directory. */
static void put_part(writer *w, const void *bytes, size_t length)
{
    const uint64_t sum = ekbc_state_sum(bytes, length);
    name_bytes(w, &sum, sizeof sum);
    ekbc_pack_number(&w->directory, (uint64_t)w->at);
    ekbc_pack_number(&w->directory, length);
    put(w, bytes, length);
}

/* So that the arrays of a part can be read where they stand. */
static void align(writer *w)
{
    static const unsigned char padding[sizeof(uint64_t)];
    put(w, padding, (size_t)(-w->at & 7));
}

/* ---- Files --------------------------------------------------------------- */

/* Entries in the order of their files, and within a file of their numbers. */
static int deal_entries(writer *w)
{
    const ekbc_catalog *catalog = w->content->catalog;
    w->by_file = malloc((catalog->entry_count + 1) * sizeof *w->by_file);
    w->file_ends = calloc(catalog->file_count + 2, sizeof *w->file_ends);
    if (w->by_file == NULL || w->file_ends == NULL)
        return 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        w->file_ends[catalog->entries[i].place.file + 2]++;
    for (size_t i = 0; i < catalog->file_count; i++)
        w->file_ends[i + 1] += w->file_ends[i];
    for (size_t i = 0; i < catalog->entry_count; i++)
        w->by_file[w->file_ends[catalog->entries[i].place.file + 1]++] = (uint32_t)i;
    return 1;
}

static void pack_products(writer *w, size_t file)
{
    const ekbc_catalog *catalog = w->content->catalog;
    uint64_t count = 0;
    for (size_t i = 0; i < catalog->product_count; i++)
        count += catalog->products[i].place.file == file;
    ekbc_pack_number(&w->packer, count);
    for (size_t i = 0; i < catalog->product_count; i++)
        if (catalog->products[i].place.file == file)
            ekbc_pack_product(&w->packer, &catalog->products[i]);
}

static void put_file(writer *w, size_t file)
{
    const ekbc_catalog *catalog = w->content->catalog;
    const ekbc_source *source = &w->content->sources[file];
    size_t first = w->file_ends[file], end = w->file_ends[file + 1];
    ekb_strbuf_clear(&w->packer.out);
    w->packer.line = 0;
    pack_products(w, file);
    ekbc_pack_number(&w->packer, end - first);
    for (size_t i = first; i < end; i++) {
        ekbc_pack_number(&w->packer, (uint64_t)w->by_file[i] + 1);
        ekbc_pack_entry(&w->packer, &catalog->entries[w->by_file[i]]);
    }
    if (w->packer.out.failed)
        fail_nomem(w);
    name_bytes(w, catalog->files[file], strlen(catalog->files[file]) + 1);
    name_bytes(w, &source->stamp, sizeof source->stamp);
    name_bytes(w, source->hash, sizeof source->hash);
    put_part(w, ekb_strbuf_text(&w->packer.out), w->packer.out.length);
}

static void put_files(writer *w)
{
    size_t count = 0;
    if (!deal_entries(w)) {
        fail_nomem(w);
        return;
    }
    for (size_t i = 0; i < w->content->catalog->file_count; i++)
        count += (size_t)w->content->sources[i].fine;
    ekbc_pack_number(&w->directory, count);
    for (size_t i = 0; w->status == EKB_OK && i < w->content->catalog->file_count; i++)
        if (w->content->sources[i].fine)
            put_file(w, i);
}

/* ---- Templates ----------------------------------------------------------- */

typedef struct arrays {
    uint64_t *term;
    uint32_t *term_size, *counts, *heads, *sources, *sentences;
    size_t terms, postings, bytes;
} arrays;

/* Visitors of terms. */
static int count_term(void *context, const ekbc_posting *first, const ekbc_posting *end)
{
    arrays *a = context;
    a->terms++;
    a->postings += (size_t)(end - first);
    return 1;
}

static int put_term(void *context, const ekbc_posting *first, const ekbc_posting *end)
{
    arrays *a = context;
    a->term[a->terms] = first->term;
    a->term_size[a->terms++] = (uint32_t)(end - first);
    for (; first < end; first++)
        a->sentences[a->postings++] = first->sentence;
    return 1;
}

/* One block for all; its arrays as state.h has them, one after another. */
static void *lay_out(arrays *a, const ekbc_templates *templates, size_t entries)
{
    (void)ekbc_templates_terms(templates, count_term, a);
    size_t shorts = a->terms + entries + 2 * templates->count + a->postings;
    a->bytes = a->terms * sizeof *a->term + shorts * sizeof *a->counts;
    a->term = calloc(1, a->bytes + 1);
    if (a->term == NULL)
        return NULL;
    a->term_size = (uint32_t *)(void *)(a->term + a->terms);
    a->counts = a->term_size + a->terms;
    a->heads = a->counts + entries;
    a->sources = a->heads + templates->count;
    a->sentences = a->sources + templates->count;
    return a->term;
}

static void fill(const arrays *a, const ekbc_templates *templates)
{
    arrays next = *a;
    for (size_t i = 0; i < templates->count; i++) {
        const ekbc_template *item = &templates->items[i];
        a->counts[item->entry - 1]++;
        a->heads[i] = (uint32_t)item->kind << 16 | (item->sentences & UINT16_MAX);
        a->sources[i] = (uint32_t)(item->source & UINT32_MAX);
    }
    next.terms = next.postings = 0;
    (void)ekbc_templates_terms(templates, put_term, &next);
}

/* Texts are too short for a template to have more sentences than a head tells;
   were there one, the next compilation had to make all of them again. */
static int fits_heads(const ekbc_templates *templates)
{
    for (size_t i = 0; i < templates->count; i++)
        if (templates->items[i].sentences > UINT16_MAX)
            return 0;
    return 1;
}

static void put_texts(writer *w)
{
    static const ekbc_templates none;
    const ekbc_templates *templates = fits_heads(w->content->templates) ? w->content->templates : &none;
    size_t entries = templates != &none ? w->content->catalog->entry_count : 0;
    arrays a = {.terms = 0};
    align(w);
    void *block = lay_out(&a, templates, entries);
    if (block == NULL) {
        fail_nomem(w);
        return;
    }
    fill(&a, templates);
    ekbc_pack_number(&w->directory, entries);
    ekbc_pack_number(&w->directory, templates->count);
    ekbc_pack_number(&w->directory, a.terms);
    ekbc_pack_number(&w->directory, a.postings);
    put_part(w, block, a.bytes);
    free(block);
}

/* ---- Keys of messages ------------------------------------------------------ */

static void put_keys(writer *w)
{
    const ekbc_scan_keys *keys = w->content->scan_keys;
    size_t entries = w->content->catalog->entry_count;
    const struct {
        const void *bytes;
        size_t length;
    } parts[] = {
        {keys->items, keys->count * sizeof *keys->items},
        {keys->messages, entries * sizeof *keys->messages},
        {keys->cues, entries * sizeof *keys->cues},
        {keys->sizes, keys->message_count * sizeof *keys->sizes},
    };
    ekb_strbuf *block = &w->packer.out;
    ekb_strbuf_clear(block);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].length > 0)
            ekb_strbuf_append(block, parts[i].bytes, parts[i].length);
    if (block->failed)
        fail_nomem(w);
    align(w);
    ekbc_pack_number(&w->directory, entries);
    ekbc_pack_number(&w->directory, keys->message_count);
    ekbc_pack_number(&w->directory, keys->count);
    put_part(w, ekb_strbuf_text(block), block->length);
}

/* ---- Canonical forms ------------------------------------------------------- */

static void put_canons(writer *w)
{
    const ekbc_catalog *catalog = w->content->catalog;
    const uint64_t schemes = ekbc_canons_schemes(catalog);
    ekb_strbuf *block = &w->packer.out, texts = EKB_STRBUF_INIT;
    ekb_strbuf_clear(block);
    for (size_t i = 0; i < catalog->canon_count; i++) {
        const ekbc_canon *canon = &catalog->canons[i];
        const ekbc_state_canon item = {canon->entry + 1, canon->code, (uint32_t)texts.length};
        ekb_strbuf_append(block, (const char *)&item, sizeof item);
        ekb_strbuf_append(&texts, canon->text, strlen(canon->text) + 1);
    }
    /* What is too much for a position is made anew the next time. */
    size_t count = texts.length <= UINT32_MAX ? catalog->canon_count : 0;
    ekb_strbuf_append(block, ekb_strbuf_text(&texts), texts.length);
    if (block->failed || texts.failed)
        fail_nomem(w);
    align(w);
    name_bytes(w, &schemes, sizeof schemes);
    ekbc_pack_number(&w->directory, count);
    ekbc_pack_number(&w->directory, texts.length);
    put_part(w, ekb_strbuf_text(block), block->length);
    ekb_strbuf_release(&texts);
}

/* ---- The whole ----------------------------------------------------------- */

static void put_langs(writer *w)
{
    const ekbc_langs *langs = w->content->langs;
    ekbc_pack_number(&w->directory, langs->count);
    for (size_t i = 0; i < langs->count; i++)
        name_bytes(w, langs->tags[i], strlen(langs->tags[i]) + 1);
}

static void put_word(unsigned char *header, size_t at, uint64_t word)
{
    memcpy(header + at, &word, sizeof word);
}

static void put_header(writer *w)
{
    unsigned char header[EKBC_STATE_HEADER] = {0};
    const ekb_strbuf *directory = &w->directory.out;
    if (directory->failed)
        fail_nomem(w);
    put_word(header, EKBC_STATE_AT_MAGIC, EKBC_STATE_MAGIC);
    memcpy(header + EKBC_STATE_AT_COMPILER, ekbc_state_compiler, SHA256_DIGEST_SIZE);
    put_word(header, EKBC_STATE_AT_DIRECTORY, (uint64_t)w->at);
    put_word(header, EKBC_STATE_AT_SUM, ekbc_state_sum(ekb_strbuf_text(directory), directory->length));
    put(w, ekb_strbuf_text(directory), directory->length);
    put_word(header, EKBC_STATE_AT_LENGTH, (uint64_t)w->at);
    put_word(header, EKBC_STATE_AT_TAKEN, (uint64_t)w->content->taken);
    put_word(header, EKBC_STATE_AT_HEADER_SUM, ekbc_state_sum(header, EKBC_STATE_AT_HEADER_SUM));
    w->at = 0;
    put(w, header, sizeof header);
}

ekb_status ekbc_state_write(const ekbc_state_content *content, const char *path, ekb_error *error)
{
    writer w = {.content = content,
                .file = EKBC_OS_TEMP_INIT,
                .at = EKBC_STATE_HEADER,
                .packer = {.langs = content->langs},
                .directory = {.langs = content->langs},
                .error = error};
    w.status = ekbc_os_temp_open(&w.file, path, error);
    if (w.status == EKB_OK) {
        put_langs(&w);
        put_files(&w);
        put_texts(&w);
        put_keys(&w);
        put_canons(&w);
        put_header(&w);
    }
    if (w.status == EKB_OK)
        w.status = ekbc_os_temp_replace(&w.file, error);
    ekbc_os_temp_discard(&w.file);
    ekb_strbuf_release(&w.packer.out);
    ekb_strbuf_release(&w.directory.out);
    free(w.by_file);
    free(w.file_ends);
    return w.status;
}
