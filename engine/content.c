/* SPDX-License-Identifier: MIT */
#include "content.h"

#include "core/error.h"
#include "head.h"
#include "number.h"

/* Most nodes of a content with all procedures put in; the compiler allows 10,000. */
#define NODES_BUDGET 32768
/* Most procedures that one entry uses. */
#define TREES_MAX 4096
/* Deepest nesting of actions over all procedures: far more than a reader can
 * follow; it bounds the length of a number. */
#define DEPTH_MAX 64

/* A tree at the place where it is shown. */
typedef struct place {
    const ekb_tree *tree;
    const char **numbers;
    unsigned depth;
} place;

static void corrupt(ekb_builder *builder, const char *where)
{
    if (builder->status == EKB_OK)
        builder->status = ekb_index_corrupt(builder->index, where, builder->error);
}

/* Passes @p memory through and notes when it is missing. */
static void *need(ekb_builder *builder, void *memory)
{
    if (memory == NULL && builder->status == EKB_OK)
        builder->status = ekb_error_nomem(builder->error);
    return memory;
}

void ekb_builder_start(ekb_builder *builder, ekb_index *index, ekb_arena *arena, ekb_error *error)
{
    *builder =
        (ekb_builder){.index = index, .arena = arena, .error = error, .trees = {.size = sizeof(ekb_tree *)}};
}

static const ekb_tree *read_tree(ekb_builder *builder, int64_t entry)
{
    ekb_tree *tree = need(builder, ekb_arena_calloc(builder->arena, 1, sizeof *tree));
    ekb_tree **kept = need(builder, ekb_vector_push(&builder->trees, builder->arena));
    if (tree == NULL || kept == NULL)
        return NULL;
    *kept = tree;
    ekb_head head;
    ekb_status status = ekb_head_read(builder->index, entry, builder->arena, &head, builder->error);
    tree->slug = head.slug;
    tree->kind = head.kind;
    if (status == EKB_OK)
        status = ekb_tree_read(builder->index, entry, head.tree, builder->arena, tree, builder->error);
    builder->status = status;
    return status == EKB_OK ? tree : NULL;
}

const ekb_tree *ekb_builder_tree(ekb_builder *builder, int64_t entry)
{
    if (builder->status != EKB_OK)
        return NULL;
    ekb_tree *const *trees = builder->trees.items;
    for (size_t i = 0; i < builder->trees.count; i++)
        if (trees[i]->entry == entry)
            return trees[i];
    if (builder->trees.count < TREES_MAX)
        return read_tree(builder, entry);
    corrupt(builder, "node.target");
    return NULL;
}

/* Begin to show a tree, its numbers still to come; every success is followed by leave(). */
static int enter_bare(ekb_builder *builder, const ekb_tree *tree, unsigned depth, place *out)
{
    if (builder->status != EKB_OK)
        return 0;
    for (size_t i = 0; i < builder->shown_count; i++)
        if (builder->shown[i] == tree->entry)
            corrupt(builder, "node.target");
    if (builder->shown_count == EKB_SHOWN_MAX || tree->node_count > builder->budget)
        corrupt(builder, "node.target");
    if (builder->status != EKB_OK)
        return 0;
    *out = (place){tree, NULL, depth};
    builder->budget -= tree->node_count;
    builder->shown[builder->shown_count++] = tree->entry;
    return 1;
}

static void leave(ekb_builder *builder)
{
    builder->shown_count--;
}

/* Give the tree that was entered its numbers. */
static int numbered(ekb_builder *builder, place *at, const char **numbers)
{
    at->numbers = need(builder, numbers);
    if (numbers == NULL)
        leave(builder);
    return numbers != NULL;
}

static int enter(ekb_builder *builder, const ekb_tree *tree, const char *prefix, unsigned depth, place *out)
{
    return enter_bare(builder, tree, depth, out) &&
           numbered(builder, out, ekb_numbers(tree, prefix, builder->arena));
}

