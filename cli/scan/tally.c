/* SPDX-License-Identifier: MIT */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "core/strbuf.h"
#include "core/utf8.h"

enum { VALUE_MOST = 200, SAMPLE_MOST = 4096 };

/* A new item is all zero. */
static ekb_tally_item *item_of(ekb_tally *tally, const char *key, size_t length)
{
    ekb_tally_item *items = ekb_keys_table(&tally->keys, tally->items, &tally->room, sizeof *items);
    if (items == NULL)
        return NULL;
    tally->items = items;
    size_t number = ekb_keys_number(&tally->keys, key, length);
    return number != EKB_KEY_NONE ? &items[number] : NULL;
}

static void take_place(ekb_tally_place *out, const char *log, const ekb_scan_place *place,
                       const ekb_stamp *stamp)
{
    size_t length = stamp->span.end - stamp->span.start;
    length = length < sizeof out->time ? length : 0;
    *out = (ekb_tally_place){.log = log, .line = place->line, .offset = place->start, .stamp = *stamp};
    memcpy(out->time, place->head + stamp->span.start, length);
}

/* Of a long record the part around the match, as much on either side. */
static ekb_span sample_of(const ekb_scan_place *place)
{
    size_t length = place->text_length, matched = place->match.end - place->match.start;
    if (length <= SAMPLE_MOST)
        return (ekb_span){0, length};
    size_t before = matched < SAMPLE_MOST ? (SAMPLE_MOST - matched) / 2 : 0;
    size_t start = place->match.start > before ? place->match.start - before : 0;
    start = start < length - SAMPLE_MOST ? start : length - SAMPLE_MOST;
    while (start < place->match.start && ((unsigned char)place->text[start] & 0xC0) == 0x80)
        start++;
    size_t end = start + SAMPLE_MOST < length ? start + SAMPLE_MOST : length;
    return (ekb_span){start, start + ekb_utf8_whole(place->text + start, end - start)};
}

static int take_sample(ekb_tally *tally, ekb_tally_item *item, const ekb_scan_place *place)
{
    ekb_span sample = sample_of(place), match = place->match;
    size_t length = sample.end - sample.start;
    match.end = match.end < sample.end ? match.end : sample.end;
    item->sample = ekb_arena_strndup(&tally->arena, place->text + sample.start, length);
    item->sample_length = length;
    item->match = (ekb_span){match.start - sample.start, match.end - sample.start};
    return item->sample != NULL ? 0 : -1;
}

/* What is the same of hits and unknown codes. */
static int count(ekb_tally *tally, ekb_tally_item *item, const char *log, const ekb_scan_place *place)
{
    ekb_stamp stamp;
    ekb_stamp_find(place->head, place->head_length, &stamp);
    int is_first = item->count++ == 0;
    if (is_first || ekb_stamp_compare(&stamp, &item->first.stamp) < 0)
        take_place(&item->first, log, place, &stamp);
    if (is_first || ekb_stamp_compare(&stamp, &item->last.stamp) >= 0)
        take_place(&item->last, log, place, &stamp);
    return is_first ? take_sample(tally, item, place) : 0;
}

static int add_value(ekb_tally *tally, ekb_tally_item *item, const char *name, const char *value,
                     size_t length)
{
    length = length < VALUE_MOST ? length : VALUE_MOST;
    for (size_t i = 0; i < item->value_count; i++) {
        ekb_tally_value *there = &item->values[i];
        if (strcmp(there->name, name) == 0 && strncmp(there->value, value, length) == 0 &&
            there->value[length] == '\0') {
            there->count++;
            return 0;
        }
    }
    if (item->value_count == EKB_TALLY_VALUES) {
        item->more_values++;
        return 0;
    }
    ekb_tally_value *new_value = &item->values[item->value_count];
    new_value->name = ekb_arena_strdup(&tally->arena, name);
    new_value->value = ekb_arena_strndup(&tally->arena, value, length);
    new_value->count = 1;
    if (new_value->name == NULL || new_value->value == NULL)
        return -1;
    item->value_count++;
    return 0;
}

static int add_values(ekb_tally *tally, ekb_tally_item *item, const ekb_scan_hit *hit)
{
    for (size_t i = 0; i < hit->argument_count; i++) {
        const ekb_scan_argument *argument = &hit->arguments[i];
        if (add_value(tally, item, argument->name, hit->place.text + argument->span.start,
                      argument->span.end - argument->span.start) != 0)
            return -1;
    }
    return 0;
}

/* Entries that cannot be told apart are one item. */
static void make_key(ekb_strbuf *key, const ekb_scan_hit *hit)
{
    for (size_t i = 0; i < hit->entry_count; i++) {
        ekb_strbuf_puts(key, hit->entries[i].id);
        ekb_strbuf_putc(key, '\n');
    }
}

