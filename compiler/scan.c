/* SPDX-License-Identifier: MIT */
/*
 * Anchors of messages and symbols, and a filter of all codes. Which key a
 * message is found by, scan_keys.h tells.
 */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "anchors.h"
#include "canons.h"
#include "core/anchor.h"
#include "core/code.h"
#include "core/leb128.h"

/* As the engine's anchors.c reads them. */
enum { HEAD = 1, CODES, STARTS, PRINTS, REFS, SIDES };
enum { PART_SHIFT = 20, ROW_BYTES = 256 * 1024 };
enum { CODE_BITS = 12 /* of the filter, a code */, WORD_BITS = 64 };
enum { BUCKET_FILL = 8, BUCKET_BITS_LEAST = 8, BUCKET_BITS_MOST = EKB_ANCHORS_BITS };

/* A key that leads to a message, or with ref 0 to a symbol. */
typedef struct link {
    uint64_t ref;
    uint32_t key;
    uint8_t sides; /* of what stands beside it in the message (core/side.h) */
} link;

typedef struct links {
    link *items;
    size_t count, capacity;
} links;

typedef struct writer {
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    ekbc_rows *rows;
    const ekbc_scan_keys *keys;
    links found;
    unsigned number_bits; /* of a message's number in its entry */
    uint64_t *codes;      /* the filter */
    size_t code_words;
    uint64_t *uppers; /* keys of the ways in which numbers begin */
    size_t upper_count;
    unsigned bucket_bits;
    uint32_t *starts;
    int failed;
} writer;

/* ---- Rows ------------------------------------------------------------------ */

static void put_part(writer *w, int part, const ekb_strbuf *bytes)
{
    w->failed |= bytes->failed;
    for (size_t at = 0, n = 0; !w->failed && at < bytes->length; at += ROW_BYTES, n++) {
        size_t left = bytes->length - at;
        const ekb_strbuf piece = {.data = bytes->data + at, .length = left < ROW_BYTES ? left : ROW_BYTES};
        ekbc_row(w->rows, EKBC_SCAN, "ib", (int64_t)part << PART_SHIFT | (int64_t)n, &piece);
    }
}

static void put_bytes(ekb_strbuf *out, uint64_t value, unsigned bytes)
{
    char low_first[8];
    for (unsigned i = 0; i < bytes; i++, value >>= 8)
        low_first[i] = (char)(value & 0xFF);
    ekb_strbuf_append(out, low_first, bytes);
}

/* ---- Messages ---------------------------------------------------------------- */

static void add_link(writer *w, link added)
{
    links *to = &w->found;
    if (to->count == to->capacity) {
        size_t capacity = to->capacity == 0 ? 1024 : to->capacity * 2;
        link *items = realloc(to->items, capacity * sizeof *items);
        if (items == NULL) {
            w->failed = 1;
            return;
        }
        to->items = items;
        to->capacity = capacity;
    }
    to->items[to->count++] = added;
}

static unsigned bits_for(uint64_t most)
{
    unsigned bits = 0;
    while (bits < 40 && most >> bits != 0)
        bits++;
    return bits;
}

/* The number of a message in its entry: its language, if it is the first
 * wording in one, or beyond all languages the number of its row. */
static void add_messages(writer *w, const ekbc_scan_key *const *chosen)
{
    for (size_t i = 0, at = 0; i < w->catalog->entry_count; i++) {
        const ekbc_entry *entry = &w->catalog->entries[i];
        uint64_t further = w->langs->count + 1;
        for (size_t k = 0; w->keys->messages[i] > 0 && k < entry->message_count; k++)
            for (size_t m = 0; m < entry->messages[k].count; m++, at++) {
                const char *lang = entry->messages[k].items[m].lang;
                uint64_t number = k == 0 ? (uint64_t)ekbc_lang_id(w->langs, lang) : further++;
                if (chosen[at] != NULL)
                    add_link(w, (link){(uint64_t)(i + 1) << w->number_bits | number, chosen[at]->key,
                                       chosen[at]->sides});
            }
    }
}

static void measure_messages(writer *w)
{
    size_t most = 0;
    for (size_t i = 0; i < w->catalog->entry_count; i++)
        most = w->keys->messages[i] > most ? w->keys->messages[i] : most;
    w->number_bits = bits_for(w->langs->count + most);
}