static const ekb_text *text_of(const ekb_builder *builder, const ekb_texts *texts)
{
    static const ekb_text none = {0, "", ""};
    const ekb_text *text = ekb_texts_in(builder->index, texts, builder->lang);
    return text != NULL ? text : &none;
}

/* The procedure that a node uses; NULL on failure. */
static const ekb_tree *used_tree(ekb_builder *builder, const ekb_tree_node *node)
{
    const ekb_tree *tree = ekb_builder_tree(builder, node->target);
    if (tree != NULL && tree->kind != EKB_KIND_PROCEDURE) {
        corrupt(builder, "node.target");
        return NULL;
    }
    return tree;
}

static void fill_children(ekb_builder *builder, const place *at, const ekb_tree_node *parent,
                          ekb_action *out);

static ekb_action *new_actions(ekb_builder *builder, size_t count)
{
    return need(builder, ekb_arena_calloc(builder->arena, count, sizeof(ekb_action)));
}

/* Steps of a procedure. Its introduction, where the place has no field for it,
 * becomes a note before them, so that no text is lost. */
static const ekb_action *procedure_actions(ekb_builder *builder, const place *at, const char *note,
                                           size_t *count)
{
    const ekb_tree_node *nodes = at->tree->nodes;
    size_t before = *note != '\0', done = before;
    *count = before;
    for (uint32_t i = nodes->first_child; i != 0; i = nodes[i].next)
        if (nodes[i].type == EKB_NODE_CAUSE)
            *count += nodes[i].child_count;
    ekb_action *actions = new_actions(builder, *count);
    if (actions == NULL)
        return NULL;
    if (before)
        actions[0] = (ekb_action){.type = EKB_ACTION_NOTE, .text = note};
    for (uint32_t i = nodes->first_child; i != 0; i = nodes[i].next) {
        if (nodes[i].type != EKB_NODE_CAUSE)
            continue;
        if (nodes[i].target != 0)
            corrupt(builder, "node.target");
        fill_children(builder, at, &nodes[i], actions + done);
        done += nodes[i].child_count;
    }
    return actions;
}

/* The step that is all of a procedure, or 0: its title would only say the same. */
static uint32_t only_step(const ekb_builder *builder, const ekb_tree *tree)
{
    const ekb_tree_node *nodes = tree->nodes;
    uint32_t cause = nodes->first_child, step = nodes[cause].first_child;
    int alone = nodes->child_count == 1 && nodes[cause].type == EKB_NODE_CAUSE && nodes[cause].target == 0 &&
                nodes[cause].child_count == 1 && nodes[step].type == EKB_NODE_STEP;
    return alone && *text_of(builder, &tree->titles)->text == '\0' ? step : 0;
}

static void fill_action(ekb_builder *builder, const place *at, uint32_t position, ekb_action *out);

static void fill_use(ekb_builder *builder, const place *at, const ekb_tree_node *node, ekb_action *out)
{
    const ekb_tree *tree = used_tree(builder, node);
    uint32_t step = tree != NULL ? only_step(builder, tree) : 0;
    place inner;
    if (step != 0) {
        if (!enter_bare(builder, tree, at->depth, &inner) ||
            !numbered(builder, &inner, ekb_numbers_of_step(tree, step, out->number, builder->arena)))
            return;
        fill_action(builder, &inner, step, out);
        leave(builder);
        return;
    }
    if (tree == NULL || !enter(builder, tree, out->number, at->depth + 1, &inner))
        return;
    const ekb_text *title = text_of(builder, &tree->titles);
    out->text = title->title;
    out->procedure = tree->slug;
    out->actions = procedure_actions(builder, &inner, title->text, &out->action_count);
    leave(builder);
}

