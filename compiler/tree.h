/* SPDX-License-Identifier: MIT */
/**
 * @file tree.h
 * @brief A YAML document as a tree that knows where each part stands.
 */
#ifndef EKBC_TREE_H
#define EKBC_TREE_H

#include <stddef.h>

#include "entry.h"

typedef enum ekbc_yaml_kind {
    EKBC_SCALAR,
    EKBC_SEQUENCE,
    EKBC_MAPPING,
    EKBC_BROKEN /**< Already reported: readers pass over it in silence. */
} ekbc_yaml_kind;

typedef struct ekbc_yaml ekbc_yaml;
struct ekbc_yaml {
    ekbc_yaml_kind kind;
    int plain;        /**< A scalar without quotes: YAML readers guess its type. */
    int flow;         /**< A list or mapping in brackets or braces. */
    const char *text; /**< Of a scalar, NUL-terminated and without NUL inside. */
    size_t length;
    ekbc_yaml *key;   /**< Of a mapping's value: its key, a scalar. */
    ekbc_yaml *first; /**< Items, or values of a mapping, in source order. */
    ekbc_yaml *next;
    size_t count;
    ekbc_place place;
    ekbc_place comment; /**< Of one that follows a plain scalar and may be meant as text; line 0: none. */
};

#endif
