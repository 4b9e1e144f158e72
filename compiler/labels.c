/* SPDX-License-Identifier: MIT */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

static int add(ekbc_labels *labels, const ekbc_node *node)
{
    if (labels->count == labels->capacity) {
        size_t capacity = labels->capacity == 0 ? 8 : labels->capacity * 2;
        ekbc_label *items = realloc(labels->items, capacity * sizeof *items);
        if (items == NULL)
            return 0;
        labels->items = items;
        labels->capacity = capacity;
    }
    labels->items[labels->count] = (ekbc_label){node->label, (int)labels->count + 1, node->label_place};
    labels->count++;
    return 1;
}

static int collect(ekbc_labels *labels, const ekbc_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i].label != NULL && !add(labels, &nodes[i]))
            return 0;
        if (!collect(labels, nodes[i].children, nodes[i].child_count))
            return 0;
    }
    return 1;
}

static int by_name(const void *a, const void *b)
{
    const ekbc_label *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order != 0 ? order : left->number - right->number;
}

int ekbc_labels_collect(ekbc_labels *labels, const ekbc_entry *entry)
{
    labels->count = 0;
    if (!collect(labels, entry->causes, entry->cause_count))
        return 0;
    if (labels->count > 1)
        qsort(labels->items, labels->count, sizeof *labels->items, by_name);
    return 1;
}

int ekbc_label_number(const ekbc_labels *labels, const char *name)
{
    size_t low = 0, high = labels->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, labels->items[middle].name);
        if (order == 0)
            return labels->items[middle].number;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

void ekbc_labels_release(ekbc_labels *labels)
{
    free(labels->items);
    *labels = (ekbc_labels)EKBC_LABELS_INIT;
}
