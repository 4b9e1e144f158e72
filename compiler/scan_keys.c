/* SPDX-License-Identifier: MIT */
#include "scan_keys.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/lexicon.h"
#include "core/side.h"
#include "os.h"
#include "scan.h"
#include "state.h"

/* What a key is. */
enum { ALONE = 1, COMMON = 2, SHORT = 4 };
/* Of a word that ordinary logs are full of; of a side that nothing is known of;
 * of each further message; of three ideographs only: as much as of 64 messages. */
enum { COMMON_COST = 64, BARE_COST = 16, PAIR_COST = 8, SHORT_COST = 512 };
/* Words are counted by the bits that a key tells of them. */
enum { WORD_BITS = 16 };
/* Keys are counted by so many bits, as many as there are keys. */
enum { KEY_BITS_LEAST = 12, KEY_BITS_MOST = 23, KEYS_A_MESSAGE = 16 };

/* ---- Keys of the messages --------------------------------------------------- */

static void *grow(void *items, size_t *capacity, size_t need, size_t size)
{
    size_t more = *capacity == 0 ? 1024 : *capacity;
    if (items != NULL && need <= *capacity)
        return items;
    while (more < need && more <= SIZE_MAX / 2)
        more *= 2;
    void *out = more < need || more > SIZE_MAX / size ? NULL : realloc(items, more * size);
    if (out != NULL)
        *capacity = more;
    return out;
}

/* Room for so many more. @return 0 without memory. */
static int make_room(ekbc_scan_keys *keys, size_t messages, size_t count)
{
    unsigned char *sizes =
        grow(keys->sizes, &keys->message_capacity, keys->message_count + messages, sizeof *keys->sizes);
    if (sizes == NULL)
        return 0;
    keys->sizes = sizes;
    ekbc_scan_key *items = grow(keys->items, &keys->capacity, keys->count + count, sizeof *items);
    if (items == NULL)
        return 0;
    keys->items = items;
    return 1;
}

/* A single word stands in many a line that is no message, three ideographs in some. */
static unsigned kind_of(const ekb_anchor *anchor)
{
    return anchor->kind == EKB_ANCHOR_WORD_ALONE ? ALONE : anchor->kind == EKB_ANCHOR_THREE ? SHORT : 0;
}

static int is_common(const char *text)
{
    uint32_t word[32];
    size_t n = 0;
    for (; n < 32 && ekb_anchor_is_letter((unsigned char)text[n]); n++)
        word[n] = (unsigned char)text[n] | 0x20u;
    return n > 0 && ekb_lexicon_word(word, n) != 0;
}

static ekbc_scan_key key_of(const char *text, size_t head, const ekb_anchor *anchor)
{
    ekb_side before, behind;
    ekb_side_before(text, 0, anchor->start, EKB_SIDE_MOST, &before);
    ekb_side_behind(text, ekb_side_end(text, head), anchor->start, anchor->key, EKB_SIDE_MOST, &behind);
    return (ekbc_scan_key){
        .key = anchor->key,
        .first = (uint16_t)(anchor->words[0] >> 16),
        .sides = ekb_side_print(&before, &behind),
        .kind = (uint8_t)(kind_of(anchor) | (is_common(text + anchor->start) ? COMMON : 0)),
    };
}

static int add_message(ekbc_scan_keys *keys, const char *text)
{
    ekb_anchor anchors[EKB_ANCHORS_MAX];
    _Static_assert(EKB_ANCHORS_MAX <= UINT8_MAX, "a size is a byte");
    text += ekb_anchor_lead(text, strlen(text));
    size_t head = ekb_anchor_head(text, strlen(text)), count = ekb_anchors(text, head, anchors);
    if (!make_room(keys, 1, count))
        return 0;
    keys->sizes[keys->message_count++] = (unsigned char)count;
    for (size_t i = 0; i < count; i++)
        keys->items[keys->count++] = key_of(text, head, &anchors[i]);
    return 1;
}