static void find_messages(writer *w)
{
    const ekbc_scan_key **chosen = ekbc_scan_keys_choose(w->keys);
    w->failed |= chosen == NULL;
    measure_messages(w);
    if (!w->failed)
        add_messages(w, chosen);
    free(chosen);
}

/* ---- Codes ------------------------------------------------------------------- */

static size_t count_canons(const ekbc_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].code_count;
    return count;
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* The ways in which numbers begin, each once: `uppers`. */
static void find_uppers(writer *w)
{
    uint64_t *keys = malloc((w->catalog->canon_count + 1) * sizeof *keys), key;
    size_t count = 0, kept = 0;
    w->failed |= keys == NULL;
    for (size_t i = 0; i < w->catalog->canon_count && !w->failed; i++)
        if (ekb_anchor_canon_upper(w->catalog->canons[i].text, &key) &&
            (count == 0 || keys[count - 1] != key))
            keys[count++] = key;
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_value);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || keys[kept - 1] != keys[i])
            keys[kept++] = keys[i];
    w->uppers = keys;
    w->upper_count = kept;
}

static void add_code(writer *w, uint64_t key)
{
    uint64_t *word = &w->codes[(key >> 32) * w->code_words >> 32];
    *word |= UINT64_C(1) << (key & 63) | UINT64_C(1) << (key >> 6 & 63) | UINT64_C(1) << (key >> 12 & 63);
}

/* A prefix stands for all of its numbers, too: an unknown one is some error's. */
static void add_canon(writer *w, const char *canon)
{
    add_code(w, ekb_anchor_canon(canon));
    if (canon[0] == 'p')
        add_code(w, ekb_anchor_prefixed(canon + 2, strcspn(canon + 2, ":"), UINT64_MAX));
}

/* A symbol that no plain word or number is, and that begins as words do. */
static int is_telling(const char *symbol)
{
    int telling = strpbrk(symbol, "_.#-/0123456789") != NULL;
    for (const char *at = symbol + 1; *symbol != '\0' && *at != '\0'; at++)
        telling |= *at >= 'A' && *at <= 'Z' && at[-1] >= 'a' && at[-1] <= 'z';
    return ekb_anchor_is_letter((unsigned char)*symbol) && (telling || *symbol == 'E') && strlen(symbol) >= 4;
}

/* Prefixes of two letters and more are found by their shape. */
static int has_prefix(const char *value, unsigned forms)
{
    return (forms & EKB_FORM_PREFIXED) != 0 && value[0] != '\0' &&
           ekb_anchor_is_letter((unsigned char)value[1]);
}

static void add_symbol(writer *w, const char *symbol)
{
    ekb_anchor anchors[EKB_ANCHORS_MAX];
    size_t count = ekb_anchors(symbol, strlen(symbol), anchors), best = 0;
    for (size_t i = 1; i < count; i++)
        if (anchors[i].kind == EKB_ANCHOR_PAIR && anchors[best].kind != EKB_ANCHOR_PAIR)
            best = i;
    if (count > 0)
        add_link(w, (link){0, anchors[best].key, 0});
}

static void add_codes(writer *w)
{
    find_uppers(w);
    w->code_words = (count_canons(w->catalog) + w->upper_count) * CODE_BITS / WORD_BITS + 1;
    w->codes = calloc(w->code_words, sizeof *w->codes);
    w->failed |= w->codes == NULL;
    for (size_t i = 0; i < w->upper_count && !w->failed; i++)
        add_code(w, w->uppers[i]);
    for (size_t i = 0; i < w->catalog->canon_count && !w->failed; i++)
        add_canon(w, w->catalog->canons[i].text);
    for (size_t i = 0; i < w->catalog->entry_count && !w->failed; i++)
        for (size_t k = 0; k < w->catalog->entries[i].code_count; k++) {
            const ekbc_code *code = &w->catalog->entries[i].codes[k];
            if ((code->forms & EKB_FORM_SYMBOL) != 0 && is_telling(code->value) &&
                !has_prefix(code->value, code->forms))
                add_symbol(w, code->value);
        }
}

/* ---- The tables ----------------------------------------------------------------- */

static int is_before(const link *a, const link *b)
{
    return a->key != b->key ? a->key < b->key : a->ref < b->ref;
}