static int keep_identity(ekb_tally *tally, ekb_tally_item *item, const ekb_scan_hit *hit)
{
    size_t size = hit->entry_count * sizeof *hit->entries;
    ekb_scan_entry *entries = ekb_arena_alloc(&tally->arena, size);
    item->code = ekb_arena_strdup(&tally->arena, hit->code);
    if (entries == NULL || item->code == NULL)
        return -1;
    for (size_t i = 0; i < hit->entry_count; i++) {
        entries[i] = hit->entries[i];
        entries[i].id = ekb_arena_strdup(&tally->arena, hit->entries[i].id);
        entries[i].product = ekb_arena_strdup(&tally->arena, hit->entries[i].product);
        if (entries[i].id == NULL || entries[i].product == NULL)
            return -1;
    }
    item->entries = entries;
    item->entry_count = hit->entry_count;
    return 0;
}

int ekb_tally_hit(ekb_tally *tally, const char *log, const ekb_scan_hit *hit, const ekb_tally_item **out)
{
    ekb_strbuf key = EKB_STRBUF_INIT;
    make_key(&key, hit);
    ekb_tally_item *item = key.failed ? NULL : item_of(tally, ekb_strbuf_text(&key), key.length);
    ekb_strbuf_release(&key);
    if (item == NULL || (item->count == 0 && keep_identity(tally, item, hit) != 0))
        return -1;
    item->confidence = hit->confidence > item->confidence ? hit->confidence : item->confidence;
    item->conflict |= hit->conflict;
    if (out != NULL)
        *out = item;
    return count(tally, item, log, &hit->place) == 0 ? add_values(tally, item, hit) : -1;
}

/* Items stand in the order of their first hits, and so do their addresses. */
static int by_count(const void *a, const void *b)
{
    const ekb_tally_item *x = *(const ekb_tally_item *const *)a, *y = *(const ekb_tally_item *const *)b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x < y ? -1 : x > y;
}

const ekb_tally_item **ekb_tally_sorted(const ekb_tally *tally)
{
    size_t count = ekb_tally_count(tally);
    const ekb_tally_item **list = count > 0 ? malloc(count * sizeof *list) : NULL;
    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        list[i] = &tally->items[i];
    qsort((void *)list, count, sizeof *list, by_count);
    return list;
}

/* ---- Unknown codes -------------------------------------------------------------- */

static int by_first_hit(const void *a, const void *b)
{
    const ekb_tally_item *x = *(const ekb_tally_item *const *)a, *y = *(const ekb_tally_item *const *)b;
    return x < y ? -1 : x > y;
}

static int keep(ekb_tally *kept, const ekb_tally_item *item)
{
    ekb_tally_item *copy = item_of(kept, item->code, strlen(item->code));
    if (copy == NULL)
        return -1;
    *copy = *item;
    copy->code = ekb_arena_strdup(&kept->arena, item->code);
    copy->space = ekb_arena_strdup(&kept->arena, item->space);
    copy->sample = ekb_arena_strndup(&kept->arena, item->sample, item->sample_length);
    return copy->code != NULL && copy->space != NULL && copy->sample != NULL ? 0 : -1;
}

static int forget_rare(ekb_tally *tally)
{
    enum { KEPT = EKB_TALLY_UNKNOWN_MOST / 2 };
    ekb_tally kept = EKB_TALLY_INIT;
    const ekb_tally_item **list = ekb_tally_sorted(tally);
    int failed = list == NULL ? -1 : 0;
    if (list != NULL)
        qsort((void *)list, KEPT, sizeof *list, by_first_hit);
    for (size_t i = 0; failed == 0 && i < KEPT; i++)
        failed = keep(&kept, list[i]);
    free((void *)list);
    if (failed != 0) {
        ekb_tally_release(&kept);
        return -1;
    }
    ekb_tally_release(tally);
    *tally = kept;
    tally->forgot = 1;
    return 0;
}

int ekb_tally_unknown(ekb_tally *tally, const char *log, const ekb_scan_unknown *unknown)
{
    if (ekb_tally_count(tally) == EKB_TALLY_UNKNOWN_MOST && forget_rare(tally) != 0)
        return -1;
    ekb_tally_item *item = item_of(tally, unknown->code, strlen(unknown->code));
    if (item == NULL)
        return -1;
    if (item->count == 0) {
        item->code = ekb_arena_strdup(&tally->arena, unknown->code);
        item->space = ekb_arena_strdup(&tally->arena, unknown->space);
        if (item->code == NULL || item->space == NULL)
            return -1;
    }
    return count(tally, item, log, &unknown->place);
}

void ekb_tally_release(ekb_tally *tally)
{
    ekb_keys_release(&tally->keys);
    ekb_arena_release(&tally->arena);
    free(tally->items);
    *tally = (ekb_tally)EKB_TALLY_INIT;
}