/* @return 0 without memory. */
static int add_entry(ekbc_scan_keys *keys, const ekbc_entry *entry, size_t at)
{
    keys->cues[at] = (unsigned char)ekbc_scan_cues(entry);
    if (entry->kind != EKB_KIND_ERROR)
        return 1;
    for (size_t k = 0; k < entry->message_count; k++)
        for (size_t m = 0; m < entry->messages[k].count; m++)
            if (!add_message(keys, entry->messages[k].items[m].text))
                return 0;
    return 1;
}

/* ---- Keys that a state knows -------------------------------------------------- */

/* Where an entry's keys begin in a state. */
typedef struct cursor {
    const ekbc_state_keys *known; /* NULL: there are none of use */
    size_t entry, message, key;
} cursor;

/* Whether the parts of what a state knows belong together. */
static int is_whole(const ekbc_state_keys *known)
{
    uint64_t messages = 0, keys = 0;
    if (ekbc_state_sum(known->bytes, known->length) != known->sum)
        return 0;
    for (size_t i = 0; i < known->entries; i++)
        messages += known->messages[i];
    for (size_t i = 0; i < known->message_count; i++)
        keys += known->sizes[i];
    return messages == known->message_count && keys == known->count;
}

static size_t count_keys(const unsigned char *sizes, size_t messages)
{
    size_t count = 0;
    for (size_t i = 0; i < messages; i++)
        count += sizes[i];
    return count;
}

/* To the entry of that number, which is not before the last one asked for. */
static void move_to(cursor *c, size_t number)
{
    for (; c->entry + 1 < number; c->entry++) {
        size_t messages = c->known->messages[c->entry];
        c->key += count_keys(c->known->sizes + c->message, messages);
        c->message += messages;
    }
}

/* The keys of an entry from the state. @return 0 if it does not have them, -1
   without memory. */
static int take_entry(ekbc_scan_keys *keys, cursor *c, const ekbc_entry *entry, size_t at)
{
    size_t messages = keys->messages[at];
    if (c->known == NULL || entry->known <= c->entry || entry->known > c->known->entries)
        return 0;
    move_to(c, entry->known);
    if (c->known->messages[c->entry] != messages)
        return 0;
    keys->cues[at] = c->known->cues[c->entry];
    const unsigned char *sizes = c->known->sizes + c->message;
    size_t count = count_keys(sizes, messages);
    if (!make_room(keys, messages, count))
        return -1;
    if (messages > 0)
        memcpy(keys->sizes + keys->message_count, sizes, messages * sizeof *sizes);
    if (count > 0)
        memcpy(keys->items + keys->count, c->known->items + c->key, count * sizeof *keys->items);
    keys->message_count += messages;
    keys->count += count;
    return 1;
}

static size_t count_messages(const ekbc_entry *entry)
{
    size_t count = 0;
    for (size_t i = 0; entry->kind == EKB_KIND_ERROR && i < entry->message_count; i++)
        count += entry->messages[i].count;
    return count;
}

int ekbc_scan_keys_make(const ekbc_catalog *catalog, const ekbc_state *state, ekbc_scan_keys *out)
{
    cursor c = {.known =
                    state != NULL && state->keys.entries > 0 && is_whole(&state->keys) ? &state->keys : NULL};
    *out = (ekbc_scan_keys){.messages = calloc(catalog->entry_count + 1, sizeof *out->messages),
                            .cues = calloc(catalog->entry_count + 1, sizeof *out->cues)};
    if (c.known != NULL) {
        /* A little more than is known: what is new then needs no larger array. */
        out->capacity = c.known->count + c.known->count / 16 + 1024;
        out->items = ekbc_os_alloc_large(out->capacity * sizeof *out->items);
    }
    if (out->messages == NULL || out->cues == NULL || (c.known != NULL && out->items == NULL))
        return 0;
    for (size_t i = 0; i < catalog->entry_count; i++) {
        const ekbc_entry *entry = &catalog->entries[i];
        out->messages[i] = (uint32_t)count_messages(entry);
        int taken = take_entry(out, &c, entry, i);
        if (taken < 0 || (taken == 0 && !add_entry(out, entry, i)))
            return 0;
    }
    return 1;
}

