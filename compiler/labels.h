/* SPDX-License-Identifier: MIT */
/**
 * @file labels.h
 * @brief The labels of one entry, numbered in document order from 1.
 */
#ifndef EKBC_LABELS_H
#define EKBC_LABELS_H

#include "entry.h"

typedef struct ekbc_label {
    const char *name;
    int number;
    ekbc_place place;
} ekbc_label;

typedef struct ekbc_labels {
    ekbc_label *items; /**< Sorted by name, then number. */
    size_t count, capacity;
} ekbc_labels;

#define EKBC_LABELS_INIT                                                                                     \
  {                                                                                                          \
    NULL, 0, 0                                                                                               \
  }

/** Collect the labels of @p entry, replacing what was there. @return 0 without memory. */
int ekbc_labels_collect(ekbc_labels *labels, const ekbc_entry *entry);
/** 0 for a name that is none. */
int ekbc_label_number(const ekbc_labels *labels, const char *name);
void ekbc_labels_release(ekbc_labels *labels);

#endif
