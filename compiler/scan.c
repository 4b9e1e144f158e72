/* SPDX-License-Identifier: MIT */
/*
 * Anchors of messages and symbols, and a filter of all codes. Of the keys of a
 * message the rarest is chosen, so that what is read for nothing stays little
 * however many messages share their words.
 */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "core/anchor.h"
#include "core/code.h"
#include "core/leb128.h"
#include "core/lexicon.h"

/* As the engine's scan/table.h says. */
enum { HEAD = 1, CODES, STARTS, PRINTS, REFS };
enum { PART_SHIFT = 20, ROW_BYTES = 256 * 1024 };
enum { CODE_BITS = 12 /* of the filter, a code */, WORD_BITS = 64 };
/* So many leading bits tell words apart well enough to count them. */
enum { COUNTED_BITS = 20 };
/* A word that ordinary logs are full of is a last resort. */
enum { COMMON_COST = 1 << 12, PAIR_COST = 8 };
enum { BUCKET_FILL = 8, BUCKET_BITS_LEAST = 4, BUCKET_BITS_MOST = 24 };

/* A key that leads to a message, or with ref 0 to a symbol. */
typedef struct link {
    uint64_t ref;
    uint32_t key, rarest;
} link;

/* What a key of a message is, as low bits of its ref until it is chosen. */
enum { ALONE = 1, COMMON = 2, KIND_BITS = 2 };

typedef struct links {
    link *items;
    size_t count, capacity;
} links;

typedef struct writer {
    const ekbc_catalog *catalog;
    const ekbc_langs *langs;
    ekbc_rows *rows;
    links found;
    links keys;     /* of all messages in their order, one to be chosen of each */
    uint16_t *seen; /* how many messages have a key, by its leading bits */
    unsigned seen_shift;
    unsigned number_bits; /* of a message's number in its entry */
    uint64_t *codes;      /* the filter */
    size_t code_words, code_count;
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
    for (; bytes > 0; bytes--, value >>= 8)
        ekb_strbuf_putc(out, (char)(value & 0xFF));
}

/* ---- Messages ---------------------------------------------------------------- */

/* What is done with each message of each entry that is an error. */
typedef void (*message_fn)(writer *w, const char *text, uint64_t ref);

/* The number of a message in its entry: its language, if it is the first
 * wording in one, or beyond all languages the number of its row. */
static void each_message(writer *w, message_fn visit)
{
    for (size_t i = 0; i < w->catalog->entry_count && !w->failed; i++) {
        const ekbc_entry *entry = &w->catalog->entries[i];
        uint64_t further = w->langs->count + 1;
        for (size_t k = 0; k < entry->message_count && entry->kind == EKB_KIND_ERROR; k++)
            for (size_t m = 0; m < entry->messages[k].count; m++) {
                const ekbc_text *text = &entry->messages[k].items[m];
                uint64_t number = k == 0 ? (uint64_t)ekbc_lang_id(w->langs, text->lang) : further++;
                visit(w, text->text, (uint64_t)(i + 1) << w->number_bits | number);
            }
    }
}

