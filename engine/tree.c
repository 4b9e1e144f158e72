/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include "body.h"
#include "core/error.h"
#include "row.h"
#include "vector.h"

/* Most nodes of an entry: n is 16 bits of the id. */
#define NODES_MAX 65535

static void read_node(ekb_row *row, ekb_tree_node *node, uint32_t at)
{
    /* Numbers without gaps make n a position. */
    if ((ekb_row_number(row, 0, 1, INT64_MAX) & NODES_MAX) != at)
        ekb_row_corrupt(row);
    node->parent = (uint32_t)ekb_row_number(row, 1, 0, at - 1);
    node->type = (ekb_node_type)ekb_row_number(row, 2, EKB_NODE_CAUSE, EKB_NODE_USE);
    node->argument = ekb_row_is_null(row, 3) ? NULL : ekb_row_text(row, 3);
    node->target = ekb_row_is_null(row, 4) ? 0 : ekb_row_number(row, 4, 1, EKB_ENTRY_ID_MAX);
    node->label = (uint32_t)ekb_row_number(row, 5, 0, NODES_MAX);
    node->ref = (uint32_t)ekb_row_number(row, 6, 0, NODES_MAX);
}

int ekb_node_is_numbered(ekb_node_type type)
{
    return type == EKB_NODE_STEP || type == EKB_NODE_USE;
}

static int node_is_sound(const ekb_tree_node *node)
{
    int has_argument = node->type == EKB_NODE_COMMAND || node->type == EKB_NODE_LINK;
    if (node->depth > EKB_TREE_DEPTH || has_argument != (node->argument != NULL))
        return 0;
    if (node->parent == 0 && node->type != EKB_NODE_CAUSE && node->type != EKB_NODE_LINK)
        return 0;
    if (node->parent != 0 && node->type == EKB_NODE_CAUSE)
        return 0;
    if (node->label != 0 && !ekb_node_is_numbered(node->type))
        return 0;
    if (node->type == EKB_NODE_USE)
        return node->target != 0;
    return node->target == 0 || node->type == EKB_NODE_CAUSE;
}

/* Hang the node at position `at` behind its parent's other children. */
static void adopt(ekb_tree_node *nodes, uint32_t at)
{
    ekb_tree_node *node = &nodes[at], *parent = &nodes[node->parent];
    node->depth = parent->depth + 1;
    if (parent->last_child != 0)
        nodes[parent->last_child].next = at;
    else
        parent->first_child = at;
    parent->last_child = at;
    parent->child_count++;
}

static ekb_status read_nodes(ekb_index *index, int64_t stored, ekb_arena *arena, ekb_tree *tree,
                             ekb_error *error)
{
    ekb_vector nodes = {.size = sizeof(ekb_tree_node)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_NODES, arena, error);
    ekb_row_bind(&row, 1, stored);
    if (ekb_vector_push(&nodes, arena) == NULL)
        ekb_row_nomem(&row);
    while (stored != 0 && ekb_row_next(&row)) {
        ekb_tree_node *node = ekb_vector_push(&nodes, arena);
        if (node == NULL) {
            ekb_row_nomem(&row);
            break;
        }
        uint32_t at = (uint32_t)nodes.count - 1;
        read_node(&row, node, at);
        if (row.status != EKB_OK)
            break;
        adopt(nodes.items, at);
        const ekb_tree_node *parent = node - at + node->parent;
        if (!node_is_sound(node) || parent->target != 0)
            ekb_row_corrupt(&row);
    }
    tree->nodes = nodes.items;
    tree->node_count = nodes.count;
    return ekb_row_end(&row);
}