void ekbc_scan_keys_release(ekbc_scan_keys *keys)
{
    free(keys->messages);
    free(keys->cues);
    free(keys->sizes);
    free(keys->items);
    *keys = (ekbc_scan_keys){.messages = NULL};
}

/* ---- Choosing ------------------------------------------------------------------ */

/* How many messages have a key or a word. */
typedef struct counts {
    uint16_t *keys, *words;
    unsigned shift; /* of a key */
} counts;

static uint16_t *key_count(const counts *c, uint32_t key)
{
    return &c->keys[key * EKB_ANCHOR_PAIR_MULTIPLIER >> c->shift];
}

static void count_one(uint16_t *count)
{
    *count = (uint16_t)(*count + (*count < UINT16_MAX));
}

/* @return 0 without memory. */
static int count_all(counts *c, const ekbc_scan_keys *keys)
{
    unsigned bits = KEY_BITS_LEAST;
    while (bits < KEY_BITS_MOST && keys->message_count * KEYS_A_MESSAGE >> bits != 0)
        bits++;
    size_t size = ((size_t)1 << bits) + ((size_t)1 << WORD_BITS);
    c->shift = 32 - bits;
    c->keys = ekbc_os_alloc_large(size * sizeof *c->keys);
    if (c->keys == NULL)
        return 0;
    c->words = c->keys + ((size_t)1 << bits);
    memset(c->keys, 0, size * sizeof *c->keys);
    for (size_t i = 0; i < keys->count; i++) {
        count_one(key_count(c, keys->items[i].key));
        count_one(&c->words[keys->items[i].key >> 16]);
    }
    return 1;
}

/* What reading for nothing is to be feared of a key: how rare the rarer of its
 * words is, how many other messages have it, and whether what stands beside it
 * tells more. */
static unsigned cost_of(const counts *c, const ekbc_scan_key *key)
{
    unsigned first = c->words[key->first], last = c->words[key->key >> 16];
    unsigned cost = (first < last ? first : last) + (unsigned)PAIR_COST * *key_count(c, key->key);
    cost += (key->kind & COMMON) != 0 ? COMMON_COST : 0u;
    cost += (key->sides & 0x0F) == 0 ? BARE_COST : 0u;
    cost += (key->sides & 0xF0) == 0 ? BARE_COST : 0u;
    cost += (key->kind & SHORT) != 0 ? SHORT_COST : 0u;
    return cost + ((key->kind & ALONE) != 0 ? UINT32_C(10) * UINT16_MAX : 0u);
}

/* The cheapest of `count` keys, the first of several. */
static const ekbc_scan_key *choose(const counts *c, const ekbc_scan_key *keys, size_t count)
{
    size_t best = 0;
    unsigned least = UINT_MAX;
    for (size_t i = 0; i < count; i++) {
        unsigned cost = cost_of(c, &keys[i]);
        if (cost < least) {
            best = i;
            least = cost;
        }
    }
    return &keys[best];
}

const ekbc_scan_key **ekbc_scan_keys_choose(const ekbc_scan_keys *keys)
{
    counts c = {.shift = 0};
    const ekbc_scan_key **chosen = malloc((keys->message_count + 1) * sizeof *chosen);
    size_t first = 0;
    int fine = chosen != NULL && count_all(&c, keys);
    for (size_t i = 0; fine && i < keys->message_count; i++) {
        chosen[i] = keys->sizes[i] > 0 ? choose(&c, &keys->items[first], keys->sizes[i]) : NULL;
        first += keys->sizes[i];
    }
    free(c.keys);
    if (!fine) {
        free(chosen);
        chosen = NULL;
    }
    return chosen;
}
