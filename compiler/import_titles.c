/* SPDX-License-Identifier: MIT */
/* An entry is called by the first sentence of its message. Where many begin in
   the same way ("ALTER TABLE SWITCH failed. …") that names none of them, to
   people and to the engine alike: those get as much of it as a title holds. */
#include <stdlib.h>
#include <string.h>

#include "import_catalog.h"
#include "import_text.h"

/* Titles are compared by their hashes: two that collide are a little longer. */
typedef struct titled {
    uint64_t hash;
    uint32_t record;
} titled;

static int has_word(const char *text, size_t length)
{
    static const char ellipsis[] = "…";
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return 1;
        if ((c & 0x80) == 0)
            continue;
        if (strncmp(text + i, ellipsis, sizeof ellipsis - 1) != 0)
            return 1;
        i += sizeof ellipsis - 2;
    }
    return 0;
}

void ekbc_import_title(const char *message, unsigned styles, int whole, ekb_strbuf *out)
{
    int cut;
    size_t start = out->length;
    ekbc_foreign_plain(message, styles, out);
    if (out->failed || out->length == start)
        return;
    char *text = out->data + start;
    for (char *at = text; whole && (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
    size_t length = ekbc_import_sentence(text, whole, &cut);
    out->length = start + (has_word(text, length) ? length : 0);
    out->data[out->length] = '\0';
    if (cut && out->length > start)
        ekb_strbuf_puts(out, "…");
}

static uint64_t hash_of(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash * UINT64_C(0x100000001b3);
}

static int by_hash(const void *a, const void *b)
{
    const titled *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return (left->record > right->record) - (left->record < right->record);
}

static size_t collect(const ekbc_records *records, titled *items, ekb_strbuf *title)
{
    size_t count = 0;
    for (size_t i = 0; i < records->count; i++) {
        const ekbc_record *record = &records->items[i];
        const ekbc_record_product *product = &records->products[record->product];
        for (size_t t = 0; t < record->messages.count; t++) {
            const ekbc_text *message = &record->messages.items[t];
            ekb_strbuf_clear(title);
            ekbc_import_title(message->text, product->styles, 0, title);
            uint64_t hash = hash_of(UINT64_C(0xcbf29ce484222325), product->slug);
            hash = hash_of(hash_of(hash, message->lang), ekb_strbuf_text(title));
            items[count++] = (titled){hash, (uint32_t)i};
        }
    }
    return count;
}

int ekbc_import_plan_titles(ekbc_records *records)
{
    size_t total = 0;
    ekb_strbuf title = EKB_STRBUF_INIT;
    for (size_t i = 0; i < records->count; i++)
        total += records->items[i].messages.count;
    titled *items = calloc(total + 1, sizeof *items);
    if (items == NULL)
        return 0;
    size_t count = collect(records, items, &title);
    if (count > 1)
        qsort(items, count, sizeof *items, by_hash);
    for (size_t i = 1; i < count; i++) {
        if (items[i].hash == items[i - 1].hash)
            records->items[items[i].record].whole_title = records->items[items[i - 1].record].whole_title = 1;
    }
    int fine = !title.failed;
    ekb_strbuf_release(&title);
    free(items);
    return fine;
}