/* Find each ref its label: one table, so that many refs cost no more than one. */
static ekb_status join_labels(ekb_index *index, ekb_arena *arena, ekb_tree *tree, ekb_error *error)
{
    size_t most = 0;
    for (size_t i = 1; i < tree->node_count; i++)
        if (tree->nodes[i].label > most)
            most = tree->nodes[i].label;
    tree->label_count = most + 1;
    tree->labelled = ekb_arena_calloc(arena, tree->label_count, sizeof *tree->labelled);
    if (tree->labelled == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 1; i < tree->node_count; i++) {
        uint32_t label = tree->nodes[i].label;
        if (label == 0)
            continue;
        if (tree->labelled[label] != 0)
            return ekb_index_corrupt(index, "node.label", error);
        tree->labelled[label] = (uint32_t)i;
    }
    for (size_t i = 1; i < tree->node_count; i++) {
        uint32_t ref = tree->nodes[i].ref;
        if (ref != 0 && (ref > most || tree->labelled[ref] == 0))
            return ekb_index_corrupt(index, "node.ref", error);
    }
    return EKB_OK;
}

/* A text and whose it is: rows are by language, nodes want theirs together. */
typedef struct placed_text {
    uint32_t node;
    ekb_text text;
} placed_text;

/* What the nodes say in the language of the row. */
static void take_body(ekb_row *row, ekb_tree *tree, ekb_vector *list)
{
    int64_t lang = ekb_text_lang(row);
    ekb_body body = ekb_body_of(ekb_row_draft(row, EKB_TEXT_BODY));
    int more = 0;
    while (row->status == EKB_OK && (more = ekb_body_next(&body)) > 0) {
        if (body.node >= tree->node_count) {
            ekb_row_corrupt(row);
            return;
        }
        if (body.text == NULL)
            continue;
        /* At the top are causes and own links. */
        int is_title = body.bare && tree->nodes[body.node].parent == 0;
        placed_text *placed = ekb_vector_push(list, row->arena);
        const char *title = ekb_arena_strdup(row->arena, is_title ? body.text : body.title);
        const char *text = ekb_arena_strdup(row->arena, is_title ? "" : body.text);
        if (placed == NULL || title == NULL || text == NULL) {
            ekb_row_nomem(row);
            return;
        }
        *placed = (placed_text){body.node, {lang, title, text}};
        tree->nodes[body.node].texts.count++;
    }
    if (more < 0)
        ekb_row_corrupt(row);
}

/* Give each node its texts, whose numbers are known. */
static ekb_status place_texts(ekb_arena *arena, ekb_tree *tree, const ekb_vector *list, ekb_error *error)
{
    const placed_text *placed = list->items;
    ekb_text *texts = ekb_arena_calloc(arena, list->count, sizeof *texts);
    ekb_text **next = ekb_arena_calloc(arena, tree->node_count, sizeof *next);
    if (texts == NULL || next == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; i < tree->node_count; i++) {
        tree->nodes[i].texts.items = next[i] = texts;
        texts += tree->nodes[i].texts.count;
    }
    for (size_t i = 0; i < list->count; i++)
        *next[placed[i].node]++ = placed[i].text;
    return EKB_OK;
}

static ekb_status read_texts(ekb_index *index, ekb_arena *arena, ekb_tree *tree, ekb_error *error)
{
    ekb_vector titles = {.size = sizeof(ekb_text)}, texts = {.size = sizeof(placed_text)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_TEXT, arena, error);
    ekb_row_bind(&row, 1, tree->entry);
    while (ekb_row_next(&row)) {
        ekb_title_take(&row, &titles);
        if (!ekb_row_is_null(&row, EKB_TEXT_BODY))
            take_body(&row, tree, &texts);
    }
    tree->titles = (ekb_texts){titles.items, titles.count};
    ekb_status status = ekb_row_end(&row);
    return status == EKB_OK ? place_texts(arena, tree, &texts, error) : status;
}

ekb_status ekb_tree_read(ekb_index *index, int64_t entry, int64_t stored, ekb_arena *arena, ekb_tree *out,
                         ekb_error *error)
{
    out->entry = entry;
    ekb_status status = read_nodes(index, stored, arena, out, error);
    if (status == EKB_OK)
        status = join_labels(index, arena, out, error);
    if (status == EKB_OK)
        status = read_texts(index, arena, out, error);
    return status;
}