static void sort_bucket(link *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        link moving = items[i];
        size_t at = i;
        for (; at > 0 && is_before(&moving, &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = moving;
    }
}

/* One of several that say the same. */
static size_t drop_equal(link *items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || is_before(&items[kept - 1], &items[i]))
            items[kept++] = items[i];
    return kept;
}

static size_t bucket_of(const writer *w, const link *item)
{
    return (size_t)(item->key & 0xFFFF) >> (EKB_ANCHORS_BITS - w->bucket_bits);
}

/* Deals the links into buckets by their leading bits and sorts these. */
static void sort_links(writer *w)
{
    size_t buckets;
    w->bucket_bits = BUCKET_BITS_LEAST;
    while (w->bucket_bits < BUCKET_BITS_MOST && (size_t)BUCKET_FILL << w->bucket_bits < w->found.count)
        w->bucket_bits++;
    buckets = (size_t)1 << w->bucket_bits;
    w->starts = calloc(buckets + 2, sizeof *w->starts);
    link *dealt = malloc((w->found.count + 1) * sizeof *dealt);
    w->failed |= w->starts == NULL || dealt == NULL;
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        w->starts[bucket_of(w, &w->found.items[i]) + 2]++;
    for (size_t i = 2; !w->failed && i < buckets + 2; i++)
        w->starts[i] += w->starts[i - 1];
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        dealt[w->starts[bucket_of(w, &w->found.items[i]) + 1]++] = w->found.items[i];
    if (w->failed) {
        free(dealt);
        return;
    }
    free(w->found.items);
    w->found.items = dealt;
    w->found.count = 0;
    for (size_t i = 0, from = 0; i < buckets; i++) {
        size_t end = w->starts[i + 1], size = end - from;
        sort_bucket(dealt + from, size);
        size = drop_equal(dealt + from, size);
        memmove(dealt + w->found.count, dealt + from, size * sizeof *dealt);
        w->starts[i] = (uint32_t)w->found.count;
        w->found.count += size;
        from = end;
    }
    w->starts[buckets] = (uint32_t)w->found.count;
}

static void write_head(writer *w, unsigned ref_bytes)
{
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    unsigned char *cues = calloc(w->catalog->product_count + 1, 1);
    for (size_t i = 0; cues != NULL && i < w->catalog->entry_count; i++)
        cues[w->catalog->entries[i].product] |= w->keys->cues[i];
    w->failed |= cues == NULL;
    const uint64_t numbers[] = {w->code_words, w->found.count, w->bucket_bits,
                                ref_bytes,     w->number_bits, w->catalog->product_count};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ekb_leb128_put(&bytes, numbers[i]);
    for (size_t i = 0; !w->failed && i < w->catalog->product_count; i++)
        ekb_leb128_put(&bytes, cues[i]);
    put_part(w, HEAD, &bytes);
    free(cues);
    ekb_strbuf_release(&bytes);
}

static void write_parts(writer *w)
{
    uint64_t most = (uint64_t)w->catalog->entry_count << w->number_bits | ((1u << w->number_bits) - 1);
    unsigned ref_bytes = (bits_for(most) + 7) / 8;
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    write_head(w, ref_bytes);
    for (size_t i = 0; !w->failed && i < w->code_words; i++)
        put_bytes(&bytes, w->codes[i], 8);
    put_part(w, CODES, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i >> w->bucket_bits == 0; i++)
        ekb_leb128_put(&bytes, w->starts[i + 1] - w->starts[i]);
    put_part(w, STARTS, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        put_bytes(&bytes, ekb_anchors_print(w->found.items[i].key), 2);
    put_part(w, PRINTS, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        put_bytes(&bytes, w->found.items[i].ref, ref_bytes);
    put_part(w, REFS, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        ekb_strbuf_putc(&bytes, (char)w->found.items[i].sides);
    put_part(w, SIDES, &bytes);
    ekb_strbuf_release(&bytes);
}

int ekbc_scan_write(const ekbc_catalog *catalog, const ekbc_langs *langs, const ekbc_scan_keys *keys,
                    ekbc_rows *rows)
{
    writer w = {.catalog = catalog, .langs = langs, .keys = keys, .rows = rows};
    find_messages(&w);
    if (!w.failed)
        add_codes(&w);
    if (!w.failed)
        sort_links(&w);
    if (!w.failed)
        write_parts(&w);
    free(w.found.items);
    free(w.codes);
    free(w.uppers);
    free(w.starts);
    return !w.failed;
}