static void add_link(writer *w, links *to, link added)
{
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

/* Single words and three ideographs stand in many a line that is no message. */
static int is_alone(const ekb_anchor *anchor)
{
    return anchor->kind == EKB_ANCHOR_WORD_ALONE || anchor->kind == EKB_ANCHOR_THREE;
}

static int is_common(const char *text)
{
    uint32_t word[32];
    size_t n = 0;
    for (; n < 32 && ekb_anchor_is_letter((unsigned char)text[n]); n++)
        word[n] = (unsigned char)text[n] | 0x20u;
    return n > 0 && ekb_lexicon_word(word, n) != 0;
}

static link link_of(const ekb_anchor *anchor, uint64_t ref)
{
    return (link){ref, anchor->key, anchor->rarest};
}

static uint16_t *seen_of(const writer *w, const link *key)
{
    return &w->seen[key->key >> w->seen_shift];
}

/* Words are counted behind the keys. */
static uint16_t *word_of(const writer *w, const link *key)
{
    return &w->seen[((size_t)1 << (32 - w->seen_shift)) + (key->rarest >> (32 - COUNTED_BITS))];
}

static void collect_keys(writer *w, const char *text, uint64_t ref)
{
    ekb_anchor anchors[EKB_ANCHORS_MAX];
    size_t count = ekb_anchors(text, ekb_anchor_head(text, strlen(text)), anchors);
    for (size_t i = 0; i < count; i++) {
        unsigned kind =
            (is_alone(&anchors[i]) ? ALONE : 0u) | (is_common(text + anchors[i].start) ? COMMON : 0u);
        link key = link_of(&anchors[i], ref << KIND_BITS | kind);
        uint16_t *seen = seen_of(w, &key), *word = word_of(w, &key);
        *seen = (uint16_t)(*seen + (*seen < UINT16_MAX));
        *word = (uint16_t)(*word + (*word < UINT16_MAX));
        add_link(w, &w->keys, key);
    }
}

/* What reading for nothing is to be feared of a key: of its word or its first
 * ideographs, and of other messages that have it. */
static unsigned cost_of(const writer *w, const link *key)
{
    unsigned cost = *word_of(w, key);
    cost += (unsigned)PAIR_COST * *seen_of(w, key);
    cost += (key->ref & COMMON) != 0 ? COMMON_COST : 0u;
    return cost + ((key->ref & ALONE) != 0 ? UINT32_C(10) * UINT16_MAX : 0u);
}

/* Of each message its cheapest key, the first of several. */
static void choose_keys(writer *w)
{
    const link *at = w->keys.items, *end = at != NULL ? at + w->keys.count : NULL;
    while (at < end && !w->failed) {
        const link *best = at, *first = at;
        for (at++; at < end && at->ref >> KIND_BITS == first->ref >> KIND_BITS; at++)
            if (cost_of(w, at) < cost_of(w, best))
                best = at;
        add_link(w, &w->found, (link){best->ref >> KIND_BITS, best->key, best->rarest});
    }
}

static unsigned bits_for(uint64_t most)
{
    unsigned bits = 0;
    while (bits < 40 && most >> bits != 0)
        bits++;
    return bits;
}

static void measure_messages(writer *w)
{
    size_t all = 0, most = 0;
    for (size_t i = 0; i < w->catalog->entry_count; i++) {
        size_t n = 0;
        for (size_t k = 0; k < w->catalog->entries[i].message_count; k++)
            n += w->catalog->entries[i].messages[k].count;
        most = n > most ? n : most;
        all += n;
    }
    w->number_bits = bits_for(w->langs->count + most);
    unsigned bits = bits_for(all * 16);
    bits = bits < 12 ? 12 : bits > 23 ? 23 : bits;
    w->seen_shift = 32 - bits;
    w->seen = calloc(((size_t)1 << bits) + ((size_t)1 << COUNTED_BITS), sizeof *w->seen);
    w->failed |= w->seen == NULL;
}

/* ---- Codes ------------------------------------------------------------------- */

static size_t count_canons(const ekbc_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count += catalog->entries[i].code_count;
    return count;
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
        add_link(w, &w->found, link_of(&anchors[best], 0));
}

static void add_codes(writer *w)
{
    w->code_words = count_canons(w->catalog) * CODE_BITS / WORD_BITS + 1;
    w->codes = calloc(w->code_words, sizeof *w->codes);
    w->failed |= w->codes == NULL;
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
        w->starts[(w->found.items[i].key >> (32 - w->bucket_bits)) + 2]++;
    for (size_t i = 2; !w->failed && i < buckets + 2; i++)
        w->starts[i] += w->starts[i - 1];
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        dealt[w->starts[(w->found.items[i].key >> (32 - w->bucket_bits)) + 1]++] = w->found.items[i];
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
    if (cues != NULL)
        ekbc_scan_cues(w->catalog, cues);
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
    for (size_t i = 0; !w->failed && i <= (size_t)1 << w->bucket_bits; i++)
        put_bytes(&bytes, w->starts[i], 4);
    put_part(w, STARTS, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        put_bytes(&bytes, w->found.items[i].key << w->bucket_bits >> 16 & 0xFFFF, 2);
    put_part(w, PRINTS, &bytes);
    ekb_strbuf_clear(&bytes);
    for (size_t i = 0; !w->failed && i < w->found.count; i++)
        put_bytes(&bytes, w->found.items[i].ref, ref_bytes);
    put_part(w, REFS, &bytes);
    ekb_strbuf_release(&bytes);
}

int ekbc_scan_write(const ekbc_catalog *catalog, const ekbc_langs *langs, ekbc_rows *rows)
{
    writer w = {.catalog = catalog, .langs = langs, .rows = rows};
    measure_messages(&w);
    if (!w.failed)
        each_message(&w, collect_keys);
    if (!w.failed)
        choose_keys(&w);
    if (!w.failed)
        add_codes(&w);
    if (!w.failed)
        sort_links(&w);
    if (!w.failed)
        write_parts(&w);
    free(w.found.items);
    free(w.keys.items);
    free(w.seen);
    free(w.codes);
    free(w.starts);
    return !w.failed;
}
