/* SPDX-License-Identifier: MIT */
/* Whatever points somewhere must point at something: see_also, use, ref.
   Procedures form a graph without cycles whose expansion stays small, since
   the engine shows each `use` in full. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/error.h"
#include "labels.h"
#include "nearest.h"

/* Deepest chain of procedures, and most nodes of an entry with all of them
   written out. */
#define USE_DEPTH_MAX 16
#define EXPANDED_MAX 10000
/* Candidates for "did you mean" among ids: a catalog may have a million. */
#define NEAR_WINDOW 200

typedef struct graph {
    ekbc_checker *checker;
    unsigned char *state; /* by entry: 0 new, 1 open, 2 done */
    unsigned char *used;
    size_t *size; /* nodes when written out */
    unsigned char *depth;
} graph;

/* Ids near a wrong one are mostly its neighbours in the sorted catalog. */
typedef struct window {
    const ekbc_entry *entries;
    size_t count;
    const ekbc_entry *from; /* who refers: never meant */
} window;

static const char *window_name(const void *context, size_t at)
{
    const window *w = context;
    if (at >= w->count)
        return NULL;
    return &w->entries[at] != w->from ? w->entries[at].id : "";
}

static const char *near_id(const ekbc_catalog *catalog, const ekbc_entry *from, const char *id)
{
    size_t low = 0, high = catalog->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(catalog->entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t first = low > NEAR_WINDOW / 2 ? low - NEAR_WINDOW / 2 : 0;
    size_t end = first + NEAR_WINDOW < catalog->entry_count ? first + NEAR_WINDOW : catalog->entry_count;
    const window w = {catalog->entries + first, end - first, from};
    return ekbc_nearest(id, window_name, &w);
}

/* An id without its product, or without the folder of its kind. */
static const char *whole_id(const ekbc_catalog *catalog, const ekbc_entry *from, const char *id)
{
    static const char *const folders[] = {"", "procedures/"};
    int product = (int)strcspn(from->id, "/");
    for (size_t i = 0; i < sizeof folders / sizeof *folders && strchr(id, '/') == NULL; i++) {
        char whole[512];
        snprintf(whole, sizeof whole, "%.*s/%s%s", product, from->id, folders[i], id);
        const ekbc_entry *found = ekbc_entry_find(catalog, whole);
        if (found != NULL && found != from)
            return found->id;
    }
    return NULL;
}

static int is_product_read(const ekbc_catalog *catalog, const char *id)
{
    size_t length = strcspn(id, "/");
    for (size_t i = 0; i < catalog->product_count; i++) {
        if (strlen(catalog->products[i].id) == length && memcmp(catalog->products[i].id, id, length) == 0)
            return 1;
    }
    return 0;
}

/* What stands behind the product and, of a procedure, behind its folder. */
static const char *own_name(const char *id)
{
    const char *slash = strchr(id, '/');
    if (slash == NULL)
        return id;
    slash++;
    return strncmp(slash, "procedures/", 11) == 0 ? slash + 11 : slash;
}

/* Whether the entry that is meant may be there, under an id that was reported:
   then the reference is right. */
static int is_misnamed(const ekbc_catalog *catalog, const char *id)
{
    if (catalog->misnamed_count > EKBC_MISNAMED_MAX)
        return 1;
    for (size_t i = 0; i < catalog->misnamed_count; i++) {
        if (strcmp(own_name(catalog->misnamed[i]->id), own_name(id)) == 0)
            return 1;
    }
    return 0;
}

static void report_target(ekbc_checker *checker, const ekbc_entry *from, ekbc_place place,
                          const char *message, const char *id)
{
    if (is_misnamed(checker->catalog, id))
        return;
    const char *whole = whole_id(checker->catalog, from, id);
    const char *near = whole != NULL ? whole : near_id(checker->catalog, from, id);
    if (checker->catalog->incomplete || (checker->catalog->partial && !is_product_read(checker->catalog, id)))
        return;
    ekbc_diag_error(checker->diags, place, message,
                    near != NULL
                        ? EKB_N_("did you mean `{near}`?")
                        : EKB_N_("write it, remove the reference, or compile the folder that holds it too"));
    ekbc_diag_text(checker->diags, "id", id);
    if (near != NULL)
        ekbc_diag_text(checker->diags, "near", near);
}

static void check_see_also(ekbc_checker *checker, const ekbc_entry *entry)
{
    for (size_t i = 0; i < entry->see_also_count; i++) {
        const ekbc_string *target = &entry->see_also[i];
        if (*target->text == '\0')
            continue;
        if (strcmp(target->text, entry->id) == 0) {
            ekbc_diag_error(checker->diags, target->place, EKB_N_("the entry refers to itself"),
                            EKB_N_("remove the reference"));
            continue;
        }
        const ekbc_entry *found = ekbc_entry_find(checker->catalog, target->text);
        if (found == NULL) {
            report_target(checker, entry, target->place, EKB_N_("there is no entry `{id}`"), target->text);
        } else if (found->kind == EKB_KIND_PROCEDURE) {
            ekbc_diag_error(checker->diags, target->place, EKB_N_("`{id}` is a procedure"),
                            EKB_N_("refer to an entry, or take the procedure over with `use`"));
            ekbc_diag_text(checker->diags, "id", target->text);
        }
    }
}

static size_t visit(graph *g, size_t at, int depth);

static size_t visit_use(graph *g, const ekbc_entry *entry, const ekbc_node *node, int depth)
{
    ekbc_checker *checker = g->checker;
    const ekbc_entry *target = ekbc_entry_find(checker->catalog, node->use);
    if (target == NULL) {
        report_target(checker, entry, node->place, EKB_N_("there is no procedure `{id}`"), node->use);
        return 0;
    }
    size_t at = (size_t)(target - checker->catalog->entries);
    if (target->kind != EKB_KIND_PROCEDURE && target->misnamed) /* reported at its id */
        return 0;
    if (target->kind != EKB_KIND_PROCEDURE) {
        ekbc_diag_error(checker->diags, node->place, EKB_N_("`{id}` is not a procedure"),
                        EKB_N_("refer to it with `see_also`, or make its steps a procedure"));
    } else if (g->state[at] == 1) {
        ekbc_diag_error(checker->diags, node->place, EKB_N_("the procedure `{id}` contains itself"),
                        EKB_N_("remove one `use` of the circle"));
    } else if (depth >= USE_DEPTH_MAX) {
        ekbc_diag_error(checker->diags, node->place,
                        EKB_N_("procedures stand inside one another too deep at `{id}`"),
                        EKB_N_("write some of the steps out"));
    } else {
        g->used[at] = 1;
        size_t size = visit(g, at, depth + 1);
        size_t owner = (size_t)(entry - checker->catalog->entries);
        if (g->depth[owner] < g->depth[at] + 1)
            g->depth[owner] = (unsigned char)(g->depth[at] + 1);
        return size;
    }
    g->used[at] = 1;
    ekbc_diag_text(checker->diags, "id", node->use);
    return 0;
}

static size_t visit_nodes(graph *g, const ekbc_entry *entry, const ekbc_node *nodes, size_t count, int depth)
{
    size_t size = count;
    for (size_t i = 0; i < count; i++) {
        size += visit_nodes(g, entry, nodes[i].children, nodes[i].child_count, depth);
        if (nodes[i].use != NULL)
            size += visit_use(g, entry, &nodes[i], depth);
        if (size > EXPANDED_MAX * 2)
            size = EXPANDED_MAX * 2;
    }
    return size;
}

/* Nodes of an entry with all its procedures written out. */
static size_t visit(graph *g, size_t at, int depth)
{
    const ekbc_entry *entry = &g->checker->catalog->entries[at];
    if (g->state[at] == 2)
        return g->size[at];
    g->state[at] = 1;
    g->size[at] = visit_nodes(g, entry, entry->causes, entry->cause_count, depth);
    g->state[at] = 2;
    if (g->size[at] > EXPANDED_MAX) {
        ekbc_diag_error(g->checker->diags, entry->id_place,
                        EKB_N_("`{id}` has more than {max} actions when its procedures are written out"),
                        EKB_N_("use fewer procedures"));
        ekbc_diag_text(g->checker->diags, "id", entry->id);
        ekbc_diag_number(g->checker->diags, "max", EXPANDED_MAX);
        g->size[at] = 0; /* reported once, not for everything that uses it */
    } else if (g->depth[at] > USE_DEPTH_MAX) {
        ekbc_diag_error(g->checker->diags, entry->id_place,
                        EKB_N_("procedures stand inside one another too deep at `{id}`"),
                        EKB_N_("write some of the steps out"));
        ekbc_diag_text(g->checker->diags, "id", entry->id);
        g->depth[at] = 0;
    }
    return g->size[at];
}

static void report_unused(const graph *g)
{
    ekbc_checker *checker = g->checker;
    for (size_t i = 0; i < checker->catalog->entry_count; i++) {
        const ekbc_entry *entry = &checker->catalog->entries[i];
        if (entry->kind != EKB_KIND_PROCEDURE || g->used[i] || checker->catalog->incomplete)
            continue;
        ekbc_diag_add(checker->diags, EKBC_WARNING, entry->id_place,
                      EKB_N_("nothing uses the procedure `{id}`"), EKB_N_("use it or remove it"));
        ekbc_diag_text(checker->diags, "id", entry->id);
    }
}

static void check_uses(ekbc_checker *checker)
{
    size_t count = checker->catalog->entry_count;
    graph g = {checker, calloc(count + 1, 1), calloc(count + 1, 1), calloc(count + 1, sizeof(size_t)),
               calloc(count + 1, 1)};
    if (g.state == NULL || g.used == NULL || g.size == NULL || g.depth == NULL) {
        checker->nomem = 1;
    } else {
        for (size_t i = 0; i < count; i++)
            visit(&g, i, 0);
        report_unused(&g);
    }
    free(g.state);
    free(g.used);
    free(g.size);
    free(g.depth);
}

static int shows_ref(const ekbc_text *text)
{
    return strstr(text->text, "{ref}") != NULL;
}

/* The first text that does, or the first that does not; NULL if there is none. */
static const ekbc_text *find_ref(const ekbc_texts *texts, int shown)
{
    for (size_t i = 0; i < texts->count; i++)
        if (shows_ref(&texts->items[i]) == shown)
            return &texts->items[i];
    return NULL;
}

static void check_ref(ekbc_checker *checker, const ekbc_labels *labels, const ekbc_node *node)
{
    const ekbc_text *with = find_ref(&node->text, 1), *without = find_ref(&node->text, 0);
    if (node->ref != NULL && ekbc_label_number(labels, node->ref) == 0) {
        ekbc_diag_error(
            checker->diags, node->ref_place, EKB_N_("no action here has the label `{label}`"),
            EKB_N_("write `label: {label}` beside the step that is meant, in the same entry or procedure"));
        ekbc_diag_text(checker->diags, "label", node->ref);
    } else if (node->ref != NULL && without != NULL) {
        ekbc_diag_error(checker->diags, without->place, EKB_N_("a `ref` that its text does not show"),
                        EKB_N_("write {mark} where the number of the step belongs, in every language"));
        ekbc_diag_text(checker->diags, "mark", "{ref}");
    } else if (node->ref == NULL && with != NULL) {
        ekbc_diag_error(checker->diags, with->place, EKB_N_("the text refers to a step that is not named"),
                        EKB_N_("add `ref:` with the label of the step"));
        ekbc_diag_within(checker->diags, with->text, (size_t)(strstr(with->text, "{ref}") - with->text));
    }
}

static void check_nodes(ekbc_checker *checker, const ekbc_labels *labels, const ekbc_node *nodes,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_ref(checker, labels, &nodes[i]);
        check_nodes(checker, labels, nodes[i].children, nodes[i].child_count);
    }
}

static void check_labels(ekbc_checker *checker, ekbc_labels *labels, const ekbc_entry *entry)
{
    if (!ekbc_labels_collect(labels, entry)) {
        checker->nomem = 1;
        return;
    }
    for (size_t i = 1; i < labels->count; i++) {
        if (strcmp(labels->items[i - 1].name, labels->items[i].name) != 0)
            continue;
        ekbc_diag_error(checker->diags, labels->items[i].place,
                        EKB_N_("the label `{label}` stands here a second time"), EKB_N_("choose another"));
        ekbc_diag_text(checker->diags, "label", labels->items[i].name);
    }
    if (!entry->broken)
        check_nodes(checker, labels, entry->causes, entry->cause_count);
}

void ekbc_check_refs(ekbc_checker *checker)
{
    ekbc_labels labels = EKBC_LABELS_INIT;
    for (size_t i = 0; i < checker->catalog->entry_count; i++) {
        check_see_also(checker, &checker->catalog->entries[i]);
        check_labels(checker, &labels, &checker->catalog->entries[i]);
    }
    ekbc_labels_release(&labels);
    check_uses(checker);
}
