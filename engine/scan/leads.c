/* SPDX-License-Identifier: MIT */
#include "leads.h"

#include <string.h>

#include "core/anchor.h"
#include "core/error.h"
#include "template.h"

void ekb_scan_leads_release(ekb_scan_leads *leads)
{
    ekb_scan_map_release(&leads->runs);
    ekb_arena_release(&leads->arena);
    ekb_strbuf_release(&leads->text);
    memset(leads->recent, 0, sizeof leads->recent);
    leads->size = 0;
}

size_t ekb_scan_leads_size(const ekb_scan_leads *leads)
{
    return leads->size + 2 * sizeof(ekb_scan_slot) * leads->runs.count;
}

static void *get_memory(ekb_scan_leads *leads, size_t count, size_t size)
{
    leads->size += count * size;
    return ekb_arena_calloc(&leads->arena, count, size);
}

/* ---- Runs ----------------------------------------------------------------------- */

/* The prints that agree with one that is stored. */
static uint16_t agreeing_with(unsigned print)
{
    return (uint16_t)(print == 0 ? UINT16_MAX : 1u << print | 1u);
}

static void add_sides(ekb_scan_run *run, uint8_t sides)
{
    uint16_t before = agreeing_with(sides >> 4), behind = agreeing_with(sides & 0x0F);
    for (unsigned print = 0; print < EKB_SIDE_PRINTS; print++)
        if ((before >> print & 1) != 0)
            run->agreeing[print] |= behind;
}

/* The anchors of a bucket are in the order of their prints. */
static int find_run(const ekb_anchors_table *table, uint32_t key, size_t *first, size_t *count)
{
    size_t i, end = ekb_anchors_bucket(table, key, &i);
    uint16_t print = ekb_anchors_print(key);
    while (i < end && table->prints[i] != print)
        i++;
    *first = i;
    while (i < end && table->prints[i] == print)
        i++;
    *count = i - *first;
    return *count > 0;
}

static ekb_scan_run *make_run(ekb_scan_leads *leads, const ekb_anchors_table *tables, size_t count,
                              uint32_t key)
{
    ekb_scan_run *head = NULL, **link = &head;
    for (size_t t = 0; t < count; t++) {
        size_t first, length;
        if (!find_run(&tables[t], key, &first, &length))
            continue;
        ekb_scan_run *run = get_memory(leads, 1, sizeof *run);
        ekb_scan_lead **items = get_memory(leads, length, sizeof *items);
        if (run == NULL || items == NULL)
            return NULL;
        *run =
            (ekb_scan_run){.table = &tables[t], .index = t, .first = first, .count = length, .leads = items};
        *link = run;
        link = &run->next;
        for (size_t i = 0; i < length; i++)
            add_sides(head, tables[t].sides[first + i]);
    }
    return head != NULL ? head : &leads->nothing;
}

ekb_scan_run *ekb_scan_leads_run(ekb_scan_leads *leads, const ekb_anchors_table *tables, size_t count,
                                 uint32_t key)
{
    size_t slot = key * EKB_ANCHOR_PAIR_MULTIPLIER >> (32 - EKB_LEADS_RECENT_BITS);
    ekb_scan_run *run = leads->recent[slot].run;
    if (run != NULL && leads->recent[slot].key == key)
        return run;
    uint64_t hash = ekb_scan_map_hash(0, key);
    run = ekb_scan_map_get(&leads->runs, hash);
    if (run == NULL &&
        ((run = make_run(leads, tables, count, key)) == NULL || !ekb_scan_map_put(&leads->runs, hash, run)))
        return NULL;
    leads->recent[slot].key = key;
    leads->recent[slot].run = run;
    return run;
}

/* ---- Messages ------------------------------------------------------------------- */

static ekb_scan_lead *make_lead(ekb_scan_leads *leads, const char *text, size_t head, size_t at, uint32_t key)
{
    ekb_scan_lead *lead = get_memory(leads, 1, sizeof *lead);
    if (lead == NULL)
        return NULL;
    lead->kind = EKB_LEAD_MESSAGE;
    lead->text = text;
    lead->end = (uint32_t)ekb_side_end(text, head);
    lead->at = (uint32_t)at;
    ekb_side_behind(text, lead->end, at, key, EKB_SIDE_MOST, &lead->behind);
    ekb_side_before(text, 0, at, EKB_SIDE_MOST, &lead->before);
    lead->across_before = ekb_scan_across_before(text, at);
    lead->across_behind = ekb_scan_across_behind(text, lead->end, at);
    return lead;
}

/* A message has a lead for each place where it has the key. @return 0 without memory. */
static int add_places(ekb_scan_leads *leads, uint32_t key, size_t index, int64_t source, ekb_scan_lead **out)
{
    ekb_anchor anchors[EKB_ANCHORS_MAX];
    const char *whole = ekb_strbuf_text(&leads->text);
    size_t lead_in = ekb_anchor_lead(whole, leads->text.length), length = leads->text.length - lead_in;
    const char *text = ekb_arena_strndup(&leads->arena, whole + lead_in, length);
    if (text == NULL)
        return 0;
    leads->size += length + 1;
    size_t head = ekb_anchor_head(text, length), count = ekb_anchors(text, head, anchors);
    for (size_t i = 0; i < count; i++) {
        if (anchors[i].key != key)
            continue;
        ekb_scan_lead *lead = make_lead(leads, text, head, anchors[i].start, key);
        if (lead == NULL)
            return 0;
        lead->index = index;
        lead->source = source;
        *out = lead;
        out = &lead->next;
    }
    return 1;
}

ekb_status ekb_scan_leads_read(ekb_scan_leads *leads, ekb_index *index, ekb_scan_run *run, size_t at,
                               uint32_t key, ekb_error *error)
{
    int64_t source;
    ekb_scan_lead *first = &leads->nowhere;
    int64_t entry = ekb_anchors_ref(run->table, run->first + at, &source);
    if (entry == 0) {
        leads->symbol.kind = EKB_LEAD_SYMBOL;
        run->leads[at] = &leads->symbol;
        return EKB_OK;
    }
    ekb_status status = ekb_template_source(index, EKB_TEMPLATE_MESSAGE, entry, source, &leads->text, error);
    if (status == EKB_OK && !add_places(leads, key, run->index, source, &first))
        status = ekb_error_nomem(error);
    if (status == EKB_OK)
        run->leads[at] = first;
    return status;
}
