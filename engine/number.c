/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <stdio.h>
#include <string.h>

static const char *make_number(const char *prefix, unsigned n, ekb_arena *arena)
{
    char last[16];
    int length = snprintf(last, sizeof last, "%u", n);
    if (prefix == NULL)
        return ekb_arena_strndup(arena, last, (size_t)length);
    size_t before = strlen(prefix);
    char *number = ekb_arena_alloc(arena, before + (size_t)length + 2);
    if (number == NULL)
        return NULL;
    memcpy(number, prefix, before);
    number[before] = '.';
    memcpy(number + before + 1, last, (size_t)length + 1);
    return number;
}

/* @return 0 without memory. */
static int number_children(const ekb_tree *tree, const ekb_tree_node *parent, const char *prefix,
                           unsigned *next, const char **numbers, ekb_arena *arena)
{
    int done = 1;
    for (uint32_t i = parent->first_child; i != 0 && done; i = tree->nodes[i].next) {
        const ekb_tree_node *node = &tree->nodes[i];
        unsigned inner = 0;
        if (!ekb_node_is_numbered(node->type)) {
            done = number_children(tree, node, prefix, next, numbers, arena);
            continue;
        }
        numbers[i] = make_number(prefix, ++*next, arena);
        done = numbers[i] != NULL && number_children(tree, node, numbers[i], &inner, numbers, arena);
    }
    return done;
}

const char **ekb_numbers(const ekb_tree *tree, const char *prefix, ekb_arena *arena)
{
    const char **numbers = ekb_arena_calloc(arena, tree->node_count, sizeof *numbers);
    unsigned next = 0;
    for (uint32_t i = tree->nodes[0].first_child; i != 0 && numbers != NULL; i = tree->nodes[i].next) {
        if (tree->kind != EKB_KIND_PROCEDURE)
            next = 0;
        if (!number_children(tree, &tree->nodes[i], prefix, &next, numbers, arena))
            return NULL;
    }
    return numbers;
}

const char **ekb_numbers_of_step(const ekb_tree *tree, uint32_t step, const char *number, ekb_arena *arena)
{
    const char **numbers = ekb_arena_calloc(arena, tree->node_count, sizeof *numbers);
    unsigned inner = 0;
    if (numbers == NULL)
        return NULL;
    numbers[step] = number;
    return number_children(tree, &tree->nodes[step], number, &inner, numbers, arena) ? numbers : NULL;
}

const char *ekb_number_refs(const char *text, const char *number, ekb_arena *arena)
{
    static const char mark[] = "{ref}";
    const size_t mark_length = sizeof mark - 1, length = strlen(number);
    size_t marks = 0;
    for (const char *at = text; (at = strstr(at, mark)) != NULL; at += mark_length)
        marks++;
    if (marks == 0)
        return text;
    char *out = ekb_arena_alloc(arena, strlen(text) + marks * length + 1), *to = out;
    if (out == NULL)
        return NULL;
    for (const char *found; (found = strstr(text, mark)) != NULL; text = found + mark_length) {
        memcpy(to, text, (size_t)(found - text));
        to += found - text;
        memcpy(to, number, length);
        to += length;
    }
    memcpy(to, text, strlen(text) + 1);
    return out;
}