static void fill_action(ekb_builder *builder, const place *at, uint32_t position, ekb_action *out)
{
    static const ekb_action_type types[] = {
        [EKB_NODE_STEP] = EKB_ACTION_STEP, [EKB_NODE_NOTE] = EKB_ACTION_NOTE,
        [EKB_NODE_TIP] = EKB_ACTION_TIP,   [EKB_NODE_COMMAND] = EKB_ACTION_COMMAND,
        [EKB_NODE_LINK] = EKB_ACTION_LINK, [EKB_NODE_USE] = EKB_ACTION_USE,
    };
    const ekb_tree_node *node = &at->tree->nodes[position];
    out->type = types[node->type];
    out->number = at->numbers[position];
    out->argument = node->argument;
    out->text = "";
    if (node->type == EKB_NODE_USE) {
        fill_use(builder, at, node, out);
        return;
    }
    out->text = text_of(builder, &node->texts)->text;
    if (node->ref != 0) {
        out->ref = at->numbers[at->tree->labelled[node->ref]];
        out->text = ekb_number_refs(out->text, out->ref, builder->arena);
        if (out->text == NULL)
            builder->status = ekb_error_nomem(builder->error);
    }
    ekb_action *actions = new_actions(builder, node->child_count);
    if (actions == NULL)
        return;
    place inner = *at;
    inner.depth++;
    fill_children(builder, &inner, node, actions);
    out->actions = actions;
    out->action_count = node->child_count;
}

static void fill_children(ekb_builder *builder, const place *at, const ekb_tree_node *parent, ekb_action *out)
{
    if (at->depth > DEPTH_MAX)
        corrupt(builder, "node.parent");
    for (uint32_t i = parent->first_child; i != 0 && builder->status == EKB_OK; i = at->tree->nodes[i].next)
        fill_action(builder, at, i, out++);
}

/* A cause that is a procedure: title, detail and steps are the procedure's. */
static void fill_shared_cause(ekb_builder *builder, const place *at, const ekb_tree_node *node,
                              ekb_cause *out)
{
    const ekb_tree *tree = used_tree(builder, node);
    place inner;
    if (tree == NULL || !enter(builder, tree, NULL, at->depth, &inner))
        return;
    const ekb_text *title = text_of(builder, &tree->titles);
    out->title = title->title;
    out->detail = title->text;
    out->procedure = tree->slug;
    out->actions = procedure_actions(builder, &inner, "", &out->action_count);
    leave(builder);
}

static void fill_cause(ekb_builder *builder, const place *at, const ekb_tree_node *node, ekb_cause *out)
{
    if (node->target != 0) {
        fill_shared_cause(builder, at, node, out);
        return;
    }
    const ekb_text *text = text_of(builder, &node->texts);
    out->title = text->title;
    out->detail = text->text;
    ekb_action *actions = new_actions(builder, node->child_count);
    if (actions == NULL)
        return;
    fill_children(builder, at, node, actions);
    out->actions = actions;
    out->action_count = node->child_count;
}

ekb_status ekb_content_build(ekb_builder *builder, const ekb_tree *tree, ekb_content *out)
{
    place at;
    builder->lang = out->lang;
    builder->budget = NODES_BUDGET;
    if (!enter(builder, tree, NULL, 1, &at))
        return builder->status;
    size_t most = tree->nodes[0].child_count;
    ekb_cause *causes = need(builder, ekb_arena_calloc(builder->arena, most, sizeof *causes));
    ekb_link *links = need(builder, ekb_arena_calloc(builder->arena, most, sizeof *links));
    for (uint32_t i = tree->nodes[0].first_child; i != 0 && builder->status == EKB_OK;
         i = tree->nodes[i].next) {
        const ekb_tree_node *node = &tree->nodes[i];
        if (node->type == EKB_NODE_CAUSE)
            fill_cause(builder, &at, node, &causes[out->cause_count++]);
        else
            links[out->link_count++] = (ekb_link){node->argument, text_of(builder, &node->texts)->title};
    }
    out->causes = causes;
    out->links = links;
    leave(builder);
    return builder->status;
}
